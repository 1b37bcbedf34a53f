from cases.models import Case, EqualityRecord
from pilot.models import User


def equality(case: Case, user: User) -> EqualityRecord:
    """Whether the questions have been asked. The answers stand on a page of their own."""
    records = EqualityRecord.objects.visible_to(user)
    found = records.filter(perpetrator=case.perpetrator).first()
    return found or EqualityRecord(perpetrator=case.perpetrator)
