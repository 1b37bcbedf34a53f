from typing import Any

from cases.entries import latest
from cases.models import Case
from pilot.models import User


def onward(case: Case, user: User) -> dict[str, Any]:
    """Where he goes on to, the newest first, with what has become of it there."""
    return latest("onward", case)
