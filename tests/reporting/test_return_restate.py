"""Stating a submitted return again."""

import pytest
from django.urls import reverse

from reporting.models import Return
from tests.pages import Page
from tests.reporting.returned import submitted

pytestmark = pytest.mark.django_db
RETURN = ["LBHF", "2015Q4"]
PAGE = reverse("reporting:return_restate", args=RETURN)


def test_it_is_written_and_signed_again_for_a_reason(client_of, who):
    of = submitted(who)

    answer = client_of(who.signer).post(
        PAGE, {"version": of.version, "text": "A session was recorded late."}
    )

    assert answer.url == "/returns/LBHF/2015Q4/"
    of.refresh_from_db()
    assert (of.status, of.submitted) == (Return.Status.RESTATED, 1)


def test_without_a_reason_it_stays_as_it_was_submitted(client_of, who):
    of = submitted(who)

    page = Page(client_of(who.signer).post(PAGE, {"version": of.version, "text": ""}))

    assert page.errors["text"] == "Enter a text"
    of.refresh_from_db()
    assert of.status == Return.Status.SUBMITTED


def test_what_nobody_submitted_is_not_stated_again(client_of, who):
    assert client_of(who.signer).get(PAGE).status_code == 409
