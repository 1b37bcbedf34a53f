from cases.models.case import Case
from cases.models.perpetrator import Perpetrator
from cases.models.session import ContactAttempt, Method, Session

__all__ = ["Case", "ContactAttempt", "Method", "Perpetrator", "Session"]
