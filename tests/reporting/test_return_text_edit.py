"""Writing an answer of a return."""

import pytest
from django.urls import reverse

from reporting import actions
from reporting.models import Return
from tests.pages import Page
from tests.reporting.returned import Q2, drafted, signed

pytestmark = pytest.mark.django_db
RETURN = ["LBHF", "2015Q4"]
PAGE = reverse("reporting:return_text_edit", args=[*RETURN, "delays"])


def test_the_answer_is_saved_and_leads_back(client_of, who):
    of = drafted(who)
    version = of.texts.get(code="delays").version

    answer = client_of(who.writer).post(PAGE, {"text": "One is late.", "version": version})

    assert answer.url == "/returns/LBHF/2015Q4/?tab=comments"
    assert of.texts.get(code="delays").text == "One is late."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Enter an answer"),
        ("x" * 4001, "4000"),
        ("Alder Quillfeather came late.", "Check this text"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_is_kept(client_of, who, text, told):
    drafted(who)

    page = Page(client_of(who.writer).post(PAGE, {"text": text, "version": 1}))

    assert told in page.errors["text"]
    assert page.answer("text") == text


def test_of_two_who_write_the_second_sees_both_texts(client_of, who):
    drafted(who)
    client_of(who.signer).post(PAGE, {"text": "Theirs.", "version": 1})

    answer = client_of(who.writer).post(PAGE, {"text": "Mine.", "version": 1})

    assert answer.status_code == 409
    assert "Theirs." in answer.text
    assert "Mine." in answer.text


def test_a_figure_has_its_commentary(client_of, who):
    drafted(who)
    page = reverse("reporting:return_text_edit", args=[*RETURN, "I22"])

    opened = Page(client_of(who.writer).get(page))
    client_of(who.writer).post(page, {"text": "It rose.", "version": 0})

    assert opened.heading.endswith("I22 Session attendance")
    words = Page(client_of(who.writer).get("/returns/LBHF/2015Q4/?tab=activity")).words
    assert "It rose." in words


def test_what_the_quarter_before_said_can_be_read_beside_it(client_of, who):
    drafted(who, delays="Rooms were late.")
    drafted(who, quarter=Q2)
    page = reverse("reporting:return_text_edit", args=["LBHF", "2016Q1", "delays"])

    words = Page(client_of(who.writer).get(page)).words

    assert "What the return for October to December 2015 said" in words
    assert "Rooms were late." in words


def test_a_half_written_text_is_kept_on_the_server(client_of, who):
    drafted(who)
    writer = client_of(who.writer)

    writer.post(PAGE, {"text": "Half", "version": 1, "save_draft": "yes"})

    assert Page(writer.get(PAGE)).answer("text") == "Half"


def test_what_is_signed_is_not_written_in(client_of, who):
    signed(who)

    assert client_of(who.writer).get(PAGE).status_code == 409


def test_an_unknown_question_is_no_page(client_of, who):
    drafted(who)
    page = reverse("reporting:return_text_edit", args=[*RETURN, "none-such"])

    assert client_of(who.writer).get(page).status_code == 404


def test_the_first_text_of_two_at_once_is_not_lost(client_of, who):
    drafted(who)
    page = reverse("reporting:return_text_edit", args=[*RETURN, "learning"])
    of = drafted_text(who)

    answer = client_of(who.writer).post(page, {"text": "Mine.", "version": 0})

    assert answer.status_code == 409
    assert of.text == "Theirs."


def drafted_text(who):
    of = _return()
    return actions.write_return_text(
        of, "learning", by=who.signer, version=0, text="Theirs."
    )


def _return():
    return Return.objects.get()
