from pilot.models.absence import Absence
from pilot.models.accreditation import Accreditation
from pilot.models.agreement import (
    MOST_RETURN_DAYS,
    Agreement,
    Assumption,
    AssumptionDecision,
    due_in_words,
)
from pilot.models.appointment import OfficerAppointment
from pilot.models.approval import Approval
from pilot.models.audit import AuditEvent
from pilot.models.borough import Borough
from pilot.models.budget import UNDIVIDED, Budget, BudgetLine, CostLine
from pilot.models.complaint import Complaint
from pilot.models.concern import Concern
from pilot.models.concern_action import ConcernAction
from pilot.models.concern_entry import ConcernEntry, Side
from pilot.models.contract_action import ContractAction
from pilot.models.correctable import Correctable, CorrectableQuerySet
from pilot.models.cost import ApportionmentKey, Cost, CostShare, KeyShare
from pilot.models.day import WorkDay, WorkWeek, monday_of
from pilot.models.document import ContractDocument
from pilot.models.draft import Draft, Submission
from pilot.models.equality import EqualityAssessment
from pilot.models.extension import LATEST_END, MOST, Extension
from pilot.models.forecast import CarryForward, Forecast, ForecastMonth, VarianceComment
from pilot.models.meeting import AgendaItem, GroupMeeting
from pilot.models.parameter import ParameterChange
from pilot.models.pattern import MOST_WEEKS, WEEKDAYS, Pattern, PatternDay
from pilot.models.post import DayAllocation, Post, posts_of
from pilot.models.record import Record
from pilot.models.register import RegisterEntry
from pilot.models.risk import ContractRisk, RiskScore
from pilot.models.sheet import CostSheet
from pilot.models.site import Site
from pilot.models.user import Membership, User
from pilot.models.variation import Variation

__all__ = [
    "LATEST_END",
    "MOST",
    "MOST_RETURN_DAYS",
    "MOST_WEEKS",
    "UNDIVIDED",
    "WEEKDAYS",
    "Absence",
    "Accreditation",
    "AgendaItem",
    "Agreement",
    "ApportionmentKey",
    "Approval",
    "Assumption",
    "AssumptionDecision",
    "AuditEvent",
    "Borough",
    "Budget",
    "BudgetLine",
    "CarryForward",
    "Complaint",
    "Concern",
    "ConcernAction",
    "ConcernEntry",
    "ContractAction",
    "ContractDocument",
    "ContractRisk",
    "Correctable",
    "CorrectableQuerySet",
    "Cost",
    "CostLine",
    "CostShare",
    "CostSheet",
    "DayAllocation",
    "Draft",
    "EqualityAssessment",
    "Extension",
    "Forecast",
    "ForecastMonth",
    "GroupMeeting",
    "KeyShare",
    "Membership",
    "OfficerAppointment",
    "ParameterChange",
    "Pattern",
    "PatternDay",
    "Post",
    "Record",
    "RegisterEntry",
    "RiskScore",
    "Side",
    "Site",
    "Submission",
    "User",
    "VarianceComment",
    "Variation",
    "WorkDay",
    "WorkWeek",
    "due_in_words",
    "monday_of",
    "posts_of",
]
