"""V-31: words that may say who somebody is are asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.naming_words import naming_words

ASKED_ABOUT = {
    "Mr Saltmarsh was not rung back.": "a name",
    "We spoke to DC Umberley.": "a name",
    "Bracken Saltmarsh waited a month.": "a name",
    "It is about Alder\nQuillfeather.": "a name",
    "Nobody since August Sage Meadow.": "a name",
    "See case K7QM-4RXD.": "a reference of a record",
    "See K7QM4-RXD for that.": "a reference of a record",
    "He was born on the 3rd.": "a date of birth",
    "DOB 3/5/81": "a date of birth",
    "Ring 020 7946 0123.": "a phone number",
    "Of W6 7NL.": "a postcode",
}
PASSED_OVER = (
    "",
    "The Criminal Justice Worker was in Westminster on two Tuesdays in June.",
    "Hammersmith & Fulham asks for the figures of April to June 2016.",
    "Please tell the Contract Management Group by Friday. We will answer in July.",
    "Children’s Services and the Youth Offending Team had no training since March.",
    "I04 is 36.8%, 7 of 19. RBKC has the same.",
)


@pytest.mark.parametrize(("text", "kind"), ASKED_ABOUT.items())
def test_what_may_say_who_somebody_is_is_found(text, kind):
    assert kind in {found.looks_like for found in naming_words(text)}


@pytest.mark.parametrize("text", PASSED_OVER)
def test_what_names_nobody_is_passed_over(text):
    assert naming_words(text) == []


@given(st.text(max_size=200))
def test_any_text_is_looked_at_and_what_is_found_stands_in_it(text):
    joined = " ".join(text.split())
    assert all(found.words in joined for found in naming_words(text))
