"""Throwing a half-written form away."""

import pytest

from pilot.models import Draft
from pilot.permissions import Role
from tests.factories import DraftFactory


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


def test_the_writer_throws_a_draft_away(worker, client_of):
    draft = DraftFactory(user=worker)

    response = client_of(worker).post(f"/drafts/{draft.pk}/discard/")

    assert response.url == "/"
    assert not Draft.objects.exists()


def test_somebody_elses_draft_answers_like_one_that_never_was(worker, client_of):
    draft, client = DraftFactory(), client_of(worker)

    answers = [client.post(f"/drafts/{pk}/discard/") for pk in (draft.pk, draft.pk + 1000)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_looking_at_the_address_throws_nothing_away(worker, client_of):
    draft = DraftFactory(user=worker)

    assert client_of(worker).get(f"/drafts/{draft.pk}/discard/").status_code == 405
    assert Draft.objects.exists()
