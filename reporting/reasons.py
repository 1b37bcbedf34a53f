"""Why referrals were declined and why work ended unplanned, as far as others may read it.

The provider reads every reason of every borough. What leaves is pilot-wide, to date and in
few groups that are the same whatever is counted, decided with the release of a quarter like
protected characteristics: of one borough or quarter the number of a reason is small.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from cases.models import Case
from pilot.calendar import Quarter
from referrals.models import Referral
from reporting.days import name_of_period
from reporting.disclosure import SUPPRESSED, SUPPRESSED_BECAUSE, collapse
from reporting.disclosure import cumulative as to_date
from reporting.equality import EVERYBODY, shown_groups
from reporting.figure import HIDDEN, NOT_RELEASED
from reporting.figures import Figures
from reporting.indicators import PLANNED_CLOSURES

_WHY, _ENDED = Referral.DeclineReason, Case.ClosureReason


@dataclass(frozen=True)
class Losses:
    """Reasons of one kind: which rows gave them, by which day, and their groups.

    `beside` is the figure whose complement their total is: where that is hidden, so are
    they. Without one the total is known from a headline figure.
    """

    code: str
    label: str
    rows: Callable[[], QuerySet[Any]]
    field: str
    counted_on: str
    groups: Mapping[str, str]
    beside: str = ""


def _grouped(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {code: words for words, codes in groups.items() for code in codes}


DECLINED = Losses(
    code="R01",
    label="Why referrals were declined or redirected",
    rows=lambda: Referral.objects.filter(
        status__in=[Referral.Status.REJECTED, Referral.Status.REDIRECTED]
    ),
    field="decline_reason",
    counted_on="decided_on",
    groups=_grouped(
        {
            "Not for this service: the area, the age, or what was asked for": (
                _WHY.OUT_AREA,
                _WHY.AGE,
                _WHY.NOT_DA,
                _WHY.PRIMARY_VICTIM,
                _WHY.NOT_OFFERED,
            ),
            "Another process or service leads, or comes first": (
                _WHY.IN_CJ,
                _WHY.FAM_PROC,
                _WHY.ALREADY_PROG,
                _WHY.RECENT_PROG,
                _WHY.HIGH_COMPLEX,
                _WHY.NEED_STABLE,
            ),
            "We had no capacity, or could not meet a need of language or access": (
                _WHY.NO_CAPACITY,
                _WHY.LANG_ACCESS,
            ),
            "Could not be worked with: agreement, contact, safety or information": (
                _WHY.UNSAFE,
                _WHY.NO_AGREEMENT,
                _WHY.NO_CONTACT,
                _WHY.INFO_INCOMPLETE,
                _WHY.OTHER,
                "",
            ),
        }
    ),
)
ENDED = Losses(
    code="R02",
    label="Why work with people engaged ended unplanned",
    rows=lambda: PLANNED_CLOSURES.rows().filter(~Q(closure_reason__in=Case.PLANNED)),
    field="closure_reason",
    counted_on="closed_on",
    groups=_grouped(
        {
            "Stopped coming, or declined": (
                _ENDED.DISENGAGED,
                _ENDED.NEVER_ENGAGED,
                _ENDED.DECLINED,
            ),
            "Justice process, a move, safety, the end of the service, or another reason": (
                _ENDED.ENTERED_CJ,
                _ENDED.CUSTODY,
                _ENDED.MOVED,
                _ENDED.DECEASED,
                _ENDED.UNSAFE,
                _ENDED.SERVICE_ENDED,
                _ENDED.OTHER,
            ),
        }
    ),
    beside=PLANNED_CLOSURES.code,
)
LOSSES = (DECLINED, ENDED)


class Reason(NamedTuple):
    """A group of reasons, and how often one of it was given, as it is written."""

    group: str
    words: str
    is_hidden: bool = False


@dataclass(frozen=True)
class ReasonTable:
    """Reasons of one kind as they left the provider, and why numbers of it are missing."""

    label: str
    rows: tuple[Reason, ...]
    note: str


def reason_counts(quarters: Iterable[Quarter], last: date) -> dict[str, Any]:
    """Of each kind how many are in each group, by quarter: one query each."""
    periods = {str(quarter): quarter.period.clipped_to(last) for quarter in quarters}
    return {each.code: _counted(each, periods) for each in LOSSES}


def _counted(losses: Losses, periods: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    rows = (
        losses.rows()
        .annotate(in_quarter=name_of_period(losses.counted_on, periods))
        .filter(in_quarter__isnull=False)
        .order_by()
        .values_list("in_quarter", losses.field)
        .annotate(Count("pk"))
    )
    for quarter, reason, count in rows:
        found[quarter][reason] += count
    return {
        quarter: {EVERYBODY: collapse(found[quarter], losses.groups)} for quarter in periods
    }


def reasons_to(figures: Figures) -> tuple[ReasonTable, ...]:
    """What was released of each kind, to the end of the figures' quarter: no query."""
    return tuple(_table(each, figures) for each in LOSSES)


def _table(losses: Losses, figures: Figures) -> ReasonTable:
    told = figures.released.told.get((losses.code, to_date(str(figures.quarter))), [])
    if not told:
        return ReasonTable(losses.label, (), NOT_RELEASED)
    shown = shown_groups(losses.code, told[-1])
    return ReasonTable(
        label=losses.label,
        rows=tuple(
            Reason(group, SUPPRESSED, is_hidden=True)
            if shown[group] == HIDDEN
            else Reason(group, f"{shown[group]:,}")
            for group in dict.fromkeys(losses.groups.values())
        ),
        note=SUPPRESSED_BECAUSE if HIDDEN in shown.values() else "",
    )
