"""Every target and baseline that a figure ever had in a borough."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from reporting.models import Target
from tests.factories import BaselineFactory, TargetFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db


def address(code="WCC", figure="I05"):
    return reverse("reporting:target_history", args=[code, figure])


def test_the_latest_stands_first_and_the_earlier_ones_stay_readable(person, client_of):
    TargetFactory(place=1, value=10, reason="A first guess")
    TargetFactory(place=2, value=12, reason="The group asked for more")
    TargetFactory(place=3, value=None, reason="None after all")
    BaselineFactory(code="I05", value=None, period_words="", source="Nobody counted")

    page = Page(client_of(person(Role.SERVICE_MANAGER)).get(address()))

    said = ["None after all", "The group asked for more", "A first guess"]
    places = [page.words.index(each) for each in said]
    assert places == sorted(places)
    assert "April to June 2016 taken back Assumed" in page.words
    assert "none not known Nobody counted" in page.words
    assert "Set a target" not in page.words


def test_a_figure_without_history_says_so(person, client_of):
    words = Page(client_of(person(Role.AUTHORISED_OFFICER, "WCC")).get(address())).words

    assert "No target was ever set." in words
    assert "No baseline was ever recorded." in words
    assert "Set a target" in words


def test_each_sees_the_targets_of_the_boroughs_whose_figures_they_open(person, client_of):
    TargetFactory(borough__code="LBHF")
    officer = person(Role.AUTHORISED_OFFICER, "WCC")
    caseworker = person(Role.CRIMINAL_JUSTICE_WORKER)

    assert client_of(officer).get(address("LBHF")).status_code == 404
    assert Target.objects.visible_to(officer).count() == 0
    assert Target.objects.visible_to(person(Role.CONTRACT_GROUP_MEMBER)).count() == 1
    assert Target.objects.visible_to(person(Role.AUTHORISED_OFFICER, "LBHF")).count() == 1
    assert client_of(caseworker).get(address()).status_code == 403
