"""V-18: what a case needs before it closes, said in words with a way to each."""

from datetime import date

import pytest
from django.urls import reverse

from cases import actions
from cases.models import Case, EarlierClosure, EligibilityQuery
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from referrals.models import Referral
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    CaseMoveFactory,
    EligibilityQueryFactory,
    EqualityRecordFactory,
    FeedbackFactory,
    GoalFactory,
    GoalOutcomeFactory,
    OnwardReferralFactory,
    RiskUpdateFactory,
    SafetyNoticeFactory,
    SessionFactory,
    at,
    declared,
    never_reached,
    ready_to_close,
)
from tests.pages import Page, typed

MAY, JUNE, JULY = date(2016, 5, 2), date(2016, 6, 1), date(2016, 7, 1)
FINAL = "Rate the risk as it is at the end."
ONWARD = "Say where they go on to"
EQUALITY = "Ask the equality questions"
TOLD = "Partner support has not been told"


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def case(worker):
    case = CaseFactory(worker=worker, post__code="FSW", status="CLOSING")
    CaseMoveFactory(case=case, was="REVIEW", to="CLOSING", effective_on=JUNE)
    return case


@pytest.fixture
def ready(case):
    return ready_to_close(case)


def lacking(case, on=JULY):
    found = actions.missing(Case.objects.get(pk=case.pk), Case.Status.CLOSED, on)
    return [each.text for each in found]


def end(case, by, **more):
    ended = {"closed_on": JULY, "reason": "COMPLETED", "outcome": "Done."}
    return actions.close_case(case, by=by, **ended | more)


def test_everything_that_is_missing_is_named_with_a_page_that_mends_it(case):
    found = actions.missing(case, Case.Status.CLOSED, JULY)

    pages = ("case_risk_rate", "case_onward_refer", "case_equality_edit", "case_move")
    pages += ("case_feedback_start",)
    addresses = [reverse(f"cases:{page}", args=[case.reference]) for page in pages]
    assert [each.href for each in found] == addresses
    assert all(each.action for each in found)
    with pytest.raises(TransitionRefused, match=FINAL) as refused:
        end(case, case.worker)
    assert all(each.text in str(refused.value) for each in found)


def test_the_case_leads_to_what_is_missing_while_it_is_closing_and_only_then(
    case, client_of, worker
):
    client = client_of(worker)
    close = reverse("cases:case_close", args=[case.reference])
    of_case = Page(client.get(case.get_absolute_url()))
    assert ("Close this case", close) in of_case.links
    assert "The next page lists what is missing" in of_case.words

    page = Page(client.get(close))

    assert "Closed: not possible yet" in page.words
    assert reverse("cases:case_onward_refer", args=[case.reference]) in [
        address for _, address in page.links
    ]
    Case.objects.filter(pk=case.pk).update(status="REVIEW")
    assert client.get(close).status_code == 409


def test_nothing_is_missing_once_all_of_it_is_there(case):
    SafetyNoticeFactory(case=case, kind="CLOSING", sent_at=at(JUNE))
    RiskUpdateFactory(case=case, on=JUNE)
    OnwardReferralFactory(case=case, made_on=JUNE)
    EqualityRecordFactory(perpetrator=case.perpetrator, answered=True)
    FeedbackFactory(case=case, sent=True, sent_on=JUNE)

    assert lacking(case) == []
    assert end(case, case.worker).status == Case.Status.CLOSED


@pytest.mark.parametrize(
    ("rating", "is_final"),
    [
        ({"on": JUNE}, True),
        ({"on": date(2016, 5, 31)}, False),
        ({"on": date(2016, 5, 31), "trigger": "CLOSING"}, True),
        ({"on": date(2016, 7, 2)}, False),
        ({"on": JUNE, "is_replaced": True}, False),
    ],
)
def test_the_final_risk_is_rated_since_closing_began_or_for_it(ready, rating, is_final):
    ready.risk_updates.all().delete()
    RiskUpdateFactory(case=ready, **rating)

    assert lacking(ready) == ([] if is_final else [FINAL])


def test_a_case_that_was_reopened_needs_a_new_rating(ready):
    for was, to, on in (("CLOSING", "CLOSED", JUNE), ("CLOSED", "REVIEW", JULY)):
        CaseMoveFactory(case=ready, was=was, to=to, effective_on=on)
    CaseMoveFactory(case=ready, was="REVIEW", to="CLOSING", effective_on=JULY)

    assert FINAL in lacking(ready)
    assert any(each.startswith(TOLD) for each in lacking(ready))


