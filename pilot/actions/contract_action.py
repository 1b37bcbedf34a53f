"""What is to be done about the contract: by whom, by when, and what came of it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from pilot import audit, calendar
from pilot.models import (
    ContractAction,
    EqualityAssessment,
    GroupMeeting,
    Membership,
    User,
)
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend


def owners() -> QuerySet[User]:
    """Whoever may be given something to do: they see the group's actions."""
    return Membership.objects.giving(Permission.VIEW_GOVERNANCE).people()


@transaction.atomic
def add_action(
    follows: GroupMeeting | EqualityAssessment,
    *,
    by: User,
    what: str,
    owner: User,
    due_on: date,
) -> ContractAction:
    """Somebody has this to do by a day; it reaches their list."""
    by.require(Permission.KEEP_CONTRACT)
    _check_owner(owner)
    source = "meeting" if isinstance(follows, GroupMeeting) else "assessment"
    action = ContractAction.objects.create(
        **{source: follows},
        what=what,
        owner=owner,
        due_on=due_on,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(action, "added", by=by, due_on=due_on)
    return action


@transaction.atomic
def change_action(
    action: ContractAction, *, by: User, version: int, because: str, **facts: Any
) -> ContractAction:
    """Somebody else does it, or by another day, or it is said in other words."""
    by.require(Permission.KEEP_CONTRACT)
    _check_open(action)
    _check_owner(facts.get("owner", action.owner))
    return amend(action, by=by, version=version, saying="changed", because=because, **facts)


@transaction.atomic
def finish_action(
    action: ContractAction, *, by: User, done_on: date, outcome: str
) -> ContractAction:
    """It is done, says its owner or whoever keeps the records, and what came of it."""
    is_own = action.owner_id == by.pk
    by.require(Permission.VIEW_GOVERNANCE if is_own else Permission.KEEP_CONTRACT)
    _check_open(action)
    began = calendar.day_of(action.recorded_at)
    if not began <= done_on <= calendar.today():
        raise TransitionRefused(
            f"It was done on a day from {calendar.in_words(began)} to today."
        )
    waiting = ContractAction.objects.open().filter(pk=action.pk)
    if not waiting.update(done_on=done_on, outcome=outcome):
        raise Overtaken("Somebody else has just said that this is done.")
    action.refresh_from_db()
    audit.record(action, "finished", by=by, on=done_on)
    return action


def _check_open(action: ContractAction) -> None:
    if action.done_on:
        raise TransitionRefused("This is done already.")


def _check_owner(owner: User) -> None:
    if not owners().filter(pk=owner.pk).exists():
        raise TransitionRefused(f"{owner} does not see the group’s actions.")
