"""A changed parameter moves the clocks, the rules and the words that rest on it."""

from datetime import date

import pytest
from django.urls import reverse

from cases.actions import keep_engagement, keep_stages
from cases.engagement_rules import evidence_of
from cases.models import Case, Perpetrator
from cases.partners.dash_rules import Thresholds, thresholds
from cases.partners.marac_rules import Met
from pilot.calendar import Quarter
from pilot.parameters import PARAMETERS
from pilot.permissions import Role
from referrals.actions.confidence import not_taken
from referrals.eligibility import is_outside_the_ages_of
from referrals.forms import ReferralForm
from referrals.models import AnswerPoint
from reporting.actions import put_in_force
from reporting.figures import HIDDEN, figures_to
from reporting.indicators import INDICATORS, Place
from reporting.indicators.safety import CONTACT_ON_TIME
from tests.factories import (
    CaseFactory,
    ContactAttemptFactory,
    FeedbackFactory,
    NonEngagementFactory,
    ParameterChangeFactory,
    PerpetratorFactory,
    ReferralFactory,
    RiskUpdateFactory,
    SessionFactory,
    StageRatingFactory,
    TrainingEventFactory,
    release,
)
from tests.pages import Page

[SUPPORTED] = [each for each in INDICATORS if each.code == "I05"]

pytestmark = pytest.mark.django_db


def changed(code, was, value):
    ParameterChangeFactory(code=code, was=was, value=value)


def test_decisions_on_referrals_p_06(person, client_of):
    referral = ReferralFactory(received_on=date(2016, 7, 11), borough__code="WCC")
    assert referral.decide_by == date(2016, 7, 18)

    changed("P-06", "5", "2")

    assert referral.decide_by == date(2016, 7, 13)
    page = client_of(person(Role.SERVICE_MANAGER)).get(
        reverse("reporting:question_waiting")
    )
    words = Page(page).words
    assert "A decision is due within 2 working days" in words
    assert "3 to 4 working days" in words


def test_when_answers_about_a_training_are_taken_p_13():
    event = TrainingEventFactory(on=date(2016, 3, 1))
    changed("P-13", "14, 60, 120", "7, 30, 45")

    assert event.window(AnswerPoint.AFTER).last == date(2016, 3, 8)
    again = event.window(AnswerPoint.FOLLOW_UP)
    assert (again.start, again.last) == (date(2016, 3, 31), date(2016, 4, 15))
    assert "in the 7 days from it, and 30 days to 45 days after it" in not_taken()


def test_who_goes_to_the_specialist_p_17():
    assert not is_outside_the_ages_of("YPS", 17)
    assert is_outside_the_ages_of("CJW", 17)

    changed("P-17", "10, 17", "12, 16")

    ages = (11, 12, 16, 17, None)
    outside = [is_outside_the_ages_of("YPS", age) for age in ages]
    assert outside == [True, False, False, True, False]


def test_the_question_about_earlier_offences_p_21():
    changed("P-21", "24", "36")

    asked = ReferralForm.base_fields["prior_offence"].label

    assert "domestic abuse in the last 36 months?" in str(asked)


def test_evidence_that_somebody_does_not_engage_p_02_p_03(person, client_of):
    case = CaseFactory(opened_on=date(2016, 5, 2), borough__code="WCC")
    ContactAttemptFactory(
        case=case, on=date(2016, 6, 1), method="PHONE", outcome="NO_ANSWER"
    )
    ContactAttemptFactory(
        case=case, on=date(2016, 6, 3), method="PHONE", outcome="NO_ANSWER"
    )
    assert not evidence_of(case).is_complete

    changed("P-02", "3, 2, 10", "2, 1, 2")

    assert evidence_of(case).complete_on == date(2016, 6, 3)
    client = client_of(person(Role.SERVICE_MANAGER))
    declare = reverse("cases:case_non_engagement_declare", args=[case.reference])
    assert (
        "2 attempts, in at least 1 way, over at least 2 working days"
        in Page(client.get(declare)).words
    )


