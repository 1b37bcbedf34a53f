"""Moving an appointment: one step, and the old time stays with who asked and why."""

import uuid
from datetime import date, time

import pytest
from django.urls import reverse

from cases.models import Perpetrator, Session
from pilot.models import Agreement, AuditEvent
from pilot.permissions import Role
from tests.factories import ActivityFactory, CaseFactory, PostFactory, SessionFactory
from tests.pages import Page, leads_to, lost, typed


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
def booked(case):
    return SessionFactory(case=case, booked=True)  # on 22 July at 14:00


def move(session):
    return reverse("cases:session_move", args=[session.reference])


def moved(**changes):
    return {
        **typed("on", date(2016, 7, 25)),
        "starts_at": "10:00",
        "asked_by": "THEM",
        **typed("asked_on", date(2016, 7, 14)),
        "reason": "Shift changed",
        "version": 1,
        "once": uuid.uuid4().hex,
    } | changes


def test_how_to_reach_them_stands_above_the_new_time(client, case, booked):
    Perpetrator.objects.update(contact_warning="Never ring the landline")

    assert "Never ring the landline" in Page(client.get(move(booked))).words
    person = AuditEvent.objects.about(case.perpetrator)
    assert person.get().action == "read how to reach"


def test_it_moves_in_one_step_and_the_history_keeps_the_old_time(client, case, booked):
    page = Page(client.get(move(booked)))
    response = client.post(move(booked), moved(), follow=True)

    assert "on Friday 22 July 2016 at 14:00" in page.words
    assert page.answer("asked_on_day") == "15"
    done = f"The appointment on case {case.reference} is now on 25 July 2016 at 10:00"
    assert done in Page(response).done
    new = case.sessions.unrecorded().get()
    assert (new.on, new.starts_at, new.rescheduled_from) == (
        date(2016, 7, 25),
        time(10),
        booked,
    )
    booked.refresh_from_db()
    assert (booked.outcome, booked.record) == ("CANC_NOTICE", "Shift changed")
    assert AuditEvent.objects.about(booked).filter(action="read").count() == 1


def test_moved_by_us_is_cancelled_by_us_and_nobody_is_asked_when(client, case, booked):
    client.post(move(booked), moved(asked_by="US", asked_on_day="", asked_on_month=""))

    booked.refresh_from_db()
    assert booked.outcome == "CANC_SERVICE"


def test_an_empty_form_says_beside_each_field_what_to_enter(client, booked):
    page = Page(client.post(move(booked), {"version": "1"}))

    assert page.errors == {
        "on": "Enter the new day",
        "starts_at": "Enter the new time",
        "asked_by": "Select who asked to move it",
        "reason": "Enter why it moves",
    }
    asked = Page(client.post(move(booked), {"version": "1", "asked_by": "THEM"}))
    assert asked.errors["asked_on"] == "Enter the day they asked"


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        (
            typed("on", date(2016, 7, 22)) | {"starts_at": "14:00"},
            "on",
            "Enter another day or time than it has now",
        ),
        ({"starts_at": "23:30"}, "starts_at", "run past midnight"),
        ({"starts_at": "9.30"}, "starts_at", "another appointment here"),
        (typed("on", date(2016, 10, 1)), "on", "the agreement ends"),
        (typed("asked_on", date(2016, 7, 16)), "asked_on", "today or in the past"),
        ({"reason": "n" * 201}, "reason", "200 characters or fewer"),
        ({"reason": "She told me not to."}, "reason", "“She told”"),
    ],
)
def test_what_cannot_be_says_why_and_loses_nothing(
    client, case, booked, sent, field, message
):
    SessionFactory(case=case, on=date(2016, 7, 25), starts_at=time(9))
    if message == "another appointment here":
        message = f"a session on case {case.reference} from 09:00 to 10:00"
    answers = moved(**sent)
    del answers["once"]

    page = Page(client.post(move(booked), answers))

    assert message in page.errors[field]
    assert lost(page, answers) == {}
    assert case.sessions.count() == 2


def test_after_the_pilot_it_moves_only_where_the_agreement_goes_on(client, case, booked):
    after = moved(**typed("on", date(2016, 10, 3)))
    others = Agreement.objects.exclude(borough=case.borough)
    others.update(ends_on=date(2017, 9, 30))
    assert "the agreement ends" in Page(client.post(move(booked), after)).errors["on"]

    Agreement.objects.update(ends_on=date(2017, 9, 30))
    client.post(move(booked), after)

    assert case.sessions.unrecorded().get().on == date(2016, 10, 3)


def test_the_others_who_were_booked_come_along_if_they_are_ticked(client, worker, case):
    activity = ActivityFactory()
    other = CaseFactory(worker=worker, post=PostFactory(code="FSW"))
    one, along = (
        SessionFactory(case=each, booked=True, activity=activity) for each in (case, other)
    )
    assert f"{other.perpetrator}" in Page(client.get(move(one))).words

    client.post(move(one), moved(along=[along.reference]))

    along.refresh_from_db()
    assert along.outcome == "CANC_SERVICE"
    new = Session.objects.unrecorded()
    assert {session.case for session in new} == {case, other}
    assert len({session.activity_id for session in new} - {None, activity.pk}) == 1


def test_what_is_recorded_or_closed_does_not_move(client, case):
    done = SessionFactory(case=case, attended=True)
    closed = SessionFactory(
        case=CaseFactory(worker=case.worker, post=PostFactory(code="FSW"), closed=True)
    )

    contacts = reverse("cases:case_contacts", args=[case.reference])
    assert leads_to(client.get(move(done))) == contacts
    assert client.post(move(done), moved()).status_code == 409
    assert client.get(move(closed)).status_code == 409


def test_a_page_that_somebody_overtook_is_refused(client, case, booked):
    Session.objects.update(version=2)

    assert client.post(move(booked), moved()).status_code == 409
    assert case.sessions.count() == 1


def test_the_same_form_twice_moves_it_once(client, case, booked):
    sent = moved()

    first, second = (client.post(move(booked), sent) for _ in range(2))

    assert leads_to(first) == leads_to(second)
    assert case.sessions.count() == 2


def test_somebody_elses_appointment_is_not_there(client_of, person, booked):
    other = client_of(person(Role.FAMILY_SUPPORT_WORKER))

    assert other.get(move(booked)).status_code == 404
    assert other.post(move(booked), moved()).status_code == 404
