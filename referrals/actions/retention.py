"""A referral that came to nothing is erased on its own clock (domain 4.5, V-32)."""

from django.db import transaction
from django.db.models import F

from pilot import audit, calendar
from pilot.models import Draft, User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend
from referrals.actions.standing import check_not_erased
from referrals.models import (
    ContactSafetyCheck,
    EligibilityCheck,
    NameKey,
    PastDecision,
    Question,
    Referral,
    ReferralNotice,
)

ERASED = "Erased"  # stands in the place of the given names, beside the reference


@transaction.atomic
def hold_referral(referral: Referral, *, by: User, version: int, reason: str) -> Referral:
    """Its details stay, whatever the clock says, until the manager lets them go."""
    by.require(Permission.HOLD_RECORD, referral.borough)
    check_not_erased(referral)
    return amend(
        referral,
        by=by,
        version=version,
        saying="held back from erasure",
        because=reason,
        is_held=True,
        hold_reason=reason,
    )


@transaction.atomic
def release_referral(
    referral: Referral, *, by: User, version: int, reason: str
) -> Referral:
    """The clock decides again when its details go."""
    by.require(Permission.HOLD_RECORD, referral.borough)
    return amend(
        referral,
        by=by,
        version=version,
        saying="released for erasure",
        because=reason,
        is_held=False,
        hold_reason="",
    )


@transaction.atomic
def erase_declined(referral: Referral) -> Referral:
    """Whom it was about and what was said of them is gone; dates and codes stay.

    Only the command calls it, for what `due_for_erasure` finds. The reference stands in
    the place of the surname, so that different people stay different in the counts.
    """
    _check_due(referral)
    due = Referral.objects.due_for_erasure().filter(pk=referral.pk)
    if not due.update(
        given_names=ERASED,
        surname=referral.reference,
        aliases="",
        born_on=None,
        reason="",
        decision_note="",
        erased_on=calendar.today(),
        version=F("version") + 1,
    ):
        raise Overtaken(f"Somebody has just changed referral {referral.reference}.")
    NameKey.objects.filter(referral=referral).delete()
    checks = EligibilityCheck.objects.filter(referral=referral)
    checks.update(age=None)
    checks.exclude(note="").update(note=ERASED)
    Question.objects.filter(referral=referral).update(asked_of="", text="", answer="")
    ContactSafetyCheck.objects.filter(referral=referral).update(conditions="")
    past = PastDecision.objects.filter(referral=referral)
    past.update(note="", taken_back_because=ERASED)
    ReferralNotice.objects.filter(referral=referral).update(name="")
    for entries in (ContactSafetyCheck.objects, ReferralNotice.objects):
        for why in ("correction_reason", "withdrawal_reason"):
            given = entries.filter(referral=referral).exclude(**{why: ""})
            given.update(**{why: ERASED})
    Draft.objects.filter(path__contains=f"/{referral.reference}/").delete()
    referral.refresh_from_db()
    audit.record(referral, "erased", by=None, decided_on=referral.decided_on)
    return referral


def _check_due(referral: Referral) -> None:
    """Refused before its time, on hold, erased already, or once it became a case."""
    check_not_erased(referral)
    if referral.erasable_on is None:
        raise TransitionRefused(
            f"Referral {referral.reference} is {referral.get_status_display().lower()}: "
            "only one that ended without a case is erased here."
        )
    if referral.is_held:
        raise TransitionRefused(f"Referral {referral.reference} is on legal hold.")
    if referral.erasable_on > calendar.today():
        raise TransitionRefused(
            f"Referral {referral.reference} is kept until "
            f"{calendar.in_words(referral.erasable_on)}."
        )
