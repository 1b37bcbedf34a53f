"""Parts that are rounded and still make up the whole."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pilot.shares import in_steps

CENT = Decimal("0.01")
BOROUGHS = ("LBHF", "RBKC", "WCC")


def test_a_hundred_in_thirds_gives_the_cent_that_is_left_to_the_first():
    thirds = dict.fromkeys(BOROUGHS, Decimal(100) / 3)

    assert list(in_steps(thirds, CENT).values()) == [
        Decimal("33.34"), Decimal("33.33"), Decimal("33.33"),
    ]  # fmt: skip


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=6), st.integers(1, 97))
def test_whatever_is_shared_the_parts_make_up_the_whole(numbers, parts):
    shares = {place: Decimal(number) / parts for place, number in enumerate(numbers)}

    rounded = in_steps(shares, CENT)

    assert sum(rounded.values()) == sum(shares.values()).quantize(CENT)
    assert all(abs(rounded[key] - share) < CENT for key, share in shares.items())