def test_an_ending_that_was_broken_off_leaves_nothing_for_the_next(ready):
    again = date(2016, 6, 20)
    CaseMoveFactory(case=ready, was="CLOSING", to="REVIEW", effective_on=date(2016, 6, 10))
    CaseMoveFactory(case=ready, was="REVIEW", to="CLOSING", effective_on=again)
    SafetyNoticeFactory(case=ready, kind="CLOSING", sent_at=at(again))
    assert lacking(ready) == [FINAL, UNTOLD]

    RiskUpdateFactory(case=ready, on=date(2016, 6, 19), trigger="CLOSING")
    FeedbackFactory(case=ready, sent=True, sent_on=date(2016, 6, 19))

    assert lacking(ready) == []


def test_each_goal_has_a_last_word(ready):
    ended, first, _ = (GoalFactory(case=ready, place=place) for place in (1, 2, 3))
    GoalOutcomeFactory(goal=first)
    actions.conclude_goals(
        ready, by=ready.worker, on=JUNE, outcomes={ended: ("NOT", "Not spoken of again.")}
    )

    assert lacking(ready) == ["Say what has become of each of the 2 goals."]
    ready.goals.filter(place=3).update(ended_on=date(2016, 6, 20))
    assert lacking(ready) == ["Say what has become of the goal."]
    assert lacking(ready, on=date(2016, 6, 10)) == [
        "Say what has become of each of the 2 goals."
    ]


def test_equality_answers_are_enough_with_a_reason(ready):
    ready.perpetrator.equality.delete()
    assert [each[:26] for each in lacking(ready)] == [EQUALITY]
    EqualityRecordFactory(perpetrator=ready.perpetrator)
    assert [each[:26] for each in lacking(ready)] == [EQUALITY]
    ready.perpetrator.equality.delete()

    EqualityRecordFactory(perpetrator=ready.perpetrator, not_asked_because="NEVER_MET")

    assert lacking(ready) == []


def test_high_team_risk_is_looked_at_together_first(ready):
    ready.bridge.team_risk_level, ready.bridge.level_set_on = "HIGH", date(2016, 5, 1)
    ready.bridge.save()
    assert [each[:21] for each in lacking(ready)] == ["The team risk is high"]

    ready.bridge.level_set_on = JUNE
    ready.bridge.save()

    assert lacking(ready) == []


@pytest.mark.parametrize(
    ("reason", "destination", "fits"),
    [
        ("STEP_TO_DVPP", "DVPP_OTHER", True),
        ("STEP_TO_DVPP", "SUBST", False),
        ("STEP_TO_OTHER", "SUBST", True),
        ("STEP_TO_OTHER", "DVPP_DVIP", False),
        ("STEP_TO_OTHER", "DECLINED", False),
    ],
)
def test_who_moves_on_was_referred_on(ready, reason, destination, fits):
    nowhere = destination == "DECLINED"
    OnwardReferralFactory(case=ready, destination=destination, **a_way(nowhere))

    if fits:
        assert end(ready, ready.worker, reason=reason).closure_reason == reason
    else:
        with pytest.raises(TransitionRefused, match="is on record: record it first"):
            end(ready, ready.worker, reason=reason)


def a_way(nowhere):
    return {"follow_up_on": None, "made_on": JUNE} if nowhere else {"made_on": JUNE}


@pytest.mark.parametrize("kind", ["risk", "onward"])
def test_what_a_case_was_closed_on_is_put_right_and_not_taken_out(ready, kind):
    end(ready, ready.worker)
    entry = {"risk": ready.risk_updates, "onward": ready.onward}[kind].get()

    with pytest.raises(TransitionRefused, match="on the strength of what this"):
        actions.withdraw_entry(entry, by=ready.worker, because="Another person’s")

    entry.refresh_from_db()
    assert not entry.is_replaced


def test_the_last_word_on_risk_at_the_end_is_a_level(ready):
    RiskUpdateFactory(case=ready, on=date(2016, 6, 2), level="NOT_ASSESSED")
    assert lacking(ready) == [f"{FINAL} Not assessed is no level to close on."]

    RiskUpdateFactory(case=ready, on=date(2016, 6, 3))
    assert lacking(ready) == []


