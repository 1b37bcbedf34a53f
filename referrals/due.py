"""What is due of referrals and of what is given to practitioners: see `pilot.due`."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from pilot import calendar
from pilot.due import Due, Source
from pilot.models import User
from pilot.permissions import Permission, Role
from referrals.models import (
    ConfidenceSlip,
    Consultation,
    ContactSafetyCheck,
    Referral,
    TrainingEvent,
    liaison_due,
)

TOLD_WITHIN = 5  # working days after the decision, as long as it may take to decide


def referrals_to_settle(user: User, until: date) -> Iterator[Due]:
    """Those to decide, those that wait for an answer, and decisions to tell: one query."""
    owed = Referral.objects.visible_to(user).owing_something()
    for referral in owed.select_related("borough", "post", "screening_by", "worker"):
        if not referral.is_waiting:
            yield _to_tell(referral)
        elif referral.asked_on is None:
            yield _to_decide(referral, user)
        elif (due := _to_ask_again(referral)).on <= until:
            yield due


def _to_decide(referral: Referral, user: User) -> Due:
    """Without a borough it waits for whoever may say which."""
    is_theirs = not referral.borough and user.can(Permission.ATTRIBUTE_REFERRAL)
    where = referral.borough or "no borough yet"
    return Due(
        kind="Referrals without a borough" if is_theirs else "Referrals to decide",
        what=f"Referral {referral.reference}, {referral.post}, {where}",
        on=referral.decide_by,
        href=referral.get_absolute_url(),
        action="Give it a borough" if is_theirs else "Decide",
        whose=user if is_theirs else referral.screening_by,
    )


def _to_ask_again(referral: Referral) -> Due:
    return Due(
        kind="Answers about referrals",
        what=f"No answer yet about referral {referral.reference}, {referral.post}",
        on=calendar.add_working_days(referral.asked_on, Referral.DAYS_TO_ANSWER),
        href=referral.get_absolute_url(),
        action="Ask again or decide",
        whose=referral.screening_by,
    )


def _to_tell(referral: Referral) -> Due:
    whom = "the person" if referral.is_their_own else "the referrer"
    return Due(
        kind="Decisions to tell",
        what=f"Tell {whom} what was decided about referral {referral.reference}",
        on=calendar.add_working_days(referral.decided_on, TOLD_WITHIN),
        href=reverse("referrals:referral_tell", args=[referral.reference]),
        action="Record who was told",
        whose=referral.worker or referral.screening_by,
    )


def consultations_to_follow_up(user: User, until: date) -> Iterator[Due]:
    """Advice that somebody promised to come back to."""
    promised = _own(Consultation.objects.visible_to(user), user, "worker").to_follow_up()
    promised = promised.filter(follow_up_on__lte=until).select_related("worker")
    for consultation in promised:
        yield Due(
            kind="Consultations to follow up",
            what=f"Follow up consultation {consultation.reference}",
            on=consultation.follow_up_on,
            href=reverse("referrals:consultation_follow_up", args=[consultation.reference]),
            action="Record what came of it",
            whose=consultation.worker,
        )


def registers_to_take(user: User, until: date) -> Iterator[Due]:
    """Training whose day has come and of which nobody has said who was there."""
    events = _own(TrainingEvent.objects.visible_to(user), user, "trainer")
    for event in events.register_due(until).select_related("trainer"):
        yield Due(
            kind="Registers to take",
            what=f"Training “{event.title}”: say who came",
            on=event.on,
            href=reverse("referrals:training_register", args=[event.reference]),
            action="Take the register",
            whose=event.trainer,
        )


def people_to_ask_again(user: User, until: date) -> Iterator[Due]:
    """The trained who are to say once more how confident they are: one row an event."""
    slips = ConfidenceSlip.objects.visible_to(user).follow_up_due(until)
    slips = _own(slips, user, "attendance__event__trainer")
    waiting = Counter(slip.attendance.event for slip in slips)
    for event, number in waiting.items():
        people = "1 person" if number == 1 else f"{number} people"
        yield Due(
            kind="People to ask again",
            what=f"Training “{event.title}”: ask {people} again",
            on=event.window(TrainingEvent.Point.FOLLOW_UP).last,
            href=reverse("referrals:training_follow_up_list"),
            action="See whom",
        )


def meetings_to_hold(user: User, until: date) -> Iterator[Due]:
    """The boroughs whose specialists are to be met: the Family Support Worker's (5.4)."""
    theirs = Role.FAMILY_SUPPORT_WORKER in user.roles()
    if not theirs and not user.can(Permission.VIEW_CASELOAD):
        return
    for due in liaison_due():
        if due.due_on <= until:
            yield Due(
                kind="Liaison meetings",
                what=f"Meet the specialists of {due.borough}",
                on=due.due_on,
                href=reverse("referrals:liaison_record"),
                action="Record a meeting",
            )


def contact_to_approve(user: User, until: date) -> Iterator[Due]:
    """What was answered about contact with somebody who may not know of a referral."""
    if not user.can(Permission.APPROVE_CONTACT):
        return
    checks = ContactSafetyCheck.objects.visible_to(user).to_approve()
    for check in checks.select_related("referral"):
        reference = check.referral.reference
        yield Due(
            kind="To approve",
            what=f"Approve contact with the person in referral {reference}",
            on=calendar.add_working_days(check.on, 1),
            href=reverse("referrals:safety_check_approve", args=[reference, check.pk]),
            action="Approve or refuse",
            whose=user,
        )


def details_to_erase(user: User, until: date) -> Iterator[Due]:
    """Declined referrals whose time is up: one row, since one command erases them all."""
    if not user.can(Permission.HOLD_RECORD):
        return
    due = Referral.objects.visible_to(user).due_for_erasure()
    if number := due.count():
        yield Due(
            kind="Details to erase",
            what="Details of 1 referral are due to be erased"
            if number == 1
            else f"Details of {number} referrals are due to be erased",
            on=calendar.today(),
            href=reverse("referrals:erasure_list"),
            action="See which",
            whose=user,
        )


def _own(rows, user: User, whose: str):
    """One's own of the rows of a post; whoever sees the whole caseload has them all."""
    return rows if user.can(Permission.VIEW_CASELOAD) else rows.filter(Q(**{whose: user}))


SOURCES: tuple[Source, ...] = (
    referrals_to_settle,
    consultations_to_follow_up,
    registers_to_take,
    people_to_ask_again,
    meetings_to_hold,
    contact_to_approve,
    details_to_erase,
)
