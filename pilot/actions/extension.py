"""An agreement goes on after the pilot: proposed, evidenced, decided and signed."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from pilot import audit, calendar
from pilot.models import LATEST_END, MOST, Agreement, Borough, Extension, User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, amend, move

Status = Extension.Status


@transaction.atomic
def propose_extension(
    borough: Borough, *, by: User, ends_on: date, cost: Decimal, reasons: str
) -> Extension:
    """The council is asked to go on from the day after its agreement ends (V-28)."""
    by.require(Permission.PROPOSE_EXTENSION, borough)
    # Whoever proposes for the same council waits: there is one extension at a time.
    agreement = Agreement.objects.select_for_update().get(borough=borough)
    starts_on = agreement.ends_on + timedelta(days=1)
    if not starts_on < ends_on <= LATEST_END:
        raise TransitionRefused(
            f"An extension ends after {calendar.in_words(starts_on)}, and on "
            f"{calendar.in_words(LATEST_END)} at the latest."
        )
    if not 0 < cost <= MOST:
        raise TransitionRefused(f"An extension costs at most £{MOST:,.2f} more.")
    if Extension.objects.filter(borough=borough).standing().exists():
        raise TransitionRefused(f"There is an extension of {borough} already.")
    extension = Extension.objects.create(
        borough=borough,
        starts_on=starts_on,
        ends_on=ends_on,
        cost=cost,
        reasons=reasons,
        proposed_at=calendar.now(),
        proposed_by=by,
    )
    audit.record(extension, "proposed", by=by, ends_on=ends_on, cost=str(cost))
    return extension


def evidence_extension(
    extension: Extension,
    *,
    by: User,
    version: int,
    funding_evidence: str,
    outcomes_evidence: str,
) -> Extension:
    """It is on record that money is there and that the outcomes were delivered (V-28)."""
    by.require(Permission.PROPOSE_EXTENSION, extension.borough)
    return move(
        extension,
        Status.EVIDENCED,
        by=by,
        saying="evidenced",
        version=version,
        funding_evidence=funding_evidence,
        outcomes_evidence=outcomes_evidence,
        evidenced_on=calendar.today(),
        evidenced_by=by,
    )


def decide_extension(
    extension: Extension,
    *,
    by: User,
    version: int,
    is_agreed: bool,
    decided_on: date,
    decided_as: str,
    because: str,
) -> Extension:
    """The council agrees, so that its award is higher from the first day on, or refuses.

    Whoever proposed it or gave the evidence never decides it, whatever else they may do.
    """
    by.require(Permission.DECIDE_EXTENSION, extension.borough)
    if by in (extension.proposed_by, extension.evidenced_by):
        raise TransitionRefused("Whoever asks for an extension does not decide it.")
    evidenced_on = extension.evidenced_on
    if evidenced_on and not evidenced_on <= decided_on <= calendar.today():
        raise TransitionRefused(
            f"It was decided on a day from {calendar.in_words(evidenced_on)} to today."
        )
    return move(
        extension,
        Status.AGREED if is_agreed else Status.REFUSED,
        by=by,
        saying="decided",
        version=version,
        decided_on=decided_on,
        decided_by=by,
        decided_as=decided_as,
        decided_because=because,
    )


@transaction.atomic
def execute_extension(
    extension: Extension, *, by: User, version: int, executed_on: date
) -> Extension:
    """It is signed, and the agreement ends on the extension's last day."""
    by.require(Permission.PROPOSE_EXTENSION, extension.borough)
    decided_on = extension.decided_on
    if decided_on and not decided_on <= executed_on <= calendar.today():
        raise TransitionRefused(
            f"It was signed on a day from {calendar.in_words(decided_on)} to today."
        )
    move(
        extension,
        Status.EXECUTED,
        by=by,
        saying="signed",
        version=version,
        executed_on=executed_on,
    )
    agreement = Agreement.objects.get(borough=extension.borough)
    amend(
        agreement,
        by=by,
        version=agreement.version,
        because="Its extension is signed",
        ends_on=extension.ends_on,
    )
    return extension