def test_a_correction_of_a_closed_case_leaves_what_it_closed_on(ready):
    """V-18 holds of a closed case, whatever is put right on it later."""
    goal = GoalFactory(case=ready)
    word = {goal: ("ACHIEVED", "Three months of it.")}
    actions.conclude_goals(ready, by=ready.worker, on=JUNE, outcomes=word)
    RiskUpdateFactory(case=ready, on=MAY)
    end(ready, ready.worker)
    told = {"by": ready.worker, "because": "Another day"}
    rating = ready.risk_updates.get(on=JUNE)
    rated = {"trigger": "PLANNED", "rationale": "As before."}

    for changes in ({"on": MAY, "level": "HIGH"}, {"on": JUNE, "level": "NOT_ASSESSED"}):
        with pytest.raises(TransitionRefused, match=f"missing then: {FINAL}"):
            actions.correct_risk(rating, **told, **rated, **changes)
    right = actions.correct_risk(rating, **told, **rated, on=JUNE, level="HIGH")
    assert right.level == "HIGH", "what still fits can be put right"

    for was, to, on in (
        ("CLOSED", "REVIEW", JULY),
        ("REVIEW", "CLOSING", date(2016, 7, 8)),
        ("CLOSING", "CLOSED", date(2016, 7, 8)),
    ):
        CaseMoveFactory(case=ready, was=was, to=to, effective_on=on)
    Case.objects.filter(pk=ready.pk).update(closed_on=date(2016, 7, 8))
    gone = FeedbackFactory(case=ready, sent=True, sent_on=date(2016, 7, 8))
    with pytest.raises(TransitionRefused, match=UNTOLD):
        actions.correct_feedback(gone, **told, sent_on=JUNE, **_way(gone))
    gone.refresh_from_db()
    assert not gone.is_replaced


def test_a_last_word_on_a_goal_and_a_declaration_leave_it_too(ready):
    goal = GoalFactory(case=ready)
    review = {"on": JUNE, "changed": "Calmer.", "next_on": None}
    word = {goal: ("ACHIEVED", "His word.")}
    actions.review_plan(ready, by=ready.worker, outcomes=word, **review)
    never_reached(ready)
    declaration = declared(ready, declared_on=date(2016, 5, 10))
    about = {"case": ready, "not_engaging": True, "non_engagement": declaration}
    FeedbackFactory(**about, sent=True)
    ready.risk_updates.update(on=JUNE)
    end(ready, ready.worker)
    told = {"by": ready.worker, "because": "Another day"}

    with pytest.raises(TransitionRefused, match="Say what has become of the goal"):
        actions.correct_goal_outcome(
            goal.outcomes.get(), **told, outcome="PARTLY", evidence="Not always."
        )
    with pytest.raises(TransitionRefused, match="Rate risk first"):
        actions.correct_non_engagement(
            declaration, **told, declared_on=date(2016, 6, 2), ground="NO_CONTACT"
        )
    for attempt in ready.attempts.order_by("-on")[:1]:
        with pytest.raises(TransitionRefused, match="put right since"):
            actions.withdraw_attempt(attempt, **told)
        with pytest.raises(TransitionRefused, match="put right since"):
            actions.correct_attempt(
                attempt, **told, on=attempt.on, method="LETTER", outcome="REACHED"
            )
    right = actions.correct_non_engagement(
        declaration, **told, declared_on=date(2016, 5, 11), ground="NO_CONTACT"
    )
    assert right.is_current


def _way(feedback):
    return {"sent_to": feedback.sent_to, "method": feedback.method}


def test_where_they_went_on_to_stays_what_the_case_says_it_closed_for(ready):
    onward = OnwardReferralFactory(case=ready, destination="DVPP_DVIP", made_on=JUNE)
    end(ready, ready.worker, reason="STEP_TO_DVPP")
    right = {"made_on": JUNE, "accepted_on": None, "started_on": None, "ended_on": None}
    right |= {"service": "Intake", "follow_up_on": onward.follow_up_on}
    told = {"by": ready.worker, "because": "Another service"}

    with pytest.raises(TransitionRefused, match="No onward referral to a full programme"):
        actions.correct_onward(onward, **told, **right, destination="HOUSING")

    assert actions.correct_onward(onward, **told, **right, destination="DVPP_OTHER")


