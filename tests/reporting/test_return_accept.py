"""The officer accepts a return."""

import pytest
from django.urls import reverse

from reporting import actions
from reporting.models import Return
from tests.pages import Page
from tests.reporting.returned import people, signed

pytestmark = pytest.mark.django_db
RETURN = ["LBHF", "2015Q4"]
PAGE = reverse("reporting:return_accept", args=RETURN)


@pytest.fixture
def who(person):
    return people(person)


@pytest.fixture
def of(who):
    of = signed(who).of_return
    return actions.review_return(of, by=who.officer, version=of.version)


def test_the_officers_word_stands_in_the_history(client_of, who, of):
    sent = {"version": of.version, "text": "The days need a word."}

    answer = client_of(who.officer).post(PAGE, sent)

    assert answer.url == "/returns/LBHF/2015Q4/"
    of.refresh_from_db()
    assert of.status == Return.Status.ACCEPTED
    words = Page(client_of(who.writer).get("/returns/LBHF/2015Q4/?tab=history")).words
    assert "The days need a word." in words


def test_a_name_in_it_is_asked_about(client_of, who, of):
    sent = {"version": of.version, "text": "Ask Alder Quillfeather."}

    page = Page(client_of(who.officer).post(PAGE, sent))

    assert "Check this text" in page.errors["text"]
    assert page.answer("text") == "Ask Alder Quillfeather."


def test_it_is_done_once(client_of, who, of):
    sent = {"version": of.version, "text": "The days need a word."}
    client_of(who.officer).post(PAGE, sent)

    assert client_of(who.officer).get(PAGE).status_code == 409
