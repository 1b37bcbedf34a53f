"""Figures as a page shows them: words for every number, a chart, and the definition.

A page shows a place in clear or as published, and the chart, the card and the table of one
number are written from the same words here, so that none says more than another.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, groupby

from pilot import calendar, parameters
from pilot.calendar import Quarter
from pilot.charts import Bar, Chart, Group, bar_chart
from pilot.models import Assumption, Borough
from pilot.permissions import Permission
from pilot.shown_figures import ShownFigure, raise_href
from reporting.days import EVERY_POST, DaysNumbers
from reporting.disclosure import SUPPRESSED, SUPPRESSED_BECAUSE
from reporting.disclosure import cumulative as to_date
from reporting.figures import (
    HIDDEN,
    NOT_RELEASED,
    NOT_RELEASED_YET,
    STILL_RUNNING,
    WAITING,
    Figure,
    Figures,
    Numbers,
    quarters_begun,
)
from reporting.indicators import (
    DAYS,
    INDICATORS,
    NOT_RECORDED,
    PAN_BOROUGH,
    SPENDING,
    TOTAL,
    Definition,
    Indicator,
    NotRecorded,
    Outcome,
    Place,
)
from reporting.spending import Outturn, SpendingNumbers

NOTHING_TO_COUNT = "none to count"
SMALL_BASE = "base under {P-16}"
CARDS = ("I01", "I04", "I05")
# notes that come with the word itself
WITHHELD = (SUPPRESSED_BECAUSE, STILL_RUNNING, NOT_RELEASED)
ON_COURSE = Decimal("0.95")  # of the days commissioned: dictionary 8.3


@dataclass(frozen=True)
class Words:
    """One number as it is written: "36.8%", "7 of 19", and why, if it is hidden."""

    value: str
    parts: str
    note: str
    is_suppressed: bool
    is_marked: bool  # seen in clear here, and not by anybody outside the provider
    is_waiting: bool = False  # and not released yet, rather than suppressed

    @property
    def in_full(self) -> str:
        """The number with its parts, as the table has them."""
        has_parts = self.parts and self.parts != self.value
        return f"{self.value} ({self.parts})" if has_parts else self.value


@dataclass(frozen=True)
class Row:
    """A place's line in a figure's table."""

    place: Place
    now: Words
    so_far: Words
    beside: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Panel:
    """One figure on a page: its table, its chart and what it means."""

    indicator: Indicator
    rows: list[Row]
    chart: Chart | None
    assumptions: list[Assumption]
    raise_href: str = ""  # where its reader raises a concern about it

    @property
    def side_by_side(self) -> list[Row]:
        """The boroughs and the total, without a line for what belongs to none."""
        return [row for row in self.rows if row.place is not self.indicator.elsewhere]

    @property
    def elsewhere(self) -> list[Row]:
        """The line for what belongs to none of the boroughs, if the figure has one."""
        return [row for row in self.rows if row.place is self.indicator.elsewhere]

    @property
    def notes(self) -> list[str]:
        """Why numbers of the table are hidden, each reason once."""
        notes = [words.note for row in self.rows for words in (row.now, row.so_far)]
        return list(dict.fromkeys(note for note in notes if note))


@dataclass(frozen=True)
class DaysRow:
    """A post's line in the table of days."""

    title: str
    now: DaysNumbers
    so_far: DaysNumbers
    is_assumed: bool


@dataclass(frozen=True)
class DaysPanel:
    """Days by post: a table for each place, one chart, and what they mean."""

    definition: Definition
    tables: list[tuple[Place, list[DaysRow]]]
    chart: Chart
    assumptions: list[Assumption]
    raise_href: str = ""


@dataclass(frozen=True)
class SpendingPanel:
    """Money: a line for each place, and what it means."""

    definition: Definition
    rows: list[tuple[Place, SpendingNumbers, SpendingNumbers, Outturn]]
    assumptions: list[Assumption]


@dataclass(frozen=True)
class Dashboard:
    """A page of figures for some of the places, with those in clear that may be."""

    figures: Figures
    outcomes: list[tuple[object, list[Panel]]]
    days: DaysPanel
    spending: SpendingPanel
    is_in_clear: bool
    not_recorded: tuple[NotRecorded, ...] = NOT_RECORDED
    suppressed_because: str = SUPPRESSED_BECAUSE

    @property
    def columns(self) -> tuple[Place, ...]:
        """The boroughs and the total, for a table with a column for each."""
        return (*self.figures.boroughs, TOTAL)


