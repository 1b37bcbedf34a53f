from typing import Any

from cases.entries import latest
from cases.models import Case
from pilot.models import User


def orders(case: Case, user: User) -> dict[str, Any]:
    """The orders that he is or was under, those without an end first."""
    return latest("order", case)
