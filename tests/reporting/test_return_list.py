"""The returns that can be downloaded."""

from datetime import date

import pytest
from django.urls import reverse

from pilot import calendar
from pilot.permissions import Role

pytestmark = pytest.mark.django_db


def page_for(client_of, user):
    return client_of(user).get(reverse("reporting:return_list"))


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.DATA_AND_FINANCE_OFFICER])
def test_every_quarter_that_has_begun_is_offered_in_three_formats(person, client_of, role):
    page = page_for(client_of, person(role))

    for code in ("LBHF", "RBKC", "WCC"):
        for quarter in ("2015Q4", "2016Q1", "2016Q2", "2016Q3"):
            for ending in ("xlsx", "ods", "csv"):
                assert f'href="/returns/{code}/{quarter}/{ending}/"' in page.text
    assert page.text.count("Complete") == 9
    assert page.text.count("Still running") == 3


def test_a_quarter_that_has_not_begun_is_not_offered(person, client_of):
    user = person(Role.DATA_AND_FINANCE_OFFICER)

    with calendar.clock_set_to(date(2015, 12, 1)):
        page = page_for(client_of, user)

    assert "/returns/LBHF/2015Q4/" in page.text
    assert "/returns/LBHF/2016Q1/" not in page.text


def test_only_the_boroughs_of_the_membership_are_listed(person, client_of):
    page = page_for(client_of, person(Role.DATA_AND_FINANCE_OFFICER, "WCC"))

    assert "/returns/WCC/2015Q4/xlsx/" in page.text
    assert "/returns/LBHF/" not in page.text


@pytest.mark.parametrize(
    "role",
    [Role.AUTHORISED_OFFICER, Role.CONTRACT_GROUP_MEMBER, Role.FAMILY_SUPPORT_WORKER],
)
def test_other_roles_do_not_send_returns(person, client_of, role):
    assert page_for(client_of, person(role, "LBHF")).status_code == 403
