"""Sending an accepted return to MOPAC."""

import pytest
from django.urls import reverse

from reporting.models import Return
from tests.pages import Page
from tests.reporting.returned import accepted, submitted

pytestmark = pytest.mark.django_db
RETURN = ["LBHF", "2015Q4"]
PAGE = reverse("reporting:return_submit", args=RETURN)


def test_the_accepted_version_is_submitted(client_of, who):
    of = accepted(who)

    answer = client_of(who.sender).post(PAGE, {"version": of.version, "is_sure": "on"})

    assert answer.url == "/returns/LBHF/2015Q4/"
    of.refresh_from_db()
    assert (of.status, of.submitted) == (Return.Status.SUBMITTED, 1)


def test_what_came_to_stop_it_is_listed(client_of, who):
    of = accepted(who)
    of.texts.filter(code="delays").update(text="")

    opened = Page(client_of(who.sender).get(PAGE))
    refused = client_of(who.sender).post(PAGE, {"version": of.version, "is_sure": "on"})

    assert "Delays: nothing is written" in opened.words
    assert "mend what is listed first" in Page(refused).errors["is_sure"]


def test_it_is_submitted_once(client_of, who):
    submitted(who)

    assert client_of(who.sender).get(PAGE).status_code == 409
