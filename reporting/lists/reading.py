"""Who may open the list behind a number, and what it says of each row.

A list is for staff who see the figure in clear and the whole caseload; of partner support,
for those who may see every partner case. A row of which the reader may not see the record
is counted with the others, and says no more than that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from django.urls import reverse

from cases.partners import figures as across_the_wall
from pilot import calendar
from pilot.calendar import Quarter
from pilot.models import Borough
from pilot.permissions import Permission
from reporting.disclosure import cumulative
from reporting.figures import quarters_to, table_of
from reporting.indicators import INDICATORS, TOTAL, Indicator, Place
from reporting.indicators.safety import AcrossTheWall
from reporting.lists.kinds import kind_of
from reporting.lists.parts import NUMERATOR, Part, parts_of
from reporting.lists.rows import ListedRow, cohort_of, rows_of

BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
OPENS_A_LIST = (Permission.VIEW_CLEAR_FIGURES, Permission.VIEW_CASELOAD)
TO_DATE = "to-date"


@dataclass(frozen=True)
class Doors:
    """Which lists a person may open: asked once, whatever number of figures a page has."""

    cases: frozenset[str]  # codes of boroughs, and of the lines that are of all of them
    support: frozenset[str]

    def is_open(self, indicator: Indicator, place: Place) -> bool:
        """Whether they may open the lists of this figure and place."""
        return place.code in (
            self.support if isinstance(indicator, AcrossTheWall) else self.cases
        )

    def href(
        self,
        indicator: Indicator,
        place: Place,
        quarter: Quarter,
        part: str = NUMERATOR,
        *,
        is_to_date: bool = False,
    ) -> str:
        """The address of the list behind a number; empty where they may not open it."""
        if not self.is_open(indicator, place):
            return ""
        return address_of(indicator, place, quarter, part, is_to_date=is_to_date)


def address_of(
    indicator: Indicator, place: Place, quarter: Quarter, part: str, *, is_to_date: bool
) -> str:
    """Where the list behind a number is."""
    page = _page_of(place.code, quarter, indicator.code)
    period = f"&period={TO_DATE}" if is_to_date else ""
    return f"{page}?part={part}{period}"


@cache  # a page of figures has hundreds, and they never change
def _page_of(place: str, quarter: Quarter, code: str) -> str:
    return reverse("reporting:figure_rows", args=[place, quarter, code])


def doors_for(user, boroughs: Iterable[Place]) -> Doors:
    """The lists that this person may open, of these boroughs and of all together."""
    boroughs = list(boroughs)

    def where(*permissions: Permission) -> frozenset[str]:
        found = {
            place.code
            for place in boroughs
            if all(user.can(each, Borough(pk=place.code)) for each in permissions)
        }
        if len(found) == len(boroughs):
            for indicator in INDICATORS:
                found |= {each.code for each in (indicator.elsewhere, TOTAL) if each}
        return frozenset(found)

    support = where(*OPENS_A_LIST, Permission.VIEW_ALL_PARTNER_WORK)
    return Doors(cases=where(*OPENS_A_LIST), support=support)


@dataclass(frozen=True)
class Number:
    """A number of a figure, and the rows behind it."""

    indicator: Indicator
    place: Place
    quarter: Quarter
    is_to_date: bool
    part: Part
    value: int
    rows: Sequence[ListedRow]
    others: tuple[tuple[Part, int], ...]  # every number of the same figure
    boroughs: tuple[Place, ...]

    @property
    def has_workers(self) -> bool:
        """Whether its rows say whose work they are: of partner support none does."""
        return not isinstance(self.indicator, AcrossTheWall)

    @property
    def period(self) -> str:
        """The quarter in words, or from the start to its end."""
        if not self.is_to_date:
            return self.quarter.label
        return f"to {calendar.in_words(self.quarter.period.last)}"


def number_behind(
    user, place_code: str, quarter: Quarter, code: str, word: str, period: str
) -> Number | None:
    """The number that an address asks for; none where there is none they may open."""
    boroughs = tuple(Place(row.code, row.name) for row in Borough.objects.all())
    indicator = BY_CODE.get(code)
    if indicator is None or period not in ("", TO_DATE):
        return None
    parts = parts_of(indicator)
    lines = filter(None, (*boroughs, indicator.elsewhere, TOTAL))
    place = {each.code: each for each in lines}.get(place_code)
    if place is None or word not in parts:
        return None
    if not doors_for(user, boroughs).is_open(indicator, place):
        return None
    is_to_date = period == TO_DATE
    table = table_of(indicator, quarters_to(quarter), boroughs, calendar.today())
    name = cumulative(str(quarter)) if is_to_date else str(quarter)
    figure = table[indicator.code, place.code, name]
    cohort = cohort_of(indicator, quarter, is_to_date=is_to_date)
    part = parts[word]
    return Number(
        indicator=indicator,
        place=place,
        quarter=quarter,
        is_to_date=is_to_date,
        part=part,
        value=part.of(figure),
        rows=rows_of(indicator, place, cohort, part),
        others=tuple((each, each.of(figure)) for each in parts.values()),
        boroughs=boroughs,
    )


@dataclass(frozen=True)
class ShownRow:
    """A row as its reader may see it; without a reference it is kept from them."""

    reference: str = ""
    href: str = ""
    day: date | None = None
    borough: str = ""
    worker: str = ""
    because: str = ""


def shown(rows: Iterable[ListedRow], number: Number, user) -> list[ShownRow]:
    """These rows with where each leads, whose work it is and why it counts: one query."""
    rows = list(rows)
    if isinstance(number.indicator, AcrossTheWall):
        pages = across_the_wall.pages_open_to(user, {row.link for row in rows})
        records = {told: (told, page, "") for told, page in pages.items()}
    else:
        records = _records(rows, number.indicator, user)
    return [_shown(row, records.get(row.link), number) for row in rows]


def _shown(row, record, number):
    if record is None:
        return ShownRow()
    reference, href, worker = record
    names = {place.code: place.name for place in number.boroughs}
    return ShownRow(
        reference=reference,
        href=href,
        day=row.day,
        borough=names.get(row.borough, ""),
        worker=worker,
        because=_because(row, number.indicator),
    )


def _records(rows, indicator, user):
    kind = kind_of(indicator.sources[0].counts)
    records = kind.record.objects.visible_to(user)
    records = records.filter(**{f"{kind.match}__in": {row.link for row in rows}})
    field = kind.record._meta.get_field(kind.match) if kind.match != "pk" else None
    return {
        getattr(record, field.attname if field else "pk"): (
            record.reference,
            record.get_absolute_url(),
            str(getattr(record, kind.worker) or ""),
        )
        for record in records.select_related(kind.worker).order_by("pk")
    }


def _because(row: ListedRow, indicator: Indicator) -> str:
    """Why it counts: whether it meets the figure, and what it says of itself."""
    words = []
    if indicator.is_rate:
        words.append({True: "met", False: "not met"}.get(row.meets, "not known"))
    if row.says and indicator.spread:
        words.append(indicator.spread.labels.get(row.says, row.says).lower())
    elif row.says and indicator.average:
        value = Decimal(row.says) / indicator.average.parts
        words.append(f"{value.normalize():f} {indicator.average.unit}")
    return ": ".join(words).capitalize()
