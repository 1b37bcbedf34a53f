"""Asking somebody to do something about a case, oneself too."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Task
from pilot.permissions import Role
from tests.factories import CaseFactory
from tests.pages import Page, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, borough__code="WCC")


def add(case):
    return reverse("cases:task_add", args=[case.reference])


def answers(assignee, **more):
    asked = {"what": "Book the room", "assignee": str(assignee.pk)}
    return {**asked, **typed("due_on", date(2016, 7, 20)), **more}


def test_it_is_asked_of_oneself_for_the_next_working_day_unless_told(
    client_of, worker, case
):
    page = Page(client_of(worker).get(add(case)))

    assert page.answer("assignee") == str(worker.pk)
    assert [page.answer(f"due_on_{part}") for part in ("day", "month")] == ["18", "7"]
    assert ("Add a task", add(case)) in Page(
        client_of(worker).get(case.get_absolute_url())
    ).links


def test_whoever_is_asked_has_it_in_the_list_of_that_day(client_of, person, worker, case):
    colleague = person(Role.FAMILY_SUPPORT_WORKER)

    response = client_of(worker).post(add(case), answers(colleague), follow=True)

    task = Task.objects.get()
    assert (task.assignee, task.made_by, task.what) == (colleague, worker, "Book the room")
    assert task.due_on == date(2016, 7, 20)
    assert f"{colleague} has the task on case {case.reference}" in Page(response).done


@pytest.mark.parametrize(
    ("due_on", "message"),
    [
        (date(2016, 7, 14), "The day it is due must be today or later"),
        (date(2017, 7, 14), "The day it is due must be within half a year"),
    ],
)
def test_its_day_is_to_come_and_not_far_off(client_of, worker, case, due_on, message):
    sent = answers(worker, **typed("due_on", due_on))

    page = Page(client_of(worker).post(add(case), sent))

    assert page.errors == {"due_on": message}


def test_somebody_of_another_borough_cannot_be_asked(client_of, person, worker, case):
    stranger = person(Role.FAMILY_SUPPORT_WORKER, "RBKC")

    page = Page(client_of(worker).post(add(case), answers(stranger)))

    assert "assignee" in page.errors
    assert not Task.objects.exists()
