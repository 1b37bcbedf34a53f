"""Recording what came of a session that was booked, alone and beside a colleague."""

import uuid
from datetime import date, time

import pytest
from django.urls import reverse

from cases.models import Case, Session
from pilot.models import AuditEvent, Draft
from pilot.permissions import Role
from tests.factories import ActivityFactory, CaseFactory, PostFactory, SessionFactory
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post=PostFactory(code="CJW"))


@pytest.fixture
def awaiting(case):
    return SessionFactory(case=case, on=date(2016, 7, 14))


def record(session):
    return reverse("cases:session_record", args=[session.reference])


def came(session, **changes):
    return {
        "outcome": "ATT",
        "minutes": "50",
        "record": "We talked about Sundays.",
        "next_plan": "The diary of the week",
        "version": session.version,
        "once": uuid.uuid4().hex,
    } | changes


def test_what_came_of_it_is_saved_and_the_case_comes_next(client, worker, case, awaiting):
    response = client.post(record(awaiting), came(awaiting), follow=True)

    awaiting.refresh_from_db()
    assert (awaiting.outcome, awaiting.minutes) == ("ATT", 50)
    assert awaiting.record == "We talked about Sundays."
    assert (awaiting.recorded_by, awaiting.version) == (worker, 2)
    assert response.redirect_chain == [(case.get_absolute_url(), 302)]
    assert f"The session on case {case.reference} is saved" in Page(response).done


def test_a_first_session_attended_engages_the_person(client, case, awaiting):
    client.post(record(awaiting), came(awaiting))

    case.refresh_from_db()
    assert case.engaged_on == date(2016, 7, 14)


def test_the_page_says_what_was_booked_and_chooses_nothing(client, awaiting):
    page = Page(client.get(record(awaiting)))

    assert (
        "Motivational work, visit, 14:00. Booked for Thursday 14 July 2016." in page.words
    )
    assert "outcome" not in page.answers


def test_the_day_and_time_are_not_asked_and_a_page_of_its_own_moves_it(client, awaiting):
    page = Page(client.get(record(awaiting)))

    assert not {"on_day", "starts_at"} & set(page.answers)
    moves = reverse("cases:session_move", args=[awaiting.reference])
    assert ("Move it to another day or time", moves) in page.links
    client.post(record(awaiting), came(awaiting, **typed("on", date(2016, 7, 1))))
    awaiting.refresh_from_db()
    assert (awaiting.outcome, awaiting.on) == ("ATT", date(2016, 7, 14))


def test_booked_is_not_what_came_of_a_session(client, awaiting):
    page = Page(client.post(record(awaiting), came(awaiting, outcome="NOT_REC")))

    assert "Select one of the answers" in page.errors["outcome"]


def test_an_appointment_still_to_come_can_be_cancelled_but_nobody_came_yet(client, case):
    booked = SessionFactory(case=case, booked=True)

    page = Page(client.post(record(booked), came(booked)))
    called_off = {"outcome": "CANC", "cancelled_by": "CANC_NOTICE", "reason": "At work"}
    client.post(record(booked), came(booked, **called_off))

    assert "22 July 2016 has not come yet" in page.errors["outcome"]
    booked.refresh_from_db()
    assert (booked.on, booked.outcome) == (date(2016, 7, 22), "CANC_NOTICE")
    assert (booked.minutes, booked.record) == (None, "At work")


def test_the_plan_of_last_time_is_quoted(client, case, awaiting):
    SessionFactory(case=case, attended=True, next_plan="Look at the diary")

    assert "Look at the diary" in Page(client.get(record(awaiting))).words


def test_opening_and_recording_leave_traces_without_what_was_said(
    client, worker, case, awaiting
):
    client.get(record(awaiting))
    client.post(record(awaiting), came(awaiting))

    traces = AuditEvent.objects.about(awaiting).order_by("pk")
    assert [trace.action for trace in traces] == ["read", "recorded"]
    assert "Sundays" not in "".join(str(trace.detail) for trace in traces)


