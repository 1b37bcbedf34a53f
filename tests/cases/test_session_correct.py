"""Putting a session right: the wrong entry stays readable, figures count the right one."""

import uuid
from datetime import date, time

import pytest
from django.urls import reverse

from cases import actions
from cases.models import Case, Session
from pilot.models import AuditEvent, Draft
from pilot.permissions import Role
from tests.factories import (
    CaseFactory,
    PostFactory,
    PractitionerFactory,
    SessionFactory,
    ready_to_close,
)
from tests.pages import Page, leads_to, lost, typed

DAY = date(2016, 7, 14)


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post=PostFactory(code="FSW"))


@pytest.fixture
def session(case):
    return SessionFactory(case=case, attended=True, on=DAY, next_plan="The diary")


def correct(session):
    return reverse("cases:session_correct", args=[session.reference])


def as_opened(client, session, **changes):
    """What the page holds when it opens, with some answers changed."""
    page = Page(client.get(correct(session)))
    sent = {name: page.answers[name] for name in page.answers}
    return sent | {"because": "Typed wrongly", "once": uuid.uuid4().hex} | changes


def test_it_opens_with_what_was_entered_and_keeps_what_is_changed(client, case, session):
    sent = as_opened(client, session, minutes="35", record="We talked about Sundays.")

    response = client.post(correct(session), sent, follow=True)

    page = Page(response)
    assert f"The session on case {case.reference} is put right" in page.done
    right = case.sessions.standing().get()
    assert (right.minutes, right.record, right.next_plan) == (
        35,
        "We talked about Sundays.",
        "The diary",
    )
    assert (right.replaces, right.correction_reason) == (session, "Typed wrongly")
    for told in (
        "No longer valid: Motivational work, visit",
        "Talked about the last fortnight and what had helped.",
        f"Put right by {session.worker} on 15 July 2016: Typed wrongly",
        "Corrected: Typed wrongly",
        "We talked about Sundays.",
    ):
        assert told in page.words


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"missed": True, "is_excused": True, "record": "Ill"}, {"absence": "Ill"}),
        ({"missed": True, "outcome": "CANC_SHORT"}, {"cancelled_by": "CANC_SHORT"}),
        ({"attended": True, "outcome": "LATE"}, {"is_late": "on", "minutes": "50"}),
        ({"booked": True, "minutes": 90}, {"length": "90"}),
    ],
)
def test_every_kind_of_entry_opens_as_it_was_and_saves_nothing_unchanged(
    client, case, entry, said
):
    session = SessionFactory(case=case, **entry)

    sent = as_opened(client, session)
    page = Page(client.post(correct(session), sent))

    assert {name: sent[name][0] for name in said} == said
    assert page.errors == {"because": "Change what was wrong below, or go back"}
    assert case.sessions.count() == 1


def test_what_was_wrong_must_be_said_and_nothing_is_lost(client, case, session):
    sent = as_opened(client, session, because="", minutes="4", **typed("on", DAY))
    del sent["once"]

    page = Page(client.post(correct(session), sent))

    assert page.errors == {
        "because": "Enter what was wrong",
        "minutes": "A session lasts at least 5 minutes",
    }
    single = {name: value for name, value in sent.items() if isinstance(value, str)}
    assert lost(page, single) == {}


def test_a_clash_is_shown_beside_the_time_but_never_with_itself(client, case, session):
    SessionFactory(case=case, on=DAY, starts_at=time(16), attended=True)

    page = Page(
        client.post(correct(session), as_opened(client, session, starts_at="15:30"))
    )
    client.post(correct(session), as_opened(client, session, starts_at="14:30"))

    assert f"on case {case.reference} from 16:00" in page.errors["starts_at"]
    assert case.sessions.standing().filter(starts_at=time(14, 30)).exists()


