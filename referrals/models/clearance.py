"""Whether somebody may be contacted: what the answers so far come to on a day (V-12)."""

from collections.abc import Iterable
from datetime import date
from enum import Enum


class Clearance(Enum):
    """What has been decided about contact with somebody who may not know of a referral."""

    NOT_NEEDED = "they know of the referral"
    SAFE = "it is safe to contact them"
    NOT_ASKED = "nobody has asked whether it is safe to contact them"
    NOT_APPROVED = "the manager has not approved the answer yet"
    RAN_OUT = "the last answer has run out"
    HOLD = "contact is on hold"
    HELD = "contact is on hold, and the manager has decided to accept and wait"
    NOT_SAFE = "it is not safe to contact them"

    @property
    def allows_contact(self) -> bool:
        """Whether an attempt, a letter, a visit or a session may take place."""
        return self in (Clearance.NOT_NEEDED, Clearance.SAFE)

    @property
    def allows_acceptance(self) -> bool:
        """Whether enough is decided about contact for work to be allocated."""
        return self.allows_contact or self is Clearance.HELD


def clearance(checks: Iterable, day: date) -> Clearance:
    """What the latest answer that counts says of a day.

    "Hold" and "not safe" count at once, and end an earlier "safe". "Safe" counts from the
    day on which the manager approves it until it runs out.
    """
    known = sorted(
        (check for check in checks if check.on <= day),
        key=lambda check: (check.on, check.pk),
    )
    counting = [check for check in known if not check.is_safe or check.is_approved_on(day)]
    if not counting:
        return Clearance.NOT_APPROVED if known else Clearance.NOT_ASKED
    last = counting[-1]
    if not last.is_safe:
        held = last.is_hold and last.is_approved_on(day)
        stopped = Clearance.HOLD if last.is_hold else Clearance.NOT_SAFE
        return Clearance.HELD if held else stopped
    if last.valid_to >= day:
        return Clearance.SAFE
    return Clearance.RAN_OUT if known[-1] is last else Clearance.NOT_APPROVED
