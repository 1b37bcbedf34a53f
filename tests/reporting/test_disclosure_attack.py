"""What was published, against readers who pool all of it and solve for what was hidden."""

from dataclasses import replace
from random import Random

import pytest

from reporting.disclosure import (
    BOROUGHS,
    PILOT,
    Cell,
    Decisions,
    DisclosureClass,
    Reason,
    cumulative,
    decide_releases,
)
from tests.reporting.attacked_pilots import (
    Everything,
    Pilot,
    groups,
    part_of_a_headline,
    random_groups,
    random_pilot,
)
from tests.reporting.attacker import Attacker, Ratio, Sum

Q1, Q2, Q3 = "2015Q4", "2016Q1", "2016Q2"


def decided(pilot):
    return decide_releases(
        pilot.tables,
        boroughs=pilot.places,
        is_sensitive=pilot.is_sensitive,
        disclosure_class=pilot.disclosure_class,
        known=pilot.known,
    )


def disclosed(pilot, decisions=None):
    """The small numbers printed, and the hidden ones with fewer than three values."""
    everything = Everything(pilot)
    return everything.disclosed(everything.shown(decisions or decided(pilot)))


def quarters(*rows, **others):
    """A pilot of counts whose quarters were each released once."""
    table = {
        quarter: dict(zip(BOROUGHS, row, strict=True))
        for quarter, row in zip((Q1, Q2, Q3), rows, strict=False)
    }
    return Pilot([table], **others)


def restated(*tables):
    """A pilot of counts with a release for each of these tables of quarters."""
    return Pilot([quarters(*table).tables[0] for table in tables])


def assert_that_pilots_withstand(seeds, most_changes):
    for seed in seeds:
        pilot = random_pilot(Random(seed), most_changes=most_changes)
        assert not disclosed(pilot), f"seed {seed}: {pilot}"


# Random pilots


def test_no_hidden_count_of_a_pilot_can_be_told_from_its_quarters_and_to_date():
    assert_that_pilots_withstand(range(130), most_changes=0)


def test_no_hidden_count_or_change_can_be_told_from_several_releases():
    assert_that_pilots_withstand(range(1000, 1070), most_changes=1)


def assert_that_parts_of_headlines_withstand(seeds, most_changes):
    for seed in seeds:
        random = Random(seed)
        pilot = part_of_a_headline(random, random_pilot(random, most_changes=most_changes))
        assert not disclosed(pilot), f"seed {seed}: {pilot}"


def test_no_hidden_count_can_be_told_from_a_headline_figure_that_it_is_part_of():
    assert_that_parts_of_headlines_withstand(range(50), most_changes=0)
    assert_that_parts_of_headlines_withstand(range(1000, 1020), most_changes=1)


def assert_that_groups_withstand(seeds, most_changes):
    for seed in seeds:
        pilot = random_groups(Random(seed), most_changes=most_changes)
        assert not disclosed(pilot), f"seed {seed}: {pilot}"


def test_no_hidden_group_can_be_told_from_how_many_there_are_together():
    assert_that_groups_withstand(range(30), most_changes=0)
    assert_that_groups_withstand(range(2000, 2050), most_changes=2)


