"""The officer sends a return back."""

import pytest
from django.urls import reverse

from reporting import actions
from reporting.models import Return
from tests.pages import Page

pytestmark = pytest.mark.django_db
RETURN = ["LBHF", "2015Q4"]
PAGE = reverse("reporting:return_send_back", args=RETURN)


def test_the_officers_word_stands_in_the_history(client_of, who, taken_up):
    sent = {"version": taken_up.version, "text": "The days need a word."}

    answer = client_of(who.officer).post(PAGE, sent)

    assert answer.url == "/returns/LBHF/2015Q4/"
    taken_up.refresh_from_db()
    assert taken_up.status == Return.Status.RETURNED
    words = Page(client_of(who.writer).get("/returns/LBHF/2015Q4/?tab=history")).words
    assert "The days need a word." in words


def test_what_was_accepted_can_be_sent_back_until_it_is_submitted(client_of, who, taken_up):
    taken_up = actions.accept_return(taken_up, by=who.officer, version=taken_up.version)
    officer = client_of(who.officer)

    assert "Send it back" in Page(officer.get("/returns/LBHF/2015Q4/")).words
    officer.post(PAGE, {"version": taken_up.version, "text": "A target was set since."})

    taken_up.refresh_from_db()
    assert taken_up.status == Return.Status.RETURNED


def test_a_name_in_it_is_asked_about(client_of, who, taken_up):
    sent = {"version": taken_up.version, "text": "Ask Alder Quillfeather."}

    page = Page(client_of(who.officer).post(PAGE, sent))

    assert "Check this text" in page.errors["text"]
    assert page.answer("text") == "Ask Alder Quillfeather."


def test_it_is_done_once(client_of, who, taken_up):
    sent = {"version": taken_up.version, "text": "The days need a word."}
    client_of(who.officer).post(PAGE, sent)

    assert client_of(who.officer).get(PAGE).status_code == 409


def test_without_a_word_it_is_not_done(client_of, who, taken_up):
    page = Page(
        client_of(who.officer).post(PAGE, {"version": taken_up.version, "text": ""})
    )

    assert page.errors["text"] == "Enter a text"
