"""Text that the database never holds readable (S-50)."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.sealing import Unreadable, prefix_of, seal, unseal

OLD, NEW = (base64.urlsafe_b64encode(bytes(range(n, n + 32))).decode() for n in (1, 101))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_what_is_sealed_is_opened_as_it_was_and_never_sealed_alike(text):
    sealed = seal(text)

    assert unseal(sealed) == text
    assert seal(text) != sealed


def test_the_newest_key_seals_and_an_older_one_still_opens(settings):
    settings.FIELD_KEYS = [OLD]
    before = seal("07700 900123")
    settings.FIELD_KEYS = [NEW, OLD]

    assert unseal(before) == "07700 900123"
    assert seal("07700 900123").startswith(prefix_of(NEW))


def test_what_was_changed_by_hand_is_refused(settings):
    sealed = seal("07700 900123")
    middle = len(sealed) // 2
    flipped = "A" if sealed[middle] != "A" else "B"

    for changed in (f"{sealed[:middle]}{flipped}{sealed[middle + 1 :]}", "07700 900123"):
        with pytest.raises(Unreadable, match="Tell the system administrator"):
            unseal(changed)
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(Unreadable):
        unseal(sealed)
