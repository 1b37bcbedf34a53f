"""A council's officer sets a target of the own borough, and what was set before stays."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, IntegrityError, transaction
from django.urls import reverse

from pilot.calendar import Quarter
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from reporting import actions
from reporting.actions import target as target_actions
from reporting.indicators import Place
from reporting.models import Target
from reporting.targets import WITH_TARGETS, targets_of
from tests.factories import BoroughFactory, TargetFactory
from tests.pages import Page, leads_to, lost, typed

pytestmark = pytest.mark.django_db

SUPPORTED, ENGAGEMENT = WITH_TARGETS["I05"], WITH_TARGETS["I04"]
Q3, WESTMINSTER = Quarter(2016, 2), Place("WCC", "Westminster")
SET = reverse("reporting:target_set", args=["WCC", "I05"])
ANSWERS = {
    "version": "0",
    "period": "2016Q2",
    "holds": "YES",
    "value": "12",
    "direction": "HIGHER",
    "agreed": "NO",
    "reason": "Half as many again as in the first quarter",
}


@pytest.fixture
def officer(person):
    return person(Role.AUTHORISED_OFFICER, "WCC")


def set_target(officer, value, *, version=0, indicator=SUPPORTED, **more):
    told = {
        "version": version,
        "quarter": Q3,
        "is_to_date": False,
        "direction": Target.Direction.HIGHER,
        "reason": "Agreed when the pilot began",
        "value": None if value is None else Decimal(value),
    }
    borough = more.pop("borough", None) or BoroughFactory(code="WCC")
    return actions.set_target(indicator, borough, by=officer, **{**told, **more})


def test_a_target_is_set_with_a_trace(officer):
    target = set_target(officer, 12)

    assert (target.code, target.borough_id, target.quarter) == ("I05", "WCC", "2016Q2")
    assert (target.value, target.place, target.recorded_by) == (12, 1, officer)
    event = AuditEvent.objects.get(action="set")
    assert (event.by, event.borough_id) == (officer, "WCC")
    assert event.detail == {"period": "2016Q2", "was": "none", "to": "12"}


def test_a_change_is_another_row_and_the_latest_stands(officer):
    set_target(officer, 12)
    set_target(officer, 15, version=1, reason="The group asked for more")
    set_target(officer, 40, version=2, is_to_date=True)

    standing = targets_of(["WCC"])

    assert [each.value for each in Target.objects.order_by("pk")] == [12, 15, 40]
    assert standing.of_quarter("I05", WESTMINSTER, Q3).value == 15
    assert standing.to_date("I05", WESTMINSTER, Q3).value == 40
    assert standing.of_quarter("I05", WESTMINSTER, Quarter(2016, 3)) is None
    assert standing.of_quarter("I05", Place("LBHF", ""), Q3) is None
    assert [each.value for each in standing.of("I05", WESTMINSTER)] == [15, 40]


def test_a_target_that_is_taken_back_stands_no_more(officer):
    set_target(officer, 12)
    set_target(officer, None, version=1, reason="The council has set none after all")

    assert targets_of(["WCC"]).of("I05", WESTMINSTER) == []
    assert Target.objects.count() == 2
    with pytest.raises(TransitionRefused, match="no target of that period"):
        set_target(officer, None, version=2)


def test_there_is_nothing_to_take_back_where_none_was_set(officer):
    with pytest.raises(TransitionRefused, match="no target of that period"):
        set_target(officer, None)


def test_a_percentage_is_at_most_100(officer):
    with pytest.raises(TransitionRefused, match="at most 100"):
        set_target(officer, 101, indicator=ENGAGEMENT)

    assert set_target(officer, 100, indicator=ENGAGEMENT).value == 100
    assert set_target(officer, 101).value == 101


def test_an_agreement_is_not_recorded_before_it_is_reached(officer):
    agreed = {"agreed_by": "Contract Management Group", "agreed_on": date(2016, 7, 16)}
    with pytest.raises(TransitionRefused, match="once it has been reached"):
        set_target(officer, 12, **agreed)

    assert set_target(officer, 12, **{**agreed, "agreed_on": date(2016, 7, 15)}).agreed_by


def test_the_second_of_two_officers_is_refused(officer, monkeypatch):
    set_target(officer, 12)

    with pytest.raises(Overtaken):
        set_target(officer, 14)
    # Both had counted before either wrote: the database lets one of them in.
    monkeypatch.setattr(target_actions, "_place", lambda rows: 1)
    with pytest.raises(Overtaken):
        set_target(officer, 14, version=1)
    assert Target.objects.get().value == 12


@pytest.mark.parametrize(
    ("role", "where"),
    [
        (Role.AUTHORISED_OFFICER, "LBHF"),
        (Role.SERVICE_MANAGER, "WCC"),
        (Role.CONTRACT_GROUP_MEMBER, "WCC"),
        (Role.DATA_AND_FINANCE_OFFICER, "WCC"),
    ],
)
def test_nobody_else_sets_a_target_of_the_borough(person, role, where):
    with pytest.raises(PermissionDenied):
        set_target(person(role, where), 12)


def test_the_database_neither_changes_nor_deletes_a_target():
    target = TargetFactory()

    for change in (
        lambda: Target.objects.filter(pk=target.pk).update(value=99),
        lambda: Target.objects.filter(pk=target.pk).delete(),
    ):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("target_is_nothing_or_more", {"value": -1}),
        ("target_has_a_known_direction", {"direction": "SIDE"}),
        ("target_has_a_reason", {"reason": ""}),
        ("target_is_agreed_by_somebody_on_a_day", {"agreed_by": "The group"}),
    ],
)
def test_the_database_refuses_what_makes_no_target(name, wrong):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        TargetFactory(**wrong)


def test_the_officer_sets_it_on_the_page(officer, client_of):
    client = client_of(officer)
    agreed = {
        "agreed": "YES",
        "agreed_by": "Contract Management Group",
        **typed("agreed_on", date(2016, 3, 21)),
    }

    sent = client.post(SET, {**ANSWERS, **agreed, "period": "to-2016Q2"})

    history = reverse("reporting:target_history", args=["WCC", "I05"])
    assert leads_to(sent) == history
    page = Page(client.get(history))
    assert page.done == "The target of People supported to change is set"
    assert (
        "From the start to 30 June 2016 12 Agreed Contract Management Group" in page.words
    )


def test_the_officer_takes_it_back_on_the_page(officer, client_of):
    TargetFactory(place=1)
    client = client_of(officer)

    client.post(SET, {**ANSWERS, "version": "1", "holds": "NO", "value": "12"})

    assert Target.objects.latest("pk").value is None
    assert targets_of(["WCC"]).of("I05", WESTMINSTER) == []


@pytest.mark.parametrize(
    ("figure", "sent", "errors"),
    [
        ("I05", {"value": ""}, {"value"}),
        ("I05", {"value": "12.5"}, {"value"}),
        ("I05", {"value": "-1"}, {"value"}),
        ("I04", {"value": "100.1"}, {"value"}),
        ("I05", {"period": "", "holds": ""}, {"period", "holds"}),
        ("I05", {"period": "2017Q1"}, {"period"}),
        ("I05", {"reason": "", "agreed": ""}, {"reason", "agreed"}),
        ("I05", {"agreed": "YES"}, {"agreed_by", "agreed_on"}),
        ("I05", {"holds": "NO"}, {"period"}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    officer, client_of, figure, sent, errors
):
    told = {**ANSWERS, **sent}
    page = Page(
        client_of(officer).post(reverse("reporting:target_set", args=["WCC", figure]), told)
    )

    assert page.errors.keys() == errors
    assert page.title.startswith("Error: ")
    assert lost(page, {name: told[name] for name in ("value", "reason", "holds")}) == {}
    assert not Target.objects.exists()


def test_who_was_overtaken_is_told(officer, client_of):
    TargetFactory(place=1)

    assert client_of(officer).post(SET, ANSWERS).status_code == 409


@pytest.mark.parametrize("figure", ["F01", "C01", "I99", "I23"])
def test_a_figure_without_targets_has_no_page(officer, client_of, figure):
    page = reverse("reporting:target_set", args=["WCC", figure])

    assert client_of(officer).get(page).status_code == 404
