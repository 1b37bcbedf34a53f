"""The list behind a number: who opens it, what each row says, and that it is as long."""

from datetime import date

import pytest
from django.urls import reverse

from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import (
    CaseFactory,
    PartnerCaseFactory,
    ReferralFactory,
    SessionFactory,
)
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

NOW = date(2016, 7, 15)


@pytest.fixture(autouse=True)
def clock():
    with calendar.clock_set_to(NOW):
        yield


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def client(client_of, manager):
    return client_of(manager)


def address(code, place="WCC", quarter="2015Q4", query=""):
    return f"{reverse('reporting:figure_rows', args=[place, quarter, code])}{query}"


def test_a_number_opens_the_records_it_counts_each_with_its_worker(client):
    case = CaseFactory(borough__code="WCC", opened_on=date(2015, 11, 2))
    came = SessionFactory(case=case, attended=True, on=date(2015, 11, 9))
    missed = SessionFactory(case=case, missed=True, on=date(2015, 11, 16))
    SessionFactory(case=case, attended=True, on=date(2016, 1, 4))

    answer = client.get(address("I22", query="?part=denominator"))

    page, number = Page(answer), answer.context["number"]
    assert number.value == len(answer.context["rows"]) == 2
    assert page.heading.endswith("I22 Session attendance")
    rows = answer.context["rows"]
    assert [row.reference for row in rows] == [came.reference, missed.reference]
    assert [row.href for row in rows] == [
        came.get_absolute_url(),
        missed.get_absolute_url(),
    ]
    assert [row.because for row in rows] == ["Met", "Not met"]
    assert rows[0].day == date(2015, 11, 9)
    assert rows[0].worker == str(came.worker)
    assert number.indicator.numerator_words in page.words


def test_to_date_counts_the_earlier_quarters_too(client):
    for day in (date(2015, 11, 9), date(2016, 1, 4), date(2016, 4, 4)):
        ReferralFactory(borough__code="WCC", received_on=day)

    of_quarter = client.get(address("I01", quarter="2016Q1"))
    so_far = client.get(address("I01", quarter="2016Q1", query="?period=to-date"))

    assert of_quarter.context["number"].value == len(of_quarter.context["rows"]) == 1
    assert so_far.context["number"].value == len(so_far.context["rows"]) == 2


def test_a_long_list_comes_in_pages_and_says_how_many_there_are(client):
    ReferralFactory.create_batch(30, borough__code="WCC", received_on=date(2015, 11, 9))

    answer = client.get(address("I01"))

    assert answer.context["number"].value == 30
    assert len(answer.context["rows"]) == 25
    assert "Showing 1 to 25 of 30 results" in Page(answer).words
    assert len(client.get(address("I01", query="?page=2")).context["rows"]) == 5


def test_different_people_are_listed_once_and_other_numbers_are_a_link_away(client):
    again = {"given_names": "Alder", "surname": "Umberley", "born_on": date(1980, 2, 3)}
    first = ReferralFactory(borough__code="WCC", received_on=date(2015, 11, 2), **again)
    again["surname"] = "UMBERLEY"
    ReferralFactory(borough__code="WCC", received_on=date(2015, 11, 9), **again)

    listed = client.get(address("I01", query="?part=different-people"))

    assert [row.reference for row in listed.context["rows"]] == [first.reference]
    links = dict(Page(client.get(address("I01"))).links)
    assert links["1: different people"].endswith("part=different-people")
    assert links["2: still waiting for a decision"]


def test_what_belongs_to_no_borough_is_listed_on_its_own_line(client):
    nowhere = ReferralFactory(without_borough=True, received_on=date(2015, 11, 2))
    ReferralFactory(borough__code="WCC", received_on=date(2015, 11, 2))

    outside = client.get(address("I01", "OOA"))
    total = client.get(address("I01", "PILOT"))

    assert [row.reference for row in outside.context["rows"]] == [nowhere.reference]
    assert len(total.context["rows"]) == total.context["number"].value == 2


