from cases.models import Case, Child
from pilot.models import User


def children(case: Case, user: User) -> list[Child]:
    """The children in his life with their history, those entered by mistake last."""
    entered = case.perpetrator.children.prefetch_related("statuses")
    return sorted(entered, key=lambda child: child.is_withdrawn)
