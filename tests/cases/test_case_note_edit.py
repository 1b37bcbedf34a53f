"""A note is changed by its writer until it locks, and by nobody afterwards."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import CaseNote
from pilot.permissions import Role
from tests.factories import CaseFactory, CaseNoteFactory
from tests.pages import Page, typed


@pytest.fixture
def case(person):
    return CaseFactory(worker=person(Role.CRIMINAL_JUSTICE_WORKER))


def edit(note):
    return reverse("cases:case_note_edit", args=[note.case.reference, note.reference])


def told(**changes):
    return {
        **{"category": "CALL", "source": "POLICE", "text": "He rang twice."},
        **typed("on", date(2016, 7, 14)),
        **{"sensitivity": "NORMAL", "version": "1"},
        **changes,
    }


def test_its_writer_changes_it_and_two_windows_clash(client_of, case):
    note = CaseNoteFactory(case=case, open=True)
    client = client_of(case.worker)
    assert Page(client.get(edit(note))).answer("text") == note.text

    assert client.post(edit(note), told()).status_code == 302
    response = client.post(edit(note), told(text="Three times."))

    assert response.status_code == 409
    assert "He rang twice. Three times." in Page(response).words
    assert CaseNote.objects.get().text == "He rang twice."


def test_locked_or_somebody_elses_it_answers_in_plain_words(client_of, person, case):
    locked, open_still = CaseNoteFactory(case=case), CaseNoteFactory(case=case, open=True)
    manager = client_of(person(Role.SERVICE_MANAGER))

    response = client_of(case.worker).get(edit(locked))
    assert response.status_code == 409
    assert "Add to it instead" in Page(response).words
    assert manager.post(edit(open_still), told()).status_code == 409
    notes = manager.get(reverse("cases:case_notes", args=[case.reference]))
    links = {address for _, address in Page(notes).links}
    assert edit(open_still) not in links
    assert f"{edit(open_still)}add/" in links
