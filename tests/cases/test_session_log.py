"""Logging an intervention: a session that happened, or one booked for later."""

import uuid
from datetime import date, time

import pytest
from django.urls import reverse

from cases.models import Case, Session
from pilot.models import AuditEvent, Draft
from pilot.permissions import Role
from tests.factories import CaseFactory, PostFactory, SessionFactory
from tests.pages import Page, leads_to, lost, typed

HOME = reverse("reporting:home")


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(
        worker=worker, post=PostFactory(code="CJW"), opened_on=date(2016, 1, 14)
    )


def log(case):
    return reverse("cases:session_log", args=[case.reference])


def came(**changes):
    """A session attended, as somebody fills it in."""
    return {
        "outcome": "ATT",
        **typed("on", date(2016, 7, 14)),
        "starts_at": "14:30",
        "kind": "MOTIV",
        "method": "VISIT",
        "minutes": "50",
        "record": "We talked about Sundays.",
        "next_plan": "The diary of the week",
        "once": uuid.uuid4().hex,
    } | changes


def test_a_session_is_logged_with_what_was_done(client, worker, case):
    response = client.post(log(case), came(), follow=True)

    session = Session.objects.get()
    assert response.redirect_chain == [(case.get_absolute_url(), 302)]
    assert f"The intervention is logged on case {case.reference}" in Page(response).done
    assert (session.case, session.worker, session.borough) == (case, worker, case.borough)
    assert (session.on, session.starts_at) == (date(2016, 7, 14), time(14, 30))
    assert (session.minutes, session.record) == (50, "We talked about Sundays.")
    assert session.recorded_by == worker


def test_logging_leaves_a_trace_without_what_was_said(client, worker, case):
    client.post(log(case), came())

    trace = AuditEvent.objects.about(Session.objects.get()).get()
    assert (trace.by, trace.action) == (worker, "recorded")
    assert "Sundays" not in f"{trace.sentence} {trace.detail}"


def test_the_first_session_attended_engages_the_person_and_starts_contact(client, case):
    client.post(log(case), came())

    case.refresh_from_db()
    assert case.engaged_on == date(2016, 7, 14)
    assert case.status == Case.Status.CONTACTING


def test_a_session_missed_needs_neither_minutes_nor_a_record(client, case):
    client.post(log(case), came(outcome="DNA", minutes="", record=""))

    session = Session.objects.get()
    assert (session.outcome, session.minutes) == ("DNA", None)
    case.refresh_from_db()
    assert case.engaged_on is None


def test_minutes_of_a_session_that_did_not_happen_are_not_kept(client, case):
    client.post(log(case), came(outcome="CANC_SERVICE", minutes="50"))

    assert Session.objects.get().minutes is None


def test_a_session_can_be_booked_for_later(client, case):
    sent = came(outcome="NOT_REC", minutes="", record="", **typed("on", date(2016, 7, 22)))

    response = client.post(log(case), sent, follow=True)

    assert f"The intervention is booked on case {case.reference}" in Page(response).done
    assert Session.objects.to_come().get().recorded_at is None


def test_the_form_starts_from_today_and_the_last_time(client, case):
    SessionFactory(case=case, attended=True, kind="REVIEW", method="PHONE", minutes=35)

    page = Page(client.get(log(case)))

    assert page.answer("on_day") == "15"
    assert [page.answer(name) for name in ("kind", "method", "minutes")] == [
        "REVIEW",
        "PHONE",
        "35",
    ]


def test_nobody_has_come_until_somebody_says_so(client, case):
    assert "outcome" not in Page(client.get(log(case))).answers


@pytest.mark.parametrize(("code", "is_offered"), [("CJW", False), ("YPS", True)])
def test_a_session_with_a_parent_is_offered_to_the_work_with_young_people(
    client, worker, facts, code, is_offered
):
    case = CaseFactory(worker=worker, post=PostFactory(code=code))

    offered = client.get(log(case)).content.decode()
    sent = Page(client.post(log(case), came(kind="PARENT")))

    assert ("With a parent or carer" in offered) == is_offered
    assert ("kind" in sent.errors) != is_offered
    assert Session.objects.exists() == is_offered


