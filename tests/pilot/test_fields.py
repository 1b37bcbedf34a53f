"""What people type, and what becomes of it."""

from datetime import date, time
from decimal import Decimal

import pytest
from crispy_forms.layout import Layout, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.loader import render_to_string

from pilot import calendar
from pilot.fields import (
    Checkboxes,
    CleanCharField,
    DateField,
    FilterForm,
    PilotForm,
    Radios,
    TimeField,
    VersionField,
)
from pilot.templatetags.pilot import error_links, page_numbers, unrevealed


class VisitForm(PilotForm):
    """One of each."""

    sometimes_required = ("place",)

    who = forms.CharField(label="Who came?", max_length=20)
    place = forms.CharField(label="Where was it?", required=False)
    on = DateField(
        label="When was it?",
        noun="the date of the visit",
        earliest=date(2015, 10, 1),
        latest=calendar.today,
        required=False,
    )
    at = TimeField(label="What time?", noun="the time it started", required=False)
    outcome = forms.ChoiceField(
        label="Did it happen?",
        choices=[("yes", "Yes"), ("no", "No"), ("nk", "Not known")],
        widget=Radios(
            hints={"no": "He did not come"},
            dividers={"nk": "or"},
            reveals={"yes": ["notes", "told"], "no": ["why"]},
        ),
    )
    notes = forms.CharField(label="What happened?", widget=forms.Textarea, max_length=10)
    told = forms.MultipleChoiceField(
        label="Who was told?",
        choices=[("m", "Manager"), ("n", "Nobody")],
        widget=Checkboxes(alone={"n"}),
        required=False,
    )
    why = forms.CharField(label="Why not?")
    version = VersionField()


SENT = {"who": "Robin", "outcome": "no", "why": "Ill", "version": "1"}


def sent(**answers):
    query = QueryDict(mutable=True)
    for name, value in {**SENT, **answers}.items():
        if isinstance(value, list):
            query.setlist(name, value)
        elif value is not None:
            query[name] = value
    return query


def on(day="", month="", year=""):
    return {"on_day": day, "on_month": month, "on_year": year}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (on("5", "10", "2015"), date(2015, 10, 5)),
        (on("05", "1", "2016"), date(2016, 1, 5)),
        (on("29", "Feb", "2016"), date(2016, 2, 29)),
        (on(" 3 ", "march", "2016"), date(2016, 3, 3)),
        (on("1", "OCTOBER", "2015"), date(2015, 10, 1)),
        (on(), None),
    ],
)
def test_a_date_may_be_typed_in_numbers_or_with_the_name_of_its_month(typed, meant):
    form = VisitForm(sent(**typed))
    form.is_valid()

    assert form.cleaned_data.get("on") == meant


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (on("5", "10", ""), "The date of the visit must include a year"),
        (on("", "", "2016"), "The date of the visit must include a day and a month"),
        (on("31", "2", "2016"), "The date of the visit must be a real date"),
        (on("29", "2", "2015"), "The date of the visit must be a real date"),
        (on("5", "13", "2016"), "The date of the visit must be a real date"),
        (on("five", "1", "2016"), "The date of the visit must be a real date"),
        (on("-1", "1", "2016"), "The date of the visit must be a real date"),
        (on("1", "ju", "2016"), "The date of the visit must be a real date"),
        (on("1", "1", "0000"), "The date of the visit must be a real date"),
        (
            on("1", "1", "16"),
            "The date of the visit must have a year of 4 numbers, like 2016",
        ),
        (
            on("1", "1", "1816"),
            "The date of the visit must have a year between 1900 and 2099",
        ),
        (on("16", "7", "2016"), "The date of the visit must be today or in the past"),
        (on("30", "9", "2015"), "The date of the visit must be on or after 1 October 2015"),
        (on("9" * 5000, "1", "2016"), "The date of the visit must be a real date"),
    ],
)
def test_a_wrong_date_says_what_to_do(typed, told):
    assert VisitForm(sent(**typed)).errors["on"] == [told]


def test_september_has_two_short_names():
    class Form(PilotForm):
        on = DateField()

    for typed in ("sep", "Sept."):
        form = Form({"on_day": "30", "on_month": typed, "on_year": "2016"})
        assert form.is_valid()
        assert form.cleaned_data["on"] == date(2016, 9, 30)


