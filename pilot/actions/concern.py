"""What becomes of a concern: raised, answered, settled, taken further.

Each leaves a line in the thread, which nobody changes afterwards, and tells the other side
by e-mail that something waits.
"""

from datetime import date
from typing import Any, TypeAlias

from django.db import transaction
from django.db.models import F

from pilot import audit, calendar
from pilot.concern_rules import Clock, days_taken, next_due, pauses_of
from pilot.concern_sides import officers_elsewhere, people_of, require_side
from pilot.mail import say_something_waits
from pilot.models import (
    Borough,
    Concern,
    ConcernEntry,
    Side,
    User,
)
from pilot.permissions import Permission
from pilot.shown_figures import ShownFigure
from pilot.transitions import Overtaken, TransitionRefused, amend, move

Kind: TypeAlias = ConcernEntry.Kind
Status: TypeAlias = Concern.Status


@transaction.atomic
def raise_concern(
    borough: Borough,
    *,
    by: User,
    kind: str,
    severity: str,
    direction: str,
    settled_when: str,
    text: str,
    figure: ShownFigure | None = None,
) -> Concern:
    """The provider is asked to put something right, and its clocks run from today."""
    by.require(Permission.RAISE_CONCERN, borough)
    today = calendar.today()
    concern = Concern.objects.create(
        borough=borough,
        raised_at=calendar.now(),
        raised_by=by,
        kind=kind,
        severity=severity,
        direction=direction,
        settled_when=settled_when,
        clocks_start_on=today,
        due_on=Clock.ACKNOWLEDGE.due_on(today),
        **(_columns_of(figure) if figure else {}),
    )
    audit.record(concern, "raised", by=by, kind=kind, severity=severity)
    write_of_concern(concern, Kind.RAISED, Side.COUNCIL, by, text)
    return concern


def _columns_of(figure: ShownFigure) -> dict[str, Any]:
    return {
        "figure_code": figure.code,
        "figure_label": figure.label,
        "figure_period": figure.period,
        "figure_value": figure.value,
        "figure_on": figure.on,
    }


@transaction.atomic
def reply_to_concern(concern: Concern, *, by: User, text: str) -> ConcernEntry:
    """Either side has said something to the other; the clocks are as they were."""
    side = require_side(concern, by=by)
    keep_concern_open(concern)
    audit.record(concern, "wrote about", by=by)
    return write_of_concern(concern, Kind.MESSAGE, side, by, text)


@transaction.atomic
def acknowledge_concern(concern: Concern, *, by: User, text: str = "") -> Concern:
    """The provider has read it; the first clock stops."""
    by.require(Permission.ANSWER_CONCERN, concern.borough)
    times = {"acknowledged_at": calendar.now()}
    return _moved(concern, Status.ACKNOWLEDGED, Kind.ACKNOWLEDGED, by, text, **times)


@transaction.atomic
def answer_concern(concern: Concern, *, by: User, text: str) -> Concern:
    """The provider has said what happened and what it does; the second clock stops.

    Whoever answers has read it: an answer acknowledges what nobody had acknowledged.
    """
    by.require(Permission.ANSWER_CONCERN, concern.borough)
    now = calendar.now()
    times = {"acknowledged_at": concern.acknowledged_at or now, "answered_at": now}
    return _moved(concern, Status.IN_PROGRESS, Kind.ANSWERED, by, text, **times)


@transaction.atomic
def resolve_concern(concern: Concern, *, by: User, text: str) -> Concern:
    """The provider has said what settled it; the officer closes or reopens it."""
    by.require(Permission.ANSWER_CONCERN, concern.borough)
    times = {"resolved_at": calendar.now(), "paused_on": None, **_settled(concern)}
    return _moved(concern, Status.RESOLVED, Kind.RESOLVED, by, text, **times)


@transaction.atomic
def close_concern(concern: Concern, *, by: User, text: str) -> Concern:
    """The officer of the borough has said how it ended and what was learnt.

    A borough has one officer at a time, so whoever may close it raised it, or holds the
    appointment of whoever did.
    """
    by.require(Permission.RAISE_CONCERN, concern.borough)
    times = {"closed_at": calendar.now(), "paused_on": None}
    if concern.resolved_at is None:
        times |= _settled(concern)
    return _moved(concern, Status.CLOSED, Kind.CLOSED, by, text, **times)


@transaction.atomic
def reopen_concern(concern: Concern, *, by: User, text: str) -> Concern:
    """It was not settled after all, and why; all clocks begin again today."""
    by.require(Permission.RAISE_CONCERN, concern.borough)
    changes: dict[str, Any] = {
        "acknowledged_at": None,
        "answered_at": None,
        "resolved_at": None,
        "closed_at": None,
        "settled_on": None,
        "settled_after": None,
        "clocks_start_on": calendar.today(),
    }
    return _moved(concern, Status.RAISED, Kind.REOPENED, by, text, **changes)


def keep_settled(concern: Concern) -> None:
    """When it was settled, and after how many working days, is as its thread says."""
    moment = concern.resolved_at or concern.closed_at
    facts: dict[str, Any] = {"settled_on": None, "settled_after": None}
    if moment is not None:
        facts = _settled(concern, on=calendar.day_of(moment))
    Concern.objects.filter(pk=concern.pk).update(**facts)


