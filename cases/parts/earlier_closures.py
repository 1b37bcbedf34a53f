from cases.models import Case, EarlierClosure
from pilot.models import User


def earlier_closures(case: Case, user: User) -> list[EarlierClosure]:
    """How the case had ended before it was reopened, the latest first."""
    return case.earlier_closures.order_by("-reopened_on", "-pk")
