"""What somebody is asked to do about a case, and who hears of what was entered."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases import actions
from cases.models import SafetyNotice, Task
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import CaseFactory, TaskFactory, at


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def colleague(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker)


def test_nobody_is_asked_to_do_anything_about_a_closed_case(worker, colleague):
    closed = CaseFactory(worker=worker, closed=True)

    with pytest.raises(TransitionRefused, match="is closed"):
        actions.add_task(closed, by=worker, assignee=colleague, what="Ring the school")


def test_somebody_is_asked_to_do_something_by_the_next_working_day(worker, colleague, case):
    task = actions.add_task(case, by=worker, assignee=colleague, what="Ring the school")

    assert (task.assignee, task.made_by, task.what) == (
        colleague,
        worker,
        "Ring the school",
    )
    assert task.due_on == date(2016, 7, 18)  # today is a Friday
    assert (task.is_done, task.is_overdue) == (False, False)
    event = AuditEvent.objects.about(task).get()
    assert event.action == "asked for"
    assert event.detail["assignee"] == colleague.username
    assert "school" not in str(event.detail)
    day = date(2016, 8, 1)
    later = actions.add_task(case, by=worker, assignee=colleague, what="Ring", due_on=day)
    assert later.due_on == day


def test_only_whoever_does_casework_there_can_be_asked(person, worker, case):
    for nobody in (
        person(Role.PARTNER_SUPPORT_WORKER),
        person(Role.AUTHORISED_OFFICER, "LBHF"),
        person(Role.FAMILY_SUPPORT_WORKER, "WCC"),
    ):
        with pytest.raises(TransitionRefused, match="does no casework in Hammersmith"):
            actions.add_task(case, by=worker, assignee=nobody, what="Ring the school")


def test_whoever_was_asked_sees_the_task_and_not_the_case(person, worker, colleague, case):
    task = actions.add_task(case, by=worker, assignee=colleague, what="Ring the school")

    for sees in (worker, colleague, person(Role.SERVICE_MANAGER)):
        assert list(Task.objects.visible_to(sees)) == [task]
    assert not type(case).objects.visible_to(colleague).exists()
    for cannot in (
        person(Role.YOUNG_PERPETRATOR_SPECIALIST),
        person(Role.PARTNER_SUPPORT_WORKER),
        person(Role.SERVICE_MANAGER, "WCC"),
    ):
        assert not Task.objects.visible_to(cannot).exists()
    colleague.memberships.update(
        ended_at=at(case.opened_on), ended_by=worker, end_reason="Left"
    )
    colleague.refresh_from_db()  # as each request does
    assert not Task.objects.visible_to(colleague).exists()


def test_it_is_done_once(worker, colleague, case):
    task = TaskFactory(case=case, assignee=colleague, due_on=date(2016, 7, 14))
    as_the_second_read_it = Task.objects.select_related("case").get()
    assert task.is_overdue
    assert list(Task.objects.overdue()) == list(Task.objects.of(colleague)) == [task]

    actions.finish_task(task, by=colleague)

    assert (task.is_done, task.done_by, task.is_overdue) == (True, colleague, False)
    assert not Task.objects.waiting().exists()
    with pytest.raises(Overtaken, match="already said that this task is done"):
        actions.finish_task(as_the_second_read_it, by=worker)
    assert list(Task.objects.for_listing()) == [task]


def test_the_database_asks_what_is_to_be_done_and_who_did_it(case):
    for wrong, rule in (
        ({"what": ""}, "task_says_what_to_do"),
        ({"done_at": at(date(2016, 7, 14))}, "task_is_done_at_a_time_by_a_person"),
        ({"done": True, "due_on": date(2016, 7, 1)}, "task_is_done_after_it_was_made"),
    ):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            TaskFactory(case=case, **wrong)


def test_the_word_is_passed_on_to_partner_support_and_to_each_who_was_named(
    person, worker, colleague, case
):
    manager = person(Role.SERVICE_MANAGER)
    word = actions.Word(
        "He said he knows the address", "Look at the risk", (colleague, manager)
    )

    actions.pass_on(case, by=worker, word=word)

    notice = SafetyNotice.objects.get()
    assert (notice.kind, notice.text) == ("URGENT", "He said he knows the address")
    assert {task.assignee for task in Task.objects.all()} == {colleague, manager}
    assert {task.what for task in Task.objects.all()} == {"Look at the risk"}
    actions.pass_on(case, by=worker, word=actions.Word())
    assert (SafetyNotice.objects.count(), Task.objects.count()) == (1, 2)
