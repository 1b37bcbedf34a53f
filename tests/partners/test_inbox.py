"""What partner support is told: by whom it is read, and when it is somebody else's."""

from datetime import timedelta

import pytest

from cases.partners import actions
from cases.partners.models import declines_told_to, escalated, notices_told_to, waiting
from pilot import calendar
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import (
    CaseFactory,
    DeclineNoticeFactory,
    PartnerCaseFactory,
    SafetyNoticeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def supporter(person):
    return person(Role.PARTNER_SUPPORT_WORKER, "WCC")


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def told(**fields):
    return SafetyNoticeFactory(case__borough__code="WCC", **fields)


def test_a_notice_of_a_case_that_is_nobodys_is_read_by_the_whole_team(supporter, person):
    notice = told()
    told_elsewhere = SafetyNoticeFactory(case__borough__code="LBHF")

    assert list(notices_told_to(supporter)) == [notice]
    assert set(notices_told_to(person(Role.SERVICE_MANAGER))) == {notice, told_elsewhere}
    for nobody in (notice.case.worker, person(Role.DATA_AND_FINANCE_OFFICER)):
        assert not notices_told_to(nobody).exists()


def test_a_notice_of_a_supported_person_goes_to_whoever_supports_them(supporter, person):
    notice = told()
    PartnerCaseFactory(his=notice.case, worker=supporter, link__case=notice.case)
    colleague = person(Role.PARTNER_SUPPORT_WORKER, "WCC")

    assert list(notices_told_to(supporter)) == [notice]
    assert not notices_told_to(colleague).exists()
    with pytest.raises(TransitionRefused, match="colleague supports them"):
        actions.acknowledge_notice(notice, by=colleague)


def test_whoever_works_with_him_reads_nothing_of_it(manager):
    notice = SafetyNoticeFactory(case=CaseFactory(worker=manager))

    assert not notices_told_to(manager).exists()
    with pytest.raises(TransitionRefused, match="person who harms"):
        actions.acknowledge_notice(notice, by=manager)


def test_one_of_two_people_acknowledges_and_it_waits_no_longer(supporter, manager):
    notice = told()
    later = told(kind="URGENT", text="He was outside the school.")
    assert list(waiting(notices_told_to(supporter))) == [later, notice]

    actions.acknowledge_notice(notice, by=supporter)

    assert notice.acknowledged_by == supporter
    assert list(waiting(notices_told_to(supporter))) == [later]
    with pytest.raises(Overtaken, match="already"):
        actions.acknowledge_notice(notice, by=manager)


def test_an_urgent_alert_is_taken_on_by_a_second_person_and_escalates_by_the_clock(
    supporter, manager
):
    urgent = {"kind": "URGENT", "text": "He was outside the school."}
    old = told(sent_at=calendar.now() - timedelta(hours=2), sent_by=manager, **urgent)
    told(sent_at=calendar.now(), **urgent)
    told()

    assert list(escalated(notices_told_to(manager))) == [old]
    with pytest.raises(TransitionRefused, match="somebody else"):
        actions.acknowledge_notice(old, by=manager)
    actions.acknowledge_notice(old, by=supporter)
    assert not escalated(notices_told_to(manager)).exists()


def test_a_declined_referral_is_read_in_its_borough_and_one_without_by_everybody(
    supporter, manager, person
):
    here = DeclineNoticeFactory(referral__borough__code="WCC")
    there = DeclineNoticeFactory(referral__borough__code="LBHF")
    nowhere = DeclineNoticeFactory(referral__without_borough=True)

    assert set(declines_told_to(supporter)) == {here, nowhere}
    assert set(declines_told_to(manager)) == {here, there, nowhere}
    assert not declines_told_to(person(Role.CRIMINAL_JUSTICE_WORKER)).exists()
    actions.acknowledge_decline(here, by=supporter)
    actions.acknowledge_decline(nowhere, by=supporter)
    with pytest.raises(Overtaken):
        actions.acknowledge_decline(here, by=manager)
