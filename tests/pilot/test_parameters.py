"""The numbers the service reckons with: what is in force, and changing them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from pilot import actions, calendar, parameters
from pilot.models import AuditEvent, ParameterChange
from pilot.parameters import PARAMETERS
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused

FIRST_ATTEMPT, ATTEMPTS = PARAMETERS["P-05"], PARAMETERS["P-02"]


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def change(parameter, manager, *numbers, version=0, **more):
    told = {"version": version, "reason": "The group asked", **more}
    return actions.change_parameter(parameter, by=manager, numbers=numbers, **told)


def test_until_somebody_changes_it_a_parameter_has_its_default(db):
    assert parameters.value("P-05") == 5
    assert parameters.values("P-02") == (3, 2, 10)
    assert (
        parameters.in_words("P-02")
        == "3 attempts, in at least 2 ways, over at least 10 working days"
    )
    assert (
        parameters.filled("within {P-04}, from {P-13.2} on")
        == "within 5 working days, from 60 days on"
    )
    assert parameters.named_in("within {P-04}, from {P-13.2} on") == {"P-04", "P-13"}


@pytest.mark.parametrize("code", PARAMETERS)
def test_every_default_lies_within_its_own_bounds(code):
    parameter = PARAMETERS[code]

    for number in parameter.numbers:
        assert number.lowest <= number.default <= number.highest
    assert not parameter.is_ascending or list(parameter.default) == sorted(
        {*parameter.default}
    )
    assert parameter.in_words(parameter.default)


def test_a_change_holds_from_its_day_and_what_was_before_stays(manager, today):
    with calendar.clock_set_to(date(2016, 2, 1)):
        change(FIRST_ATTEMPT, manager, 3)
    change(FIRST_ATTEMPT, manager, 1, version=1)

    days = (date(2016, 1, 31), date(2016, 2, 1), today - timedelta(days=1), today)
    assert [parameters.value("P-05", on=day) for day in days] == [5, 3, 3, 1]
    assert parameters.in_words("P-05") == "1 working day"
    assert list(ParameterChange.objects.values_list("was", "value")) == [
        ("5", "3"),
        ("3", "1"),
    ]
    trace = AuditEvent.objects.filter(action="changed").latest("pk")
    assert (trace.target_name, trace.by) == ("parameter P-05", manager)
    assert trace.detail == {"was": "3", "to": "1"}


def test_the_same_number_again_only_with_a_body_that_agreed_to_it(manager):
    with pytest.raises(TransitionRefused, match="is 5 working days already"):
        change(FIRST_ATTEMPT, manager, 5)

    agreed = {"agreed_by": "Contract Management Group", "agreed_on": date(2016, 3, 21)}
    assert change(FIRST_ATTEMPT, manager, 5, **agreed).agreed_on == date(2016, 3, 21)


@pytest.mark.parametrize(
    ("code", "numbers"),
    [("P-05", (0,)), ("P-05", (61,)), ("P-03", (3, 3, 6)), ("P-17", (9, 17))],
)
def test_what_lies_outside_its_bounds_or_its_order_is_refused(manager, code, numbers):
    with pytest.raises(TransitionRefused):
        change(PARAMETERS[code], manager, *numbers)


def test_who_was_overtaken_and_what_is_yet_to_be_agreed_is_refused(manager, monkeypatch):
    change(FIRST_ATTEMPT, manager, 3)
    with pytest.raises(Overtaken):
        change(FIRST_ATTEMPT, manager, 4)
    with pytest.raises(TransitionRefused, match="once it has been reached"):
        change(
            FIRST_ATTEMPT,
            manager,
            4,
            version=1,
            agreed_by="Group",
            agreed_on=date(2016, 7, 16),
        )

    fewer = ParameterChange.objects.none()  # as somebody reads it before the other commits
    monkeypatch.setattr(ParameterChange.objects, "filter", lambda **kwargs: fewer)
    with pytest.raises(Overtaken):
        change(FIRST_ATTEMPT, manager, 4)


def test_a_request_reads_them_once_and_sees_its_own_change(
    manager, django_assert_num_queries
):
    with parameters.read_once():
        with django_assert_num_queries(1):
            assert [parameters.value(code) for code in ("P-05", "P-06", "P-05")] == [
                5,
                5,
                5,
            ]
        change(FIRST_ATTEMPT, manager, 3)
        assert parameters.value("P-05") == 3

    with django_assert_num_queries(2):
        assert [parameters.value("P-05") for _ in range(2)] == [3, 3]


def test_the_database_refuses_what_is_no_change_and_any_second_thought(manager):
    change(FIRST_ATTEMPT, manager, 3)
    row = ParameterChange.objects.get()
    for wrong in (
        {"place": 1},
        {"place": 2, "reason": ""},
        {"place": 2, "value": "5"},
        {"place": 2, "agreed_by": "The group"},
    ):
        kept = {"was": "5", "value": "4", "reason": "Why", "starts_on": row.starts_on}
        by = {"code": "P-05", "recorded_at": row.recorded_at, "recorded_by": manager}
        with pytest.raises(IntegrityError), transaction.atomic():
            ParameterChange.objects.create(**{**kept, **by, **wrong})
    for again in (row.delete, lambda: ParameterChange.objects.update(reason="Other")):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            again()
