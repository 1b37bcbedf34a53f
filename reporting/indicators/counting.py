"""Every figure that is counted from rows, in one query: by borough and day.

Each figure is one part of a single UNION, so that the number of queries is the same for any
number of figures, rows, boroughs or quarters. The database counts; what comes back is a row
for each day and borough on which something happened, and periods, lags and totals are sums
of those. A quarter and the figure to date can only agree.

To write that query takes ten times as long as to answer it. So its text is kept, for each
day and the parameters in force on it; what it finds is not, for anybody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, cast

from django.db import connection
from django.db.models import (
    Aggregate,
    CharField,
    Count,
    F,
    IntegerField,
    Q,
    QuerySet,
    Sum,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Concat

from pilot import calendar, parameters
from pilot.calendar import PILOT
from pilot.parameters import PARAMETERS
from reporting.indicators.indicator import Indicator, Rows, Where
from reporting.indicators.tally import NOTHING, Counted, Facts, Tally

EVERY = Q()
FIXED = 3  # numerator, denominator, uncovered: what is counted beside stands after them
SEPARATOR = "\n"  # of the fields of an answer
NEXT = "\x1e"  # of the answers of a day: the control character made for it
CALLED = {"sqlite": "GROUP_CONCAT", "postgresql": "STRING_AGG"}
MEETS, ASKS, SPREAD, AVERAGE = "meets", "asks", "spread", "average"
YES, NO = "1", "0"


def count(indicators: Iterable[Indicator], last: date) -> Facts:
    """Counts what these figures are made of, up to and including the day `last`."""
    known = {each.code: each for each in indicators}
    if not known:
        return Facts({})
    sums: dict[tuple[str, str | None, date], _Sum] = defaultdict(_Sum)
    with connection.cursor() as cursor:
        cursor.execute(*question_of(known.values(), last))
        for name, sign, borough, day, answer, *numbers in cursor.fetchall():
            code, _, kind = name.partition(":")
            each = sums[code, borough, _as_day(day)]
            if kind:
                each.answers[kind][answer or ""] += sign * numbers[0]
            else:
                each.add([sign * number for number in numbers])
    by_code: dict[str, dict[tuple[str | None, date], Tally]] = {each: {} for each in known}
    for (code, borough, day), summed in sums.items():
        by_code[code][borough, day] = summed.tally(known[code])
    return Facts(by_code)


class Question(NamedTuple):
    """The query as the database is asked it: its text, and the values in it."""

    text: str
    values: tuple[Any, ...]


def question_of(indicators: Iterable[Indicator], last: date) -> Question:
    """The query that counts these figures, written when it is first asked.

    What it is made of can name the day and the parameters that hold today: when one of
    them is another, so is the question.
    """
    in_force = tuple(parameters.values(code) for code in PARAMETERS)
    rests_on = (last, calendar.today(), in_force, connection.vendor)
    return _written(tuple(indicators), *rests_on)


@lru_cache(maxsize=8)  # a registry, and what tests and lists ask of single figures
def _written(indicators: tuple[Indicator, ...], last: date, *_rests_on: Any) -> Question:
    width = FIXED + max(len(each.beside) for each in indicators)
    parts = (part for each in indicators for part in _parts(each, last, width))
    first, *others = parts
    return Question(*first.union(*others, all=True).query.sql_with_params())


def _as_day(found: date | str) -> date:
    """The day that was found: SQLite keeps days as text."""
    return date.fromisoformat(found) if isinstance(found, str) else found


class _Sum:
    """What several parts of the query say of one figure, borough and day."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.answers: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, numbers: list[int]) -> None:
        if self.numbers:
            self.numbers = [*map(sum, zip(self.numbers, numbers, strict=True))]
        else:
            self.numbers = numbers

    def tally(self, indicator: Indicator) -> Tally:
        numbers = self.numbers or self._told_apart(indicator)
        numerator, denominator, uncovered = numbers[:FIXED]
        beside: list[Counted] = [*numbers[FIXED : FIXED + len(indicator.beside)]]
        for place, _ in indicator.different():
            # Python compares the same letters on every database.
            answers = NEXT.join(self.answers[str(place)]).casefold()
            beside[place] = frozenset(answers.split(NEXT))
        spread = self.answers.get(SPREAD, NOTHING)
        known = self.answers.get(AVERAGE, NOTHING)
        values = Counter({int(each): n for each, n in known.items()}) if known else NOTHING
        return Tally(numerator, denominator, tuple(beside), uncovered, spread, values)

    def _told_apart(self, indicator: Indicator) -> list[int]:
        if indicator.asks:
            asked = self.answers[ASKS]
            return [_of(asked, where) for where in _wheres(indicator)]
        met = self.answers[MEETS]
        uncovered = 0 if indicator.uncovered is None else met[""]
        return [met[YES], met[YES] + met[NO], uncovered]


