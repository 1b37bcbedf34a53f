"""Accepting a referral: the case opens with its worker in the same step."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from cases.models import Case, Perpetrator
from pilot.models import AuditEvent
from pilot.permissions import Role
from referrals.models import Referral
from tests.factories import (
    BoroughFactory,
    CaseFactory,
    PostFactory,
    QuestionFactory,
    ReferralFactory,
)
from tests.factories.referrals import make_fit
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER, first_name="Cara", last_name="Juniper")


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def waiting(facts):
    return ReferralFactory(
        post=PostFactory(code="CJW"),
        received_on=date(2016, 2, 29),
        given_names="Alder",
        surname="Quillfeather",
        born_on=date(1984, 5, 6),
        fit=date(2016, 3, 31),
    )


def accept(referral):
    return reverse("cases:case_open", args=[referral.reference])


def accepted(worker, **changes):
    return {
        "worker": worker.pk,
        **typed("accepted_on", date(2016, 3, 31)),
        "once": uuid.uuid4().hex,
    } | changes


def test_accepting_opens_a_case_with_the_worker(client, worker, waiting):
    response = client.post(accept(waiting), accepted(worker), follow=True)

    case = Case.objects.get()
    waiting.refresh_from_db()
    assert waiting.status == Referral.Status.ACCEPTED
    assert (case.referral, case.worker, case.opened_on) == (
        waiting,
        worker,
        date(2016, 3, 31),
    )
    assert case.status == Case.Status.OPEN
    assert response.redirect_chain == [(case.get_absolute_url(), 302)]
    assert f"Referral {waiting.reference} is accepted" in Page(response).done


def test_both_the_referral_and_the_case_leave_a_trace(client, worker, waiting):
    client.post(accept(waiting), accepted(worker))

    assert AuditEvent.objects.about(waiting).get(action="accepted").by == worker
    assert AuditEvent.objects.about(Case.objects.get()).get(action="opened").by == worker


def test_the_form_starts_with_today_and_the_person_themselves(client, worker, waiting):
    page = Page(client.get(accept(waiting)))

    assert page.answer("worker") == str(worker.pk)
    assert page.answer("accepted_on_day") == "15"


def test_only_holders_of_the_post_in_the_borough_can_be_given_the_work(
    client, person, waiting
):
    colleague = person(Role.CRIMINAL_JUSTICE_WORKER, "LBHF", last_name="Hazel")
    person(Role.CRIMINAL_JUSTICE_WORKER, "WCC", last_name="Alderman")
    person(Role.FAMILY_SUPPORT_WORKER, last_name="Sorrel")
    gone = person(Role.CRIMINAL_JUSTICE_WORKER, last_name="Spruce", is_active=False)

    words = Page(client.get(accept(waiting))).words

    assert colleague.last_name in words
    assert not [name for name in ("Alderman", "Sorrel", gone.last_name) if name in words]


def test_a_worker_who_was_never_offered_gets_a_message(client, person, waiting):
    elsewhere = person(Role.CRIMINAL_JUSTICE_WORKER, "WCC")

    page = Page(client.post(accept(waiting), accepted(elsewhere)))

    assert "worker" in page.errors
    assert not Case.objects.exists()


def test_a_colleague_can_be_given_the_work_and_the_list_comes_next(client, person, waiting):
    colleague = person(Role.CRIMINAL_JUSTICE_WORKER)

    response = client.post(accept(waiting), accepted(colleague))

    assert Case.objects.get().worker == colleague
    assert leads_to(response) == reverse("referrals:referral_list")


def test_an_empty_form_says_beside_each_field_what_to_enter(client, waiting):
    page = Page(client.post(accept(waiting), {}))

    assert page.errors == {
        "worker": "Select who will work with them",
        "accepted_on": "Enter the date it was accepted",
    }
    assert [target for _, target in page.summary] == ["id_worker_0", "id_accepted_on_day"]


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (date(2016, 2, 28), "on or after the day it was received, 29 February 2016"),
        (date(2016, 7, 16), "must be today or in the past"),
    ],
)
def test_the_day_lies_between_receipt_and_today(client, worker, waiting, day, message):
    sent = accepted(worker, **typed("accepted_on", day))
    del sent["once"]

    page = Page(client.post(accept(waiting), sent))

    assert message in page.errors["accepted_on"]
    assert lost(page, sent) == {}


@pytest.mark.parametrize("day", [date(2016, 2, 29), date(2016, 6, 30), date(2016, 7, 15)])
def test_the_day_of_receipt_the_last_of_a_quarter_and_today_are_taken(
    client, worker, waiting, day
):
    make_fit(waiting, by_day=day)

    client.post(accept(waiting), accepted(worker, **typed("accepted_on", day)))

    assert Case.objects.get().opened_on == day


def test_somebody_known_is_the_same_person_again_if_whoever_accepts_says_so(
    client, worker, waiting
):
    before = CaseFactory(
        closed=True,
        worker=worker,
        referral__given_names="Aldar",
        referral__surname="QUILFEATHER",
        referral__born_on=date(1984, 5, 6),
        referral__findable=True,
    )
    person = before.perpetrator
    page = Page(client.get(accept(waiting)))

    assert f"{before} with Cara Juniper, closed." in page.words
    assert page.answer("perpetrator") is None, "alike is not the same: nobody is suggested"
    asked = Page(client.post(accept(waiting), accepted(worker)))
    assert asked.errors == {"perpetrator": "Select whether it is somebody we know already"}
    client.post(accept(waiting), accepted(worker, perpetrator=person.reference))

    assert waiting.case.perpetrator == person
    assert Perpetrator.objects.count() == 1


def test_the_same_name_and_birth_are_suggested_and_may_still_be_somebody_else(
    client, worker, waiting
):
    known = _known(waiting, worker=worker).perpetrator

    assert Page(client.get(accept(waiting))).answer("perpetrator") == known.reference
    client.post(accept(waiting), accepted(worker, perpetrator="nobody"))

    assert waiting.case.perpetrator != known


def test_of_somebody_known_elsewhere_the_page_says_only_that(client, worker, waiting):
    elsewhere = _known(waiting, referral__reference="2222-3333").perpetrator

    page = Page(client.get(accept(waiting)))

    assert "Yes, the person of this name whom the service knows" in page.words
    assert page.answer("perpetrator") == "known"
    source = client.get(accept(waiting)).content.decode()
    hidden = (elsewhere.reference, "2222-3333", str(elsewhere.cases.get()))
    assert not [each for each in hidden if each in source]
    client.post(accept(waiting), accepted(worker, perpetrator="known"))
    assert waiting.case.perpetrator == elsewhere


def test_somebody_only_like_them_elsewhere_is_for_the_manager_to_say(client, waiting):
    CaseFactory(
        referral__given_names="Aldar",
        referral__surname="Quilfeather",
        referral__born_on=None,
        referral__findable=True,
    )

    page = Page(client.get(accept(waiting)))

    assert "Known: ask the manager." in page.words
    assert "perpetrator" not in page.answers


def test_the_person_of_the_referral_it_follows_is_suggested(client, worker, waiting):
    before = CaseFactory(closed=True, worker=worker, referral__findable=True)
    waiting.follows = before.referral
    waiting.given_names, waiting.surname = "Another", "Name"
    waiting.save()

    page = Page(client.get(accept(waiting)))

    assert page.answer("perpetrator") == before.perpetrator.reference


def _known(referral, **case):
    """Somebody of the same name and birth, with a case."""
    called = {name: getattr(referral, name) for name in ("given_names", "surname")}
    called["born_on"] = referral.born_on
    return CaseFactory(
        **{f"referral__{name}": value for name, value in called.items()},
        **{f"perpetrator__{name}": value for name, value in called.items()},
        referral__findable=True,
        **case,
    )


def test_a_referral_already_decided_refuses(client, worker, waiting):
    client.post(accept(waiting), accepted(worker))

    again = client.post(accept(waiting), accepted(worker, **typed("accepted_on", date.max)))

    assert again.status_code == 409
    assert client.get(accept(waiting)).status_code == 409
    assert Case.objects.count() == 1


def test_pressing_twice_opens_one_case(client, worker, waiting):
    sent = accepted(worker)

    first, second = (client.post(accept(waiting), sent) for _ in range(2))

    assert leads_to(first) == leads_to(second)
    assert Case.objects.count() == 1


def test_a_referral_without_a_borough_opens_no_case(client_of, person, facts):
    unplaced = ReferralFactory(post=PostFactory(code="CJW"), without_borough=True)
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)

    response = client_of(worker).post(accept(unplaced), accepted(worker))

    assert response.status_code in (200, 409)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("role", "borough"),
    [(Role.FAMILY_SUPPORT_WORKER, "LBHF"), (Role.CRIMINAL_JUSTICE_WORKER, "WCC")],
)
def test_another_posts_or_boroughs_referral_is_not_there(
    client_of, person, waiting, role, borough
):
    other = person(role, borough)

    assert client_of(other).get(accept(waiting)).status_code == 404
    assert client_of(other).post(accept(waiting), accepted(other)).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {"CJW", "FSW", "YPS", "MGR"}))
def test_only_caseworkers_and_the_manager_accept(person, client_of, waiting, role):
    other = person(role, "LBHF")

    assert client_of(other).get(accept(waiting)).status_code == 403
    assert client_of(other).post(accept(waiting), accepted(other)).status_code == 403


def test_a_worker_in_two_boroughs_is_offered_once(client, worker, waiting):
    BoroughFactory(code="WCC")

    source = client.get(accept(waiting)).content.decode()

    assert source.count("Cara Juniper</label>") == 1


def test_one_that_has_no_borough_says_who_gives_it_one(client, facts):
    nowhere = ReferralFactory(
        post=PostFactory(code="CJW"), borough=None, basis="", residence="UNK", agency=None,
        source="SELF",
    )  # fmt: skip

    page = Page(client.get(accept(nowhere)))

    assert "The service manager must say which" in page.words
    assert ("See the referral", nowhere.get_absolute_url()) in page.links


def test_a_referral_that_does_not_fit_its_post_opens_no_case(client, worker, facts):
    """V-05: nobody has checked; the page before says so, and the action refuses."""
    unchecked = ReferralFactory(post=PostFactory(code="CJW"))

    response = client.post(accept(unchecked), accepted(worker))

    assert response.status_code == 409
    assert "Nobody has established" in response.content.decode()


def test_what_is_still_missing_is_listed_with_links(client, waiting):
    Referral.objects.update(awareness="NO")
    QuestionFactory(referral=waiting)
    Referral.objects.update(status="PENDING_INFO", screening_by=waiting.recorded_by,
                            screening_at=waiting.recorded_at)  # fmt: skip

    page = Page(client.get(accept(waiting)))

    links = dict(page.links)
    assert links["Say how the waiting ended"].endswith(f"{waiting.reference}/answer/")
    assert links["Record a contact-safety check"].endswith(f"{waiting.reference}/safety/")


def test_what_is_missing_stops_whoever_sends_the_form_all_the_same(client, worker, waiting):
    Referral.objects.update(awareness="NOT_KNOWN")

    response = client.post(accept(waiting), accepted(worker))

    assert response.status_code == 409
    assert "whether it is safe to contact them" in Page(response).words
    assert ("Open it again", waiting.get_absolute_url()) in Page(response).links
    assert not Case.objects.exists()
