from cases.models.activity import Activity
from cases.models.agency import AgencyInvolvement
from cases.models.attempt import ContactAttempt
from cases.models.bridge import Bridge, RiskLevel, SafetyNotice
from cases.models.case import Case, CaseBorough, Gap
from cases.models.child import Child, ChildStatus
from cases.models.equality import EqualityRecord, Impairment, NonAnswer
from cases.models.note import CaseNote, NoteAddendum
from cases.models.perpetrator import ContactWay, Interpreter, Perpetrator
from cases.models.session import Method, Session
from cases.models.source import InformationSource
from cases.models.task import Task
from cases.models.youth import AssetSummary, Holder, YouthDetail

__all__ = [
    "Activity",
    "AgencyInvolvement",
    "AssetSummary",
    "Bridge",
    "Case",
    "CaseBorough",
    "CaseNote",
    "Child",
    "ChildStatus",
    "ContactAttempt",
    "ContactWay",
    "EqualityRecord",
    "Gap",
    "Holder",
    "Impairment",
    "InformationSource",
    "Interpreter",
    "Method",
    "NonAnswer",
    "NoteAddendum",
    "Perpetrator",
    "RiskLevel",
    "SafetyNotice",
    "Session",
    "Task",
    "YouthDetail",
]
