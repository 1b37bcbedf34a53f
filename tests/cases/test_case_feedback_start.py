"""Beginning a letter to the referrer."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases.models import Feedback
from pilot.permissions import Role
from tests.factories import CaseFactory, FeedbackFactory, PostFactory, at, declared
from tests.pages import Page, leads_to

FEBRUARY = date(2016, 2, 1)


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post=PostFactory(code="CJW"))


def start(case):
    return reverse("cases:case_feedback_start", args=[case.reference])


def test_a_letter_is_begun_and_opens_to_be_written(client, case):
    assert Page(client.post(start(case), {})).errors == {
        "kind": "Select what you want to tell the referrer"
    }

    response = client.post(start(case), {"kind": "ENGAGED"})

    begun = Feedback.objects.get()
    assert leads_to(response) == reverse("cases:feedback_edit", args=[begun.reference])
    assert (begun.kind, begun.status) == ("ENGAGED", "DRAFT")


def test_only_what_can_be_written_now_is_offered(client, case):
    FeedbackFactory(case=case, kind="REVIEW")

    words = Page(client.get(start(case))).words

    assert "They have begun to come" in words
    assert "How the work is going" not in words, "there is a draft of it"
    assert "They do not engage: risk" not in words, "nobody has declared it"
    declared(case)
    assert "They do not engage: risk" in Page(client.get(start(case))).words


def test_nothing_is_begun_on_a_closed_case(client, worker):
    case = CaseFactory(worker=worker, post=PostFactory(code="CJW"), closed=True)

    assert client.get(start(case)).status_code == 409


def test_the_case_shows_the_newest_letters_and_what_is_owed_whenever_it_was_begun(
    client, case
):
    owed = FeedbackFactory(case=case, not_engaging=True, recorded_at=at(FEBRUARY))
    for number in range(2, 7):
        day = FEBRUARY + timedelta(days=number)
        FeedbackFactory(case=case, sent=True, sent_to=f"PC {number}", recorded_at=at(day))

    page = Page(client.get(case.get_absolute_url()))

    assert [number for number in range(2, 7) if f"PC {number}" in page.words] == [
        3,
        4,
        5,
        6,
    ]
    assert page.words.index("PC 6") < page.words.index("PC 5")
    assert ("Open the feedback", owed.get_absolute_url()) in page.links
