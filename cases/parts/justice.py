from typing import Any

from cases.entries import latest
from cases.models import Case
from pilot.models import User


def justice(case: Case, user: User) -> dict[str, Any]:
    """Where he stands in the criminal justice process, the latest first."""
    return latest("justice", case)
