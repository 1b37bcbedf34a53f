"""Writing a note: from this side only, and asked about once if it sounds like hers."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import CaseNote
from pilot.models import Draft
from pilot.permissions import Role
from tests.factories import CaseFactory
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def case(person):
    return CaseFactory(worker=person(Role.CRIMINAL_JUSTICE_WORKER))


@pytest.fixture
def client(client_of, case):
    return client_of(case.worker)


def add(case):
    return reverse("cases:case_note_add", args=[case.reference])


def told(**changes):
    return {
        **{"category": "CALL", "source": "POLICE", "text": "The constable rang."},
        **typed("on", date(2016, 7, 14)),
        "sensitivity": "THIRD_PARTY",
        **changes,
    }


def test_a_note_is_written_and_read_with_who_when_and_from_whom(client, case):
    response = client.post(add(case), told())

    note = CaseNote.objects.get()
    notes = reverse("cases:case_notes", args=[case.reference])
    assert leads_to(response) == notes
    assert response.url.endswith(f"#{note.reference}")
    words = Page(client.get(notes)).words
    assert "Conversation with a professional, 14 July 2016" in words
    assert f"From: Police. Written by {case.worker} on 15 July 2016" in words
    assert "Open until the end of Monday 18 July" in words
    assert "About or from a third party The constable rang." in words


def test_the_partner_is_no_source_that_can_be_sent(client, case):
    assert "PARTNER" not in client.get(add(case)).text

    page = Page(client.post(add(case), told(source="PARTNER")))

    assert page.errors == {"source": "What the partner said is never written on this side"}
    assert not CaseNote.objects.exists()


def test_words_that_may_be_hers_are_asked_about_once_and_kept(client, case):
    sent = told(text="She told me he has moved to W6 7NL.")

    page = Page(client.post(add(case), sent))
    assert "a postcode (“W6 7NL”) and somebody else’s account" in page.errors["text"]
    assert lost(page, sent) == {}
    assert "I have checked" in page.words
    assert not CaseNote.objects.exists()

    client.post(add(case), {**sent, "words_are_checked": "on"})
    assert CaseNote.objects.get().text == sent["text"]


def test_half_a_note_is_kept_for_later(client, case):
    client.post(add(case), {"text": "Half a", "save_draft": "yes"})

    assert "Half a" in Page(client.get(add(case))).answers["text"]
    assert Draft.objects.get().title == "Write a note"
