"""A quarter is released once, and what was said of it stays said."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pilot import calendar
from pilot.models import AuditEvent
from pilot.parameters import read_once
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from reporting.actions import release_quarter
from reporting.figures import HIDDEN, figures_to
from reporting.indicators import INDICATORS, TOTAL, Place
from reporting.models import Release
from tests.factories import (
    ParameterChangeFactory,
    PerpetratorFactory,
    ReferralFactory,
    release,
)

pytestmark = pytest.mark.django_db

Q1, Q2, Q3, Q4 = calendar.pilot_quarters()
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
SUPPORTED, REFERRALS = BY_CODE["I05"], BY_CODE["I01"]
PLACES = [*(Place(code, "") for code in ("LBHF", "RBKC", "WCC")), TOTAL]
AFTERWARDS = date(2016, 12, 1)


@pytest.fixture(autouse=True)
def afterwards(facts):
    """Every quarter is over."""
    with calendar.clock_set_to(AFTERWARDS):
        yield


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def supported(*counts, on=date(2015, 12, 1)):
    """So many more people of each borough were supported."""
    for code, count in zip(("LBHF", "RBKC", "WCC"), counts, strict=True):
        for _ in range(count):
            PerpetratorFactory(supported_on=on, supported_borough_id=code)


def shown(quarter=Q1, indicator=SUPPORTED, *, to_date=False):
    """What outsiders read as submitted, and beside it as restated, of each place."""
    figures = figures_to(quarter)
    read = figures.to_date if to_date else figures.figure
    found = [read(indicator, place) for place in PLACES]
    return (
        [figure.published.value for figure in found],
        [figure.restated and figure.restated.published.value for figure in found],
    )


NOTHING_RESTATED = [None] * 4


def test_a_released_quarter_is_shown_as_it_was_decided(manager):
    supported(12, 3, 9)

    release_quarter(Q1, by=manager)

    assert shown() == ([12, HIDDEN, HIDDEN, 24], NOTHING_RESTATED)


def test_a_release_says_who_when_and_what_was_counted(manager):
    supported(12, 3, 9)

    made = release_quarter(Q1, by=manager)

    assert (made.quarter, made.number, made.sequence) == ("2015Q4", 1, 0)
    assert (made.as_at, made.released_by) == (AFTERWARDS, manager)
    row = made.counts["I05"]["2015Q4"]
    assert row == {"LBHF": [12], "RBKC": [3], "WCC": [9]}
    assert made.decided["I05"]["2015Q4"]["LBHF"] == {"value": ""}
    assert made.decided["I05"]["2015Q4"]["RBKC"] == {"value": "a small number"}
    event = AuditEvent.objects.get()
    assert (event.action, event.by) == ("released", manager)
    assert event.target_name == "release 1 of the figures of 2015Q4"


def test_a_late_entry_changes_nothing_of_what_was_submitted():
    supported(12, 3, 9)
    release(Q1)

    supported(1, 0, 0)

    figure = figures_to(Q1).figure(SUPPORTED, PLACES[0])
    assert (figure.published.value, figure.clear.value) == (12, 13)


def test_a_change_by_few_is_withheld_when_it_is_released_again():
    supported(12, 9, 8)
    release(Q1)
    supported(0, 0, 1)

    release(Q1)

    submitted, restated = shown()
    assert submitted == [12, 9, 8, 29]
    assert restated == [12, 9, HIDDEN, HIDDEN]
    assert shown(to_date=True)[0] == submitted


def test_a_change_by_many_stands_beside_the_number_submitted():
    supported(12, 9, 8)
    [first] = release(Q1)
    supported(0, 0, 6)

    [second] = release(Q1)

    assert shown() == ([12, 9, 8, 29], [12, 9, 14, 35])
    assert (first.number, second.number, second.sequence) == (1, 2, 1)
    figure = figures_to(Q1).figure(SUPPORTED, PLACES[2])
    assert (figure.submitted.clear.value, figure.restated.clear.value) == (8, 14)


def test_nothing_is_released_again_while_nothing_has_changed(manager):
    supported(12, 3, 9)

    first = release_quarter(Q1, by=manager)
    again = release_quarter(Q1, by=manager)

    assert first == again == Release.objects.get()
    assert AuditEvent.objects.count() == 1


def test_a_later_quarter_restates_the_one_before_and_shows_it_to_date():
    supported(12, 9, 8)
    release(Q1)
    supported(0, 0, 6)
    supported(7, 7, 7, on=date(2016, 2, 1))

    release(Q2)

    assert shown(Q1) == ([12, 9, 8, 29], [12, 9, 14, 35])
    assert shown(Q2) == ([7, 7, 7, 21], NOTHING_RESTATED)
    assert shown(Q2, to_date=True) == ([19, 16, 21, 56], NOTHING_RESTATED)


def test_releasing_a_quarter_releases_those_before_it():
    supported(12, 9, 8)

    release(Q2)

    assert shown(Q1) == ([12, 9, 8, 29], NOTHING_RESTATED)


def test_a_headline_figure_is_shown_as_it_stands_with_what_was_submitted():
    ReferralFactory(received_on=date(2015, 11, 2), borough_id="LBHF")
    release(Q1)
    ReferralFactory(received_on=date(2015, 11, 3), borough_id="LBHF")

    figure = figures_to(Q1).figure(REFERRALS, PLACES[0])

    assert figure.published.value == 2
    assert figure.submitted.published.value == 1
    assert figure.restated.published.value == 2


def test_what_was_decided_stays_when_the_threshold_changes():
    supported(12, 9, 8)
    release(Q1)
    supported(7, 7, 7, on=date(2016, 2, 1))
    ParameterChangeFactory(code="P-01", was="5", value="10")

    release(Q2)

    assert shown(Q1)[0] == [12, 9, 8, 29]
    assert shown(Q2)[0] == [HIDDEN, HIDDEN, HIDDEN, 21]


def test_a_higher_threshold_withholds_what_can_no_longer_be_protected():
    supported(20, 3, 9)
    release(Q1)
    ParameterChangeFactory(code="P-01", was="5", value="15")

    release(Q2)  # in which nobody was supported: to date is what was said before

    assert shown(Q1)[0] == [20, HIDDEN, HIDDEN, 32]
    assert shown(Q2, to_date=True)[0] == [HIDDEN] * 4


def test_a_running_quarter_is_not_released(manager):
    with (
        calendar.clock_set_to(Q2.period.last),
        pytest.raises(TransitionRefused, match="when the quarter is over"),
    ):
        release_quarter(Q2, by=manager)


def test_of_two_releases_at_once_the_second_is_refused(manager, monkeypatch):
    release_quarter(Q1, by=manager)
    monkeypatch.setattr(Release.objects, "in_order", Release.objects.none)

    with pytest.raises(Overtaken, match="Somebody else has just released"):
        release_quarter(Q2, by=manager)


def test_the_database_keeps_a_release_as_it_is(manager):
    release_quarter(Q1, by=manager)
    for spoil in (
        lambda: Release.objects.update(number=2),
        lambda: Release.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            spoil()
    assert Release.objects.get().number == 1


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"quarter": "2016Q4"}, "release_is_of_a_known_quarter"),
        ({"number": 0}, "release_number_starts_at_one"),
    ],
)
def test_the_database_refuses_a_release_of_nothing(manager, fields, rule):
    whole = {
        "quarter": "2015Q4",
        "number": 1,
        "sequence": 0,
        "released_at": calendar.now(),
        "released_by": manager,
        "counts": {},
        "averages": {},
        "decided": {},
    }
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Release.objects.create(**{**whole, **fields})


@pytest.mark.parametrize("times", [1, 4])
def test_as_many_queries_read_the_figures_however_often_they_were_released(times):
    for _ in range(times):
        supported(5, 5, 5)
        release(Q1)
    assert Release.objects.count() == times

    with CaptureQueriesContext(connection) as queries, read_once():
        figures_to(Q4)

    assert len([each for each in queries if "reporting_release" in each["sql"]]) == 1
