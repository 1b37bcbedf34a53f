"""The page of who did what, and who saw what."""

import re
from datetime import date

import pytest

from pilot import audit
from pilot.models import AuditEvent
from pilot.permissions import Permission, Role
from tests.factories import AuditEventFactory, SessionFactory, UserFactory, at

pytestmark = pytest.mark.both_engines

MGR = Role.SERVICE_MANAGER


@pytest.fixture
def manager(person):
    return person(MGR, first_name="Marigold", last_name="Ash")


@pytest.fixture
def client(manager, client_of):
    return client_of(manager)


def sentences(client, **filters) -> list[str]:
    """What the page tells, newest first, without the reader's own reading."""
    page = client.get("/trail/", filters).content.decode()
    told = re.findall(r'<th scope="row" class="govuk-table__header">([^<]*)', page)
    return [one for one in told if "read the trail" not in one]


def test_events_read_as_sentences_with_time_role_reason_and_request(client, facts):
    cara = UserFactory(first_name="Cara", last_name="Juniper")
    AuditEventFactory(
        at=at(date(2016, 5, 10), 14),
        by=cara,
        roles="CJW",
        action="moved",
        target_name="case K7QM-4RXD",
        detail={"was": "assessed", "to": "in work"},
        borough=facts.boroughs["WCC"],
        reason="The plan is agreed",
        request_id="0a1b2c3d",
    )

    page = client.get("/trail/").content.decode()

    assert sentences(client) == [
        "Cara Juniper moved case K7QM-4RXD from assessed to in work"
    ]
    for told in (
        "10 May 2016, 14:00:00",
        "Westminster",
        "Criminal Justice Worker",
        "The plan is agreed",
        "0a1b2c3d",
    ):
        assert told in page


def test_sign_ins_and_refusals_appear(client, client_of, person):
    person(Role.CRIMINAL_JUSTICE_WORKER, username="cjw")
    client_of(person(Role.CASE_FILE_AUDITOR, first_name="Sorrel", last_name="Dock")).get(
        "/people/"
    )
    client.get("/health/")
    client_of(UserFactory()).post("/sign-out/")
    type(client)().post("/sign-in/", {"username": "cjw", "password": "not this one"})

    told = sentences(client)

    assert told[0] == "The service refused a sign-in to the account cjw"
    assert told[1].endswith(" signed out")
    assert told[2] == "Sorrel Dock was refused a page, person list"


@pytest.fixture
def three_events(facts):
    cara = UserFactory(first_name="Cara", last_name="Juniper")
    fern = UserFactory(first_name="Fern", last_name="Sorrel")
    AuditEventFactory(
        at=at(date(2016, 1, 31), 23), by=cara, action="closed", target_name="case K7QM-4RXD"
    )
    AuditEventFactory(
        at=at(date(2016, 2, 1), 0),
        by=fern,
        action="read",
        target_type="referrals.referral",
        target_name="referral K7QM-4RXD",
    )
    AuditEventFactory(
        at=at(date(2016, 7, 1), 0), by=fern, action="read", target_name="case 9JJD-RRRR"
    )
    return {"cara": cara, "fern": fern}


CLOSED = "Cara Juniper closed case K7QM-4RXD"
READ = "Fern Sorrel read referral K7QM-4RXD"
LATER = "Fern Sorrel read case 9JJD-RRRR"


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({}, [LATER, READ, CLOSED]),
        ({"by": "cara"}, [CLOSED]),
        ({"target_type": "cases.case"}, [LATER, CLOSED]),
        ({"action": "read"}, [LATER, READ]),
        ({"reference": "K7QM-4RXD"}, [READ, CLOSED]),
        ({"reference": "k7qm4rxd "}, [READ, CLOSED]),
        ({"reference": "K7QM"}, [LATER, READ, CLOSED]),
        ({"since": (2016, 2, 1)}, [LATER, READ]),
        ({"until": (2016, 1, 31)}, [CLOSED]),
        ({"since": (2016, 2, 1), "until": (2016, 2, 1)}, [READ]),
        ({"since": (2016, 7, 1)}, [LATER]),
        ({"by": "fern", "action": "closed"}, []),
        ({"by": "999999", "action": "flew", "target_type": "x"}, [LATER, READ, CLOSED]),
    ],
)
def test_filters_narrow_the_list(client, three_events, filters, left):
    query = {}
    for name, value in filters.items():
        if isinstance(value, tuple):
            for part, number in zip(("year", "month", "day"), value, strict=True):
                query[f"{name}_{part}"] = number
        else:
            query[name] = three_events[value].pk if value in three_events else value

    assert sentences(client, **query) == left


