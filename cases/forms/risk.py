"""What is asked about risk: its rating, incidents and orders."""

from django import forms

from cases.forms.entry import EntryForm
from cases.forms.work import LONG_TEXT
from cases.models import Incident, InformationSource, Order, RiskLevel, RiskTrigger
from pilot import calendar
from pilot.fields import DateField, Radios
from referrals.models import AbuseType, Relationship


class RiskForm(EntryForm):
    """What the risk is now, and what that rests on."""

    days_of_the_case = ("on",)
    texts_about_him = ("rationale", "action")
    button = ("rate", "Rate this risk")

    level = forms.ChoiceField(
        label="What is the risk of more abuse now?",
        choices=RiskLevel,
        widget=Radios(
            hints={
                RiskLevel.NOT_ASSESSED: "Nobody can say, and the reason below says why."
            },
            dividers={RiskLevel.NOT_ASSESSED: "or"},
        ),
        error_messages={"required": "Select the risk"},
    )
    rationale = forms.CharField(
        label="What does that rest on?",
        help_text="What has changed or has not, from them and from agencies. "
        "Leave out anything the person harmed said.",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what the rating rests on"},
    )
    action = forms.CharField(
        label="What are you doing about it?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    trigger = forms.ChoiceField(
        label="Why did you look at it now?",
        choices=[("", "Select why"), *RiskTrigger.choices],
        error_messages={"required": "Select why you looked at it now"},
    )
    on = DateField(label="As on which day?", noun="the date", latest=calendar.today)


class IncidentForm(EntryForm):
    """What happened, who says so, and what was done about it."""

    days_of_the_case = ("known_on",)
    texts_about_him = ("what", "action")
    button = ("record", "Record this incident")

    what = forms.CharField(
        label="What happened?",
        help_text="Facts, and when it was if that is known. "
        "Leave out anything the person harmed said.",
        max_length=LONG_TEXT,
        widget=forms.Textarea,
        error_messages={"required": "Enter what happened"},
    )
    kind = forms.ChoiceField(
        label="What kind of abuse was it?",
        help_text="The most serious of them.",
        choices=[("", "Select a kind"), *AbuseType.choices],
        error_messages={"required": "Select what kind of abuse it was"},
    )
    relationship = forms.ChoiceField(
        label="Against whom?",
        help_text="Only what that person is to them.",
        choices=[("", "Select a relationship"), *Relationship.choices],
        error_messages={"required": "Select against whom it was"},
    )
    known_on = DateField(
        label="When did you learn of it?",
        noun="the date you learned of it",
        latest=calendar.today,
    )
    source = forms.ChoiceField(
        label="Who told you?",
        help_text="What the person harmed told partner support stays with them.",
        choices=InformationSource,
        widget=Radios,
        error_messages={"required": "Select who told you"},
    )
    police_reported = forms.ChoiceField(
        label="Do the police know of it?",
        choices=Incident.Reported,
        widget=Radios,
        error_messages={"required": "Select whether the police know of it"},
    )
    action = forms.CharField(
        label="What did you do?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


class OrderForm(EntryForm):
    """An order: which, from when until when, and what it says."""

    texts_about_him = ("conditions",)
    button = ("record", "Record this order")

    kind = forms.ChoiceField(
        label="Which order is it?",
        choices=[("", "Select an order"), *Order.Kind.choices],
        error_messages={"required": "Select which order it is"},
    )
    starts_on = DateField(label="From which day?", noun="the date it starts")
    ends_on = DateField(
        label="Until which day?",
        help_text="The last day on which it holds. Leave it empty if it has no end.",
        noun="the date it ends",
        required=False,
    )
    conditions = forms.CharField(
        label="What may they not do?",
        help_text="The conditions in short. No address, and nothing that says where "
        "anybody lives.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what they may not do"},
    )
    protects = forms.ChoiceField(
        label="Whom does it protect?",
        help_text="Only what that person is to them.",
        choices=Order.Protected,
        widget=Radios,
        error_messages={"required": "Select whom it protects"},
    )

    def clean(self):
        answers = super().clean()
        starts_on, ends_on = answers.get("starts_on"), answers.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The date it ends must be on or after it starts")
        return answers