def test_an_empty_form_says_beside_each_field_what_to_enter(client, awaiting):
    page = Page(client.post(record(awaiting), {"version": "1"}))

    assert page.errors == {"outcome": "Select what happened"}


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"minutes": ""}, "minutes", "Enter how many minutes it lasted"),
        ({"record": ""}, "record", "Enter what was done"),
        ({"record": "n" * 10_001}, "record", "10000 characters or fewer"),
    ],
)
def test_an_answer_that_cannot_be_says_why_and_loses_nothing(
    client, awaiting, sent, field, message
):
    answers = came(awaiting, **sent)
    del answers["once"]

    page = Page(client.post(record(awaiting), answers))

    assert message in page.errors[field]
    assert lost(page, answers) == {}
    awaiting.refresh_from_db()
    assert awaiting.outcome == Session.Outcome.NOT_REC


# Two people at once


def test_what_a_colleague_has_recorded_is_history_and_both_texts_are_shown(
    client, client_of, person, awaiting
):
    manager = client_of(person(Role.SERVICE_MANAGER))
    manager.post(record(awaiting), came(awaiting, record="Theirs, saved first"))

    response = client.post(record(awaiting), came(awaiting, record="Mine, with care"))

    page = Page(response)
    assert response.status_code == 409
    assert "Theirs, saved first" in page.words
    assert "Mine, with care" in page.words
    assert "cannot be overwritten" in page.words
    awaiting.refresh_from_db()
    assert awaiting.record == "Theirs, saved first"


def test_a_booking_saved_since_the_page_was_opened_can_still_be_recorded_over(
    client, awaiting
):
    sent = came(awaiting)
    Session.objects.update(version=2)

    clash = client.post(record(awaiting), sent)
    page = Page(clash)
    client.post(record(awaiting), {name: page.answer(name) for name in page.answers})

    assert clash.status_code == 409
    awaiting.refresh_from_db()
    assert (awaiting.outcome, awaiting.version) == ("ATT", 3)


@pytest.mark.parametrize("version", ["", "abc", "-1", "99999999999999999999", "\x00"])
def test_a_tampered_version_is_answered_in_words(client, awaiting, version):
    response = client.post(record(awaiting), came(awaiting, version=version))

    assert response.status_code == 200
    assert "This page is out of date" in Page(response).words
    awaiting.refresh_from_db()
    assert awaiting.version == 1


def test_a_recorded_session_leads_to_the_timeline_instead(client, case):
    done = SessionFactory(case=case, attended=True)

    response = client.get(record(done))

    assert leads_to(response) == reverse("cases:case_contacts", args=[case.reference])


def test_a_session_on_a_closed_case_refuses_and_gives_the_text_back(client, awaiting):
    Case.objects.update(
        status="CLOSED",
        closed_on=date(2016, 7, 15),
        closure_reason="OTHER",
        closure_outcome="Ended",
    )
    text = "More than five words, typed by hand"

    response = client.post(record(awaiting), came(awaiting, record=text))

    assert response.status_code == 409
    assert text in Page(response).words
    assert client.get(record(awaiting)).status_code == 409


def test_the_same_form_twice_records_once(client, case, awaiting):
    sent = came(awaiting)

    first, second = (client.post(record(awaiting), sent) for _ in range(2))

    assert leads_to(first) == leads_to(second) == case.get_absolute_url()
    assert AuditEvent.objects.about(awaiting).filter(action="recorded").count() == 1


def test_a_half_written_record_comes_back_and_goes_when_recorded(client, awaiting):
    sent = came(awaiting, record="Half a sen")
    del sent["once"]
    client.post(record(awaiting), sent | {"save_draft": "yes"})

    assert lost(Page(client.get(record(awaiting))), sent) == {}
    client.post(record(awaiting), came(awaiting))
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("role", "borough"),
    [
        (Role.CRIMINAL_JUSTICE_WORKER, "LBHF"),
        (Role.FAMILY_SUPPORT_WORKER, "LBHF"),
        (Role.SERVICE_MANAGER, "WCC"),
    ],
)
def test_a_session_of_somebody_elses_case_is_not_there(
    client_of, person, awaiting, role, borough
):
    other = client_of(person(role, borough))

    assert other.get(record(awaiting)).status_code == 404
    assert other.post(record(awaiting), came(awaiting)).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {"CJW", "FSW", "YPS", "MGR"}))
