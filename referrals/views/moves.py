"""What can be done next with a referral, and what each step means."""

from dataclasses import dataclass

from pilot.permissions import Permission
from referrals.models import Referral

Status = Referral.Status


@dataclass(frozen=True)
class Move:
    """A step somebody may take now, with the sentence that explains it."""

    text: str
    page: str  # takes the referral's reference
    explained: str
    is_button: bool = False  # done at once, without a page of its own


START = Move(
    "Start screening",
    "referrals:referral_screen",
    "You take it on: your name stands beside it, and colleagues see that somebody is "
    "looking.",
    is_button=True,
)
TAKE_OVER = Move(
    "Take over the screening",
    "referrals:referral_screen",
    "Your name stands beside it from now on, in place of your colleague’s.",
    is_button=True,
)
ASK = Move(
    "Ask for information",
    "referrals:referral_ask",
    "It waits for an answer with a clock of its own. After 10 working days it is shown as "
    "late; when the answer comes, the days to decide begin again.",
)
ANSWER = Move(
    "Say how the waiting ended",
    "referrals:referral_answer",
    "The answer came, or you go on without it.",
)
ACCEPT = Move(
    "Accept and open a case",
    "cases:case_open",
    "A worker is given it, and the case opens in the same step. What is still missing for "
    "that is listed there.",
)
DECLINE = Move(
    "Decline, redirect or withdraw",
    "referrals:referral_decline",
    "It ends without a case, for a reason. You tell the referrer; partner support is told "
    "of every referral declined or redirected, whoever it is about.",
)
REOPEN = Move(
    "Reopen this referral",
    "referrals:referral_reopen",
    "Only if the decision was wrong. It is screened again, and what was decided stays "
    "readable. A new concern is a new referral.",
)


def moves_of(referral: Referral, user) -> list[Move]:
    """The legal moves that this person may make, the usual one first."""
    if referral.is_erased:
        return []
    if not referral.is_waiting:
        takes_back = referral.status in Referral.WITHOUT_CASE
        may = user.can(Permission.REOPEN_REFERRAL, referral.borough)
        return [REOPEN] if takes_back and may else []
    if not user.can(Permission.DECIDE_REFERRAL, referral.borough):
        return []
    accept = [ACCEPT] if referral.borough else []
    over = [] if referral.screening_by_id == user.pk else [TAKE_OVER]
    return {
        Status.RECEIVED: [START, *accept, ASK, DECLINE],
        Status.SCREENING: [*accept, ASK, DECLINE, *over],
        Status.PENDING_INFO: [ANSWER, DECLINE, *over],
    }[referral.status]