def _settled(concern: Concern, on: date | None = None) -> dict[str, Any]:
    on = on or calendar.today()
    taken = days_taken(concern.clocks_start_on, on, pauses_of(concern))
    return {"settled_on": on, "settled_after": taken}


def _moved(
    concern: Concern, to: Status, kind: Kind, by: User, text: str, **changes: Any
) -> Concern:
    """It has the status, the thread says so, and the next day is reckoned again."""
    side = require_side(concern, by=by)
    # Nothing may wait once it is resolved; what waits otherwise is said right after.
    if to not in Concern.AWAITING_PROVIDER:
        changes["due_on"] = None
    moved = move(
        concern,
        to,
        by=by,
        saying=kind.value.lower(),
        version=concern.version,
        **changes,
    )
    write_of_concern(moved, kind, side, by, text)
    return _reckoned(moved)


@transaction.atomic
def pause_concern(concern: Concern, *, by: User, text: str) -> Concern:
    """No clock runs from today on, until somebody of either side says so; and why."""
    side = require_side(concern, by=by)
    if not concern.awaits_provider:
        raise TransitionRefused(
            f"Concern {concern.reference} is {concern.get_status_display().lower()}: "
            "no clock runs."
        )
    if concern.paused_on:
        raise Overtaken("The clocks are paused already.")
    _amend(concern, by, "paused", paused_on=calendar.today())
    write_of_concern(concern, Kind.PAUSED, side, by, text)
    return _reckoned(concern)


@transaction.atomic
def resume_concern(concern: Concern, *, by: User, text: str = "") -> Concern:
    """The clocks run again from today on."""
    side = require_side(concern, by=by)
    if not concern.paused_on:
        raise Overtaken("The clocks run already.")
    _amend(concern, by, "resumed", paused_on=None)
    write_of_concern(concern, Kind.RESUMED, side, by, text)
    return _reckoned(concern)


@transaction.atomic
def assess_concern(
    concern: Concern,
    *,
    by: User,
    version: int,
    severity: str,
    direction: str,
    settled_when: str,
    text: str,
) -> Concern:
    """The officer has said how severe it is now, where it is going, and why.

    `version` is that of the concern as they read it: who was overtaken sees that first.
    """
    by.require(Permission.RAISE_CONCERN, concern.borough)
    keep_concern_open(concern)
    was = (concern.get_severity_display(), concern.get_direction_display())
    changes: dict[str, Any] = {"severity": severity, "direction": direction}
    changes["settled_when"] = settled_when
    amend(concern, by=by, version=version, saying="assessed", **changes)
    now = (concern.get_severity_display(), concern.get_direction_display())
    said = f"{now[0]} (was {was[0].lower()}), {now[1].lower()} (was {was[1].lower()})."
    write_of_concern(concern, Kind.ASSESSED, Side.COUNCIL, by, f"{said}\n\n{text}")
    return concern


@transaction.atomic
def escalate_concern(concern: Concern, *, by: User, text: str) -> Concern:
    """The Contract Management Group takes it up at its next meeting; and why."""
    by.require(Permission.RAISE_CONCERN, concern.borough)
    keep_concern_open(concern)
    if concern.escalated_on:
        raise Overtaken("It is on the group’s agenda already.")
    _amend(concern, by, "escalated", escalated_on=calendar.today())
    write_of_concern(concern, Kind.ESCALATED, Side.COUNCIL, by, text)
    return concern


@transaction.atomic
def share_concern(concern: Concern, *, by: User, text: str) -> Concern:
    """The officers of the other boroughs may read it and its thread from now on."""
    by.require(Permission.RAISE_CONCERN, concern.borough)
    if concern.shared_on:
        raise Overtaken("The other boroughs can read it already.")
    _amend(concern, by, "shared", shared_on=calendar.today())
    write_of_concern(concern, Kind.SHARED, Side.COUNCIL, by, text)
    say_something_waits(officers_elsewhere(concern), concern.get_absolute_url())
    return concern


def keep_concern_open(concern: Concern) -> None:
    """It is open, and nobody closes it before what is done here is done.

    Asked of the database and not of what was read: somebody may have closed it since.
    """
    still_open = Concern.objects.open().filter(pk=concern.pk)
    if not still_open.update(version=F("version")):  # holds the row, and changes nothing
        raise TransitionRefused(
            f"Concern {concern.reference} is closed: reopen it to go on."
        )


def _amend(concern: Concern, by: User, saying: str, **changes: Any) -> None:
    amend(concern, by=by, version=concern.version, saying=saying, **changes)


def write_of_concern(
    concern: Concern, kind: Kind, side: Side, writer: User, text: str
) -> ConcernEntry:
    """A line in the thread, and a mail to the other side that something waits."""
    entry = ConcernEntry.objects.create(
        concern=concern,
        kind=kind,
        side=side,
        text=text,
        written_at=calendar.now(),
        written_by=writer,
    )
    other = Side.PROVIDER if side == Side.COUNCIL else Side.COUNCIL
    say_something_waits(people_of(other, concern.borough), concern.get_absolute_url())
    return entry


def _reckoned(concern: Concern) -> Concern:
    """The row repeats the provider's next day, so that a list needs no thread."""
    due_on = next_due(concern, pauses_of(concern))
    Concern.objects.filter(pk=concern.pk).update(due_on=due_on)
    concern.due_on = due_on
    return concern
