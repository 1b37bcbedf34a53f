"""Which change since the signing is the reason that a row counts in another way.

A change explains a row if it was recorded after the signing, changed something that the
figure reads, and did so on the row itself, on a record that the figure finds with it, or on
one of which such a record repeats what it says. Whatever else happened on the same case is
no explanation.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeAlias

from django.apps import apps
from django.db.models import ForeignKey, Model

from pilot import calendar
from pilot.models import AuditEvent, WorkDay, WorkWeek
from pilot.models.day import monday_of
from reporting.models import ReturnVersion
from reporting.returns.reads import Kind, Reads, links_of

Key: TypeAlias = str  # "cases.session:12"
Around: TypeAlias = dict[Key, set[Key]]  # of a record, others
STEPS = 5  # from a record to what it belongs to: a session, its case, its person
READING = ("read", "listed", "exported", "downloaded", "searched", "revealed", "looked")
READING += ("said they had read", "signed in")
WEEK = WorkWeek._meta.label_lower


@dataclass(frozen=True)
class Change:
    """Something that was recorded or changed: which record, when, and which of its fields.

    `fields` is None where all of it is new or gone, or the trail names none.
    """

    key: Key
    action: str
    on: date
    fields: frozenset[str] | None

    def in_words(self, row: Key) -> str:
        """What was done and when; to which record, where it is not the row itself."""
        where = "" if self.key == row else f"{self.key} "
        which = f": {', '.join(sorted(self.fields))}" if self.fields else ""
        return f"{where}{self.action} on {calendar.in_words(self.on)}{which}"


def changes_since(version: ReturnVersion) -> dict[Key, list[Change]]:
    """Every change since the signing by the record it changed, the first one first."""
    found: dict[Key, list[Change]] = defaultdict(list)
    events = AuditEvent.objects.filter(at__gt=version.signed_at).order_by("pk")
    for event in events:
        if event.action.startswith(READING):
            continue
        key = f"{event.target_type}:{event.target_key}"
        change = Change(key, event.action, calendar.day_of(event.at), _fields(event))
        found[key].append(change)
        if _is_correction(event):  # the entry in whose place this one stands is gone
            found[f"{event.target_type}:{event.detail['was']}"].append(change)
    for day, week in _days_of({key for key in found if _kind(key) == WEEK}):
        found[day] += found[week]
    return dict(found)


def _fields(event: AuditEvent) -> frozenset[str] | None:
    """Which fields the event says were changed; None where it may have been any."""
    detail = event.detail
    if "was" in detail and "to" in detail:  # moved to another status
        return frozenset({"status", *detail.get("changed", ())})
    if "fields" not in detail or _is_correction(event):
        return None
    return frozenset(detail["fields"])


def _is_correction(event: AuditEvent) -> bool:
    return "fields" in event.detail and "was" in event.detail


def _days_of(weeks: set[Key]) -> Iterator[tuple[Key, Key]]:
    """The days that stand in these weeks of a post: they are entered by the week."""
    held = WorkWeek.objects.filter(pk__in=[_own(key) for key in weeks])
    of_week = {(week.post_id, week.starts_on): f"{WEEK}:{week.pk}" for week in held}
    posts = {post for post, _ in of_week}
    days = WorkDay._base_manager.filter(post__in=posts).values_list("pk", "post", "on")
    for key, post, on in days.iterator():
        week = of_week.get((post, monday_of(on)))
        if week:
            yield f"{WorkDay._meta.label_lower}:{key}", week


def explained(
    rows: Iterable[Key], reads: Reads, changes: Mapping[Key, list[Change]]
) -> dict[Key, Change]:
    """Of these rows of one figure those that a change explains, each with the first one."""
    near = _around({key: {key} for key in rows}, reads)
    asked = {
        key: change
        for key, found in changes.items()
        if (change := _first(found, partial(reads.asks, _kind(key))))
    }
    saying = [key for key in changes if _kind(key) in reads.kinds]
    above = _above({*saying, *(key for keys in near.values() for key in keys)})
    told: dict[Key, list[Key]] = defaultdict(list)
    for key in saying:
        for owner in {key, *above.get(key, ())}:
            told[owner].append(key)
    found: dict[Key, Change] = {}
    for row, records in near.items():
        for record in sorted(
            sorted(records), key=lambda each: (each != row, _is_row(each, reads))
        ):
            if record in asked and (row == record or _may_stand_for(record, reads)):
                found.setdefault(row, asked[record])
            for by in _sayers(record, told, above, reads):
                is_told = partial(reads.is_told, _kind(record), _kind(by))
                change = _first(changes[by], is_told)
                if change:
                    found.setdefault(row, change)
    return found


def _may_stand_for(record: Key, reads: Reads) -> bool:
    """Whether another record than the row can make it count differently."""
    return not _is_row(record, reads) or _kind(record) in reads.compared


def _is_row(record: Key, reads: Reads) -> bool:
    return _kind(record) in reads.rows


def _sayers(
    record: Key, told: Mapping[Key, list[Key]], above: Around, reads: Reads
) -> Iterator[Key]:
    """The changed records that this one may repeat: those that belong to it, or it to them.

    Where neither kind can belong to the other, those beside it at the same owner.
    """
    owners = above.get(record, set())
    yield from told.get(record, ())
    kinds = set(map(_kind, owners))
    for owner in sorted(owners):
        for key in told.get(owner, ()):
            is_beside = _kind(owner) in reads.fields and _kind(key) not in kinds
            below = set(map(_kind, above.get(key, ())))
            if key == owner or (is_beside and _kind(record) not in below):
                yield key


def _first(
    found: Iterable[Change], is_so: Callable[[frozenset[str] | None], bool]
) -> Change | None:
    return next((each for each in found if is_so(each.fields)), None)


def _around(rows: Around, reads: Reads) -> Around:
    """Of each row the records that the figure finds with it, by the fields it asks."""
    near: Around = {key: set(found) for key, found in rows.items()}
    models = [apps.get_model(kind) for kind in sorted(reads.fields)]
    links = [(model, field) for model in models for field in reads.links(model)]
    reached: Around = {key: {key} for key in rows}
    for _ in range(STEPS):
        further: Around = defaultdict(set)
        for model, field in links:
            for record, owner in _linked(model, field, reached):
                for one, other in ((record, owner), (owner, record)):
                    for row in reached.get(one, ()):
                        if other not in near[row]:
                            near[row].add(other)
                            further[other].add(row)
        reached = further
    return near


def _linked(
    model: type[Model], field: ForeignKey, reached: Iterable[Key]
) -> Iterator[tuple[Key, Key]]:
    """The records of this kind with what they belong to, where either was reached."""
    kind, above = model._meta.label_lower, field.related_model._meta.label_lower
    own = [_own(key) for key in reached if _kind(key) == kind]
    owners = [_own(key) for key in reached if _kind(key) == above]
    rows = model._base_manager.order_by("pk")
    for which in ({"pk__in": own}, {f"{field.name}__in": owners}):
        if any(which.values()):
            for key, owner in rows.filter(**which).values_list("pk", field.attname):
                if owner is not None:
                    yield f"{kind}:{key}", f"{above}:{owner}"


def _above(keys: Iterable[Key]) -> Around:
    """What each of these records belongs to, and what that belongs to, step by step."""
    found: Around = {}
    newly: Around = {key: {key} for key in keys}
    for _ in range(STEPS):
        reached: Around = defaultdict(set)
        for key, owner in _owners(newly):
            for below in newly[key]:
                if owner not in found.setdefault(below, set()):
                    found[below].add(owner)
                    reached[owner].add(below)
        newly = reached
    return found


def _owners(keys: Iterable[Key]) -> Iterator[tuple[Key, Key]]:
    by_kind: dict[Kind, list[str]] = defaultdict(list)
    for key in keys:
        by_kind[_kind(key)].append(_own(key))
    for kind, found in by_kind.items():
        model = apps.get_model(kind)
        links = [each for each in links_of(model) if each.related_model is not model]
        if not links:
            continue
        names = [field.attname for field in links]
        rows = model._base_manager.filter(pk__in=found).values_list("pk", *names)
        for of_kind, *owners in rows:
            for field, owner in zip(links, owners, strict=True):
                if owner is not None:
                    label = field.related_model._meta.label_lower
                    yield f"{kind}:{of_kind}", f"{label}:{owner}"


def _kind(key: Key) -> Kind:
    return key.partition(":")[0]


def _own(key: Key) -> str:
    return key.partition(":")[2]
