"""Names that may be one person's: by spelling, accents, order, short names and slips."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referrals.matching import (
    Birth,
    begun,
    birth,
    keys,
    likeness,
    normalise,
    score,
)

ONE_PERSON = [
    ("Alder Quillfeather", "QUILLFEATHER, alder"),  # order
    ("Alder Quillfeather", "Aldre Quilfether"),  # slips in both words
    ("Bob O’Brien", "Robert OBrien"),  # a short name, an apostrophe
    ("Robert O'Brien", "Robert O Brien"),
    ("José Núñez", "Jose Nunez"),
    ("Łukasz Błaszczyk", "Lukasz Blaszczyk"),
    ("Mohammed Ali", "Muhamad Aly"),  # as it sounds
    ("Katherine Wright", "Cathy Right"),
    ("Mary-Ann McDonald", "Maryann Mc Donald"),
    ("Alder James Quillfeather", "Alder Quillfeather"),
    ("A Quillfeather", "Alder Quillfeather"),
    ("王 小明", "王 小明"),
]
TWO_PEOPLE = [
    ("John Smith", "James Smith"),
    ("Al Featherstonehaugh", "Bo Featherstonehaugh"),
    ("Alder Gale", "Alder Gust"),
    ("Quillfeather", "Alder Quillfeather"),  # half a name is no name
    ("Ann Lee", "Ian Low"),
    ("", "Alder Quillfeather"),
]
BORN = date(1984, 5, 6)


def test_spellings_of_one_name_are_found_and_taken_for_one():
    for one, other in ONE_PERSON:
        assert keys(one) & keys(other), one
        assert likeness(one, BORN, other, None), one
        assert score(one, other) == score(other, one)


def test_names_of_two_people_are_not():
    for one, other in TWO_PEOPLE:
        assert not likeness(one, None, other, BORN), one
        assert not likeness(one, BORN, other, date(1990, 1, 1)), one


def test_the_date_of_birth_brings_together_and_sets_apart():
    assert likeness("Tansy Gale", BORN, "Tansy Gust", BORN), "a new surname"
    assert not likeness("Tansy Gale", BORN, "Alder Gust", BORN)
    slip = date(1984, 6, 5)
    assert likeness("Alder Gale", BORN, "Aldar Gael", slip)
    assert not likeness("Alder Gale", BORN, "Aldar Gael", date(1971, 2, 3))
    assert likeness("Alder Gale", BORN, "Alder Gale", date(1971, 2, 3))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (BORN, Birth.SAME),
        (date(1984, 6, 5), Birth.CLOSE),  # day and month changed over
        (date(1985, 5, 6), Birth.CLOSE),
        (date(1984, 5, 26), Birth.CLOSE),
        (date(1985, 5, 7), Birth.OTHER),
        (None, Birth.UNKNOWN),
    ],
)
def test_how_two_dates_of_birth_compare(other, expected):
    assert birth(BORN, other) == expected
    assert birth(other, BORN) == expected


def test_a_date_of_birth_is_looked_up_with_its_day_and_month_changed_over_too():
    assert {"d19840506", "d19840605"} <= keys("", BORN)
    assert keys("", date(1984, 5, 26)) == {"d19840526"}, "there is no 26th month"


def test_a_name_is_plain_words():
    assert normalise("  Ó Briain-O’Neill_x ") == "o briain oneill x"
    assert normalise("Straße, Đorđe") == "strasse dorde"
    assert keys("") == set()
    assert all(len(key) <= 30 for key in keys("n" * 80))


def test_a_name_is_found_while_it_is_typed_with_slips_and_without_its_title():
    names = ["PC Heron", "PC Herring", "DC Wagtail", "Dr Oystercatcher", "Zoë O’Shea"]
    known = [(name, name) for name in names]
    for typed, found in (
        ("her", ["PC Heron", "PC Herring"]),
        ("heren", ["PC Heron"]),
        ("sgt heron", ["PC Heron"]),
        ("wagtale", ["DC Wagtail"]),
        ("oystrcat", ["Dr Oystercatcher"]),
        ("osh zo", ["Zoë O’Shea"]),
        ("x", []),
        ("", []),
    ):
        assert begun(typed, known) == found, typed
    assert begun("pc", known, most=1) == ["PC Heron"]
    assert begun("Mr Gannet", [(1, "Mr Linnet"), (2, "Mr Gannet")]) == [2]


words = st.text("abcdefghijklmnoprstuvwy", min_size=4, max_size=12)


@settings(max_examples=25)
@given(given_name=words, surname=words, data=st.data())
def test_one_slip_of_the_fingers_hides_nobody(given_name, surname, data):
    place = data.draw(st.integers(0, len(surname) - 2))
    slip = data.draw(st.sampled_from(["left out", "doubled", "changed over", "wrong"]))
    typed = {
        "left out": surname[:place] + surname[place + 1 :],
        "doubled": surname[:place] + surname[place] + surname[place:],
        "changed over": surname[:place]
        + surname[place + 1]
        + surname[place]
        + surname[place + 2 :],
        "wrong": surname[:place] + "x" + surname[place + 1 :],
    }[slip]

    one, other = f"{given_name} {surname}", f"{typed} {given_name}"
    assert keys(one) & keys(other)
    assert likeness(one, BORN, other, None)
