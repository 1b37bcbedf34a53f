from pilot.models.agreement import Accreditation, Agreement, Assumption
from pilot.models.audit import AuditEvent
from pilot.models.borough import Borough
from pilot.models.correctable import Correctable, CorrectableQuerySet
from pilot.models.draft import Draft, Submission
from pilot.models.post import DayAllocation, Post, WorkDay
from pilot.models.user import Membership, User

__all__ = [
    "Accreditation",
    "Agreement",
    "Assumption",
    "AuditEvent",
    "Borough",
    "Correctable",
    "CorrectableQuerySet",
    "DayAllocation",
    "Draft",
    "Membership",
    "Post",
    "Submission",
    "User",
    "WorkDay",
]
