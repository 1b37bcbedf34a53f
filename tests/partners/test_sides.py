"""V-23: nobody works on both sides of one couple, whichever side comes first."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.actions import allocate_case, open_case
from cases.partners import actions
from cases.partners.models import PartnerCase, Side
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from tests.factories import (
    CaseAllocationFactory,
    CaseFactory,
    CaseworkerFactory,
    MembershipFactory,
    PartnerCaseFactory,
    ReferralFactory,
    SafeContactPlanFactory,
    SideFactory,
    at,
)

DAY = date(2016, 2, 1)
PSW = Role.PARTNER_SUPPORT_WORKER


def also_supports(worker, borough="WCC"):
    """They have changed sides since: the role is theirs today."""
    MembershipFactory(user=worker, role=PSW, borough__code=borough)
    worker.refresh_from_db()
    return worker


def test_whoever_works_with_him_opens_no_partner_case_because_of_him(facts):
    case = CaseFactory(borough__code="WCC")
    worker = also_supports(case.worker)

    with pytest.raises(TransitionRefused, match="works, or worked, with the person"):
        actions.open_partner_case(
            case,
            by=worker,
            worker=worker,
            opened_on=DAY,
            given_names="Clover",
            relationship="PARTNER",
        )
    assert not PartnerCase.objects.exists()


def test_his_worker_of_before_or_cover_is_not_given_her_case(manager, partner_case):
    case = partner_case.links.get().case
    former = also_supports(CaseworkerFactory(borough=case.borough))
    CaseAllocationFactory(case=case, worker=former, cover=True)

    with pytest.raises(TransitionRefused, match="works, or worked, with the person"):
        actions.allocate_partner_case(
            partner_case, by=manager, version=1, to=former, on=DAY, reason="They left"
        )
    with pytest.raises(TransitionRefused, match="works, or worked, with the person"):
        actions.cover_partner_case(
            partner_case,
            by=manager,
            worker=former,
            starts_on=date(2016, 8, 1),
            ends_on=date(2016, 8, 5),
            reason="On leave",
        )


def test_a_case_of_somebody_the_supporter_works_with_is_not_linked(partner_case, manager):
    case = CaseFactory(borough__code="WCC")
    CaseAllocationFactory(case=case, worker=partner_case.worker, cover=True)
    told = {"on": DAY, "relationship": "PARTNER", "lives_together": "NO"}

    with pytest.raises(TransitionRefused, match="works, or worked, with the person"):
        actions.link_case(partner_case, by=manager, case=case, **told)


def test_a_link_is_not_put_right_to_somebody_the_supporter_works_with(
    partner_case, manager
):
    link = partner_case.links.get()
    case = CaseFactory(borough__code="WCC")
    CaseAllocationFactory(case=case, worker=partner_case.worker, cover=True)

    with pytest.raises(TransitionRefused, match="works, or worked, with the person"):
        actions.correct_entry(link, by=manager, because="Another", case=case)


def test_a_link_put_right_moves_who_stands_where(partner_case, manager):
    link = partner_case.links.get()
    was, case = link.case, CaseFactory(borough__code="WCC")

    actions.correct_entry(link, by=manager, because="Another man", case=case)

    supporting = Side.objects.filter(side=Side.Side.THEIRS)
    assert [side.perpetrator for side in supporting] == [case.perpetrator]
    assert Side.objects.filter(perpetrator=was.perpetrator).get().user == was.worker


def test_nobody_records_anything_about_whom_somebody_they_work_with_harms(unlocked):
    case = unlocked.links.get().case
    CaseAllocationFactory(case=case, worker=unlocked.worker, cover=True)

    with pytest.raises(TransitionRefused, match="works, or worked, with the person"):
        actions.log_contact(
            unlocked, by=unlocked.worker, on=DAY, method="PHONE", outcome="NO_ANSWER"
        )


def test_a_manager_who_works_with_him_does_not_see_her(client_of, manager, partner_case):
    CaseAllocationFactory(case=partner_case.links.get().case, worker=manager, cover=True)

    assert not PartnerCase.objects.visible_to(manager).exists()
    assert client_of(manager).get(partner_case.get_absolute_url()).status_code == 404


def test_the_database_refuses_one_person_on_both_sides(facts):
    side = SideFactory(side=Side.Side.HIS)

    with pytest.raises(IntegrityError), transaction.atomic():
        SideFactory(perpetrator=side.perpetrator, user=side.user, side="THEIRS")


def test_opening_linking_and_giving_away_keep_who_stands_where(manager, person):
    case = CaseFactory(borough__code="WCC")
    supporter, second = person(PSW, "WCC"), person(PSW, "WCC")
    told = {"opened_on": DAY, "given_names": "Clover", "relationship": "PARTNER"}

    opened = actions.open_partner_case(case, by=manager, worker=supporter, **told)
    told = {"version": 1, "on": DAY, "reason": "They left"}
    actions.allocate_partner_case(opened, by=manager, to=second, **told)

    stands = {side.user: side.side for side in Side.objects.all()}
    assert stands == {case.worker: "HIS", supporter: "THEIRS", second: "THEIRS"}


def test_his_case_is_not_given_to_somebody_who_was_in_partner_support(manager):
    """Refused alike whether or not anybody is supported: it says nothing of her."""
    case = CaseFactory(borough__code="WCC")
    former = CaseworkerFactory(borough=case.borough)
    MembershipFactory(
        user=former, role=PSW, borough__code="LBHF", ended=True, ended_at=at(DAY)
    )
    told = {"version": case.version, "on": DAY, "reason": "They left"}

    with pytest.raises(TransitionRefused, match="worked in partner support when"):
        allocate_case(case, by=manager, to=former, **told)

    supported = PartnerCaseFactory(link__case=case, borough=case.borough)
    assert supported.worker != former
    with pytest.raises(TransitionRefused, match="worked in partner support when"):
        allocate_case(case, by=manager, to=former, **told)


def test_who_came_after_they_left_partner_support_is_theirs_to_work_with(manager):
    case = CaseFactory(borough__code="WCC", opened_on=date(2016, 2, 1))
    former = CaseworkerFactory(borough=case.borough)
    ended = {"ended": True, "ended_at": at(date(2015, 12, 1))}
    MembershipFactory(user=former, role=PSW, borough=case.borough, **ended)
    told = {"version": case.version, "on": DAY, "reason": "They left"}

    allocate_case(case, by=manager, to=former, **told)

    case.refresh_from_db()
    assert case.worker == former


def test_a_new_case_of_somebody_known_then_is_refused_too(manager):
    earlier = CaseFactory(borough__code="WCC", closed=True)
    worker = also_supports(CaseworkerFactory(borough=earlier.borough))
    referral = ReferralFactory(borough__code="WCC", fit=date(2016, 5, 2))

    with pytest.raises(TransitionRefused, match="worked in partner support when"):
        open_case(
            referral,
            by=manager,
            worker=worker,
            accepted_on=date(2016, 5, 3),
            perpetrator=earlier.perpetrator,
        )


def test_a_plan_is_not_read_by_somebody_on_the_other_side(partner_case):
    plan = SafeContactPlanFactory(partner_case=partner_case)
    case = partner_case.links.get().case
    CaseAllocationFactory(case=case, worker=partner_case.worker, cover=True)

    with pytest.raises(TransitionRefused):
        actions.acknowledge_plan(plan, by=partner_case.worker)
