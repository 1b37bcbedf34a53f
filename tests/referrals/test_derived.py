"""What follows from the answers: the early flag (8.1) and what it is called (V-10)."""

from itertools import product

from referrals.derived import called, early_flag
from referrals.models import ENGAGED, NOT_ESTABLISHED, Answer, CjStatus, Relationship

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.NOT_KNOWN


def test_the_earliest_stages_are_three_times_no():
    assert early_flag(NO, CjStatus.NFA, NO) == "YES"
    assert early_flag(NO, CjStatus.CUSTODY, NO) == "NO"
    assert early_flag(YES, CjStatus.NOT_ASKED, UNKNOWN) == "NO"
    assert early_flag(NO, CjStatus.NONE, UNKNOWN) == "UNKNOWN", "worked example 12"
    assert early_flag(NO, CjStatus.UNK, NO) == "UNKNOWN"


def test_nothing_unknown_is_ever_counted_as_a_no():
    for offence, status, programme in product(Answer, CjStatus, Answer):
        flag = early_flag(offence, status, programme)
        is_so = status in ENGAGED or YES in (offence, programme)
        all_no = (offence, programme) == (NO, NO) and status not in NOT_ESTABLISHED
        assert flag == ("NO" if is_so else "YES" if all_no else "UNKNOWN")


def test_what_it_is_called_follows_from_both_ages_and_the_relationship():
    r = Relationship
    for relationship, age, harmed, name, is_da in (
        (r.PARENT, 15, "NOT_ASKED", "child-to-parent abuse", False),  # worked example 14
        (r.PARENT, 16, "NOT_ASKED", "domestic abuse (child-to-parent)", True),
        (r.PARTNER, 40, YES, "domestic abuse", True),
        (r.EX_PARTNER, 40, "NOT_ASKED", "abuse", None),
        (r.EX_PARTNER, 40, UNKNOWN, "abuse", None),
        (r.PEER_INTIMATE, 16, YES, "domestic abuse", True),
        (r.PEER_INTIMATE, 16, NO, "abuse in a young relationship", False),
        (r.PEER_INTIMATE, 15, YES, "abuse in a young relationship", False),
        (r.SIBLING, 17, YES, "domestic abuse (of a brother or sister)", True),
        (r.SIBLING, 17, NO, "abuse of a brother or sister", False),
        (r.OTHER_FAMILY, 12, UNKNOWN, "abuse of a relative", False),
        (r.PARTNER, None, YES, "abuse", None),
        (r.PEER_NON_INTIMATE, 15, YES, "peer-on-peer abuse", False),
        (r.PEER_NON_INTIMATE, 30, YES, "abuse", False),
        (r.CARER, 30, YES, "abuse of a carer", False),
        (r.UNK, 30, YES, "abuse", None),
        (r.NOT_ASKED, 15, YES, "abuse", None),
    ):
        found = called(relationship, age, harmed)
        assert (found.name, found.is_domestic_abuse) == (name, is_da), relationship


def test_domestic_abuse_is_never_assumed():
    for relationship, age, harmed in product(Relationship, (None, 10, 15, 16, 50), Answer):
        found = called(relationship, age, harmed)
        if found.is_domestic_abuse:
            assert age >= 16
            assert harmed == YES or relationship == Relationship.PARENT
        assert ("domestic abuse" in found.name) is bool(found.is_domestic_abuse)
        assert found.because.endswith(".")
