"""Who refers and asks: practitioners and their teams are entered, put right and merged."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import ForeignObjectRel, QuerySet

from pilot import audit
from pilot.models import Borough, User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, amend
from referrals.models import (
    Agency,
    NewPractitioner,
    Practitioner,
    links_to_practitioners,
)


@transaction.atomic
def add_agency(*, by: User, name: str, sector: str, borough: Borough | None) -> Agency:
    """A team that refers to us or asks us is known, with its sector and its borough."""
    by.require(Permission.RECORD_PRACTITIONERS, borough)
    agency = Agency.objects.create(name=name, sector=sector, borough=borough)
    audit.record(agency, "added", by=by, sector=sector)
    return agency


@transaction.atomic
def correct_agency(
    agency: Agency,
    *,
    by: User,
    version: int,
    name: str,
    sector: str,
    borough: Borough | None,
    is_retired: bool,
) -> Agency:
    """The team is called and counted as it should be, from now on.

    What was recorded keeps the sector and the borough the team had then (1.3).
    """
    by.require(Permission.RECORD_PRACTITIONERS, agency.borough)
    by.require(Permission.RECORD_PRACTITIONERS, borough)
    return amend(
        agency,
        by=by,
        version=version,
        name=name,
        sector=sector,
        borough=borough,
        is_retired=is_retired,
    )


@transaction.atomic
def add_practitioner(
    *, by: User, name: str, agency: Agency, role: str, is_specialist: bool = False
) -> Practitioner:
    """Somebody at an agency is known, by name to us and by a token to reports."""
    by.require(Permission.RECORD_PRACTITIONERS, agency.borough)
    _check_name_is_free(name, agency)
    _check_specialist(is_specialist, agency)
    practitioner = Practitioner.objects.create(
        name=name, agency=agency, role=role, is_specialist=is_specialist
    )
    audit.record(practitioner, "added", by=by, role=role)
    return practitioner


def enter_practitioner(*, by: User, who: Practitioner | NewPractitioner) -> Practitioner:
    """The practitioner that a form heard of: the one known, or one who is added now.

    People ask and refer across boroughs, so anybody known may be named; only somebody new
    is entered in a borough. Call it inside the action that records what they brought.
    """
    if isinstance(who, Practitioner):
        by.require(Permission.RECORD_PRACTITIONERS)  # nothing is written of them
        return who.survivor
    by.require(Permission.RECORD_PRACTITIONERS, who.agency.borough)
    known = _entered_as(who.name, who.agency).first()
    return known or add_practitioner(by=by, name=who.name, agency=who.agency, role=who.role)


@transaction.atomic
def correct_practitioner(
    practitioner: Practitioner,
    *,
    by: User,
    version: int,
    name: str,
    agency: Agency,
    role: str,
    is_specialist: bool,
    is_retired: bool,
) -> Practitioner:
    """The entry says who they are now: a new team or role counts from here on.

    What they referred and asked before keeps the team they were in then (1.3).
    """
    by.require(Permission.RECORD_PRACTITIONERS, practitioner.borough)
    by.require(Permission.RECORD_PRACTITIONERS, agency.borough)
    check_not_merged(practitioner)
    _check_name_is_free(name, agency, but=practitioner)
    _check_specialist(is_specialist, agency)
    return amend(
        practitioner,
        by=by,
        version=version,
        name=name,
        agency=agency,
        role=role,
        is_specialist=is_specialist,
        is_retired=is_retired,
    )


@dataclass
class Merge:
    """What a merge did: how many links of each kind moved, and how many could not."""

    moved: Counter = field(default_factory=Counter)
    stayed: Counter = field(default_factory=Counter)

    @property
    def in_words(self) -> str:
        """What it did, for whoever did it: "2 referrals moved."."""
        told = f"{_counted(self.moved)} moved." if self.moved else "Nothing had to move."
        if self.stayed:
            told += f" {_counted(self.stayed)} stayed: the other entry has one too."
        return told


@transaction.atomic
def merge_practitioners(
    entry: Practitioner, *, by: User, version: int, into: Practitioner, reason: str
) -> Merge:
    """Everything that points at `entry` points at `into`, and so does the entry itself.

    The entry stays, retired, so that no address of it is ever dead. Where both stand in
    one list that takes a person once, such as one event's register, the entry's own row
    stays with it: whoever counts people leaves out those merged into another. Whoever was
    a borough's own specialist by either entry is one by the entry that stays.
    """
    by.require(Permission.MERGE_PRACTITIONERS, entry.borough)
    by.require(Permission.MERGE_PRACTITIONERS, into.borough)
    check_not_merged(entry)
    check_not_merged(into)
    if entry == into:
        raise TransitionRefused("An entry cannot be merged into itself. Choose another.")
    is_specialist = entry.is_specialist or into.is_specialist
    _check_specialist(is_specialist, into.agency)
    merge = Merge()
    for link in links_to_practitioners():
        _move(link, entry, into, merge)
    amend(
        entry,
        by=by,
        version=version,
        saying="merged",
        because=reason,
        merged_into=into,
        is_retired=True,
    )
    if is_specialist != into.is_specialist:
        amend(into, by=by, version=into.version, is_specialist=is_specialist)
    audit.record(
        into,
        "took over what belonged to another entry of",
        by=by,
        reason=reason,
        merged=entry.token,
        moved=dict(merge.moved),
        stayed=dict(merge.stayed),
    )
    return merge


def links_of(entry: Practitioner) -> list[str]:
    """What points at this entry and would follow a merge, in words: "2 activities"."""
    found: Counter = Counter()
    for link in links_to_practitioners():
        if count := _rows_of(link, entry).count():
            found[_noun(link)] += count
    return _each_counted(found)


def check_not_merged(entry: Practitioner) -> None:
    """Refused, in plain words, for an entry that another one stands for."""
    if entry.merged_into_id:
        raise TransitionRefused(
            f"This entry was merged into {entry.merged_into}. Change that one instead."
        )


def _entered_as(name: str, agency: Agency) -> QuerySet[Practitioner]:
    """The entry of this name in the team, however its letters are set."""
    return Practitioner.objects.filter(
        agency=agency, name__iexact=name, merged_into=None
    ).order_by("pk")


def _check_name_is_free(name: str, agency: Agency, but: Practitioner | None = None) -> None:
    others = _entered_as(name, agency)
    if but:
        others = others.exclude(pk=but.pk)
    if others.exists():
        raise TransitionRefused(
            f"{agency} has an entry of that name already. Use it, or ask the service "
            "manager to merge the two."
        )


def _check_specialist(is_specialist: bool, agency: Agency) -> None:
    """A-15: the specialists we meet are a borough's own."""
    if is_specialist and agency.borough is None:
        raise TransitionRefused(
            f"{agency} serves all of London: a perpetrator specialist is a borough’s own."
        )