def test_an_assessment_a_session_and_an_attempt_leave_it_too(ready):
    for day in (10, 20):
        SessionFactory(case=ready, attended=True, on=date(2016, 5, day))
    never_reached(ready)
    actions.keep_engagement(ready)
    assessment = AssessmentFactory(case=ready, signed_off=True, started_on=JUNE)
    rating = RiskUpdateFactory(case=ready, on=date(2016, 6, 22), assessment=assessment)
    ready.risk_updates.exclude(pk=rating.pk).update(is_replaced=True)
    end(ready, ready.worker)
    told = {"by": ready.worker, "because": "Another day"}
    answers = {"pattern": "REPEAT", "sources": ["SELF"], "narrative": "Two calls."}
    answers |= {"rationale": "As before.", "pathway": "DVPP_DVIP", "ratings": {}}

    with pytest.raises(TransitionRefused, match=FINAL):
        actions.correct_assessment(
            assessment, **told, **answers, completed_on=JUNE, risk_level="NOT_ASSESSED"
        )
    actions.correct_assessment(
        assessment, **told, **answers, completed_on=JUNE, risk_level="HIGH"
    )
    for session in ready.sessions.order_by("on")[:1]:
        missed = {"kind": session.kind, "method": session.method, "outcome": "DNA"}
        actions.correct_session(session, **told, **missed, on=session.on, version=1)
    last = ready.sessions.standing().attended().get()
    with pytest.raises(TransitionRefused, match=UNDECLARED):
        actions.withdraw_session(last, **told)
    missed = {"kind": last.kind, "method": last.method, "outcome": "DNA"}
    with pytest.raises(TransitionRefused, match=UNDECLARED):
        actions.correct_session(last, **told, **missed, on=last.on, version=1)
    assert last.case.sessions.standing().attended().get() == last


def test_anything_else_on_a_closed_case_can_be_taken_out(ready):
    spare = RiskUpdateFactory(case=ready, on=JUNE)
    end(ready, ready.worker)

    actions.withdraw_entry(spare, by=ready.worker, because="Entered twice")

    assert ready.risk_updates.standing().count() == 1


def test_a_goal_whose_last_word_is_taken_out_would_go_on(ready):
    goal = GoalFactory(case=ready)
    word = {goal: ("ACHIEVED", "Three months of it.")}
    actions.conclude_goals(ready, by=ready.worker, on=JUNE, outcomes=word)
    end(ready, ready.worker)

    with pytest.raises(TransitionRefused, match="Say what has become of the goal"):
        actions.withdraw_entry(goal.outcomes.get(), by=ready.worker, because="Wrong")

    goal.refresh_from_db()
    assert goal.ended_on == JUNE
    assert not EarlierClosure.objects.exists()


# Of one who does not engage (V-17), and that the referrer is told (V-18)

UNTOLD = "The referrer has not been told that the work ends."
UNDECLARED = "There is enough to say that they do not engage, and nobody has declared it."
UNRATED = (
    "Rate risk first: nobody has since they were declared not to engage, on 10 June 2016."
)
UNSENT = "The referrer has not been sent the risk and what to do about it."


def only(case):
    """What is missing of the one guard, and the page that mends it."""
    case = Case.objects.get(pk=case.pk)
    found = actions.missing(case, Case.Status.CLOSED, JULY)
    [each] = [each for each in found if each.text in (UNTOLD, UNDECLARED, UNRATED, UNSENT)]
    return each.text, each.href


def page_of(name, case):
    return reverse(f"cases:{name}", args=[case.reference])


def test_one_who_does_not_engage_is_declared_rated_and_told_of(case):
    """Worked example 18."""
    never_reached(case)
    assert only(case) == (UNDECLARED, page_of("case_non_engagement_declare", case))

    declaration = declared(case, declared_on=date(2016, 6, 10))
    assert only(case) == (UNRATED, page_of("case_risk_rate", case))

    RiskUpdateFactory(case=case, on=date(2016, 6, 10))
    assert only(case) == (UNSENT, page_of("case_feedback_start", case))

    about = {"case": case, "not_engaging": True, "non_engagement": declaration}
    draft = FeedbackFactory(**about, submitted=True)
    assert only(case) == (UNSENT, draft.get_absolute_url())

    draft.delete()
    FeedbackFactory(**about, sent=True)
    assert not {UNTOLD, UNDECLARED, UNRATED, UNSENT} & set(lacking(case))


