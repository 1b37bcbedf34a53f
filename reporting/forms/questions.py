"""What the manager's questions are narrowed to, and what is decided, agreed or expected."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import (
    LARGEST_NUMBER,
    DateField,
    FilterForm,
    Radios,
    VersionField,
)
from pilot.models import Assumption
from pilot.naming_words import AsksAboutNames
from pilot.parameters import Parameter
from referrals.models import Agency, Referral
from reporting.questions.narrowing import SECTORS, ages, boroughs, posts, quarters


def _of(label: str, everything: str, found) -> forms.ChoiceField:
    """A filter whose answers are looked up when its form is made."""
    return forms.ChoiceField(label=label, choices=lambda: [("", everything), *found()])


class _QuestionForm(FilterForm):
    post = _of("Post", "All posts", posts)
    borough = _of("Borough", "All boroughs", boroughs)


class WaitingForm(_QuestionForm):
    age = _of("Waiting", "However long", ages)


class DeclinedForm(_QuestionForm):
    quarter = _of("Quarter of the decision", "All quarters", quarters)
    reason = _of("Reason", "All reasons", lambda: Referral.DeclineReason.choices)


class SourcesForm(_QuestionForm):
    quarter = _of("Quarter received", "All quarters", quarters)
    sector = _of("Sector", "All sectors", lambda: SECTORS)
    agency = forms.IntegerField(
        min_value=1, max_value=LARGEST_NUMBER, widget=forms.HiddenInput
    )


class TeamsForm(FilterForm):
    sector = _of("Sector", "All sectors", lambda: Agency.Sector.choices)
    borough = _of("Borough", "All boroughs", boroughs)


class AssumptionForm(AsksAboutNames):
    """What a body has decided of an assumption, which changes how it stands."""

    texts_checked = ("decided_by", "reason")

    status = forms.ChoiceField(
        label="How does it stand from now on?",
        widget=Radios,
        error_messages={"required": "Select how it stands from now on"},
    )
    decided_by = forms.CharField(
        label="Which body or role decided it?",
        help_text="No name: “Contract Management Group”.",
        max_length=100,
        error_messages={"required": "Enter which body or role decided it"},
    )
    decided_on = DateField(
        label="When?", noun="the day it was decided", latest=calendar.today
    )
    reason = forms.CharField(
        label="What was decided, and why?",
        help_text="Kept beside the assumption. Name nobody.",
        max_length=200,
        error_messages={"required": "Enter what was decided, and why"},
    )

    def __init__(self, *args, assumption, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [
            choice for choice in Assumption.Status.choices if choice[0] != assumption.status
        ]
        self.helper.layout = Layout(*self.fields, Submit("decide", "Record the decision"))


class AgreedForm(AsksAboutNames):
    """Something that is said from now on, why, and whether a body has agreed to it."""

    texts_checked = ("agreed_by", "reason")

    version = VersionField()
    agreed = forms.ChoiceField(
        label="Has somebody agreed to it?",
        choices=[("YES", "Yes, it is agreed"), ("NO", "No, it is assumed")],
        widget=Radios(reveals={"YES": ["agreed_by", "agreed_on"]}),
        error_messages={"required": "Select whether somebody has agreed to it"},
    )
    agreed_by = forms.CharField(
        label="Which body or role agreed to it?",
        help_text="No name: “Contract Management Group”.",
        max_length=100,
        error_messages={"required": "Enter which body or role agreed to it"},
    )
    agreed_on = DateField(
        label="When?", noun="the day it was agreed", latest=calendar.today
    )
    reason = forms.CharField(
        label="Why?",
        help_text="Kept beside the value. Name nobody.",
        max_length=200,
        error_messages={"required": "Enter why"},
    )

    marks_optional = False


class ParameterForm(AgreedForm):
    """Other numbers for a parameter, why, and whether a body has agreed to them."""

    def __init__(self, *args, parameter: Parameter, now: tuple[int, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self.parameter, self.now = parameter, now
        self.boxes = [f"number_{place}" for place, _ in enumerate(now, start=1)]
        for name, number, value in zip(self.boxes, parameter.numbers, now, strict=True):
            bounds = f"from {number.lowest} to {number.highest}"
            wrong = f"Enter a whole number {bounds}"
            self.fields[name] = forms.IntegerField(
                label=number.label,
                help_text=f"A whole number {bounds}.",
                initial=value,
                min_value=number.lowest,
                max_value=number.highest,
                error_messages=dict.fromkeys(
                    ("required", "invalid", "min_value", "max_value"), wrong
                ),
                widget=forms.TextInput(
                    attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}
                ),
            )
        self.helper.layout = Layout(
            *("version", *self.boxes, "agreed", "reason"),
            Submit("change", "Put this in force"),
        )

    def clean(self):
        answers = super().clean()
        numbers = [answers[name] for name in self.boxes if name in answers]
        is_whole = len(numbers) == len(self.boxes)
        for name, one, other in zip(self.boxes[1:], numbers, numbers[1:], strict=False):
            if is_whole and self.parameter.is_ascending and one >= other:
                self.add_error(name, "Enter a larger number than the one before it")
        if tuple(numbers) == self.now and answers.get("agreed") == "NO":
            message = "Enter another number, or say who has agreed to this one"
            self.add_error(self.boxes[0], message)
        return answers

    def change(self) -> dict:
        """The answers in the words of the action."""
        asked = ("version", "reason", "agreed_by", "agreed_on")
        told = {name: self.cleaned_data[name] for name in asked}
        return told | {"numbers": tuple(self.cleaned_data[name] for name in self.boxes)}
