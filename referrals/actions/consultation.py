"""Advice to practitioners is booked, given, followed up and put right."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from pilot import audit, calendar
from pilot.models import Correctable, Post, User
from pilot.permissions import Permission
from pilot.rota import agreed_time, is_agreed
from pilot.transitions import TransitionRefused, amend, move, put_right, withdraw
from referrals.actions.practitioner import enter_practitioner
from referrals.models import (
    Consultation,
    NewPractitioner,
    Practitioner,
    Referral,
    own_post,
)

Status = Consultation.Status
Who = Practitioner | NewPractitioner


@transaction.atomic
def record_consultation(
    *,
    by: User,
    who: Who,
    on: date,
    minutes: int,
    topics: Collection[str],
    question: str,
    advice: str,
    post: Post | None = None,
    follow_up_on: date | None = None,
    **more: Any,
) -> Consultation:
    """Advice was given, and counts for the team that whoever asked works in (1.3, I16)."""
    by.require(Permission.RECORD_ADVICE)
    _check_held_on(on)
    consultation = _enter(
        by=by,
        who=who,
        on=on,
        post=post,
        status=Status.HELD,
        minutes=minutes,
        topics=sorted(topics),
        question=question,
        advice=advice,
        follow_up_on=follow_up_on,
        **_about_family(**more),
    )
    audit.record(consultation, "recorded", by=by, on=on, sector=consultation.sector)
    return consultation


@transaction.atomic
def book_consultation(
    *, by: User, who: Who, on: date, question: str, post: Post | None = None
) -> Consultation:
    """A time is agreed for a question: today or later, inside the pilot."""
    by.require(Permission.RECORD_ADVICE)
    if on < calendar.today() or not is_agreed(on):
        raise TransitionRefused(
            "A consultation is booked for today or later, inside the pilot. Record one "
            "that has taken place instead."
        )
    consultation = _enter(by=by, who=who, on=on, post=post, question=question)
    audit.record(consultation, "booked", by=by, on=on, sector=consultation.sector)
    return consultation


@transaction.atomic
def hold_consultation(
    consultation: Consultation,
    *,
    by: User,
    on: date,
    minutes: int,
    topics: Collection[str],
    question: str,
    advice: str,
    follow_up_on: date | None = None,
    **more: Any,
) -> Consultation:
    """What was booked took place, and what was advised is kept."""
    by.require(Permission.RECORD_ADVICE, consultation.borough)
    _hold(consultation)
    check_entry_stands(consultation)
    _check_held_on(on)
    return move(
        consultation,
        Status.HELD,
        by=by,
        saying="recorded",
        on=on,
        minutes=minutes,
        topics=sorted(topics),
        question=question,
        advice=advice,
        follow_up_on=follow_up_on,
        **_about_family(**more),
    )


@transaction.atomic
def follow_up_consultation(
    consultation: Consultation, *, by: User, on: date, outcome: str, note: str = ""
) -> Consultation:
    """Somebody came back to it, and said what came of it."""
    by.require(Permission.RECORD_ADVICE, consultation.borough)
    _hold(consultation)
    check_at(consultation, Status.HELD)
    if not consultation.on <= on <= calendar.today():
        raise TransitionRefused(
            f"The consultation was on {calendar.in_words(consultation.on)}: it is followed "
            "up between then and today."
        )
    return move(
        consultation,
        Status.FOLLOWED_UP,
        by=by,
        saying="followed up",
        followed_up_on=on,
        outcome=outcome,
        outcome_note=note,
    )


@transaction.atomic
def cancel_consultation(
    consultation: Consultation, *, by: User, reason: str
) -> Consultation:
    """What was booked will not take place, for a reason. It counts nowhere."""
    by.require(Permission.RECORD_ADVICE, consultation.borough)
    return move(
        consultation,
        Status.CANCELLED,
        by=by,
        saying="cancelled",
        closure_reason=reason,
    )


@transaction.atomic
def correct_consultation(
    consultation: Consultation,
    *,
    by: User,
    reason: str,
    who: Who,
    on: date,
    minutes: int,
    topics: Collection[str],
    question: str,
    advice: str,
    post: Post | None = None,
    follow_up_on: date | None = None,
    **more: Any,
) -> Consultation:
    """Another entry, with what should have been said, stands in place of this one.

    It keeps the team, sector and borough of the day, unless somebody else had asked.
    """
    by.require(Permission.RECORD_ADVICE, consultation.borough)
    _hold(consultation)
    check_given(consultation)
    _check_held_on(on)
    _check_after(consultation, on)
    family = _about_family(**more)
    if consultation.referral_id:
        family["has_named_family"] = True  # it led to a referral, so somebody was named
    return put_right(
        consultation,
        by=by,
        because=reason,
        **_asked_by(consultation, who, by=by),
        post=post or consultation.post,
        on=on,
        minutes=minutes,
        topics=sorted(topics),
        question=question,
        advice=advice,
        follow_up_on=follow_up_on,
        **family,
    )


@transaction.atomic
def withdraw_consultation(
    consultation: Consultation, *, by: User, reason: str
) -> Consultation:
    """It never took place: the entry stays readable and counts nowhere."""
    by.require(Permission.RECORD_ADVICE, consultation.borough)
    _hold(consultation)
    check_given(consultation)
    return withdraw(consultation, by=by, because=reason)


@transaction.atomic
def link_consultation(
    consultation: Consultation, *, by: User, referral: Referral
) -> Consultation:
    """The referral came of this consultation; each page shows the other.

    A referral names somebody, so a family was named (V-25).
    """
    by.require(Permission.RECORD_ADVICE, consultation.borough)
    _hold(consultation)
    check_given(consultation)
    if consultation.referral:
        raise TransitionRefused(
            f"{consultation} already led to referral {consultation.referral.reference}."
        )
    amend(
        consultation,
        by=by,
        version=consultation.version,
        saying="linked a referral to",
        referral=referral,
        has_named_family=True,
    )
    return consultation


def _enter(
    *, by: User, who: Who, on: date, post: Post | None, **answers: Any
) -> Consultation:
    practitioner = enter_practitioner(who=who, by=by)
    agency = practitioner.agency
    by.require(Permission.RECORD_ADVICE, agency.borough)
    post = post or own_post(by)
    if post is None:
        raise TransitionRefused("Say which post the advice is given for.")
    return Consultation.objects.create(
        post=post,
        worker=by,
        practitioner=practitioner,
        agency=agency,
        sector=agency.sector,
        borough=agency.borough,
        on=on,
        recorded_at=calendar.now(),
        recorded_by=by,
        **answers,
    )


def _hold(consultation: Consultation) -> None:
    """It stays as it is until this transaction ends, and is read afresh.

    The row is touched rather than read: it locks it, and sees a colleague's correction.
    """
    Consultation.objects.filter(pk=consultation.pk).update(version=F("version"))
    consultation.refresh_from_db()


def check_entry_stands(entry: Correctable) -> None:
    """Refused, in plain words, once the entry was put right or taken out."""
    if entry.is_replaced:
        raise TransitionRefused(
            f"{entry} was put right or taken out. Open the entry that stands."
        )


def check_at(consultation: Consultation, status: str) -> None:
    """Refused, in plain words, unless it has come just so far and the entry stands."""
    check_entry_stands(consultation)
    if consultation.status != status:
        raise TransitionRefused(
            f"{consultation} is {consultation.get_status_display().lower()}, so this "
            "cannot happen now."
        )


def check_given(consultation: Consultation) -> None:
    """Refused, in plain words, unless it took place and the entry stands."""
    check_entry_stands(consultation)
    if not consultation.is_given:
        raise TransitionRefused(
            f"{consultation} is {consultation.get_status_display().lower()}: nobody has "
            "given it yet."
        )


def _asked_by(consultation: Consultation, who: Who, *, by: User) -> dict[str, Any]:
    """Whoever asked, if it was somebody else, with their team as it is now."""
    is_same = who == consultation.practitioner  # wherever they work now
    practitioner = who if is_same else enter_practitioner(who=who, by=by)
    if practitioner == consultation.practitioner:
        return {}
    agency = practitioner.agency
    by.require(Permission.RECORD_ADVICE, agency.borough)
    return {
        "practitioner": practitioner,
        "agency": agency,
        "sector": agency.sector,
        "borough": agency.borough,
    }


def _about_family(
    *,
    has_named_family: bool = False,
    has_safeguarding_advice: bool = False,
    safeguarding_action: str = "",
    confidence_before: int | None = None,
    confidence_after: int | None = None,
) -> dict[str, Any]:
    """V-25, and how sure whoever asked was before and after."""
    return {
        "has_named_family": has_named_family,
        "has_safeguarding_advice": has_safeguarding_advice,
        "safeguarding_action": safeguarding_action,
        "confidence_before": confidence_before,
        "confidence_after": confidence_after,
    }


def _check_held_on(on: date) -> None:
    """V-02: what took place did so inside the pilot, and not in the future."""
    if on > calendar.today() or not is_agreed(on):
        raise TransitionRefused(
            f"A consultation is recorded once it has taken place, inside the pilot: "
            f"{agreed_time().label}."
        )


def _check_after(consultation: Consultation, on: date) -> None:
    """What was followed up already cannot have taken place later than that."""
    if consultation.followed_up_on and on > consultation.followed_up_on:
        raise TransitionRefused(
            f"It was followed up on {calendar.in_words(consultation.followed_up_on)}, so "
            "it took place on that day or before."
        )