def test_the_referrer_of_anybody_else_is_told_that_the_work_ends(ready):
    gone = ready.feedback.get()
    gone.delete()
    assert only(ready) == (UNTOLD, page_of("case_feedback_start", ready))

    draft = FeedbackFactory(case=ready)
    assert only(ready) == (UNTOLD, draft.get_absolute_url())

    for was, to, on in (("CLOSING", "CLOSED", JUNE), ("CLOSED", "REVIEW", JULY)):
        CaseMoveFactory(case=ready, was=was, to=to, effective_on=on)
    FeedbackFactory(case=ready, sent=True, sent_on=JUNE)
    assert only(ready)[0] == UNTOLD, "what went before the case was reopened is over"


@pytest.mark.parametrize("no_use", [{"level": "NOT_ASSESSED"}, {"trigger": "PARTNER_SIDE"}])
def test_a_rating_that_cannot_be_told_is_none_since_the_declaration(case, no_use):
    """V-17: the referrer is told a level, and nothing that partner support knows."""
    never_reached(case)
    declaration = declared(case, declared_on=date(2016, 6, 10))
    RiskUpdateFactory(case=case, on=date(2016, 6, 11), **no_use)

    letter = FeedbackFactory(case=case, not_engaging=True, non_engagement=declaration)
    with pytest.raises(TransitionRefused, match=r"Rate risk first: .* Not assessed is no"):
        actions.check_risk_is_rated(letter)
    text = next(text for text in lacking(case) if text.startswith(UNRATED))
    assert "because of partner support is not for the referrer" in text

    RiskUpdateFactory(case=case, on=date(2016, 6, 11))
    actions.check_risk_is_rated(letter)


@pytest.mark.parametrize("source", ["SELF", "FAMILY", "PARENT"])
def test_where_no_agency_referred_them_risk_is_rated_and_nobody_is_told(case, source):
    Referral.objects.filter(pk=case.referral_id).update(source=source)
    assert UNTOLD not in lacking(case)

    declared(case, declared_on=date(2016, 6, 10))
    assert only(case)[0] == UNRATED
    RiskUpdateFactory(case=case, on=date(2016, 6, 10))
    assert UNSENT not in lacking(case)


def test_what_the_manager_was_asked_is_decided_before_the_case_closes(ready):
    query = EligibilityQueryFactory(case=ready)

    (found,) = actions.missing(ready, Case.Status.CLOSED, JULY)

    assert "has not decided yet" in found.text
    people = reverse("cases:case_people", args=[ready.reference])
    assert found.href == f"{people}#justice", "from where the manager decides it"
    with pytest.raises(TransitionRefused, match="has not decided yet"):
        end(ready, ready.worker)
    _decided(query, "CONTINUE")
    assert end(ready, ready.worker).status == Case.Status.CLOSED


def _decided(query, decision):
    told = {"decided_at": at(JUNE), "decided_by": query.asked_by, "because": "Charged"}
    EligibilityQuery.objects.filter(pk=query.pk).update(decision=decision, **told)


def test_only_the_manager_ends_a_case_in_the_criminal_justice_process(ready, person):
    entered = {"reason": "ENTERED_CJ"}
    with pytest.raises(TransitionRefused, match="has not decided that this case closes"):
        end(ready, ready.worker, **entered)
    _decided(EligibilityQueryFactory(case=ready, asked_on=MAY), "CLOSE")
    later = EligibilityQueryFactory(case=ready, asked_on=JUNE)
    _decided(later, "CONTINUE")
    with pytest.raises(TransitionRefused, match="has not decided that this case closes"):
        end(ready, ready.worker, **entered)

    _decided(later, "CLOSE")

    assert end(ready, ready.worker, **entered).closure_reason == "ENTERED_CJ"


def test_the_manager_closes_such_a_case_without_being_asked(ready, person):
    manager = person(Role.SERVICE_MANAGER)

    assert end(ready, manager, reason="ENTERED_CJ").status == Case.Status.CLOSED


def test_that_the_manager_has_to_decide_is_said_beside_the_reason(ready, client_of, worker):
    sent = {"reason": "ENTERED_CJ", "outcome": "Charged.", **typed("closed_on", JULY)}
    address = reverse("cases:case_close", args=[ready.reference])

    page = Page(client_of(worker).post(address, sent))

    assert "has not decided that this case closes" in page.errors["reason"]
