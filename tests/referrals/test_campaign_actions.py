"""The awareness campaign: what was done where, for how long, and what it reached."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from pilot.calendar import Quarter
from pilot.models import AuditEvent, Borough
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from referrals import actions
from referrals.models import CampaignActivity, CampaignSource
from tests.factories import CampaignActivityFactory


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


def posters(*codes, **changes):
    return {
        "boroughs": Borough.objects.filter(pk__in=codes or ["LBHF", "WCC"]),
        "title": "Posters in surgeries",
        "channel": CampaignActivity.Channel.POSTER,
        "audience": "Men who see a GP",
        "starts_on": date(2016, 2, 1),
    } | changes


def test_an_activity_of_a_day_and_one_of_weeks_are_recorded(worker):
    day = actions.record_campaign(by=worker, **posters())
    weeks = actions.record_campaign(
        by=worker,
        **posters(
            "RBKC",
            ends_on=date(2016, 4, 30),
            reach=120,
            measure="COPIES",
            cost=Decimal("85.50"),
            contacts=3,
        ),
    )

    assert day.ends_on == day.starts_on
    assert (day.reach, day.cost, day.contacts) == (None, None, None)
    assert sorted(day.boroughs.values_list("pk", flat=True)) == ["LBHF", "WCC"]
    assert weeks.cost == Decimal("85.50")
    trace = AuditEvent.objects.about(weeks).get()
    assert trace.detail == {"on": "2016-02-01", "channel": "POSTER"}
    found = CampaignActivity.objects
    assert set(found.under_way_in(Quarter(2016, 1).period)) == {day, weeks}
    assert set(found.under_way_in(Quarter(2016, 2).period)) == {weeks}
    assert not found.under_way_in(Quarter(2016, 3).period).exists()


def test_it_is_aimed_at_boroughs_of_ones_own_and_begins_inside_the_pilot(worker, person):
    with pytest.raises(TransitionRefused, match="Say which boroughs"):
        actions.record_campaign(by=worker, **posters("NONE"))
    with pytest.raises(TransitionRefused, match="runs over the pilot"):
        actions.record_campaign(by=worker, **posters(starts_on=date(2015, 9, 30)))
    elsewhere = person(Role.CRIMINAL_JUSTICE_WORKER, "LBHF")
    with pytest.raises(PermissionDenied):
        actions.record_campaign(by=elsewhere, **posters())
    with pytest.raises(PermissionDenied):
        actions.record_campaign(by=person(Role.APPROVER), **posters("NONE"))
    assert not CampaignActivity.objects.exists()
    actions.record_campaign(by=elsewhere, **posters("LBHF", starts_on=date(2016, 9, 30)))


def test_a_correction_stands_in_place_with_its_own_boroughs(worker):
    first = actions.record_campaign(by=worker, **posters())

    new = actions.correct_campaign(
        first, by=worker, reason="In all three", **posters("RBKC")
    )

    assert list(CampaignActivity.objects.standing()) == [new]
    assert [borough.pk for borough in new.boroughs.all()] == ["RBKC"]
    assert first.boroughs.count() == 2, "the first entry stays readable"
    actions.withdraw_campaign(new, by=worker, reason="The printer lost the order")
    assert not CampaignActivity.objects.standing().exists()


def test_the_database_holds_what_the_rules_say(facts):
    for name, fields in (
        ("campaign_activity_ends_after", {"ends_on": date(2016, 1, 31)}),
        ("campaign_activity_reach_says", {"reach": 40}),
        ("campaign_activity_reach_says", {"measure": "COPIES"}),
        ("campaign_activity_costs_nothing", {"cost": Decimal("-0.01")}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            CampaignActivityFactory(**fields)


def test_every_channel_is_an_answer_to_where_somebody_saw_the_campaign():
    assert set(CampaignActivity.Channel.values) <= set(CampaignSource.values)
