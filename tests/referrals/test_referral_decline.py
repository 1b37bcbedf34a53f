"""A referral that ends without a case: declined, redirected, withdrawn, a duplicate."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from pilot.models import AuditEvent, Draft
from pilot.permissions import Role
from referrals.models import Referral
from tests.factories import PostFactory, ReferralFactory
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def waiting(facts):
    return ReferralFactory(post=PostFactory(code="CJW"), received_on=date(2016, 2, 29))


def decline(referral):
    return reverse("referrals:referral_decline", args=[referral.reference])


def decided(**changes):
    return {
        "decision": "REJECTED",
        **typed("decided_on", date(2016, 3, 31)),
        "reason": "AGE",
        "note": "",
        "once": uuid.uuid4().hex,
    } | changes


def test_declining_ends_the_referral_with_its_reason(client, worker, waiting):
    response = client.post(decline(waiting), decided(), follow=True)

    waiting.refresh_from_db()
    assert waiting.status == Referral.Status.REJECTED
    assert waiting.decline_reason == "AGE"
    assert (waiting.decided_on, waiting.decided_by) == (date(2016, 3, 31), worker)
    assert response.redirect_chain == [(waiting.get_absolute_url(), 302)]
    assert f"Referral {waiting.reference} is declined" in Page(response).done


@pytest.mark.parametrize(
    ("decision", "status"),
    [("WITHDRAWN", Referral.Status.WITHDRAWN), ("DUPLICATE", Referral.Status.DUPLICATE)],
)
def test_taken_back_or_a_duplicate_needs_no_reason(client, waiting, decision, status):
    client.post(decline(waiting), decided(decision=decision, reason=""))

    waiting.refresh_from_db()
    assert (waiting.status, waiting.decline_reason) == (status, "")


def test_a_reason_that_was_not_asked_is_not_kept(client, waiting):
    client.post(decline(waiting), decided(decision="WITHDRAWN", reason="AGE"))

    waiting.refresh_from_db()
    assert waiting.decline_reason == ""


def test_an_empty_form_says_beside_each_field_what_to_enter(client, waiting):
    page = Page(client.post(decline(waiting), {}))

    assert page.errors == {
        "decision": "Select what you decided",
        "decided_on": "Enter the date of the decision",
    }


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"reason": ""}, "reason", "Select why you are declining or redirecting"),
        (
            {"decision": "REDIRECTED", "reason": ""},
            "reason",
            "Select why you are declining or redirecting",
        ),
        (
            {"decision": "REDIRECTED", "note": ""},
            "note",
            "Enter where they were redirected to",
        ),
        ({"reason": "OTHER", "note": " "}, "note", "Enter what the other reason is"),
        ({"decision": "ACCEPTED"}, "decision", "Select one of the answers"),
        ({"reason": "XYZ"}, "reason", "Select one of the answers"),
        ({"note": "n" * 1001}, "note", "1000 characters or fewer"),
    ],
)
def test_a_decision_that_lacks_something_says_what(client, waiting, sent, field, message):
    page = Page(client.post(decline(waiting), decided(**sent)))

    assert message in page.errors[field]
    waiting.refresh_from_db()
    assert waiting.is_waiting


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (date(2016, 2, 28), "on or after the day it was received, 29 February 2016"),
        (date(2016, 7, 16), "must be today or in the past"),
    ],
)
def test_the_day_of_the_decision_lies_between_receipt_and_today(
    client, waiting, day, message
):
    sent = decided(**typed("decided_on", day), note="Written with care")
    del sent["once"]

    page = Page(client.post(decline(waiting), sent))

    assert message in page.errors["decided_on"]
    assert lost(page, sent) == {}


@pytest.mark.parametrize("day", [date(2016, 2, 29), date(2016, 6, 30), date(2016, 7, 15)])
def test_the_day_of_receipt_the_last_of_a_quarter_and_today_are_taken(client, waiting, day):
    client.post(decline(waiting), decided(**typed("decided_on", day)))

    waiting.refresh_from_db()
    assert waiting.decided_on == day


def test_a_referral_without_a_borough_can_be_declined_too(client_of, person, facts):
    unplaced = ReferralFactory(post=PostFactory(code="CJW"), without_borough=True)
    manager = client_of(person(Role.SERVICE_MANAGER))

    manager.post(decline(unplaced), decided(reason="OUT_AREA"))

    unplaced.refresh_from_db()
    assert unplaced.status == Referral.Status.REJECTED


def test_the_decision_leaves_a_trace(client, worker, waiting):
    client.post(decline(waiting), decided())

    assert AuditEvent.objects.about(waiting).get(action="declined").by == worker


def test_a_referral_already_decided_refuses_and_gives_the_text_back(
    client, worker, waiting
):
    Referral.objects.update(
        status="WITHDRAWN", decided_on=date(2016, 3, 1), decided_by=worker, worker=worker
    )
    note = "More than five words, typed by hand"

    response = client.post(decline(waiting), decided(note=note))

    assert response.status_code == 409
    assert note in Page(response).words
    assert ("Open it again", waiting.get_absolute_url()) in Page(response).links
    waiting.refresh_from_db()
    assert waiting.status == Referral.Status.WITHDRAWN


def test_a_decided_referral_has_no_such_page_any_more(client, worker, waiting):
    client.post(decline(waiting), decided())
    Referral.objects.update(worker=worker)

    assert client.get(decline(waiting)).status_code == 409


def test_pressing_twice_declines_once(client, waiting):
    sent = decided()

    first, second = (client.post(decline(waiting), sent) for _ in range(2))

    assert leads_to(first) == leads_to(second) == waiting.get_absolute_url()
    assert AuditEvent.objects.about(waiting).filter(action="declined").count() == 1


def test_a_half_written_decision_comes_back(client, waiting):
    sent = decided(note="Half a sen")
    del sent["once"]
    client.post(decline(waiting), sent | {"save_draft": "yes"})

    assert lost(Page(client.get(decline(waiting))), sent) == {}
    client.post(decline(waiting), decided())
    assert not Draft.objects.exists()


def test_the_note_is_cleaned_of_control_characters(client, waiting):
    client.post(decline(waiting), decided(note="Told\x0b the\x00 team"))

    waiting.refresh_from_db()
    assert waiting.decision_note == "Told the team"


@pytest.mark.parametrize(
    ("role", "borough"),
    [(Role.FAMILY_SUPPORT_WORKER, "LBHF"), (Role.CRIMINAL_JUSTICE_WORKER, "WCC")],
)
def test_another_posts_or_boroughs_referral_is_not_there(
    client_of, person, waiting, role, borough
):
    other = client_of(person(role, borough))

    assert other.get(decline(waiting)).status_code == 404
    assert other.post(decline(waiting), decided()).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {"CJW", "FSW", "YPS", "MGR"}))
def test_only_caseworkers_and_the_manager_decide(person, client_of, waiting, role):
    other = client_of(person(role, "LBHF"))

    assert other.get(decline(waiting)).status_code == 403
    assert other.post(decline(waiting), decided()).status_code == 403
