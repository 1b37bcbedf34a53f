"""What is assumed, what the service reckons with, and which figures rest on either.

The parameters are read from where they are used, so that the page says what is in force.
"""

from dataclasses import dataclass
from decimal import Decimal

from cases.actions.engagement import SUPPORTED_AFTER
from cases.actions.stage import APART
from cases.engagement_rules import RULES
from cases.models.levels import ASSESSED_WITHIN, REVIEWED_WITHIN
from pilot.models import Assumption, DayAllocation
from referrals.eligibility import AGES, YPS
from referrals.models import Referral, TrainingEvent
from reporting.disclosure.figures import MINIMUM_BASE
from reporting.disclosure.tables import THRESHOLD
from reporting.indicators import DAYS, INDICATORS

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Parameter:
    """A number that a rule or a figure reckons with, as it is in force."""

    code: str
    meaning: str
    value: str
    touches: str


def parameters() -> list[Parameter]:
    """Every parameter in use, in the order of the dictionary."""
    weeks = REVIEWED_WITHIN.days // 7
    after, (first, last) = TrainingEvent.AFTER_WITHIN, TrainingEvent.FOLLOW_UP
    youngest, oldest = AGES[YPS]
    return [
        Parameter(
            "P-01",
            "Counts of people below this are hidden outside the provider",
            f"{THRESHOLD}",
            "Every figure of class B",
        ),
        Parameter(
            "P-02",
            "No contact that counts as not engaging",
            f"{RULES.attempts} attempts, {RULES.methods} ways, over "
            f"{RULES.working_days} working days",
            "Declaring that somebody does not engage",
        ),
        Parameter(
            "P-03",
            "Missed appointments that count as not engaging",
            f"{RULES.missed_in_a_row} in a row, or {RULES.missed} of the last "
            f"{RULES.of_the_last}",
            "Declaring that somebody does not engage",
        ),
        Parameter(
            "P-06",
            "A referral is decided within",
            f"{Referral.DAYS_TO_DECIDE} working days",
            "Overdue decisions",
        ),
        Parameter(
            "P-08",
            "The assessment is complete after acceptance within",
            f"{ASSESSED_WITHIN} working days",
            "Assessments overdue",
        ),
        Parameter("P-09", "Risk is looked at again after", f"{weeks} weeks", "Stale risk"),
        Parameter(
            "P-10",
            "Sessions attended that make somebody supported",
            f"{SUPPORTED_AFTER}",
            "I05",
        ),
        Parameter(
            "P-11",
            "The least time between a first and a later measure",
            f"{APART.days} days",
            "Changes of stage and risk",
        ),
        Parameter(
            "P-13",
            "Practitioners answer after training within, and again between",
            f"{after.days} days; {first.days} and {last.days} days",
            "Confidence after training",
        ),
        Parameter(
            "P-16",
            "The smallest base of a percentage shown outside the provider",
            f"{MINIMUM_BASE}",
            "Every rate",
        ),
        Parameter(
            "P-17",
            "Ages of the Young Perpetrator Specialist’s referrals",
            f"{youngest} to {oldest}",
            "Who may be referred to the post",
        ),
        *_splits(),
        Parameter(
            "P-24",
            "What a borough plans to spend in a quarter",
            "The financial year’s budget in equal parts to its quarters",
            "The variance of money",
        ),
    ]


def _splits() -> list[Parameter]:
    """The days a week of the posts whose split the report does not give."""
    rows = DayAllocation.objects.open_ended().for_listing()
    found = []
    for code, post in (("P-22", "FSW"), ("P-23", "YPS")):
        shares = [row for row in rows if row.post_id == post]
        days = ", ".join(
            f"{row.borough_id} {row.days_per_week.quantize(HUNDREDTH).normalize():f}"
            for row in shares
        )
        meaning = f"Days a week of the {shares[0].post}" if shares else "Days a week"
        found.append(Parameter(code, meaning, days or "Not set", DAYS.code))
    return found


@dataclass(frozen=True)
class Assumed:
    """An assumption, what was decided of it, and the figures that rest on it."""

    assumption: Assumption
    touches: list[str]


def assumed() -> list[Assumed]:
    """Every assumption, with its decisions, the latest first."""
    figures = (*INDICATORS, DAYS)
    rows = Assumption.objects.prefetch_related("decisions__recorded_by")
    return [
        Assumed(row, [each.code for each in figures if row.code in each.assumptions])
        for row in rows.order_by("code")
    ]
