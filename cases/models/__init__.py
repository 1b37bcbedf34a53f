from cases.models.activity import Activity
from cases.models.agency import AgencyInvolvement
from cases.models.allocation import CaseAllocation
from cases.models.answers import Impairment, NonAnswer
from cases.models.assessment import (
    ADULT_PATHWAYS,
    YOUNG_PATHWAYS,
    Assessment,
    Concern,
    Domain,
    DomainRating,
    Pathway,
    Stage,
    StageRating,
)
from cases.models.attempt import ContactAttempt
from cases.models.bridge import Bridge, SafetyNotice
from cases.models.case import Case
from cases.models.case_borough import CaseBorough
from cases.models.child import Child, ChildStatus
from cases.models.equality import EqualityRecord
from cases.models.feed import DiaryFeed
from cases.models.feedback import Feedback
from cases.models.file_audit import (
    CRITERIA,
    GOOD_OR_BETTER,
    Criterion,
    FileAction,
    FileAudit,
)
from cases.models.gap import Gap
from cases.models.involvement import Involvement
from cases.models.justice import EligibilityQuery, JusticeCheck
from cases.models.levels import Direction, RiskLevel, RiskReview, RiskTrigger, direction
from cases.models.move import CaseMove, EarlierClosure
from cases.models.non_engagement import NonEngagement
from cases.models.note import CaseNote, NoteAddendum
from cases.models.onward import OnwardReferral
from cases.models.perpetrator import (
    ChildrenKnown,
    ContactWay,
    Interpreter,
    Perpetrator,
)
from cases.models.plan import MOST_GOALS, Goal, GoalOutcome, PlanReview
from cases.models.risk import Incident, Order, RiskUpdate
from cases.models.session import Method, Session
from cases.models.source import InformationSource
from cases.models.supervision import Acknowledgement, Supervision, SupervisionPoint
from cases.models.task import Task
from cases.models.terms import Terms
from cases.models.warning import CaseWarning, WarningReview
from cases.models.youth import AssetSummary, Holder, YouthDetail

__all__ = [
    "ADULT_PATHWAYS",
    "CRITERIA",
    "GOOD_OR_BETTER",
    "MOST_GOALS",
    "YOUNG_PATHWAYS",
    "Acknowledgement",
    "Activity",
    "AgencyInvolvement",
    "Assessment",
    "AssetSummary",
    "Bridge",
    "Case",
    "CaseAllocation",
    "CaseBorough",
    "CaseMove",
    "CaseNote",
    "CaseWarning",
    "Child",
    "ChildStatus",
    "ChildrenKnown",
    "Concern",
    "ContactAttempt",
    "ContactWay",
    "Criterion",
    "DiaryFeed",
    "Direction",
    "Domain",
    "DomainRating",
    "EarlierClosure",
    "EligibilityQuery",
    "EqualityRecord",
    "Feedback",
    "FileAction",
    "FileAudit",
    "Gap",
    "Goal",
    "GoalOutcome",
    "Holder",
    "Impairment",
    "Incident",
    "InformationSource",
    "Interpreter",
    "Involvement",
    "JusticeCheck",
    "Method",
    "NonAnswer",
    "NonEngagement",
    "NoteAddendum",
    "OnwardReferral",
    "Order",
    "Pathway",
    "Perpetrator",
    "PlanReview",
    "RiskLevel",
    "RiskReview",
    "RiskTrigger",
    "RiskUpdate",
    "SafetyNotice",
    "Session",
    "Stage",
    "StageRating",
    "Supervision",
    "SupervisionPoint",
    "Task",
    "Terms",
    "WarningReview",
    "YouthDetail",
    "direction",
]
