"""The rules of the data dictionary, section 9, and a reader who tries to get round them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.disclosure import (
    BOROUGHS,
    PILOT,
    SUPPRESSED_BECAUSE,
    AlreadyDisclosed,
    Cell,
    DisclosureClass,
    Line,
    Reason,
    collapse,
    cumulative,
    decide,
    suppress,
)
from tests.reporting.attacked_pilots import FIVE_PLACES, QUARTERS, Everything, Pilot
from tests.reporting.attacker import Attacker, Sum


def in_one_quarter(*counts):
    """What outsiders see of LBHF, RBKC, WCC and the pilot, with None for what is hidden."""
    decisions = decide({"2015Q4": dict(zip(BOROUGHS, counts, strict=True))})
    return [
        count if decisions.shows((place, "2015Q4", "value")) else None
        for place, count in zip((*BOROUGHS, PILOT), (*counts, sum(counts)), strict=True)
    ]


def quarter_by_quarter(*counts):
    """Which quarters and which figures to date are shown, in a pilot of one borough."""
    decisions = decide(
        {
            quarter: {"LBHF": count}
            for quarter, count in zip(QUARTERS, counts, strict=False)
        },
        boroughs=("LBHF",),
    )
    return [
        [
            decisions.shows(("LBHF", period, "value"))
            for period in (quarter, cumulative(quarter))
        ]
        for quarter in QUARTERS[: len(counts)]
    ]


# The worked examples of section 13


@pytest.mark.parametrize(
    ("counts", "published"),
    [
        pytest.param((12, 3, 9), [12, None, None, 24], id="5: the smallest other goes too"),
        pytest.param((0, 4, 10), [0, None, None, 14], id="6: a zero is kept"),
        pytest.param((1, 2, 20), [None, None, None, 23], id="7: two that sum to under 5"),
        pytest.param((4, 4, 20), [None, None, None, 28], id="7: two that must be 4 each"),
        pytest.param((3, 0, 0), [None, 0, 0, None], id="7: nothing left but the total"),
    ],
)
def test_the_worked_examples_of_one_quarter_hold(counts, published):
    assert in_one_quarter(*counts) == published


def test_a_figure_to_date_that_would_give_a_small_quarter_away_is_withheld():
    assert quarter_by_quarter(7, 2) == [[True, True], [False, False]]


def test_the_figure_to_date_returns_when_the_difference_has_grown_to_five():
    assert quarter_by_quarter(7, 2, 3)[2] == [False, True]


def test_the_figure_to_date_stays_away_while_the_difference_is_under_five():
    assert quarter_by_quarter(7, 2, 2)[2] == [False, False]


def test_the_figure_to_date_is_shown_when_nothing_has_happened_since():
    assert quarter_by_quarter(7, 0) == [[True, True], [True, True]]


# Step by step


def test_a_tie_goes_to_the_borough_that_comes_first():
    assert in_one_quarter(9, 3, 9) == [None, None, 9, 21]


def test_nothing_is_hidden_when_every_count_is_large():
    decisions = decide({quarter: dict.fromkeys(BOROUGHS, (8, 20)) for quarter in QUARTERS})

    assert set(decisions.reasons.values()) == {None}


def test_nothing_is_hidden_when_nothing_happened():
    decisions = decide({quarter: dict.fromkeys(BOROUGHS, (0, 0)) for quarter in QUARTERS})

    assert set(decisions.reasons.values()) == {None}


def test_a_borough_that_is_not_named_counts_nothing():
    assert decide({"2015Q4": {"WCC": 7}}).shows(("LBHF", "2015Q4", "value"))


def test_a_small_rest_hides_the_numerator():
    decisions = decide({"2015Q4": {"WCC": (17, 20)}}, boroughs=("WCC",))

    assert decisions.reasons[Cell("WCC", "2015Q4", "rest")] == Reason.PRIMARY
    assert decisions.reasons[Cell("WCC", "2015Q4", "numerator")] == Reason.SECONDARY
    assert decisions.shows(("WCC", "2015Q4", "denominator"))


@pytest.mark.parametrize("rate", [(12, 12), (0, 12)])
def test_a_row_in_which_everyone_gave_one_answer_is_masked(rate):
    decisions = decide({"2015Q4": {"WCC": rate}}, boroughs=("WCC",))

    assert decisions.reasons[Cell("WCC", "2015Q4", "numerator")] == Reason.GROUP
    assert decisions.reasons[Cell("WCC", "2015Q4", "rest")] == Reason.GROUP
    assert decisions.shows(("WCC", "2015Q4", "denominator"))


def test_a_row_in_which_everyone_gave_one_harmless_answer_is_shown():
    decisions = decide({"2015Q4": {"WCC": (12, 12)}}, boroughs=("WCC",), is_sensitive=False)

    assert decisions.shows(("WCC", "2015Q4", "numerator"))


def test_a_hidden_total_cannot_be_added_up_again():
    # The pilot's second quarter hides with a small first one, and one borough with it.
    decisions = suppress(
        {"L": 6, "R": 7, "quarter": 13, "before": 3, "to date": 16},
        [Line("quarter", ("L", "R")), Line("to date", ("before", "quarter"))],
    )

    assert decisions.hides("quarter")
    assert decisions.hides("L")
    assert decisions.shows("R")


def test_five_hidden_ones_in_a_shown_five_are_not_left_determined():
    decisions = decide({"2015Q4": dict.fromkeys(FIVE_PLACES, 1)}, boroughs=FIVE_PLACES)

    assert decisions.hides((PILOT, "2015Q4", "value"))


def test_two_sound_lines_that_together_give_a_count_away_hide_more():
    # Each line has hidden counts enough, but the first two, taken from the third, leave b.
    values = {"a": 6, "b": 3, "c": 7, "e": 4, "ab": 9, "bc": 10, "abc": 16, "be": 7}
    lines = [
        Line("ab", ("a", "b")),
        Line("bc", ("b", "c")),
        Line("abc", ("a", "b", "c")),
        Line("be", ("b", "e")),
    ]

    decisions = suppress(values, lines)

    assert not all(decisions.shows(total) for total in ("ab", "bc", "abc"))
    published = {c: v if decisions.shows(c) else None for c, v in values.items()}
    sums = [Sum(line.total, line.members) for line in lines]
    assert not Attacker(published, sums, truth=values, least={}).told()


def test_a_count_that_is_not_found_to_be_safe_in_good_time_is_given_more_room():
    # Every way to make x two ends at one of 441 ones, which cannot become none.
    size = range(21)
    values = {"x": 1, "all": 1 + 9 * len(size)}
    lines = [Line("all", ("x", *(("nine", row) for row in size)))]
    for row in size:
        values |= {("nine", row): 9, ("sum", row): 9 + 4 * len(size)}
        lines.append(
            Line(("sum", row), (("nine", row), *(("four", row, col) for col in size)))
        )
        for col in size:
            values |= {("four", row, col): 4, ("one", row, col): 1, ("pair", row, col): 5}
            lines.append(Line(("pair", row, col), (("four", row, col), ("one", row, col))))

    decisions = suppress(values, lines)

    assert decisions.hides("all")


def test_hiding_a_number_that_everybody_knows_protects_nothing():
    # To date in the second line is what was shown before, because nothing was added.
    decisions = suppress(
        {"before": 6, "since": 0, "to date": 6, "small": 3, "large": 9, "all": 18},
        [Line("to date", ("before", "since")), Line("all", ("to date", "small", "large"))],
        decided={"before": True},
    )

    assert decisions.shows("to date")
    assert decisions.hides("large")


def test_what_was_published_before_is_not_taken_back():
    lines = [Line("all", ("small", "shown", "new"))]
    values = {"small": 3, "shown": 6, "new": 9, "all": 18}

    decisions = suppress(values, lines, decided={"small": False, "shown": True})

    assert decisions.decided == {"small": False, "shown": True, "new": False, "all": True}


def test_a_large_number_hidden_before_stays_hidden():
    decisions = suppress(
        {"a": 9, "b": 8, "all": 17}, [Line("all", ("a", "b"))], decided={"a": False}
    )

    assert decisions.reasons == {"a": Reason.SECONDARY, "b": Reason.SECONDARY, "all": None}


def test_old_decisions_that_give_a_small_number_away_are_reported():
    with pytest.raises(AlreadyDisclosed, match="all"):
        suppress(
            {"small": 3, "shown": 6, "all": 9},
            [Line("all", ("small", "shown"))],
            decided={"shown": True, "all": True},
        )


def test_for_what_was_told_long_ago_nothing_else_is_hidden():
    values = {"told": 3, "rest": 8, "sum": 11, "x": 7, "y": 9, "z": 16}
    lines = [Line("sum", ("told", "rest")), Line("z", ("x", "y"))]

    decisions = suppress(values, lines, decided={"told": False, "rest": True, "sum": True})

    assert [decisions.shows(cell) for cell in ("x", "y", "z")] == [True, True, True]


def test_where_it_is_not_sure_what_was_told_more_is_hidden_rather_than_less():
    values = {"a": 3, "b": 2, "sum": 5, "more": 1, "x": 7, "y": 9, "z": 16}
    lines = [Line("sum", ("a", "b")), Line("a", ("b", "more")), Line("z", ("x", "y"))]
    decided = {"a": False, "b": False, "sum": True, "more": True}

    decisions = suppress(values, lines, decided=decided)

    assert [decisions.hides(cell) for cell in ("x", "y", "z")] == [True, True, True]


def test_a_disclosure_between_old_numbers_does_not_stop_the_new_ones():
    # Both sums were shown although five ones in a five cannot be anything else.
    ones = dict.fromkeys("abcde", 1)
    decisions = suppress(
        {**ones, "sum": 5, "new": 8},
        [Line("sum", tuple(ones))],
        decided={**dict.fromkeys(ones, False), "sum": True, "new": True},
    )

    assert decisions.shows("new")
    assert decisions.hides("a")


def test_members_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="do not add up"):
        suppress({"a": 1, "all": 2}, [Line("all", ("a",))])


def test_a_numerator_above_its_denominator_is_refused():
    with pytest.raises(ValueError, match="negative"):
        decide({"2015Q4": {"WCC": (3, 2)}})


def test_a_borough_that_the_figure_does_not_know_is_refused():
    with pytest.raises(ValueError, match="PAN"):
        decide({"2015Q4": {"PAN": 3}})


# Classes


@pytest.mark.parametrize("clear", [DisclosureClass.A, DisclosureClass.N])
def test_throughput_and_things_that_are_not_people_are_shown_in_clear(clear):
    decisions = decide({"2015Q4": {"LBHF": 1, "RBKC": 2}}, disclosure_class=clear)

    assert decisions.shows(("LBHF", "2015Q4", "value"))
    assert set(decisions.reasons.values()) == {None}


def test_protected_characteristics_are_shown_for_the_pilot_to_date_only():
    decisions = decide(
        {quarter: dict.fromkeys(BOROUGHS, (20, 50)) for quarter in QUARTERS[:2]},
        disclosure_class=DisclosureClass.C,
    )

    shown = {cell for cell in decisions.reasons if decisions.shows(cell)}
    assert {(cell.place, cell.period) for cell in shown} == {
        (PILOT, cumulative("2015Q4")),
        (PILOT, cumulative("2016Q1")),
    }
    assert decisions.reasons[Cell("WCC", "2015Q4", "numerator")] == Reason.WITHHELD


def test_protected_characteristics_keep_to_what_was_published_of_them():
    figure = {quarter: dict.fromkeys(BOROUGHS, 20) for quarter in QUARTERS[:2]}
    first = decide({"2015Q4": figure["2015Q4"]}, disclosure_class=DisclosureClass.C)

    second = decide(figure, disclosure_class=DisclosureClass.C, decided=first.decided)

    assert second.shows((PILOT, cumulative("2016Q1"), "value"))


# Words


def test_the_sentence_for_outsiders_does_not_tell_the_small_number_from_its_neighbour():
    assert SUPPRESSED_BECAUSE not in set(Reason)


# Answers


def of_answers(*counts, **others):
    """What outsiders see of one borough's answers, and of all of them together."""
    row = dict(zip(("lower", "same", "higher"), counts, strict=True))
    decisions = decide({"2015Q4": {"WCC": row}}, boroughs=("WCC",), **others)
    shown = {**row, "all": sum(counts)}
    return [
        count if decisions.shows(("WCC", "2015Q4", answer)) else None
        for answer, count in shown.items()
    ]