def test_a_filter_that_makes_no_sense_says_so_and_is_left_out(client, three_events):
    query = {"reference": "K7", "since_day": "31", "since_month": "2", "since_year": "2016"}

    page = client.get("/trail/", query).content.decode()

    assert "Enter the reference in full, like K7QM-4RXD" in page
    assert "must be a real date" in page
    assert CLOSED in page


def test_a_last_day_before_the_first_is_pointed_out(client, three_events):
    query = {
        f"{name}_{part}": value
        for name, day in (("since", (2, 3, 2016)), ("until", (1, 3, 2016)))
        for part, value in zip(("day", "month", "year"), day, strict=True)
    }

    page = client.get("/trail/", query).content.decode()

    assert "The last day must be on or after the first day" in page


def test_reading_the_trail_is_recorded_with_what_was_looked_for(
    client, manager, three_events
):
    fern = three_events["fern"]
    client.get("/trail/", {"by": fern.pk, "reference": "K7QM4RXD"})

    event = AuditEvent.objects.get(action="read the trail")
    assert event.by == manager
    assert event.sentence == "Marigold Ash read the trail"
    assert event.detail == {"filters": {"by": str(fern.pk), "reference": "K7QM-4RXD"}}


def test_a_reader_of_one_borough_sees_that_ones_events_and_those_of_none(
    person, client_of, facts
):
    lead = person(Role.GOVERNANCE_LEAD, "WCC")
    for name, code in (("ours", "WCC"), ("theirs", "LBHF")):
        AuditEventFactory(target_name=f"case {name}", borough=facts.boroughs[code])
    AuditEventFactory(target_name="the account cjw", borough=None)

    told = " ".join(sentences(client_of(lead)))

    assert "case ours" in told
    assert "the account cjw" in told
    assert "case theirs" not in told


def test_choices_name_nobody_of_another_borough(person, client_of, facts):
    lead = person(Role.GOVERNANCE_LEAD, "WCC")
    away = UserFactory(first_name="Somebody", last_name="Elsewhere")
    AuditEventFactory(by=away, borough=facts.boroughs["LBHF"], action="waved at")

    page = client_of(lead).get("/trail/").content.decode()

    assert "Elsewhere" not in page
    assert "Waved at" not in page


def test_the_list_is_paged_and_keeps_its_filters(client, manager, facts):
    for number in range(60):
        AuditEventFactory(by=manager, action="closed", target_name=f"case number {number}")

    first = sentences(client, action="closed")
    page = client.get("/trail/", {"action": "closed"}).content.decode()

    assert len(first) == 50
    assert "?action=closed&amp;page=2" in page
    assert len(sentences(client, action="closed", page=2)) == 10
    assert len(sentences(client, action="closed", page="10000000000")) == 10


def test_the_number_of_queries_does_not_grow_with_the_list(
    client, facts, django_assert_max_num_queries
):
    client.get("/trail/")
    for _ in range(50):
        AuditEventFactory()

    with django_assert_max_num_queries(14):
        client.get("/trail/")


def test_hostile_text_is_shown_as_text(client, manager):
    audit.record(
        manager, "closed", by=UserFactory(first_name="<b>Bold"), reason="<script>1"
    )

    page = client.get("/trail/").content.decode()

    assert "&lt;b&gt;Bold" in page
    assert "&lt;script&gt;1" in page
    assert "<script>1" not in page


def test_nobody_else_reads_the_trail(person, client_of):
    for role in Role:
        somebody = person(role, "WCC")
        if not somebody.can(Permission.READ_TRAIL):
            assert client_of(somebody).get("/trail/").status_code == 403
    assert not AuditEvent.objects.filter(action="read the trail").exists()


def test_a_case_reference_finds_what_was_logged_on_the_case(client, manager):
    session = SessionFactory()
    audit.record(session, "recorded", by=manager, case=session.case.reference)
    audit.record(SessionFactory(), "recorded", by=manager)

    case = session.case.reference

    assert sentences(client, reference=case) == [
        f"Marigold Ash recorded session {session.reference} on case {case}"
    ]
