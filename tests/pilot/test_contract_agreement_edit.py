"""Completing an agreement with what was found out of it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from pilot.calendar import Quarter
from pilot.models import Agreement
from pilot.permissions import Role
from tests.pages import Page, typed

PAGE = reverse("pilot:contract_agreement_edit", args=["WCC"])
TOLD = {"funding_source": "MOPAC", "because": "The copy came", "version": 1}
EXECUTED = typed("executed_on", date(2015, 9, 28))


def test_what_is_found_out_is_on_the_agreement(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    shown = Page(client.get(PAGE))
    assert "London Crime Prevention Fund" in shown.answer("funding_source")

    done = Page(client.post(PAGE, {**TOLD, **EXECUTED}, follow=True))

    assert "The agreement of Westminster is saved" in done.done
    assert "State Executed" in done.words


def test_a_return_is_due_when_the_agreement_says_and_the_earlier_day_stays_readable(
    person, client_of, facts
):
    client = client_of(person(Role.SERVICE_MANAGER))
    client.post(PAGE, {**TOLD, "return_due_days": "20"})
    client.post(PAGE, {**TOLD, "return_due_days": "30", "version": 2})

    agreement = Agreement.objects.get(borough="WCC")
    assert agreement.return_due_on(Quarter(2015, 4)) == date(2016, 1, 30)
    assert facts.agreements["LBHF"].return_due_on(Quarter(2015, 4)) is None
    assert "is due within 30 days" in Page(client.get(agreement.get_absolute_url())).words
    words = Page(client.get(reverse("reporting:assumption_list"))).words
    assert "LBHF not agreed, RBKC not agreed, WCC 30 days Agreed in part" in words
    assert "from WCC 20 days to 30 days. The copy came" in words
    assert "from WCC not agreed to 20 days. The copy came" in words


@pytest.mark.parametrize("days", ["0", "121", "2.5", "soon", "-3", "9" * 12])
def test_a_number_of_days_that_cannot_be_is_said_beside_its_field(person, client_of, days):
    page = Page(
        client_of(person(Role.SERVICE_MANAGER)).post(
            PAGE, {**TOLD, "return_due_days": days}
        )
    )

    assert "Enter a whole number from 1 to 120" in page.errors["return_due_days"]
    assert page.answer("return_due_days") == days
    assert Agreement.objects.get(borough="WCC").return_due_days is None


def test_the_database_holds_the_bounds_of_the_day_a_return_is_due(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(borough="WCC").update(return_due_days=121)


def test_of_two_who_save_at_once_the_second_sees_both_texts(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    Agreement.objects.filter(borough="WCC").update(version=2, partnership="VAWG board")

    response = client.post(PAGE, {**TOLD, "partnership": "Partnership"})

    assert response.status_code == 409
    assert "VAWG board" in Page(response).words
    assert Agreement.objects.get(borough="WCC").partnership == "VAWG board"
    assert set(Page(client.post(PAGE, {"version": 2})).errors) == {
        "funding_source", "because",
    }  # fmt: skip