def _rows_of(link: ForeignObjectRel, practitioner: Practitioner) -> QuerySet:
    return link.related_model._base_manager.filter(**{link.field.name: practitioner})


def _move(
    link: ForeignObjectRel, entry: Practitioner, into: Practitioner, merge: Merge
) -> None:
    """Each row of this link follows, one by one, so that one that cannot stops no other."""
    rows = _rows_of(link, entry)
    for pk in list(rows.values_list("pk", flat=True)):
        row = rows.filter(pk=pk)
        try:
            with transaction.atomic():
                row.update(**{link.field.name: into})
            merge.moved[_noun(link)] += 1
        except IntegrityError:
            if link.related_model._meta.auto_created:
                row.delete()  # the thing is linked to the one who stays: nothing is lost
                merge.moved[_noun(link)] += 1
            else:
                merge.stayed[_noun(link)] += 1


def _counted(links: Counter) -> str:
    """The links in words: "1 consultation, 2 referrals"."""
    return ", ".join(_each_counted(links))


def _each_counted(links: Counter) -> list[str]:
    return [
        f"{count} {noun if count == 1 else _several(noun)}"
        for noun, count in sorted(links.items())
    ]


def _several(noun: str) -> str:
    return f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"


def _noun(link: ForeignObjectRel) -> str:
    """What stands at the other end: "consultation"; a table between two is the first's."""
    between = link.related_model._meta.auto_created  # the model that the table is made for
    model = between if isinstance(between, type) else link.related_model
    if model is Practitioner:
        return "earlier merge"
    return str(model._meta.verbose_name)
