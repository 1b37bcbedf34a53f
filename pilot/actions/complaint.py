"""Complaints and serious incidents: recorded, answered, closed with what changes."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from pilot import audit, calendar
from pilot.mail import say_something_waits
from pilot.models import Borough, Complaint, Membership, User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, amend, move

Status = Complaint.Status


@transaction.atomic
def record_complaint(
    borough: Borough,
    *,
    by: User,
    kind: str,
    received_on: date,
    came_from: str,
    about: str,
    summary: str,
    due_on: date,
    notified_to: str = "",
    notified_on: date | None = None,
) -> Complaint:
    """It is on record and waits for an answer.

    Of a serious incident the borough's officer and whoever answers for the provider hear
    at once: that something waits, with a link.
    """
    by.require(Permission.KEEP_COMPLAINTS, borough)
    _check_in_order(received_on, calendar.today())
    if notified_on:
        _check_in_order(received_on, notified_on)
    complaint = Complaint.objects.create(
        borough=borough,
        kind=kind,
        received_on=received_on,
        came_from=came_from,
        about=about,
        summary=summary,
        due_on=due_on,
        notified_to=notified_to,
        notified_on=notified_on,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(complaint, "recorded", by=by, kind=kind, about=about)
    if not complaint.is_complaint:
        say_something_waits(_told_of_incidents(borough), complaint.get_absolute_url())
    return complaint


@transaction.atomic
def notify_of_complaint(
    complaint: Complaint, *, by: User, version: int, notified_to: str, notified_on: date
) -> Complaint:
    """These bodies have been told of it, the last on this day."""
    by.require(Permission.KEEP_COMPLAINTS, complaint.borough)
    _check_open(complaint)
    _check_in_order(complaint.received_on, notified_on)
    return amend(
        complaint,
        by=by,
        version=version,
        saying="said who was told of",
        notified_to=notified_to,
        notified_on=notified_on,
    )


@transaction.atomic
def answer_complaint(
    complaint: Complaint, *, by: User, answered_on: date, answered_with: str
) -> Complaint:
    """Whoever complained, or asked, has the provider's answer."""
    by.require(Permission.KEEP_COMPLAINTS, complaint.borough)
    _check_in_order(complaint.received_on, answered_on)
    return move(
        complaint,
        Status.ANSWERED,
        by=by,
        saying="answered",
        answered_on=answered_on,
        answered_with=answered_with,
    )


@transaction.atomic
def close_complaint(
    complaint: Complaint, *, by: User, outcome: str, outcome_changes: str = ""
) -> Complaint:
    """It is settled, with what it was found to be and what changes because of it.

    One that was recorded by mistake stays readable and counts nowhere.
    """
    by.require(Permission.KEEP_COMPLAINTS, complaint.borough)
    _check_open(complaint)
    if outcome not in complaint.possible_outcomes:
        raise TransitionRefused("Answer it before you say what it was found to be.")
    return move(
        complaint,
        Status.CLOSED,
        by=by,
        saying="closed",
        closed_on=calendar.today(),
        outcome=outcome,
        outcome_changes=outcome_changes,
    )


def _told_of_incidents(borough: Borough) -> QuerySet[User]:
    """The officer of the borough, and whoever keeps complaints for the provider there."""
    held = Membership.objects.giving(
        Permission.VIEW_INCIDENT_SUMMARIES, Permission.KEEP_COMPLAINTS
    )
    return held.filter(borough=borough).people()


def _check_open(complaint: Complaint) -> None:
    if not complaint.is_open:
        raise TransitionRefused(f"{complaint} is closed already.")


def _check_in_order(earlier: date, later: date) -> None:
    """Both days have come, and the later one is not before the other."""
    if not earlier <= later <= calendar.today():
        raise TransitionRefused(
            f"Enter a day from {calendar.in_words(earlier)} to today."
            if earlier <= calendar.today()
            else "It cannot have come after today."
        )
