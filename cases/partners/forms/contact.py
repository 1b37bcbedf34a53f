"""What is asked about reaching somebody safely, and what came of it."""

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.partners.forms.entry import LONG_TEXT, PartnerEntryForm, day
from cases.partners.models import (
    WAYS,
    ContactDetail,
    PartnerContact,
    PartnerNotification,
    PartnerResponse,
    SafeContactPlan,
)
from pilot.fields import Checkboxes, DateField, PilotForm, Radios


def _safe(label, **kwargs):
    return forms.ChoiceField(
        label=label,
        choices=SafeContactPlan.Safe,
        widget=Radios(dividers={SafeContactPlan.Safe.NOT_KNOWN: "or"}),
        error_messages={"required": "Select whether it is safe"},
        **kwargs,
    )


class SafeContactPlanForm(PartnerEntryForm):
    """How to reach them safely, in their own words where you can."""

    button = "Save this plan"

    on = day("When did you agree it with them, or find it out?")
    methods = forms.MultipleChoiceField(
        label="Which ways are safe?",
        help_text="Leave all of them empty if none is.",
        choices=WAYS,
        widget=Checkboxes,
        required=False,
    )
    times = forms.CharField(
        label="When is it safe?",
        help_text="Days and times, or “Not known”.",
        max_length=200,
        error_messages={"required": "Enter when it is safe, or that it is not known"},
    )
    voicemail = _safe("Is a message on their voicemail safe?")
    letters = _safe("Is a letter safe?")
    say_you_are = forms.CharField(
        label="Who do you say you are, if somebody else answers?",
        max_length=100,
        required=False,
    )
    code_word = forms.CharField(
        label="Which word says that it is not safe to talk?", max_length=60, required=False
    )
    who_may_answer = forms.CharField(
        label="Who else might answer?", max_length=200, required=False
    )
    never = forms.CharField(
        label="What must nobody ever do?",
        help_text="One thing on each line. It stands above everything else.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Enter what must never be done, or that nothing is known yet"
        },
    )
    knows = forms.ChoiceField(
        label="Do they know that he has been referred?",
        choices=SafeContactPlan.Knows,
        widget=Radios(dividers={SafeContactPlan.Knows.NOT_KNOWN: "or"}),
        error_messages={"required": "Select whether they know"},
    )
    review_on = DateField(label="By when do you ask again?", noun="the date to ask again")

    def clean_methods(self):
        chosen = self.cleaned_data["methods"]
        return [code for code, _ in WAYS if code in chosen]

    def clean(self):
        answers = super().clean()
        on, review_on = answers.get("on"), answers.get("review_on")
        if on and review_on and review_on <= on:
            self.add_error("review_on", "The date to ask again must be after that day")
        return answers


class ContactDetailForm(PartnerEntryForm):
    """One address or number. What is kept is not shown here: it is typed anew."""

    button = "Keep this"
    typed_anew = ("value",)

    kind = forms.ChoiceField(
        label="What is it?",
        choices=ContactDetail.Kind,
        widget=Radios,
        error_messages={"required": "Select what it is"},
    )
    whose = forms.CharField(
        label="Whose is it?",
        help_text="“Their own mobile”, “their sister’s”. It is shown to colleagues who "
        "have not asked to see the address or number, so name nobody.",
        max_length=60,
        error_messages={"required": "Enter whose it is"},
    )
    value = forms.CharField(
        label="The address or number itself",
        help_text="Hidden as soon as you save it, and never kept half-written.",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter the address or number"},
    )
    is_safe = _safe("Is it safe to use?")
    on = day("When were you told?")


class RevealForm(PilotForm):
    """Why somebody has to see an address or a number."""

    why = forms.ChoiceField(
        label="Why do you need to see it?",
        help_text="Your answer is kept, and the manager can read it.",
        choices=ContactDetail.Why,
        widget=Radios,
        error_messages={"required": "Select why you need to see it"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("why", Submit("show", "Show it once"))


class PartnerContactForm(PartnerEntryForm):
    """A try at reaching them, or a talk."""

    button = "Log this contact"
    sometimes_required = ("content",)

    method = forms.ChoiceField(
        label="How?",
        choices=WAYS,
        widget=Radios,
        error_messages={"required": "Select how"},
    )
    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=PartnerContact.Outcome,
        widget=Radios,
        error_messages={"required": "Select what came of it"},
    )
    on = day("When?", noun="the date of the contact")
    content = forms.CharField(
        label="What was said?",
        help_text="It locks as you save it. Begin with whether it was safe to talk, and "
        "where he and the children were.",
        max_length=LONG_TEXT,
        widget=forms.Textarea,
        required=False,
    )

    def clean(self):
        answers = super().clean()
        talked = answers.get("outcome") == PartnerContact.Outcome.REACHED
        if talked and not answers.get("content") and "content" not in self.errors:
            self.add_error("content", "Enter what you talked about")
        return answers


class PartnerNotificationForm(PartnerEntryForm):
    """What they were told of his work, and how."""

    button = "Record what they were told"

    event = forms.ChoiceField(
        label="What did you tell them?",
        choices=PartnerNotification.Event,
        widget=Radios,
        error_messages={"required": "Select what you told them"},
    )
    method = forms.ChoiceField(
        label="How?",
        choices=WAYS,
        widget=Radios,
        error_messages={"required": "Select how"},
    )
    on = day("When?", noun="the date you told them")


class PartnerResponseForm(PartnerEntryForm):
    """What they answered to the offer of support."""

    button = "Record their answer"

    response = forms.ChoiceField(
        label="What is their answer?",
        choices=PartnerResponse.Kind,
        widget=Radios(
            hints={
                "DECLINES": "They still hear what happens with him, if they ask for it.",
                "NOT_REACHED": "After the attempts that the plan allows.",
            }
        ),
        error_messages={"required": "Select their answer"},
    )
    on = day("When did they say so?", noun="the date of the answer")
    wants_notices = forms.ChoiceField(
        label="Do they want to hear what happens with him?",
        help_text="That he started, does not come, was suspended, that risk changed, that "
        "his work is closing.",
        choices=PartnerResponse.Wants,
        widget=Radios(dividers={PartnerResponse.Wants.NOT_ASKED: "or"}),
        error_messages={"required": "Select whether they want to hear"},
    )
    consent = forms.CharField(
        label="What did they agree to, and what not?",
        help_text="Who may be told what, in their words.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
