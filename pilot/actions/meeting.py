"""The group meets: its agenda, the papers, and what was decided."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from pilot import audit, calendar
from pilot.models import AgendaItem, GroupMeeting, User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend, put_right, withdraw

ONE_A_DAY = "A meeting of the group on this day is on record already."
NOT_YET_HELD = "A decision is recorded on or after the day of a meeting that takes place."


@transaction.atomic
def record_meeting(
    *, by: User, on: date, attended: str = "", items: Sequence[tuple[str, str]] = ()
) -> GroupMeeting:
    """The group meets on a day; `items` are titles and papers in the agenda's order."""
    by.require(Permission.KEEP_CONTRACT)
    try:
        with transaction.atomic():
            meeting = GroupMeeting.objects.create(
                on=on, attended=attended, recorded_at=calendar.now(), recorded_by=by
            )
    except IntegrityError as there:
        raise TransitionRefused(ONE_A_DAY) from there
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, place=place, title=title, paper=paper, **_told(by))
        for place, (title, paper) in enumerate(items, start=1)
    )
    audit.record(meeting, "recorded", by=by, on=on, items=len(items))
    return meeting


@transaction.atomic
def change_meeting(
    meeting: GroupMeeting, *, by: User, version: int, because: str, **facts: Any
) -> GroupMeeting:
    """It is on another day, or others were there."""
    by.require(Permission.KEEP_CONTRACT)
    _check_takes_place(meeting)
    try:
        with transaction.atomic():
            changed = {"saying": "changed", "because": because, **facts}
            return amend(meeting, by=by, version=version, **changed)
    except IntegrityError as there:
        raise TransitionRefused(ONE_A_DAY) from there


@transaction.atomic
def cancel_meeting(
    meeting: GroupMeeting, *, by: User, version: int, because: str
) -> GroupMeeting:
    """It does not take place; its agenda stays readable."""
    by.require(Permission.KEEP_CONTRACT)
    _check_takes_place(meeting)
    if AgendaItem.objects.standing().filter(meeting=meeting).exclude(decision="").exists():
        raise TransitionRefused("A meeting that decided something took place.")
    return amend(
        meeting,
        by=by,
        version=version,
        saying="cancelled",
        because=because,
        cancelled_because=because,
    )


@transaction.atomic
def add_item(meeting: GroupMeeting, *, by: User, title: str, paper: str = "") -> AgendaItem:
    """One more point stands at the end of the agenda."""
    by.require(Permission.KEEP_CONTRACT)
    # Whoever adds to the same agenda waits: each point has a place of its own.
    held = GroupMeeting.objects.select_for_update().get(pk=meeting.pk)
    _check_takes_place(held)
    last = AgendaItem.objects.filter(meeting=held).aggregate(last=Max("place"))["last"]
    item = AgendaItem.objects.create(
        meeting=held, place=(last or 0) + 1, title=title, paper=paper, **_told(by)
    )
    audit.record(item, "added", by=by)
    return item


@transaction.atomic
def decide_item(item: AgendaItem, *, by: User, decision: str) -> AgendaItem:
    """The group decided this; said once, and afterwards only put right."""
    by.require(Permission.KEEP_CONTRACT)
    if not item.meeting.is_held:
        raise TransitionRefused(NOT_YET_HELD)
    undecided = AgendaItem.objects.standing().filter(pk=item.pk, decision="")
    if not undecided.update(decision=decision, **_told(by)):
        raise Overtaken(f"Somebody else has just recorded what was decided of {item}.")
    item.refresh_from_db()
    audit.record(item, "decided", by=by)
    return item


@transaction.atomic
def correct_item(
    item: AgendaItem, *, by: User, because: str, title: str, paper: str, decision: str
) -> AgendaItem:
    """The point is this; what was written before stays readable."""
    by.require(Permission.KEEP_CONTRACT)
    if decision and not item.meeting.is_held:
        raise TransitionRefused(NOT_YET_HELD)
    facts = {"title": title, "paper": paper, "decision": decision, **_told(by)}
    return put_right(item, by=by, because=because, **facts)


@transaction.atomic
def withdraw_item(item: AgendaItem, *, by: User, because: str) -> AgendaItem:
    """The point stands on the agenda no longer."""
    by.require(Permission.KEEP_CONTRACT)
    return withdraw(item, by=by, because=because)


def _told(by: User) -> dict[str, Any]:
    return {"recorded_at": calendar.now(), "recorded_by": by}


def _check_takes_place(meeting: GroupMeeting) -> None:
    if meeting.cancelled_because:
        raise TransitionRefused("This meeting does not take place.")
