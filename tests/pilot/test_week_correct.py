"""A week that was entered wrong is put right with a reason."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import WorkDay
from pilot.permissions import Role
from tests.factories import WorkDayFactory, WorkWeekFactory
from tests.pages import Page, leads_to
from tests.pilot.test_week_enter import answers, entered

CORRECT = reverse("pilot:week_correct", args=["CJW", "2016-07-04"])


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    WorkWeekFactory(post__code="CJW", starts_on=date(2016, 7, 4))
    given = {"user": worker, "borough__code": "LBHF"}
    WorkDayFactory(on=date(2016, 7, 4), units="0.75", **given)
    WorkDayFactory(on=date(2016, 7, 4), units="0.25", activity="ADMIN", **given)
    WorkDayFactory(on=date(2016, 7, 5), **given)
    return client_of(worker)


def test_the_page_starts_with_what_is_entered(client):
    sent = answers(client, CORRECT)

    assert (sent["monday"], sent["monday_part_2"], sent["monday_part_2_time"]) == (
        "CASEWORK", "ADMIN", "1",
    )  # fmt: skip
    assert (sent["tuesday"], sent["wednesday"]) == ("CASEWORK", "")


def test_a_day_is_put_right_another_moved_and_the_rest_stays(client):
    sent = answers(
        client,
        CORRECT,
        monday_part_2="LIAISON",
        tuesday="",
        wednesday="CASEWORK",
        wednesday_place="RBKC",
    )
    assert set(Page(client.post(CORRECT, sent)).errors) == {"reason"}

    response = client.post(CORRECT, sent | {"reason": "I had the days mixed up"})

    assert leads_to(response) == reverse("pilot:week_detail", args=["CJW", "2016-07-04"])
    assert [(day, activity) for day, _, activity, _ in entered()] == [
        (4, "CASEWORK"), (4, "LIAISON"), (6, "CASEWORK"),
    ]  # fmt: skip
    wrong = WorkDay.objects.filter(is_replaced=True)
    assert {row.activity for row in wrong} == {"CASEWORK", "ADMIN"}


def test_a_correction_that_changes_nothing_says_so(client):
    sent = answers(client, CORRECT, reason="Nothing")

    page = Page(client.post(CORRECT, sent))

    assert page.errors == {"reason": "Change what was wrong: nothing differs yet"}