def test_a_small_answer_hides_the_smallest_other_beside_it():
    assert of_answers(12, 3, 9) == [12, None, None, 24]


def test_a_row_of_answers_in_which_everybody_gave_the_same_is_masked_as_a_whole():
    assert of_answers(0, 12, 0) == [None, None, None, 12]
    assert of_answers(0, 12, 0, is_sensitive=False) == [0, 12, 0, 12]


def test_a_nought_to_date_does_not_tell_that_a_masked_quarter_was_nought():
    decisions = decide(
        {
            "2015Q4": {"WCC": {"lower": 12, "same": 0, "higher": 0}},
            "2016Q1": {"WCC": {"lower": 8, "same": 0, "higher": 9}},
        },
        boroughs=("WCC",),
    )

    assert decisions.reasons[Cell("WCC", cumulative("2016Q1"), "same")] == Reason.GROUP
    assert decisions.shows(("WCC", "2016Q1", "same"))


ETHNICITY = {
    "E11-01": "White",
    "E11-02": "White",
    "E11-14": "Black",
    "DECLINED": "Not stated",
}


def test_groups_collapse_in_the_same_way_whatever_is_counted():
    assert collapse({"E11-01": 3, "E11-02": 4, "DECLINED": 1}, ETHNICITY) == {
        "White": 7,
        "Black": 0,
        "Not stated": 1,
    }


