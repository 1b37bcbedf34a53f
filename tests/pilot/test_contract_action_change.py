"""Changing who does something, or by when."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import ContractActionFactory
from tests.pages import Page, typed


def test_it_is_changed_with_a_reason_and_a_stale_page_shows_both(person, client_of):
    officer = person(Role.AUTHORISED_OFFICER, "WCC")
    client = client_of(person(Role.SERVICE_MANAGER))
    action = ContractActionFactory(owner=officer)
    page = reverse("pilot:contract_action_change", args=[action.pk])
    told = {"what": "Ask each unit", "owner": officer.pk, "version": 1}
    told |= typed("due_on", date(2016, 8, 1))
    assert set(Page(client.post(page, told)).errors) == {"because"}

    done = Page(client.post(page, {**told, "because": "More time"}, follow=True))
    stale = client.post(page, {**told, "what": "Ask nobody", "because": "-"})

    assert f"Ask each unit {officer} 1 August 2016" in done.words
    assert stale.status_code == 409
    assert "Ask each unit" in Page(stale).words
