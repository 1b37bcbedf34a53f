"""What referrers are still to be told, for the worker and for the manager."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory, FeedbackFactory, declared
from tests.pages import Page

LIST = reverse("cases:feedback_list")


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def letters(worker):
    """One of every kind, on cases of their own."""
    new = {"not_engaging": True}
    return {
        "late": _letter(worker, date(2016, 7, 1), **new),
        "in time": _letter(worker, date(2016, 7, 14), **new),
        "to approve": _letter(worker, date(2016, 7, 12), submitted=True, **new),
        "sent": FeedbackFactory(case=CaseFactory(worker=worker), sent=True),
        "had": FeedbackFactory(case=CaseFactory(worker=worker), acknowledged=True),
    }


def _letter(worker, declared_on, **how_far):
    declaration = declared(CaseFactory(worker=worker), declared_on=declared_on)
    case = declaration.case
    return FeedbackFactory(case=case, non_engagement=declaration, **how_far)


def listed(client, tab, letters):
    words = Page(client.get(f"{LIST}?tab={tab}")).words
    return {name for name, each in letters.items() if each.case.reference in words}


def test_each_tab_holds_what_it_says(client_of, worker, letters):
    client = client_of(worker)

    assert listed(client, "owed", letters) == {"late", "in time", "to approve"}
    assert listed(client, "overdue", letters) == {"late"}
    assert listed(client, "approve", letters) == {"to approve"}
    assert listed(client, "waiting", letters) == {"sent"}
    assert listed(client, "done", letters) == {"had"}


def test_what_is_due_first_comes_first_with_its_next_step(client_of, person, letters):
    client = client_of(person(Role.SERVICE_MANAGER))

    response = client.get(LIST)

    page = Page(response)
    order = [letters[name].case.reference for name in ("late", "to approve", "in time")]
    assert sorted(order, key=page.words.index) == order
    decide = reverse("cases:feedback_decide", args=[letters["to approve"].reference])
    assert decide in [href for _, href in page.links]
    assert AuditEvent.objects.get(action="listed feedback").detail["rows"] == 3


def test_a_colleagues_letters_are_not_listed(client_of, person, letters):
    other = client_of(person(Role.FAMILY_SUPPORT_WORKER))

    for tab in ("owed", "overdue", "approve", "waiting", "done"):
        assert listed(other, tab, letters) == set()
    assert not AuditEvent.objects.filter(action="listed feedback").exists()


@pytest.mark.parametrize(
    ("tab", "said"),
    [
        ("approve", "Nothing waits for approval."),
        ("overdue", "Nothing is overdue."),
        ("waiting", "Every referrer has said that they have what was sent."),
        ("done", "feedback is begun on the page of its case"),
    ],
)
def test_an_empty_tab_says_what_that_means(client_of, worker, tab, said):
    assert said in Page(client_of(worker).get(f"{LIST}?tab={tab}")).words
