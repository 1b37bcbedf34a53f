"""Bars as long as their numbers, and nothing to be read from those that are hidden."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from pilot.charts import BAR, PITCH, TRACK, Bar, Group, Step, bar_chart, step_chart
from reporting.disclosure import SUPPRESSED

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("Hammersmith and Fulham", "Kensington and Chelsea", "Westminster")


def chart_of(*values, **options):
    bars = [Bar(name, value) for name, value in zip(NAMES, values, strict=True)]
    return bar_chart("engaged", "People engaged", [Group("Quarter 1", bars)], **options)


def trend():
    return bar_chart(
        "trend",
        "People engaged, by quarter",
        [
            Group("October to December 2015", [Bar("Westminster", 12), Bar("Pilot", 30)]),
            Group("January to March 2016", [Bar("Westminster", None), Bar("Pilot", 25)]),
        ],
    )


def drawing_of(chart):
    page = ElementTree.fromstring(
        render_to_string("components/chart.html", {"chart": chart})
    )
    return page.find(f".//{SVG}svg")


def words_of(svg):
    texts = [" ".join("".join(text.itertext()).split()) for text in svg.iter(f"{SVG}text")]
    return [text for text in texts if text]


def bars_of(svg):
    return list(svg.iter(f"{SVG}rect"))


# Geometry


def test_bars_are_as_long_as_their_numbers():
    large, small, none = chart_of(20, 5, 0).bars

    assert large.length == 100
    assert small.length == large.length / 4
    assert none.length == 0


def test_a_hidden_value_has_no_bar_and_says_so():
    hidden = chart_of(12, None, 9).bars[1]

    assert hidden.length == 0
    assert hidden.words == SUPPRESSED


def test_hidden_words_stand_in_the_same_place_and_colour_whatever_the_bar():
    hidden = chart_of(None, None, None).bars

    svgs = [drawing_of(chart_of(value, 20, 1)) for value in (None, 0)]
    places = [svg.find(f"{SVG}text").get("x") for svg in svgs]

    assert places == [None, None], "they begin where every line does, however long the bar"
    assert len({bar.words_colour for bar in hidden}) == 1


def test_bars_keep_the_order_they_are_given_in():
    assert [bar.name for bar in chart_of(3, 20, None).bars] == list(NAMES)


def test_the_axis_is_scaled_from_shown_values_alone():
    assert chart_of(8, None, None).longest == chart_of(8, 0, 0).longest


@pytest.mark.parametrize(
    ("most", "longest", "length"),
    [
        (1, "1", 100),
        (5, "5", 100),
        (24, "25", 96),
        (Decimal("25.6"), "30", 85.3),
        (4200, "5,000", 84),
    ],
)
def test_the_axis_goes_to_an_even_number_beyond_the_longest_bar(most, longest, length):
    chart = chart_of(most, 0, 0)

    assert chart.longest == longest
    assert chart.bars[0].length == length
    foot = drawing_of(chart).findall(f"{SVG}g/{SVG}text")
    assert [(text.get("x"), text.text) for text in foot] == [(None, "0"), ("100%", longest)]
    assert all(float(text.get("y")) > chart.bottom for text in foot)


def test_percentages_have_an_axis_of_a_hundred():
    chart = chart_of(40, None, 20, unit="%")

    assert chart.longest == "100%"
    assert chart.bars[0].length == 40
    assert chart.bars[0].words == "40%"


@pytest.mark.parametrize("values", [(0, 0, 0), (None, None, None)])
def test_a_chart_without_bars_has_no_axis_to_read(values):
    assert chart_of(*values).longest == ""
    assert len(drawing_of(chart_of(*values)).findall(f"{SVG}g")) == 0


def test_a_chart_of_nothing_can_still_be_drawn():
    assert bar_chart("none", "Nobody yet", []).bars == ()


def test_bars_do_not_overlap():
    bars = trend().bars

    assert all(bar.words_y < bar.top for bar in bars), "its words stand above it"
    assert all(later.words_y - each.top >= 2 * BAR for each, later in pairwise(bars))
    assert bars[-1].top + BAR <= trend().bottom
    assert min(later.y - each.y for each, later in pairwise(bars)) == PITCH


def test_a_borough_keeps_its_colour_from_quarter_to_quarter():
    colours = [bar.colour for bar in trend().bars]

    assert colours == ["#12436d", "#28a197"] * 2


def test_a_fourth_bar_is_drawn_in_a_quiet_colour():
    bars = [Bar(name, 5) for name in (*NAMES, "The pilot")]

    assert bar_chart("k", "T", [Group("Q", bars)]).bars[3].colour == "#505a5f"


def test_less_than_nothing_has_its_number_and_no_bar():
    less, more, _ = (chart := chart_of(-1200, 5, 0)).bars

    assert (less.words, less.length) == ("−1,200", 0)
    assert more.length > 0
    assert "-" not in chart.description
    assert chart_of(-1, 0, 0).longest == ""


@pytest.mark.parametrize("key", ["", "4", "two words", 'a"b'])
def test_a_key_that_cannot_be_part_of_an_id_is_refused(key):
    with pytest.raises(ValueError, match="key"):
        bar_chart(key, "People engaged", [])


# The drawing


def test_the_drawing_names_each_borough_and_its_number():
    words = words_of(drawing_of(chart_of(12, None, 9)))

    assert words[:3] == [
        "Hammersmith and Fulham 12",
        f"Kensington and Chelsea {SUPPRESSED}",
        "Westminster 9",
    ]


def test_the_drawing_has_a_bar_for_each_number_above_nothing():
    svg = drawing_of(chart_of(12, None, 0))

    [bar] = bars_of(svg)
    assert bar.get("width") == "80.0%"
    tracks = [line for line in svg.iter(f"{SVG}line") if line.get("stroke") == TRACK]
    assert len(tracks) == 2, "nought lies on its track, what is hidden has none"


def test_nothing_of_the_drawing_is_wider_than_the_page_has_room():
    svg = drawing_of(trend())

    assert svg.get("width") == "100%"
    assert svg.get("viewBox") is None, "letters keep their size on a telephone"
    across = [
        element.get(name)
        for element in svg.iter()
        for name in ("x", "x1", "x2", "width")
        if element.get(name)
    ]
    assert across
    assert all(0 <= float(place.removesuffix("%")) <= 100 for place in across)
    assert all(place.endswith("%") for place in across)


def test_the_drawing_tells_its_numbers_to_those_who_do_not_see_it():
    svg = drawing_of(chart_of(12, None, 9))
    labels = {element.get("id"): element.text for element in svg if element.get("id")}

    assert [labels[key] for key in svg.get("aria-labelledby").split()] == [
        "People engaged",
        "Hammersmith and Fulham: 12. Kensington and Chelsea: suppressed. Westminster: 9.",
    ]


def test_a_trend_names_its_quarters():
    svg = drawing_of(trend())

    assert "October to December 2015" in words_of(svg)
    assert "January to March 2016, Westminster: suppressed." in svg.find(f"{SVG}desc").text


def test_the_drawing_needs_no_style_sheet():
    markup = render_to_string("components/chart.html", {"chart": trend()})
    svg = drawing_of(trend())

    assert "style" not in markup
    assert not [element for element in svg.iter() if element.get("class")]
    drawn = [
        (parent, element)
        for parent in svg.iter()
        for element in parent
        if element.tag in (f"{SVG}text", f"{SVG}tspan", f"{SVG}rect")
    ]
    assert all(element.get("fill") or parent.get("fill") for parent, element in drawn)


def test_two_charts_on_a_page_share_no_id():
    ids = [
        element.get("id")
        for chart in (chart_of(1, 2, 3), trend())
        for element in drawing_of(chart).iter()
        if element.get("id")
    ]

    assert len(ids) == len(set(ids)) == 4


def test_a_name_is_written_and_never_run():
    chart = bar_chart("k", "<b>T</b>", [Group("Q", [Bar("<script>", 5)])])

    assert "<script> 5" in words_of(drawing_of(chart))
    assert drawing_of(chart).find(f"{SVG}title").text == "<b>T</b>"


# The table beside it


def rows_of(chart):
    table = ElementTree.fromstring(
        render_to_string("components/chart_table.html", {"chart": chart})
    )
    return [[(cell.text or "") for cell in row] for row in table.iter("tr")]


def test_the_table_holds_what_the_chart_shows():
    assert rows_of(chart_of(12, None, 9)) == [
        ["Borough", "Number"],
        ["Hammersmith and Fulham", "12"],
        ["Kensington and Chelsea", SUPPRESSED],
        ["Westminster", "9"],
    ]


def test_the_table_of_a_trend_names_each_quarter():
    assert rows_of(trend())[:3] == [
        ["Period", "Borough", "Number"],
        ["October to December 2015", "Westminster", "12"],
        ["October to December 2015", "Pilot", "30"],
    ]


LEVELS = ("Standard", "Medium", "High")
STEPS = st.lists(
    st.tuples(
        st.dates(date(2015, 10, 1), date(2016, 9, 30)), st.none() | st.integers(0, 2)
    ),
    min_size=1,
    max_size=12,
).map(lambda told: [Step(*each) for each in sorted(told, key=lambda each: each[0])])


@given(steps=STEPS, until=st.dates(date(2015, 10, 1), date(2016, 12, 31)))
def test_a_line_of_steps_stands_where_its_days_and_levels_say(steps, until):
    chart = step_chart("risk", "Risk", LEVELS, steps, until=until)

    y_of = {level.name: level.y for level in chart.levels}
    known = [step for step in steps if step.level is not None]
    assert [step.y for step in chart.steps] == [y_of[LEVELS[each.level]] for each in known]
    assert [step.x for step in chart.steps] == sorted(step.x for step in chart.steps)
    drawn = [x for line in chart.lines for x in (line.x1, line.x2)]
    assert all(0 <= x <= 100 for x in drawn)
    assert drawn == sorted(drawn), "never back in time"
    assert all(line.x1 == line.x2 or line.y1 == line.y2 for line in chart.lines)
    changes = {known.level for known in known}
    heights = {y for line in chart.lines for y in (line.y1, line.y2)}
    assert heights == {y_of[LEVELS[level]] for level in changes}
    assert chart.description.count(":") == len(steps)
    assert 1 <= len(chart.ticks) <= 5
    assert chart.ticks[0].x == 0


def test_a_line_is_drawn_in_attributes_and_said_in_words():
    steps = [Step(date(2016, 2, 1), 1), Step(date(2016, 3, 1), None)]
    steps += [Step(date(2016, 4, 1), 2)]
    chart = step_chart("risk", "Risk over time", LEVELS, steps, until=date(2016, 4, 20))
    svg = render_to_string("components/step_chart.html", {"chart": chart})

    assert "1 February 2016: medium. 1 March 2016: not known. 1 April 2016: high." in svg
    stays, up = [(line.x1, line.x2) for line in chart.lines]
    assert stays[1] < up[0], "the line stops where nobody can say"
    assert svg.count('stroke-width="3"') == 2
    assert 'width="100%"' in svg
    assert "viewBox" not in svg, "letters keep their size on a telephone"
    assert "style" not in svg
    assert [level.name for level in chart.levels] == list(LEVELS)
    assert chart.levels[0].y > chart.levels[2].y, "the lowest at the bottom"


@pytest.mark.parametrize(("key", "days"), [("1risk", [1]), ("risk", []), ("risk", [2, 1])])
def test_a_line_without_a_beginning_or_out_of_order_is_refused(key, days):
    steps = [Step(date(2016, 2, day), 1) for day in days]

    with pytest.raises(ValueError, match=r"key|begin|order"):
        step_chart(key, "Risk", LEVELS, steps, until=date(2016, 4, 20))
