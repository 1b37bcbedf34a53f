"""One consultation: what was asked and advised, and what came of it."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import put_right
from referrals import actions
from referrals.models import Consultation, Referral
from tests.factories import ConsultationFactory, ReferralFactory
from tests.pages import Page


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


def test_it_shows_what_was_said_and_reading_it_is_recorded(client, worker):
    given = ConsultationFactory(
        borough__code="WCC",
        has_named_family=True,
        has_safeguarding_advice=True,
        safeguarding_action="Strategy meeting today",
        confidence_before=2,
        confidence_after=4,
        follow_up_on=date(2016, 7, 20),
    )

    page = Page(client.get(given.get_absolute_url()))

    for words in (
        given.question,
        given.advice,
        "Counts for Westminster",
        "A named family Yes",
        "Strategy meeting today",
        "2 before, 4 after, of 5",
        "Follow up on 20 July 2016",
    ):
        assert words in page.words
    assert given.practitioner.name not in page.title
    record = f"{reverse('referrals:referral_search')}?consultation={given.reference}"
    assert ("Record the referral from this consultation", record) in page.links
    assert AuditEvent.objects.about(given).get().by == worker


def test_the_buttons_are_those_of_how_far_it_has_come(client):
    buttons = {"Record what was said", "Cancel it", "Follow it up", "Put it right"}
    buttons |= {"Say what came of it"}
    for fields, expected in (
        ({"booked": True}, {"Record what was said", "Cancel it"}),
        ({}, {"Say what came of it", "Put it right"}),
        ({"follow_up_on": date(2016, 7, 20)}, {"Follow it up", "Put it right"}),
        ({"followed_up": True, "outcome_note": "They managed"}, {"Put it right"}),
        ({"cancelled": True}, set()),
        ({"is_replaced": True, "withdrawal_reason": "A mistake"}, set()),
    ):
        given = ConsultationFactory(**fields)
        page = Page(client.get(given.get_absolute_url()))
        assert {words for words, _ in page.links} & buttons == expected, fields


def test_an_entry_and_its_correction_lead_to_each_other(client, worker):
    first = ConsultationFactory()
    new = put_right(first, by=worker, because="Another day", on=date(2016, 5, 11))

    was, stands = (Page(client.get(each.get_absolute_url())) for each in (first, new))

    assert ("Read the entry that stands", new.get_absolute_url()) in was.links
    assert ("an earlier entry", first.get_absolute_url()) in stands.links
    assert "Another day" in stands.words
    actions.withdraw_consultation(new, by=worker, reason="It was about a printer")
    gone = Page(client.get(new.get_absolute_url())).words
    assert "counts nowhere: It was about a printer" in gone


def test_the_referral_that_came_of_it_and_it_are_linked_both_ways(
    client, client_of, person, worker
):
    given = ConsultationFactory(borough__code="WCC")
    referral = ReferralFactory(borough__code="WCC", post__code="FSW")
    actions.link_consultation(given, by=worker, referral=referral)

    page = Page(client.get(given.get_absolute_url()))
    assert (f"Referral {referral.reference}", referral.get_absolute_url()) in page.links
    back = Page(client.get(referral.get_absolute_url()))
    assert ("10 May 2016", given.get_absolute_url()) in back.links
    theirs = ReferralFactory(borough__code="WCC", post__code="CJW")
    other = ConsultationFactory(borough__code="WCC", referral=theirs, has_named_family=True)
    told = Page(client.get(other.get_absolute_url()))
    assert f"Referral {theirs.reference}, which a colleague works on" in told.words
    colleague = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))
    unlinked = Page(colleague.get(theirs.get_absolute_url()))
    assert "The consultation it came from" not in unlinked.words


def test_the_referral_is_recorded_from_it_by_whoever_may_read_it(client, client_of, person):
    given = ConsultationFactory(borough__code="WCC")
    search = f"{reverse('referrals:referral_search')}?consultation={given.reference}"
    named = {"given_names": "Alder", "surname": "Quillfeather", "aliases": ""}

    form = client.post(search, named, follow=True)
    page = Page(form)
    assert page.answer("practitioner_choice") == given.practitioner.token
    assert page.answer("route") == "CONSULT"
    sent = {name: page.answer(name) for name in page.answers}
    sent |= {"source": "CS_CP", "residence": "WCC", "reason": "Shouting at home."}
    response = client.post(form.redirect_chain[-1][0], sent)

    referral = Referral.objects.get()
    assert response.status_code == 302
    assert (referral.practitioner, referral.route) == (given.practitioner, "CONSULT")
    given.refresh_from_db()
    assert (given.referral, given.has_named_family) == (referral, True)
    for stranger, reference in (
        (client, given.reference),  # something came of it already
        (client, "\x00'; --"),
        (client_of(person(Role.CRIMINAL_JUSTICE_WORKER)), ConsultationFactory().reference),
    ):
        again = {"consultation": reference}
        search = f"{reverse('referrals:referral_search')}?{urlencode(again)}"
        page = Page(stranger.post(search, named | {"surname": "Vetch"}, follow=True))
        assert page.answer("consultation") in ("", None)
        assert page.answer("practitioner_choice") is None


def test_a_consultation_linked_meanwhile_is_told_and_the_referral_can_be_kept(client):
    given = ConsultationFactory(borough__code="WCC")
    search = f"{reverse('referrals:referral_search')}?consultation={given.reference}"
    named = {"given_names": "Alder", "surname": "Quillfeather", "aliases": ""}
    form = client.post(search, named, follow=True)
    page, address = Page(form), form.redirect_chain[-1][0]
    sent = {name: page.answer(name) for name in page.answers}
    sent |= {"source": "CS_CP", "residence": "WCC", "reason": "Shouting at home."}
    another = ReferralFactory()
    Consultation.objects.update(referral=another, has_named_family=True)

    told = Page(client.post(address, sent))

    assert "was put right since, or has led to another referral" in told.words
    assert Referral.objects.get() == another
    again = sent | {"once": told.answer("once"), "consultation": ""}
    assert (told.answer("consultation") or "") == ""
    assert client.post(address, again).status_code == 302
    assert Referral.objects.count() == 2
