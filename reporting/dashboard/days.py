"""Days worked beside those commissioned, by post."""

from collections.abc import Iterable
from dataclasses import dataclass

from pilot.charts import Bar, Chart, Group, bar_chart
from pilot.models import Assumption
from reporting.dashboard.concerns import href_about
from reporting.dashboard.panels import assumed_in
from reporting.days import EVERY_POST, DaysNumbers
from reporting.disclosure import cumulative as to_date
from reporting.figures import Figures
from reporting.indicators import DAYS, PAN_BOROUGH, TOTAL, Definition, Place


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


def days_panel(
    figures: Figures,
    borough: Place | None,
    assumptions: dict[str, Assumption],
    *,
    may_raise: bool,
) -> DaysPanel:
    """The days of one borough, or of all three, with those for all and the total."""
    places = [borough] if borough else list(figures.boroughs)
    href = ""
    if may_raise:
        worked = days_in_words(figures, borough)
        href = href_about(figures, DAYS, borough, figures.quarter, worked)
    return DaysPanel(
        definition=DAYS,
        tables=[
            (place, list(_days_rows(figures, place)))
            for place in (*places, PAN_BOROUGH, TOTAL)
        ],
        chart=_days_chart(figures, borough),
        assumptions=assumed_in(DAYS, assumptions),
        raise_href=href,
    )


def days_in_words(figures: Figures, place: Place) -> str:
    """The days of a place's quarter as a concern about them quotes them."""
    days = figures.days.of(EVERY_POST, place, str(figures.quarter))
    return f"{days.worked:,} of {days.commissioned:,} commissioned{until_now(figures)}"


def until_now(figures: Figures) -> str:
    """What is said behind a number of days while its quarter still runs."""
    return "" if figures.is_complete else " so far"


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
