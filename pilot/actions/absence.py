"""A post is without its worker: who is told, and who answers for it meanwhile."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from pilot import audit, calendar
from pilot.mail import say_something_waits
from pilot.models import Absence, Membership, Post, User, posts_of
from pilot.permissions import CASEWORKERS, Permission, Role
from pilot.rota import Rota, holder_of
from pilot.transitions import (
    STANDS_NO_LONGER,
    Overtaken,
    TransitionRefused,
    put_right,
    withdraw,
)


@transaction.atomic
def record_absence(
    post: Post,
    *,
    by: User,
    kind: str,
    starts_on: date,
    ends_on: date | None = None,
    cover: User | None = None,
) -> Absence:
    """The manager, and the officers of the boroughs concerned, are told that it is so.

    Workers say when they are away themselves; the manager alone names a cover, and says
    that a post is vacant.
    """
    told: dict[str, Any] = {
        "kind": kind,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "cover": cover,
    }
    _require(post, by=by, kind=kind, cover=cover)
    away = None if kind == Absence.Kind.VACANT else holder_of(post.pk, starts_on)
    _check(post, away, None, **told)
    absence = Absence.objects.create(
        post=post, user=away, recorded_at=calendar.now(), recorded_by=by, **told
    )
    audit.record(absence, "recorded", by=by, post=post.pk, starts_on=starts_on)
    tell_of(absence)
    return absence


@transaction.atomic
def correct_absence(
    absence: Absence,
    *,
    by: User,
    reason: str,
    kind: str,
    starts_on: date,
    ends_on: date | None,
    cover: User | None,
) -> Absence:
    """Its days or its cover are others; also how it ends, once they are back."""
    told: dict[str, Any] = {
        "kind": kind,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "cover": cover,
    }
    _require(absence.post, by=by, kind=kind, cover=cover, had=absence.cover)
    vacant = kind == Absence.Kind.VACANT
    away = None if vacant else absence.user or holder_of(absence.post_id, starts_on)
    if not Absence.objects.standing().filter(pk=absence.pk).exists():
        raise Overtaken(STANDS_NO_LONGER)
    _check(absence.post, away, absence, **told)
    new = put_right(absence, by=by, because=reason, user=away, **told, **_now(by))
    tell_of(new)
    return new


@transaction.atomic
def withdraw_absence(absence: Absence, *, by: User, reason: str) -> Absence:
    """It was recorded by mistake: it stays readable and tells nobody anything."""
    _require(absence.post, by=by, kind=absence.kind, cover=None, had=None)
    return withdraw(absence, by=by, because=reason)


def covers() -> QuerySet[User]:
    """The people who may answer for a post: caseworkers with an open account."""
    held = Membership.objects.current().filter(role__in=CASEWORKERS)
    return held.people().order_by("last_name", "first_name", "pk")


def _now(by: User) -> dict[str, Any]:
    return {"recorded_at": calendar.now(), "recorded_by": by}


def _require(
    post: Post, *, by: User, kind: str, cover: User | None, had: User | None = None
) -> None:
    by.require(Permission.ENTER_DAYS)
    others = post.pk not in posts_of(by) or kind == Absence.Kind.VACANT
    if others or cover != had:
        by.require(Permission.KEEP_ROTA)


def _check(
    post: Post,
    away: User | None,
    own: Absence | None,
    *,
    kind: str,
    starts_on: date,
    ends_on: date | None,
    cover: User | None,
) -> None:
    """It ends after it starts, meets no other of the post, and the cover is at work."""
    if ends_on and ends_on < starts_on:
        raise TransitionRefused("The last day must be on or after the first.")
    if starts_on < calendar.PILOT.start:
        raise TransitionRefused("The first day must be inside the pilot.")
    if away is None and kind != Absence.Kind.VACANT:
        raise TransitionRefused("Nobody holds this post on that day: say it is vacant.")
    others = Absence.objects.standing().exclude(pk=own.pk if own else None)
    if _meeting(others.filter(post=post), starts_on, ends_on).exists():
        raise TransitionRefused(
            "An absence of these days is recorded already: change that one instead."
        )
    if cover is None:
        return
    if cover == away or not covers().filter(pk=cover.pk).exists():
        raise TransitionRefused("Choose a colleague who is a caseworker to answer for it.")
    if _meeting(others.filter(user=cover), starts_on, ends_on).exists():
        raise TransitionRefused(f"{cover} is away then too: choose somebody else.")


def _meeting(
    absences: QuerySet[Absence], starts_on: date, ends_on: date | None
) -> QuerySet[Absence]:
    """Of these absences those that share a day with these days."""
    late_enough = absences.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
    return late_enough.filter(starts_on__lte=ends_on) if ends_on else late_enough


def tell_of(absence: Absence) -> None:
    """By e-mail, if it is not over: a link to the home page, which says what it is."""
    if absence.ends_on and absence.ends_on < calendar.today():
        return
    boroughs = Rota.read().boroughs_without(absence)
    told = Membership.objects.current().filter(
        role__in=(Role.SERVICE_MANAGER, Role.AUTHORISED_OFFICER), borough__in=boroughs
    )
    say_something_waits(told.people(), "/")
