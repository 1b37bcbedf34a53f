"""The manager moves a case to another borough; what was done before stays where it was."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from cases import actions
from pilot.models import AuditEvent, Borough
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from tests.factories import (
    CaseFactory,
    InvolvementFactory,
    JusticeCheckFactory,
    MembershipFactory,
    PostFactory,
    SessionFactory,
)
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def client(client_of, manager):
    return client_of(manager)


@pytest.fixture
def case(facts):
    case = CaseFactory(post=PostFactory(code="CJW"), opened_on=date(2016, 1, 14))
    for code in ("WCC", "RBKC"):
        MembershipFactory(user=case.worker, borough__code=code)
    return case


def change(case):
    return reverse("cases:case_change_borough", args=[case.reference])


def moved(case, **changes):
    return {
        "to": "WCC",
        **typed("effective_on", date(2016, 4, 1)),
        "reason": "Lives in Westminster now",
        "version": case.version,
        "once": uuid.uuid4().hex,
    } | changes


def test_from_that_day_on_the_case_counts_for_the_other_borough(client, manager, case):
    before = SessionFactory(case=case, on=date(2016, 3, 31), attended=True)
    after = SessionFactory(case=case, on=date(2016, 4, 1), attended=True)

    for day in (date(2016, 3, 31), date(2016, 4, 1)):
        entries = (
            JusticeCheckFactory(case=case, on=day),
            InvolvementFactory(case=case, on=day),
        )

    response = client.post(change(case), moved(case), follow=True)

    for row in (case, before, after):
        row.refresh_from_db()
    assert (case.borough_id, case.accepted_borough_id) == ("WCC", "LBHF")
    assert (before.borough_id, after.borough_id) == ("LBHF", "WCC")
    for made in entries:
        days = made._meta.model.objects.order_by("on").values_list("on", "borough")
        assert list(days) == [(date(2016, 3, 31), "LBHF"), (date(2016, 4, 1), "WCC")]
    assert f"Case {case.reference} now counts for Westminster" in Page(response).done
    trace = AuditEvent.objects.about(case).get(action="changed the borough of")
    assert (trace.by, trace.reason) == (manager, "Lives in Westminster now")


def test_the_other_boroughs_are_offered_and_the_own_is_not(client, case):
    page = Page(client.get(change(case)))

    assert "The case counts for Hammersmith and Fulham now." in page.words
    offered = page.words.partition("from now on?")[2]
    assert "Westminster" in offered.partition("From which day?")[0]
    assert "Hammersmith" not in offered.partition("From which day?")[0]


def test_an_empty_form_says_beside_each_field_what_to_enter(client, case):
    page = Page(client.post(change(case), {"version": case.version}))

    assert page.errors == {
        "to": "Select a borough",
        "effective_on": "Enter the date it changes",
        "reason": "Enter why it changes",
    }


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        (typed("effective_on", date(2016, 7, 16)), "effective_on", "today or in the past"),
        (
            typed("effective_on", date(2016, 1, 13)),
            "effective_on",
            "the day the case opened, 14 January 2016",
        ),
        ({"to": "LBHF"}, "to", "Select one of the answers"),
        ({"to": "XYZ"}, "to", "Select one of the answers"),
        ({"reason": "n" * 201}, "reason", "200 characters or fewer"),
    ],
)
def test_an_answer_that_cannot_be_says_why_and_loses_nothing(
    client, case, sent, field, message
):
    answers = moved(case, **sent)
    del answers["once"]

    page = Page(client.post(change(case), answers))

    assert message in page.errors[field]
    assert lost(page, {name: answers[name] for name in answers if name != "to"}) == {}
    case.refresh_from_db()
    assert case.borough_id == "LBHF"


def test_whoever_does_not_work_there_gives_the_case_to_somebody_who_does(
    client, manager, case, person
):
    case.worker.memberships.filter(borough="WCC").delete()
    local = person(Role.CRIMINAL_JUSTICE_WORKER, "WCC")

    page = Page(client.post(change(case), moved(case)))
    assert "is no caseworker in Westminster: select somebody" in page.errors["worker"]
    with pytest.raises(TransitionRefused, match="not a caseworker in Westminster"):
        actions.change_borough(
            case,
            by=manager,
            version=case.version,
            to=Borough.objects.get(pk="WCC"),
            effective_on=date(2016, 4, 1),
            reason="Moved",
        )
    case.refresh_from_db()
    assert case.borough_id == "LBHF"

    client.post(change(case), moved(case, worker=local.pk))

    case.refresh_from_db()
    assert (case.borough_id, case.worker) == ("WCC", local)
    assert case.allocations.get(ends_on=None).starts_on == date(2016, 4, 1)


def test_a_second_move_must_be_later_than_the_first(client, case):
    client.post(change(case), moved(case))
    case.refresh_from_db()

    page = Page(client.post(change(case), moved(case, to="RBKC")))

    said = "has counted for Westminster since 1 April 2016"
    assert said in page.errors["effective_on"]


def test_of_two_managers_the_second_is_told(client, client_of, person, case):
    sent = moved(case, to="RBKC")
    client_of(person(Role.SERVICE_MANAGER)).post(change(case), moved(case))

    response = client.post(change(case), sent)

    assert response.status_code == 409
    case.refresh_from_db()
    assert case.borough_id == "WCC"


@pytest.mark.parametrize("version", ["", "abc", "-1", "99999999999999999999"])
def test_a_tampered_version_is_answered_in_words(client, case, version):
    response = client.post(change(case), moved(case, version=version))

    assert response.status_code == 200
    assert "This page is out of date" in Page(response).words


def test_pressing_twice_moves_it_once(client, case):
    sent = moved(case)

    first, second = (client.post(change(case), sent) for _ in range(2))

    assert leads_to(first) == leads_to(second) == case.get_absolute_url()
    assert case.boroughs.count() == 2


def test_a_closed_case_stays_where_it_is(client, facts):
    closed = CaseFactory(post=PostFactory(code="CJW"), closed=True)

    assert client.get(change(closed)).status_code == 409
    assert client.post(change(closed), moved(closed)).status_code == 409


def test_a_manager_of_one_borough_cannot_send_a_case_to_another(client_of, person, case):
    local = client_of(person(Role.SERVICE_MANAGER, "LBHF"))

    assert local.post(change(case), moved(case)).status_code == 403
    case.refresh_from_db()
    assert case.borough_id == "LBHF"


def test_a_case_of_another_borough_is_not_there(client_of, person, case):
    elsewhere = client_of(person(Role.SERVICE_MANAGER, "WCC"))

    assert elsewhere.get(change(case)).status_code == 404
    assert elsewhere.post(change(case), moved(case)).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SERVICE_MANAGER}))
def test_only_the_manager_changes_the_borough(person, client_of, case, role):
    other = client_of(person(role, "LBHF"))

    assert other.get(change(case)).status_code == 403
    assert other.post(change(case), moved(case)).status_code == 403
