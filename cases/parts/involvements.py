from typing import Any

from cases.entries import latest
from cases.models import Case, Involvement
from pilot.models import User


def involvements(case: Case, user: User) -> dict[str, Any]:
    """The meetings and schemes that considered the case, and what may be added."""
    kinds = [(kind.value.lower(), kind.label) for kind in Involvement.Kind]
    return latest("meeting", case) | {"kinds": kinds}
