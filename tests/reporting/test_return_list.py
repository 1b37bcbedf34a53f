"""The returns of the boroughs and quarters: how far each is, and by when it is due."""

from datetime import date

import pytest
from django.urls import reverse

from pilot import calendar
from pilot.permissions import Role
from tests.factories import ReturnFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db
READERS = (
    Role.SERVICE_MANAGER,
    Role.DATA_AND_FINANCE_OFFICER,
    Role.CONTRACT_GROUP_MEMBER,
    Role.SYSTEM_ADMINISTRATOR,
)


def page_for(client_of, user):
    return client_of(user).get(reverse("reporting:return_list"))


@pytest.mark.parametrize("role", READERS)
def test_every_quarter_that_has_begun_has_its_line(person, client_of, role):
    ReturnFactory(borough__code="WCC", quarter="2016Q1", in_review=True)

    page = page_for(client_of, person(role))

    for code in ("LBHF", "RBKC", "WCC"):
        for quarter in ("2015Q4", "2016Q1", "2016Q2", "2016Q3"):
            assert f'href="/returns/{code}/{quarter}/"' in page.text
    assert page.text.count("Not begun") == 11
    assert page.text.count("With the officer") == 1
    assert "Assumed" in page.text


def test_a_quarter_that_has_not_begun_is_not_there(person, client_of):
    user = person(Role.DATA_AND_FINANCE_OFFICER)

    with calendar.clock_set_to(date(2015, 12, 1)):
        page = page_for(client_of, user)

    assert "/returns/LBHF/2015Q4/" in page.text
    assert "/returns/LBHF/2016Q1/" not in page.text


def test_an_officer_sees_their_own_borough_and_no_other(person, client_of):
    page = page_for(client_of, person(Role.AUTHORISED_OFFICER, "WCC"))

    assert "/returns/WCC/2015Q4/" in page.text
    assert "/returns/LBHF/" not in page.text
    assert "/returns/all/" not in page.text


def test_without_an_agreed_day_it_says_so(person, client_of):
    words = Page(page_for(client_of, person(Role.SERVICE_MANAGER))).words

    assert "No day is agreed (P-14)" in words


@pytest.mark.parametrize("role", [Role.FAMILY_SUPPORT_WORKER, Role.APPROVER])
def test_other_roles_read_no_returns(person, client_of, role):
    assert page_for(client_of, person(role, "LBHF")).status_code == 403
