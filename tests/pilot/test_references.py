"""References that can be read aloud and say nothing about what they name."""

import re

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from pilot.references import (
    ALPHABET,
    ReferenceConverter,
    as_reference,
    new_reference,
    repeatable,
)
from tests.factories import CaseFactory

SHAPE = re.compile(ReferenceConverter.regex)


def test_a_reference_is_two_groups_of_four_without_what_is_misread():
    assert not set(ALPHABET) & set("AEIOU01L5S8B"), (
        "vowels and look-alikes spell or mislead"
    )
    assert len(set(ALPHABET)) == len(ALPHABET)
    for _ in range(200):
        assert SHAPE.fullmatch(new_reference())


def test_references_do_not_repeat_nor_follow_an_order():
    references = [new_reference() for _ in range(2000)]

    assert len(set(references)) == 2000
    assert references != sorted(references)


def test_the_same_seed_gives_the_same_references_and_only_inside_its_block():
    def three():
        return [new_reference() for _ in range(3)]

    with repeatable(7):
        first = three()
    with repeatable(7):
        second = three()
    outside = three()
    with repeatable(8):
        other_seed = three()

    assert first == second
    assert outside != first
    assert other_seed != first


@given(
    st.text(ALPHABET, min_size=8, max_size=8), st.sampled_from([" ", "-", "", " - ", "."])
)
def test_a_reference_is_understood_however_it_is_spelt(letters, between):
    typed = f" {letters[:4]}{between}{letters[4:]} ".lower()

    assert as_reference(typed) == f"{letters[:4]}-{letters[4:]}"


@given(st.text(max_size=40))
def test_no_typed_text_is_too_odd_to_be_compared_with_a_reference(text):
    assert isinstance(as_reference(text), str)


@pytest.mark.parametrize(
    "address",
    ["K7QM4RXD", "K7QM-4RX", "k7qm-4rxd", "K7QM-4RXD-", "AAAA-AAAA", "K7QM-4RX0", "12"],
)
def test_anything_else_in_an_address_is_no_reference(address):
    assert not SHAPE.fullmatch(address)


def test_a_reference_passes_through_an_address_unchanged():
    reference = new_reference()
    converter = ReferenceConverter()

    assert converter.to_python(converter.to_url(reference)) == reference


@pytest.mark.django_db
def test_two_cases_never_share_a_reference():
    first = CaseFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        CaseFactory(reference=first.reference)