def _of(asked: Counter[str], where: Where | None) -> int:
    """How many of the answers to the one question are those that are asked for."""
    if where is None:
        return 0
    lookups = dict(cast(Any, where() if callable(where) else where).children)
    return sum(count for answer, count in asked.items() if _is_one_of(answer, lookups))


def _is_one_of(answer: str, lookups: dict[str, Any]) -> bool:
    return all(
        answer in wanted if lookup.endswith("__in") else answer == wanted
        for lookup, wanted in lookups.items()
    )


def _parts(indicator: Indicator, last: date, width: int) -> Iterator[QuerySet[Any]]:
    """The queries of one figure: its numbers, and what is counted by an answer."""
    for source in indicator.sources:
        # Asked once and told apart here: else it is worked out for each number.
        if indicator.meets:
            name = f"{indicator.code}:{MEETS}"
            answer = Cast(Cast(indicator.meets, IntegerField()), TextField())
            yield _part(source, last, width, name, [_counted(EVERY)], answer)
        elif indicator.asks:
            name = f"{indicator.code}:{ASKS}"
            yield _part(source, last, width, name, [_counted(EVERY)], F(indicator.asks))
        else:
            yield _part(source, last, width, indicator.code, _numbers(indicator))
        if spread := indicator.spread:
            number = Sum(spread.weight, default=0) if spread.weight else _counted(EVERY)
            name = f"{indicator.code}:{SPREAD}"
            rows = _part(
                source,
                last,
                width,
                name,
                [number],
                Cast(spread.field, TextField()),
                spread.where,
            )
            yield rows
        if average := indicator.average:
            name = f"{indicator.code}:{AVERAGE}"
            known = Q(**{f"{average.field}__isnull": False})
            yield _part(
                source,
                last,
                width,
                name,
                [_counted(EVERY)],
                Cast(average.field, TextField()),
                known,
            )
        for place, beside in indicator.different():
            # All answers of a day in one row: they are told apart here, by their letters.
            name = f"{indicator.code}:{place}"
            together = CALLED[connection.vendor]
            answers = Together(joined(beside.distinct), function=together)
            yield _part(source, last, width, name, [], answers, beside.where)


def _numbers(indicator: Indicator) -> list[Any]:
    return [_counted(where) for where in _wheres(indicator)]


def _wheres(indicator: Indicator) -> list[Where | None]:
    """Which rows its numbers are of: what is counted by different answers has none."""
    return [
        indicator.numerator,
        indicator.denominator,
        indicator.uncovered,
        *(None if each.distinct else each.where for each in indicator.beside),
    ]


def _counted(where: Where | None) -> Any:
    if where is None:
        return _nought()
    # Of no column: an index that has the others need not have the key as well.
    return Count(Value(1), filter=where() if callable(where) else where)


def _nought() -> Any:
    return Value(0, output_field=IntegerField())


def _part(
    source: Rows,
    last: date,
    width: int,
    name: str,
    numbers: list[Any],
    answer: Any = None,
    where: Q = EVERY,
) -> QuerySet[Any]:
    """One SELECT of the union: all of them have the same columns, in the same order."""
    padded = numbers + [_nought() for _ in range(width - len(numbers))]
    found = {f"number_{place}": each for place, each in enumerate(padded)}
    groups = {
        "in_part": Value(name, output_field=CharField()),
        "by_sign": Value(source.sign, output_field=IntegerField()),
        "of_borough": F(source.borough_path),
        "on_day": F(source.counted_on),
    }
    columns = (*groups, "by_answer", *found)
    of_whom = found if isinstance(answer, Aggregate) else groups
    of_whom["by_answer"] = answer or Value("", output_field=TextField())
    rows = source.within(PILOT.clipped_to(last)).filter(where).annotate(**groups)
    return rows.values(*groups).annotate(**found).values_list(*columns)


class Together(Aggregate):
    """The texts of all rows as one, with `NEXT` between them."""

    template = f"%(function)s(%(expressions)s, '{NEXT}')"
    output_field = TextField()


def joined(fields: tuple[str, ...]) -> Any:
    """What the row says in these fields, as one text."""
    parts: list[Any] = []
    for field in fields:
        parts += [Cast(field, TextField()), Value(SEPARATOR, output_field=TextField())]
    return Concat(*parts, output_field=TextField())
