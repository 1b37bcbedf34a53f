"""What is asked at the start, at a review, at the exit and afterwards."""

from crispy_forms.layout import Fieldset
from django import forms

from cases.models import RiskLevel
from cases.partners import dash_rules
from cases.partners.actions import check_point_is_free
from cases.partners.forms.entry import LONG_TEXT, PartnerEntryForm, day
from cases.partners.models import (
    DASH_ITEMS,
    GRID_DOMAINS,
    MIRABAL,
    DashAnswer,
    DashAssessment,
    PartnerOutcome,
    Point,
    SeverityGrid,
)
from pilot.fields import Checkboxes, Radios
from pilot.transitions import TransitionRefused

ASKED_CRITERIA = ("ESCALATION", "REPEAT")  # the others follow from the answers
SIDE_BY_SIDE = {"class": "govuk-radios--inline govuk-radios--small"}


class MeasureForm(PartnerEntryForm):
    """Something measured at a point of the work."""

    model = DashAssessment

    point = forms.ChoiceField(
        label="Which point of the work is it?",
        choices=Point,
        widget=Radios,
        error_messages={"required": "Select the point of the work"},
    )
    on = day("When was it done?")

    def clean_point(self):
        point = self.cleaned_data["point"]
        try:
            check_point_is_free(self.partner_case, self.model, point, but=self.entry)
        except TransitionRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        if not self.partner_case.is_open and point != Point.FOLLOW_UP and not self.entry:
            raise forms.ValidationError(
                "The partner case is closed: only a follow-up can be recorded"
            )
        return point


class DashForm(MeasureForm):
    """The checklist, item by item in labels of our own, and professional judgement."""

    button = "Save the checklist"
    sometimes_required = ("judgement_reason", *DASH_ITEMS)

    checklist = forms.ChoiceField(
        label="Which checklist is it?",
        choices=DashAssessment.Version,
        widget=Radios(
            hints={
                "SAFELIVES_24": "Answer its 24 items below, beside the printed questions.",
                "YOUNG_PEOPLE": "Its items are not kept here: enter the level below.",
                "POLICE_27": "Its items are not kept here: enter the level below.",
            }
        ),
        error_messages={"required": "Select the checklist"},
    )
    completed_with = forms.ChoiceField(
        label="Whose answers are they?",
        choices=DashAssessment.With,
        widget=Radios,
        error_messages={"required": "Select whose answers they are"},
    )
    judgement = forms.ChoiceField(
        label="What level does your own judgement say?",
        help_text="It can raise the level that the score comes to, and never lower it.",
        choices=[("", "No other than the score"), *RiskLevel.choices[:3]],
        widget=Radios,
        required=False,
    )
    judgement_reason = forms.CharField(
        label="Why does your judgement say so?",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    criteria = forms.MultipleChoiceField(
        label="Does any of this hold as well?",
        choices=[
            choice
            for choice in DashAssessment.Criterion.choices
            if choice[0] in ASKED_CRITERIA
        ],
        widget=Checkboxes,
        required=False,
    )

    def ask(self):
        for number, (item, label) in enumerate(DASH_ITEMS.items(), start=1):
            self.fields[item] = forms.ChoiceField(
                label=f"{number}. {label}",
                choices=DashAnswer,
                widget=Radios(SIDE_BY_SIDE),
                required=False,
            )

    def laid_out(self):
        return [
            *("point", "on", "checklist", "completed_with"),
            Fieldset("The 24 items", *DASH_ITEMS),
            *("judgement", "judgement_reason", "criteria"),
        ]

    def said_of(self, entry):
        asked = [code for code in entry.criteria if code in ASKED_CRITERIA]
        return super().said_of(entry) | entry.answers | {"criteria": asked}

    def clean(self):
        answers = super().clean()
        items = {item: answers.pop(item, "") for item in DASH_ITEMS}
        if answers.get("checklist") == DashAssessment.Version.SAFELIVES_24:
            for item, answer in items.items():
                if not answer and item not in self.errors:
                    label = DASH_ITEMS[item]
                    told = f"Select yes, no or don’t know for “{label}”"
                    self.add_error(item, told)
        else:
            items = {}
        judgement = answers.get("judgement", "")
        if "judgement" not in self.errors:
            band = dash_rules.band(items, dash_rules.thresholds())
            self._check_judgement(answers, judgement, band, bool(items))
        return answers | {"answers": items}

    def _check_judgement(self, answers, judgement, band, is_scored):
        if dash_rules.is_lowered(band, judgement):
            level = RiskLevel(band).label.lower()
            self.add_error(
                "judgement",
                f"The score alone comes to {level}: judgement can raise it, never lower it",
            )
        if answers.get("checklist") and not is_scored and not judgement:
            self.add_error("judgement", "Select the level the checklist came to")
        if judgement and not answers.get("judgement_reason"):
            self.add_error("judgement_reason", "Enter why your judgement says so")

    def _says_the_same(self, answers):
        stands = self.said_of(self.entry)
        return all(
            stands.get(name, "") == value
            for name, value in answers.items()
            if name != "because"
        )


class SeverityGridForm(MeasureForm):
    """Four groups of behaviour, each by itself, and which way it goes."""

    model = SeverityGrid
    button = "Save the grid"

    rater = forms.ChoiceField(
        label="Whose view is it?",
        choices=SeverityGrid.Rater,
        widget=Radios,
        error_messages={"required": "Select whose view it is"},
    )
    severity_trend = forms.ChoiceField(
        label="Is it getting more or less severe?",
        choices=SeverityGrid.Trend,
        widget=Radios,
        error_messages={"required": "Select which way severity goes"},
    )
    frequency_trend = forms.ChoiceField(
        label="Is it happening more or less often?",
        choices=SeverityGrid.Trend,
        widget=Radios,
        error_messages={"required": "Select which way frequency goes"},
    )

    def ask(self):
        for domain, label in GRID_DOMAINS.items():
            self.fields[domain] = forms.TypedChoiceField(
                label=label,
                choices=SeverityGrid.Severity,
                coerce=int,
                widget=Radios(SIDE_BY_SIDE),
                error_messages={"required": f"Select how severe it is: {label.lower()}"},
            )
            if self.entry:
                self.initial[domain] = getattr(self.entry, domain)

    def laid_out(self):
        return ["point", "on", "rater", *GRID_DOMAINS, "severity_trend", "frequency_trend"]


class PartnerOutcomeForm(MeasureForm):
    """Six measures, each by itself, and whether they feel safer."""

    model = PartnerOutcome
    button = "Save these measures"

    feels_safer = forms.ChoiceField(
        label="Do they feel safer than when support began?",
        choices=PartnerOutcome.Feels,
        widget=Radios(dividers={PartnerOutcome.Feels.DK: "or"}),
        error_messages={"required": "Select whether they feel safer, or why not known"},
    )
    words = forms.CharField(
        label="In their own words",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def ask(self):
        for scale, label in MIRABAL.items():
            self.fields[scale] = forms.ChoiceField(
                label=label,
                help_text="How true is it for them now?",
                choices=PartnerOutcome.Answer,
                widget=Radios(
                    {"class": "govuk-radios--small"},
                    dividers={PartnerOutcome.Answer.NOT_ASKED: "or"},
                ),
                error_messages={"required": f"Select an answer to “{label}”"},
            )
            if self.entry:
                self.initial[scale] = getattr(self.entry, scale)

    def laid_out(self):
        return ["point", "on", *MIRABAL, "feels_safer", "words"]