@pytest.mark.thorough
@pytest.mark.parametrize("first", range(0, 2000, 100))
def test_no_hidden_count_can_be_told_in_two_thousand_pilots(first):
    assert_that_pilots_withstand(range(first, first + 100), most_changes=first // 100 % 3)


@pytest.mark.thorough
@pytest.mark.parametrize("first", range(0, 600, 100))
def test_no_hidden_count_can_be_told_from_a_headline_figure_in_six_hundred_pilots(first):
    seeds = range(first, first + 100)
    assert_that_parts_of_headlines_withstand(seeds, most_changes=first // 100 % 3)


@pytest.mark.thorough
@pytest.mark.parametrize("first", range(2000, 2600, 100))
def test_no_hidden_group_can_be_told_in_six_hundred_pilots(first):
    assert_that_groups_withstand(range(first, first + 100), first // 100 % 3)


# The attacker bites


def showing_all_but(pilot, hidden):
    """The decision of somebody who hides only what they think of."""
    decisions = decided(pilot)
    return Decisions(
        {cell: Reason.PRIMARY if hidden(cell) else None for cell in decisions.reasons}
    )


def test_the_attacker_subtracts_the_other_boroughs():
    pilot = quarters((12, 3, 9))
    alone = showing_all_but(pilot, lambda cell: cell.place == "RBKC")

    assert disclosed(pilot, alone)[("RBKC", ("in", Q1, 0), "value")] == {3}
    assert not disclosed(pilot)


def test_the_attacker_subtracts_one_figure_to_date_from_the_next():
    pilot = quarters((7, 8, 9), (2, 6, 9))
    quarter = showing_all_but(
        pilot, lambda cell: cell.period == Q2 and cell.place in ("LBHF", "RBKC")
    )

    assert disclosed(pilot, quarter)[("LBHF", ("in", Q2, 0), "value")] == {2}
    assert not disclosed(pilot)


def test_the_attacker_knows_that_hidden_ones_in_a_small_sum_are_ones():
    pilot = Pilot(
        [{Q1: dict.fromkeys((*BOROUGHS, "PAN", "OOA"), 1)}], (*BOROUGHS, "PAN", "OOA")
    )
    ones = showing_all_but(pilot, lambda cell: cell.place != PILOT)

    assert set(map(frozenset, disclosed(pilot, ones).values())) == {frozenset({1})}
    assert not disclosed(pilot)


def test_the_attacker_subtracts_a_number_as_submitted_from_the_number_restated():
    pilot = restated([(12, 9, 8)], [(12, 9, 10)])
    everything = showing_all_but(pilot, lambda cell: False)

    change = ("change", ("in", Q1, 0), ("in", Q1, 1))
    assert disclosed(pilot, everything)[("WCC", change, "value")] == {2}
    assert not disclosed(pilot)


def test_the_attacker_finds_a_late_entry_in_the_next_figure_to_date():
    pilot = restated([(12, 9, 8)], [(12, 9, 9), (7, 7, 7)])
    only_to_date = showing_all_but(pilot, lambda cell: cell.period[0] == "restated")

    assert disclosed(pilot, only_to_date)
    assert not disclosed(pilot)


def test_the_attacker_turns_a_percentage_back_into_its_hidden_parts():
    printed = {"met": None, "not met": None, "all": 20}

    def possible(*ratios):
        return Attacker(
            printed,
            [Sum("all", ("met", "not met"))],
            truth={"met": 17, "not met": 3, "all": 20},
            least={},
            ratios=ratios,
        ).told()

    assert possible(Ratio("met", "all", 84.95, 85.05)) == {"met": {17}, "not met": {3}}
    assert possible(Ratio("met", "all", 80, 95)) == {}  # a colour, amber
    assert possible() == {}


def test_the_attacker_knows_that_there_are_no_more_than_a_headline_figure_says():
    # Nine and four are hidden in a sum of thirteen, and there are no more than that.
    row = {"LBHF": 12, "RBKC": 9, "WCC": 4}
    told_alone = quarters((12, 9, 4))
    pilot = replace(told_alone, headline=[{Q1: row}])

    assert not disclosed(told_alone)
    assert disclosed(pilot, decided(told_alone))[("WCC", ("in", Q1, 0), "value")] == {4}
    assert not disclosed(pilot)


def test_the_attacker_knows_how_many_there_are_in_all_groups_together():
    # One person, whose answer is hidden, and then nine: five and five are not the answer.
    one, nine = {"ALL": {"F": 1, "M": 0}}, {"ALL": {"F": 4, "M": 5}}
    pilot = groups([{Q1: one}, {Q1: one, Q2: nine}])
    told_alone = decided(replace(pilot, headline=[]))

    assert disclosed(pilot, told_alone)[(PILOT, ("in", Q2, 1), "F")] == {4, 5}
    assert not disclosed(pilot)


def test_the_attacker_reads_in_another_table_how_many_there_are_to_date():
    first = {"LBHF": (0, 0), "RBKC": (5, 5), "WCC": (0, 3)}
    second = {"LBHF": (3, 5), "RBKC": (0, 0), "WCC": (4, 5)}
    known = {
        Q1: {"LBHF": 0, "RBKC": 5, "WCC": 3},
        Q2: {"LBHF": 5, "RBKC": 0, "WCC": 7},
    }
    pilot = Pilot(
        [{Q1: first}, {Q1: first, Q2: second}],
        headline=[{Q1: known[Q1]}, known],
        is_total_told=True,
    )
    there = {Cell(PILOT, cumulative(quarter), "denominator"): True for quarter in (Q1, Q2)}
    without_it = decided(pilot)
    with_it = decide_releases(
        pilot.tables, is_sensitive=False, known=pilot.known, decided=there
    )

    assert disclosed(pilot, without_it)[(PILOT, ("in", Q2, 1), "rest")] == {3}
    assert not disclosed(pilot, with_it)


# What is part of another figure


def test_a_number_is_hidden_where_the_one_that_it_is_part_of_is_hidden():
    pilot = quarters((12, 9, 8))
    known = {("LBHF", Q1): 14, ("RBKC", Q1): None, ("WCC", Q1): 10, (PILOT, Q1): 36}

    decisions = decide_releases(pilot.tables, known=[known])

    assert decisions.hides(Cell("RBKC", Q1, "value"))
    assert decisions.shows(Cell("LBHF", Q1, "value"))
    assert decisions.shows(Cell(PILOT, Q1, "value"))


def test_nought_is_shown_also_where_the_one_that_it_is_part_of_is_hidden():
    decisions = decide_releases(quarters((12, 0, 8)).tables, known=[{("RBKC", Q1): None}])

    assert decisions.shows(Cell("RBKC", Q1, "value"))


# What later releases show of earlier quarters


def shown(pilot, place, period):
    return decided(pilot).shows(Cell(place, period, "value"))


def test_a_number_changed_by_many_stands_beside_the_one_submitted():
    pilot = restated([(12, 9, 8)], [(12, 9, 14), (7, 7, 7)])

    assert shown(pilot, "WCC", ("restated", Q1, "1"))
    assert shown(pilot, PILOT, ("restated", Q1, "1"))
    assert shown(pilot, "WCC", cumulative(Q2))


def test_a_number_changed_by_few_is_withheld_and_the_new_quarter_is_not():
    pilot = restated([(12, 9, 8)], [(12, 9, 9), (7, 7, 7)])

    assert not shown(pilot, "WCC", ("restated", Q1, "1"))
    assert not shown(pilot, "WCC", cumulative(Q2))
    assert all(shown(pilot, place, Q2) for place in (*BOROUGHS, PILOT))
    assert shown(pilot, "LBHF", cumulative(Q2))


def test_a_change_withheld_returns_when_it_has_grown():
    pilot = restated(
        [(12, 9, 8)], [(12, 9, 9), (7, 7, 7)], [(12, 9, 13), (7, 7, 7), (6, 6, 6)]
    )

    assert shown(pilot, "WCC", ("restated", Q1, "2"))


def test_two_small_changes_that_come_to_a_small_number_hide_the_figure_to_date():
    pilot = restated(
        [(12, 9, 8)], [(12, 9, 8), (7, 7, 7)], [(12, 9, 9), (7, 7, 8), (6, 6, 6)]
    )

    assert not shown(pilot, "WCC", cumulative(Q3))


def test_a_later_release_leaves_every_earlier_answer_as_it_was():
    earlier = restated([(12, 9, 8)], [(12, 9, 9), (7, 3, 7)])
    later = restated([(12, 9, 8)], [(12, 9, 9), (7, 3, 7)], [(12, 9, 3), (7, 3, 7)])

    assert decided(earlier).reasons.items() <= decided(later).reasons.items()


def test_a_release_that_changes_nothing_brings_no_number():
    once = restated([(12, 9, 8), (7, 7, 7)])
    twice = restated([(12, 9, 8), (7, 7, 7)], [(12, 9, 8), (7, 7, 7)])

    assert decided(once) == decided(twice)


def test_the_first_quarter_released_again_after_the_second_is_restated_to_date():
    pilot = restated([(12, 9, 8), (7, 7, 7)], [(12, 9, 20)])

    assert shown(pilot, "WCC", ("cumulative", Q1, "1"))
    assert not disclosed(pilot)


def test_protected_characteristics_of_several_releases_stay_pilot_wide_and_to_date():
    row = {borough: {"White": 20, "Black": 12} for borough in BOROUGHS}
    more = row | {"WCC": {"White": 26, "Black": 12}}
    pilot = Pilot([{Q1: row}, {Q1: more}], disclosure_class=DisclosureClass.C)

    cells = decided(pilot).decided
    assert {(cell.place, cell.period) for cell in cells if cells[cell]} == {
        (PILOT, cumulative(Q1)),
        (PILOT, ("cumulative", Q1, "1")),
    }
