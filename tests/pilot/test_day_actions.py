"""Days are entered once, come to a day at most, and are put right with a reason."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pilot import actions, calendar
from pilot.actions import Part
from pilot.models import AuditEvent, WorkDay, WorkWeek
from pilot.permissions import Role
from pilot.rota import weeks_missing
from pilot.transitions import Overtaken, TransitionRefused
from tests.examples import examples
from tests.factories import MembershipFactory, WorkDayFactory, at

Activity = WorkDay.Activity
MONDAY = date(2016, 2, 1)
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def cjw(facts):
    return facts.posts["CJW"]


@pytest.fixture
def part(facts):
    def make(quarters=4, activity=Activity.CASEWORK, borough="WCC"):
        return Part(quarters, activity, facts.boroughs.get(borough))

    return make


def enter(post, by, days, *, version=0, starts_on=MONDAY):
    return actions.enter_days(post, by=by, starts_on=starts_on, version=version, days=days)


def standing():
    rows = WorkDay.objects.standing().order_by("on", "pk")
    return list(rows.values_list("on", "units", "activity", "borough"))


def test_a_worker_enters_days_of_their_own_post_in_quarters(worker, cjw, part):
    week = enter(
        cjw,
        worker,
        {MONDAY: [part(3), part(1, Activity.TRAINING, None)], TUESDAY: [part()]},
    )

    assert standing() == [
        (MONDAY, Decimal("0.75"), "CASEWORK", "WCC"),
        (MONDAY, Decimal("0.25"), "TRAINING", None),
        (TUESDAY, Decimal(1), "CASEWORK", "WCC"),
    ]
    assert set(WorkDay.objects.values_list("user", flat=True)) == {worker.pk}
    assert week.version == 1
    assert AuditEvent.objects.get().detail == {"days": 2}


def test_days_of_a_week_may_be_entered_at_different_times(worker, cjw, part):
    week = enter(cjw, worker, {MONDAY: [part()]})

    enter(cjw, worker, {TUESDAY: [part()]}, version=week.version)

    assert len(standing()) == 2


def test_a_day_is_entered_once_whoever_was_quicker(worker, manager, cjw, part):
    enter(cjw, worker, {MONDAY: [part()]})

    with pytest.raises(Overtaken, match="A colleague has entered"):
        enter(cjw, manager, {TUESDAY: [part()]})
    with pytest.raises(Overtaken, match="entered already"):
        enter(cjw, manager, {MONDAY: [part()]}, version=1)
    assert len(standing()) == 1


def test_the_manager_enters_for_the_worker_and_alone_says_vacant(
    worker, manager, cjw, part
):
    vacant = part(activity=Activity.VACANT)
    with pytest.raises(PermissionDenied):
        enter(cjw, worker, {MONDAY: [vacant]})

    enter(cjw, manager, {MONDAY: [part()], TUESDAY: [vacant]})

    rows = WorkDay.objects.order_by("on").values_list("user", "activity")
    assert list(rows) == [(worker.pk, "CASEWORK"), (None, "VACANT")]


def test_days_count_for_whoever_held_the_post_then(manager, cjw, part, person):
    first = person(Role.CRIMINAL_JUSTICE_WORKER)
    first.memberships.update(ended_at=at(TUESDAY), ended_by=manager, end_reason="They left")
    MembershipFactory(role="CJW", borough__code="WCC", granted_at=at(date(2016, 2, 4)))

    enter(cjw, manager, {MONDAY: [part()]})
    with pytest.raises(TransitionRefused, match="Nobody held this post on 2 February"):
        enter(cjw, manager, {TUESDAY: [part()]}, version=1)

    assert WorkDay.objects.get().user == first


def test_nobody_enters_another_posts_days_or_time_for_a_borough_out_of_reach(
    person, facts, cjw, part
):
    elsewhere = person(Role.CRIMINAL_JUSTICE_WORKER, "RBKC")

    with pytest.raises(PermissionDenied):
        enter(cjw, elsewhere, {MONDAY: [part()]})
    with pytest.raises(PermissionDenied):
        enter(facts.posts["FSW"], elsewhere, {MONDAY: [part(borough="RBKC")]})
    assert standing() == []


@pytest.mark.parametrize(
    ("day", "quarters", "refused"),
    [
        (MONDAY, (3, 2), "comes to more than a day"),
        (MONDAY, (0,), "in quarters of a day"),
        (MONDAY, (5,), "in quarters of a day"),
        (date(2016, 2, 8), (4,), "is in another week"),
        (MONDAY, (), "no day to enter"),
    ],
)
def test_what_no_day_comes_to_is_refused(worker, cjw, part, day, quarters, refused):
    with pytest.raises(TransitionRefused, match=refused):
        enter(cjw, worker, {day: [part(each) for each in quarters]})
    assert standing() == []


@pytest.mark.parametrize("day", [date(2015, 9, 30), date(2016, 7, 16)])
def test_days_before_the_pilot_and_days_to_come_are_refused(worker, cjw, part, day):
    monday = day - timedelta(days=day.weekday())

    with pytest.raises(TransitionRefused, match="cannot be entered"):
        enter(cjw, worker, {day: [part()]}, starts_on=monday)


def test_days_after_the_last_agreement_are_refused(worker, cjw, part):
    day = date(2016, 10, 3)
    with (
        calendar.clock_set_to(date(2016, 10, 7)),
        pytest.raises(TransitionRefused, match="cannot be entered"),
    ):
        enter(cjw, worker, {day: [part()]}, starts_on=day)


def test_a_week_begins_on_a_monday(worker, cjw, part):
    with pytest.raises(TransitionRefused, match="begins on a Monday"):
        enter(cjw, worker, {TUESDAY: [part()]}, starts_on=TUESDAY)


def correct(week, by, days, *, version=1, reason="It was training"):
    return actions.correct_days(week, by=by, version=version, days=days, reason=reason)


def test_a_correction_counts_instead_and_what_was_entered_stays(worker, cjw, part):
    week = enter(cjw, worker, {MONDAY: [part(3), part(1)], TUESDAY: [part()]})

    correct(week, worker, {MONDAY: [part(2), part(1, Activity.TRAINING), part(1)]})

    day = [row for row in standing() if row[0] == MONDAY]
    assert sum(units for _, units, *_ in day) == 1
    assert {activity for *_, activity, _ in day} == {"CASEWORK", "TRAINING"}
    first = WorkDay.objects.filter(is_replaced=True).earliest("pk")
    assert (first.units, first.replaced_by.correction_reason) == (
        Decimal("0.75"),
        "It was training",
    )
    tuesday = WorkDay.objects.get(on=TUESDAY)
    assert not tuesday.is_replaced


def test_a_day_that_was_none_is_taken_out(worker, cjw, part):
    week = enter(cjw, worker, {MONDAY: [part()], TUESDAY: [part()]})

    correct(week, worker, {MONDAY: []}, reason="A day off")

    assert [row[0] for row in standing()] == [TUESDAY]
    assert WorkDay.objects.get(on=MONDAY).withdrawal_reason == "A day off"


def test_a_correction_of_nothing_and_an_overtaken_one_are_refused(worker, cjw, part):
    week = enter(cjw, worker, {MONDAY: [part(3), part(1, Activity.ADMIN)]})

    with pytest.raises(TransitionRefused, match="Nothing differs"):
        correct(week, worker, {MONDAY: [part(1, Activity.ADMIN), part(3)]})
    correct(week, worker, {MONDAY: [part()]})
    with pytest.raises(Overtaken):
        correct(week, worker, {MONDAY: [part(2)]})


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(25)
)
@given(
    st.lists(
        st.tuples(st.booleans(), st.lists(st.integers(1, 4), max_size=4)),
        min_size=1,
        max_size=6,
    )
)
@example([(False, [3]), (False, [1]), (True, [4]), (True, [4, 1])])
def test_whatever_is_tried_a_day_never_comes_to_more_than_a_day(days_of, tried):
    assert all(day <= 1 for day in days_of(tried))


def test_a_day_is_what_was_entered_last_and_not_refused(days_of):
    tried = [(False, [3]), (False, [1]), (True, [4]), (True, [4, 1])]

    assert days_of(tried) == [Decimal("0.75"), Decimal("0.75"), 1, 1]


def _try(is_correction, parts, worker, post):
    week = WorkWeek.objects.filter(post=post).first()
    version = week.version if week else 0
    with suppress(TransitionRefused), transaction.atomic():
        if is_correction and week:
            correct(week, worker, {MONDAY: parts}, version=version)
        else:
            enter(post, worker, {MONDAY: parts}, version=version)


@pytest.fixture
def days_of(worker, cjw, part):
    """Enters or corrects a day as often as told, and says what it came to after each."""

    def days_after(tried):
        days = []
        with transaction.atomic():
            for is_correction, quarters in tried:
                _try(is_correction, [part(each) for each in quarters], worker, cjw)
                days.append(sum(units for _, units, *_ in standing()))
            transaction.set_rollback(True)
        return days

    return days_after


def test_the_days_that_nobody_entered_are_found_by_week(worker, cjw, part, facts):
    enter(cjw, worker, {MONDAY: [part()]})
    WorkDayFactory(post=cjw, on=TUESDAY, is_replaced=True, withdrawal_reason="No")

    missing = weeks_missing(["CJW", "FSW"])

    assert MONDAY not in missing["CJW"][MONDAY]
    assert TUESDAY in missing["CJW"][MONDAY]
    assert date(2016, 2, 3) not in missing["FSW"][MONDAY], "never on Wednesdays"
    assert min(missing["CJW"]) == date(2015, 9, 28)
    assert date(2015, 12, 25) not in missing["CJW"][date(2015, 12, 21)]
    assert max(missing["CJW"][date(2016, 7, 11)]) == date(2016, 7, 14), "not today"


def test_before_and_after_the_pilot_no_day_is_missing_that_was_none(facts):
    with calendar.clock_set_to(date(2015, 9, 1)):
        assert weeks_missing(["CJW"]) == {"CJW": {}}
    with calendar.clock_set_to(date(2026, 1, 1)):
        assert max(weeks_missing(["CJW"])["CJW"]) == date(2016, 9, 26)
