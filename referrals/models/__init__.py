from referrals.models.agency import Agency
from referrals.models.answers import (
    ENGAGED,
    NOT_ESTABLISHED,
    AbuseType,
    Answer,
    CampaignSource,
    CjStatus,
    EarlyFlag,
    InformationSource,
    ParentPosition,
    Relationship,
    Route,
    SubjectAgreement,
    Targeting,
    YouthOrder,
    YouthTeam,
)
from referrals.models.confidence import (
    ITEMS,
    KNOWLEDGE_QUESTIONS,
    ConfidenceResponse,
    ConfidenceSlip,
    RefusedAnswer,
)
from referrals.models.eligibility import EligibilityCheck
from referrals.models.name_key import NameKey
from referrals.models.practitioner import (
    NewPractitioner,
    Practitioner,
    links_to_practitioners,
)
from referrals.models.referral import ADULT_AT, Referral, Residence
from referrals.models.training import AnswerPoint, Attendance, TrainingEvent

__all__ = [
    "ADULT_AT",
    "ENGAGED",
    "ITEMS",
    "KNOWLEDGE_QUESTIONS",
    "NOT_ESTABLISHED",
    "AbuseType",
    "Agency",
    "Answer",
    "AnswerPoint",
    "Attendance",
    "CampaignSource",
    "CjStatus",
    "ConfidenceResponse",
    "ConfidenceSlip",
    "EarlyFlag",
    "EligibilityCheck",
    "InformationSource",
    "NameKey",
    "NewPractitioner",
    "ParentPosition",
    "Practitioner",
    "Referral",
    "RefusedAnswer",
    "Relationship",
    "Residence",
    "Route",
    "SubjectAgreement",
    "Targeting",
    "TrainingEvent",
    "YouthOrder",
    "YouthTeam",
    "links_to_practitioners",
]
