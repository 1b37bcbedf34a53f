"""The way to one's money: all boroughs', or an officer's own; and the words of amounts."""

from datetime import date
from decimal import Decimal

from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pilot import calendar
from pilot.permissions import Role
from pilot.shares import by_parts
from pilot.templatetags.pilot import pounds

HERE = reverse("pilot:money")


def test_an_officer_is_led_to_their_own_borough_and_the_group_to_all(person, client_of):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "RBKC"))
    group = client_of(person(Role.CONTRACT_GROUP_MEMBER))

    assert officer.get(HERE).url == reverse("pilot:money_borough", args=["RBKC"])
    assert group.get(HERE).url == reverse("pilot:money_group")


def test_amounts_are_written_as_people_write_them():
    assert [pounds(Decimal(text)) for text in ("1250", "-85.5", "0")] == [
        "£1,250.00", "−£85.50", "£0.00",
    ]  # fmt: skip


def test_a_financial_year_begins_on_the_first_of_april():
    assert calendar.financial_year_of(date(2016, 3, 31)) == 2015
    assert calendar.financial_year_of(date(2016, 4, 1)) == 2016
    assert calendar.financial_year_in_words(2015) == "2015/16"
    assert calendar.financial_year_in_words(1999) == "1999/00"
    assert len(list(calendar.months_of(calendar.PILOT))) == 12


@given(
    st.decimals(-150000, 150000, places=2),
    st.lists(st.integers(0, 1000), min_size=1, max_size=5).filter(any),
)
def test_whatever_is_divided_the_parts_are_the_whole_and_nearly_fair(whole, parts):
    shares = by_parts(whole, dict(enumerate(parts)))

    assert sum(shares.values()) == whole
    for key, part in enumerate(parts):
        assert abs(shares[key] - whole * part / sum(parts)) < Decimal("0.01")
        assert part or not shares[key], "nothing falls to whoever has no part"


def test_a_penny_that_is_left_goes_to_the_largest_remainder_then_to_the_first():
    equal = by_parts(Decimal("0.01"), {"LBHF": 1, "RBKC": 1, "WCC": 1})
    double = by_parts(Decimal("0.02"), {"LBHF": 1, "RBKC": 2, "WCC": 1})

    assert list(map(str, equal.values())) == ["0.01", "0.00", "0.00"]
    assert list(map(str, double.values())) == ["0.01", "0.01", "0.00"]
