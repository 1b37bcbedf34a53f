"""What goes across the wall: a level, "cleared" or not, and nothing of who is supported."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from cases.partners import actions
from cases.partners.models import CaseClearance, IntegratedReview, PartnerCase
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import (
    CaseFactory,
    CaseLinkFactory,
    DashAssessmentFactory,
    IntegratedReviewFactory,
    PartnerCaseFactory,
    RiskUpdateFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2016, 3, 1)
SAID = {"present": "All three", "rationale": "Both differ.", "decisions": "Look again"}


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def supporter(person):
    return person(Role.PARTNER_SUPPORT_WORKER, "WCC")


@pytest.fixture
def case():
    return CaseFactory(borough__code="WCC")


def supported(case, worker, **fields):
    return PartnerCaseFactory(his=case, worker=worker, link__case=case, **fields)


def reviewed(case, by, level="HIGH", on=DAY):
    return actions.hold_review(case, by=by, on=on, level=level, **SAID)


def test_a_review_gives_the_team_one_level_that_his_side_reads(case, supporter):
    supported(case, supporter)

    review = reviewed(case, supporter, level="MEDIUM")

    case.bridge.refresh_from_db()
    assert (case.bridge.team_risk_level, case.bridge.level_set_on) == ("MEDIUM", DAY)
    assert (review.his_level, review.their_level) == ("NOT_ASSESSED", "NOT_ASSESSED")
    assert str(review) == "Medium, 1 March 2016"
    assert case.reference not in AuditEvent.objects.get().target_name


@pytest.mark.parametrize(
    ("his", "theirs", "refused", "allowed"),
    [
        ("HIGH", 0, ["STANDARD", "MEDIUM"], "HIGH"),
        ("STANDARD", 12, ["STANDARD"], "MEDIUM"),
        ("STANDARD", 15, ["STANDARD", "MEDIUM"], "HIGH"),
        ("STANDARD", 0, ["NOT_ASSESSED"], "STANDARD"),
    ],
)
def test_the_teams_level_is_never_below_the_higher_side(
    case, supporter, his, theirs, refused, allowed
):
    DashAssessmentFactory(partner_case=supported(case, supporter), yes=theirs)
    RiskUpdateFactory(case=case, level=his)

    for level in refused:
        with pytest.raises(TransitionRefused, match="cannot be lower"):
            reviewed(case, supporter, level=level)
    assert reviewed(case, supporter, level=allowed).level == allowed


def test_the_latest_checklist_that_stands_counts_and_a_closed_link_does_not(
    case, supporter
):
    theirs = supported(case, supporter)
    for day, yes in ((1, 20), (2, 3)):
        point = "START" if day == 1 else "REVIEW"
        DashAssessmentFactory(
            partner_case=theirs, yes=yes, on=date(2016, 2, day), point=point
        )
    DashAssessmentFactory(partner_case=PartnerCaseFactory(), yes=24)

    assert actions.sides_of(case) == ("NOT_ASSESSED", "STANDARD")


def test_the_day_of_a_level_is_that_of_the_latest_review(case, manager):
    reviewed(case, manager, on=DAY)
    reviewed(case, manager, on=DAY + timedelta(days=7))

    case.bridge.refresh_from_db()
    assert case.bridge.level_set_on == DAY + timedelta(days=7)
    assert IntegratedReview.objects.count() == 2


def test_a_review_is_dated_between_the_last_one_and_today(case, manager, today):
    reviewed(case, manager)

    for on, said in (
        (DAY - timedelta(days=1), "last review"),
        (today + timedelta(days=1), "future|after today|not come"),
    ):
        with pytest.raises(TransitionRefused, match=said):
            reviewed(case, manager, on=on)
    with pytest.raises(TransitionRefused, match="opened on"):
        reviewed(CaseFactory(borough=case.borough), manager, on=date(2015, 10, 1))


def test_only_who_supports_because_of_a_case_and_the_manager_look_across(
    case, manager, supporter, person
):
    mine = supported(case, supporter)
    other = person(Role.PARTNER_SUPPORT_WORKER, "WCC")
    his_worker = case.worker

    with pytest.raises(TransitionRefused, match="supports nobody because of this case"):
        reviewed(case, other)
    with pytest.raises(PermissionDenied):
        reviewed(case, his_worker)
    reviewed(case, manager)
    assert list(IntegratedReview.objects.visible_to(supporter)) == list(
        IntegratedReview.objects.visible_to(manager)
    )
    assert not IntegratedReview.objects.visible_to(other).exists()
    assert not IntegratedReview.objects.visible_to(his_worker).exists()
    assert mine.borough == case.borough


def test_nobody_looks_across_at_a_person_they_work_with(person):
    both = person(Role.SERVICE_MANAGER)
    case = CaseFactory(worker=both)
    IntegratedReviewFactory(case=case)

    with pytest.raises(TransitionRefused, match="person who harms"):
        reviewed(case, both)
    assert not IntegratedReview.objects.visible_to(both).exists()


def test_the_database_refuses_a_level_below_a_side():
    with pytest.raises(IntegrityError, match="never_below_the_higher_side"):
        IntegratedReviewFactory(their_level="HIGH", level="MEDIUM")


def test_a_case_is_cleared_once_everybody_harmed_was_tried_or_is_exempt(case, supporter):
    theirs = supported(case, supporter)
    exempt = supported(case, supporter, scope="NO", out_of_scope="UNSAFE")
    assert actions.not_tried(case) == [theirs]

    with pytest.raises(TransitionRefused, match="not been tried yet"):
        actions.clear_case(case, by=supporter, ground="CONTACT")
    PartnerCase.objects.filter(pk=theirs.pk).update(first_attempt_on=DAY)
    with pytest.raises(TransitionRefused, match="on record"):
        actions.clear_case(case, by=supporter, ground="NOBODY", reason="?")
    clearance = actions.clear_case(case, by=supporter, ground="CONTACT")

    case.bridge.refresh_from_db()
    assert case.bridge.is_cleared
    assert str(clearance) == "Cleared"
    assert exempt.first_attempt_on is None
    with pytest.raises(Overtaken, match="already"):
        actions.clear_case(case, by=supporter, ground="CONTACT")


def test_where_nobody_is_on_record_the_manager_alone_clears_for_a_reason(
    case, manager, supporter
):
    with pytest.raises(TransitionRefused, match="Nobody is on record"):
        actions.clear_case(case, by=manager, ground="CONTACT")
    with pytest.raises(TransitionRefused, match="ask the manager"):
        actions.clear_case(case, by=supporter, ground="NOBODY", reason="Lives alone")

    actions.clear_case(case, by=manager, ground="NOBODY", reason="Lives alone")

    case.bridge.refresh_from_db()
    assert case.bridge.is_cleared


def test_a_clearance_is_taken_back_for_a_reason_and_both_stay_readable(case, manager):
    with pytest.raises(Overtaken, match="not cleared"):
        actions.take_back_clearance(case, by=manager, reason="?")
    actions.clear_case(case, by=manager, ground="NOBODY", reason="Lives alone")

    actions.take_back_clearance(case, by=manager, reason="There is a new partner")

    case.bridge.refresh_from_db()
    assert not case.bridge.is_cleared
    found = CaseClearance.objects.latest_first().values_list("is_cleared", "reason")
    assert list(found) == [(False, "There is a new partner"), (True, "Lives alone")]
    assert str(CaseClearance.objects.latest_first()[0]) == "Clearance taken back"


def test_a_closed_case_keeps_the_level_and_the_clearance_it_closed_on(manager):
    case = CaseFactory(borough__code="WCC", closed=True)

    with pytest.raises(TransitionRefused, match="is closed"):
        reviewed(case, manager)
    with pytest.raises(TransitionRefused, match="is closed"):
        actions.clear_case(case, by=manager, ground="NOBODY", reason="Lives alone")
    with pytest.raises(TransitionRefused, match="is closed"):
        actions.take_back_clearance(case, by=manager, reason="A new partner")
    assert case.bridge.team_risk_level == "NOT_ASSESSED"


def test_one_case_of_theirs_may_belong_to_two_of_his(case, supporter):
    theirs = supported(case, supporter)
    second = CaseFactory(borough__code="WCC")
    CaseLinkFactory(partner_case=theirs, case=second)

    reviewed(second, supporter, level="HIGH")

    second.bridge.refresh_from_db()
    case.bridge.refresh_from_db()
    assert second.bridge.team_risk_level == "HIGH"
    assert case.bridge.team_risk_level == "NOT_ASSESSED"
