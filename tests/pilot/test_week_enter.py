"""A week is entered in one page: what the pattern has, and the exceptions."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from pilot.models import WorkDay
from pilot.permissions import Role
from tests.factories import AbsenceFactory, WorkDayFactory
from tests.pages import Page, leads_to, lost

MONDAY = date(2016, 7, 4)
ENTER = reverse("pilot:week_enter", args=["CJW", "2016-07-04"])


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


def answers(client, address=ENTER, **changes):
    """What the page sends if nothing is touched but this."""
    page = Page(client.get(address))
    kept = {name: values[-1] for name, values in page.answers.items()}
    for own in ("once", "csrfmiddlewaretoken"):
        kept.pop(own, None)
    return kept | changes


def entered():
    rows = WorkDay.objects.standing().order_by("on", "pk")
    return list(rows.values_list("on__day", "units", "activity", "borough"))


def test_a_week_as_planned_takes_one_press(client):
    response = client.post(ENTER, answers(client))

    assert leads_to(response) == reverse("pilot:week_detail", args=["CJW", "2016-07-04"])
    assert entered() == [
        (4, 1, "CASEWORK", "LBHF"),
        (5, 1, "CASEWORK", "WCC"),
        (6, 1, "CASEWORK", "RBKC"),
        (7, 1, "CASEWORK", "LBHF"),
        (8, 1, "CASEWORK", "WCC"),
    ]


def test_only_exceptions_are_entered_and_the_rest_of_the_day_is_left_to_the_day(client):
    sent = answers(
        client,
        monday_part_2="CONSULTATION",
        monday_part_2_time="1",
        monday_part_3="TRAINING",
        monday_part_3_time="2",
        monday_part_3_place="PAN",
        tuesday="LEAVE",
        friday="",
    )

    client.post(ENTER, sent)

    assert [row for row in entered() if row[0] == 4] == [
        (4, Decimal("0.25"), "CASEWORK", "LBHF"),
        (4, Decimal("0.25"), "CONSULTATION", "LBHF"),
        (4, Decimal("0.5"), "TRAINING", None),
    ]
    assert [row[2] for row in entered() if row[0] == 5] == ["LEAVE"]
    assert not [row for row in entered() if row[0] == 8]


def test_an_absence_on_record_fills_the_days_in(client, worker):
    AbsenceFactory(user=worker, kind="SICK", starts_on=date(2016, 7, 5), ends_on=None)

    sent = answers(client)

    assert [sent[day] for day in ("monday", "tuesday", "friday")] == [
        "CASEWORK", "SICK", "SICK",
    ]  # fmt: skip


def test_errors_stand_beside_the_day_and_every_answer_is_kept(client):
    sent = answers(
        client,
        monday_part_2="ADMIN",
        monday_part_2_time="3",
        monday_part_3="TRAINING",
        monday_part_3_time="2",
        tuesday_part_2="ADMIN",
        wednesday_part_2_time="1",
        saturday="CASEWORK",
    )

    page = Page(client.post(ENTER, sent))

    assert page.errors == {
        "monday": "The parts come to more than a day: take some of the day away",
        "tuesday_part_2_time": "Select how much of the day it took",
        "wednesday_part_2": "Select what this part of the day was",
        "saturday_place": "Select which borough it was for",
    }
    assert lost(page, {k: v for k, v in sent.items() if v}) == {}
    assert entered() == []


def test_what_makes_a_day_too_long_is_seen_beside_its_message(client):
    parts = {"monday_part_2": "ADMIN", "monday_part_2_time": "3"}
    parts |= {"monday_part_3": "TRAINING", "monday_part_3_time": "2"}

    response = client.post(ENTER, answers(client, **parts))

    assert response.content.decode().count('<details class="govuk-details" open>') == 1


def test_a_week_that_is_entered_offers_nothing_to_enter(client):
    running = ENTER.replace("07-04", "07-11")  # its weekend has not come
    client.post(running, answers(client, running))

    page = client.get(running)

    assert "Every day that has come is entered" in Page(page).words
    assert "Enter these days" not in Page(page).words


def test_a_week_without_any_day_is_asked_about(client):
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")

    page = Page(client.post(ENTER, answers(client, **dict.fromkeys(days, ""))))

    assert page.errors == {"monday": "Select what at least one of the days was"}


def test_a_day_wholly_given_to_its_parts_has_no_main_one(client):
    parts = {
        "monday_part_2": "ADMIN",
        "monday_part_2_time": "2",
        "monday_part_3": "TRAINING",
        "monday_part_3_time": "2",
    }

    client.post(ENTER, answers(client, **parts))

    assert [row[2] for row in entered() if row[0] == 4] == ["ADMIN", "TRAINING"]


def test_days_already_entered_and_days_to_come_are_not_asked(client, worker):
    this_week = reverse("pilot:week_enter", args=["CJW", "2016-07-11"])
    WorkDayFactory(user=worker, on=date(2016, 7, 11))

    asked = answers(client, this_week)

    assert {"tuesday", "friday"} <= asked.keys(), "today is Friday"
    assert not {"monday", "saturday"} & asked.keys()


def test_a_page_opened_before_a_colleague_entered_the_week_changes_nothing(
    client, person, client_of
):
    sent = answers(client)
    manager = client_of(person(Role.SERVICE_MANAGER))
    manager.post(ENTER, answers(manager))

    assert client.post(ENTER, sent).status_code == 409
    assert len(entered()) == 5


def test_only_the_manager_is_offered_that_the_post_was_vacant(client, person, client_of):
    manager = client_of(person(Role.SERVICE_MANAGER))

    assert "Vacancy" in Page(manager.get(ENTER)).words
    assert "Vacancy" not in Page(client.get(ENTER)).words
