"""What is to be done about a concern, by somebody of either side."""

from datetime import date

from django.db import transaction

from pilot import audit, calendar
from pilot.actions.concern import keep_concern_open, write_of_concern
from pilot.concern_sides import RIGHT_OF, is_theirs, require_side, side_of
from pilot.models import Concern, ConcernAction, ConcernEntry, Side, User
from pilot.transitions import Overtaken, TransitionRefused


@transaction.atomic
def add_concern_action(
    concern: Concern, *, by: User, what: str, owner: User, due_on: date
) -> ConcernAction:
    """Somebody of either side is to do something by a day."""
    side = require_side(concern, by=by)
    keep_concern_open(concern)
    owners = side_of(concern, owner)
    if owners is None:
        raise TransitionRefused(f"{owner} takes no part in this concern.")
    action = ConcernAction.objects.create(
        concern=concern,
        what=what,
        owner=owner,
        side=owners,
        due_on=due_on,
        added_at=calendar.now(),
        added_by=by,
    )
    audit.record(action, "added", by=by, borough=concern.borough, due_on=due_on)
    said = f"{what}\n\n{owner}, by {calendar.in_words(due_on)}"
    write_of_concern(concern, ConcernEntry.Kind.AGREED, side, by, said)
    return action


@transaction.atomic
def finish_concern_action(
    action: ConcernAction, *, by: User, text: str = ""
) -> ConcernAction:
    """Its owner has done it, or who takes the owner's place on the same side."""
    concern, side = action.concern, Side(action.side)
    by.require(RIGHT_OF[side], concern.borough)
    if not is_theirs(action, by):
        raise TransitionRefused(f"{action.owner} says when this is done.")
    keep_concern_open(concern)
    to_do = ConcernAction.objects.filter(pk=action.pk, done_at=None)
    if not to_do.update(done_at=calendar.now(), done_by=by):
        raise Overtaken("This action is done already.")
    action.refresh_from_db()
    audit.record(action, "did", by=by, borough=concern.borough)
    said = f"{action.what}\n\n{text}".strip()
    write_of_concern(concern, ConcernEntry.Kind.DONE, side, by, said)
    return action
