"""The page of one letter to a referrer: how far it has come, and what can be done next."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Feedback
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory, FeedbackFactory, PostFactory, declared
from tests.pages import Page, leads_to, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post=PostFactory(code="CJW"))


@pytest.mark.parametrize(
    ("how_far", "tag", "button"),
    [
        ({}, "Draft", "Go on writing"),
        ({"submitted": True}, "Waiting for the manager", "Change it"),
        ({"approved": True}, "Ready to send", "It has gone"),
        ({"sent": True}, "Sent", "They have it"),
        ({"acknowledged": True}, "Acknowledged", "Letter to print"),
    ],
)
def test_it_says_how_far_it_has_come_and_offers_the_next_step(
    client, case, how_far, tag, button
):
    feedback = FeedbackFactory(case=case, **how_far)

    page = Page(client.get(feedback.get_absolute_url()))

    assert tag in page.words
    assert button in [words for words, _ in page.links]
    assert page.title == f"Feedback, case {case.reference} – Perpetrator pilot"


def test_a_letter_is_printed_once_something_is_written(client, case):
    draft = FeedbackFactory(case=case)

    def offered():
        return [words for words, _ in Page(client.get(draft.get_absolute_url())).links]

    assert "Letter to print" not in offered()
    Feedback.objects.update(work="Rang twice.")
    assert "Letter to print" in offered()


def test_only_the_manager_is_offered_to_approve(client, client_of, person, case):
    waiting = FeedbackFactory(case=case, not_engaging=True, submitted=True)
    decide = reverse("cases:feedback_decide", args=[waiting.reference])
    address = waiting.get_absolute_url()
    manager = client_of(person(Role.SERVICE_MANAGER))

    assert decide not in [href for _, href in Page(client.get(address)).links]
    assert decide in [href for _, href in Page(manager.get(address)).links]


def test_once_they_have_come_it_says_that_it_need_not_go(client, case):
    declaration = declared(case, ended_on=date(2016, 3, 1))
    needless = FeedbackFactory(case=case, not_engaging=True, non_engagement=declaration)

    words = Page(client.get(needless.get_absolute_url())).words

    assert "They have come since, so this need not go." in words
    assert "Overdue" not in words


def test_how_it_went_is_put_right(client, case):
    gone = FeedbackFactory(case=case, acknowledged=True)
    correct = reverse("cases:case_entry_correct", args=[gone.reference, "feedback"])
    page = Page(client.get(correct))
    assert page.answer("sent_to") == "Constable Fieldmouse"
    sent = {
        "because": "It went to the sergeant",
        "sent_to": "The sergeant",
        "method": "LETTER",
        **typed("sent_on", date(2016, 3, 1)),
        **typed("acknowledged_on", date(2016, 2, 29)),
    }

    page = Page(client.post(correct, sent))
    assert "acknowledged_on" in page.errors
    response = client.post(correct, sent | typed("acknowledged_on", date(2016, 3, 3)))

    assert leads_to(response) == case.get_absolute_url()
    right = Feedback.objects.standing().get()
    assert (right.sent_to, right.acknowledged_on) == ("The sergeant", date(2016, 3, 3))
    old = Page(client.get(gone.get_absolute_url())).words
    assert "No longer stands" in old


def test_a_draft_is_taken_out(client, case):
    draft = FeedbackFactory(case=case)
    out = reverse("cases:case_entry_withdraw", args=[draft.reference, "feedback"])

    client.post(out, {"because": "Not needed"})

    assert not Feedback.objects.standing().exists()
    assert "Taken out: Not needed" in Page(client.get(case.get_absolute_url())).words


def test_reading_it_is_remembered(client, case):
    feedback = FeedbackFactory(case=case, written=True)

    client.get(feedback.get_absolute_url())

    assert AuditEvent.objects.about(feedback).get().action == "read"
