"""A blank sheet for a visit without signal: it asks what the page asks, of nobody."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Method, Session
from pilot.permissions import Role
from tests.factories import CaseFactory, SessionFactory
from tests.pages import Page

SHEET = reverse("cases:session_sheet")


def test_it_asks_everything_that_is_entered_afterwards(client_of, person):
    words = Page(client_of(person(Role.FAMILY_SUPPORT_WORKER)).get(SHEET)).words

    for asked in (*Session.Kind.labels, *Method.labels, "Started at", "Plan for next time"):
        assert asked in words


def test_it_reads_nothing_of_anybody(client_of, person):
    worker = person(Role.FAMILY_SUPPORT_WORKER)
    SessionFactory(case=CaseFactory(worker=worker), attended=True)
    client = client_of(worker)
    with CaptureQueriesContext(connection) as asked:
        client.get(SHEET)

    assert not any("cases_" in query["sql"] for query in asked)
