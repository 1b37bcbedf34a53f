"""The manager decides whether a case goes on: the case itself stays as it is."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Case
from pilot.permissions import Role
from tests.factories import (
    CaseFactory,
    EligibilityQueryFactory,
    JusticeCheckFactory,
    PostFactory,
)
from tests.pages import Page, leads_to


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


@pytest.fixture
def case(facts):
    case = CaseFactory(post=PostFactory(code="CJW"), status=Case.Status.INTERVENTION)
    JusticeCheckFactory(case=case, note="Criminal damage")
    EligibilityQueryFactory(case=case)
    return case


def decide(case):
    return reverse("cases:case_eligibility_decide", args=[case.reference])


def test_it_goes_on_for_a_reason(client, case):
    page = Page(client.get(decide(case)))
    assert "charged, known from police. Criminal damage" in page.words
    assert "not in the criminal justice process" in page.words
    assert Page(client.post(decide(case), {"decision": "CONTINUE"})).errors == {
        "because": "Enter why"
    }

    sent = {"decision": "CONTINUE", "because": "Not domestic"}
    response = client.post(decide(case), sent)

    assert leads_to(response) == reverse("cases:case_people", args=[case.reference])
    query = case.eligibility_queries.get()
    assert (query.decision, query.because) == ("CONTINUE", "Not domestic")
    again = client.get(decide(case))
    assert again.status_code == 409
    assert "Nothing waits to be decided" in Page(again).words


@pytest.mark.parametrize(
    ("decision", "stage"), [("SUSPEND", "Suspended"), ("CLOSE", "Closing")]
)
def test_suspending_and_closing_lead_to_the_page_that_does_it_and_do_nothing_yet(
    client, case, decision, stage
):
    sent = {"decision": decision, "because": "In custody until next year"}

    response = client.post(decide(case), sent)

    assert response.url.startswith(reverse("cases:case_move", args=[case.reference]))
    page = Page(client.get(response.url))
    assert page.answer("to") == stage.upper(), "it is chosen already"
    status = case.status
    case.refresh_from_db()
    assert case.status == status


@pytest.mark.parametrize(
    ("decision", "status", "page"),
    [("SUSPEND", "SUSPENDED", "case_detail"), ("CLOSE", "CLOSING", "case_close")],
)
def test_where_that_was_done_already_it_leads_on(client, case, decision, status, page):
    review_on = date(2016, 8, 1) if status == "SUSPENDED" else None
    Case.objects.update(status=status, suspension_review_on=review_on)

    response = client.post(decide(case), {"decision": decision, "because": "Charged"})

    assert leads_to(response) == reverse(f"cases:{page}", args=[case.reference])
