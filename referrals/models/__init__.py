from referrals.models.advice import own_post
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
from referrals.models.campaign import CampaignActivity
from referrals.models.clearance import Clearance
from referrals.models.confidence import (
    ITEMS,
    KNOWLEDGE_QUESTIONS,
    ConfidenceResponse,
    ConfidenceSlip,
    RefusedAnswer,
)
from referrals.models.consultation import Consultation, Topic
from referrals.models.decision import DeclineNotice, PastDecision
from referrals.models.eligibility import EligibilityCheck
from referrals.models.liaison import (
    LIAISON_EVERY,
    LiaisonDue,
    LiaisonMeeting,
    liaison_due,
)
from referrals.models.name_key import NameKey
from referrals.models.notice import ReferralNotice
from referrals.models.origin import Residence
from referrals.models.practitioner import (
    NewPractitioner,
    Practitioner,
    links_to_practitioners,
)
from referrals.models.question import Question
from referrals.models.referral import ADULT_AT, Referral
from referrals.models.rules import CODED
from referrals.models.safety import ContactSafetyCheck
from referrals.models.training import AnswerPoint, Attendance, TrainingEvent

__all__ = [
    "ADULT_AT",
    "CODED",
    "ENGAGED",
    "ITEMS",
    "KNOWLEDGE_QUESTIONS",
    "LIAISON_EVERY",
    "NOT_ESTABLISHED",
    "AbuseType",
    "Agency",
    "Answer",
    "AnswerPoint",
    "Attendance",
    "CampaignActivity",
    "CampaignSource",
    "CjStatus",
    "Clearance",
    "ConfidenceResponse",
    "ConfidenceSlip",
    "Consultation",
    "ContactSafetyCheck",
    "DeclineNotice",
    "EarlyFlag",
    "EligibilityCheck",
    "InformationSource",
    "LiaisonDue",
    "LiaisonMeeting",
    "NameKey",
    "NewPractitioner",
    "ParentPosition",
    "PastDecision",
    "Practitioner",
    "Question",
    "Referral",
    "ReferralNotice",
    "RefusedAnswer",
    "Relationship",
    "Residence",
    "Route",
    "SubjectAgreement",
    "Targeting",
    "Topic",
    "TrainingEvent",
    "YouthOrder",
    "YouthTeam",
    "liaison_due",
    "links_to_practitioners",
    "own_post",
]
