"""What was counted, row by row: from the same rows, filters and days as the count.

A list of one figure is one query; the rows of all figures together are one query too,
however many figures, rows or boroughs there are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from django.db.models import (
    BooleanField,
    CharField,
    F,
    IntegerField,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models import Case as Where
from django.db.models.functions import Cast, Concat

from pilot import calendar, parameters
from pilot.calendar import PILOT, Period, Quarter
from reporting.figures import quarters_to
from reporting.indicators import INDICATORS, OUT_OF_AREA, PAN_BOROUGH, TOTAL, Indicator
from reporting.indicators.counting import joined
from reporting.indicators.indicator import EVERY, Rows
from reporting.indicators.indicator import Where as Filter
from reporting.lists.kinds import link_of
from reporting.lists.parts import Part

NOWHERE = (OUT_OF_AREA.code, PAN_BOROUGH.code)
LISTED = ("row_key", "row_day", "row_borough", "meets", "is_known", "says", "row_link")
NOTHING = Value("", output_field=TextField())


class Somewhere(Protocol):
    """A borough, or a line of a table."""

    code: Any  # "LBHF", "PILOT"


class CountedRow(NamedTuple):
    """A row that a figure counted: its key, the day that counts, and as what it counted."""

    key: str
    day: date
    in_numerator: bool
    in_denominator: bool
    is_uncovered: bool


class ListedRow(NamedTuple):
    """A row behind a number: its key, its day and borough, what it says, where it leads.

    `link` is the key of what it tells of, in the words of its figure; `meets` says whether
    it stands in the numerator, and is nothing where that is not known.
    """

    key: str
    day: date
    borough: str | None
    meets: bool | None
    says: str
    link: Any


@parameters.read_once()
def counted_rows(quarter: Quarter, borough: Somewhere) -> dict[str, list[CountedRow]]:
    """Of every figure's code the rows counted for one borough in a quarter: one query.

    In the order of their keys. So many of them stand in the numerator, in the denominator
    and as not covered as the figure says. Any line of the table will do for a borough.
    """
    first, *others = [query for _, query in queries_of(quarter, borough)]
    found: dict[str, list[tuple[int, CountedRow]]] = {each.code: [] for each in INDICATORS}
    for code, sign, *columns in first.union(*others, all=True):
        row = CountedRow(*columns)
        if row.in_numerator or row.in_denominator or row.is_uncovered:
            found[code].append((sign, row))
    return {code: sorted(_what_is_left(rows)) for code, rows in found.items()}


def queries_of(quarter: Quarter, borough: Somewhere) -> Iterator[tuple[str, QuerySet[Any]]]:
    """What is asked for the rows counted for one borough, with the code of the figure."""
    today = calendar.today()
    for indicator in INDICATORS:
        period = indicator.cohort(quarter.period, today)
        for source in indicator.sources:
            yield indicator.code, _in_short(indicator, source, period, borough)


def rows_of(
    indicator: Indicator, place: Somewhere, period: Period, part: Part
) -> Sequence[ListedRow]:
    """The rows of one number, by their days: as many as the number says.

    `period` is a `cohort_of` the figure. Rows come page by page, one query each; where
    they come and go, or the same answer counts once, all of them are read at once.
    """
    lists = [
        _listed(source, period, place, part.filter, indicator)
        for source in indicator.sources
    ]
    if not indicator.is_level and not part.distinct:
        return _Pages(lists[0])
    if part.distinct:
        return _different(lists[0], part.distinct)
    signed = [
        (source.sign, row)
        for source, rows in zip(indicator.sources, lists, strict=True)
        for row in map(_row, rows)
    ]
    return sorted(_what_is_left(signed), key=attrgetter("day", "key"))


@parameters.read_once()
def cohort_of(indicator: Indicator, quarter: Quarter, *, is_to_date: bool) -> Period:
    """The days whose rows a figure counts: of a quarter, or up to its end (1.5)."""
    today = calendar.today()
    quarters = quarters_to(quarter) if is_to_date else (quarter,)
    cohorts = [indicator.cohort(each.period, today) for each in quarters]
    counted = [each for each in cohorts if len(each)]
    if not counted:
        return Period(PILOT.start, PILOT.start)
    return Period(counted[0].start, counted[-1].end)


class _Pages(Sequence[ListedRow]):
    """The rows of a query as a sequence that reads only what is asked of it."""

    def __init__(self, rows: QuerySet[Any]):
        self.rows = rows.order_by("row_day", "pk")

    def __len__(self) -> int:
        return self.rows.order_by().count()

    def __getitem__(self, place: Any) -> Any:
        found = self.rows[place]
        return _row(found) if isinstance(found, dict) else [*map(_row, found)]


def _what_is_left(signed: Iterable[tuple[int, Any]]) -> list[Any]:
    """The rows whose key came more often than it left, each as it came last."""
    left: Counter[str] = Counter()
    came: dict[str, list[Any]] = {}
    for sign, row in signed:
        left[row.key] += sign
        if sign > 0:
            came.setdefault(row.key, []).append(row)
    return [
        row
        for key, rows in came.items()
        for row in sorted(rows, key=attrgetter("day"))[len(rows) - max(left[key], 0) :]
    ]


def _different(rows: QuerySet[Any], fields: tuple[str, ...]) -> list[ListedRow]:
    """The earliest row of each different answer, capital letters aside."""
    first: dict[str, ListedRow] = {}
    for found in rows.annotate(by_answer=joined(fields)).order_by("row_day", "pk"):
        answer = found.pop("by_answer").casefold()
        first.setdefault(answer, _row(found))
    return list(first.values())


def _row(found: dict[str, Any]) -> ListedRow:
    known, met = found["is_known"], found["meets"]
    return ListedRow(
        key=str(found["row_key"]),
        day=found["row_day"],
        borough=found["row_borough"],
        meets=bool(met) if known else None,
        says=found["says"] or "",
        link=found["row_link"],
    )


def _listed(
    source: Rows, period: Period, place: Somewhere, where: Q, indicator: Indicator
) -> QuerySet[Any]:
    """The rows of one source that stand in a number, with what a list says of them."""
    known = indicator.denominator
    return (
        source.within(period)
        .filter(where, _of(source, place))
        .annotate(
            row_key=_key(source),
            row_day=F(source.counted_on),
            row_borough=F(source.borough_path),
            meets=_is(indicator.numerator),
            is_known=_is(EVERY if known is None else known),
            says=_answer(indicator),
            row_link=F(link_of(source)),
        )
        .values(*LISTED)
    )


def _in_short(
    indicator: Indicator, source: Rows, period: Period, place: Somewhere
) -> QuerySet[Any]:
    """The same without what is only read: a part of one query for all figures."""
    return (
        source.within(period)
        .filter(_of(source, place))
        .annotate(
            in_figure=Value(indicator.code, output_field=CharField()),
            by_sign=Value(source.sign, output_field=IntegerField()),
            row_key=_key(source),
            row_day=F(source.counted_on),
            **{
                f"is_{number}": Value(False) if where is None else _is(where)
                for number, where in enumerate(
                    (indicator.numerator, indicator.denominator, indicator.uncovered)
                )
            },
        )
        .values_list("in_figure", "by_sign", "row_key", "row_day", "is_0", "is_1", "is_2")
    )


def _of(source: Rows, place: Somewhere) -> Q:
    if place.code == TOTAL.code:
        return EVERY
    if place.code in NOWHERE:
        return Q(**{f"{source.borough_path}__isnull": True})
    return Q(**{source.borough_path: place.code})


def _key(source: Rows) -> Concat:
    """What is counted, by its kind and key: the same in every quarter and on every day."""
    kind = Value(f"{source.counts._meta.label_lower}:", output_field=TextField())
    return Concat(kind, Cast(source.key, TextField()), output_field=TextField())


def _is(where: Filter) -> Any:
    asked = where() if callable(where) else where
    if not asked:
        return Value(True, output_field=BooleanField())
    return Where(
        When(asked, then=Value(True)), default=Value(False), output_field=BooleanField()
    )


def _answer(indicator: Indicator) -> Any:
    """What the row says where the figure is spread or averaged by it, as text."""
    spread, average = indicator.spread, indicator.average
    if spread and not spread.weight:
        return Cast(spread.field, TextField())
    return Cast(average.field, TextField()) if average else NOTHING
