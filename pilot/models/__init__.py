from pilot.models.absence import Absence
from pilot.models.agreement import Accreditation, Agreement, Assumption, AssumptionDecision
from pilot.models.audit import AuditEvent
from pilot.models.borough import Borough
from pilot.models.budget import UNDIVIDED, Budget, BudgetLine, CostLine
from pilot.models.correctable import Correctable, CorrectableQuerySet
from pilot.models.cost import ApportionmentKey, Cost, CostShare, KeyShare
from pilot.models.day import WorkDay, WorkWeek, monday_of
from pilot.models.draft import Draft, Submission
from pilot.models.forecast import CarryForward, Forecast, ForecastMonth, VarianceComment
from pilot.models.parameter import ParameterChange
from pilot.models.pattern import MOST_WEEKS, WEEKDAYS, Pattern, PatternDay
from pilot.models.post import DayAllocation, Post, posts_of
from pilot.models.sheet import CostSheet
from pilot.models.site import Site
from pilot.models.user import Membership, User

__all__ = [
    "MOST_WEEKS",
    "UNDIVIDED",
    "WEEKDAYS",
    "Absence",
    "Accreditation",
    "Agreement",
    "ApportionmentKey",
    "Assumption",
    "AssumptionDecision",
    "AuditEvent",
    "Borough",
    "Budget",
    "BudgetLine",
    "CarryForward",
    "Correctable",
    "CorrectableQuerySet",
    "Cost",
    "CostLine",
    "CostShare",
    "CostSheet",
    "DayAllocation",
    "Draft",
    "Forecast",
    "ForecastMonth",
    "KeyShare",
    "Membership",
    "ParameterChange",
    "Pattern",
    "PatternDay",
    "Post",
    "Site",
    "Submission",
    "User",
    "VarianceComment",
    "WorkDay",
    "WorkWeek",
    "monday_of",
    "posts_of",
]
