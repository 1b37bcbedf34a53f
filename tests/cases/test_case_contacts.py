"""Everything on a case in one stream, newest first."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import actions
from cases.models import Case
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import (
    CaseFactory,
    CaseNoteFactory,
    ContactAttemptFactory,
    NoteAddendumFactory,
    PostFactory,
    PractitionerFactory,
    ReferralFactory,
    SessionFactory,
    at,
    ready_to_close,
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
    """Its opening is the first thing that happened."""
    return CaseFactory(worker=worker, post=PostFactory(code="CJW"))


def timeline(case, query=""):
    return reverse("cases:case_contacts", args=[case.reference]) + query


def entries(client, case, query=""):
    response = client.get(timeline(case, query))
    assert response.status_code == 200
    return list(response.context["page"])


@pytest.fixture
def busy(case, worker):
    """One of each kind of thing that happens on a case."""
    SessionFactory(case=case, on=date(2016, 2, 29), attended=True, next_plan="Look at May")
    ContactAttemptFactory(case=case, on=date(2016, 1, 16), note="Rang twice")
    actions.move_case(case, by=worker, to=Case.Status.CONTACTING, reason="Reached at last")
    return case


def test_the_newest_comes_first(client, busy):
    days = [entry.on for entry in entries(client, busy)]

    assert days == sorted(days, reverse=True)
    assert len(days) == 4


def test_each_entry_says_what_when_and_by_whom(client, busy, worker):
    words = Page(client.get(timeline(busy))).words

    for told in (
        f"Motivational work, visit by {worker} 29 February 2016",
        "Talked about the last fortnight and what had helped.",
        "Next time: Look at May",
        f"Attempt: phone by {worker} 16 January 2016",
        "Rang twice",
        f"Moved to contacting by {worker} 15 July 2016",
        "Reached at last",
    ):
        assert told in words


@pytest.mark.parametrize(
    ("kind", "count"),
    [("session", 1), ("attempt", 1), ("move", 2), ("", 4), ("nonsense", 4), ("%00", 4)],
)
def test_it_can_be_narrowed_to_one_kind(client, busy, kind, count):
    assert len(entries(client, busy, f"?kind={kind}")) == count


def test_what_was_recorded_late_shows_both_days(client, case):
    SessionFactory(
        case=case, on=date(2016, 3, 31), attended=True, recorded_at=at(date(2016, 4, 4))
    )
    ContactAttemptFactory(case=case, on=date(2016, 3, 31), recorded_at=at(date(2016, 4, 5)))

    words = Page(client.get(timeline(case))).words

    assert "31 March 2016 recorded 4 April 2016" in words
    assert "31 March 2016 recorded 5 April 2016" in words


@pytest.mark.parametrize(
    ("recorded_at", "told"),
    [
        (at(date(2016, 6, 30), 23), "30 June 2016 Attended"),
        (at(date(2016, 7, 1), 0), "30 June 2016 recorded 1 July 2016"),  # 23:00 in UTC
    ],
)
def test_a_day_ends_at_midnight_in_london(client, case, recorded_at, told):
    SessionFactory(case=case, on=date(2016, 6, 30), attended=True, recorded_at=recorded_at)

    assert told in Page(client.get(timeline(case))).words


def test_an_appointment_that_waits_for_its_record_leads_there(client, case):
    awaiting = SessionFactory(case=case, on=date(2016, 7, 14))
    done = SessionFactory(case=case, on=date(2016, 7, 7), attended=True)

    addresses = [address for _, address in Page(client.get(timeline(case))).links]

    corrects = {
        reverse("cases:session_correct", args=[each.reference]) for each in (awaiting, done)
    }
    assert {url for url in addresses if "/sessions/" in url} == {
        awaiting.get_absolute_url(),
        *corrects,
    }


def test_who_else_was_there_and_where_it_was_moved_stand_beside_a_session(
    client_of, person
):
    family = person(Role.FAMILY_SUPPORT_WORKER)
    case, *others = (
        CaseFactory(worker=family, post=PostFactory(code="FSW")) for _ in range(3)
    )
    first = actions.log_session(
        case,
        by=family,
        on=date(2016, 7, 20),
        starts_at=time(14),
        kind="MOTIV",
        method="VISIT",
        outcome="NOT_REC",
        others=[(other, "NOT_REC") for other in others],
        practitioners=[PractitionerFactory(name="Ms Grebe")],
    )
    actions.move_session(
        first,
        by=family,
        version=1,
        on=date(2016, 7, 25),
        starts_at=time(10),
        asked_by="US",
        asked_on=date(2016, 7, 15),
        reason="Training day",
    )

    words = Page(client_of(family).get(timeline(case))).words

    assert "With Ms Grebe" in words
    assert "Together with 2 others" in words
    assert "Moved to 25 July 2016, we asked on 15 July 2016 Training day" in words
    assert "Moved from 20 July 2016" in words
    assert others[0].perpetrator.surname not in words.replace(case.perpetrator.surname, "")


def test_the_case_opens_moves_and_closes_on_its_own_days(client, worker):
    referral = ReferralFactory(
        post=PostFactory(code="CJW"),
        received_on=date(2016, 1, 11),
        fit=date(2016, 1, 14),
    )
    case = actions.open_case(
        referral, by=worker, worker=worker, accepted_on=date(2016, 1, 14)
    )
    leaving = {"on": date(2016, 6, 29), "reason": "Moves to the coast"}
    actions.move_case(case, by=worker, to=Case.Status.CLOSING, **leaving)
    ready_to_close(case)
    actions.close_case(
        case, by=worker, closed_on=date(2016, 6, 30), reason="OTHER", outcome="It ended."
    )

    story = entries(client, case, "?kind=move")

    assert [(entry.title, entry.on, entry.who, entry.text) for entry in story] == [
        ("Closed", date(2016, 6, 30), str(worker), ""),
        ("Moved to closing", date(2016, 6, 29), str(worker), "Moves to the coast"),
        ("Opened", date(2016, 1, 14), str(worker), ""),
    ]
    assert "30 June 2016 recorded 15 July 2016" in Page(client.get(timeline(case))).words


def test_reading_it_leaves_a_trace(client, worker, case):
    client.get(timeline(case))

    trace = AuditEvent.objects.about(case).get()
    assert (trace.by, trace.action) == (worker, "read the contacts of")


def test_reads_are_no_part_of_the_story(client, case):
    client.get(case.get_absolute_url())

    assert [entry.title for entry in entries(client, case)] == ["Opened"]
    words = Page(client.get(timeline(case, "?kind=session"))).words
    assert "Nothing of this kind has been logged" in words


def test_a_long_story_is_told_a_page_at_a_time_and_nothing_twice(client, case):
    for day in range(1, 29):
        SessionFactory(case=case, on=date(2016, 2, day), attended=True)
        ContactAttemptFactory(case=case, on=date(2016, 2, day))

    pages = [entries(client, case, f"?page={number}") for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [25, 25, 7]
    told = [entry for page in pages for entry in page]
    assert [entry.on for entry in told] == sorted(
        (entry.on for entry in told), reverse=True
    )
    assert len({(entry.on, entry.title) for entry in told}) == 57


def test_paragraphs_stay_and_markup_is_shown_as_typed(client, case):
    SessionFactory(case=case, attended=True, record="First.\n\nThen <b>bold</b>.")

    source = client.get(timeline(case)).content.decode()

    assert "<p>First.</p>" in source
    assert "&lt;b&gt;bold&lt;/b&gt;" in source


def test_it_takes_as_many_queries_for_a_long_story_as_for_a_short_one(client, busy):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(timeline(busy))
        return len(captured)

    few = queries()
    SessionFactory.create_batch(20, case=busy, attended=True)
    ContactAttemptFactory.create_batch(20, case=busy)

    assert queries() == few


def test_somebody_elses_case_is_not_there(client_of, person, case):
    other = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))

    assert other.get(timeline(case)).status_code == 404


@pytest.mark.parametrize("role", [Role.AUTHORISED_OFFICER, Role.PARTNER_SUPPORT_WORKER])
def test_whoever_does_no_casework_is_refused(person, client_of, case, role):
    assert client_of(person(role, "LBHF")).get(timeline(case)).status_code == 403


def test_notes_and_what_was_added_to_them_stand_in_it_without_their_words(
    client, case, worker
):
    note = CaseNoteFactory(case=case, on=date(2016, 3, 1), sensitivity="WITHHOLD")
    added = NoteAddendumFactory(note=note)

    story = entries(client, case, "?kind=note")

    assert [entry.title for entry in story] == [
        "Added to the note of 1 March 2016",
        f"Note: {note.get_category_display().lower()}",
    ]
    assert {entry.url for entry in story} == {note.get_absolute_url()}
    assert story[1].tag == "Withhold from them"
    words = Page(client.get(timeline(case))).words
    assert note.text not in words
    assert added.text not in words


def test_the_trail_of_corrections_is_asked_for_once(client, case):
    SessionFactory(case=case, attended=True)
    ContactAttemptFactory(case=case)

    with CaptureQueriesContext(connection) as queries:
        client.get(timeline(case))

    asked = [each["sql"] for each in queries if "put right" in each["sql"]]
    assert len(asked) == 1
