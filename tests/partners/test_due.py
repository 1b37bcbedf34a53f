"""What waits in partner support: for its worker, for the manager, and for nobody else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases.models import Bridge
from cases.partners.due import SOURCES
from pilot import calendar
from pilot.permissions import Role
from reporting.due import due_for
from tests.factories import (
    CaseFactory,
    DashAssessmentFactory,
    DeclineNoticeFactory,
    MaracDecisionFactory,
    PartnerCaseFactory,
    SafeContactPlanFactory,
    SafetyNoticeFactory,
    SafetyPlanFactory,
)

pytestmark = pytest.mark.django_db

URGENT = {"kind": "URGENT", "text": "He waits outside."}


def kinds(user, until):
    return sorted(due.kind for due in due_for(user, until))


def test_everything_with_a_day_on_a_partner_case_waits_for_its_worker(supporter, today):
    case = PartnerCaseFactory(borough__code="WCC", worker=supporter)
    SafeContactPlanFactory(partner_case=case, review_on=date(2016, 7, 1))
    SafetyPlanFactory(partner_case=case, review_on=date(2016, 7, 1))
    DashAssessmentFactory(partner_case=case, yes=15)

    found = kinds(supporter, today)

    assert found == [
        "MARAC decisions",
        "Partner contact",
        "Safe-contact plans",
        "Safety plans",
    ]
    assert kinds(supporter, date(2016, 1, 1)) == []


def test_who_was_tried_or_is_exempt_waits_no_more(supporter, today):
    mine = {"borough__code": "WCC", "worker": supporter}
    PartnerCaseFactory(first_attempt_on=date(2016, 2, 1), **mine)
    PartnerCaseFactory(scope="NO", out_of_scope="UNSAFE", **mine)
    PartnerCaseFactory(closed=True, **mine)

    assert kinds(supporter, today) == []


def test_notices_and_declines_wait_a_working_day_and_an_alert_none(supporter, today):
    case = CaseFactory(borough__code="WCC")
    SafetyNoticeFactory(case=case, sent_at=calendar.now())
    assert kinds(supporter, today) == []

    SafetyNoticeFactory(case=case, sent_at=calendar.now(), **URGENT)
    DeclineNoticeFactory(referral__borough__code="WCC")
    SafetyNoticeFactory(case=case)
    assert kinds(supporter, today) == [
        *["Notices to read", "Notices to read"],
        "Urgent alerts",
    ]


def test_an_alert_is_the_managers_once_its_hour_has_passed(manager, today):
    case = CaseFactory(borough__code="WCC")
    Bridge.objects.filter(case=case).update(cleared_on=today)
    notice = SafetyNoticeFactory(case=case, sent_at=calendar.now(), **URGENT)
    mine = [due for due in due_for(manager, today) if due.kind == "Urgent alerts"]
    assert mine == []

    notice.sent_at -= timedelta(hours=2)
    notice.save()
    [due] = [due for due in due_for(manager, today) if due.kind == "Urgent alerts"]
    assert due.whose == manager


def test_a_marac_clock_that_ran_out_alerts_the_manager(manager, today):
    DashAssessmentFactory(yes=15, on=today - timedelta(days=1))
    assert "MARAC decisions" not in kinds(manager, today)

    DashAssessmentFactory(yes=15, on=today - timedelta(days=7))
    assert "MARAC decisions" in kinds(manager, today)


def test_the_manager_is_told_where_nobody_is_on_record(manager, supporter, today):
    case = CaseFactory(borough__code="WCC")

    [due] = [each for each in due_for(manager, today) if each.kind == "Partner contact"]

    assert "in 1 open case" in due.what
    assert case.opened_on < due.on < today
    assert not [each for each in due_for(supporter, today) if each.kind == due.kind]


def at_high(days_ago=7, **fields):
    case = CaseFactory(borough__code="WCC", **fields)
    on = calendar.today() - timedelta(days=days_ago)
    Bridge.objects.filter(case=case).update(
        team_risk_level="HIGH",
        level_set_on=on,
        level_set_at=calendar.now(),
        cleared_on=on,
    )
    return case


def test_a_high_level_with_nobody_in_support_alerts_the_manager(manager, supporter, today):
    case = at_high()
    at_high(days_ago=1)
    at_high(closed=True)

    [due] = [due for due in due_for(manager, today) if due.kind == "MARAC decisions"]

    assert case.reference in due.what
    assert due.is_late
    assert due.whose == manager
    assert due.href == reverse("partners:partner_sides_detail", args=[case.reference])
    assert kinds(supporter, today) == []

    theirs = PartnerCaseFactory(
        his=case, link__case=case, scope="NO", out_of_scope="UNSAFE"
    )
    [due] = [due for due in due_for(manager, today) if due.kind == "MARAC decisions"]
    assert theirs.reference in due.what, "its own clock asks from now on"


@pytest.mark.parametrize(("days_ago", "waits"), [(3, False), (10, True)])
def test_what_was_decided_before_support_ended_answers_a_high_level(
    manager, today, days_ago, waits
):
    case = at_high()
    ended = PartnerCaseFactory(his=case, link__case=case, closed=True)
    MaracDecisionFactory(
        partner_case=ended,
        on=today - timedelta(days=days_ago),
        decision="NOT_REFERRED",
        reason="Moved away",
        outcome="",
    )

    assert ("MARAC decisions" in kinds(manager, today)) is waits


@pytest.mark.parametrize("role", [Role.CRIMINAL_JUSTICE_WORKER, Role.GOVERNANCE_LEAD])
def test_nobody_else_is_asked_anything_not_even_by_the_clock(
    person, role, today, django_assert_num_queries
):
    DashAssessmentFactory(yes=15)
    SafetyNoticeFactory(**URGENT)
    reader = person(role)
    reader.roles()

    with django_assert_num_queries(0):
        assert [due for find in SOURCES for due in find(reader, today)] == []
