"""A week of appointments: whose, when and where, and nobody's name."""

from datetime import date, time

import pytest
from django.urls import reverse

from cases import diary
from pilot import calendar
from pilot.permissions import Role
from tests.factories import (
    CaseFactory,
    ConsultationFactory,
    SessionFactory,
    TrainingEventFactory,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db
WEEK = reverse("cases:diary_week")
MONDAY = date(2016, 7, 11)


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker)


def entries(page):
    return [entry for day in page.context["week"].days for entry in day.entries]


def test_the_week_shows_when_where_and_a_reference_and_never_a_name(
    client_of, worker, case
):
    booked = SessionFactory(case=case, on=date(2016, 7, 14), starts_at=time(14, 30))

    page = client_of(worker).get(WEEK)

    words = Page(page).words
    assert f"14:30, 60 minutes Session, case {case.reference}" in words
    assert f"{booked.borough}, {booked.get_method_display().lower()}" in words
    assert case.perpetrator.surname not in page.text
    assert page.context["week"].days[0].on == MONDAY
    assert "11 July 2016 to 17 July 2016" in words


def test_days_are_in_order_and_times_too(worker, case):
    later = SessionFactory(case=case, on=date(2016, 7, 12), starts_at=time(15))
    first = SessionFactory(case=case, on=date(2016, 7, 12), starts_at=time(9))
    untimed = SessionFactory(case=case, on=date(2016, 7, 12), starts_at=None)
    SessionFactory(case=case, on=date(2016, 7, 18))

    week = diary.week_of(worker, MONDAY, reader=worker)

    found = [entry.reference for day in week.days for entry in day.entries]
    assert found == [each.reference for each in (untimed, first, later)]
    assert len(week.days) == 5, "an empty weekend is left out"


def test_a_saturday_with_an_appointment_is_shown(worker, case):
    SessionFactory(case=case, on=date(2016, 7, 16))

    week = diary.week_of(worker, MONDAY, reader=worker)

    assert [day.on.weekday() for day in week.days] == [0, 1, 2, 3, 4, 5]


def test_advice_and_training_are_in_it_and_what_was_cancelled_is_not(worker, case):
    SessionFactory(case=case, on=MONDAY, missed=True, outcome="CANC_NOTICE")
    SessionFactory(case=case, on=MONDAY, attended=True)
    given = ConsultationFactory(worker=worker, booked=True, on=MONDAY)
    event = TrainingEventFactory(trainer=worker, on=MONDAY, boroughs=["LBHF", "WCC"])
    TrainingEventFactory(trainer=worker, on=MONDAY, cancelled=True)

    week = diary.week_of(worker, MONDAY, reader=worker)

    found = {entry.what: entry for entry in week.days[0].entries}
    assert found.keys() == {
        f"Session, case {case.reference}",
        f"Consultation {given.reference}",
        f"Training {event.reference}",
    }
    assert found[f"Training {event.reference}"].where == (
        "Hammersmith and Fulham, Westminster"
    )
    assert found[f"Session, case {case.reference}"].state == "Attended"


def test_the_manager_looks_at_anybodys_week_and_a_worker_only_at_their_own(
    client_of, person, worker, case
):
    SessionFactory(case=case, on=date(2016, 7, 14))
    manager, colleague = person(Role.SERVICE_MANAGER), person(Role.FAMILY_SUPPORT_WORKER)

    hers = client_of(manager).get(WEEK)
    theirs = client_of(manager).get(WEEK, {"of": worker.pk})
    refused = client_of(colleague).get(WEEK, {"of": worker.pk})

    assert entries(hers) == []
    assert str(worker) in Page(hers).words
    assert len(entries(theirs)) == 1
    assert entries(refused) == []
    assert refused.context["week"].of == colleague


@pytest.mark.parametrize(
    ("written", "monday"),
    [
        ("", MONDAY),
        ("2016-07-20", date(2016, 7, 18)),
        ("next week", MONDAY),
        ("0001-01-01", date(2000, 1, 3)),
        ("9999-12-31", date(2099, 12, 28)),
    ],
)
def test_a_week_in_the_address_that_makes_no_sense_is_this_one(written, monday):
    assert diary.week_asked_for(written) == monday


def test_an_empty_week_says_so(client_of, worker):
    with calendar.clock_set_to(date(2016, 7, 15)):
        words = Page(client_of(worker).get(WEEK, {"week": "2016-08-01"})).words

    assert words.count("Nothing booked") == 5
    assert "This week" in words
