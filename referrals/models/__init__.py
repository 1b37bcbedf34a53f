from referrals.models.agency import Agency, Practitioner
from referrals.models.confidence import (
    ITEMS,
    KNOWLEDGE_QUESTIONS,
    ConfidenceResponse,
    ConfidenceSlip,
    RefusedAnswer,
)
from referrals.models.referral import Referral, Residence
from referrals.models.training import AnswerPoint, Attendance, TrainingEvent

__all__ = [
    "ITEMS",
    "KNOWLEDGE_QUESTIONS",
    "Agency",
    "AnswerPoint",
    "Attendance",
    "ConfidenceResponse",
    "ConfidenceSlip",
    "Practitioner",
    "Referral",
    "RefusedAnswer",
    "Residence",
    "TrainingEvent",
]