def test_the_plan_of_last_time_is_quoted_and_reading_it_leaves_a_trace(client, case):
    last = SessionFactory(case=case, attended=True, next_plan="Look at the diary")

    page = Page(client.get(log(case)))

    assert "Planned last time Look at the diary" in page.words
    assert AuditEvent.objects.about(last).get().action == "read the plan of"


def test_an_appointment_booked_since_does_not_hide_the_plan_of_last_time(client, case):
    SessionFactory(case=case, attended=True, next_plan="Look at the diary")
    SessionFactory(case=case, booked=True)

    assert "Look at the diary" in Page(client.get(log(case))).words


# What is refused in words


def test_an_empty_form_says_beside_each_field_what_to_enter(client, case):
    page = Page(client.post(log(case), {}))

    assert page.errors == {
        "outcome": "Select what happened",
        "on": "Enter the date of the session",
        "kind": "Select what the session was for",
        "method": "Select how you met",
    }
    assert page.title.startswith("Error: ")


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"minutes": ""}, "minutes", "Enter how many minutes it lasted"),
        ({"minutes": "4"}, "minutes", "at least 5 minutes"),
        ({"minutes": "241"}, "minutes", "at most 240 minutes"),
        ({"minutes": "an hour"}, "minutes", "Enter the minutes as a number, like 50"),
        ({"minutes": "1" * 400}, "minutes", "at most 240 minutes"),
        ({"record": " "}, "record", "Enter what was done"),
        ({"record": "n" * 10_001}, "record", "10000 characters or fewer: it has 10001"),
        ({"next_plan": "n" * 1001}, "next_plan", "1000 characters or fewer"),
        ({"starts_at": "25:00"}, "starts_at", "must be a time, like 14:30 or 2:30pm"),
        ({"kind": "XYZ"}, "kind", "Select one of the answers"),
        ({"method": ""}, "method", "Select how you met"),
        ({"outcome": "XYZ"}, "outcome", "Select one of the answers"),
    ],
)
def test_an_answer_that_cannot_be_says_why_and_loses_nothing(
    client, case, sent, field, message
):
    answers = came(**sent)
    del answers["once"]

    page = Page(client.post(log(case), answers))

    assert message in page.errors[field]
    assert not Session.objects.exists()
    offered = {name: value for name, value in answers.items() if value != "XYZ"}
    assert lost(page, offered) == {}


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (date(2016, 1, 13), "on or after the day the case opened, 14 January 2016"),
        (date(2016, 7, 16), "A session that has happened must be today or earlier"),
    ],
)
def test_it_cannot_have_happened_before_the_case_or_after_today(client, case, day, message):
    page = Page(client.post(log(case), came(**typed("on", day))))

    assert message in page.errors["on"]


@pytest.mark.parametrize(
    "day",
    [date(2016, 1, 14), date(2016, 2, 29), date(2016, 3, 31), date(2016, 7, 15)],
)
def test_the_first_day_leap_day_end_of_a_quarter_and_today_are_taken(client, case, day):
    client.post(log(case), came(**typed("on", day)))

    assert Session.objects.get().on == day


@pytest.mark.parametrize(
    ("written", "meant"),
    [("14.30", time(14, 30)), ("2pm", time(14)), ("midday", time(12))],
)
def test_a_time_may_be_written_as_people_write_it(client, case, written, meant):
    client.post(log(case), came(starts_at=written))

    assert Session.objects.get().starts_at == meant


def test_ten_thousand_characters_are_taken_and_cleaned(client, case):
    client.post(log(case), came(record="A\x0bB\x00" + "n" * 9_998))

    assert Session.objects.get().record == "AB" + "n" * 9_998


# States and people


