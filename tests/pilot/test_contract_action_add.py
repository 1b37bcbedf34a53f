"""Giving somebody something to do after a meeting or an assessment."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import ContractAction, EqualityAssessment
from pilot.permissions import Role
from tests.factories import GroupMeetingFactory
from tests.pages import Page, typed

DUE = typed("due_on", date(2016, 8, 1))


@pytest.mark.parametrize("source", ["meeting", "assessment"])
def test_it_follows_a_meeting_or_an_assessment(person, client_of, source):
    officer = person(Role.AUTHORISED_OFFICER, "WCC")
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    client = client_of(person(Role.SERVICE_MANAGER))
    follows = (
        GroupMeetingFactory() if source == "meeting" else EqualityAssessment.objects.get()
    )
    page = reverse("pilot:contract_action_add", args=[source, follows.pk])
    told = {"what": "Ask the units", **DUE}
    assert set(Page(client.post(page, {**told, "owner": worker.pk})).errors) == {"owner"}

    done = Page(client.post(page, {**told, "owner": officer.pk}, follow=True))

    assert "on its owner’s list when it is due" in done.done
    assert f"Ask the units {officer} 1 August 2016" in done.words
    assert ContractAction.objects.get().follows == follows


def test_nothing_follows_anything_else(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    page = reverse("pilot:contract_action_add", args=["rumour", 1])
    assert client.get(page).status_code == 404