def test_people_lead_to_their_latest_case(client):
    case = CaseFactory(
        borough__code="WCC",
        perpetrator__supported_on=date(2015, 12, 1),
        perpetrator__supported_borough_id="WCC",
    )

    rows = client.get(address("I05")).context["rows"]

    assert [(row.reference, row.href) for row in rows] == [
        (case.reference, case.get_absolute_url())
    ]


def test_partner_support_is_listed_by_its_reference_alone(client):
    support = PartnerCaseFactory(
        his=CaseFactory(borough__code="WCC", opened_on=date(2015, 11, 2)),
        opened_on=date(2015, 11, 2),
        first_attempt_on=date(2015, 11, 4),
        first_contact_on=date(2015, 11, 5),
    )

    answer = client.get(address("I11", query="?part=denominator"))

    (row,) = answer.context["rows"]
    assert (row.reference, row.href) == (support.reference, support.get_absolute_url())
    assert row.worker == ""
    assert row.because == "Not met"
    assert support.person.surname not in Page(answer).words


def test_nobody_is_shown_whom_a_person_harmed_that_they_work_with(client, manager):
    his = CaseFactory(borough__code="WCC", opened_on=date(2015, 11, 2), worker=manager)
    support = PartnerCaseFactory(
        his=his,
        link__case=his,
        opened_on=date(2015, 11, 2),
        first_attempt_on=date(2015, 11, 4),
        first_contact_on=date(2015, 11, 5),
    )

    answer = client.get(address("I11", query="?part=denominator"))

    assert answer.context["number"].value == len(answer.context["rows"]) == 1
    words = Page(answer).words
    assert support.reference not in words
    assert "Counted, and not shown to you" in words


def test_opening_a_list_leaves_a_trace_of_which_it_was(client, manager):
    ReferralFactory(borough__code="WCC", received_on=date(2015, 11, 2))

    client.get(address("I01", query="?period=to-date"))

    opened = AuditEvent.objects.filter(action="opened a list").get()
    assert opened.by == manager
    assert opened.detail == {
        "figure": "I01",
        "place": "WCC",
        "quarter": "2015Q4",
        "part": "numerator",
        "period": "to-date",
        "rows": 1,
    }


@pytest.mark.parametrize(
    ("code", "query"),
    [
        ("I99", ""),
        ("I23", ""),
        ("I01", "?part=denominator"),
        ("I01", "?part=everything"),
        ("I01", "?period=today"),
    ],
)
def test_what_is_no_number_has_no_list(client, code, query):
    assert client.get(address(code, query=query)).status_code == 404


def test_a_line_that_a_figure_does_not_have_has_no_list(client):
    assert client.get(address("I22", "OOA")).status_code == 404
    assert client.get(address("I22", "PAN")).status_code == 404


def test_the_manager_of_one_borough_opens_neither_anothers_list_nor_the_pilots(
    client_of, person
):
    client = client_of(person(Role.SERVICE_MANAGER, "WCC"))

    assert client.get(address("I01", "WCC")).status_code == 200
    assert client.get(address("I01", "RBKC")).status_code == 404
    assert client.get(address("I01", "PILOT")).status_code == 404
    assert client.get(address("I01", "OOA")).status_code == 404


@pytest.mark.parametrize(
    "role",
    [
        Role.AUTHORISED_OFFICER,
        Role.CONTRACT_GROUP_MEMBER,
        Role.DATA_AND_FINANCE_OFFICER,
        Role.CRIMINAL_JUSTICE_WORKER,
        Role.PARTNER_SUPPORT_WORKER,
    ],
)
def test_nobody_else_opens_one(client_of, person, role):
    borough = ["WCC"] if role == Role.AUTHORISED_OFFICER else []
    client = client_of(person(role, *borough))

    assert client.get(address("I01")).status_code == 403
