"""Correcting a waiting referral, also while somebody else corrects it."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from pilot.models import AuditEvent, Draft
from pilot.permissions import Role
from referrals.models import Referral
from tests.factories import AgencyFactory, BoroughFactory, PostFactory, ReferralFactory
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def waiting(facts):
    return ReferralFactory(
        post=PostFactory(code="CJW"),
        agency=AgencyFactory(name="Hammersmith team", borough=BoroughFactory()),
        received_on=date(2016, 2, 29),
        given_names="Alder",
        surname="Quillfeather",
        born_on=date(1984, 5, 6),
    )


def edit(referral):
    return reverse("referrals:referral_edit", args=[referral.reference])


def corrected(referral, **changes):
    return {
        "post": referral.post_id,
        **typed("received_on", referral.received_on),
        "source": referral.source,
        "agency": referral.agency_id,
        "practitioner": "",
        "given_names": referral.given_names,
        "surname": referral.surname,
        **typed("born_on", referral.born_on),
        "residence": referral.residence,
        "reason": referral.reason,
        "version": referral.version,
        "once": uuid.uuid4().hex,
    } | changes


def test_the_form_shows_what_is_saved(client, waiting):
    page = Page(client.get(edit(waiting)))

    sent = corrected(waiting)
    del sent["once"]
    assert lost(page, sent) == {}


def test_a_young_person_is_called_one_where_they_are_corrected(client_of, person, facts):
    young = ReferralFactory(post=PostFactory(code="YPS"), born_on=date(2000, 5, 6))
    client = client_of(person(Role.YOUNG_PERPETRATOR_SPECIALIST))

    page = Page(client.get(edit(young)))

    assert "The young person" in page.words
    assert "person referred" not in page.words.lower()


def test_every_answer_can_be_put_right_and_what_follows_follows(client, waiting):
    waiting.targeting, waiting.route = "FIRST", "TARGETED"
    waiting.abuse_types = ["THREATS"]
    waiting.save()
    page = Page(client.get(edit(waiting)))
    assert (page.answer("targeting"), page.answer("abuse_types")) == ("FIRST", "THREATS")
    assert "check_source" not in page.answers, "a check is made again, never changed"

    changes = {"targeting": "", "route": "MEETING", "abuse_types": ["PHYSICAL", "DIGITAL"]}
    early = {"prior_offence": "NO", "cj_status": "NONE", "prior_programme": "NO"}
    client.post(edit(waiting), corrected(waiting, **changes, **early, aliases="Bob"))

    waiting.refresh_from_db()
    assert (waiting.route, waiting.targeting) == ("MEETING", "")
    assert waiting.abuse_types == ["DIGITAL", "PHYSICAL"]
    assert (waiting.aliases, waiting.early_flag) == ("Bob", "YES")


def test_opening_the_form_is_a_read_and_leaves_a_trace(client, worker, waiting):
    client.get(edit(waiting))

    assert AuditEvent.objects.about(waiting).get().action == "read"


def test_a_correction_is_saved_and_named(client, waiting):
    response = client.post(
        edit(waiting), corrected(waiting, surname="Ryemeadow"), follow=True
    )

    waiting.refresh_from_db()
    assert waiting.surname == "Ryemeadow"
    assert waiting.version == 2
    assert f"Referral {waiting.reference} is corrected" in Page(response).done


def test_the_trace_says_that_it_was_corrected_never_what_it_said(client, waiting):
    client.post(edit(waiting), corrected(waiting, surname="Ryemeadow"))

    trace = AuditEvent.objects.about(waiting).get(action="corrected")
    assert "surname" in trace.detail["fields"]
    assert "Ryemeadow" not in str(trace.detail)


def test_a_corrected_home_moves_it_to_that_borough(client, waiting):
    client.post(edit(waiting), corrected(waiting, residence="WCC"))

    waiting.refresh_from_db()
    assert (waiting.borough_id, waiting.basis) == ("WCC", Referral.Basis.RESIDENCE)


def test_the_managers_borough_stays_unless_the_answers_give_one(client, worker, facts):
    placed = ReferralFactory(
        post=PostFactory(code="CJW"),
        borough=BoroughFactory(code="RBKC"),
        basis=Referral.Basis.MGR,
        residence="UNK",
        source="SELF",
        agency=None,
    )

    client.post(edit(placed), corrected(placed, agency="", surname="Ryemeadow"))

    placed.refresh_from_db()
    assert (placed.surname, placed.borough_id) == ("Ryemeadow", "RBKC")


def test_a_wrong_answer_is_told_and_nothing_is_saved_or_lost(client, waiting):
    sent = corrected(waiting, surname="", reason="Written with care")

    page = Page(client.post(edit(waiting), sent))

    assert page.errors == {"surname": "Enter the surname of the person referred"}
    del sent["once"]
    assert lost(page, sent) == {}
    waiting.refresh_from_db()
    assert waiting.version == 1


# Two people at once


@pytest.fixture
def overtaken(client, client_of, person, waiting):
    """Somebody else saved while this form was open."""
    told = {"relationship": "PARTNER", "abuse_types": ["THREATS", "OTHER"]}
    mine = corrected(waiting, surname="Ryemeadow", reason="Mine, written with care", **told)
    colleague = client_of(person(Role.SERVICE_MANAGER))
    colleague.post(edit(waiting), corrected(waiting, surname="Saltmarsh"))
    return client.post(edit(waiting), mine)


def test_an_overtaken_correction_shows_both_texts_and_overwrites_neither(
    overtaken, waiting
):
    page = Page(overtaken)

    assert overtaken.status_code == 409
    for text in ("Saltmarsh", "Ryemeadow", "Mine, written with care", "Partner", "Threats"):
        assert text in page.words
    waiting.refresh_from_db()
    assert waiting.surname == "Saltmarsh"


def test_mine_can_be_saved_over_theirs_on_purpose(client, overtaken, waiting):
    page = Page(overtaken)
    mine = {name: page.answer(name) for name in page.answers} | {"keep": "mine"}

    response = client.post(edit(waiting), mine)

    assert leads_to(response) == waiting.get_absolute_url()
    waiting.refresh_from_db()
    assert (waiting.surname, waiting.reason) == ("Ryemeadow", "Mine, written with care")


def test_mine_over_theirs_is_shown_again_if_a_third_person_was_quicker(
    client, client_of, person, overtaken, waiting
):
    page = Page(overtaken)
    mine = {name: page.answer(name) for name in page.answers} | {"keep": "mine"}
    waiting.refresh_from_db()
    client_of(person(Role.SERVICE_MANAGER)).post(
        edit(waiting), corrected(waiting, surname="Thistledown")
    )

    response = client.post(edit(waiting), mine)

    assert response.status_code == 409
    assert "Thistledown" in Page(response).words


@pytest.mark.parametrize(
    "version", ["", "abc", "-1", "1.5", "99999999999999999999", "\x00"]
)
def test_a_tampered_version_is_answered_in_words(client, waiting, version):
    response = client.post(edit(waiting), corrected(waiting, version=version))

    assert response.status_code == 200
    assert "This page is out of date" in Page(response).words
    waiting.refresh_from_db()
    assert waiting.version == 1


def test_a_version_of_the_future_is_a_clash_like_any_other(client, waiting):
    response = client.post(edit(waiting), corrected(waiting, version="77", surname="Vetch"))

    assert response.status_code == 409
    waiting.refresh_from_db()
    assert waiting.surname == "Quillfeather"


def test_a_referral_decided_meanwhile_refuses_and_gives_the_text_back(
    client, worker, waiting
):
    sent = corrected(waiting, reason="Six words that took some time to write")
    Referral.objects.update(
        status="WITHDRAWN", decided_on=date(2016, 7, 1), decided_by=worker, worker=worker
    )

    response = client.post(edit(waiting), sent)

    assert response.status_code == 409
    page = Page(response)
    assert f"Referral {waiting.reference} is withdrawn" in page.words
    assert "Six words that took some time to write" in page.words


def test_a_decided_referral_cannot_even_be_opened_for_correction(client, worker, facts):
    declined = ReferralFactory(post=PostFactory(code="CJW"), declined=True, worker=worker)

    assert client.get(edit(declined)).status_code == 409


# Drafts


def test_a_draft_taken_up_after_somebody_else_saved_still_clashes(
    client, client_of, person, waiting
):
    client.post(edit(waiting), corrected(waiting, reason="Half a sen", save_draft="yes"))
    colleague = client_of(person(Role.SERVICE_MANAGER))
    colleague.post(edit(waiting), corrected(waiting, surname="Saltmarsh"))
    page = Page(client.get(edit(waiting)))
    resumed = {name: page.answer(name) for name in page.answers}

    response = client.post(edit(waiting), resumed | {"reason": "Half a sentence"})

    assert page.answer("reason") == "Half a sen"
    assert response.status_code == 409
    assert "Saltmarsh" in Page(response).words


def test_the_draft_goes_with_the_correction(client, waiting):
    client.post(edit(waiting), corrected(waiting) | {"save_draft": "yes"})

    client.post(edit(waiting), corrected(waiting, surname="Ryemeadow"))

    assert not Draft.objects.exists()


# Who


def test_another_posts_referral_is_not_there(client_of, person, waiting):
    colleague = client_of(person(Role.FAMILY_SUPPORT_WORKER))

    assert colleague.get(edit(waiting)).status_code == 404
    assert colleague.post(edit(waiting), corrected(waiting, surname="X")).status_code == 404


def test_another_boroughs_referral_is_not_there(client_of, person, waiting):
    elsewhere = client_of(person(Role.CRIMINAL_JUSTICE_WORKER, "WCC"))

    assert elsewhere.post(edit(waiting), corrected(waiting)).status_code == 404


@pytest.mark.parametrize("role", [Role.AUTHORISED_OFFICER, Role.SYSTEM_ADMINISTRATOR])
def test_whoever_records_no_referrals_is_refused(person, client_of, waiting, role):
    reader = client_of(person(role, "LBHF"))

    assert reader.get(edit(waiting)).status_code == 403


def test_a_correction_that_takes_it_out_of_sight_leads_to_the_list(client, waiting):
    response = client.post(edit(waiting), corrected(waiting, post="FSW"))

    assert response.url == reverse("referrals:referral_list")
    waiting.refresh_from_db()
    assert waiting.post_id == "FSW"
