"""Which rows a return was counted from: their keys and days, kept with the version.

A key says which record it is and nothing of what stands in it; those of the partners' side
too. No page shows the evidence, and no file carries it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from pilot.calendar import Period, Quarter
from pilot.models import Borough, CostShare, WorkDay
from reporting.figures import quarters_to
from reporting.indicators import DAYS, INDICATORS, SPENDING, Place
from reporting.lists import counted_rows

# Its key, its day, and how it counts: in the numerator, the denominator, as not covered.
Row: TypeAlias = Sequence[Any]
Counts: TypeAlias = tuple[int, int, int]
Evidence: TypeAlias = Mapping[str, Mapping[str, Sequence[Row]]]


def evidence_of(borough: Borough, quarter: Quarter) -> dict[str, dict[str, list[Row]]]:
    """Of each figure and quarter up to this one, the rows that the borough counts."""
    place = Place(borough.pk, borough.name)
    found: dict[str, dict[str, list[Row]]] = {each.code: {} for each in INDICATORS}
    found |= {DAYS.code: {}, SPENDING.code: {}}
    for each in quarters_to(quarter):
        name = str(each)
        for code, rows in counted_rows(each, place).items():
            found[code][name] = [[row[0], row[1].isoformat(), *row[2:]] for row in rows]
        found[DAYS.code][name] = sorted(_days(borough, each.period))
        found[SPENDING.code][name] = sorted(_costs(borough, each.period))
    return found


def _days(borough: Borough, period: Period) -> Iterator[Row]:
    rows = WorkDay.objects.during(period).filter(borough=borough).order_by()
    for key, on, post, units, activity in rows.values_list(
        "pk", "on", "post", "units", "activity"
    ):
        yield [f"pilot.workday:{key}", on.isoformat(), f"{post} {units:.2f} {activity}"]


def _costs(borough: Borough, period: Period) -> Iterator[Row]:
    rows = CostShare.objects.during(period).filter(borough=borough).order_by()
    for key, on, amount in rows.values_list("pk", "on", "amount"):
        yield [f"pilot.costshare:{key}", on.isoformat(), f"{amount:.2f}"]


LEVELS = frozenset(each.code for each in INDICATORS if each.is_level)


def numbers_in(evidence: Evidence, code: str, quarter: str) -> dict[str, Counts]:
    """What the rows kept of a figure come to, in the quarter and to date."""
    of_figure = evidence.get(code, {})
    now = _sum(of_figure.get(quarter, ()))
    if code in LEVELS:
        return {"quarter": now, "to date": now}
    return {
        "quarter": now,
        "to date": _sum([row for rows in of_figure.values() for row in rows]),
    }


def _sum(rows: Sequence[Row]) -> Counts:
    met, of, unknown = (sum(bool(row[place]) for row in rows) for place in (2, 3, 4))
    return met, of, unknown
