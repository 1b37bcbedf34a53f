"""V-18: what a case needs before it closes, said in words with a way to each."""

from datetime import date

import pytest
from django.urls import reverse

from cases import actions
from cases.models import Case, EarlierClosure
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from tests.factories import (
    CaseFactory,
    CaseMoveFactory,
    EqualityRecordFactory,
    GoalFactory,
    GoalOutcomeFactory,
    OnwardReferralFactory,
    RiskUpdateFactory,
    SafetyNoticeFactory,
    at,
    ready_to_close,
)
from tests.pages import Page

JUNE, JULY = date(2016, 6, 1), date(2016, 7, 1)
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
    addresses = [reverse(f"cases:{page}", args=[case.reference]) for page in pages]
    assert [each.href for each in found] == addresses
    assert all(each.action for each in found)
    with pytest.raises(TransitionRefused, match=FINAL) as refused:
        end(case, case.worker)
    assert all(each.text in str(refused.value) for each in found)


def test_the_case_shows_what_is_missing_while_it_is_closing_and_only_then(
    case, client_of, worker
):
    client = client_of(worker)
    page = Page(client.get(case.get_absolute_url()))

    assert "Closed: not possible yet" in page.words
    assert reverse("cases:case_onward_refer", args=[case.reference]) in [
        address for _, address in page.links
    ]
    Case.objects.filter(pk=case.pk).update(status="REVIEW")
    assert "not possible yet" not in Page(client.get(case.get_absolute_url())).words


def test_nothing_is_missing_once_all_of_it_is_there(case):
    SafetyNoticeFactory(case=case, kind="CLOSING", sent_at=at(JUNE))
    RiskUpdateFactory(case=case, on=JUNE)
    OnwardReferralFactory(case=case, made_on=JUNE)
    EqualityRecordFactory(perpetrator=case.perpetrator, answered=True)

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

    with pytest.raises(TransitionRefused, match="on the strength of this entry"):
        actions.withdraw_entry(entry, by=ready.worker, because="Another person’s")

    entry.refresh_from_db()
    assert not entry.is_replaced


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

    with pytest.raises(TransitionRefused, match="put it right"):
        actions.withdraw_entry(goal.outcomes.get(), by=ready.worker, because="Wrong")

    goal.refresh_from_db()
    assert goal.ended_on == JUNE
    assert not EarlierClosure.objects.exists()
