"""The plan: goals are agreed, looked back on, and put right."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold, hold_open
from cases.actions.closure import keeping_its_closure
from cases.models import MOST_GOALS, Case, Goal, GoalOutcome, PlanReview
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, put_right

SET_ASIDE = "SET_ASIDE"  # not achieved, and not gone on with
Outcomes = Mapping[Goal, tuple[str, str]]  # goal: what has become of it, what shows it


@transaction.atomic
def agree_goal(
    case: Case, *, by: User, agreed_on: date, words: str, steps: str, review_on: date
) -> Goal:
    """The person works towards it from now on: one of at most three things."""
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, agreed_on)
    check_not_after_today(agreed_on)
    goal = Goal.objects.create(
        case=case,
        place=_free_place(case),
        words=words,
        steps=steps,
        agreed_on=agreed_on,
        review_on=review_on,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(goal, "agreed", by=by, case=case.reference, review_on=review_on)
    return goal


@transaction.atomic
def review_plan(
    case: Case,
    *,
    by: User,
    on: date,
    changed: str,
    next_on: date | None,
    outcomes: Outcomes,
) -> PlanReview:
    """Worker and person looked back; the goals that go on come up again on `next_on`.

    A goal that nobody looked at stays without a word about it, and is seen to be.
    """
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, on)
    check_not_after_today(on)
    review = PlanReview.objects.create(
        case=case,
        on=on,
        changed=changed,
        next_on=next_on,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    current = set(case.goals.current())
    for goal, (outcome, evidence) in outcomes.items():
        if goal not in current:
            raise Overtaken("A colleague has changed the goals since you opened this page.")
        is_aside = outcome == SET_ASIDE
        is_final = is_aside or outcome == GoalOutcome.Kind.ACHIEVED
        check_looked_at_in_turn(goal, on, is_final=is_final)
        GoalOutcome.objects.create(
            goal=goal,
            review=review,
            on=on,
            outcome=GoalOutcome.Kind.NOT if is_aside else outcome,
            is_final=is_final,
            evidence=evidence,
            recorded_at=review.recorded_at,
            recorded_by=by,
        )
        keep_end(goal)
    if next_on:
        case.goals.current().filter(agreed_on__lt=next_on).update(review_on=next_on)
    audit.record(review, "reviewed", by=by, case=case.reference, goals=len(outcomes))
    return review


@transaction.atomic
def conclude_goals(case: Case, *, by: User, on: date, outcomes: Outcomes) -> Case:
    """The last word on goals, all at once: what became of each, and what shows it.

    They end on that day. One that is left out goes on, and keeps the case from closing.
    """
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, on)
    check_not_after_today(on)
    current = set(case.goals.current())
    for goal, (outcome, evidence) in outcomes.items():
        if goal not in current:
            raise Overtaken("A colleague has changed the goals since you opened this page.")
        check_looked_at_in_turn(goal, on, is_final=True)
        found = GoalOutcome.objects.create(
            goal=goal,
            on=on,
            outcome=outcome,
            is_final=True,
            evidence=evidence,
            recorded_at=calendar.now(),
            recorded_by=by,
        )
        audit.record(found, "recorded", by=by, case=case.reference, on=on)
        keep_end(goal)
    return case


def check_looked_at_in_turn(goal: Goal, on: date, *, is_final: bool) -> None:
    """After the goal was agreed; its last word after whatever was found of it before."""
    last = goal.outcomes.standing().order_by("-on").first() if is_final else None
    since = last.on if last else goal.agreed_on
    if on < since:
        said = "last looked at" if last else "agreed"
        raise TransitionRefused(
            f"A goal was {said} on {calendar.in_words(since)}: choose that day or "
            "a later one."
        )


@transaction.atomic
def correct_goal(
    goal: Goal, *, by: User, because: str, words: str, steps: str, review_on: date
) -> Goal:
    """The goal is said as it was meant; what has become of it stays with it."""
    by.require(Permission.LOG_WORK, goal.case.borough)
    hold(goal.case, goal.agreed_on)
    new = put_right(
        goal,
        by=by,
        because=because,
        recorded_by=by,
        words=words,
        steps=steps,
        review_on=review_on,
    )
    goal.outcomes.update(goal=new)
    return new


@transaction.atomic
def correct_goal_outcome(
    found: GoalOutcome, *, by: User, because: str, outcome: str, evidence: str
) -> GoalOutcome:
    """What was found of a goal is put right, and with it whether the goal goes on.

    A last word stays one: without a review there is nothing that the goal would wait for.
    """
    by.require(Permission.LOG_WORK, found.case.borough)
    hold(found.case, found.on)
    is_aside = outcome == SET_ASIDE
    is_last_word = found.review_id is None
    with keeping_its_closure(found.case):
        new = put_right(
            found,
            by=by,
            because=because,
            recorded_by=by,
            outcome=GoalOutcome.Kind.NOT if is_aside else outcome,
            is_final=is_last_word or is_aside or outcome == GoalOutcome.Kind.ACHIEVED,
            evidence=evidence,
        )
        keep_end(found.goal)
    return new


def keep_end(goal: Goal) -> None:
    """The goal has ended if the last that was found of it says so; else it goes on."""
    goal.refresh_from_db(fields=["ended_on", "place"])
    outcomes = goal.outcomes.standing().order_by("-on", "-recorded_at", "-pk")
    last = outcomes.first()
    ended_on = last.on if last and last.is_final else None
    if ended_on == goal.ended_on:
        return
    if ended_on is None:
        goal.place = _free_place(goal.case)
    goal.ended_on = ended_on
    Goal.objects.filter(pk=goal.pk).update(ended_on=ended_on, place=goal.place)


def _free_place(case: Case) -> int:
    taken = set(case.goals.current().values_list("place", flat=True))
    for place in range(1, MOST_GOALS + 1):
        if place not in taken:
            return place
    raise TransitionRefused(
        "The plan has three goals already. Review it: a goal that is achieved or set "
        "aside makes room for another."
    )
