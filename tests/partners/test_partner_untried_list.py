"""The manager sees in which cases nobody harmed was tried yet."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Bridge
from tests.factories import CaseFactory, PartnerCaseFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db


def listed(client, **asked):
    return Page(client.get(reverse("partners:partner_untried_list"), asked)).words


def test_cases_wait_here_until_somebody_was_tried_or_is_exempt(manager, client_of):
    client = client_of(manager)
    nobody, cleared = CaseFactory(), CaseFactory(borough__code="RBKC")
    Bridge.objects.filter(case=cleared).update(cleared_on=cleared.opened_on)
    tried = PartnerCaseFactory(first_attempt_on=date(2016, 2, 1)).links.get().case
    exempt = PartnerCaseFactory(scope="NO", out_of_scope="UNSAFE").links.get().case
    waiting = PartnerCaseFactory().links.get().case
    ended = CaseFactory(closed=True)

    words = listed(client)

    for case in (nobody, waiting):
        assert case.reference in words
    for case in (cleared, tried, exempt, ended):
        assert case.reference not in words
    assert nobody.reference not in listed(client, borough="RBKC")


def test_an_empty_list_says_that_all_is_well(manager, client_of):
    assert "somebody was tried, or is exempt" in listed(client_of(manager))
