"""Logging an intervention: a session that happened, or one booked for later."""

import uuid
from datetime import date, time

import pytest
from django.db import transaction
from django.urls import reverse

from cases.models import Case, Session
from pilot.models import AuditEvent, Draft
from pilot.permissions import Role
from referrals.models import Referral
from tests.factories import CaseFactory, PostFactory, PractitionerFactory, SessionFactory
from tests.pages import Page, entered, leads_to, lost, typed

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
    cancelled = {"cancelled_by": "CANC_SERVICE", "reason": "Worker ill"}
    client.post(log(case), came(outcome="CANC", minutes="50", **cancelled))

    session = Session.objects.get()
    assert (session.outcome, session.minutes) == ("CANC_SERVICE", None)
    assert (session.record, session.next_plan) == ("Worker ill", "")


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


# Only what its outcome needs


def test_each_answer_asks_for_what_it_needs_and_keeps_nothing_else(client, case):
    for outcome, asked in (
        ("ATT", {"minutes", "record", "starts_at"}),
        ("DNA", set()),
        ("CANC", {"cancelled_by"}),
        ("NOT_REC", {"starts_at"}),
    ):
        empty = {"outcome": outcome, "kind": "MOTIV", "method": "VISIT"}
        empty |= typed("on", date(2016, 7, 14))
        with transaction.atomic():
            response = client.post(log(case), empty)
            errors = set(Page(response).errors) if response.status_code == 200 else set()
            assert errors == asked, outcome
            transaction.set_rollback(True)


def test_coming_late_is_one_tick(client, case):
    client.post(log(case), came(is_late="on"))

    assert Session.objects.get().outcome == "LATE"


def test_a_booking_takes_as_long_as_somebody_says_or_an_hour(client, case):
    booked = {"outcome": "NOT_REC", **typed("on", date(2016, 7, 22))}
    client.post(log(case), came(**booked, length="90"))
    client.post(log(case), came(**booked | {"starts_at": "16:00"}))

    lengths = Session.objects.order_by("pk").values_list("minutes", flat=True)
    assert list(lengths) == [90, 60]


def test_a_first_session_starts_from_the_stage_and_the_post(client, worker, case):
    young = CaseFactory(worker=worker, post=PostFactory(code="YPS"), status="ASSESSMENT")

    first = Page(client.get(log(case)))
    assert [first.answer(name) for name in ("kind", "method", "minutes", "starts_at")] == [
        "ENGAGE",
        "STATION",
        "60",
        "",
    ]
    other = Page(client.get(log(young)))
    assert [other.answer(name) for name in ("kind", "method")] == ["ASSESS", "VISIT"]


def test_an_appointment_that_is_due_is_offered_instead(client, case):
    assert "already. Record that one" not in Page(client.get(log(case))).words
    due = SessionFactory(case=case, on=date(2016, 7, 15))

    page = Page(client.get(log(case)))

    assert "There is an appointment on 15 July at 14:00 already." in page.words
    assert ("Record that one", due.get_absolute_url()) in page.links


def test_a_plan_made_before_an_absence_is_still_quoted(client, case):
    SessionFactory(case=case, attended=True, next_plan="Look at the diary")
    SessionFactory(case=case, missed=True, on=date(2016, 7, 1))

    assert "Look at the diary" in Page(client.get(log(case))).words


# V-16


def test_a_clash_is_shown_beside_the_time_and_every_answer_is_kept(client, worker, case):
    other = CaseFactory(worker=worker, post=PostFactory(code="CJW"))
    SessionFactory(case=other, on=date(2016, 7, 14), starts_at=time(14), attended=True)
    sent = came()
    del sent["once"]

    page = Page(client.post(log(case), sent))

    assert page.errors["starts_at"] == (
        f"You have a session on case {other.reference} from 14:00 to 14:50 on 14 July "
        "2016 already. Change the time or the minutes here, or that one first."
    )
    assert lost(page, sent) == {}
    assert not case.sessions.exists()


def test_a_session_that_runs_past_midnight_says_so(client, case):
    page = Page(client.post(log(case), came(starts_at="23:30")))

    assert page.errors["starts_at"] == "50 minutes from 23:30 run past midnight"


# Whoever else was there