def test_who_engages_and_is_supported_p_10(person):
    case = CaseFactory(opened_on=date(2016, 5, 2), borough__code="WCC")
    for day in (4, 11, 18):
        SessionFactory(case=case, on=date(2016, 5, day), attended=True)
    keep_engagement(case)
    assert case.engaged_on == date(2016, 5, 4)

    put_in_force(
        PARAMETERS["P-10"],
        by=person(Role.SERVICE_MANAGER),
        version=0,
        numbers=(2, 4),
        reason="The group asked",
    )

    case.refresh_from_db()
    assert case.engaged_on == date(2016, 5, 11)
    assert Perpetrator.objects.get(pk=case.perpetrator_id).supported_on is None


def test_which_stages_are_compared_p_11(person):
    case = CaseFactory(opened_on=date(2016, 5, 2), borough__code="WCC")
    for day, stage in ((2, 1), (16, 3)):
        StageRatingFactory(case=case, on=date(2016, 5, day), stage=stage)
    keep_stages(case)
    assert case.last_stage is None

    put_in_force(
        PARAMETERS["P-11"],
        by=person(Role.SERVICE_MANAGER),
        version=0,
        numbers=(14,),
        reason="The group asked",
    )

    case.refresh_from_db()
    assert (case.first_stage, case.last_stage) == (1, 3)


def test_letters_that_have_not_gone_are_due_anew_p_04(person):
    declaration = NonEngagementFactory(declared_on=date(2016, 7, 11))
    letter = FeedbackFactory(
        case=declaration.case,
        kind="NONENG_RISK",
        non_engagement=declaration,
        due_on=declaration.tell_by,
    )

    put_in_force(
        PARAMETERS["P-04"],
        by=person(Role.SERVICE_MANAGER),
        version=0,
        numbers=(2,),
        reason="The group asked",
    )

    letter.refresh_from_db()
    assert letter.due_on == date(2016, 7, 13)


def test_when_assessments_and_risk_are_due_p_08_p_09():
    late = CaseFactory(opened_on=date(2016, 6, 3))
    RiskUpdateFactory(case=late, on=date(2016, 6, 6))
    assert not Case.objects.assessment_overdue()
    assert not Case.objects.stale_risk()

    changed("P-08", "30", "10")
    changed("P-09", "12", "4")

    assert late.assessment_due_on == date(2016, 6, 17)
    assert list(Case.objects.assessment_overdue()) == [late]
    assert list(Case.objects.stale_risk()) == [late]
    assert Case.objects.with_risk().get().risk_review.due_on == date(2016, 7, 4)


def test_the_partner_is_tried_and_a_marac_decided_p_07_p_12():
    met = Met(date(2016, 3, 1))
    assert met.decide_by == date(2016, 3, 3)

    changed("P-12", "2", "4")
    changed("P-07", "5", "3")

    assert met.decide_by == date(2016, 3, 7)
    assert "within 3 working days of his acceptance" in CONTACT_ON_TIME.definition


def test_what_a_checklist_comes_to_p_19_p_20_p_25():
    changed("P-19", "14", "12")
    changed("P-20", "10", "8")
    changed("P-25", "12", "6")

    assert thresholds() == Thresholds(12, 8, 6)


def test_what_is_hidden_outside_the_provider_p_01(facts):
    for day in range(6):
        support = {"supported_on": date(2015, 11, 2 + day), "supported_borough_id": "WCC"}
        PerpetratorFactory(**support)
    westminster = Place("WCC", "Westminster")

    changed("P-01", "5", "8")

    release(Quarter(2015, 4))

    supported = figures_to(Quarter(2015, 4)).figure(SUPPORTED, westminster)
    assert (supported.clear.numerator, supported.published.numerator) == (6, HIDDEN)


def test_the_page_says_which_figures_name_a_parameter(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))

    words = Page(client.get(reverse("reporting:assumption_list"))).words

    assert "First attempts of partner support that are due Figures: I10" in words
