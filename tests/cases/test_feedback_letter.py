"""A letter to a referrer, as it looks on paper."""

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory, FeedbackFactory, PostFactory
from tests.pages import Page


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post=PostFactory(code="CJW"))


def letter(feedback):
    return reverse("cases:feedback_letter", args=[feedback.reference])


def test_it_says_from_whom_to_whom_about_whom_and_what(client, case, facts):
    gone = FeedbackFactory(case=case, sent=True)

    page = Page(client.get(letter(gone)))

    agreement = facts.agreements[case.borough_id]
    for said in (
        agreement.provider,
        "14 January 2016",
        "To: Constable Fieldmouse",
        case.reference,
        gone.reference,
        f"About: {case.referral.subject_name}",
        gone.work,
        gone.risk,
        gone.advice,
        gone.next_steps,
        str(gone.approved_by),
        "Do not show it",
    ):
        assert said in page.words
    assert page.title == f"Letter {gone.reference} – Perpetrator pilot"


def test_what_has_not_gone_says_so(client, case):
    draft = FeedbackFactory(case=case, work="Rang twice.")
    approved = FeedbackFactory(case=case, kind="REVIEW", approved=True)

    assert "Draft: not approved, not to be sent" in Page(client.get(letter(draft))).words
    words = Page(client.get(letter(approved))).words
    assert "Approved, not sent yet" in words
    assert "15 July 2016" in words, "dated today"


def test_printing_it_is_remembered(client, case):
    gone = FeedbackFactory(case=case, sent=True)

    client.get(letter(gone))

    assert AuditEvent.objects.about(gone).get().action == "printed"
