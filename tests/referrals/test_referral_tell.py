"""Keeping who was told of a referral: one short form, filled in already."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import ReferralNotice
from tests.factories import (
    PostFactory,
    PractitionerFactory,
    ReferralFactory,
    SafetyCheckFactory,
)
from tests.pages import Page, leads_to, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


def tell(referral):
    return reverse("referrals:referral_tell", args=[referral.reference])


def referred(worker, **answers):
    return ReferralFactory(post=PostFactory(code="CJW"), screening_by=worker, **answers)


def as_filled_in(page, **changes):
    """What the form sends if only what is empty is filled in."""
    filled = {name: values[-1] for name, values in page.answers.items()}
    return {**filled, "once": uuid.uuid4().hex, **changes}


def test_one_answer_is_enough_for_a_decision_that_an_agency_waits_for(client, worker):
    constable = PractitionerFactory(name="Constable Fieldmouse")
    declined = referred(
        worker, declined=True, agency=constable.agency, practitioner=constable
    )
    before = Page(client.get(declined.get_absolute_url())).words
    assert "Whoever referred them has not been told of the decision yet." in before
    assert declined.reference in Page(client.get("/referrals/?tab=untold")).words
    form = Page(client.get(tell(declined)))
    assert form.heading.endswith("Tell the referrer")

    page = Page(
        client.post(tell(declined), as_filled_in(form, method="PHONE"), follow=True)
    )

    assert "It is kept who was told" in page.done
    notice = ReferralNotice.objects.get()
    assert (notice.kind, notice.to, notice.name) == (
        "DECISION",
        "REFERRER",
        "Constable Fieldmouse",
    )
    assert notice.told_on == date(2016, 7, 15)
    assert "has not been told" not in page.words
    assert declined.reference not in Page(client.get("/referrals/?tab=untold")).words


def test_of_an_undecided_one_only_receipt_can_be_told(client, facts):
    waiting = ReferralFactory(post=PostFactory(code="CJW"))
    form = Page(client.get(tell(waiting)))
    assert form.answer("kind") is None

    response = client.post(
        tell(waiting), as_filled_in(form, name="Sgt Dale", method="EMAIL")
    )

    assert leads_to(response) == waiting.get_absolute_url()
    assert ReferralNotice.objects.get().kind == "ACK"


def test_whoever_referred_themselves_is_told_themselves(client, worker):
    own = referred(worker, declined=True, source="SELF", agency=None)
    form = Page(client.get(tell(own)))
    assert not {"name", "to"} & set(form.answers)

    client.post(tell(own), as_filled_in(form, method="PHONE"))

    notice = ReferralNotice.objects.get()
    assert (notice.to, notice.name) == ("PERSON", "")


def test_of_a_familys_the_relative_or_the_person_is_told_and_the_person_only_if_safe(
    client, worker
):
    of_family = referred(
        worker, declined=True, source="FAMILY", agency=None, awareness="NO"
    )
    form = Page(client.get(tell(of_family)))
    assert "Speak only to whoever referred them" in form.words
    assert "Say nothing of what the person referred told us" in form.words
    assert "By letter" not in form.words
    assert form.answer("to") is None, "only the relative is told"
    sent = as_filled_in(form, to="PERSON", method="PHONE")

    page = Page(client.post(tell(of_family), sent))
    assert page.errors == {"name": "Enter who you told"}
    page = Page(client.post(tell(of_family), sent | {"method": "LETTER", "name": "A"}))
    assert "method" in page.errors
    client.post(tell(of_family), sent | {"name": "Their sister"})

    notice = ReferralNotice.objects.get()
    assert (notice.to, notice.name) == ("REFERRER", "Their sister")
    SafetyCheckFactory(referral=of_family, on=date(2016, 7, 14))
    cleared = Page(client.get(tell(of_family)))
    assert cleared.answer("to") == "REFERRER"
    assert "By letter" in cleared.words
    sent = as_filled_in(cleared, to="PERSON", method="PHONE")
    client.post(tell(of_family), sent)
    assert ReferralNotice.objects.filter(to="PERSON").exists()


def test_an_agency_is_asked_to_say_nothing_to_somebody_who_may_not_know(client, worker):
    unaware = Page(client.get(tell(referred(worker, declined=True, awareness="NO"))))
    aware = Page(client.get(tell(referred(worker, declined=True))))

    assert "ask them to say nothing of it" in unaware.words
    assert "Speak only to" not in aware.words
    assert "By letter" in unaware.words


def test_what_is_missing_or_wrong_is_told(client, worker):
    declined = referred(worker, declined=True)
    assert Page(client.post(tell(declined), {})).errors == {
        "kind": "Select what they were told",
        "name": "Enter who you told",
        "told_on": "Enter the date they were told",
        "method": "Select how they were told",
    }
    form = Page(client.get(tell(declined)))
    for kind, words in (
        ("DECISION", "of the decision, 14 Jan"),
        ("ACK", "received, 11 Jan"),
    ):
        early = typed("told_on", date(2016, 1, 10))
        sent = as_filled_in(form, kind=kind, method="PHONE", **early)
        assert words in Page(client.post(tell(declined), sent)).errors["told_on"]
    assert not ReferralNotice.objects.exists()
