"""The case page: who it is about, where the work stands and what comes next."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions import keep_engagement
from cases.models import Case
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import (
    CaseFactory,
    ContactAttemptFactory,
    PostFactory,
    SessionFactory,
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


def test_beside_the_appointments_it_says_how_one_moves_to_another_day(client, case):
    how = "record who cancelled it, then book the new one"

    assert how not in Page(client.get(case.get_absolute_url())).words
    SessionFactory(case=case, booked=True)
    assert how in Page(client.get(case.get_absolute_url())).words


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


@pytest.mark.parametrize("role", sorted(set(Role) - {"CJW", "FSW", "YPS", "MGR"}))
def test_whoever_does_no_casework_is_refused_every_case(person, client_of, case, role):
    assert client_of(person(role, "LBHF")).get(case.get_absolute_url()).status_code == 403


def test_a_case_moved_to_a_borough_the_worker_has_no_role_in_is_gone(client_of, person):
    local = person(Role.CRIMINAL_JUSTICE_WORKER, "LBHF")
    case = CaseFactory(worker=local, post=PostFactory(code="CJW"))
    Case.objects.update(borough="WCC")

    assert client_of(local).get(case.get_absolute_url()).status_code == 404
