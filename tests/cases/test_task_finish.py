"""The button that says that a task is done."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CaseFactory, TaskFactory
from tests.pages import Page


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def colleague(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def task(worker, colleague):
    return TaskFactory(case=CaseFactory(worker=worker), assignee=colleague)


def finish(task):
    return reverse("cases:task_finish", args=[task.reference])


def test_it_is_done_from_the_case_in_one_click(client_of, worker, task):
    client = client_of(worker)
    offered = Page(client.get(task.case.get_absolute_url())).words

    response = client.post(finish(task), follow=True)

    assert "Done : Send the referrer" in offered
    task.refresh_from_db()
    assert (task.is_done, task.done_by) == (True, worker)
    assert response.redirect_chain == [(task.case.get_absolute_url(), 302)]
    assert f"The task on case {task.case.reference} is done" in Page(response).done
    assert client.post(finish(task)).status_code == 409


def test_whoever_was_asked_says_so_without_seeing_the_case(client_of, colleague, task):
    response = client_of(colleague).post(finish(task))

    assert response.url == reverse("reporting:home")
    task.refresh_from_db()
    assert task.done_by == colleague


def test_to_anybody_else_it_is_not_there_and_looking_does_nothing(
    client_of, person, worker, task
):
    other = client_of(person(Role.YOUNG_PERPETRATOR_SPECIALIST))

    assert other.post(finish(task)).status_code == 404
    assert client_of(worker).get(finish(task)).status_code == 405
    task.refresh_from_db()
    assert not task.is_done
