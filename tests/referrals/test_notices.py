"""The referrer is told in every case: who, when and how (V-08)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from referrals import actions
from referrals.models import Referral, ReferralNotice
from tests.factories import ReferralFactory, ReferralNoticeFactory, SafetyCheckFactory

DECIDED_ON = date(2016, 1, 14)
TOLD = {
    "kind": "DECISION",
    "to": "REFERRER",
    "name": "Constable Fieldmouse",
    "told_on": date(2016, 1, 18),
    "method": "PHONE",
}


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


def referred(**answers):
    return ReferralFactory(borough__code="WCC", **answers)


def test_it_is_kept_who_was_told_what_when_and_how(worker):
    referral = referred(declined=True)

    notice = actions.tell_referrer(referral, by=worker, **TOLD)

    assert (notice.told_by, notice.method, notice.told_on) == (
        worker,
        "PHONE",
        date(2016, 1, 18),
    )
    event = AuditEvent.objects.about(notice).get()
    assert event.detail == {
        "referral": referral.reference,
        "kind": "DECISION",
        "to": "REFERRER",
        "on": "2016-01-18",
    }
    assert "Fieldmouse" not in f"{event.sentence} {event.detail}"


def test_a_decision_is_told_after_it_was_taken_and_receipt_at_any_time(worker):
    waiting, declined = referred(), referred(declined=True)
    with pytest.raises(TransitionRefused, match="Nothing is decided about referral"):
        actions.tell_referrer(waiting, by=worker, **TOLD)
    actions.tell_referrer(waiting, by=worker, **TOLD | {"kind": "ACK"})

    for day in (date(2016, 1, 13), date(2016, 7, 16)):
        with pytest.raises(TransitionRefused, match="between 14 January 2016 and today"):
            actions.tell_referrer(declined, by=worker, **TOLD | {"told_on": day})
    actions.tell_referrer(declined, by=worker, **TOLD | {"told_on": DECIDED_ON})


def test_telling_the_person_is_contact(worker):
    unaware = referred(declined=True, source="FAMILY", agency=None, awareness="NO")
    told = TOLD | {"to": "PERSON", "name": ""}

    with pytest.raises(TransitionRefused, match="nobody has asked yet"):
        actions.tell_referrer(unaware, by=worker, **told)
    SafetyCheckFactory(referral=unaware)
    actions.tell_referrer(unaware, by=worker, **told)

    assert unaware.notices.count() == 1


def test_no_letter_to_a_relative_while_the_person_may_not_know(worker):
    of_family = referred(declined=True, source="PARENT", agency=None, awareness="NO")
    letter = TOLD | {"name": "Their mother", "method": "LETTER"}
    with pytest.raises(TransitionRefused, match="could read a letter to a relative"):
        actions.tell_referrer(of_family, by=worker, **letter)
    by_phone = actions.tell_referrer(of_family, by=worker, **letter | {"method": "PHONE"})
    with pytest.raises(TransitionRefused, match="could read a letter to a relative"):
        actions.correct_notice(by_phone, by=worker, because="It was a letter", **letter)

    SafetyCheckFactory(referral=of_family)
    actions.correct_notice(by_phone, by=worker, because="It was a letter", **letter)
    agencys = referred(declined=True, awareness="NO")
    actions.tell_referrer(agencys, by=worker, **letter)

    assert ReferralNotice.objects.standing().filter(method="LETTER").count() == 2


def untold(**answers):
    referral = referred(**answers)
    return Referral.objects.untold().filter(pk=referral.pk).exists()


def test_who_is_still_to_be_told_depends_on_the_decision_and_on_who_referred(facts):
    own = {"source": "SELF", "agency": None}
    of_family = {"source": "FAMILY", "agency": None}

    assert not untold()
    assert not untold(screening=True)
    assert untold(accepted=True)
    assert untold(declined=True)
    assert untold(declined=True, status="REDIRECTED")
    assert untold(withdrawn=True, status="DUPLICATE")
    assert untold(withdrawn=True)
    for ended in ({"declined": True}, {"withdrawn": True}, {"accepted": True}):
        assert untold(**ended, **of_family, awareness="NO"), "the relative, not the person"
    assert untold(declined=True, **own), "the person themselves"
    assert untold(withdrawn=True, **own)
    assert not untold(accepted=True, **own), "their worker's first contact tells them"


def test_only_a_standing_notice_of_the_decision_that_holds_settles_it(worker):
    declined = referred(declined=True)
    receipt = actions.tell_referrer(declined, by=worker, **TOLD | {"kind": "ACK"})
    assert Referral.objects.untold().exists()
    wrong = actions.tell_referrer(declined, by=worker, **TOLD)
    assert not Referral.objects.untold().exists()

    right = actions.correct_notice(
        wrong, by=worker, because="That was only receipt", **TOLD | {"kind": "ACK"}
    )

    assert Referral.objects.untold().get() == declined
    wrong.refresh_from_db()
    assert (wrong.is_replaced, right.replaces) == (True, wrong)
    assert set(ReferralNotice.objects.standing()) == {receipt, right}
    with pytest.raises(Overtaken):
        actions.correct_notice(wrong, by=worker, because="Again", **TOLD)


def test_what_was_told_of_a_decision_taken_back_is_history(worker, person):
    notice = ReferralNoticeFactory(referral=referred(declined=True))
    actions.reopen_referral(
        notice.referral, by=person(Role.SERVICE_MANAGER), reason="A mistake"
    )
    notice.refresh_from_db()

    with pytest.raises(TransitionRefused, match="taken back since"):
        actions.correct_notice(notice, by=worker, because="Wrong", **TOLD)


def test_the_database_refuses_codes_that_it_does_not_know(facts):
    for fields, constraint in [
        ({"kind": "RUMOUR"}, "notice_has_a_known_kind"),
        ({"method": "PIGEON"}, "notice_has_a_known_method"),
        ({"to": "ANYBODY"}, "notice_is_to_somebody_known"),
    ]:
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            ReferralNoticeFactory(**fields)
