"""Completing an agreement with what was found out of it."""

from datetime import date

from django.urls import reverse

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
