"""What is due for erasure, held back, and gone, for the manager."""

from datetime import date

import pytest
from django.test import override_settings
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import Referral
from tests.factories import ReferralFactory
from tests.pages import Page

LIST = reverse("referrals:erasure_list")


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.SERVICE_MANAGER))


def test_each_tab_lists_its_own_without_a_name(client):
    kinds = {
        "due": {},
        "held": {"is_held": True, "hold_reason": "An inquiry"},
        "erased": {"erased_on": date(2018, 2, 1), "reason": "", "born_on": None},
    }
    made = {tab: ReferralFactory(declined=True, **fields) for tab, fields in kinds.items()}
    ReferralFactory(declined=True, received_on=date(2016, 7, 1))
    ReferralFactory(accepted=True)

    with override_settings(PILOT_TODAY=date(2018, 3, 1)):
        pages = {tab: Page(client.get(f"{LIST}?tab={tab}")) for tab in kinds}

    for tab, page in pages.items():
        listed = {each for each in made if made[each].reference in page.words}
        assert listed == {tab}
        assert made[tab].surname not in page.words
    assert "14 Jan 2018" in pages["due"].words
    assert "An inquiry" in pages["held"].words
    assert Referral.objects.count() == 5


def test_an_empty_list_says_why(client):
    assert "Nothing is due" in Page(client.get(LIST)).words
    assert "Nothing is held back" in Page(client.get(f"{LIST}?tab=held")).words
    assert "Nothing has been erased" in Page(client.get(f"{LIST}?tab=erased")).words
