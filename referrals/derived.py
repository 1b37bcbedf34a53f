"""What follows from the answers about a referral and is never asked: pure functions."""

from dataclasses import dataclass

from referrals.models import (
    ADULT_AT,
    ENGAGED,
    NOT_ESTABLISHED,
    Answer,
    EarlyFlag,
    Relationship,
)

OLD_ENOUGH = 16  # both of them, for the definitions of 2013 and 2021 (V-10)

# Partners and family, with what it is called when it is not domestic abuse.
FAMILY = {
    Relationship.PARTNER: "abuse in a young relationship",
    Relationship.EX_PARTNER: "abuse in a young relationship",
    Relationship.PEER_INTIMATE: "abuse in a young relationship",
    Relationship.PARENT: "child-to-parent abuse",
    Relationship.SIBLING: "abuse of a brother or sister",
    Relationship.OTHER_FAMILY: "abuse of a relative",
}
WITHIN = {
    Relationship.PARENT: " (child-to-parent)",
    Relationship.SIBLING: " (of a brother or sister)",
}


@dataclass(frozen=True)
class Called:
    """What happened is called this, and the reason in a sentence."""

    name: str
    because: str
    is_domestic_abuse: bool | None  # nobody can say yet


def early_flag(prior_offence: str, cj_status: str, prior_programme: str) -> EarlyFlag:
    """Whether somebody was identified at the earliest stages (8.1).

    Yes if all three are known and none is so, no if any is so, else it cannot be said.
    """
    is_engaged = cj_status in ENGAGED
    if is_engaged or Answer.YES in (prior_offence, prior_programme):
        return EarlyFlag.NO
    all_known = cj_status not in NOT_ESTABLISHED and {prior_offence, prior_programme} == {
        Answer.NO
    }
    return EarlyFlag.YES if all_known else EarlyFlag.UNKNOWN


def called(relationship: str, age: int | None, harmed_aged_16: str) -> Called:
    """What happened is called, from both ages and the relationship (V-10).

    A parent is 16 or over without being asked. Where something is missing, it says what.
    """
    if relationship in (Relationship.UNK, Relationship.NOT_ASKED):
        return Called("abuse", "Nobody has recorded who was harmed.", None)
    if relationship == Relationship.PEER_NON_INTIMATE:
        name = "peer-on-peer abuse" if age is not None and age < ADULT_AT else "abuse"
        return Called(name, "They are neither partners nor family.", False)
    if relationship == Relationship.CARER:
        return Called("abuse of a carer", "A carer is neither partner nor family.", False)
    below = FAMILY[Relationship(relationship)]
    if age is None:
        return Called("abuse", "Nobody knows how old the person referred is.", None)
    if age < OLD_ENOUGH:
        return Called(below, "The young person was under 16.", False)
    if relationship == Relationship.PARENT:
        harmed_aged_16 = Answer.YES
    if harmed_aged_16 == Answer.YES:
        name = f"domestic abuse{WITHIN.get(Relationship(relationship), '')}"
        return Called(name, "Both were 16 or over, and partners or family.", True)
    if harmed_aged_16 == Answer.NO:
        return Called(below, "The person harmed was under 16.", False)
    missing = "Whether the person harmed was 16 or over is not recorded."
    return Called("abuse", missing, None)
