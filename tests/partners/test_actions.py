"""What each action refuses, and what follows from it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cases.partners import actions
from cases.partners.models import (
    DASH_ITEMS,
    CaseLink,
    DashAssessment,
    PartnerCase,
    PartnerOutcome,
    SafetyPlan,
    SeverityGrid,
    SupportedPerson,
)
from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import (
    CaseFactory,
    ContactDetailFactory,
    DashAssessmentFactory,
    PartnerAllocationFactory,
    PartnerCaseFactory,
    PartnerContactFactory,
    PartnerResponseFactory,
    SafeContactPlanFactory,
)

DAY, LATER = date(2016, 2, 1), date(2016, 3, 1)
TOMORROW = date(2016, 7, 16)
TOLD = {"given_names": "Clover", "relationship": "PARTNER"}
SCALES = dict.fromkeys(DASH_ITEMS, "N")


def reached(partner_case, by, on=DAY, outcome="REACHED"):
    said = {"method": "PHONE", "outcome": outcome, "content": "Safe to talk."}
    return actions.log_contact(partner_case, by=by, on=on, **said)


def answered(partner_case, by, response, on=DAY):
    return actions.record_response(partner_case, by=by, on=on, response=response)


def test_a_partner_case_counts_for_the_borough_of_his_and_nowhere_else(supporter):
    case = CaseFactory(borough__code="RBKC")

    opened = actions.open_partner_case(
        case, by=supporter, worker=supporter, opened_on=DAY, **TOLD
    )

    assert opened.borough == case.borough
    assert opened.links.get().case == case
    assert opened.allocations.get().worker == supporter
    assert opened.status == PartnerCase.Status.IDENTIFIED


def test_references_of_the_two_sides_are_not_of_one_shape(partner_case):
    case = partner_case.links.get().case
    assert [len(part) for part in case.reference.split("-")] == [4, 4]
    for thing in (partner_case, partner_case.person, partner_case.links.get()):
        assert [len(part) for part in thing.reference.split("-")] == [3, 5]


def test_nothing_leads_from_his_case_to_hers():
    related = {
        field.name
        for field in CaseLink._meta.get_field("case").related_model._meta.get_fields()
    }

    assert not any("partner" in name or "link" in name for name in related)


def test_the_trail_of_support_never_names_his_case(unlocked, supporter):
    case = unlocked.links.get().case
    reached(unlocked, supporter)
    actions.link_case(
        unlocked,
        by=supporter,
        case=CaseFactory(borough__code="WCC"),
        on=DAY,
        relationship="PARTNER",
        lives_together="NO",
    )

    assert AuditEvent.objects.count() >= 3
    assert not AuditEvent.objects.naming(case.reference).exists()
    assert not AuditEvent.objects.about(case).exists()


def test_a_worker_opens_partner_cases_for_themselves_only(supporter, person):
    other = person(Role.PARTNER_SUPPORT_WORKER, "WCC")

    with pytest.raises(PermissionDenied):
        actions.open_partner_case(
            CaseFactory(borough__code="WCC"),
            by=supporter,
            worker=other,
            opened_on=DAY,
            **TOLD,
        )


@pytest.mark.parametrize("on", [date(2016, 1, 1), TOMORROW])
def test_support_begins_neither_before_his_case_nor_tomorrow(supporter, on):
    with pytest.raises(TransitionRefused):
        actions.open_partner_case(
            CaseFactory(borough__code="WCC"),
            by=supporter,
            worker=supporter,
            opened_on=on,
            **TOLD,
        )


def test_a_partner_case_is_given_only_to_who_supports_people_there(manager, person):
    elsewhere = person(Role.PARTNER_SUPPORT_WORKER, "LBHF")

    with pytest.raises(TransitionRefused, match="does not do partner support in"):
        actions.open_partner_case(
            CaseFactory(borough__code="WCC"),
            by=manager,
            worker=elsewhere,
            opened_on=DAY,
            **TOLD,
        )
    assert not SupportedPerson.objects.exists(), "it happens whole or not at all"


def test_somebody_known_has_one_open_case_and_after_it_another(supporter):
    closed = PartnerCaseFactory(borough__code="WCC", closed=True)
    told = {"by": supporter, "worker": supporter, "relationship": "PARTNER"}
    case = CaseFactory(borough__code="WCC")

    again = actions.open_partner_case(case, person=closed.person, opened_on=LATER, **told)
    with pytest.raises(TransitionRefused, match="open partner case already"):
        actions.open_partner_case(case, person=closed.person, opened_on=LATER, **told)

    assert again.person == closed.person
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerCaseFactory(person=closed.person, borough__code="WCC")


def test_the_same_case_is_linked_once(partner_case, supporter):
    link = partner_case.links.get()
    told = {"on": DAY, "relationship": "PARTNER", "lives_together": "NO"}

    with pytest.raises(TransitionRefused, match="linked to that case already"):
        actions.link_case(partner_case, by=supporter, case=link.case, **told)


def test_the_last_link_stays_until_there_is_another(partner_case, supporter):
    link = partner_case.links.get()

    with pytest.raises(TransitionRefused, match="at least one case of his"):
        actions.withdraw_entry(link, by=supporter, because="Wrong man")
    told = {"on": DAY, "relationship": "PARTNER", "lives_together": "NO"}
    right = CaseFactory(borough__code="WCC")
    actions.link_case(partner_case, by=supporter, case=right, **told)
    actions.withdraw_entry(link, by=supporter, because="Wrong man")

    assert partner_case.links.standing().get().case == right


def test_nobody_makes_contact_without_a_plan_they_have_read_today(
    facts, supporter, partner_case
):
    without = PartnerCaseFactory(borough__code="WCC", worker=supporter)
    with pytest.raises(TransitionRefused, match="no safe-contact plan yet"):
        reached(without, supporter)
    with pytest.raises(TransitionRefused, match="Read the safe-contact plan first"):
        reached(partner_case, supporter)

    with calendar.clock_set_to(date(2016, 7, 14)):  # yesterday's reading is none
        actions.acknowledge_plan(actions.plan_of(partner_case), by=supporter)
    with pytest.raises(TransitionRefused, match="Read the safe-contact plan first"):
        reached(partner_case, supporter)

    actions.acknowledge_plan(actions.plan_of(partner_case), by=supporter)
    assert reached(partner_case, supporter)


def test_a_new_plan_is_read_again_and_an_old_one_no_more(unlocked, supporter):
    old = actions.plan_of(unlocked)
    SafeContactPlanFactory(partner_case=unlocked, on=LATER)

    with pytest.raises(TransitionRefused, match="Read the safe-contact plan first"):
        reached(unlocked, supporter)
    with pytest.raises(Overtaken, match="newer safe-contact plan"):
        actions.acknowledge_plan(old, by=supporter)


def test_reading_a_plan_twice_leaves_one_trace(partner_case, supporter):
    plan = actions.plan_of(partner_case)

    assert actions.acknowledge_plan(plan, by=supporter) == actions.acknowledge_plan(
        plan, by=supporter
    )
    assert AuditEvent.objects.filter(action="said they had read").count() == 1


def test_a_detail_is_revealed_to_who_has_read_the_plan_and_says_why(
    partner_case, supporter
):
    detail = ContactDetailFactory(partner_case=partner_case)
    with pytest.raises(TransitionRefused, match="Read the safe-contact plan first"):
        actions.reveal_detail(detail, by=supporter, why="CONTACT")
    actions.acknowledge_plan(actions.plan_of(partner_case), by=supporter)

    actions.reveal_detail(detail, by=supporter, why="CONTACT")

    event = AuditEvent.objects.get(action="revealed")
    assert event.reason == "To make contact as the plan says"
    assert detail.value not in f"{event.target_name} {event.detail} {event.reason}"


def tell(partner_case, supporter):
    return actions.record_notification(
        partner_case, by=supporter, on=DAY, event="SUSPENDED", method="PHONE"
    )


def test_who_declined_still_hears_what_happens_unless_they_asked_not_to(
    partner_case, supporter
):
    with pytest.raises(TransitionRefused, match="Read the safe-contact plan first"):
        tell(partner_case, supporter)
    actions.acknowledge_plan(actions.plan_of(partner_case), by=supporter)
    answer = PartnerResponseFactory(partner_case=partner_case, response="DECLINES")

    told = tell(partner_case, supporter)

    assert str(told) == "His work is suspended"
    assert partner_case.first_attempt_on is None, "a try is logged as a contact"
    PartnerResponseFactory(
        partner_case=partner_case, wants_notices="NO", on=answer.on + timedelta(days=1)
    )
    with pytest.raises(TransitionRefused, match="asked not to hear"):
        tell(partner_case, supporter)


def test_attempts_and_the_first_talk_move_the_case_and_are_kept_on_it(unlocked, supporter):
    reached(unlocked, supporter, on=DAY, outcome="NO_ANSWER")
    assert unlocked.status == PartnerCase.Status.ATTEMPTING
    assert (unlocked.first_attempt_on, unlocked.first_contact_on) == (DAY, None)

    reached(unlocked, supporter, on=LATER)
    answered(unlocked, supporter, "ACCEPTS", on=LATER)

    assert unlocked.status == PartnerCase.Status.IN_SUPPORT
    assert (unlocked.first_attempt_on, unlocked.first_contact_on) == (DAY, LATER)
    assert unlocked.accepted_on == LATER


@pytest.mark.parametrize(
    ("response", "status"),
    [
        ("INFORMATION_ONLY", "INFORMATION_ONLY"),
        ("DECLINES", "DECLINED"),
        ("OTHER_LEAD", "OTHER_LEAD"),
    ],
)
def test_each_answer_says_how_far_support_has_come(unlocked, supporter, response, status):
    reached(unlocked, supporter)

    answered(unlocked, supporter, response)

    assert unlocked.status == status
    assert unlocked.accepted_on is None


def test_an_answer_may_change_and_the_first_yes_is_kept(unlocked, supporter):
    reached(unlocked, supporter)
    answered(unlocked, supporter, "DECLINES")
    answered(unlocked, supporter, "ACCEPTS", on=LATER)

    assert unlocked.status == PartnerCase.Status.IN_SUPPORT
    assert unlocked.accepted_on == LATER


def test_nobody_accepts_who_was_not_reached(unlocked, supporter):
    reached(unlocked, supporter, on=LATER)

    with pytest.raises(TransitionRefused, match="needs a talk with them"):
        answered(unlocked, supporter, "ACCEPTS", on=DAY)
    unlocked.refresh_from_db()
    assert not unlocked.responses.exists()


def test_not_reached_needs_attempts_and_no_talk(unlocked, supporter):
    with pytest.raises(TransitionRefused, match="needs an attempt"):
        answered(unlocked, supporter, "NOT_REACHED")
    reached(unlocked, supporter, outcome="NO_ANSWER")
    answered(unlocked, supporter, "NOT_REACHED")
    assert unlocked.status == PartnerCase.Status.NOT_REACHED

    with pytest.raises(TransitionRefused, match="had been reached by the day"):
        reached(unlocked, supporter)


def test_a_contact_that_an_answer_rests_on_is_not_taken_out_first(unlocked, supporter):
    contact = reached(unlocked, supporter)
    answer = answered(unlocked, supporter, "ACCEPTS")

    with pytest.raises(TransitionRefused, match="take the answer out first"):
        actions.withdraw_entry(contact, by=supporter, because="Another’s")
    actions.withdraw_entry(answer, by=supporter, because="Another’s")
    unlocked.refresh_from_db()
    assert unlocked.status == PartnerCase.Status.ATTEMPTING
    contact.refresh_from_db()
    actions.withdraw_entry(contact, by=supporter, because="Another’s")

    unlocked.refresh_from_db()
    assert unlocked.status == PartnerCase.Status.IDENTIFIED
    assert unlocked.first_attempt_on is None


def test_a_contact_put_right_moves_what_the_case_repeats(unlocked, supporter):
    contact = reached(unlocked, supporter)

    right = actions.correct_entry(contact, by=supporter, because="A day later", on=LATER)

    unlocked.refresh_from_db()
    assert right.recorded_at == contact.recorded_at
    assert unlocked.first_contact_on == LATER
    with pytest.raises(Overtaken):
        actions.correct_entry(contact, by=supporter, because="Again", on=DAY)


def test_who_is_not_to_be_contacted_is_not_contacted(unlocked, supporter):
    actions.set_out_support(
        unlocked,
        by=supporter,
        version=1,
        delivered_by="ANGELOU",
        scope="NO",
        out_of_scope="UNSAFE",
    )

    with pytest.raises(TransitionRefused, match="any contact would put them at more risk"):
        reached(unlocked, supporter)


def test_nothing_dates_from_tomorrow_or_from_before_the_case(partner_case, supporter):
    told = {"by": supporter, "of": SafetyPlan, "state": "IN_PART"}

    for on in (TOMORROW, date(2016, 1, 1)):
        with pytest.raises(TransitionRefused):
            actions.record_entry(partner_case, on=on, **told)


def test_a_closed_case_takes_a_follow_up_and_nothing_else(supporter):
    closed = PartnerCaseFactory(borough__code="WCC", worker=supporter, closed=True)
    feels = {"of": PartnerOutcome, "on": date(2016, 6, 1), "feels_safer": "SAFER"}

    assert actions.record_entry(closed, by=supporter, point="FOLLOW_UP", **feels)
    with pytest.raises(TransitionRefused, match="is closed"):
        actions.record_entry(closed, by=supporter, point="REVIEW", **feels)
    with pytest.raises(TransitionRefused, match="is closed"):
        actions.link_case(
            closed,
            by=supporter,
            case=CaseFactory(borough__code="WCC"),
            on=LATER,
            relationship="PARTNER",
            lives_together="NO",
        )


def test_closing_his_case_leaves_hers_open(partner_case):
    case = partner_case.links.get().case
    type(case).objects.filter(pk=case.pk).update(
        status="CLOSED",
        closed_on=LATER,
        closure_reason="COMPLETED",
        closure_outcome="Kept to it.",
    )

    partner_case.refresh_from_db()
    assert partner_case.is_open


def close(partner_case, by, reason="COMPLETED", on=LATER):
    told = {"closed_on": on, "reason": reason, "note": "As agreed."}
    return actions.close_partner_case(partner_case, by=by, **told)


def test_support_ends_for_a_reason_that_is_true(unlocked, supporter):
    with pytest.raises(TransitionRefused, match="Nobody has tried"):
        close(unlocked, supporter, "NOT_REACHED")
    with pytest.raises(TransitionRefused, match="Say first that they are not to be"):
        close(unlocked, supporter, "OUT_OF_SCOPE")
    reached(unlocked, supporter)
    with pytest.raises(TransitionRefused, match="They were reached"):
        close(unlocked, supporter, "NOT_REACHED")
    with pytest.raises(TransitionRefused, match="The last contact was on"):
        close(unlocked, supporter, on=date(2016, 1, 25))

    assert close(unlocked, supporter).closed_on == LATER


def test_out_of_scope_closes_as_such_or_by_a_death(supporter):
    out = {"scope": "NO", "out_of_scope": "UNSAFE", "worker": supporter}
    one, other = PartnerCaseFactory.create_batch(2, borough__code="WCC", **out)

    with pytest.raises(TransitionRefused, match="choose that reason"):
        close(one, supporter, "COMPLETED")
    assert not close(one, supporter, "OUT_OF_SCOPE").is_open
    assert not close(other, supporter, "DECEASED").is_open


def test_an_attempt_in_vain_lets_it_close_as_not_reached(unlocked, supporter):
    reached(unlocked, supporter, outcome="NO_ANSWER")

    assert close(unlocked, supporter, "NOT_REACHED").closure_reason == "NOT_REACHED"


def dash(partner_case, by, **more):
    told = {"on": DAY, "point": "START", "completed_with": "PERSON"}
    told |= {"checklist": "SAFELIVES_24", "answers": SCALES}
    return actions.record_dash(partner_case, by=by, **{**told, **more})


def yes(number):
    return {item: "Y" if place < number else "N" for place, item in enumerate(DASH_ITEMS)}


def test_a_score_of_14_is_high_and_a_reason_for_a_marac(partner_case, supporter):
    found = dash(partner_case, supporter, answers=yes(14), criteria=["REPEAT"])

    assert (found.yes_count, found.band, found.level) == (14, "HIGH", "HIGH")
    assert found.criteria == ["REPEAT", "SCORE"]


def test_judgement_raises_a_level_and_is_a_reason_for_a_marac(partner_case, supporter):
    why = {"judgement": "HIGH", "judgement_reason": "Escalates fast."}
    found = dash(partner_case, supporter, answers=yes(11), **why)

    assert (found.band, found.level) == ("MEDIUM", "HIGH")
    assert found.criteria == ["JUDGEMENT"]


def test_judgement_never_lowers_in_the_action_or_the_database(partner_case, supporter):
    why = {"judgement": "MEDIUM", "judgement_reason": "Calmer."}
    with pytest.raises(TransitionRefused, match="never lower it"):
        dash(partner_case, supporter, answers=yes(15), **why)
    for level, band in (("MEDIUM", "HIGH"), ("STANDARD", "MEDIUM")):
        with pytest.raises(IntegrityError), transaction.atomic():
            DashAssessmentFactory(partner_case=partner_case, level=level, band=band)


@pytest.mark.parametrize(
    "answers", [{}, {**SCALES, "q25": "Y"}, {**SCALES, "q01": ""}, {**SCALES, "q01": "?"}]
)
def test_every_item_has_one_of_three_answers(partner_case, supporter, answers):
    with pytest.raises(TransitionRefused, match="Answer every item"):
        dash(partner_case, supporter, answers=answers)


def test_of_another_checklist_the_level_alone_is_kept(partner_case, supporter):
    why = {"judgement": "HIGH", "judgement_reason": "The police came to high."}
    found = dash(partner_case, supporter, checklist="POLICE_27", answers={}, **why)

    assert (found.answers, found.yes_count, found.band) == ({}, None, "NOT_ASSESSED")
    assert found.level == "HIGH"


def test_a_checklist_put_right_comes_to_another_level(partner_case, supporter):
    found = dash(partner_case, supporter, answers=yes(14))

    right = actions.correct_dash(
        found,
        by=supporter,
        because="Misread two",
        checklist="SAFELIVES_24",
        answers=yes(12),
    )

    assert (right.level, right.criteria, right.replaces) == ("MEDIUM", [], found)
    assert DashAssessment.objects.standing().get() == right


def test_the_start_is_measured_once_and_reviews_as_often_as_needed(partner_case, supporter):
    grid = {"of": SeverityGrid, "on": DAY, "rater": "PERSON", "physical": 1, "sexual": 0}
    grid |= {"stalking": 9, "controlling": 3}
    first = actions.record_entry(partner_case, by=supporter, point="START", **grid)

    with pytest.raises(TransitionRefused, match="There is one for start already"):
        actions.record_entry(partner_case, by=supporter, point="START", **grid)
    for _ in range(2):
        review = actions.record_entry(partner_case, by=supporter, point="REVIEW", **grid)
    with pytest.raises(TransitionRefused, match="There is one for start already"):
        actions.correct_entry(review, by=supporter, because="Wrong", point="START")

    assert actions.correct_entry(first, by=supporter, because="Misread", physical=2)


def test_who_is_away_is_covered_on_those_days_only(manager, person, partner_case):
    cover = person(Role.PARTNER_SUPPORT_WORKER, "WCC")
    days = {"starts_on": date(2016, 7, 15), "ends_on": date(2016, 7, 20)}
    told = {"worker": cover, "reason": "On leave", **days}

    made = actions.cover_partner_case(partner_case, by=manager, **told)

    assert PartnerCase.objects.visible_to(cover).get() == partner_case
    assert made.is_current
    with calendar.clock_set_to(date(2016, 7, 21)):
        assert not PartnerCase.objects.visible_to(cover).exists()
        assert not made.is_current
    actions.end_partner_cover(made, by=manager)
    assert not PartnerCase.objects.visible_to(cover).exists()
    with pytest.raises(Overtaken, match="ended already"):
        actions.end_partner_cover(made, by=manager)


def test_a_cover_is_by_another_and_from_today_on(manager, person, partner_case):
    cover = person(Role.PARTNER_SUPPORT_WORKER, "WCC")
    days = {"starts_on": date(2016, 8, 1), "ends_on": date(2016, 8, 5)}

    with pytest.raises(TransitionRefused, match="supports them already"):
        actions.cover_partner_case(
            partner_case, by=manager, worker=partner_case.worker, reason="Away", **days
        )
    for wrong in ({"starts_on": date(2016, 7, 1)}, {"ends_on": date(2016, 7, 31)}):
        with pytest.raises(TransitionRefused, match="starts today or later"):
            actions.cover_partner_case(
                partner_case, by=manager, worker=cover, reason="Away", **{**days, **wrong}
            )


def test_a_case_given_away_is_seen_no_more_by_who_had_it(manager, person, partner_case):
    had, to = partner_case.worker, person(Role.PARTNER_SUPPORT_WORKER, "WCC")
    told = {"by": manager, "version": 1, "reason": "They left"}

    with pytest.raises(TransitionRefused, match="supports them already"):
        actions.allocate_partner_case(partner_case, to=had, on=DAY, **told)
    actions.allocate_partner_case(partner_case, to=to, on=DAY, **told)

    assert not PartnerCase.objects.visible_to(had).exists()
    assert PartnerCase.objects.visible_to(to).get() == partner_case


def test_a_case_is_not_given_away_from_before_it_was_had(manager, person, partner_case):
    to = person(Role.PARTNER_SUPPORT_WORKER, "WCC")
    partner_case.allocations.update(starts_on=LATER)

    with pytest.raises(TransitionRefused, match="has supported them since"):
        actions.allocate_partner_case(
            partner_case, by=manager, version=1, to=to, on=DAY, reason="They left"
        )


def test_who_supports_whom_is_known_to_them_and_to_the_manager_alone(person, facts):
    PartnerCaseFactory(borough__code="WCC")

    seeing = {
        role for role in Role if PartnerCase.objects.visible_to(person(role)).exists()
    }
    assert seeing == {Role.SERVICE_MANAGER}


def test_allocation_rows_to_come_give_no_access_yet(partner_case, supporter):
    row = PartnerAllocationFactory(
        partner_case=partner_case, cover=True, starts_on=date(2016, 8, 1)
    )

    assert not row.is_current
    assert not PartnerCase.objects.covered_by(row.worker).exists()


def test_the_latest_answer_that_stands_holds(unlocked, supporter):
    PartnerContactFactory(partner_case=unlocked, on=DAY)
    PartnerResponseFactory(partner_case=unlocked, on=DAY, response="DECLINES")
    later = answered(unlocked, supporter, "ACCEPTS", on=LATER)

    actions.correct_entry(later, by=supporter, because="Misheard", response="DECLINES")

    unlocked.refresh_from_db()
    assert unlocked.status == PartnerCase.Status.DECLINED
