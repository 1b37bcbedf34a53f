from cases.models import Case, Terms
from pilot.models import User


def terms(case: Case, user: User) -> Terms | None:
    """The agreement to work as it was explained last."""
    return case.terms.for_listing().first()
