"""What the pages for tries at reaching somebody ask."""

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.forms.word import PassesOn
from cases.forms.work import WorkForm, safely
from cases.models import ContactAttempt, Method
from pilot import calendar
from pilot.fields import DateField, Radios
from pilot.partner_words import AsksAboutPartnerWords


class AttemptForm(AsksAboutPartnerWords, WorkForm):
    """One line, fifteen seconds: how, what happened, when."""

    texts_about_him = ("note", "ask")

    method = forms.ChoiceField(
        label="How did you try?",
        choices=Method,
        widget=Radios,
        error_messages={"required": "Select how you tried"},
    )
    outcome = forms.ChoiceField(
        label="What happened?",
        choices=ContactAttempt.Outcome,
        widget=Radios,
        error_messages={"required": "Select what happened"},
    )
    on = DateField(
        label="Which day?", noun="the date of the attempt", latest=calendar.today
    )
    note = forms.CharField(label="Anything to add?", max_length=300, required=False)

    def clean_on(self):
        return self.check_day(self.cleaned_data["on"])

    def answers(self) -> dict:
        """The attempt, in the words of the action that keeps it."""
        names = ("method", "outcome", "on", "note")
        return {name: self.cleaned_data[name] for name in names}


class ContactAttemptForm(PassesOn, AttemptForm):
    """A failed attempt that is new, or one that reached them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "method", "outcome", "on", "note", "tell", Submit("log", "Log this attempt")
        )

    def clean_on(self):
        return safely(self.case, super().clean_on())

    def answers(self) -> dict:
        return super().answers() | {"word": self.word()}


class AttemptCorrectForm(AttemptForm):
    """The attempt as it should have been entered, and what was wrong with it."""

    because = forms.CharField(
        label="What was wrong?",
        help_text="Kept beside the old entry, which stays readable. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter what was wrong"},
    )

    texts_about_him = ("note", "because")

    def __init__(self, *args, attempt, **kwargs):
        self.attempt = attempt
        super().__init__(*args, case=attempt.case, **kwargs)
        self.helper.layout = Layout(
            "because",
            "method",
            "outcome",
            "on",
            "note",
            Submit("save", "Save the correction"),
        )

    def clean(self):
        told = super().clean()
        if not self.errors and self.said_of(self.attempt) == super().answers():
            self.add_error("because", "Change what was wrong below, or go back")
        return told

    def answers(self) -> dict:
        return super().answers() | {"because": self.cleaned_data["because"]}

    @staticmethod
    def said_of(attempt: ContactAttempt) -> dict:
        """What is saved of it, as the form asks for it."""
        names = ("method", "outcome", "on", "note")
        return {name: getattr(attempt, name) for name in names}


class WithdrawForm(AsksAboutPartnerWords, WorkForm):
    """Why an entry should not be there at all."""

    texts_about_him = ("because",)

    because = forms.CharField(
        label="Why should it not be here?",
        help_text="Logged on the wrong person, or twice. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter why it should not be here"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("because", Submit("withdraw", "Take this entry out"))
