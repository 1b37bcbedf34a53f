"""What is decided about a referral. Opening a case is `cases.actions`."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from pilot import calendar
from pilot.models import Membership, User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, move
from referrals.actions.eligibility import check_eligible
from referrals.actions.safety import check_contact_decided
from referrals.actions.screening import close_question, ensure_screening
from referrals.actions.standing import check_not_erased, hold_as_read
from referrals.eligibility import Missing, missing_for
from referrals.models import Clearance, DeclineNotice, PastDecision, Question, Referral

ENDS_AS = {  # how a referral may end without a case, and what somebody then did to it
    Referral.Status.REJECTED: "declined",
    Referral.Status.REDIRECTED: "redirected",
    Referral.Status.WITHDRAWN: "marked as withdrawn",
    Referral.Status.DUPLICATE: "set aside",
}
TURNED_AWAY = (Referral.Status.REJECTED, Referral.Status.REDIRECTED)


@transaction.atomic
def accept_referral(
    referral: Referral, *, by: User, worker: User, accepted_on: date
) -> Referral:
    """The referral is accepted and allocated. `cases.actions.open_case` starts the work.

    Whoever decides a referral that nobody was screening has screened it. The row is held
    before anything is asked, so that nothing is found out between question and decision.
    """
    by.require(Permission.DECIDE_REFERRAL, referral.borough)
    hold_as_read(referral)
    check_attributed(referral)
    check_informed(referral)
    _check_holds_post(worker, referral)
    _check_decision_day(referral, accepted_on)
    check_contact_decided(referral, on=accepted_on)
    check_eligible(referral, on=accepted_on)
    ensure_screening(referral, by=by)
    return move(
        referral,
        Referral.Status.ACCEPTED,
        by=by,
        saying="accepted",
        worker=worker,
        decided_on=accepted_on,
        decided_by=by,
    )


@transaction.atomic
def decline_referral(
    referral: Referral,
    *,
    by: User,
    decision: Referral.Status,
    decided_on: date,
    reason: str = "",
    note: str = "",
) -> Referral:
    """The referral ends here: declined, redirected, withdrawn or a duplicate.

    Declining and redirecting need a coded reason (V-08), and only they have one; "another
    reason" needs a text, and so does where somebody is redirected to. Partner support is
    told of every one of these two, whoever it is about.
    """
    by.require(Permission.DECIDE_REFERRAL, referral.borough)
    hold_as_read(referral)
    if decision not in ENDS_AS:
        raise TransitionRefused(
            "A referral ends declined, redirected, withdrawn or as a duplicate. "
            "It is accepted by opening a case."
        )
    if decision == Referral.Status.REDIRECTED and not note:
        raise TransitionRefused("Say where they were redirected to.")
    _check_decision_day(referral, decided_on)
    ensure_screening(referral, by=by)
    question = referral.questions.filter(ended_on=None).first()
    move(
        referral,
        decision,
        by=by,
        saying=ENDS_AS[decision],
        decided_on=decided_on,
        decided_by=by,
        decline_reason=reason if decision in TURNED_AWAY else "",
        decision_note=note,
    )
    if question:
        ended_on = max(decided_on, question.asked_on)
        close_question(question, by=by, ending=Question.Ending.DECIDED, ended_on=ended_on)
    if decision in TURNED_AWAY:
        DeclineNotice.objects.create(referral=referral, sent_at=calendar.now(), sent_by=by)
    return referral


@transaction.atomic
def reopen_referral(referral: Referral, *, by: User, reason: str) -> Referral:
    """The manager takes the decision back: the referral is screened again, by the manager.

    What was decided stays readable; whoever was told of it has to be told again. A new
    concern is a new referral, and an accepted one has a case that reopens instead.
    """
    by.require(Permission.REOPEN_REFERRAL, referral.borough)
    check_decided(referral)
    check_not_erased(referral)
    was = _decision_of(referral)
    move(
        referral,
        Referral.Status.SCREENING,
        by=by,
        saying="reopened",
        because=reason,
        screening_by=by,
        screening_at=calendar.now(),
        clock_starts_on=calendar.today(),
        worker=None,
        decided_on=None,
        decided_by=None,
        decline_reason="",
        decision_note="",
    )
    past = PastDecision.objects.create(
        **was,
        taken_back_at=calendar.now(),
        taken_back_by=by,
        taken_back_because=reason,
    )
    referral.notices.filter(kind="DECISION", past_decision=None).update(past_decision=past)
    return referral


def _decision_of(referral: Referral) -> dict[str, Any]:
    """The decision as it stands, to be kept."""
    return {
        "referral": referral,
        "decision": referral.status,
        "decided_on": referral.decided_on,
        "decided_by": referral.decided_by,
        "decline_reason": referral.decline_reason,
        "note": referral.decision_note,
    }


def lacking(referral: Referral, *, on: date) -> list[Missing]:
    """Everything that an acceptance on this day still needs, in words with a page each."""
    see, answers = "referral_detail", "safety_check_record"
    waits_for_manager = referral.clearance_on(on) in (
        Clearance.NOT_APPROVED,
        Clearance.HOLD,
    )
    checks: tuple[tuple[Callable[[], None], str, str], ...] = (
        (lambda: check_attributed(referral), see, "See the referral"),
        (
            lambda: check_informed(referral),
            "referral_answer",
            "Say how the waiting ended",
        ),
        (
            lambda: check_contact_decided(referral, on=on),
            see if waits_for_manager else answers,
            "See the answers" if waits_for_manager else "Record a contact-safety check",
        ),
    )
    found = []
    for check, page, does in checks:
        try:
            check()
        except TransitionRefused as refused:
            found.append(Missing(str(refused), f"referrals:{page}", does=does))
    return [*found, *missing_for(referral, on)]


def check_decided(referral: Referral) -> None:
    """Refused while there is nothing to take back."""
    if referral.is_waiting:
        raise TransitionRefused(
            f"Nothing is decided about referral {referral.reference} yet."
        )
    if referral.status == Referral.Status.ACCEPTED:
        raise TransitionRefused(
            f"Referral {referral.reference} is accepted and has a case: "
            "it is the case that is closed or reopened."
        )


def check_informed(referral: Referral) -> None:
    """Refused while the answer to a question is awaited."""
    if referral.status == Referral.Status.PENDING_INFO:
        raise TransitionRefused(
            f"Referral {referral.reference} waits for information. Say first that the "
            "answer came, or that you go on without it."
        )


def check_attributed(referral: Referral) -> None:
    """Refused, in plain words, while nobody has said which borough it counts for."""
    if referral.borough is None:
        raise TransitionRefused(
            f"Referral {referral.reference} has no borough yet. "
            "The service manager must say which it belongs to first."
        )


def _check_holds_post(worker: User, referral: Referral) -> None:
    """The work goes to somebody who holds the post it was referred to, in its borough."""
    held = Membership.objects.current().filter(
        user=worker, role=referral.post_id, borough=referral.borough
    )
    if not (worker.is_active and held.exists()):
        raise TransitionRefused(
            f"{worker} does not work as {referral.post} in {referral.borough}. "
            "Choose somebody who does."
        )


def _check_decision_day(referral: Referral, day: date) -> None:
    """V-02: a decision falls between the day of receipt and today."""
    if not referral.received_on <= day <= calendar.today():
        raise TransitionRefused(
            f"Referral {referral.reference} was received on "
            f"{calendar.in_words(referral.received_on)}: "
            "it is decided between then and today."
        )
