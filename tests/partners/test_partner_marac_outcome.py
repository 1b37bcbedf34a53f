"""What the MARAC made of a referral, on a page of its own."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import DashAssessmentFactory, MaracDecisionFactory
from tests.pages import Page, typed

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def test_a_referral_is_decided_heard_and_kept_on_the_page_of_measures(
    supporter, client_of, partner_case
):
    client = client_of(supporter)
    DashAssessmentFactory(partner_case=partner_case, yes=15, on=date(2016, 7, 12))
    measures = reverse("partners:partner_case_measures", args=[partner_case.reference])
    assert "Decide by 14 July 2016" in Page(client.get(measures)).words

    told = [partner_case.reference, "marac"]
    record = reverse("partners:partner_entry_record", args=told)
    day = typed("on", date(2016, 7, 13))
    answers = {"criterion": "SCORE", "consent": "AGREES", **day}
    not_referred = {"decision": "NOT_REFERRED", **answers}
    assert Page(client.post(record, not_referred)).errors == {"reason": "Enter why"}
    assert client.post(record, {"decision": "REFERRED", **answers}).status_code == 302
    assert "Decide by" not in Page(client.get(measures)).words

    marac = partner_case.maracs.get()
    address = reverse("partners:partner_marac_outcome", args=[marac.reference])
    assert "heard_on" in Page(client.post(address, {"outcome": "HEARD"})).errors
    early = {"outcome": "HEARD", **typed("heard_on", date(2016, 7, 1))}
    assert "heard_on" in Page(client.post(address, early)).errors
    heard = {"outcome": "HEARD", "actions": "Ring.", **typed("heard_on", date(2016, 7, 14))}
    assert client.post(address, heard).status_code == 302
    assert client.get(address).status_code == 409
    assert "Ring." in Page(client.get(measures)).words


def test_what_was_not_taken_on_keeps_no_day(supporter, client_of, partner_case):
    marac = MaracDecisionFactory(partner_case=partner_case)
    address = reverse("partners:partner_marac_outcome", args=[marac.reference])

    client_of(supporter).post(address, {"outcome": "REJECTED", "actions": "None"})

    marac.refresh_from_db()
    assert (marac.outcome, marac.heard_on, marac.actions) == ("REJECTED", None, "")