@pytest.fixture
def family(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def people(family):
    return [CaseFactory(worker=family, post=PostFactory(code="FSW")) for _ in range(3)]


def together(*cases, **lines):
    references = [case.reference for case in cases]
    return came(also=["PERSON"], others=references) | {
        f"came_{case.reference}": lines.get(f"of_{place}", "")
        for place, case in enumerate(cases)
    }


def test_one_entry_is_logged_for_several_and_only_exceptions_are_said(
    client_of, family, people
):
    one, *others = people
    client = client_of(family)

    page = Page(client.get(log(one)))
    client.post(log(one), together(*others, of_1="DNA"))

    assert f"Did {others[0].perpetrator} come?" in page.words
    outcomes = {session.case: session.outcome for session in Session.objects.all()}
    assert outcomes == {one: "ATT", others[0]: "ATT", others[1]: "DNA"}
    assert Session.objects.values("activity").distinct().count() == 1


@pytest.mark.parametrize(
    ("main", "line", "told"),
    [
        ("DNA", "ATT", "Log it on the case of somebody who came"),
        ("NOT_REC", "ATT", "It is booked for everybody, or for nobody"),
    ],
)
def test_a_joint_entry_that_cannot_be_says_so_and_keeps_every_answer(
    client_of, family, people, main, line, told
):
    one, other, _ = people
    sent = together(other, of_0=line) | {"outcome": main}
    del sent["once"]

    page = Page(client_of(family).post(log(one), sent))

    assert told in page.errors["others"]
    assert page.answer(f"came_{other.reference}") == line
    assert not Session.objects.exists()


def test_only_people_of_the_same_worker_whom_one_may_see_can_be_added(
    client_of, person, family, people
):
    one, other, _ = people
    theirs = CaseFactory(
        worker=person(Role.FAMILY_SUPPORT_WORKER), post=PostFactory(code="FSW")
    )
    closed = CaseFactory(worker=family, post=PostFactory(code="FSW"), closed=True)
    client = client_of(family)
    offered = Page(client.get(log(one))).words

    assert f"{other.perpetrator}" in offered
    for stranger in (theirs, closed, one):
        page = Page(client.post(log(one), together(stranger)))
        assert "Select one of the answers" in page.errors["others"]
    page = Page(client.post(log(one), came(also=["PERSON"])))
    assert page.errors["others"] == "Select who else it was"
    assert not Session.objects.exists()


def test_the_police_post_is_offered_no_other_person(client, worker, case):
    CaseFactory(worker=worker, post=PostFactory(code="CJW"))

    page = Page(client.get(log(case)))

    assert "A professional" in page.words
    assert "Another person you work with" not in page.words
    assert "also" in Page(client.post(log(case), came(also=["PERSON"]))).errors


def test_the_professional_who_referred_is_one_tick_and_another_is_found_or_new(
    client, case
):
    known = case.referral.practitioner or PractitionerFactory()
    Referral.objects.filter(pk=case.referral_id).update(practitioner=known)
    beside = {"also": ["PROFESSIONAL"], "kind": "JOINT_PROF"}

    assert known.name in Page(client.get(log(case))).words
    client.post(log(case), came(beside=[known.token], **beside))
    new = entered("professional", "Ms Grebe", known.agency)
    client.post(log(case), came(**beside, **new, starts_at="16:00"))
    page = Page(client.post(log(case), came(**beside, starts_at="17:00")))

    first, second = Session.objects.order_by("pk")
    assert list(first.activity.practitioners.all()) == [known]
    assert [each.name for each in second.activity.practitioners.all()] == ["Ms Grebe"]
    assert page.errors["professional"] == "Select or enter which professional it was"


# Does anyone need to know?


def test_who_needs_to_know_is_named_and_has_a_task(client, person, worker, case):
    manager = person(Role.SERVICE_MANAGER)
    person(Role.SERVICE_MANAGER, "WCC")
    told = {
        "tell": ["PARTNER_SUPPORT", "COLLEAGUE"],
        "alert": "They said they know the address.",
        "of": [str(manager.pk)],
        "ask": "Look at the risk today",
    }
    page = Page(client.get(log(case)))
    client.post(log(case), came(**told))

    assert f"{manager}, Service manager" in page.words
    notice, task = case.safety_notices.get(), case.tasks.get()
    assert (notice.kind, notice.text) == ("URGENT", told["alert"])
    assert (task.assignee, task.what, task.made_by) == (manager, told["ask"], worker)


def test_whoever_is_ticked_needs_a_name_and_words_and_nobody_else_can_be_asked(
    client, person, worker, case
):
    ticked = came(tell=["PARTNER_SUPPORT", "COLLEAGUE"])
    elsewhere = person(Role.SERVICE_MANAGER, "WCC")

    assert set(Page(client.post(log(case), ticked)).errors) == {"alert", "of", "ask"}
    for nobody in (elsewhere, worker, person(Role.PARTNER_SUPPORT_WORKER)):
        sent = ticked | {"alert": "Now", "ask": "Ring", "of": [str(nobody.pk)]}
        assert "of" in Page(client.post(log(case), sent)).errors
    assert not Session.objects.exists()
