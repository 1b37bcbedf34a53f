"""Whether a referral fits its post: V-01, V-05, V-06 and V-07, refused and accepted."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from pilot.models import AuditEvent, Post
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from referrals import actions
from referrals.eligibility import exceptions_for, missing_for
from referrals.models import ENGAGED, CjStatus, EligibilityCheck, Referral
from tests.factories import (
    AgencyFactory,
    EligibilityCheckFactory,
    MembershipFactory,
    PractitionerFactory,
    ReferralFactory,
    at,
)
from tests.referrals.test_actions import told

ON = date(2016, 2, 1)
CHECKED = {"cj_status": "NFA", "checked_on": ON, "source": "POLICE"}


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def of(post, **answers):
    return ReferralFactory(borough__code="WCC", post__code=post, **answers)


def refusal(referral, on=ON):
    """What stands in the way, or nothing."""
    try:
        actions.check_eligible(referral, on=on)
    except TransitionRefused as refused:
        return str(refused)
    return ""


# V-05: the Criminal Justice Worker


def test_without_a_check_nobody_is_known_to_be_outside_the_justice_process(facts):
    assert "Nobody has established" in refusal(of("CJW"))


def test_a_check_holds_for_ten_working_days(facts):
    referral = of("CJW")
    EligibilityCheckFactory(referral=referral, checked_on=date(2016, 1, 18))

    assert refusal(referral, on=date(2016, 2, 1)) == ""  # the tenth working day
    assert "more than 10 working days ago" in refusal(referral, on=date(2016, 2, 2))
    # Worked example 13: checked 12 working days ago, refused until checked again.
    twelve = date(2016, 2, 3)
    assert refusal(referral, on=twelve)
    EligibilityCheckFactory(referral=referral, checked_on=twelve)
    assert refusal(referral, on=twelve) == ""


def test_a_check_of_a_later_day_says_nothing_of_an_earlier_one(facts):
    referral = of("CJW")
    EligibilityCheckFactory(referral=referral, checked_on=date(2016, 2, 2))

    assert "Nobody has established" in refusal(referral, on=ON)


def test_a_day_in_the_past_is_no_way_round_what_is_known_since(facts):
    referral = of("CJW")
    EligibilityCheckFactory(referral=referral, checked_on=ON)
    for status, words in (
        ("CHARGED", "On 2 February 2016 they were in the criminal justice process"),
        ("UNK", "Nobody has established"),
        ("NFA", ""),
    ):
        EligibilityCheckFactory(
            referral=referral, cj_status=status, checked_on=date(2016, 2, 2)
        )
        said = refusal(referral, on=ON)
        assert words in said if words else said == "", status


def test_who_is_in_the_justice_process_is_refused_and_who_is_not_is_taken(facts):
    referral = of("CJW")
    check = EligibilityCheckFactory(referral=referral, checked_on=ON)
    for status in set(CjStatus) - {CjStatus.NOT_ASKED}:
        EligibilityCheck.objects.filter(pk=check.pk).update(cj_status=status)
        said = refusal(referral)
        if status in ENGAGED:
            assert "in the criminal justice process" in said
        elif status == CjStatus.UNK:
            assert "Nobody has established" in said
        elif status == CjStatus.INVESTIGATION_OPEN:
            assert "what the police advise is not recorded" in said
        else:
            assert said == "", status


def test_an_open_investigation_needs_the_polices_advice(worker):
    referral = of("CJW")
    open_now = CHECKED | {"cj_status": "INVESTIGATION_OPEN"}
    actions.check_referral(referral, by=worker, **open_now)
    assert "what the police advise" in refusal(referral)

    actions.check_referral(
        referral, by=worker, **open_now, advice="The officer sees no obstacle."
    )

    assert refusal(referral) == ""


def test_the_newest_check_counts_and_the_earlier_one_stays(worker):
    referral = of("CJW")
    actions.check_referral(referral, by=worker, **CHECKED)

    actions.check_referral(referral, by=worker, **CHECKED | {"cj_status": "CHARGED"})

    assert "charged" in refusal(referral)
    assert referral.checks.count() == 2
    traces = AuditEvent.objects.about(referral).filter(action="checked")
    assert [trace.detail["cj_status"] for trace in traces.order_by("pk")] == [
        "NFA",
        "CHARGED",
    ]


def test_a_check_of_tomorrow_and_one_of_a_decided_referral_are_refused(worker):
    with pytest.raises(TransitionRefused, match="once it has been made"):
        actions.check_referral(
            of("CJW"), by=worker, **CHECKED | {"checked_on": date(2016, 7, 16)}
        )
    with pytest.raises(TransitionRefused, match="can no longer be changed"):
        actions.check_referral(of("CJW", declined=True), by=worker, **CHECKED)


# V-06: the Family Support Worker


def test_a_named_practitioner_of_childrens_services_is_enough(facts):
    known = PractitionerFactory(agency__sector="CHILDRENS")
    named = of("FSW", agency=known.agency, practitioner=known)

    assert refusal(named) == ""


def test_without_one_the_manager_notes_why(manager):
    for referral in (
        of("FSW", agency=AgencyFactory(sector="CHILDRENS")),  # nobody named
        of("FSW", agency=AgencyFactory(sector="HEALTH")),
        of("FSW", agency=None, source="SELF"),
    ):
        assert "No practitioner of Children’s Services" in refusal(referral)
        actions.allow_referral(
            referral, by=manager, criterion="REFERRER", reason="Asked for by the nursery"
        )
        assert refusal(referral) == ""


def test_only_the_manager_makes_an_exception_and_none_of_the_justice_process(
    worker, manager
):
    referral = of("FSW")
    with pytest.raises(PermissionDenied):
        actions.allow_referral(referral, by=worker, criterion="REFERRER", reason="Why not")
    with pytest.raises(TransitionRefused, match="checked, not excepted"):
        actions.allow_referral(
            referral, by=manager, criterion="CJ_STATUS", reason="Why not"
        )
    assert not EligibilityCheck.objects.exists()


# V-07: the Young Perpetrator Specialist

READY = {"youth_team": "WCC", "agreement": "AGREED", "parent_position": "AGREES"}


def test_the_specialist_needs_team_agreement_and_the_parents_position(facts):
    assert refusal(of("YPS", **READY)) == ""
    by_order = {"agreement": "REFUSED", "youth_order": "YRO"}
    assert refusal(of("YPS", **READY | by_order)) == ""
    told_for_a_reason = {"parent_position": "NOT_TOLD"}
    assert refusal(of("YPS", **READY | told_for_a_reason)) == ""
    for missing, words in (
        ({"youth_team": "NOT_KNOWN"}, "home Youth Offending team"),
        ({"agreement": "NOT_REQUIRED"}, "agreement nor an order"),
        ({"agreement": "NOT_ASKED", "youth_order": "NONE"}, "agreement nor an order"),
        ({"parent_position": "NOT_ASKED"}, "parent or carer says"),
    ):
        assert words in refusal(of("YPS", **READY | missing))
    assert len(missing_for(of("YPS"), ON)) == 3


def test_the_home_team_is_where_they_live_unless_somebody_says_otherwise(worker):
    young = {"post": Post.objects.get(pk="YPS"), "born_on": date(2000, 5, 6)}

    here = actions.record_referral(by=worker, **told(**young))
    said = actions.record_referral(
        by=worker, **told(**young, youth_team="RBKC", given_names="Rowan")
    )
    nowhere = actions.record_referral(by=worker, **told(**young, residence="NFA"))

    assert (here.youth_team, said.youth_team) == ("WCC", "RBKC")
    assert nowhere.youth_team == "NOT_ASKED"


# V-01 and P-17: the age


def test_a_young_person_goes_to_the_specialist_unless_somebody_says_why_not(worker):
    sixteen = told(born_on=date(1999, 6, 6))
    with pytest.raises(TransitionRefused, match="goes to the Young Perpetrator Specialist"):
        actions.record_referral(by=worker, **sixteen)

    kept = actions.record_referral(by=worker, **sixteen, age_reason="Lives as an adult")
    moved = actions.record_referral(
        by=worker, **sixteen | {"post": Post.objects.get(pk="YPS"), "surname": "Vetch"}
    )

    assert kept.checks.get().note == "Lives as an adult"
    assert "years" not in refusal(kept)
    assert "outside the ages" not in refusal(kept)
    assert not moved.checks.exists()


def test_an_adult_is_the_specialists_only_by_the_managers_reason(worker, manager):
    adult = told(born_on=date(1998, 1, 11), post=Post.objects.get(pk="YPS"))
    for by, reason in ((worker, ""), (worker, "Nearly 17"), (manager, "")):
        with pytest.raises(TransitionRefused, match="unless the service manager says why"):
            actions.record_referral(by=by, **adult, age_reason=reason)

    kept = actions.record_referral(by=manager, **adult, age_reason="In care until 21")
    of_wcc = MembershipFactory(user=worker, role=Role.SERVICE_MANAGER, borough_id="WCC")
    of_rbkc = adult | {"residence": "RBKC", "age_reason": "In care until 21"}
    with pytest.raises(TransitionRefused, match="unless the service manager says why"):
        actions.record_referral(by=of_wcc.user, **of_rbkc)

    assert kept.checks.get().criterion == EligibilityCheck.Criterion.AGE
    assert not Referral.objects.exclude(pk=kept.pk).exists()


def test_a_reason_of_a_worker_never_counts_as_the_managers(worker, manager):
    adult = of("YPS", born_on=date(1990, 1, 1), **READY)
    EligibilityCheckFactory(referral=adult, by_the_manager=True, checked_by=worker)
    MembershipFactory(
        user=worker, role=Role.SERVICE_MANAGER, granted_at=at(date(2016, 2, 1))
    )

    assert "outside the ages" in refusal(adult), "they became the manager afterwards"
    assert exceptions_for(adult) == ["AGE"]
    actions.allow_referral(adult, by=manager, criterion="AGE", reason="In care until 21")
    assert refusal(adult) == ""


def test_an_age_found_out_later_can_be_corrected_and_stands_in_the_way(worker, manager):
    referral = of("CJW", born_on=None)
    EligibilityCheckFactory(referral=referral, checked_on=ON)
    actions.allow_referral(referral, by=manager, criterion="AGE", reason="Seen: forty")
    assert refusal(referral) == ""

    actions.correct_referral(
        referral,
        by=worker,
        version=1,
        agency=referral.agency,
        practitioner=None,
        residence="WCC",
        born_on=date(2000, 1, 1),
    )

    assert "They were 16 when the referral came" in refusal(referral)
    actions.allow_referral(referral, by=manager, criterion="AGE", reason="Lives alone")
    assert refusal(referral) == ""


@pytest.mark.parametrize("post", ["CJW", "FSW", "YPS"])
def test_an_age_that_nobody_knows_is_found_out_or_is_the_managers_decision(manager, post):
    referral = of(post, born_on=None, fit=ON)
    worker = referral.recorded_by
    assert "Nobody has recorded when they were born" in refusal(referral)
    EligibilityCheckFactory(referral=referral, by_the_manager=True, checked_by=worker)
    assert refusal(referral), "a worker's own reason is none"

    actions.allow_referral(referral, by=manager, criterion="AGE", reason="Seen: fifteen")

    assert refusal(referral) == ""
    check = referral.checks.latest("pk")
    assert (check.post_id, check.age) == (post, None)


def test_a_reason_for_one_post_or_one_age_is_none_for_another(manager):
    referral = of("CJW", born_on=date(2000, 1, 1), fit=ON)
    actions.allow_referral(referral, by=manager, criterion="AGE", reason="Lives alone")
    assert refusal(referral) == ""
    keep = {"agency": referral.agency, "practitioner": None, "residence": "WCC"}

    def put_right(**answers):
        actions.correct_referral(
            referral, by=manager, version=referral.version, **keep, **answers
        )
        return refusal(referral)

    assert "They were 15" in put_right(born_on=date(2000, 6, 1))
    assert put_right(born_on=date(1999, 6, 1)) == "", "sixteen all the same"
    assert "outside the ages" in put_right(post=Post.objects.get(pk="FSW"))


def test_a_manager_of_another_borough_lets_nobody_through_here(facts, person):
    adult = of("YPS", born_on=date(1990, 1, 1), **READY)
    elsewhere = person(Role.SERVICE_MANAGER, "LBHF")
    reason = EligibilityCheckFactory(referral=adult, by_the_manager=True)
    EligibilityCheck.objects.update(checked_by=elsewhere)

    assert "outside the ages" in refusal(adult)
    Referral.objects.update(borough=None, basis="", residence="NFA")
    assert adult.checks.latest_first().get(pk=reason.pk).is_managers, "in any, so far"


def test_the_sector_of_the_referrer_is_that_of_the_time(worker):
    """V-06: a team that changes later takes nothing away, and gives nothing."""
    team = AgencyFactory(sector="CHILDRENS", borough__code="WCC")
    known = PractitionerFactory(agency=team)
    referral = actions.record_referral(
        by=worker,
        **told(source="CS_CP", practitioner=known, post=Post.objects.get(pk="FSW")),
    )
    team.sector = "HEALTH"
    team.save()

    assert referral.sector == "CHILDRENS"
    assert refusal(referral) == ""


# What is kept


def test_the_early_flag_is_kept_and_follows_a_correction(worker):
    answers = {"prior_offence": "NO", "cj_status": "NFA", "prior_programme": "NO"}
    referral = actions.record_referral(by=worker, **told(**answers))
    assert referral.early_flag == "YES"

    told_again = told(prior_programme="NOT_KNOWN")
    actions.correct_referral(referral, by=worker, version=1, **told_again)

    referral.refresh_from_db()
    assert referral.early_flag == "UNKNOWN"
    assert referral.prior_offence == "NO", "what is not said again stays"


def test_a_check_that_came_with_the_referral_is_kept_and_none_without_a_status(worker):
    came = {"checked_on": date(2016, 1, 11), "check_source": "POLICE"}
    with_status = actions.record_referral(by=worker, **told(**came, cj_status="NFA"))
    without = actions.record_referral(by=worker, **told(**came, surname="Vetch"))

    check = with_status.checks.get()
    assert (check.cj_status, check.source, check.checked_by) == ("NFA", "POLICE", worker)
    assert not without.checks.exists()


def test_kinds_of_abuse_are_kept_in_one_order(worker):
    referral = actions.record_referral(
        by=worker, **told(abuse_types=["THREATS", "DIGITAL"])
    )

    assert referral.abuse_types == ["DIGITAL", "THREATS"]


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"route": "TARGETED"}, "referral_from_a_list_says_why_they_are_on_it"),
        ({"targeting": "SERIAL"}, "referral_from_a_list_says_why_they_are_on_it"),
        ({"relationship": "NEIGHBOUR"}, "referral_has_a_known_relationship"),
        ({"prior_offence": ""}, "referral_has_a_known_answer_of_offences"),
    ],
)
def test_the_database_refuses_an_answer_that_is_none(facts, answers, rule):
    with pytest.raises(IntegrityError, match=rule):
        of("CJW", **answers)


@pytest.mark.parametrize(
    ("check", "rule"),
    [
        ({"cj_status": "NOT_ASKED"}, "check_of_the_justice_process_has_a_status"),
        ({"cj_status": ""}, "check_of_the_justice_process_has_a_status"),
        (
            {"by_the_manager": True, "note": ""},
            "check_left_to_the_manager_has_a_reason",
        ),
        ({"source": "PARTNER"}, "check_has_a_known_source"),
    ],
)
def test_the_database_refuses_a_check_that_says_nothing(facts, check, rule):
    with pytest.raises(IntegrityError, match=rule):
        EligibilityCheckFactory(**check)
