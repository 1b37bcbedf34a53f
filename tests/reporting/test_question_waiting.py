"""Who waits to be screened: every number against a slow count of its own."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from referrals.models import Referral
from reporting.questions.narrowing import working_day
from tests.factories import ReferralFactory
from tests.pages import Page
from tests.reporting.questions import follow_every_number

pytestmark = pytest.mark.both_engines

WAITING = reverse("reporting:question_waiting")


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def client(client_of, manager):
    return client_of(manager)


def some_waiting(today):
    for days in (0, 1, 4, 7, 8, 13, 14, 15, 16, 40):
        for post, borough in (("CJW", "WCC"), ("YPS", "LBHF")):
            ReferralFactory(
                received_on=today - timedelta(days=days),
                post__code=post,
                borough__code=borough,
            )
    ReferralFactory(received_on=today, without_borough=True)
    ReferralFactory(received_on=today - timedelta(days=20), screening=True)
    ReferralFactory(received_on=today - timedelta(days=20), pending=True)
    ReferralFactory(declined=True)


def slowly(referral):
    """Whether a decision is in time, by walking from the day the referral came."""
    today = calendar.today()
    if calendar.add_working_days(referral.received_on, 5) >= today:
        return "Up to 5 working days"
    if calendar.add_working_days(referral.received_on, 10) >= today:
        return "6 to 10 working days"
    return "More than 10 working days"


@pytest.mark.parametrize("today", [date(2016, 7, 15), date(2016, 7, 16), date(2016, 3, 29)])
def test_every_number_is_the_slow_count_and_opens_its_list(client, today):
    """On a Friday, on a Saturday, and after Easter."""
    with calendar.clock_set_to(today):
        some_waiting(today)
        tables = client.get(WAITING).context["tables"]

        waiting = list(Referral.objects.waiting())
        for table, name in zip(tables, ("post", "borough"), strict=True):
            for line in table.lines:
                for cell in line.cells[:-1]:
                    assert cell.count == sum(
                        str(getattr(each, name) or "No borough yet") == line.name
                        and slowly(each) == cell.heading
                        for each in waiting
                    )
            assert table.together.cells[-1].count == len(waiting)
        follow_every_number(client, WAITING, tables)


def test_the_working_day_of_each_is_written_beside_it(client, today):
    received = {
        date(2016, 7, 15): 0,
        date(2016, 7, 14): 1,
        date(2016, 7, 11): 4,
        date(2016, 7, 8): 5,
        date(2016, 7, 1): 10,
    }
    for day in received:
        ReferralFactory(received_on=day)

    rows = client.get(WAITING).context["rows"]

    assert [(each.received_on, day) for each, day in rows] == sorted(received.items())
    with calendar.clock_set_to(date(2016, 7, 16)):
        assert working_day(date(2016, 7, 15)) == 1, "a Saturday belongs to Monday"


def test_the_list_names_nobody_and_leaves_a_trace(client, manager, today):
    referral = ReferralFactory(received_on=today, surname="Quillfeather")

    page = Page(client.get(WAITING))

    assert referral.reference in page.words
    assert "Quillfeather" not in page.words
    trace = AuditEvent.objects.about(manager).get()
    assert (trace.action, trace.detail) == ("listed referrals", {"rows": 1})


def test_nobody_waiting_is_said_in_words_and_odd_filters_are_ignored(client):
    assert "Nobody waits here" in Page(client.get(WAITING)).words
    assert client.get(WAITING + "?post=%00&borough=XYZ&age=old").status_code == 200


def test_a_caseworker_does_not_ask_for_the_whole_service(person, client_of):
    worker = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))

    for page in ("waiting", "sources", "declined", "teams"):
        assert worker.get(reverse(f"reporting:question_{page}")).status_code == 403
