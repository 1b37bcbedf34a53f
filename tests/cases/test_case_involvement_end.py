"""A meeting or scheme is over: it stays, with its last day."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CaseFactory, InvolvementFactory, PostFactory
from tests.pages import Page, typed


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def test_it_has_a_last_day_and_no_tag_any_more(client):
    case = CaseFactory(post=PostFactory(code="CJW"))
    meeting = InvolvementFactory(case=case, kind="IOM")
    end = reverse("cases:case_involvement_end", args=[meeting.reference])
    page = Page(client.post(end, {"version": 1, **typed("ended_on", date(2016, 1, 1))}))
    assert "must be on or after 4 February 2016" in page.errors["ended_on"]

    sent = {"version": 1, **typed("ended_on", date(2016, 7, 1))}
    response = client.post(end, sent, follow=True)

    assert "Integrated Offender Management Until 1 July 2016" in Page(response).words
    assert 'govuk-tag--purple">Integrated Offender Management' not in response.text
    assert client.post(end, sent).status_code == 409
