"""The borough that a referral counts for (1.3)."""

from datetime import date

from django.db import transaction

from pilot import calendar
from pilot.models import Agreement, Borough, User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, amend
from referrals.actions.standing import check_waiting
from referrals.models import Agency, Referral, Residence


def attribution(residence: str, agency: Agency | None) -> tuple[Borough | None, str]:
    """The borough a referral counts for and why, by the one rule of dictionary 1.3.

    Where the person lives, else the referring agency's borough, else nobody yet: the
    manager decides. Never where anybody who was harmed lives.
    """
    if residence in (Residence.LBHF, Residence.RBKC, Residence.WCC):
        return Borough.objects.get(pk=residence), Referral.Basis.RESIDENCE
    if agency and agency.borough:
        return agency.borough, Referral.Basis.REFERRER
    return None, ""


@transaction.atomic
def attribute_referral(
    referral: Referral, *, by: User, version: int, borough: Borough, reason: str
) -> Referral:
    """The referral counts for the borough that the manager says, for a reason (1.3)."""
    by.require(Permission.ATTRIBUTE_REFERRAL, borough)
    check_waiting(referral)
    if referral.basis in (Referral.Basis.RESIDENCE, Referral.Basis.REFERRER):
        raise TransitionRefused(
            f"Referral {referral.reference} already belongs to {referral.borough}."
        )
    check_agreement(borough, referral.received_on)
    return amend(
        referral,
        by=by,
        version=version,
        saying="attributed",
        because=reason,
        borough=borough,
        basis=Referral.Basis.MGR,
    )


def check_agreement(borough: Borough | None, received_on: date) -> None:
    """V-03: a referral dated outside its council's agreement is refused.

    While it has no borough, if it is outside every council's.
    """
    if borough is None:
        if any(agreement.covers(received_on) for agreement in Agreement.objects.all()):
            return
        raise TransitionRefused(
            "No council’s agreement covers a referral received on "
            f"{calendar.in_words(received_on)}."
        )
    agreement = Agreement.objects.get(borough=borough)
    if not agreement.covers(received_on):
        raise TransitionRefused(
            f"The agreement for {borough} runs from "
            f"{calendar.in_words(agreement.starts_on)} to "
            f"{calendar.in_words(agreement.ends_on)}: a referral received on "
            f"{calendar.in_words(received_on)} does not belong to it."
        )
