"""An extension is proposed within its bounds."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import ExtensionFactory
from tests.pages import Page, typed

PROPOSE = reverse("pilot:contract_extension_propose")
LAST = date(2017, 9, 30)


@pytest.mark.parametrize(
    ("ends_on", "cost", "wrong"),
    [(date(2017, 10, 1), "50000", {"ends_on"}), (LAST, "50000.01", {"cost"})],
)
def test_a_day_or_a_penny_more_is_said_beside_its_field(
    person, client_of, ends_on, cost, wrong
):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))
    asked = {"borough": "LBHF", "cost": cost, "reasons": "The need goes on"}

    page = Page(officer.post(PROPOSE, {**asked, **typed("ends_on", ends_on)}))

    assert page.errors.keys() == wrong


def test_a_second_one_is_refused_in_plain_words(person, client_of):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "LBHF"))
    ExtensionFactory(borough__code="LBHF")
    asked = {"borough": "LBHF", "cost": "1000", "reasons": "The need goes on"}

    page = Page(officer.post(PROPOSE, {**asked, **typed("ends_on", LAST)}))

    assert "There is an extension of Hammersmith and Fulham already" in page.words
