"""What is asked about a risk of the contract, and each time it is scored."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, Radios, VersionField
from pilot.forms.record import ROLES_ONLY, BoroughField, reason, text
from pilot.models import ContractRisk
from pilot.naming_words import AsksAboutNames

LIKELIHOOD = [
    *((1, "1: hardly ever"), (2, "2: seldom"), (3, "3: perhaps")),
    *((4, "4: likely"), (5, "5: almost certain")),
]
IMPACT = [
    *((1, "1: nobody would notice"), (2, "2: a nuisance"), (3, "3: work is delayed")),
    *((4, "4: people or money are harmed"), (5, "5: the pilot fails")),
]


def _scale(label: str, choices: list) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=int,
        widget=Radios,
        error_messages={"required": "Select from 1 to 5"},
    )


class RiskScoreForm(AsksAboutNames):
    """How likely it is today and how much it would do; and when it is looked at again."""

    texts_checked = ("note",)

    likelihood = _scale("How likely is it?", LIKELIHOOD)
    impact = _scale("If it happened, how bad would it be?", IMPACT)
    note = text("What does that rest on?", "Enter what it rests on", most=300, rows=3)
    review_on = DateField(
        label="When is it looked at again?",
        noun="the day of the next look",
        earliest=calendar.today,
    )
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("score", "Save this score"))


class _Risk(AsksAboutNames):
    texts_checked = ("what", "mitigation", "owner")

    kind = forms.ChoiceField(
        label="What kind of risk is it?",
        choices=ContractRisk.Kind,
        widget=Radios,
        error_messages={"required": "Select what kind of risk it is"},
    )
    what = text(
        "What may happen?", "Enter what may happen", most=300, rows=2, help_text=ROLES_ONLY
    )
    mitigation = text(
        "What is done about it?", "Enter what is done about it", most=1000, rows=4
    )
    owner = text(
        "Who answers for it?",
        "Enter the role of who answers for it",
        most=100,
        help_text="The role, never a name: “Service manager”.",
    )


class RiskForm(_Risk, RiskScoreForm):
    """A risk with its first score."""

    texts_checked = ("what", "mitigation", "owner", "note")

    borough = BoroughField()
    version = None

    field_order = ("borough", "kind", "what", "mitigation", "owner")

    def __init__(self, *args, boroughs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["borough"].offer(boroughs, alone=False)
        self.helper.layout = Layout(*self.fields, Submit("record", "Record this risk"))


class RiskChangeForm(_Risk):
    """What is put right of a risk, or that it is one no longer."""

    texts_checked = ("what", "mitigation", "owner", "because")

    because = reason("What is different, and why?")
    is_closed = forms.BooleanField(label="It is a risk no longer: close it", required=False)
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("save", "Save the change"))
