"""V-11 and P-19, P-20, P-25: the dictionary's own worked examples, and the edges."""

import pytest

from cases.partners.dash_rules import Thresholds, band, is_lowered, level, yes_count
from cases.partners.models import DASH_ITEMS


def answers(yes, no, unknown=0):
    said = ["Y"] * yes + ["N"] * no + ["DK"] * unknown
    return dict(zip(DASH_ITEMS, said, strict=True))


@pytest.mark.parametrize(
    ("yes", "no", "unknown", "judgement", "comes_to"),
    [
        (11, 13, 0, "HIGH", "HIGH"),
        (0, 0, 24, "", "NOT_ASSESSED"),
        (5, 6, 13, "", "NOT_ASSESSED"),
        (5, 8, 11, "", "STANDARD"),
        (5, 6, 13, "MEDIUM", "MEDIUM"),
        (14, 0, 10, "", "HIGH"),
        (13, 11, 0, "", "MEDIUM"),
        (10, 14, 0, "", "MEDIUM"),
        (9, 15, 0, "", "STANDARD"),
        (0, 24, 0, "", "STANDARD"),
        (10, 2, 12, "", "MEDIUM"),
        (10, 1, 13, "", "NOT_ASSESSED"),
    ],
)
def test_the_level_is_the_higher_of_score_and_judgement(
    yes, no, unknown, judgement, comes_to
):
    score = band(answers(yes, no, unknown))

    assert not is_lowered(score, judgement)
    assert level(score, judgement) == comes_to


def test_judgement_below_the_score_is_a_lowering():
    assert is_lowered(band(answers(15, 9)), "MEDIUM")
    assert is_lowered("MEDIUM", "STANDARD")
    assert not is_lowered("MEDIUM", "")
    assert not is_lowered("MEDIUM", "MEDIUM")


def test_only_yes_counts():
    assert yes_count(answers(7, 10, 7)) == 7


def test_the_thresholds_are_parameters():
    assert band(answers(12, 12), Thresholds(high_from=12)) == "HIGH"
    assert band(answers(2, 4, 18), Thresholds(answered_at_least=6)) == "STANDARD"


def test_there_are_24_items_in_words_of_our_own():
    assert len(DASH_ITEMS) == 24
    assert next(iter(DASH_ITEMS)) == "q01"