def boroughs_open_to(user):
    """The boroughs whose figures a person may open: their own, or all three."""
    if user.can(Permission.VIEW_ALL_FIGURES):
        return Borough.objects.all()
    return user.boroughs_with(Permission.VIEW_OWN_FIGURES)


def places_open_to(user, figures: Figures) -> list[Place]:
    """The same boroughs as lines of these figures, from what was read already."""
    if user.can(Permission.VIEW_ALL_FIGURES):
        return list(figures.boroughs)
    return _where(user, Permission.VIEW_OWN_FIGURES, figures)


def _where(user, permission, figures):
    return [
        place for place in figures.boroughs if user.can(permission, Borough(pk=place.code))
    ]


def clear_to(user, figures: Figures) -> frozenset[Place]:
    """The places that a person sees before small numbers are hidden.

    The pilot total and what has no borough are clear to those for whom all boroughs are.
    """
    clear = set(_where(user, Permission.VIEW_CLEAR_FIGURES, figures))
    if clear and clear == set(figures.boroughs):
        for indicator in INDICATORS:
            clear |= set(figures.places(indicator))
    return frozenset(clear)


def dashboard(
    figures: Figures,
    clear: frozenset[Place],
    borough: Place | None = None,
    *,
    may_raise: bool = False,
) -> Dashboard:
    """The page of one borough with the pilot total, or of all three side by side.

    Whoever may raise a concern in that borough can do so from each of its figures.
    """
    assumptions = Assumption.objects.in_bulk()
    panels = [
        Panel(
            indicator=indicator,
            rows=rows,
            chart=None
            if indicator.outcome is Outcome.CONTEXT
            else _chart(figures, indicator, clear, borough),
            assumptions=_assumptions(indicator, assumptions),
            raise_href=_raise_href(figures, indicator, rows[0]) if may_raise else "",
        )
        for indicator in INDICATORS
        for rows in [_rows(figures, indicator, clear, borough)]
    ]
    return Dashboard(
        figures=figures,
        outcomes=[
            (outcome, list(of_outcome))
            for outcome, of_outcome in groupby(
                panels, lambda panel: panel.indicator.outcome
            )
        ],
        days=_days(figures, borough, assumptions, may_raise),
        spending=_spending(figures, borough, assumptions),
        is_in_clear=bool(clear),
    )


def _raise_href(figures: Figures, indicator: Indicator, row: Row) -> str:
    value = f"{row.now.in_full}; to date {row.so_far.in_full}"
    return _href_about(figures, indicator, row.place, figures.quarter, value)


def _href_about(figures, definition, place, quarter, value) -> str:
    """Where a concern is raised about a number as this page shows it."""
    return raise_href(
        ShownFigure(
            borough=place.code,
            code=definition.code,
            label=definition.label,
            period=quarter.label,
            value=value,
            on=figures.as_at,
        )
    )


def _assumptions(definition, assumptions):
    return [assumptions[code] for code in definition.assumptions if code in assumptions]


def _rows(figures, indicator, clear, borough):
    places = (borough, TOTAL) if borough else figures.places(indicator)
    return [
        Row(
            place=place,
            now=in_words(figures.figure(indicator, place), in_clear=place in clear),
            so_far=in_words(figures.to_date(indicator, place), in_clear=place in clear),
            beside=tuple(beside_in_words(figures.figure(indicator, place), place in clear)),
        )
        for place in places
    ]


def beside_in_words(figure: Figure, in_clear: bool) -> Iterator[tuple[str, str]]:
    """What is printed under the name of the place: a label and what it comes to.

    Coverage is the provider's: how many there are of whom nobody can say is a count of
    people too.
    """
    indicator = figure.indicator
    for label, count in figure.beside_in_words(in_clear=in_clear):
        if count:
            yield label, f"{count:,}"
    if indicator.average:
        found = figure.average if in_clear else figure.published_average
        if found not in (None, HIDDEN):
            yield indicator.average.label, f"{found} {indicator.average.unit}"
    if in_clear and figure.coverage is not None:
        low = ", low coverage" if figure.is_low_coverage else ""
        yield (
            "coverage",
            f"{figure.coverage}%{low} ({figure.uncovered:,} {indicator.uncovered_words})",
        )
    if (spread := indicator.spread) and (in_clear or spread.is_published):
        counts = [
            f"{label} {figure.spread[code]:,}"
            for code, label in spread.labels.items()
            if figure.spread.get(code)
        ]
        if counts:
            yield spread.label, "; ".join(counts)