def test_a_case_closed_meanwhile_refuses_and_gives_the_text_back(client, worker, facts):
    closed = CaseFactory(worker=worker, post=PostFactory(code="CJW"), closed=True)
    record = "More than five words, typed by hand"

    response = client.post(log(closed), came(record=record))

    assert response.status_code == 409
    assert f"Case {closed.reference} is closed" in Page(response).words
    assert record in Page(response).words
    assert client.get(log(closed)).status_code == 409


def test_the_same_form_twice_is_one_session(client, case):
    sent = came()

    first, second = (client.post(log(case), sent) for _ in range(2))

    assert leads_to(first) == leads_to(second)
    assert Session.objects.count() == 1


def test_the_same_text_from_a_fresh_page_is_asked_about_and_can_be_meant(client, case):
    client.post(log(case), came())

    asked = client.post(log(case), came())
    assert (asked.status_code, Session.objects.count()) == (409, 1)
    page = Page(asked)
    Session.objects.update(starts_at=time(9))  # it was another hour, and was typed wrongly
    client.post(
        log(case), {name: page.answer(name) for name in page.answers} | {"again": "1"}
    )
    assert Session.objects.count() == 2


def test_the_same_text_on_another_case_is_another_record(client, worker, case):
    other = CaseFactory(worker=worker, post=PostFactory(code="CJW"))

    for each, day in ((case, 13), (other, 14)):
        client.post(log(each), came(**typed("on", date(2016, 7, day))))

    assert [each.sessions.count() for each in (case, other)] == [1, 1]


def test_a_half_written_session_comes_back_on_its_own_case(client, worker, case):
    other = CaseFactory(worker=worker, post=PostFactory(code="CJW"))
    sent = came(record="Half a sen")
    del sent["once"]

    response = client.post(log(case), sent | {"save_draft": "yes"})

    assert leads_to(response) == HOME
    assert lost(Page(client.get(log(case))), sent) == {}
    assert "Half a sen" not in Page(client.get(log(other))).words
    client.post(log(case), came())
    assert not Draft.objects.exists()


def test_a_draft_kept_while_the_case_closes_is_not_recorded(client, case, worker):
    client.post(log(case), came(save_draft="yes"))
    Case.objects.update(
        status="CLOSED",
        closed_on=date(2016, 7, 15),
        closure_reason="OTHER",
        closure_outcome="Ended",
    )

    assert client.get(log(case)).status_code == 409
    assert Draft.objects.filter(user=worker).exists()


@pytest.mark.parametrize(
    ("role", "borough"),
    [
        (Role.CRIMINAL_JUSTICE_WORKER, "LBHF"),
        (Role.FAMILY_SUPPORT_WORKER, "LBHF"),
        (Role.SERVICE_MANAGER, "WCC"),
    ],
)
def test_somebody_elses_or_elsewheres_case_is_not_there(
    client_of, person, case, role, borough
):
    other = client_of(person(role, borough))

    assert other.get(log(case)).status_code == 404
    assert other.post(log(case), came()).status_code == 404
    assert not Session.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {"CJW", "FSW", "YPS", "MGR"}))
def test_whoever_does_no_casework_is_refused(person, client_of, case, role):
    other = client_of(person(role, "LBHF"))

    assert other.get(log(case)).status_code == 403
    assert other.post(log(case), came()).status_code == 403


def test_a_role_ended_while_the_form_was_open_refuses(client, worker, case):
    worker.memberships.update(
        ended_at="2016-07-01T10:00Z", ended_by=worker, end_reason="Left"
    )

    assert client.post(log(case), came()).status_code == 403
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("on", "is_taken"), [(date(2016, 9, 30), True), (date(2016, 10, 1), False)]
)
def test_nothing_is_booked_after_the_pilot_ends(client, case, on, is_taken):
    response = client.post(log(case), came(outcome="NOT_REC", **typed("on", on)))

    assert (response.status_code == 302) is is_taken
    assert ("on or before 30 September 2016" in response.content.decode()) is not is_taken
