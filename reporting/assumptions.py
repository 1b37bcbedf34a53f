"""What is assumed, what the service reckons with, and which figures rest on either.

The parameters are those of `pilot/parameters`; the days of the posts, the budgets
and the days that returns are due on stand beside them, read from where they are kept.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pilot import calendar, parameters
from pilot.models import (
    Agreement,
    Assumption,
    AuditEvent,
    DayAllocation,
    ParameterChange,
)
from pilot.parameters import PARAMETERS
from reporting.indicators import DAYS, INDICATORS, SPENDING

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Change:
    """That a number was changed where it is kept, in the words of a parameter's change."""

    starts_on: date
    recorded_by: str
    was: str
    value: str
    reason: str


@dataclass(frozen=True)
class InForce:
    """A parameter as the page shows it: what is in force, and what it touches."""

    code: str
    meaning: str
    value: str
    source: str
    touches: str
    default: str = ""  # empty: it is kept elsewhere, and has no default here
    figures: tuple[str, ...] = ()
    leaves: str = ""
    changes: tuple["ParameterChange | Change", ...] = ()  # the latest first
    stands: str = ""  # how it stands where nobody decides of it as a parameter

    @property
    def is_changed_here(self) -> bool:
        """Whether the service manager changes it on its own page."""
        return self.code in PARAMETERS

    @property
    def agreement(self) -> ParameterChange | None:
        """The change in force, if somebody has agreed to it: else it is assumed."""
        latest = self.changes[0] if self.changes else None
        return latest if isinstance(latest, ParameterChange) and latest.agreed_by else None

    @property
    def standing(self) -> str:
        """ "Agreed", "Assumed" until somebody agrees to it, or as its own place has it."""
        return self.stands or ("Agreed" if self.agreement else "Assumed")


def in_force() -> list[InForce]:
    """Every parameter in use, in the order of the dictionary."""
    changes = defaultdict(list)
    for change in ParameterChange.objects.select_related("recorded_by").order_by("-place"):
        changes[change.code].append(change)
    found = [
        InForce(
            code=code,
            meaning=parameter.meaning,
            value=parameters.in_words(code),
            source=parameter.source,
            touches=parameter.touches,
            default=parameter.in_words(parameter.default),
            figures=tuple(each.code for each in INDICATORS if code in each.parameters),
            leaves=parameter.leaves,
            changes=tuple(changes[code]),
        )
        for code, parameter in PARAMETERS.items()
    ]
    found += [*_splits(), _returns(), _BUDGET]
    return sorted(found, key=lambda each: each.code)


_BUDGET = InForce(
    "P-24",
    "What a borough plans to spend in a quarter",
    "The financial year’s budget in equal parts to its quarters",
    "Nothing in the papers: a straight line",
    "The variance of money",
)


def _returns() -> InForce:
    """When a quarter's return is due: each agreement says it, or nobody has agreed it."""
    agreements = list(Agreement.objects.for_listing())
    agreed = [each for each in agreements if each.return_due_days is not None]
    in_full = bool(agreed) and len(agreed) == len(agreements)
    events = AuditEvent.objects.filter(
        target_type=Agreement._meta.label_lower, detail__parameter="P-14"
    )
    return InForce(
        "P-14",
        "The return of a quarter is due, after the quarter’s last day, within",
        ", ".join(f"{each.borough_id} {each.return_due_in_words}" for each in agreements)
        or "Not agreed",
        "Each council’s agreement; the report gives no day (A-07)",
        "When a return is due, and which are late",
        changes=tuple(
            Change(
                calendar.day_of(event.at),
                event.who,
                f"{event.borough_id} {event.detail['was']}",
                event.detail["to"],
                event.reason,
            )
            for event in events.for_listing()
        ),
        stands="Agreed" if in_full else "Agreed in part" if agreed else "Not agreed",
    )


def _splits() -> list[InForce]:
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
        source = "The report gives no split (A-02)"
        figures = (DAYS.code,)
        found.append(
            InForce(
                code, meaning, days or "Not set", source, "Planned days", figures=figures
            )
        )
    return found


@dataclass(frozen=True)
class Assumed:
    """An assumption, what was decided of it, and the figures that rest on it."""

    assumption: Assumption
    touches: list[str]


def assumed() -> list[Assumed]:
    """Every assumption, with its decisions, the latest first."""
    figures = (*INDICATORS, DAYS, SPENDING)
    rows = Assumption.objects.prefetch_related("decisions__recorded_by")
    return [
        Assumed(row, [each.code for each in figures if row.code in each.assumptions])
        for row in rows.order_by("code")
    ]