def in_words(figure: Figure, *, in_clear: bool) -> Words:
    """The figure as it is written for somebody who may or may not see it in clear."""
    numbers = figure.clear if in_clear else figure.published
    return Words(
        value=_value_in_words(figure.indicator, numbers),
        parts=_parts_in_words(numbers) if figure.indicator.is_rate else "",
        note=numbers.note,
        is_suppressed=numbers.note in WITHHELD,
        is_marked=in_clear and figure.published.note in WITHHELD,
        is_waiting=not figure.published.is_released,
    )


def _value_in_words(indicator: Indicator, numbers: Numbers) -> str:
    if not numbers.is_released:
        return NOT_RELEASED_YET
    if numbers.value == HIDDEN:
        return SUPPRESSED if numbers.note in WITHHELD else parameters.filled(SMALL_BASE)
    if numbers.value is None:
        return NOTHING_TO_COUNT
    return f"{numbers.value:,}%" if indicator.is_rate else f"{numbers.value:,}"


def _parts_in_words(numbers: Numbers) -> str:
    if not numbers.is_released:
        return NOT_RELEASED_YET
    parts = (numbers.numerator, numbers.denominator)
    of = [SUPPRESSED if part == HIDDEN else f"{part:,}" for part in parts]
    return SUPPRESSED if of == [SUPPRESSED, SUPPRESSED] else f"{of[0]} of {of[1]}"


def _chart(figures, indicator, clear, borough):
    """A borough beside the pilot in every quarter so far, or the boroughs in this one."""
    quarters = figures.quarters if borough else (figures.quarter,)
    places = (borough, TOTAL) if borough else figures.boroughs
    shown = [
        [figures.figure(indicator, place, str(quarter)) for place in places]
        for quarter in quarters
    ]
    chart = bar_chart(
        indicator.code,
        f"{indicator.label} ({indicator.value_unit})",
        [
            Group(quarter.label, [_bar(figure, clear) for figure in row])
            for quarter, row in zip(quarters, shown, strict=True)
        ],
        unit="%" if indicator.is_rate else "",
    )
    words = [
        in_words(figure, in_clear=figure.place in clear).value
        for figure in chain.from_iterable(shown)
    ]
    # A bar without a length says why in the table's own words.
    return replace(
        chart,
        bars=tuple(
            replace(bar, words=word) for bar, word in zip(chart.bars, words, strict=True)
        ),
    )


def _bar(figure, clear):
    value = (figure.clear if figure.place in clear else figure.published).value
    return Bar(figure.place.name, None if value in (HIDDEN, WAITING) else value)


def _days(figures, borough, assumptions, may_raise):
    places = [borough] if borough else list(figures.boroughs)
    href = ""
    if may_raise:
        worked = _days_in_words(figures, borough)
        href = _href_about(figures, DAYS, borough, figures.quarter, worked)
    return DaysPanel(
        definition=DAYS,
        tables=[
            (place, list(_days_rows(figures, place)))
            for place in (*places, PAN_BOROUGH, TOTAL)
        ],
        chart=_days_chart(figures, borough),
        assumptions=_assumptions(DAYS, assumptions),
        raise_href=href,
    )


def _days_in_words(figures, place) -> str:
    days = figures.days.of(EVERY_POST, place, str(figures.quarter))
    return f"{days.worked:,} of {days.commissioned:,} commissioned so far"


def _spending(figures, borough, assumptions):
    """The money of one borough alone, or of all three with the pilot's."""
    of_quarter = str(figures.quarter)
    places = [borough] if borough else [*figures.boroughs, TOTAL]
    return SpendingPanel(
        definition=SPENDING,
        rows=[
            (
                place,
                figures.spending.of(place, of_quarter),
                figures.spending.of(place, to_date(of_quarter)),
                figures.spending.outturn(place),
            )
            for place in places
        ],
        assumptions=_assumptions(SPENDING, assumptions),
    )


def _days_rows(figures: Figures, place: Place) -> Iterable[DaysRow]:
    titles = {post.code: post.title for post in figures.days.posts}
    for code, title in {**titles, EVERY_POST: "All posts"}.items():
        yield DaysRow(
            title=title,
            now=figures.days.of(code, place, str(figures.quarter)),
            so_far=figures.days.of(code, place, to_date(str(figures.quarter))),
            is_assumed=figures.days.is_assumed(code, place),
        )


