"""A figure drawn: a borough beside the pilot in every quarter, or the boroughs in one."""

from dataclasses import replace
from itertools import chain

from pilot.charts import Bar, Chart, Group, bar_chart
from reporting.dashboard.words import in_words
from reporting.figures import HIDDEN, WAITING, Figures
from reporting.indicators import TOTAL, Indicator, Place


def chart_of(
    figures: Figures,
    indicator: Indicator,
    clear: frozenset[Place],
    borough: Place | None,
) -> Chart:
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
            bar._replace(words=word) for bar, word in zip(chart.bars, words, strict=True)
        ),
    )


def _bar(figure, clear):
    value = (figure.clear if figure.place in clear else figure.published).value
    return Bar(figure.place.name, None if value in (HIDDEN, WAITING) else value)
