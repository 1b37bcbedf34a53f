"""V-14: words that may be the partner's are asked about, once."""

from crispy_forms.layout import Fieldset, Layout, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot.checked_words import Found, in_a_sentence
from pilot.partner_words import AsksAboutPartnerWords, partner_words
from tests.pages import Page

PHONE, POSTCODE = "a phone number", "a postcode"
ACCOUNT, WHEREABOUTS = "somebody else’s account", "where somebody is"

ASKED_ABOUT = {
    "Ring on 020 7946 0123 after six.": PHONE,
    "Her mobile? 07700900123": PHONE,
    "+44 7700 900 123": PHONE,
    "(020) 7946 0123": PHONE,
    "Moved to W6 7NL last week": POSTCODE,
    "now at sw1a1aa": POSTCODE,
    "She told me he broke the door.": ACCOUNT,
    "His ex-partner says he was drunk.": ACCOUNT,
    "According to her he left at nine.": ACCOUNT,
    "Partner support told me to wait.": ACCOUNT,
    "His mother said he is calmer.": ACCOUNT,
    "He asked where she lives now.": WHEREABOUTS,
    "He found her new address.": WHEREABOUTS,
    "They are in a refuge.": WHEREABOUTS,
    "she\n  told me": ACCOUNT,
}
PASSED_OVER = (
    "",
    "He said he was sorry and that he will come on 12/11/2015 at 10.30.",
    "Born 01-02-1990. Crime reference 0123456789/16.",
    "Met at W1 4pm, 50 minutes; 120 of 240.",
    "He told his partner that he would leave the house when angry.",
    "We talked about his mother and about what partners hear.",
    "He shelved the plan; others told jokes.",
)


def test_what_may_be_hers_is_found_and_what_is_his_is_passed_over():
    for text, looks_like in ASKED_ABOUT.items():
        assert looks_like in {each.looks_like for each in partner_words(text)}, text
    for text in PASSED_OVER:
        assert partner_words(text) == [], text


def test_what_was_found_is_said_in_a_sentence():
    phone, account = Found(PHONE, "020 7946 0123"), Found(ACCOUNT, "She said")

    assert in_a_sentence([phone]) == "a phone number (“020 7946 0123”)"
    assert in_a_sentence([phone, account]).endswith(
        "0123”) and somebody else’s account (“She said”)"
    )


@settings(max_examples=25)
@given(
    before=st.text(max_size=40),
    digits=st.text("0123456789", min_size=9, max_size=9),
    after=st.text(alphabet="xyz .,\n", max_size=20),
)
def test_a_mobile_number_is_found_whatever_stands_around_it(before, digits, after):
    text = f"{before} x 07{digits} {after}"

    assert PHONE in {each.looks_like for each in partner_words(text)}


class NoteForm(AsksAboutPartnerWords):
    texts_about_him = ("text", "plan", "left_out")
    text = forms.CharField(widget=forms.Textarea)
    plan = forms.CharField(required=False)
    left_out = forms.CharField(required=False)
    on = forms.CharField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Fieldset("What was said", "text", "plan"), "on", Submit("save", "Save")
        )


def sent(**answers) -> NoteForm:
    return NoteForm(QueryDict("&".join(f"{name}={text}" for name, text in answers.items())))


def test_it_asks_once_beside_the_text_and_keeps_every_word():
    form = sent(text="She told me", plan="Ring 020 7946 0123", on="Monday")

    assert not form.is_valid()
    assert set(form.errors) == {"text", "plan"}
    assert "“She told”" in form.errors["text"][0]
    assert form["text"].value() == "She told me"
    inside, on, _button = form.helper.layout.fields
    assert inside.fields == ["text", "plan", "words_are_checked"]
    assert on == "on"

    form = sent(text="She told me", plan="Ring 020 7946 0123", words_are_checked="on")
    assert form.is_valid()
    assert form.cleaned_data == {
        "text": "She told me",
        "plan": "Ring 020 7946 0123",
        "left_out": "",
        "on": "",
    }


def test_a_text_that_is_his_is_never_asked_about():
    form = sent(text="He said he was sorry")

    assert form.is_valid()
    assert "words_are_checked" not in form.fields


def test_a_field_that_the_layout_does_not_name_is_asked_about_before_the_button():
    form = sent(text="He came", left_out="She said no")

    assert not form.is_valid()
    assert form.helper.layout.fields[-2] == "words_are_checked"


def test_an_empty_text_has_its_own_message_and_no_question():
    form = sent(plan="")

    assert not form.is_valid()
    assert set(form.errors) == {"text"}
    assert "words_are_checked" not in form.fields


def test_the_question_is_a_box_on_the_page():
    form = sent(text="She told me")
    form.is_valid()
    html = render_crispy_form(form)

    page = Page(type("Answer", (), {"content": html.encode()}))
    assert "I have checked: nothing here came from the person harmed" in page.words
    assert page.errors["text"].startswith("Check this text: it may hold somebody else’s")
