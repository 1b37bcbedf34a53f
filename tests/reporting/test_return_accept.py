"""The officer accepts a return."""

import pytest
from django.urls import reverse

from reporting.models import Return
from tests.pages import Page

pytestmark = pytest.mark.django_db
RETURN = ["LBHF", "2015Q4"]
PAGE = reverse("reporting:return_accept", args=RETURN)


def test_the_officers_word_stands_in_the_history(client_of, who, taken_up):
    sent = {"version": taken_up.version, "text": "The days need a word."}

    answer = client_of(who.officer).post(PAGE, sent)

    assert answer.url == "/returns/LBHF/2015Q4/"
    taken_up.refresh_from_db()
    assert taken_up.status == Return.Status.ACCEPTED
    words = Page(client_of(who.writer).get("/returns/LBHF/2015Q4/?tab=history")).words
    assert "The days need a word." in words


def test_a_name_in_it_is_asked_about(client_of, who, taken_up):
    sent = {"version": taken_up.version, "text": "Ask Alder Quillfeather."}

    page = Page(client_of(who.officer).post(PAGE, sent))

    assert "Check this text" in page.errors["text"]
    assert page.answer("text") == "Ask Alder Quillfeather."


def test_it_is_done_once(client_of, who, taken_up):
    sent = {"version": taken_up.version, "text": "The days need a word."}
    client_of(who.officer).post(PAGE, sent)

    assert client_of(who.officer).get(PAGE).status_code == 409