def test_a_date_that_must_be_given_asks_for_it_by_name():
    class Form(PilotForm):
        on = DateField(noun="the date of the visit")

    assert Form(QueryDict()).errors["on"] == ["Enter the date of the visit"]


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        (
            {"latest": date(2016, 9, 30)},
            "The date it ends must be on or before 30 September 2016",
        ),
        (
            {"earliest": lambda: date(2017, 1, 1)},
            "The date it ends must be today or in the future",
        ),
    ],
)
def test_a_date_outside_its_bounds_is_told_them(bounds, told):
    class Form(PilotForm):
        on = DateField(noun="the date it ends", **bounds)

    assert Form(QueryDict("on_day=1&on_month=10&on_year=2016")).errors["on"] == [told]


def test_only_the_wrong_box_of_a_date_is_marked_and_linked():
    form = VisitForm(sent(**on("5", "10", "")))

    page = render_crispy_form(form)

    assert {"text": "The date of the visit must include a year", "href": "#id_on_year"} in (
        error_links(form)
    )
    assert page.count("govuk-date-input__input govuk-input--error") == 1


def test_a_date_is_shown_again_as_it_was_typed():
    page = render_crispy_form(VisitForm(sent(**on("31", "febr", "2016"))))

    assert 'name="on_day" type="text" value="31"' in page
    assert 'name="on_month" type="text" value="febr"' in page


def test_a_known_date_is_shown_in_its_three_boxes():
    page = render_crispy_form(VisitForm(initial={"on": date(2016, 3, 5)}))

    assert 'name="on_day" type="text" value="5"' in page
    assert 'name="on_month" type="text" value="3"' in page
    assert 'name="on_year" type="text" value="2016"' in page


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("1430", time(14, 30)),
        ("9:05", time(9, 5)),
        ("2.30pm", time(14, 30)),
        ("2:30 PM", time(14, 30)),
        ("2 p.m.", time(14)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midday", time(12)),
        ("midnight", time(0)),
        ("", None),
    ],
)
def test_a_time_may_be_typed_as_people_write_it(typed, meant):
    form = VisitForm(sent(at=typed))
    form.is_valid()

    assert form.cleaned_data["at"] == meant


@pytest.mark.parametrize(
    "typed", ["25:00", "14:60", "2", "13pm", "0pm", "soon", "14:30:00x"]
)
def test_a_wrong_time_says_how_to_write_one(typed):
    told = "The time it started must be a time, like 14:30 or 2:30pm"

    assert VisitForm(sent(at=typed)).errors["at"] == [told]


def test_a_known_time_is_shown_in_twenty_four_hours():
    assert 'value="09:05"' in render_crispy_form(VisitForm(initial={"at": time(9, 5)}))


def test_a_known_date_and_time_that_nobody_touched_have_not_changed():
    known = {"on": date(2016, 3, 5), "at": time(14, 30)}

    same = VisitForm(sent(**on("5", "mar", "2016"), at="2.30pm"), initial=known)
    other = VisitForm(sent(**on("6", "3", "2016"), at="soon"), initial=known)
    half = VisitForm(sent(**on("6", "", "2016"), at="14:30"), initial=known)

    assert not {"on", "at"} & set(same.changed_data)
    assert {"on", "at"} <= set(other.changed_data)
    assert "on" in half.changed_data


def test_control_characters_never_come_in():
    form = VisitForm(
        sent(
            who="Ro\x00b\x0bi\x1fn\x7f",
            place="a\tb\r\nc",
            outcome="yes",
            notes="a\x08\r\nb\rc\td",
        )
    )

    assert form.is_valid()
    assert form.cleaned_data["who"] == "Robin"
    assert form.cleaned_data["place"] == "a b c"
    assert form.cleaned_data["notes"] == "a\nb\nc\td"


def test_a_form_of_another_kind_can_clean_its_texts_too():
    class Form(forms.Form):
        name = CleanCharField()
        note = CleanCharField(widget=forms.Textarea, required=False)

    form = Form({"name": "A\x0b\nB", "note": "A\x0b\r\nB"})

    assert form.is_valid()
    assert form.cleaned_data == {"name": "A B", "note": "A\nB"}
    assert not Form({}).is_valid()


def test_a_line_end_counts_as_one_character_as_it_does_on_the_screen():
    assert VisitForm(sent(outcome="yes", notes="12345\r\n789a")).is_valid()


@pytest.mark.parametrize(
    "value", ["abc", "", "-1", "99999999999999999999", "1.5", None, "1\x002x"]
)
def test_a_hidden_version_that_makes_no_sense_gives_a_message(value):
    form = VisitForm(sent(version=value))

    assert not form.is_valid()
    assert error_links(form) == [
        {
            "text": "This page is out of date. Copy your text, then open the page again",
            "href": "",
        }
    ]


