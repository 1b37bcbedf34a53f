"""A post works elsewhere from a day on: its split, its history, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from pilot import actions, calendar
from pilot.models import AuditEvent, DayAllocation, Pattern, PatternDay, Site
from pilot.permissions import Role
from pilot.rota import Rota
from pilot.transitions import TransitionRefused
from tests.factories import BoroughFactory, PatternFactory, VariationFactory

STARTS, APRIL = date(2015, 10, 1), date(2016, 4, 4)
WHY = "The group decided so"


def places(post, *weeks):
    """Weeks written by the first letters of boroughs: "LLRWW"; a dot is a day off."""
    codes = {"L": "LBHF", "R": "RBKC", "W": "WCC"}
    sites = {row.borough_id: row for row in sites_of(post)}
    return [[sites.get(codes.get(letter)) for letter in week] for week in weeks]


def sites_of(post):
    return Site.objects.filter(pattern_days__pattern__post=post).distinct()


def split(post, day):
    rows = DayAllocation.objects.standing().during(calendar.Period(day, day + ONE_DAY))
    in_order = rows.filter(post=post).order_by("borough__place")
    return list(in_order.values_list("borough", "days_per_week"))


ONE_DAY = date(2016, 1, 2) - date(2016, 1, 1)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def fsw(facts):
    return facts.posts["FSW"]


@pytest.fixture
def cjw(facts):
    return facts.posts["CJW"]


def change(post, manager, *weeks, starts_on=APRIL, reason=WHY, **terms):
    return actions.change_pattern(
        post,
        by=manager,
        starts_on=starts_on,
        weeks=places(post, *weeks),
        reason=reason,
        **terms,
    )


def test_other_days_for_the_same_boroughs_leave_the_split_as_it_is(manager, cjw):
    before = list(DayAllocation.objects.values())

    pattern = change(cjw, manager, "WWRLL")

    assert list(DayAllocation.objects.values()) == before
    assert pattern.variation == ""
    rota = Rota.read()
    assert rota.site("CJW", date(2016, 4, 1)).borough_id == "WCC", "a Friday before"
    assert rota.site("CJW", date(2016, 4, 8)).borough_id == "LBHF", "and after"
    event = AuditEvent.objects.get(action="changed")
    assert (event.by, event.reason) == (manager, WHY)


def test_a_split_that_was_assumed_is_agreed_from_a_day_on(manager, fsw):
    change(fsw, manager, "RWWR.", is_agreed=True, source="The group, 21 March 2016")

    assert split("FSW", date(2016, 4, 3)) == [("LBHF", 1), ("RBKC", 2), ("WCC", 1)]
    assert split("FSW", APRIL) == [("RBKC", 2), ("WCC", 2)]
    new = DayAllocation.objects.open_ended().filter(post=fsw)
    assert {row.assumption_id for row in new} == {None}
    assert {row.source for row in new} == {"The group, 21 March 2016"}
    old = DayAllocation.objects.filter(post=fsw, starts_on=STARTS)
    assert {row.ends_on for row in old} == {date(2016, 4, 3)}


def test_a_split_may_stay_an_assumption(manager, fsw):
    change(fsw, manager, "LRR.W", "LRW.W")

    assert split("FSW", APRIL) == [("LBHF", 1), ("RBKC", Decimal("1.5")), ("WCC", 1.5)]
    new = DayAllocation.objects.open_ended().filter(post=fsw)
    assert {(row.assumption_id, row.source) for row in new} == {("A-02", "Assumed (A-02)")}


def test_thirds_make_up_the_week_exactly(manager, facts):
    post = facts.posts["YPS"]
    terms = {"is_agreed": True, "source": "The group"}
    change(post, manager, "LLLWW", "LLWWW", "LRRRR", starts_on=APRIL, **terms)

    assert sum(days for _, days in split("YPS", APRIL)) == 5
    assert dict(split("YPS", APRIL))["LBHF"] == 2


def approved(post, borough, days, **told):
    return VariationFactory(
        borough=BoroughFactory(code=borough),
        post=post,
        days_per_week=Decimal(days),
        **{"approved": True, "number": 1, "starts_on": APRIL, **told},
    )


def test_the_locked_split_changes_only_with_variations_that_its_councils_approved(
    manager, cjw
):
    planned = actions.plan_pattern(cjw, starts_on=APRIL, weeks=places(cjw, "LLRRW"))
    assert planned.needs_a_variation
    assert planned.lacking == ["RBKC", "WCC"]
    approved(cjw, "RBKC", 2)
    with pytest.raises(TransitionRefused, match="without one: Westminster 1"):
        change(cjw, manager, "LLRRW", is_agreed=True, source="A friend")
    assert Pattern.objects.filter(post=cjw).count() == 1

    approved(cjw, "WCC", 1, number=2)
    pattern = change(cjw, manager, "LLRRW")

    assert pattern.variation == "1 of RBKC, 2 of WCC"
    new = DayAllocation.objects.open_ended().filter(post=cjw)
    assert {(row.is_locked, row.source) for row in new} == {
        (True, "Variation 1 of RBKC, 2 of WCC")
    }
    assert split("CJW", APRIL) == [("LBHF", 2), ("RBKC", 2), ("WCC", 1)]


@pytest.mark.parametrize(
    "told",
    [
        {"approved": False},
        {"approved": False, "decided": True, "status": "REFUSED"},
        {"starts_on": date(2016, 4, 5)},
        {"days_per_week": Decimal("1.5")},
    ],
)
def test_a_variation_that_is_open_refused_later_or_of_other_days_lets_nothing_go(
    manager, cjw, told
):
    approved(cjw, "WCC", 1)
    approved(cjw, "RBKC", told.pop("days_per_week", 2), **told)

    with pytest.raises(TransitionRefused, match="without one: Kensington and Chelsea 2"):
        change(cjw, manager, "LLRRW")


def test_of_two_variations_the_later_one_holds(manager, cjw):
    approved(cjw, "WCC", 1)
    approved(cjw, "RBKC", 2, starts_on=date(2016, 3, 1))
    approved(cjw, "RBKC", 1, number=2)

    with pytest.raises(TransitionRefused, match="Kensington and Chelsea 2"):
        change(cjw, manager, "LLRRW")


def test_an_agreed_split_that_is_not_locked_needs_to_be_agreed_again(manager, fsw):
    change(fsw, manager, "RWWR.", is_agreed=True, source="The group")

    with pytest.raises(TransitionRefused, match="Say who agreed"):
        change(fsw, manager, "RLWR.", starts_on=date(2016, 5, 2))


def test_from_its_own_first_day_a_pattern_and_its_split_are_put_right(manager, fsw):
    change(fsw, manager, "RWWR.", reason="A slip", is_agreed=True, source="The group")

    right = change(fsw, manager, "RLLR.", is_agreed=True, source="The group")

    assert right.replaces.reason == "A slip"
    assert right.correction_reason == WHY
    assert split("FSW", APRIL) == [("LBHF", 2), ("RBKC", 2)]
    assert split("FSW", date(2016, 4, 3)) == [("LBHF", 1), ("RBKC", 2), ("WCC", 1)]
    wrong = DayAllocation.objects.get(borough="WCC", starts_on=APRIL)
    assert wrong.withdrawal_reason == WHY
    assert Rota.read().site("FSW", date(2016, 4, 5)).borough_id == "LBHF"


@pytest.mark.parametrize(
    ("weeks", "starts_on", "refused"),
    [
        (["LLRWW"], APRIL, "works 4 days a week, and this makes 5"),
        (["L.R.W"], APRIL, "this makes 3"),
        ([], APRIL, "between 1 and 4 weeks"),
        (["LRRW."] * 5, APRIL, "between 1 and 4 weeks"),
        (["LRRW."], date(2015, 9, 30), "hold since 1 October 2015"),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(manager, fsw, weeks, starts_on, refused):
    with pytest.raises(TransitionRefused, match=refused):
        change(fsw, manager, *weeks, starts_on=starts_on)


def test_a_manager_of_two_boroughs_changes_no_post_of_all_three(person, fsw):
    of_two = person(Role.SERVICE_MANAGER, "LBHF", "RBKC")

    with pytest.raises(PermissionDenied):
        change(fsw, of_two, "RLLR.", is_agreed=True, source="The group")


def test_a_post_without_any_pattern_gets_its_first(manager, fsw):
    weeks = places(fsw, "LRRW.")
    PatternDay.objects.filter(pattern__post=fsw).delete()
    Pattern.objects.filter(post=fsw).delete()

    actions.change_pattern(fsw, by=manager, starts_on=STARTS, weeks=weeks, reason=WHY)

    assert Rota.read().site("FSW", STARTS).borough_id == "WCC", "a Thursday"
    assert Rota.read().site("FSW", date(2015, 9, 30)) is None


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"weeks": 5}, "pattern_lasts_one_to_four_weeks"),
        ({"reason": ""}, "pattern_has_a_reason"),
    ],
)
@pytest.mark.django_db
def test_the_database_refuses_what_no_pattern_is(facts, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PatternFactory(**fields)


@pytest.mark.django_db
def test_the_database_keeps_one_pattern_for_each_day_and_one_place_for_each(facts):
    pattern = PatternFactory(post=facts.posts["CJW"])
    with pytest.raises(IntegrityError), transaction.atomic():
        PatternFactory(post=facts.posts["CJW"])
    day = {"pattern": pattern, "weekday": 0, "site": Site.objects.first()}
    PatternDay.objects.create(week=1, **day)
    for week in (1, 5):
        with pytest.raises(IntegrityError), transaction.atomic():
            PatternDay.objects.create(week=week, **day)
