from cases.gaps import Missing, gaps_of
from cases.models import Case
from pilot.models import User
from pilot.permissions import Permission


def gaps(case: Case, user: User) -> list[Missing]:
    """What is missing from the record, for whoever can put it right."""
    return gaps_of(case) if user.can(Permission.KEEP_RECORD, case.borough) else []
