from cases.models.bridge import Bridge, RiskLevel, SafetyNotice
from cases.models.case import Case, CaseBorough, Gap
from cases.models.perpetrator import Perpetrator
from cases.models.session import ContactAttempt, Method, Session

__all__ = [
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
]
