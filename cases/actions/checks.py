"""What must hold of a case before anything on it changes."""

from datetime import date
from typing import Any

from django.db.models import F

from cases.models import Case
from pilot import calendar
from pilot.models import Correctable
from pilot.transitions import STANDS_NO_LONGER, Overtaken, TransitionRefused


def check_not_after_today(day: date) -> None:
    """V-02: what is decided today cannot date from a day to come."""
    if day > calendar.today():
        raise TransitionRefused(f"{calendar.in_words(day)} has not come yet.")


def check_not_after_its_end(on: date, ended_on: date | None) -> None:
    """Refused, in plain words, if something were to begin after its own last day."""
    if ended_on and on > ended_on:
        raise TransitionRefused(
            f"It ended on {calendar.in_words(ended_on)}: it cannot have begun after that."
        )


def check_open(case: Case) -> None:
    """Refused, in plain words, once the case has closed."""
    if not case.is_open:
        raise TransitionRefused(
            f"Case {case.reference} is closed, so nothing on it can be changed."
        )


def check_stands(entry: Correctable) -> None:
    """Refused once a colleague has put the entry right or taken it out."""
    if entry.is_replaced:
        raise Overtaken(STANDS_NO_LONGER)


def check_closed(case: Case) -> None:
    """Refused, in plain words, unless the case has closed."""
    if case.is_open:
        raise TransitionRefused(f"Case {case.reference} is open already.")


def check_closing(case: Case) -> None:
    """Refused, in plain words, unless somebody has begun to close the case."""
    if case.status != Case.Status.CLOSING:
        raise TransitionRefused(
            f"Case {case.reference} is {case.get_status_display().lower()}: "
            "begin closing it first. Partner support is told then."
        )


def hold_open(case: Case, on: date) -> None:
    """The case is open on this day, and stays so until this transaction ends.

    The row is touched rather than read: it locks it, and sees a colleague's closing it.
    """
    if not Case.objects.open().filter(pk=case.pk).update(version=F("version")):
        case.refresh_from_db()
    check_open(case)
    _check_since_opening(case, on)


def hold(case: Case, on: date) -> None:
    """The case stays as it is until this transaction ends, and lasted on this day.

    For what is put right: that is still possible on a case that has closed.
    """
    Case.objects.filter(pk=case.pk).update(version=F("version"))
    case.refresh_from_db()
    _check_since_opening(case, on)
    if case.closed_on and on > case.closed_on:
        raise TransitionRefused(
            f"Case {case.reference} closed on {calendar.in_words(case.closed_on)}: "
            "nothing on it can be dated after that day."
        )


def _check_since_opening(case: Case, on: date) -> None:
    if on < case.opened_on:
        raise TransitionRefused(
            f"Case {case.reference} opened on {calendar.in_words(case.opened_on)}: "
            "nothing on it can be dated before that day."
        )


def trace_of(case: Case) -> dict[str, Any]:
    """What a trace says of something that belongs to a person rather than to a case."""
    return {"borough": case.borough, "case": case.reference}
