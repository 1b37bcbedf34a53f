"""Meetings with the boroughs' own perpetrator specialists are recorded and put right."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from pilot import audit, calendar
from pilot.models import Borough, Post, User
from pilot.permissions import Permission
from pilot.rota import agreed_time, is_agreed
from pilot.transitions import TransitionRefused, put_right, withdraw
from referrals.models import LiaisonMeeting, Practitioner, own_post


@transaction.atomic
def record_liaison(
    *,
    by: User,
    on: date,
    practitioners: Iterable[Practitioner],
    topics: str,
    agreed: str = "",
    post: Post | None = None,
) -> list[LiaisonMeeting]:
    """The specialists were met: one entry for each borough that they belong to."""
    by.require(Permission.RECORD_ADVICE)
    _check_day(on)
    post = post or own_post(by)
    if post is None:
        raise TransitionRefused("Say which post met them.")
    meetings = []
    for borough, people in _by_borough(practitioners).items():
        by.require(Permission.RECORD_ADVICE, borough)
        meeting = LiaisonMeeting.objects.create(
            on=on,
            borough=borough,
            post=post,
            worker=by,
            topics=topics,
            agreed=agreed,
            recorded_at=calendar.now(),
            recorded_by=by,
        )
        meeting.practitioners.set(people)
        audit.record(meeting, "recorded", by=by, on=on)
        meetings.append(meeting)
    if not meetings:
        raise TransitionRefused("Say which specialists you met.")
    return meetings


@transaction.atomic
def correct_liaison(
    meeting: LiaisonMeeting,
    *,
    by: User,
    reason: str,
    practitioners: Iterable[Practitioner],
    **answers: Any,
) -> LiaisonMeeting:
    """Another entry, with what should have been said, stands in place of this one.

    It stays with its borough: a meeting entered for the wrong one is withdrawn.
    """
    by.require(Permission.RECORD_ADVICE, meeting.borough)
    _check_day(answers.get("on", meeting.on))
    people = list(practitioners)
    known = set(meeting.practitioners.all())
    if not people or any(
        not person.is_specialist or person.borough != meeting.borough
        for person in people
        if person not in known
    ):
        raise TransitionRefused(
            f"This meeting counts for {meeting.borough}: choose specialists of that "
            "borough."
        )
    new = put_right(meeting, by=by, because=reason, **answers)
    new.practitioners.set(people)
    return new


@transaction.atomic
def withdraw_liaison(meeting: LiaisonMeeting, *, by: User, reason: str) -> LiaisonMeeting:
    """It never took place: the entry stays readable and counts nowhere."""
    by.require(Permission.RECORD_ADVICE, meeting.borough)
    return withdraw(meeting, by=by, because=reason)


def _by_borough(
    practitioners: Iterable[Practitioner],
) -> dict[Borough, list[Practitioner]]:
    """Those who were met, those of one borough together."""
    met: dict[Borough, list[Practitioner]] = {}
    for person in practitioners:
        borough = person.agency.borough
        if not person.is_specialist or borough is None:
            raise TransitionRefused(
                f"{person.name} is not marked as a borough’s own perpetrator specialist."
            )
        met.setdefault(borough, []).append(person)
    return met


def _check_day(on: date) -> None:
    """V-02: it took place inside the pilot, and not in the future."""
    if on > calendar.today() or not is_agreed(on):
        raise TransitionRefused(
            "A meeting is recorded once it has taken place, inside the pilot: "
            f"{agreed_time().label}."
        )
