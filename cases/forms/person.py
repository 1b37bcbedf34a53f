"""What the page asks about the person himself."""

import re

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from cases.models import ChildrenKnown, ContactWay, Interpreter
from pilot import calendar
from pilot.fields import Checkboxes, DateField, Radios, VersionField
from pilot.partner_words import AsksAboutPartnerWords
from referrals.models import Residence

_DISTRICT = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
_POSTCODE = re.compile(rf"({_DISTRICT})([0-9][ABD-HJLNP-UW-Z]{{2}})?")


class PersonForm(AsksAboutPartnerWords):
    """Who they are, where they live, and how to reach them safely."""

    texts_about_him = ("contact_times", "contact_warning", "needs")

    given_names = forms.CharField(
        label="Given names",
        max_length=80,
        error_messages={"required": "Enter their given names"},
    )
    surname = forms.CharField(
        label="Surname", max_length=80, error_messages={"required": "Enter their surname"}
    )
    aliases = forms.CharField(
        label="Other names they go by", max_length=160, required=False
    )
    born_on = DateField(
        label="Date of birth",
        help_text="Leave empty if nobody knows it. The referral keeps what we were told.",
        noun="the date of birth",
        latest=calendar.today,
        required=False,
    )
    police_reference = forms.CharField(
        label="Police reference",
        help_text="The crime or person reference the police use for them.",
        max_length=40,
        required=False,
    )
    residence = forms.ChoiceField(
        label="Where do they live?",
        help_text="This moves no case to another borough: the manager does that.",
        choices=Residence,
        error_messages={"required": "Select where they live"},
    )
    address = forms.CharField(
        label="Their address",
        help_text="Where they themselves live, never where anybody who was harmed does.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    postcode = forms.CharField(
        label="Postcode",
        help_text="All of it, or only the first half, like W6.",
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    phone = forms.CharField(
        label="Phone number",
        max_length=40,
        required=False,
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-20", "inputmode": "tel"}
        ),
    )
    email = forms.EmailField(
        label="Email address",
        max_length=120,
        required=False,
        error_messages={"invalid": "Enter an email address like name@example.org"},
    )
    contact_ways = forms.MultipleChoiceField(
        label="Which ways of reaching them are all right?",
        help_text="As they told us. Select all that are.",
        choices=ContactWay,
        widget=Checkboxes,
        required=False,
    )
    contact_times = forms.CharField(
        label="When is a good time?",
        help_text="For example, weekdays after six.",
        max_length=200,
        required=False,
    )
    contact_warning = forms.CharField(
        label="What should we never do?",
        help_text="For example, never leave a message, never ring at work. Everybody who "
        "books or rings sees it.",
        max_length=300,
        required=False,
    )
    language = forms.CharField(
        label="Which language do they speak best?", max_length=60, required=False
    )
    interpreter = forms.ChoiceField(
        label="Do they need an interpreter?",
        choices=Interpreter,
        widget=Radios,
        error_messages={"required": "Select whether they need an interpreter"},
    )
    needs = forms.CharField(
        label="What else do they need from us?",
        help_text="To read, hear, follow or get to a session: large print, a ground floor, "
        "short sessions. Everybody who books sees it.",
        max_length=300,
        required=False,
    )
    children_known = forms.ChoiceField(
        label="Are there children in their life?",
        help_text="Theirs, a partner’s, brothers and sisters. Add each one afterwards.",
        choices=ChildrenKnown,
        widget=Radios,
        error_messages={"required": "Select whether there are children in their life"},
    )
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Fieldset(
                "Who they are",
                *("given_names", "surname", "aliases", "born_on", "police_reference"),
            ),
            Fieldset("Where they live", "residence", "address", "postcode"),
            Fieldset(
                "Reaching them",
                *("phone", "email", "contact_ways", "contact_times", "contact_warning"),
            ),
            Fieldset("Talking and meeting", "language", "interpreter", "needs"),
            Fieldset("Children", "children_known"),
            Submit("save", "Save these details"),
        )

    def clean_postcode(self):
        typed = re.sub(r"\s+", "", self.cleaned_data["postcode"]).upper()
        if not typed:
            return ""
        match = _POSTCODE.fullmatch(typed)
        if not match:
            raise forms.ValidationError(
                "Enter a postcode like W6 7NL, or the first half of it, like W6"
            )
        return " ".join(filter(None, match.groups()))

    def clean_contact_ways(self):
        return sorted(self.cleaned_data["contact_ways"])

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        if phone and not re.fullmatch(r"\+?[0-9][0-9 ()-]{5,}", phone):
            raise forms.ValidationError("Enter a phone number, like 020 7946 0000")
        return phone
