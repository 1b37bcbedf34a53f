"""A second person releases a text."""

import pytest
from django.urls import reverse

from tests.pages import Page
from tests.reporting.returned import drafted

pytestmark = pytest.mark.django_db
RETURN = ["LBHF", "2015Q4"]
PAGE = reverse("reporting:return_text_release", args=[*RETURN, "case_study"])


def test_another_person_reads_it_and_releases_it(client_of, who):
    of = drafted(who, case_study="A man learnt to walk away.")
    assert "A man learnt to walk away." in Page(client_of(who.signer).get(PAGE)).words

    answer = client_of(who.signer).post(PAGE, {"version": 1, "is_sure": "on"})

    assert answer.url == "/returns/LBHF/2015Q4/"
    assert of.texts.get(code="case_study").released_by == who.signer


def test_its_writer_is_told_that_somebody_else_does(client_of, who):
    of = drafted(who, case_study="A man learnt to walk away.")

    page = Page(client_of(who.writer).post(PAGE, {"version": 1, "is_sure": "on"}))

    assert "Somebody else releases what you wrote" in page.errors["is_sure"]
    assert not of.texts.get(code="case_study").is_released


def test_it_is_meant_and_said_to_be(client_of, who):
    drafted(who, case_study="A man learnt to walk away.")

    page = Page(client_of(who.signer).post(PAGE, {"version": 1}))

    assert page.errors["is_sure"] == "Confirm that you have read it"


def test_what_nobody_wrote_is_no_page(client_of, who):
    drafted(who)

    assert client_of(who.signer).get(PAGE).status_code == 404
