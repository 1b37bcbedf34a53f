"""Adding to a note: under its text, which stays as it is."""

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CaseFactory, CaseNoteFactory
from tests.pages import Page


def test_what_is_added_stands_under_the_note_with_who_and_when(client_of, person):
    case = CaseFactory(worker=person(Role.CRIMINAL_JUSTICE_WORKER))
    note = CaseNoteFactory(case=case)
    client = client_of(case.worker)
    address = reverse("cases:case_note_addendum", args=[case.reference, note.reference])
    assert note.text in Page(client.get(address)).words

    sent = {"source": "CHILDRENS", "text": "She said it was the 3rd."}
    assert set(Page(client.post(address, sent)).errors) == {"text"}
    client.post(address, {**sent, "text": "It was the 3rd."})

    words = Page(client.get(reverse("cases:case_notes", args=[case.reference]))).words
    assert note.text in words
    assert f"Added by {case.worker} on 15 July 2016" in words
    assert "From: Children’s Services. It was the 3rd." in words
