"""The chart of months: what stands where, and nothing that the numbers do not say."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from pilot.calendar import PILOT, Period
from reporting.over_time import A_DAY, Mark, Span, months_in, time_chart

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = months_in(Period(date(2015, 11, 15), date(2016, 2, 1)))
A_MONTH = 100 / 3


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


def drawing(**more):
    page = render_to_string("reporting/parts/time_chart.html", {"chart": chart(**more)})
    return ElementTree.fromstring(page).find(f".//{SVG}svg")


def test_the_bars_of_a_band_are_drawn_from_top_to_foot_in_their_months():
    two, four, one = drawing().iter(f"{SVG}rect")
    band, _ = chart().bands

    for rect, bar, month in ((two, band.bars[0], 1), (four, band.bars[1], 2)):
        assert float(rect.get("y")) + float(rect.get("height")) == pytest.approx(band.foot)
        x, width = (float(rect.get(each).removesuffix("%")) for each in ("x", "width"))
        assert (x, width) == (bar.x, bar.width)
        assert A_MONTH * month < x < x + width < A_MONTH * (month + 1)
        assert bar.words_x == pytest.approx(x + width / 2, abs=0.01)
    assert float(one.get("x").removesuffix("%")) < A_MONTH


def test_nothing_of_the_drawing_is_wider_than_the_page_has_room():
    svg = drawing(
        marks=[Mark("T1", date(2016, 1, 31), frozenset("b"))],
        spans=[Span("C1", date(2015, 11, 1), date(2016, 1, 31))],
    )

    assert svg.get("width") == "100%"
    assert svg.get("viewBox") is None, "letters keep their size on a telephone"
    across = [
        float(element.get(name).removesuffix("%"))
        for element in svg.iter()
        for name in ("x", "x2", "width")
        if element.get(name, "").endswith("%")
    ]
    assert across
    assert all(0 <= place <= 100 for place in across)


def test_words_near_the_end_stand_before_it():
    early, late = (
        drawing(marks=[Mark("T1", on, frozenset("b"))]).find(f"{SVG}svg/{SVG}text")
        for on in (date(2015, 11, 1), date(2016, 1, 31))
    )

    assert (early.get("text-anchor"), early.get("x")) == (None, "8")
    assert (late.get("text-anchor"), late.get("x")) == ("end", "-8")


def test_a_mark_stands_on_its_day_in_its_bands():
    marks = [Mark("T1", date(2015, 12, 16), frozenset("b"))]

    first, second = chart(marks=marks).bands

    assert first.marks == ()
    [mark] = second.marks
    assert mark.x == pytest.approx(1.5 * A_MONTH, abs=0.1)
    assert mark.y > second.foot


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
    assert first.x == pytest.approx(0, abs=1)
    assert first.length == pytest.approx(2 * A_MONTH, abs=2)
    assert second.x + second.length <= 100
    assert third.length == A_DAY, "a day can be seen"
    assert drawn.bands[0].foot > chart().bands[0].foot


def test_it_says_in_words_what_it_shows():
    marks = [Mark("T1", date(2015, 12, 16), frozenset("b"))]
    spans = [Span("C1", date(2015, 12, 1), date(2015, 12, 31))]

    told = chart(marks=marks, spans=spans).description

    assert told == "A: 6. B: 1. Marked: 1 training event, 1 campaign activity."
    assert chart(bands={"a": [], "b": []}).description == "A: 0. B: 0."
