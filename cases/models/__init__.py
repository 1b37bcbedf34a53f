from cases.models.activity import Activity
from cases.models.attempt import ContactAttempt
from cases.models.bridge import Bridge, RiskLevel, SafetyNotice
from cases.models.case import Case, CaseBorough, Gap
from cases.models.perpetrator import Perpetrator
from cases.models.session import Method, Session
from cases.models.task import Task

__all__ = [
    "Activity",
    "Bridge",
    "Case",
    "CaseBorough",
    "ContactAttempt",
    "Gap",
    "Method",
    "Perpetrator",
    "RiskLevel",
    "SafetyNotice",
    "Session",
    "Task",
]