def test_a_draft_is_shown_as_it_was_typed_and_is_never_valid():
    draft = QueryDict("who=Rob&on_day=3&on_month=febr&outcome=yes&notes=Ha&told=m")

    form = VisitForm(None, draft=draft, initial={"version": 7})
    page = render_crispy_form(form)

    assert form.is_draft
    assert not form.is_valid()
    assert form.errors == {}
    assert 'value="Rob"' in page
    assert 'value="febr"' in page
    assert 'value="m" checked' in page
    assert 'name="version" value="7"' in page
    assert "govuk-error-message" not in page


def test_what_is_sent_counts_more_than_a_draft():
    form = VisitForm(sent(), draft=QueryDict("who=Old"))

    assert not form.is_draft
    assert form.is_valid()
    assert form.cleaned_data["who"] == "Robin"


def test_a_draft_that_kept_the_version_it_was_begun_with_keeps_it():
    form = VisitForm(None, draft=QueryDict("who=Rob&version=3"), initial={"version": 7})

    assert 'name="version" value="3"' in render_crispy_form(form)


def test_no_draft_is_an_empty_form():
    form = VisitForm(None, draft=None)

    assert not form.is_bound
    assert not form.is_valid()
    assert form.errors == {}


def test_a_question_is_asked_required_and_kept_only_when_its_answer_is_chosen():
    came = VisitForm(sent(outcome="yes", notes="", why="Left over", told=["m"]))
    did_not = VisitForm(sent(outcome="no", notes="x" * 99, why="Ill", told=["m"]))
    nobody_knows = VisitForm(sent(outcome="nk", why=None))

    assert came.errors["notes"] == ["Answer “What happened?”"]
    assert came.cleaned_data["why"] == ""
    assert did_not.is_valid()
    assert did_not.cleaned_data["notes"] == ""
    assert did_not.cleaned_data["told"] == []
    assert nobody_knows.is_valid()


def test_each_kind_of_question_that_is_not_asked_comes_to_its_own_nothing():
    class Form(PilotForm):
        asked = forms.MultipleChoiceField(
            choices=[("y", "Yes"), ("n", "No")],
            widget=Checkboxes(reveals={"y": ["on", "sure", "which", "sum"]}),
        )
        on = DateField()
        sure = forms.BooleanField()
        which = forms.ChoiceField(choices=[("a", "A")])
        sum = forms.DecimalField()

    not_asked = Form(QueryDict("asked=n&on_day=1&sure=on&which=zz&sum=1"))
    asked = Form(QueryDict("asked=n&asked=y&which=a&sum=1.50"))

    assert not_asked.is_valid()
    assert not_asked.cleaned_data == {
        "asked": ["n"],
        "on": None,
        "sure": False,
        "which": "",
        "sum": None,
    }
    assert set(asked.errors) == {"on", "sure"}
    assert asked.cleaned_data["sum"] == Decimal("1.50")


def test_a_revealed_question_stands_once_under_its_answer():
    form = VisitForm()
    page = render_crispy_form(form)

    assert "notes" not in [field.name for field in unrevealed(form)]
    assert page.count('name="notes"') == 1
    assert page.index('value="yes"') < page.index('name="notes"') < page.index('value="no"')
    assert 'data-aria-controls="conditional-id_outcome_0"' in page
    assert 'data-behaviour="exclusive"' in page


def test_an_answer_carries_its_hint_and_the_word_before_it():
    page = render_crispy_form(VisitForm())

    assert (
        'id="id_outcome_1-item-hint" class="govuk-hint govuk-radios__hint">He did not'
        in page
    )
    assert page.index("govuk-radios__divider") < page.index('value="nk"')


def test_a_question_that_may_be_left_says_so_unless_it_depends():
    page = render_crispy_form(VisitForm())

    assert "What time? (optional)" in page
    assert "Where was it?</label>" in page
    assert "Who came?</label>" in page


