"""The list behind the week in numbers: as long as its counts say."""

from datetime import timedelta

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from reporting.digest import week_in_numbers
from tests.factories import (
    CaseFactory,
    CaseWarningFactory,
    ConcernFactory,
    SessionFactory,
    TaskFactory,
    VariationFactory,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db
DUE = reverse("reporting:due_list")


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


def rows(client, address=DUE):
    """How many lines the pages of the list have together."""
    pages = client.get(address).context["page"].paginator
    return sum(len(pages.page(number)) for number in pages.page_range)


def test_it_is_as_long_as_the_digest_says_in_all_and_of_each_kind(
    client_of, worker, person, today
):
    case = CaseFactory(worker=worker, status="CONTACTING")
    TaskFactory.create_batch(28, case=case, due_on=today + timedelta(days=6))
    TaskFactory(case=case, due_on=today + timedelta(days=7))
    tasks = client_of(worker).get(f"{DUE}?tab=Tasks").text
    assert 'name="once"' in tasks
    assert 'name="once" value=""' not in tasks, "each is done once"
    SessionFactory(case=case, on=today - timedelta(days=20))

    for reader in (worker, person(Role.SERVICE_MANAGER)):
        client, week = client_of(reader), week_in_numbers(reader)
        assert rows(client) == week.late + week.coming
        for each in week.kinds:
            assert rows(client, f"{DUE}?tab={each.kind}") == each.late + each.coming
    assert week_in_numbers(worker).coming >= 28


def test_it_names_people_to_their_worker_alone_and_that_it_was_read_is_kept(
    client_of, worker, person, today
):
    case = CaseFactory(worker=worker)
    SessionFactory(case=case, on=today - timedelta(days=20))
    name = str(case.perpetrator)

    assert name in Page(client_of(worker).get(DUE)).words
    assert AuditEvent.objects.get(action="listed own work").by == worker
    assert name not in Page(client_of(person(Role.SERVICE_MANAGER)).get(DUE)).words


def test_whoever_has_no_cases_reads_what_waits_of_the_contract(client_of, person, today):
    officer = person(Role.AUTHORISED_OFFICER, "WCC")
    ConcernFactory(borough__code="WCC", resolved=True)
    VariationFactory(borough__code="WCC", number=1, starts_on=today)
    CaseWarningFactory(case__borough__code="WCC")

    page = Page(client_of(officer).get(DUE))
    assert [words in page.words for words in ("is resolved", "Variation 1")] == [True] * 2
    assert rows(client_of(officer)) == 2
    assert str(officer) in page.words.partition("Whose")[2]
    assert rows(client_of(person(Role.APPROVER))) == 1
    assert rows(client_of(person(Role.CONTRACT_GROUP_MEMBER))) == 0


def test_partner_support_follows_the_link_of_the_home_page(client_of, person):
    assert client_of(person(Role.PARTNER_SUPPORT_WORKER)).get(DUE).status_code == 200