def _days_chart(figures, borough):
    """Worked beside commissioned: each post of a borough, or each borough."""
    of_quarter = str(figures.quarter)
    lines = (
        [
            (post.title, figures.days.of(post.code, borough, of_quarter))
            for post in figures.days.posts
        ]
        if borough
        else [
            (place.name, figures.days.of(EVERY_POST, place, of_quarter))
            for place in figures.boroughs
        ]
    )
    return bar_chart(
        DAYS.code,
        f"{DAYS.label}, {figures.quarter.label}",
        [
            Group(
                name, [Bar("Worked", days.worked), Bar("Commissioned", days.commissioned)]
            )
            for name, days in lines
        ],
        heading="Days",
        group_heading="Post" if borough else "Borough",
    )


@dataclass(frozen=True)
class Card:
    """A number large enough to read from the door."""

    label: str
    value: str
    hint: str
    href: str = ""
    raise_href: str = ""


def cards(figures: Figures, place: Place, clear: frozenset[Place]) -> list[Card]:
    """Four numbers of a place's quarter, each leading to its table on the same page."""
    return [
        *(
            _card(figures, indicator, place, figures.quarter, place in clear)
            for indicator in INDICATORS
            if indicator.code in CARDS
        ),
        _days_card(figures, place),
    ]


def latest_cards(
    figures: Figures,
    place: Place,
    clear: frozenset[Place],
    page: Callable[[Quarter], str],
    *,
    may_raise: bool = False,
) -> list[Card]:
    """The same away from that page, each number of the latest quarter that shows it.

    That is the latest released quarter for a class B figure not seen in clear. `page` is
    the address of a quarter's page.
    """
    found = []
    for indicator in INDICATORS:
        if indicator.code in CARDS:
            waits = not indicator.is_in_clear and place not in clear
            quarter = figures.latest_released if waits else figures.quarter
            card = _card(figures, indicator, place, quarter, place in clear)
            raises = ""
            if may_raise:
                shown = f"{card.value}. {card.hint}"
                raises = _href_about(figures, indicator, place, quarter, shown)
            found.append(replace(card, href=page(quarter) + card.href, raise_href=raises))
    days = _days_card(figures, place)
    raises = ""
    if may_raise:
        shown = _days_in_words(figures, place)
        raises = _href_about(figures, DAYS, place, figures.quarter, shown)
    href = page(figures.quarter) + days.href
    return [*found, replace(days, href=href, raise_href=raises)]


def _card(figures, indicator, place, quarter, in_clear):
    now = in_words(figures.figure(indicator, place, str(quarter)), in_clear=in_clear)
    so_far = in_words(
        figures.figure(indicator, place, to_date(str(quarter))), in_clear=in_clear
    )
    earlier = quarter != figures.quarter
    until = f"To {calendar.in_words(quarter.period.last)}" if earlier else "To date"
    hint = (
        quarter.label if earlier else "",
        now.parts if now.parts != now.value else "",
        f"{until}: {so_far.value}",
    )
    return Card(
        label=indicator.label,
        value=now.value,
        hint=". ".join(part for part in hint if part),
        href=f"#{indicator.code}",
    )


def _days_card(figures, place):
    days = figures.days.of(EVERY_POST, place, str(figures.quarter))
    return Card(
        label="Days worked",
        value=f"{days.worked:,}",
        hint=f"of {days.commissioned:,} commissioned so far",
        href=f"#{DAYS.code}",
    )


def exceptions(figures: Figures, place: Place, clear: frozenset[Place]) -> list[str]:
    """What somebody who answers for a borough asks about first, as far as they may know."""
    found = []
    of_quarter = str(figures.quarter)
    for post in figures.days.posts:
        days = figures.days.of(post.code, place, of_quarter)
        if days.worked < days.commissioned * ON_COURSE:
            found.append(
                f"{post.title}: {days.worked} days worked of {days.commissioned} so far."
            )
    for indicator in INDICATORS:
        for beside, count in figures.figure(indicator, place).beside:
            if beside.asks and count and (beside.is_published or place in clear):
                found.append(f"{indicator.unit.capitalize()} {beside.label}: {count}.")
    return found


def quarter_tabs(current: Quarter, address: Callable[[Quarter], str]) -> list[dict]:
    """The quarters that have begun, and the one shown; `address` gives the page of one."""
    return [
        {"text": quarter.label, "href": address(quarter), "is_current": quarter == current}
        for quarter in sorted({*quarters_begun(), current})
    ]