def test_every_message_left_to_django_says_what_to_do_instead():
    class Form(PilotForm):
        text = forms.CharField(label="What % of it?", max_length=3)
        short = forms.CharField(label="Code", min_length=3)
        kind = forms.ChoiceField(label="Which kind?", choices=[("a", "A")])
        several = forms.MultipleChoiceField(label="Which ones?", choices=[("a", "A")])
        number = forms.IntegerField(label="How many?", max_value=5)
        least = forms.IntegerField(label="How old?", min_value=5)
        money = forms.DecimalField(label="How much?", max_digits=4, decimal_places=2)

    def told(data):
        return {
            name: messages[0] for name, messages in Form(QueryDict(data)).errors.items()
        }

    assert told("")["kind"] == "Answer “Which kind?”"
    assert told("text=abcd&kind=b&several=b&number=x&short=a&money=1.001&least=4") == {
        "text": "Shorten the answer to “What % of it?” to 3 characters or fewer: it has 4",
        "short": "The answer to “Code” must be 3 characters or more",
        "kind": "Select one of the answers to “Which kind?”",
        "several": "Select one of the answers to “Which ones?”",
        "number": "The answer to “How many?” must be a number",
        "least": "The answer to “How old?” must be 5 or more",
        "money": "The answer to “How much?” must have 2 decimals or fewer",
    }
    assert told("number=6")["number"] == "The answer to “How many?” must be 5 or less"
    for too_large in ("12345", "123456.7"):
        told_of = told(f"money={too_large}")["money"]
        assert told_of == "The answer to “How much?” must be a smaller number"


def test_a_message_of_its_own_stays():
    class Form(PilotForm):
        name = forms.CharField(error_messages={"required": "Enter his name"})

    assert Form(QueryDict()).errors["name"] == ["Enter his name"]


def test_a_number_is_typed_in_a_text_box_with_number_keys():
    class Form(PilotForm):
        number = forms.IntegerField(min_value=0)
        money = forms.DecimalField()

    page = render_crispy_form(Form())

    assert 'type="number"' not in page
    assert 'inputmode="numeric"' in page
    assert 'inputmode="decimal"' in page


def test_nothing_is_cut_off_by_the_browser_or_required_by_it():
    page = render_crispy_form(VisitForm())

    assert " maxlength=" not in page
    assert " required" not in page
    assert 'data-maxlength="10"' in page
    assert "You can enter up to 10 characters" in page


@pytest.mark.parametrize(
    ("answers", "href"),
    [
        ({"who": ""}, "#id_who"),
        ({"outcome": ""}, "#id_outcome_0"),
        ({"outcome": "yes", "notes": "a", "told": ["zz"]}, "#id_told_0"),
        ({"on_month": "1"}, "#id_on_day"),
        ({"outcome": "yes", "notes": ""}, "#id_notes"),
    ],
)
def test_every_message_leads_to_what_can_be_put_right(answers, href):
    form = VisitForm(sent(**answers))

    assert [link["href"] for link in error_links(form)] == [href]
    assert f'id="{href[1:]}"' in render_crispy_form(form)


def test_a_message_about_the_whole_form_comes_first_and_leads_nowhere():
    form = VisitForm(sent(who=""))
    form.add_error(None, "Two people cannot be in one place")

    page = render_to_string("govuk/error_summary.html", {"form": form})

    assert error_links(form)[0] == {"text": "Two people cannot be in one place", "href": ""}
    assert page.index("Two people") < page.index('<a href="#id_who">')


def test_a_form_without_mistakes_has_no_summary():
    assert (
        render_to_string("govuk/error_summary.html", {"form": VisitForm(sent())}).strip()
        == ""
    )


def test_a_hostile_answer_is_shown_as_text():
    hostile = "<script>alert('{{ x }}')</script>"

    page = render_crispy_form(VisitForm(sent(who=hostile, outcome=hostile, **on(hostile))))

    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_layout_of_its_own_keeps_the_hidden_fields_and_its_button():
    form = VisitForm(initial={"version": 4})
    assert not form.has_button
    form.helper.layout = Layout("who", Submit("save", "Save it"))

    page = render_crispy_form(form)

    assert form.has_button
    assert 'name="version" value="4"' in page
    assert ">Save it</button>" in page
    assert "<form" not in page


def test_filters_need_no_answer_and_say_nothing_about_it():
    class Filters(FilterForm):
        status = forms.ChoiceField(label="Status", choices=[("", "Any"), ("open", "Open")])
        since = DateField(label="Since")

    none, other, opened = (
        Filters(None),
        Filters(QueryDict("page=2")),
        Filters({"status": "open"}),
    )

    assert none.is_valid()
    assert other.is_valid()
    assert other.cleaned_data == {"status": "", "since": None}
    assert opened.is_valid()
    assert opened.cleaned_data["status"] == "open"
    assert not Filters(QueryDict("status=zz")).is_valid()
    assert "(optional)" not in render_crispy_form(Filters())


def test_a_long_list_offers_its_first_and_last_pages_and_those_around():
    pages = list(page_numbers(Paginator(range(200), 10).page(5)))

    assert pages == [1, "…", 4, 5, 6, "…", 20]
