"""What is asked where both sides of a case are looked at together."""

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.models import RiskLevel
from cases.partners.forms.entry import LONG_TEXT, day
from cases.partners.models import CaseClearance
from pilot import calendar
from pilot.fields import FilterForm, PilotForm, Radios
from pilot.models import Borough

RANKED = (RiskLevel.STANDARD, RiskLevel.MEDIUM, RiskLevel.HIGH)


class PartnerSidesReviewForm(PilotForm):
    """The team's level: what lies below the higher side cannot be chosen."""

    level = forms.ChoiceField(
        label="Which level of risk does the team agree on?",
        help_text="His worker reads it, and when. Nothing else on this page is seen there.",
        widget=Radios,
        error_messages={"required": "Select the level"},
    )
    on = day("When was the review?", noun="the date of the review")
    present = forms.CharField(
        label="Who took part?",
        help_text="Roles or names of staff.",
        max_length=300,
        error_messages={"required": "Enter who took part"},
    )
    rationale = forms.CharField(
        label="What does the level rest on?",
        max_length=LONG_TEXT,
        widget=forms.Textarea,
        error_messages={"required": "Enter what the level rests on"},
    )
    decisions = forms.CharField(
        label="What was decided?",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what was decided"},
    )
    actions = forms.CharField(
        label="Who does what, and by when?",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args, case, sides, **kwargs):
        self.case = case
        kwargs["initial"] = {"on": calendar.today()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        known = [RANKED.index(side) for side in sides if side in RANKED]
        self.fields["level"].choices = [
            (level.value, level.label) for level in RANKED[max(known, default=0) :]
        ]
        self.helper.layout = Layout(*self.fields, Submit("hold", "Keep the team’s level"))

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on < self.case.opened_on:
            raise forms.ValidationError(
                "The date must be on or after the day his case opened, "
                f"{calendar.in_words(self.case.opened_on)}"
            )
        return on


class PartnerSidesClearForm(PilotForm):
    """Why work with him may begin."""

    sometimes_required = ("reason",)

    ground = forms.ChoiceField(
        label="Why may work with him begin?",
        widget=Radios,
        error_messages={"required": "Select why it may begin"},
    )
    reason = forms.CharField(
        label="What do you know?",
        help_text="Needed if nobody is on record. Kept on this side.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args, is_linked, **kwargs):
        super().__init__(*args, **kwargs)
        contact = CaseClearance.Ground.CONTACT
        self.fields["ground"].choices = [
            each
            for each in CaseClearance.Ground.choices
            if (each[0] == contact) is is_linked
        ]
        self.helper.layout = Layout("ground", "reason", Submit("clear", "Cleared to begin"))

    def clean(self):
        answers = super().clean()
        without = answers.get("ground") not in (None, CaseClearance.Ground.CONTACT)
        if without and not answers.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Enter what you know")
        return answers


class PartnerSidesTakeBackForm(PilotForm):
    """Why a clearance is taken back."""

    reason = forms.CharField(
        label="Why is it not cleared after all?",
        help_text="Kept on this side. His side reads “not cleared yet”.",
        max_length=300,
        error_messages={"required": "Enter why it is not cleared"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "reason", Submit("take_back", "Take the clearance back")
        )


class PartnerUntriedFilterForm(FilterForm):
    """What the list is narrowed to. Nothing personal: it stands in the address."""

    borough = forms.ModelChoiceField(
        label="Borough",
        queryset=Borough.objects.order_by("place"),
        empty_label="All boroughs",
    )
