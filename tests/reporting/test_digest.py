"""The week in numbers: what is late, what is coming, and nobody's name."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from pilot.permissions import Role
from reporting.digest import week_in_numbers
from tests.factories import (
    CaseFactory,
    ReferralNoticeFactory,
    SessionFactory,
    TaskFactory,
)
from tests.guards.a_busy_pilot import CONTENT, PARTNER, PERSONAL, fill
from tests.pages import Page

pytestmark = pytest.mark.django_db
DIGEST = reverse("reporting:digest")


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def case(worker):
    case = CaseFactory(worker=worker, opened_on=date(2016, 7, 8), status="CONTACTING")
    ReferralNoticeFactory(referral=case.referral, kind="DECISION")
    return case


def test_late_and_coming_are_counted_until_the_seventh_day(worker, case, today):
    for days in (-2, -1, 0, 6, 7):
        TaskFactory(case=case, due_on=today + timedelta(days=days))
    SessionFactory(case=case, on=today + timedelta(days=6))
    SessionFactory(case=case, on=today + timedelta(days=7))

    week = week_in_numbers(worker)

    counted = {each.kind: (each.late, each.coming) for each in week.kinds}
    assert counted == {"Tasks": (2, 2), "Sessions to record": (0, 1)}
    assert (week.late, week.coming, week.appointments) == (2, 3, 1)


def test_the_page_shows_the_numbers_and_leads_to_the_list(client_of, worker, case, today):
    TaskFactory(case=case, due_on=today)

    page = Page(client_of(worker).get(DIGEST))

    assert "Until Thursday 21 July 2016" in page.words
    assert "Tasks 0 1" in page.words
    assert ("See each of them, and do it", "/due/") in page.links
    assert ("Tasks", "/due/?tab=Tasks") in page.links


def test_it_names_nobody_and_quotes_nothing(client_of, worker, person):
    fill(worker, person(Role.PARTNER_SUPPORT_WORKER))

    for reader in (worker, person(Role.SERVICE_MANAGER)):
        text = client_of(reader).get(DIGEST).text
        assert not [name for name in PERSONAL if name in text.lower()]
        assert PARTNER not in text
        assert CONTENT not in text


def test_an_empty_week_says_so(client_of, worker):
    assert "Nothing waits for you this week" in Page(client_of(worker).get(DIGEST)).words
