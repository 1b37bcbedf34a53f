"""The list of cases: whose they are, how they are sorted, narrowed and counted."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import BoroughFactory, CaseFactory, PostFactory, SessionFactory
from tests.pages import Page, leads_to

pytestmark = pytest.mark.both_engines

LIST = reverse("cases:case_list")


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case_of(facts):
    def make(worker, borough="LBHF", **fields):
        return CaseFactory(
            worker=worker,
            post=PostFactory(code="CJW"),
            borough=BoroughFactory(code=borough),
            **fields,
        )

    return make


def listed(client, query=""):
    response = client.get(LIST + query)
    assert response.status_code == 200
    return [case.reference for case in response.context["page"]]


def test_a_caseworker_sees_the_own_cases_only(client, worker, person, case_of):
    mine = case_of(worker)
    case_of(person(Role.CRIMINAL_JUSTICE_WORKER))

    assert listed(client) == [mine.reference]


def test_the_manager_sees_everybodys_cases(client_of, person, case_of):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    cases = {case_of(worker, borough).reference for borough in ("LBHF", "RBKC", "WCC")}

    assert set(listed(client_of(person(Role.SERVICE_MANAGER)))) == cases


def test_a_manager_of_one_borough_sees_that_boroughs_cases(client_of, person, case_of):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    here = case_of(worker, "LBHF")
    case_of(worker, "WCC")

    assert listed(client_of(person(Role.SERVICE_MANAGER, "LBHF"))) == [here.reference]


def test_a_role_that_ended_takes_its_cases_with_it(client, worker, case_of):
    case_of(worker, "LBHF")
    here = case_of(worker, "WCC")
    worker.memberships.filter(borough="LBHF").update(
        ended_at="2016-07-01T10:00Z", ended_by=worker, end_reason="Left the borough"
    )

    assert listed(client) == [here.reference]


def test_each_tab_counts_the_rows_it_holds(client, worker, case_of):
    case_of(worker)
    case_of(worker, status=Case.Status.REVIEW)
    case_of(worker, closed=True)

    tabs = client.get(LIST).context["tabs"]

    assert {tab["text"]: tab["count"] for tab in tabs} == {
        "Open": 2,
        "Not contacted yet": 1,
        "Closed": 1,
    }
    assert [len(listed(client, tab["href"])) for tab in tabs] == [2, 1, 1]


def test_the_filters_narrow_the_rows_and_the_counts(client, worker, case_of):
    wanted = case_of(worker, "WCC", status=Case.Status.REVIEW)
    case_of(worker, "WCC")
    case_of(worker, "LBHF", status=Case.Status.REVIEW)

    response = client.get(LIST + "?borough=WCC&status=REVIEW&post=CJW")

    assert [case.pk for case in response.context["page"]] == [wanted.pk]
    assert [tab["count"] for tab in response.context["tabs"]] == [1, 0, 0]


@pytest.mark.parametrize(
    ("sort", "first"),
    [("opened", "newer"), ("name", "older"), ("nonsense", "newer"), ("", "newer")],
)
def test_the_list_is_sorted_on_the_server_by_what_was_asked(
    client, worker, case_of, sort, first
):
    cases = {
        "older": case_of(worker, opened_on=date(2016, 1, 14), referral__surname="Ashling"),
        "newer": case_of(worker, opened_on=date(2016, 2, 29), referral__surname="Vetch"),
    }

    assert listed(client, f"?sort={sort}")[0] == cases[first].reference


def test_the_manager_can_sort_by_worker(client_of, person, case_of):
    later = case_of(person(Role.CRIMINAL_JUSTICE_WORKER, last_name="Yarrow"))
    sooner = case_of(person(Role.CRIMINAL_JUSTICE_WORKER, last_name="Beech"))
    manager = client_of(person(Role.SERVICE_MANAGER))

    assert listed(manager, "?sort=worker") == [sooner.reference, later.reference]


def test_a_row_says_when_the_person_was_last_seen(client, worker, case_of):
    case = case_of(worker)
    SessionFactory(case=case, on=date(2016, 2, 29), attended=True)
    SessionFactory(case=case, on=date(2016, 3, 7), missed=True)
    case_of(worker)

    words = Page(client.get(LIST)).words

    assert "29 Feb 2016" in words
    assert "Not yet" in words


def test_each_open_case_offers_to_log_work_and_a_closed_one_does_not(
    client, worker, case_of
):
    case = case_of(worker)
    case_of(worker, closed=True)

    opened, closed = (Page(client.get(LIST + tab)) for tab in ("", "?tab=closed"))

    assert reverse("cases:session_log", args=[case.reference]) in _addresses(opened)
    assert reverse("cases:attempt_log", args=[case.reference]) in _addresses(opened)
    assert not [url for url in _addresses(closed) if url.endswith("/session/")]


@pytest.mark.parametrize(
    ("step", "asked", "kept", "left_out"),
    [
        ("session", "Log an intervention: which case?", "/session/", "/attempt/"),
        ("attempt", "Log a failed attempt: which case?", "/attempt/", "/session/"),
    ],
)
def test_from_the_home_page_the_list_asks_which_case(
    client, worker, case_of, step, asked, kept, left_out
):
    case_of(worker)

    page = Page(client.get(f"{LIST}?next_step={step}"))

    assert page.heading == asked
    assert [url for url in _addresses(page) if url.endswith(kept)]
    assert not [url for url in _addresses(page) if url.endswith(left_out)]


def _addresses(page):
    return [address for _, address in page.links]


@pytest.mark.parametrize(
    "query",
    ["status=XYZ", "borough=%00", "tab=nonsense", "page=0", "page=abc", "next_step=fly"],
)
def test_an_odd_address_shows_the_list_as_if_nothing_had_been_asked(
    client, worker, case_of, query
):
    case = case_of(worker)

    assert listed(client, f"?{query}") == [case.reference]


def test_a_long_list_comes_in_pages_that_keep_sort_and_filters(client, worker, case_of):
    for n in range(26):
        case_of(worker, opened_on=date(2016, 1, 14) + timedelta(days=n))

    page = Page(client.get(LIST + "?sort=name&post=CJW"))

    assert "Showing 1 to 25 of 26 results" in page.words
    assert "?sort=name&post=CJW&page=2" in _addresses(page)
    assert len(listed(client, "?sort=name&page=2")) == 1


def test_an_empty_list_says_what_to_do(client):
    words = Page(client.get(LIST)).words

    assert "A case opens when a referral is accepted." in words


def test_each_page_of_names_shown_leaves_one_trace(client, worker, case_of):
    for _ in range(26):
        case_of(worker)

    client.get(LIST)
    client.get(LIST + "?page=2")

    traces = AuditEvent.objects.about(worker).order_by("pk")
    assert [(trace.action, trace.by, trace.detail) for trace in traces] == [
        ("listed cases", worker, {"rows": 25}),
        ("listed cases", worker, {"rows": 1}),
    ]


def test_a_list_that_names_nobody_leaves_no_trace(client, worker, case_of):
    case_of(worker)

    client.get(LIST + "?tab=closed")
    client.head(LIST)

    assert not AuditEvent.objects.exists()


def test_no_address_on_the_page_holds_a_name(client, worker, case_of):
    case_of(worker, referral__surname="Quillfeather")

    assert "quillfeather" not in " ".join(_addresses(Page(client.get(LIST)))).lower()


def test_it_takes_as_many_queries_for_twenty_rows_as_for_two(client, worker, case_of):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        return len(captured)

    for _ in range(2):
        SessionFactory(case=case_of(worker), attended=True)
    few = queries()
    for _ in range(18):
        SessionFactory(case=case_of(worker), attended=True)

    assert queries() == few


@pytest.mark.parametrize("role", sorted(set(Role) - {"CJW", "FSW", "YPS", "MGR"}))
def test_whoever_does_no_casework_cannot_open_the_list(person, client_of, role):
    assert client_of(person(role, "LBHF")).get(LIST).status_code == 403


def test_nobody_reads_it_without_signing_in(facts):
    assert leads_to(Client().get(LIST)) == reverse("pilot:sign_in")


def test_what_is_missing_narrows_the_list_to_the_cases_that_miss_it(client, worker):
    opened = date(2016, 3, 1)
    quiet = CaseFactory(worker=worker, opened_on=opened)
    CaseFactory(worker=worker, opened_on=date(2016, 7, 1))
    SessionFactory(case=CaseFactory(worker=worker, opened_on=opened), on=date(2016, 7, 1))
    ageless = CaseFactory(
        worker=worker, opened_on=date(2016, 7, 1), perpetrator__born_on=None
    )

    found = {
        gap: [case.pk for case in client.get("/cases/", {"gap": gap}).context["page"]]
        for gap in ("quiet", "birth_date")
    }

    assert found == {"quiet": [quiet.pk], "birth_date": [ageless.pk]}
