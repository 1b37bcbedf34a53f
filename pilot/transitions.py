"""The third gate: can it happen now, and did nobody get there first?"""

from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F

from pilot import audit
from pilot.models import Correctable, User

Thing = TypeVar("Thing", bound=Any)
Entry = TypeVar("Entry", bound=Correctable)

# What a correction never copies from the entry it replaces.
_OWN = frozenset(
    {
        "id",
        "reference",
        "replaces",
        "correction_reason",
        "withdrawal_reason",
        "is_replaced",
    }
)


STANDS_NO_LONGER = (
    "A colleague has corrected this entry or taken it out since you opened it."
)


class TransitionRefused(Exception):
    """It is not in a state from which this can happen. The text is shown to the person."""


class Overtaken(TransitionRefused):
    """Somebody else saved it since this person opened it."""


@transaction.atomic
def move(
    thing: Thing,
    to: Any,  # a member of the thing's own Status
    *,
    by: User,
    saying: str = "moved",
    because: str = "",
    version: int | None = None,
    **changes: Any,
) -> Thing:
    """Take `thing` to status `to`, if its table allows it and nobody got there first.

    Compare-and-set: of two people who move the same thing, one succeeds and the other is
    refused. With `version`, whoever saved anything of it since that was read got there
    first too. Leaves a trace in the same transaction, which names the fields that changed
    with the status.
    """
    was = thing.status
    if to == was:
        raise Overtaken(
            f"{sentence_case(thing.audit_name)} is already at {to.label.lower()}: "
            "a colleague moved it meanwhile."
        )
    if to not in thing.TRANSITIONS[was]:
        raise TransitionRefused(
            f"{sentence_case(thing.audit_name)} is {thing.get_status_display().lower()}, "
            f"so it cannot become {to.label.lower()}."
        )
    as_we_read_it = type(thing).objects.filter(pk=thing.pk, status=was)
    if version is not None:
        as_we_read_it = as_we_read_it.filter(version=version)
    if not as_we_read_it.update(status=to, version=F("version") + 1, **changes):
        raise Overtaken(f"Somebody else has just changed {thing.audit_name}.")
    thing.refresh_from_db()
    detail: dict[str, Any] = {
        "was": type(thing).Status(was).label.lower(),
        "to": to.label.lower(),
    }
    if changes:
        detail["changed"] = sorted(changes)
    audit.record(thing, saying, by=by, reason=because, **detail)
    return thing


@transaction.atomic
def amend(
    thing: Thing,
    *,
    by: User,
    version: int,
    saying: str = "corrected",
    because: str = "",
    trace: dict[str, Any] | None = None,
    **changes: Any,
) -> Thing:
    """Change `thing`, if nobody has saved it since `version` was read.

    Leaves a trace that names the fields changed, never what they said. `trace` adds to it
    what the thing does not know itself: its borough, the case it was changed on.
    """
    as_we_read_it = type(thing).objects.filter(pk=thing.pk, version=version)
    if not as_we_read_it.update(version=F("version") + 1, **changes):
        raise Overtaken(f"Somebody else has just changed {thing.audit_name}.")
    thing.refresh_from_db()
    fields = sorted(changes)
    audit.record(thing, saying, by=by, reason=because, fields=fields, **(trace or {}))
    return thing


@transaction.atomic
def put_right(
    entry: Entry,
    *,
    by: User,
    because: str,
    trace: dict[str, Any] | None = None,
    **changes: Any,
) -> Entry:
    """A new entry stands in place of this one, the same but for `changes`.

    Call it inside an action that has asked for the permission, like `move`. Refused if
    somebody has already replaced the entry: both corrections cannot stand. What hangs on
    the entry by another table's rows is not copied.
    """
    _take_down(entry)
    fields = {
        field.name: getattr(entry, field.name)
        for field in entry._meta.concrete_fields
        if field.name not in _OWN
    }
    new = type(entry)._default_manager.create(
        **{**fields, **changes}, replaces=entry, correction_reason=because
    )
    changed = sorted(name for name, value in changes.items() if fields[name] != value)
    audit.record(
        new,
        "put right",
        by=by,
        reason=because,
        fields=changed,
        was=str(entry.pk),
        **(trace or {}),
    )
    return new


@transaction.atomic
def withdraw(
    entry: Entry, *, by: User, because: str, trace: dict[str, Any] | None = None
) -> Entry:
    """The entry was made by mistake: it stays readable and counts nowhere.

    Called inside an action, like `put_right`, and refused once the entry stands no longer.
    """
    _take_down(entry, withdrawal_reason=because)
    audit.record(entry, "withdrew", by=by, reason=because, **(trace or {}))
    return entry


def _take_down(entry: Correctable, **why: str) -> None:
    """Compare-and-set: of two people who take an entry down, one succeeds."""
    standing = type(entry)._default_manager.filter(pk=entry.pk, is_replaced=False)
    if not standing.update(is_replaced=True, **why):
        raise Overtaken(STANDS_NO_LONGER)
    entry.refresh_from_db()


def sentence_case(text: str) -> str:
    """The text with its first letter raised and the rest as it is."""
    return text[:1].upper() + text[1:]
