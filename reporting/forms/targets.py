"""What a council expects of a figure, and what it was before the pilot."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.calendar import Quarter
from pilot.fields import Radios, VersionField
from pilot.naming_words import AsksAboutNames
from reporting.forms.questions import AgreedForm
from reporting.indicators import Indicator
from reporting.models import Target


def _number_of(indicator: Indicator, label: str) -> forms.DecimalField:
    """What a figure comes to: a percentage with one decimal, or a whole count."""
    decimals = 1 if indicator.is_rate else 0
    highest = 100 if indicator.is_rate else 999_999
    wrong = (
        "Enter a percentage from 0 to 100, with one decimal or none"
        if indicator.is_rate
        else "Enter a whole number of 0 or more"
    )
    codes = ("required", "invalid", "min_value", "max_value", "max_digits")
    codes += ("max_decimal_places", "max_whole_digits")
    return forms.DecimalField(
        label=label,
        help_text=f"In {indicator.value_unit}.",
        min_value=0,
        max_value=highest,
        max_digits=8,
        decimal_places=decimals,
        error_messages=dict.fromkeys(codes, wrong),
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}
        ),
    )


TO_DATE = "to-"


class TargetForm(AgreedForm):
    """What a borough's figure should come to, in a quarter or from the start to its end."""

    period = forms.ChoiceField(
        label="For which period?",
        error_messages={"required": "Select a period"},
    )
    holds = forms.ChoiceField(
        label="Is there a target?",
        choices=[("YES", "Yes"), ("NO", "No, there is none any more")],
        widget=Radios(reveals={"YES": ["value", "direction"]}),
        error_messages={"required": "Select whether there is a target"},
    )
    direction = forms.ChoiceField(
        label="Is it better to be above it or below?",
        choices=Target.Direction.choices,
        widget=forms.RadioSelect,
        initial=Target.Direction.HIGHER,
        error_messages={"required": "Select whether more or less is better"},
    )

    def __init__(self, *args, indicator: Indicator, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [
            ("", "Select a period"),
            *(
                choice
                for quarter in calendar.pilot_quarters()
                for choice in (
                    (str(quarter), quarter.label),
                    (
                        f"{TO_DATE}{quarter}",
                        f"From the start to {calendar.in_words(quarter.period.last)}",
                    ),
                )
            ),
        ]
        self.fields["value"] = _number_of(indicator, "What should it come to?")
        self.helper.layout = Layout(
            *("version", "period", "holds", "agreed", "reason"),
            Submit("set", "Set this target"),
        )

    def target(self) -> dict:
        """The answers in the words of the action."""
        asked = ("version", "reason", "agreed_by", "agreed_on", "value")
        told = {name: self.cleaned_data[name] for name in asked}
        period = self.cleaned_data["period"]
        return told | {
            "quarter": Quarter.parse(period.removeprefix(TO_DATE)),
            "is_to_date": period.startswith(TO_DATE),
            "direction": self.cleaned_data["direction"] or Target.Direction.HIGHER,
        }


class BaselineForm(AsksAboutNames):
    """What a borough's figure was before the pilot, over what time, and who says so."""

    texts_checked = ("period_words", "source")

    version = VersionField()
    holds = forms.ChoiceField(
        label="Is it known what this was before the pilot?",
        choices=[("YES", "Yes"), ("NO", "No, there is no baseline")],
        widget=Radios(reveals={"YES": ["value", "period_words"]}),
        error_messages={"required": "Select whether it is known"},
    )
    period_words = forms.CharField(
        label="Over what time?",
        help_text="For example: “April 2014 to March 2015”.",
        max_length=60,
        error_messages={"required": "Enter over what time it was so"},
    )
    source = forms.CharField(
        label="Where is this known from, or why is it not known?",
        help_text="A report or a system. Name nobody.",
        max_length=200,
        error_messages={"required": "Enter where this is known from, or why it is not"},
    )

    marks_optional = False

    def __init__(self, *args, indicator: Indicator, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"] = _number_of(indicator, "What was it?")
        self.helper.layout = Layout(
            *("version", "holds", "source"), Submit("record", "Record this")
        )

    def baseline(self) -> dict:
        """The answers in the words of the action."""
        asked = ("version", "value", "period_words", "source")
        return {name: self.cleaned_data[name] for name in asked}
