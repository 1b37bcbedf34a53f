"""How far the work of a case comes, and why it ends."""

from django.db import models


class CaseStatus(models.TextChoices):
    """How far the work has come."""

    OPEN = "OPEN", "Allocated"
    CONTACTING = "CONTACTING", "Contacting"
    ASSESSMENT = "ASSESSMENT", "Assessment"
    INTERVENTION = "INTERVENTION", "Intervention"
    REVIEW = "REVIEW", "Review"
    SUSPENDED = "SUSPENDED", "Suspended"
    CLOSING = "CLOSING", "Closing"
    CLOSED = "CLOSED", "Closed"


ACTIVE = frozenset(  # the work goes on
    {
        CaseStatus.OPEN,
        CaseStatus.CONTACTING,
        CaseStatus.ASSESSMENT,
        CaseStatus.INTERVENTION,
        CaseStatus.REVIEW,
    }
)
ASIDE = frozenset({CaseStatus.SUSPENDED, CaseStatus.CLOSING})


class ClosedBecause(models.TextChoices):
    """Why the work ended: CL-26."""

    COMPLETED = "COMPLETED", "Completed the work"
    STEP_TO_DVPP = "STEP_TO_DVPP", "Moved on to a full perpetrator programme"
    STEP_TO_OTHER = "STEP_TO_OTHER", "Moved on to another service"
    RISK_LOWERED = "RISK_LOWERED", "Risk lowered"
    DISENGAGED = "DISENGAGED", "Stopped coming"
    NEVER_ENGAGED = "NEVER_ENGAGED", "Never engaged"
    DECLINED = "DECLINED", "Declined the service"
    MOVED = "MOVED", "Moved away"
    ENTERED_CJ = "ENTERED_CJ", "Entered the criminal justice process"
    CUSTODY = "CUSTODY", "In custody"
    DECEASED = "DECEASED", "Died"
    UNSAFE = "UNSAFE", "Not safe to continue"
    SERVICE_ENDED = "SERVICE_ENDED", "The service ended"
    OTHER = "OTHER", "Another reason"
