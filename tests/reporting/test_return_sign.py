"""Signing a return for the provider."""

import pytest
from django.urls import reverse

from reporting import actions
from reporting.models import ReturnVersion
from tests.pages import Page
from tests.reporting.returned import drafted, signed

pytestmark = pytest.mark.django_db
RETURN = ["LBHF", "2015Q4"]
PAGE = reverse("reporting:return_sign", args=RETURN)


def test_it_shows_what_is_frozen_and_signs(client_of, who):
    of = drafted(who)
    opened = Page(client_of(who.signer).get(PAGE))

    answer = client_of(who.signer).post(PAGE, {"version": of.version, "is_sure": "on"})

    assert "version 1" in opened.words
    assert "Nothing was late." in opened.words
    assert answer.url == "/returns/LBHF/2015Q4/"
    assert ReturnVersion.objects.get().signed_by == who.signer


def test_what_stops_it_is_listed_and_nothing_is_signed(client_of, who, facts):
    of = actions.start_return(
        facts.boroughs["LBHF"], drafted(who, "WCC").of_quarter, by=who.writer
    )

    opened = Page(client_of(who.signer).get(PAGE))
    refused = client_of(who.signer).post(PAGE, {"version": of.version, "is_sure": "on"})

    assert ("Delays: nothing is written", f"{opened_at}texts/delays/") in opened.links
    assert "mend what is listed first" in Page(refused).errors["is_sure"]
    assert not ReturnVersion.objects.exists()


opened_at = "/returns/LBHF/2015Q4/"


def test_it_is_meant_and_said_to_be(client_of, who):
    of = drafted(who)

    page = Page(client_of(who.signer).post(PAGE, {"version": of.version}))

    assert page.errors["is_sure"] == "Confirm that you sign this return"


def test_what_is_signed_is_not_signed_again(client_of, who):
    signed(who)

    assert client_of(who.signer).get(PAGE).status_code == 409
