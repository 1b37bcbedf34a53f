from django.db.models import QuerySet

from cases.models import AgencyInvolvement, Case
from pilot.models import User


def agencies(case: Case, user: User) -> QuerySet[AgencyInvolvement]:
    """The agencies around him with their professionals, those still at work first."""
    return case.perpetrator.agencies.for_listing()