def test_an_answer_that_belongs_to_no_group_is_refused():
    with pytest.raises(ValueError, match="E11-99"):
        collapse({"E11-99": 1}, ETHNICITY)


# Properties


counts = st.one_of(st.integers(0, 6), st.sampled_from([0, 0, 1, 4, 5, 9, 12, 30]))


@st.composite
def rates(draw):
    denominator = draw(counts)
    numerator = draw(
        st.one_of(st.sampled_from([0, denominator]), st.integers(0, denominator))
    )
    return numerator, denominator


answers = st.fixed_dictionaries(dict.fromkeys(("lower", "same", "higher"), counts))


@st.composite
def figures(draw, *values):
    value, quarters = st.one_of(*map(st.just, values)), QUARTERS[: draw(st.integers(1, 4))]
    of_one_kind = draw(value)
    return {
        quarter: {place: draw(of_one_kind) for place in BOROUGHS} for quarter in quarters
    }


@settings(derandomize=True, max_examples=60, deadline=None)
@given(figures(counts, rates(), answers))
def test_no_small_number_is_ever_shown(figure):
    printed = Everything(Pilot([figure])).shown(decide(figure)).values()

    assert not {1, 2, 3, 4}.intersection(printed)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(figures(counts, rates(), answers))
def test_a_new_quarter_leaves_every_earlier_answer_as_it_was(figure):
    *earlier, _ = figure
    before = decide({quarter: figure[quarter] for quarter in earlier})

    after = decide(figure)

    assert before.reasons.items() <= after.reasons.items()


@settings(derandomize=True, max_examples=40, deadline=None)
@given(figures(counts, rates(), answers))
def test_stored_answers_given_back_are_the_same_answers(figure):
    decisions = decide(figure)

    assert decide(figure, decided=decisions.decided).decided == decisions.decided


@settings(derandomize=True, max_examples=40, deadline=None)
@given(figures(counts, rates(), answers))
def test_it_does_not_matter_in_which_order_quarters_and_boroughs_come(figure):
    backwards = {
        quarter: dict(reversed(row.items())) for quarter, row in reversed(figure.items())
    }

    assert decide(backwards).reasons == decide(figure).reasons


@settings(derandomize=True, max_examples=100, deadline=None)
@given(figures(counts))
def test_figures_to_date_never_differ_by_a_small_number(figure):
    decisions = decide(figure)

    for place in BOROUGHS:
        shown, to_date = [], 0
        for quarter in figure:
            to_date += figure[quarter][place]
            if decisions.shows((place, cumulative(quarter), "value")):
                shown.append(to_date)
        for earlier, later in pairwise(shown):
            assert later == earlier or later - earlier >= 5
