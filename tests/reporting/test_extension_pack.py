"""The evidence pack of an extension: one page, as its reader may see it."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.calendar import Quarter
from pilot.permissions import Role
from tests.factories import (
    ConcernFactory,
    ExtensionFactory,
    ReferralFactory,
    TargetFactory,
    release,
)
from tests.pages import Page
from tests.reporting.test_figures_borough import supported

HEADINGS = ("The three conditions", "Days", "Money", "What limits these figures")


@pytest.fixture
def extension(facts):
    ReferralFactory(borough__code="WCC", received_on=date(2016, 2, 1))
    ConcernFactory(borough_id="WCC")
    return ExtensionFactory(borough__code="WCC", evidenced=True)


def pack(extension):
    return reverse("reporting:extension_pack", args=[extension.pk])


@pytest.mark.parametrize("role", [Role.AUTHORISED_OFFICER, Role.APPROVER])
def test_it_assembles_outcomes_days_money_and_limits(person, client_of, extension, role):
    words = Page(client_of(person(role, "WCC")).get(pack(extension))).words

    for heading in HEADINGS:
        assert heading in words
    assert "I01" in words
    assert "£50,000.00" in words
    assert "Raised by the council 1 Not closed 1" in words
    assert "A-02 (assumed)" in words
    assert "not released yet" in words
    assert "not released yet (not" not in words, "said once of a figure, not of its parts"
    assert "MOPAC has written that money is there" in words


def test_nobody_reads_that_of_another_council(person, client_of, extension):
    for role in (Role.AUTHORISED_OFFICER, Role.APPROVER):
        assert client_of(person(role, "RBKC")).get(pack(extension)).status_code == 404


def test_whoever_hands_it_on_hands_on_no_small_number(person, client_of, facts):
    supported(LBHF=12, RBKC=3, WCC=9)
    release(Quarter(2016, 2))
    extension = ExtensionFactory(borough__code="RBKC")

    told = {
        Page(client_of(person(role, *boroughs)).get(pack(extension))).words.split(
            "Evidence pack"
        )[-1]
        for role, boroughs in (
            (Role.SERVICE_MANAGER, ()),
            (Role.CONTRACT_GROUP_MEMBER, ()),
            (Role.APPROVER, ("RBKC",)),
        )
    }

    assert len(told) == 1
    assert "I05 People supported to change suppressed 24 I06" in told.pop()


def test_a_target_stands_below_its_number_and_each_figure_is_defined(
    person, client_of, extension
):
    TargetFactory(code="I01", borough_id="WCC", quarter="2016Q2", is_to_date=True, value=20)

    words = Page(client_of(person(Role.APPROVER, "WCC")).get(pack(extension))).words

    assert "I01 Referrals received 1 Target 20, assumed: Red 1 I02" in words
    assert "I01 Referrals received. Counts referrals received" in words
    assert "{P-" not in words