def test_somebody_who_was_there_too_can_be_added(client, worker, case, session):
    other = CaseFactory(worker=worker, post=PostFactory(code="FSW"))
    beside = PractitionerFactory()
    Case.objects.get(pk=case.pk).referral.__class__.objects.filter(
        pk=case.referral_id
    ).update(practitioner=beside)
    added = {"also": ["PERSON", "PROFESSIONAL"], "others": [other.reference]}
    added |= {"beside": [beside.token], f"came_{other.reference}": "LATE"}

    client.post(correct(session), as_opened(client, session, **added))

    right = case.sessions.standing().get()
    assert other.sessions.get().activity == right.activity
    assert list(right.activity.practitioners.all()) == [beside]
    again = Page(client.get(correct(right)))
    assert again.answers["also"] == ["PROFESSIONAL"]
    assert again.answers["beside"] == [beside.token]
    assert f"Did {other.perpetrator} come?" not in again.words, "there already"
    assert "change for everybody who was there together" in again.words
    unchanged = Page(client.post(correct(right), as_opened(client, right)))
    assert "because" in unchanged.errors


def test_after_a_case_changed_hands_those_of_the_sessions_worker_are_offered(
    client_of, person, worker, session
):
    manager = person(Role.SERVICE_MANAGER)
    theirs = CaseFactory(worker=worker, post=PostFactory(code="FSW"))
    taker = person(Role.FAMILY_SUPPORT_WORKER)
    of_the_taker = CaseFactory(worker=taker, post=PostFactory(code="FSW"))
    actions.allocate_case(
        session.case,
        by=manager,
        version=1,
        to=taker,
        on=date(2016, 7, 15),
        reason="Knows them",
    )

    page = client_of(manager).get(correct(session))

    offered = page.context["form"].people
    assert theirs.reference in offered
    assert of_the_taker.reference not in offered


def test_on_a_closed_case_an_entry_is_put_right_up_to_its_last_day(client, case, session):
    actions.move_case(case, by=case.worker, to=Case.Status.CLOSING, on=DAY)
    ready_to_close(case)
    actions.close_case(
        case, by=case.worker, closed_on=DAY, reason="MOVED", outcome="Moved away."
    )

    late = as_opened(client, session, **typed("on", date(2016, 7, 15)))
    page = Page(client.post(correct(session), late))
    client.post(correct(session), as_opened(client, session, minutes="20"))

    assert "on or before the day the case closed, 14 July 2016" in page.errors["on"]
    assert case.sessions.standing().get().minutes == 20


def test_what_stands_no_longer_cannot_be_corrected(client, case, session):
    sent = as_opened(client, session, minutes="20")
    client.post(correct(session), sent)

    assert client.get(correct(session)).status_code == 409
    late = client.post(correct(session), sent | {"once": "", "minutes": "30"})
    assert late.status_code == 409
    assert "corrected this entry or taken it out" in Page(late).words
    assert case.sessions.count() == 2


def test_a_page_that_somebody_overtook_is_refused(client, case, session):
    sent = as_opened(client, session, minutes="20")
    Session.objects.update(version=2)

    assert client.post(correct(session), sent).status_code == 409
    assert case.sessions.count() == 1


def test_the_same_form_twice_corrects_once(client, case, session):
    sent = as_opened(client, session, minutes="20")

    first, second = (client.post(correct(session), sent) for _ in range(2))

    assert leads_to(first) == leads_to(second)
    assert case.sessions.count() == 2


def test_reading_and_correcting_leave_traces_and_a_draft_comes_back(client, case, session):
    sent = as_opened(client, session, record="Half a sen")
    client.post(correct(session), sent | {"save_draft": "yes"})
    assert Page(client.get(correct(session))).answer("record") == "Half a sen"
    client.post(correct(session), sent)

    assert not Draft.objects.exists()
    right = case.sessions.standing().get()
    event = AuditEvent.objects.about(right).get(action="put right")
    assert event.detail["case"] == case.reference
    assert "record" in event.detail["fields"]
    assert "Half" not in str(event.detail)
    assert AuditEvent.objects.about(session).filter(action="read").exists()


def test_somebody_elses_session_is_not_there(client_of, person, session):
    other = client_of(person(Role.FAMILY_SUPPORT_WORKER))

    assert other.get(correct(session)).status_code == 404
    assert other.post(correct(session), {}).status_code == 404
