"""How far a referral has come, asked before anything is done with it."""

from django.db.models import F

from pilot.transitions import Overtaken, TransitionRefused
from referrals.models import Referral


def hold(referral: Referral) -> None:
    """The referral stays as it is until this transaction ends, and is read afresh.

    The row is touched rather than read: it locks it, and sees what a colleague did.
    """
    Referral.objects.filter(pk=referral.pk).update(version=F("version"))
    referral.refresh_from_db()


def hold_as_read(referral: Referral) -> None:
    """The same, and refused if a colleague has changed it since it was read."""
    as_we_read_it = Referral.objects.filter(pk=referral.pk, version=referral.version)
    if not as_we_read_it.update(version=F("version")):
        raise Overtaken(f"Somebody else has just changed {referral.audit_name}.")
    referral.refresh_from_db()


def check_waiting(referral: Referral) -> None:
    """Refused, in plain words, once the referral has been decided."""
    if not referral.is_waiting:
        raise TransitionRefused(
            f"Referral {referral.reference} is {referral.get_status_display().lower()}, "
            "so it can no longer be changed."
        )


def check_not_erased(referral: Referral) -> None:
    """Refused once the details are erased: there is nothing left to work with."""
    if referral.is_erased:
        raise TransitionRefused(
            f"The details of referral {referral.reference} are erased. "
            "A new concern is a new referral."
        )
