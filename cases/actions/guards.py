"""What must have been done before a case comes to a stage (dictionary 7).

`GUARDS` names for each stage the questions that are asked on the way in, whichever stage
the case comes from. Each answers what is missing, in words and with the page on which to
put it right, or nothing. The page of moves shows them, and the way in asks them again. To
add one, write it, and put it in the tuple of its stage.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.urls import reverse

from cases.actions.assessment import check_assessed
from cases.models import Case, ContactAttempt
from pilot.transitions import TransitionRefused
from referrals.actions import check_safe_to_contact


class Missing(NamedTuple):
    """What has to be done first, and where."""

    text: str
    href: str = ""
    action: str = ""  # the words of the link


Guard = Callable[[Case, date], Missing | None]


def missing(case: Case, to: Case.Status, on: date) -> list[Missing]:
    """All that stands between the case and a stage, were it to come there on that day."""
    answers = (guard(case, on) for guard in GUARDS.get(to, ()))
    return [answer for answer in answers if answer is not None]


def check_nothing_missing(case: Case, to: Case.Status, on: date) -> None:
    """Refused, in plain words, while something is missing."""
    if found := missing(case, to, on):
        raise TransitionRefused(" ".join(each.text for each in found))


def _contact_is_safe(case: Case, on: date) -> Missing | None:
    """OPEN to CONTACTING: nobody unaware is contacted unless it is safe (V-12)."""
    try:
        check_safe_to_contact(case.referral, on=on)
    except TransitionRefused as refused:
        return Missing(str(refused), case.referral.get_absolute_url(), "Open the referral")
    return None


def _they_were_met(case: Case, on: date) -> Missing | None:
    """CONTACTING to ASSESSMENT: a first two-way contact."""
    reached = case.attempts.standing().filter(
        outcome=ContactAttempt.Outcome.REACHED, on__lte=on
    )
    met = case.sessions.attended().with_the_person().filter(on__lte=on)
    if met.exists() or reached.exists():
        return None
    return Missing(
        "Nobody has reached them yet: log the session they came to, or the attempt that "
        "reached them.",
        _page("attempt_log", case),
        "Log an attempt",
    )


def _terms_are_explained(case: Case, on: date) -> Missing | None:
    """CONTACTING to ASSESSMENT: the agreement to work has been explained."""
    latest = case.terms.filter(explained_on__lte=on).order_by("-explained_on", "-pk")
    unexplained = latest[0].unexplained if latest else ["the agreement to work"]
    if not unexplained:
        return None
    return Missing(
        f"Explain to them first: {', '.join(unexplained)}.",
        _page("terms_record", case),
        "Record the terms",
    )


def _assessment_is_signed_off(case: Case, on: date) -> Missing | None:
    """ASSESSMENT to INTERVENTION: the manager has signed an assessment off."""
    try:
        check_assessed(case)
    except TransitionRefused as refused:
        return Missing(str(refused))
    return None


def _partner_support_has_cleared(case: Case, on: date) -> Missing | None:
    """V-13. The perpetrator side learns only whether it is cleared."""
    if case.bridge.is_cleared:
        return None
    return Missing("Not cleared yet: ask partner support or the manager.")


def _no_session_waits(case: Case, on: date) -> Missing | None:
    """A figure would miss a session whose record never comes."""
    if not case.sessions.unrecorded().exists():
        return None
    return Missing(
        "Record or cancel the booked sessions before closing the case.",
        case.get_absolute_url(),
        "See the sessions",
    )


def _page(name: str, case: Case) -> str:
    return reverse(f"cases:{name}", args=[case.reference])


GUARDS: dict[Case.Status, tuple[Guard, ...]] = {
    Case.Status.CONTACTING: (_contact_is_safe,),
    Case.Status.ASSESSMENT: (_they_were_met, _terms_are_explained),
    Case.Status.INTERVENTION: (_assessment_is_signed_off, _partner_support_has_cleared),
    Case.Status.CLOSED: (_no_session_waits,),
}
