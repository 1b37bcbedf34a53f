from typing import Any

from cases.entries import latest
from cases.models import Case
from pilot.models import User


def incidents(case: Case, user: User) -> dict[str, Any]:
    """What he did, as far as it became known while we worked with him."""
    return latest("incident", case)