def test_whoever_does_no_casework_is_refused(person, client_of, awaiting, role):
    other = client_of(person(role, "LBHF"))

    assert other.get(record(awaiting)).status_code == 403
    assert other.post(record(awaiting), came(awaiting)).status_code == 403


# Whoever was booked for the same time, and who needs to know


@pytest.fixture
def group(person):
    """An appointment of two people with the Family Support Worker, the day before today."""
    family = person(Role.FAMILY_SUPPORT_WORKER)
    activity = ActivityFactory()
    return [
        SessionFactory(
            case=CaseFactory(worker=family, post=PostFactory(code="FSW")),
            activity=activity,
            on=date(2016, 7, 14),
        )
        for _ in range(2)
    ]


def test_all_who_were_booked_are_recorded_in_one_go_except_those_who_are_named(
    client_of, group
):
    one, other = group
    client = client_of(one.worker)
    line = f"came_{other.reference}"

    page = Page(client.get(record(one)))
    client.post(record(one), came(one, **{line: "DNA"}))

    assert f"Did {other.case.perpetrator} come?" in page.words
    assert page.answer(line) == ""
    outcomes = Session.objects.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == ["ATT", "DNA"]


def test_the_others_came_too_unless_somebody_says_so_and_may_be_left_for_later(
    client_of, group
):
    one, other = group
    client = client_of(one.worker)

    client.post(
        record(one), came(one, is_late="on", **{f"came_{other.reference}": "LATER"})
    )
    assert Session.objects.get(pk=other.pk).is_booked
    client.post(record(other), came(other))

    outcomes = Session.objects.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == ["LATE", "ATT"]


def test_what_was_done_is_written_where_somebody_came(client_of, group):
    one, other = group
    client = client_of(one.worker)
    line = f"came_{other.reference}"

    page = Page(client.post(record(one), came(one, outcome="DNA", **{line: "ATT"})))

    assert "Record it on the case of somebody who came" in page.errors[line]
    assert all(session.is_booked for session in Session.objects.all())


def test_one_that_lasted_into_the_next_appointment_says_so_beside_the_minutes(
    client, case, awaiting
):
    SessionFactory(case=case, on=awaiting.on, starts_at=time(15))

    page = Page(client.post(record(awaiting), came(awaiting, minutes="75")))

    assert f"session on case {case.reference} from 15:00" in page.errors["minutes"]
    assert page.answer("record") == "We talked about Sundays."


def test_an_absence_may_have_a_good_reason_and_is_told_to_partner_support(
    client, case, awaiting
):
    missed = came(awaiting, outcome="DNA", is_excused="on", absence="In hospital")

    page = Page(client.post(record(awaiting), missed, follow=True))

    awaiting.refresh_from_db()
    assert (awaiting.outcome, awaiting.is_excused) == ("DNA", True)
    assert (awaiting.record, awaiting.next_plan) == ("In hospital", "")
    assert [notice.kind for notice in case.safety_notices.all()] == ["NOT_ATTENDING"]
    assert "So far" not in page.done


def test_the_banner_says_how_far_the_evidence_has_come(client, awaiting):
    page = Page(client.post(record(awaiting), came(awaiting, outcome="DNA"), follow=True))

    assert "So far: 1 of 2 missed in a row, 1 of 3 missed of the last 6" in page.done


def test_words_that_may_be_the_partners_are_asked_about_once(client, awaiting):
    sent = came(awaiting, record="She told me he shouted.")
    page = Page(client.post(record(awaiting), sent))

    assert "“She told”" in page.errors["record"]
    client.post(record(awaiting), sent | {"words_are_checked": "on"})
    awaiting.refresh_from_db()
    assert awaiting.record == "She told me he shouted."
