"""The chart of months: what stands where, and nothing that the numbers do not say."""

from datetime import date

import pytest

from pilot.calendar import PILOT, Period
from reporting.over_time import BAR, LEFT, MONTH, Mark, Span, months_in, time_chart

MONTHS = months_in(Period(date(2015, 11, 15), date(2016, 2, 1)))


def chart(**more):
    bands = more.pop("bands", {"a": [0, 2, 4], "b": [1, 0, 0]})
    return time_chart("key", "Title", MONTHS, bands, names={"a": "A", "b": "B"}, **more)


def test_the_months_are_those_the_period_touches():
    assert [date(2015, 11, 1), date(2015, 12, 1), date(2016, 1, 1)] == MONTHS
    assert len(months_in(PILOT)) == 12
    drawn = [(month.name, month.year) for month in chart().months]
    assert drawn == [("Nov", "2015"), ("Dec", ""), ("Jan", "2016")]


def test_bars_are_on_one_scale_and_none_is_drawn_for_nothing():
    first, second = chart().bands

    assert [bar.words for bar in first.bars] == ["2", "4"]
    assert first.bars[1].height == 2 * first.bars[0].height == 4 * second.bars[0].height
    assert first.bars[0].y + first.bars[0].height == pytest.approx(first.foot)
    assert (first.count, second.count) == (6, 1)


def test_the_bars_of_a_band_are_drawn_from_top_to_foot_in_one_path():
    band, _ = chart().bands
    two, four = band.bars

    assert band.shape == (
        f"M{two.x} {two.y}h{BAR}v{two.height}h-{BAR}z"
        f"M{four.x} {four.y}h{BAR}v{four.height}h-{BAR}z"
    )


def test_a_mark_stands_on_its_day_in_its_bands():
    marks = [Mark("T1", date(2015, 12, 16), frozenset("b"))]

    first, second = chart(marks=marks).bands

    assert first.marks == ()
    [mark] = second.marks
    assert mark.x == pytest.approx(LEFT + 1.5 * MONTH, abs=0.1)
    assert mark.points.startswith(f"{mark.x},")


def test_a_span_is_cut_at_the_ends_and_left_out_beyond_them():
    drawn = chart(
        spans=[
            Span("C1", date(2015, 10, 1), date(2015, 12, 31)),
            Span("C2", date(2016, 1, 31), date(2016, 5, 1)),
            Span("C3", date(2016, 3, 1), date(2016, 5, 1)),
            Span("C4", date(2015, 12, 1), date(2015, 12, 1)),
        ]
    )

    assert [span.words for span in drawn.spans] == ["C1", "C2", "C4"]
    first, second, third = drawn.spans
    assert first.x == pytest.approx(LEFT, abs=1)
    assert first.length == pytest.approx(2 * MONTH, abs=2)
    assert second.x + second.length <= LEFT + 3 * MONTH + 4
    assert third.length == 4, "a day can be seen"
    assert drawn.bands[0].foot > chart().bands[0].foot


def test_it_says_in_words_what_it_shows():
    marks = [Mark("T1", date(2015, 12, 16), frozenset("b"))]
    spans = [Span("C1", date(2015, 12, 1), date(2015, 12, 31))]

    told = chart(marks=marks, spans=spans).description

    assert told == "A: 6. B: 1. Marked: 1 training event, 1 campaign activity."
    assert chart(bands={"a": [], "b": []}).description == "A: 0. B: 0."
