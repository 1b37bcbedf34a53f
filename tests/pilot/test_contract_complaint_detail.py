"""One complaint or incident, as those who answer and the borough's officer read it."""

from datetime import date

import pytest

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import ComplaintFactory
from tests.pages import Page


@pytest.fixture
def incident(db):
    return ComplaintFactory(
        borough__code="WCC",
        incident=True,
        closed=True,
        notified_to="The safeguarding board",
        notified_on=date(2016, 7, 4),
    )


def test_whoever_answers_reads_all_of_it(person, client_of, incident):
    page = Page(client_of(person(Role.SERVICE_MANAGER)).get(incident.get_absolute_url()))

    assert page.heading == f"Westminster Serious incident {incident.reference}"
    for text in (incident.summary, incident.answered_with, incident.outcome_changes):
        assert text in page.words
    assert "The safeguarding board" in page.words
    assert AuditEvent.objects.get(action="read").target_name.endswith(incident.reference)


def test_an_officer_reads_codes_and_days_and_no_words(person, client_of, incident):
    officer = person(Role.AUTHORISED_OFFICER, "WCC")

    response = client_of(officer).get(incident.get_absolute_url())

    page = Page(response)
    for text in ("Serious incident", "1 July 2016", "Looked into", "12 July 2016"):
        assert text in page.words
    for hidden in (
        incident.summary,
        incident.answered_with,
        incident.outcome_changes,
        incident.notified_to,
        incident.get_came_from_display(),
        incident.get_about_display(),
    ):
        assert hidden not in response.content.decode()


def test_what_is_to_be_done_is_offered_until_it_is_closed(person, client_of, incident):
    client = client_of(person(Role.GOVERNANCE_LEAD))
    waiting = ComplaintFactory()

    offered = [words for words, _ in Page(client.get(waiting.get_absolute_url())).links]
    assert {"Save the answer", "Say who has been told", "Close it"} <= set(offered)
    offered = [words for words, _ in Page(client.get(incident.get_absolute_url())).links]
    assert "Close it" not in offered
