"""The list of referrals: whose they are, what waits, and how it is narrowed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import AgencyFactory, BoroughFactory, PostFactory, ReferralFactory
from tests.pages import Page, leads_to

pytestmark = pytest.mark.both_engines

LIST = reverse("referrals:referral_list")


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


def referred(code="CJW", borough="LBHF", **answers):
    return ReferralFactory(
        post=PostFactory(code=code), borough=BoroughFactory(code=borough), **answers
    )


def listed(client, query=""):
    response = client.get(LIST + query)
    assert response.status_code == 200
    return [referral.reference for referral in response.context["page"]]


def test_a_caseworker_sees_what_waits_for_the_own_post_and_nothing_of_another(client):
    mine = referred("CJW", "LBHF")
    referred("FSW", "LBHF")

    assert listed(client) == [mine.reference]


def test_a_caseworker_of_one_borough_does_not_see_what_waits_in_another(person, client_of):
    local = person(Role.CRIMINAL_JUSTICE_WORKER, "LBHF")
    mine = referred(borough="LBHF")
    referred(borough="WCC")

    assert listed(client_of(local)) == [mine.reference]


def test_a_referral_without_a_borough_says_so_to_its_post(client):
    unplaced = ReferralFactory(post=PostFactory(code="CJW"), without_borough=True)

    page = Page(client.get(LIST))

    assert unplaced.reference in page.words
    assert "No borough yet" in page.words


def test_a_decided_referral_stays_with_the_worker_it_was_given_to(client, worker, person):
    mine = referred(accepted=True, worker=worker)
    referred(accepted=True, worker=person(Role.CRIMINAL_JUSTICE_WORKER))

    assert listed(client, "?tab=decided") == [mine.reference]


def test_names_shown_leave_one_trace_and_an_empty_list_none(client, worker):
    referred()
    referred()

    client.get(LIST)
    client.get(LIST + "?tab=decided")
    client.head(LIST)

    trace = AuditEvent.objects.about(worker).get()
    assert (trace.action, trace.by, trace.detail) == (
        "listed referrals",
        worker,
        {"rows": 2},
    )


def test_the_manager_sees_every_post_and_borough(person, client_of):
    manager = client_of(person(Role.SERVICE_MANAGER))
    every = {
        referred(code, borough).reference
        for code in ("CJW", "FSW", "YPS")
        for borough in ("LBHF", "RBKC", "WCC")
    }

    assert set(listed(manager)) == every


def test_the_newest_referral_comes_first(client):
    older, newer = (referred(received_on=date(2016, 1, day)) for day in (11, 12))

    assert listed(client) == [newer.reference, older.reference]


def test_each_tab_counts_the_rows_it_holds(client, worker):
    for _ in range(3):
        referred()
    referred(screening=True)
    referred(pending=True)
    referred(declined=True, screening_by=worker)

    counts = {tab["text"]: tab["count"] for tab in client.get(LIST).context["tabs"]}

    assert counts == {
        "Waiting": 5,
        "Being screened": 1,
        "Waiting for information": 1,
        "Decided": 1,
        "To be told": 1,
    }
    for tab, number in zip(
        ("waiting", "screening", "asked", "decided", "untold"), counts.values(), strict=True
    ):
        assert len(listed(client, f"?tab={tab}")) == number


def test_the_filters_narrow_the_rows_the_counts_and_the_other_tabs(person, client_of):
    manager = client_of(person(Role.SERVICE_MANAGER))
    wanted = referred("FSW", "WCC")
    referred("FSW", "LBHF")
    referred("CJW", "WCC")

    response = manager.get(LIST + "?borough=WCC&post=FSW")

    assert [referral.pk for referral in response.context["page"]] == [wanted.pk]
    assert [tab["count"] for tab in response.context["tabs"]] == [1, 0, 0, 0, 0]
    assert all("borough=WCC" in tab["href"] for tab in response.context["tabs"])


def test_the_filters_show_what_was_chosen(person, client_of):
    response = client_of(person(Role.SERVICE_MANAGER)).get(LIST + "?borough=WCC&post=FSW")

    page = Page(response)

    assert (page.answer("borough"), page.answer("post")) == ("WCC", "FSW")


@pytest.mark.parametrize(
    "query",
    ["borough=XYZ", "post=' OR 1=1", "tab=nonsense", "page=abc", "page=-1", "borough=%00"],
)
def test_an_odd_address_shows_the_list_as_if_nothing_had_been_asked(client, query):
    mine = referred()

    assert listed(client, f"?{query}") == [mine.reference]


def test_a_long_list_comes_in_pages_that_keep_the_filters(client):
    for n in range(27):
        referred(received_on=date(2016, 1, 1) + timedelta(days=n))

    first, beyond = Page(client.get(LIST + "?post=CJW")), client.get(LIST + "?page=99")

    assert "Showing 1 to 25 of 27 results" in first.words
    assert "?post=CJW&page=2" in [address for _, address in first.links]
    assert "Showing 26 to 27 of 27 results" in Page(beyond).words


def test_an_empty_list_says_where_else_to_look(client, worker):
    referred(declined=True, worker=worker)

    page = Page(client.get(LIST))

    assert "No referral is waiting here" in page.words
    assert "Decided (1)" in [words for words, _ in page.links]


def test_a_referral_left_too_long_is_marked_overdue(client, today):
    referred(received_on=today - timedelta(days=20))

    assert "Overdue" in Page(client.get(LIST)).words


def test_no_address_on_the_page_holds_a_name(client):
    referred(given_names="Alder", surname="Quillfeather")

    addresses = " ".join(address for _, address in Page(client.get(LIST)).links).lower()

    assert "alder" not in addresses
    assert "quillfeather" not in addresses


def test_it_takes_as_many_queries_for_twenty_rows_as_for_two(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        return len(captured)

    team = AgencyFactory()
    for _ in range(2):
        referred(agency=team)
    few = queries()
    for _ in range(18):
        referred()

    assert queries() == few


@pytest.mark.parametrize(
    "role",
    [
        Role.AUTHORISED_OFFICER,
        Role.CONTRACT_GROUP_MEMBER,
        Role.PARTNER_SUPPORT_WORKER,
        Role.SYSTEM_ADMINISTRATOR,
        Role.DATA_AND_FINANCE_OFFICER,
    ],
)
def test_whoever_does_no_casework_cannot_open_the_list(person, client_of, role):
    assert client_of(person(role, "LBHF")).get(LIST).status_code == 403


def test_nobody_reads_it_without_signing_in(facts):
    assert leads_to(Client().get(LIST)) == reverse("pilot:sign_in")
