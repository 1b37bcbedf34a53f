"""Risk: rated for a reason, told when it changes, and stale by itself."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import actions
from cases.models import Bridge, Case, Direction, RiskLevel, RiskTrigger, direction
from cases.models.levels import next_review
from pilot import calendar
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.examples import examples
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    IncidentFactory,
    JusticeCheckFactory,
    NonEngagementFactory,
    OrderFactory,
    RiskUpdateFactory,
    SessionFactory,
    at,
)

OPENED, DAY, TODAY = date(2016, 1, 14), date(2016, 2, 1), date(2016, 7, 15)
LEVELS = ("STANDARD", "MEDIUM", "HIGH")


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


def rate(case, by, level, on=DAY, **changes):
    told = {"trigger": "PLANNED", "rationale": "Drinks more.", **changes}
    return actions.update_risk(case, by=by, on=on, level=level, **told)


def corrected(update, by, level, on=DAY):
    told = {"trigger": "PLANNED", "rationale": "Drinks more.", "because": "Typing"}
    return actions.correct_risk(update, by=by, level=level, on=on, **told)


def level_of(case):
    return Case.objects.with_risk().get(pk=case.pk).risk_level


def test_a_change_of_level_tells_partner_support_and_nothing_else_does(worker):
    case = CaseFactory()

    def told():
        return case.safety_notices.filter(kind="RISK_CHANGED").count()

    first = rate(case, worker, "MEDIUM")
    assert told() == 1, "from nothing to something"
    rate(case, worker, "MEDIUM", on=date(2016, 3, 1))
    rate(case, worker, "HIGH", on=date(2016, 1, 20))
    assert (told(), level_of(case)) == (1, "MEDIUM"), "an earlier day changes nothing now"

    latest = rate(case, worker, "HIGH", on=date(2016, 3, 2))
    assert (told(), level_of(case)) == (2, "HIGH")
    corrected(first, worker, "STANDARD")
    assert told() == 2
    corrected(latest, worker, "STANDARD", on=date(2016, 3, 2))
    assert (told(), level_of(case)) == (3, "STANDARD")
    with pytest.raises(Overtaken):
        corrected(latest, worker, "HIGH")


def test_a_correction_stays_where_it_was_among_the_ratings_of_its_day(worker):
    case = CaseFactory()
    with calendar.clock_set_to(at(DAY, 9)):
        morning = rate(case, worker, "STANDARD")
    with calendar.clock_set_to(at(DAY, 15)):
        rate(case, worker, "HIGH")

    corrected(morning, worker, "MEDIUM")

    assert level_of(case) == "HIGH"


def test_a_rating_says_why_on_a_day_of_the_case(worker, today):
    case = CaseFactory()
    for day in (OPENED - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(TransitionRefused):
            rate(case, worker, "HIGH", on=day)
    with pytest.raises(IntegrityError, match="says_why"), transaction.atomic():
        rate(case, worker, "HIGH", rationale="")
    with pytest.raises(TransitionRefused, match="is closed"):
        rate(CaseFactory(closed=True), worker, "HIGH")
    of_an_assessment = RiskUpdateFactory(
        case=case, assessment=AssessmentFactory(case=case, completed=True)
    )
    with pytest.raises(TransitionRefused, match="put the assessment right"):
        corrected(of_an_assessment, worker, "HIGH")
    with pytest.raises(TransitionRefused):
        corrected(rate(case, worker, "HIGH"), worker, "HIGH", on=today + timedelta(days=1))


@given(before=st.sampled_from(RiskLevel.values), after=st.sampled_from(RiskLevel.values))
def test_direction_mirrors_itself_and_needs_two_levels(before, after):
    gone, back = direction(before, after), direction(after, before)
    mirror = {
        Direction.WORSE: Direction.BETTER,
        Direction.BETTER: Direction.WORSE,
        Direction.SAME: Direction.SAME,
        None: None,
    }

    assert mirror[gone] is back
    assert (gone is None) == ("NOT_ASSESSED" in (before, after))
    assert (gone is Direction.SAME) == (before == after != "NOT_ASSESSED")
    assert direction("STANDARD", "HIGH") is Direction.WORSE
    assert direction(None, "HIGH") is None


@given(
    opened=st.dates(date(2015, 10, 1), date(2016, 9, 30)),
    rated_after=st.none() | st.integers(0, 200),
    triggers=st.dictionaries(
        st.sampled_from([RiskTrigger.INCIDENT, RiskTrigger.MISSED, RiskTrigger.JUSTICE]),
        st.none() | st.dates(date(2015, 10, 1), date(2017, 3, 1)),
    ),
)
def test_a_review_is_due_with_the_first_thing_that_asks_for_one(
    opened, rated_after, triggers
):
    rated_on = None if rated_after is None else opened + timedelta(days=rated_after)

    review = next_review(opened_on=opened, rated_on=rated_on, triggers=triggers)

    happened = {on for on in triggers.values() if on}
    assert all(review.due_on <= on for on in happened)
    if rated_on:
        assert review.due_on <= rated_on + timedelta(weeks=12)
        assert not review.is_first
    assert review.due_on in happened | {
        rated_on and rated_on + timedelta(weeks=12),
        calendar.add_working_days(opened, 30),
    }
    assert (review.news is None) == (not happened)
    assert review.why in triggers or review.why in (
        RiskTrigger.PLANNED,
        RiskTrigger.ASSESSMENT,
    )


HAPPENED = st.tuples(
    st.sampled_from(["rated", "incident", "missed", "charged", "nfa", "team", "declared"]),
    st.integers(0, 183),
    st.integers(9, 17),
)


def _once(event):
    """The team has one level, and only one declaration stands at a time."""
    return event[0] if event[0] in ("team", "declared") else event


def _due(events):
    """What P-09 says of a case, in the plainest words there are."""
    ratings = [(day, hour) for kind, day, hour in events if kind == "rated"]
    last = max(ratings, default=None)
    planned = OPENED + timedelta(days=last[0] + 84) if last else None
    due = [planned or calendar.add_working_days(OPENED, 30)]
    for kind, day, hour in events:
        after = False
        if kind in ("incident", "missed", "charged", "declared", "team"):
            after = (day, hour) > last if last else day > 0
        if after:
            due.append(OPENED + timedelta(days=day))
    return min(due)


def _happen(case, kind, day, hour):
    day = OPENED + timedelta(days=day)
    known = {"case": case, "recorded_at": at(day, hour)}
    if kind == "rated":
        RiskUpdateFactory(on=day, **known)
    elif kind == "incident":
        IncidentFactory(known_on=day, **known)
    elif kind == "missed":
        SessionFactory(missed=True, on=day, **known)
    elif kind == "team":
        Bridge.objects.filter(case=case).update(
            team_risk_level="HIGH", level_set_on=day, level_set_at=at(day, hour)
        )
    elif kind == "declared":
        NonEngagementFactory(declared_on=day, **known)
    else:
        JusticeCheckFactory(
            on=day, found="CHARGED" if kind == "charged" else "NFA", **known
        )


@pytest.mark.django_db
@given(
    events=st.lists(
        HAPPENED,
        max_size=5,
        unique_by=lambda event: event[0] if event[0] in ("team", "declared") else event,
    )
)
@settings(
    max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_risk_goes_stale_by_itself_as_the_rule_says(events):
    with transaction.atomic():
        case = CaseFactory(opened_on=OPENED)
        for event in events:
            _happen(case, *event)
        RiskUpdateFactory(case=case, on=TODAY, recorded_at=at(TODAY), is_replaced=True)
        due_on = _due(events)

        for day in {TODAY, due_on, due_on + timedelta(days=1)}:
            with calendar.clock_set_to(day):
                stale = Case.objects.stale_risk().filter(pk=case.pk).exists()
                review = Case.objects.with_risk().get(pk=case.pk).risk_review
                assert review.due_on == due_on
                assert stale is review.is_overdue is (day > due_on)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_closed_case_has_no_review_due():
    case = CaseFactory(closed=True)

    assert not Case.objects.stale_risk().exists()
    assert Case.objects.with_risk().get(pk=case.pk).risk_review is None


def test_incidents_and_orders_are_recorded_and_put_right(worker, today):
    case = CaseFactory()
    told = {"kind": "THREATS", "relationship": "EX_PARTNER", "source": "POLICE"}
    told |= {"police_reported": "YES", "what": "Threats in the street."}
    for day in (OPENED - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(TransitionRefused):
            actions.record_incident(case, by=worker, known_on=day, **told)
    incident = actions.record_incident(case, by=worker, known_on=DAY, **told)
    assert Case.objects.stale_risk().get() == case

    right = {"by": worker, "because": "Not reported", "police_reported": "NO"}
    new = actions.correct_entry(incident, **right)
    assert (new.police_reported, new.what, new.known_on) == ("NO", told["what"], DAY)
    with pytest.raises(TransitionRefused):
        actions.correct_entry(new, known_on=today + timedelta(days=1), **right)
    with pytest.raises(IntegrityError, match="source_of_this_side"), transaction.atomic():
        actions.correct_entry(new, **right, source="PARTNER")

    order = {"kind": "NMO", "conditions": "No contact.", "protects": "EX_PARTNER"}
    order = actions.record_order(
        case, by=worker, starts_on=date(2015, 8, 1), ends_on=date(2016, 7, 31), **order
    )
    assert (order.days_left, order.is_over) == (16, False)
    assert list(case.orders.in_force()) == [order]
    ended = OrderFactory(case=case, ends_on=date(2016, 7, 14))
    OrderFactory(case=case, starts_on=date(2016, 8, 1), ends_on=None)
    assert list(case.orders.in_force()) == [order]
    assert (ended.is_over, ended.days_left) == (True, None)
    assert OrderFactory(case=case).days_left is None, "not soon"
