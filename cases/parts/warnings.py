from cases.models import Case, CaseWarning
from pilot.models import User


def warnings(case: Case, user: User) -> list[CaseWarning]:
    """The active warnings of a case, the one to look at again next first."""
    return list(case.warnings.active().select_related("recorded_by"))
