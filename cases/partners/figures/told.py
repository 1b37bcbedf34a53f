"""What the other side of the wall may read of a row that a figure counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DurationField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models import Case as Where

from cases.models import Case
from cases.partners.models import PartnerCase
from pilot import calendar, parameters

COLUMNS = ("pk", "told_as", "counted_for", "counted_on", "is_met", "answer")
WITHOUT = Value("", output_field=CharField())


def told(
    rows: QuerySet[Any],
    *,
    on: Any,
    is_met: Any,
    answer: Any = WITHOUT,
    via: str = "partner_case__",
) -> QuerySet[Any]:
    """Of these rows what may be read on the other side of the wall."""
    return rows.annotate(
        told_as=F(f"{via}reference"),
        counted_for=F(f"{via}borough"),
        counted_on=on,
        is_met=is_met,
        answer=answer,
    ).values(*COLUMNS)


def is_so(met: Q, known: Q | None = None) -> Where:
    """Whether it is so; nothing where that is not known."""
    unknown = [] if known is None else [When(~known, then=None)]
    return Where(
        *unknown,
        When(met, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(null=True),
    )


def within(day: str, parameter: str) -> ExpressionWrapper:
    """The last day that is in time: so many working days after the one in that field.

    How many days those take is the same for each day of the week, but around holidays.
    """
    days = {
        each: calendar.add_working_days(each, parameters.value(parameter)) - each
        for each in calendar.PILOT.days()
    }
    usual: dict[int, Counter[timedelta]] = defaultdict(Counter)
    for each, length in days.items():
        usual[each.isoweekday() % 7 + 1][length] += 1
    by_weekday = {day: lengths.most_common(1)[0][0] for day, lengths in usual.items()}
    unusual = defaultdict(list)
    for each, length in days.items():
        if by_weekday[each.isoweekday() % 7 + 1] != length:
            unusual[length].append(each)
    length = Where(
        *(_taking(length, f"{day}__in", each) for length, each in unusual.items()),
        *(_taking(each, f"{day}__week_day", on) for on, each in by_weekday.items()),
        output_field=DurationField(),
    )
    return ExpressionWrapper(F(day) + length, output_field=DateField())


def _taking(length: timedelta, field: str, value: Any) -> When:
    return When(**{field: value}, then=Value(length, output_field=DurationField()))


def pages_open_to(user, told: Iterable[str]) -> dict[str, str]:
    """Of these references of rows, those whose record the person may see, and its page.

    Nobody is shown what would tell them of somebody harmed by a person they work with
    (V-23), on either side.
    """
    hers = PartnerCase.objects.visible_to(user).filter(reference__in=told)
    his = (
        Case.objects.visible_to(user)
        .filter(reference__in=told)
        .exclude(perpetrator__cases__allocations__worker=user)
    )
    return {each.reference: each.get_absolute_url() for each in (*hers, *his)}
