"""The case page: who it is about, where the work stands and what comes next."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import actions
from cases.actions import keep_engagement
from cases.models import Case, Session
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import (
    CaseFactory,
    ContactAttemptFactory,
    PostFactory,
    SessionFactory,
    TaskFactory,
)
from tests.pages import Page


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(
        worker=worker,
        post=PostFactory(code="CJW"),
        status=Case.Status.CONTACTING,
        referral__given_names="Alder",
        referral__surname="Quillfeather",
        referral__born_on=date(1984, 7, 16),
    )


def links(page):
    return [words for words, _ in page.links]


def test_the_masthead_says_who_where_and_whose(client, case, worker):
    page = Page(client.get(case.get_absolute_url()))

    assert page.heading.endswith("Alder Quillfeather")
    for told in (case.reference, "Hammersmith and Fulham", str(worker), "14 January 2016"):
        assert told in page.words
    assert "Age 31" in page.words  # 32 tomorrow


def test_an_age_that_nobody_knows_says_so(client, case):
    case.perpetrator.born_on = None
    case.perpetrator.save()

    assert "Age Not known" in Page(client.get(case.get_absolute_url())).words


def test_the_name_is_not_in_the_title_or_the_address(client, case):
    assert "Quillfeather" not in Page(client.get(case.get_absolute_url())).title
    assert "quillfeather" not in case.get_absolute_url().lower()


def test_reading_it_leaves_a_trace(client, worker, case):
    client.get(case.get_absolute_url())

    trace = AuditEvent.objects.about(case).get()
    assert (trace.by, trace.action, trace.borough) == (worker, "read", case.borough)


def test_a_new_case_offers_the_attempt_first(client, case):
    Case.objects.update(status=Case.Status.OPEN)

    offered = links(Page(client.get(case.get_absolute_url())))

    assert offered.index("Log a failed attempt") < offered.index("Log an intervention")


def test_a_session_awaiting_its_record_comes_first(client, case):
    awaiting = SessionFactory(case=case, on=date(2016, 7, 14))

    page = Page(client.get(case.get_absolute_url()))

    first = next(url for words, url in page.links if words.startswith("Record the session"))
    assert first == awaiting.get_absolute_url()


def test_sessions_are_told_apart_by_what_they_wait_for(client, case, today):
    SessionFactory(case=case, on=today)  # it may still be to come
    SessionFactory(case=case, on=date(2016, 7, 14))  # its day is over
    SessionFactory(case=case, booked=True)
    SessionFactory(case=case, on=date(2016, 3, 31), attended=True)
    SessionFactory(case=case, on=date(2016, 2, 29), missed=True)

    words = Page(client.get(case.get_absolute_url())).words

    for told in (
        "14 Jul 2016, 14:00 Motivational work, visit Awaiting a record",
        "15 Jul 2016, 14:00 Motivational work, visit Booked",
        "22 Jul 2016, 14:00 Motivational work, visit Booked",
        "31 Mar 2016, 14:00 Motivational work, visit Attended",
        "29 Feb 2016, 14:00 Motivational work, visit Did not attend",
    ):
        assert told in words


def test_progress_counts_what_was_attended_and_what_was_tried(client, case):
    SessionFactory(case=case, on=date(2016, 1, 21), attended=True)
    SessionFactory(case=case, on=date(2016, 1, 28), missed=True)
    ContactAttemptFactory.create_batch(2, case=case)
    keep_engagement(case)

    words = Page(client.get(case.get_absolute_url())).words

    assert "First session attended 21 Jan 2016 Engaged" in words
    assert "1 attended, 2 attempts" in words


def test_a_session_with_a_parent_alone_is_not_counted_as_theirs(client, worker, facts):
    young = CaseFactory(worker=worker, post=PostFactory(code="YPS"))
    SessionFactory(case=young, attended=True, kind="PARENT")
    keep_engagement(young)

    words = Page(client.get(young.get_absolute_url())).words

    assert "Not yet Not engaged yet 0 attended" in words


def test_an_appointment_can_be_moved_from_here_and_shows_from_where_it_was_moved(
    client, case, worker
):
    first = SessionFactory(case=case, booked=True)
    new = actions.move_session(
        first,
        by=worker,
        version=1,
        on=date(2016, 7, 25),
        starts_at=time(10),
        asked_by="THEM",
        asked_on=date(2016, 7, 15),
        reason="Shift changed",
    )

    page = Page(client.get(case.get_absolute_url()))

    assert (
        "25 Jul 2016, 10:00 moved from 22 Jul 2016, 14:00 Cancelled by them, with notice, "
        "they asked on 15 July 2016: Shift changed" in page.words
    )
    moves = reverse("cases:session_move", args=[new.reference])
    assert moves in {address for _, address in page.links}
    assert "2 planned, 1 recorded, 0 took place" in page.words


def test_a_record_waited_for_too_long_is_overdue(client, case):
    for day in (date(2016, 7, 7), date(2016, 7, 8)):  # five working days are over, or not
        SessionFactory(case=case, on=day)

    words = Page(client.get(case.get_absolute_url())).words

    assert "7 Jul 2016, 14:00 Motivational work, visit Record overdue" in words
    assert "8 Jul 2016, 14:00 Motivational work, visit Awaiting a record" in words
    assert [session.on for session in Session.objects.overdue_for_a_record()] == [
        date(2016, 7, 7)
    ]


def test_what_was_put_right_or_taken_out_is_not_among_what_stands(client, case, worker):
    wrong = ContactAttemptFactory(case=case, note="Rang the wrong person")
    booked = SessionFactory(case=case, booked=True)
    actions.withdraw_attempt(wrong, by=worker, because="Another person’s")
    actions.withdraw_session(booked, by=worker, because="Twice")

    words = Page(client.get(case.get_absolute_url())).words

    assert "Rang the wrong person" not in words
    assert "0 attended, 0 attempts" in words
    assert "Booked" not in words


def test_the_evidence_that_they_do_not_engage_is_shown_as_it_builds(client, case):
    assert "Do they engage?" not in Page(client.get(case.get_absolute_url())).words
    for day, method in ((18, "PHONE"), (25, "TEXT"), (28, "PHONE")):
        ContactAttemptFactory(case=case, on=date(2016, 1, day), method=method)

    words = Page(client.get(case.get_absolute_url())).words
    assert "Not reached: 3 attempts, 2 methods, 8 of 10 working days" in words
    assert "There is enough to say" not in words

    SessionFactory.create_batch(2, case=case, missed=True, on=date(2016, 2, 1))
    words = Page(client.get(case.get_absolute_url())).words
    assert "Absent: 2 missed in a row, 2 of 3 missed of the last 6" in words
    assert "they do not engage, since 1 February 2016" in words


def test_what_somebody_was_asked_to_do_stands_on_the_case(client, case, person):
    colleague = person(Role.FAMILY_SUPPORT_WORKER)
    TaskFactory(case=case, assignee=colleague, due_on=date(2016, 7, 14))
    TaskFactory(case=case, done=True, what="Done long ago")

    page = Page(client.get(case.get_absolute_url()))

    assert "Send the referrer the dates of the next appointments" in page.words
    assert f"{colleague} 14 Jul 2016 Overdue" in page.words
    assert "Done long ago" not in page.words


def test_the_latest_attempts_are_shown_with_their_note(client, case):
    ContactAttemptFactory(case=case, note="Rang twice")

    words = Page(client.get(case.get_absolute_url())).words

    assert "16 Jan 2016 Phone No answer Rang twice" in words


def test_a_closed_case_says_how_it_ended_and_offers_no_more_work(client, worker, facts):
    closed = CaseFactory(worker=worker, post=PostFactory(code="CJW"), closed=True)

    page = Page(client.get(closed.get_absolute_url()))

    assert "How it ended" in page.words
    assert "Completed the work" in page.words
    assert "They kept to what they had planned." in page.words
    assert not {"Log an intervention", "Close this case", "Log a failed attempt"} & set(
        links(page)
    )


def test_only_the_manager_is_offered_to_change_the_borough(client, client_of, person, case):
    manager = client_of(person(Role.SERVICE_MANAGER))

    assert "Change the borough" not in links(Page(client.get(case.get_absolute_url())))
    assert "Change the borough" in links(Page(manager.get(case.get_absolute_url())))


def test_what_somebody_typed_is_never_taken_for_markup(client, case):
    ContactAttemptFactory(case=case, note="<script>alert(1)</script>")

    source = client.get(case.get_absolute_url()).content.decode()

    assert "<script>alert(1)" not in source
    assert "&lt;script&gt;alert(1)" in source


def test_it_takes_as_many_queries_for_many_sessions_as_for_few(client, case):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(case.get_absolute_url())
        return len(captured)

    def work():
        SessionFactory(case=case, on=date(2016, 1, 21), attended=True)
        SessionFactory(case=case, on=date(2016, 7, 14))
        SessionFactory(case=case, booked=True)
        ContactAttemptFactory(case=case)

    work()
    few = queries()
    for _ in range(6):
        work()

    assert queries() == few


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

    assert other.get(case.get_absolute_url()).status_code == 404
    assert not AuditEvent.objects.about(case).exists()


def test_a_reference_that_never_existed_is_not_there(client):
    assert client.get(reverse("cases:case_detail", args=["2222-2222"])).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {"CJW", "FSW", "YPS", "MGR", "AUD"}))
def test_whoever_does_no_casework_is_refused_every_case(person, client_of, case, role):
    assert client_of(person(role, "LBHF")).get(case.get_absolute_url()).status_code == 403


def test_to_an_auditor_a_case_that_was_not_drawn_for_them_is_not_there(
    person, client_of, case
):
    auditor = client_of(person(Role.CASE_FILE_AUDITOR, "LBHF"))

    assert auditor.get(case.get_absolute_url()).status_code == 404


def test_a_case_moved_to_a_borough_the_worker_has_no_role_in_is_gone(client_of, person):
    local = person(Role.CRIMINAL_JUSTICE_WORKER, "LBHF")
    case = CaseFactory(worker=local, post=PostFactory(code="CJW"))
    Case.objects.update(borough="WCC")

    assert client_of(local).get(case.get_absolute_url()).status_code == 404
