"""What is asked for an assessment, and for where somebody stands on the way to change."""

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from cases.actions import check_assessment_is_as_read
from cases.forms.entry import EntryForm
from cases.forms.work import LONG_TEXT, WorkForm
from cases.models import (
    ADULT_PATHWAYS,
    YOUNG_PATHWAYS,
    Assessment,
    Concern,
    Domain,
    InformationSource,
    Pathway,
    RiskLevel,
    Stage,
)
from pilot import calendar
from pilot.fields import Checkboxes, DateField, Radios, VersionField
from pilot.parameters import filled_lazily
from pilot.partner_words import AsksAboutPartnerWords
from pilot.transitions import TransitionRefused

RATED = (Concern.LITTLE, Concern.SOME, Concern.SERIOUS)
LOWEST_LAST = (*(stage for stage in Stage if stage), Stage.RELAPSE)
LINE = 300  # characters of evidence


class AssessmentStartForm(WorkForm):
    """Which assessment begins, and when."""

    kind = forms.ChoiceField(
        label="Which assessment is it?",
        choices=Assessment.Kind,
        widget=Radios(
            hints={
                "INITIAL": filled_lazily("The first one: due {P-08} after acceptance."),
                "REVIEW": "Some way into the work.",
                "EXIT": "As the work ends.",
            }
        ),
        error_messages={"required": "Select which assessment it is"},
    )
    started_on = DateField(
        label="When did it start?", noun="the date it started", latest=calendar.today
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("kind", "started_on", Submit("start", "Start it"))

    def clean_started_on(self):
        return self.check_day(self.cleaned_data["started_on"])


class AssessmentForm(EntryForm):
    """One short instrument: eleven domains, the pattern, the risk, and where it leads."""

    button = ("complete", "Complete the assessment")

    pattern = forms.ChoiceField(
        label="Is the abuse serial, repeat or neither?",
        choices=Assessment.Pattern,
        widget=Radios(dividers={Assessment.Pattern.NOT_ASKED: "or"}),
        error_messages={"required": "Select the pattern, or why it is not known"},
    )
    sources = forms.MultipleChoiceField(
        label="What does the assessment rest on?",
        choices=InformationSource,
        widget=Checkboxes,
        error_messages={"required": "Select what it rests on"},
    )
    narrative = forms.CharField(
        label="What did you find?",
        help_text="In your own words: what happened, how they see it, what keeps it going. "
        "Leave out anything the person harmed said.",
        max_length=LONG_TEXT,
        widget=forms.Textarea,
        error_messages={"required": "Enter what you found"},
    )
    risk_level = forms.ChoiceField(
        label="What is the risk of more abuse?",
        choices=RiskLevel,
        widget=Radios(dividers={RiskLevel.NOT_ASSESSED: "or"}),
        error_messages={"required": "Select the risk"},
    )
    rationale = forms.CharField(
        label="What does that rest on?",
        help_text="The facts behind it, then your judgement.",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what the level rests on"},
    )
    pathway = forms.ChoiceField(
        label="Where should the work lead?",
        error_messages={"required": "Select where the work should lead"},
    )
    completed_on = DateField(
        label="When was it completed?", noun="the date it was completed"
    )
    version = VersionField()

    def puts_right(self):
        return self.entry is not None and not self.entry.is_under_way

    def ask(self):
        if self.puts_right():
            del self.fields["version"]  # a correction takes the place of one that stands
        ratings = {}
        if self.entry is not None:
            ratings = {each.domain: each for each in self.entry.ratings.all()}
        for domain in Domain:
            rated = ratings.get(domain.value)
            self.fields[f"concern_{domain}"] = forms.ChoiceField(
                label="How much concern?",
                choices=Concern,
                initial=rated.concern if rated else Concern.NOT_ASKED,
                error_messages={"required": "Select a rating, or why there is none"},
            )
            self.fields[f"evidence_{domain}"] = forms.CharField(
                label="What shows it?",
                max_length=LINE,
                required=False,
                initial=rated.evidence if rated else "",
            )
        self.sometimes_required = [f"evidence_{domain}" for domain in Domain]
        self.texts_about_him = ("narrative", "rationale", *self.sometimes_required)
        young = self.case.is_about_a_young_person
        left_out = ADULT_PATHWAYS if young else YOUNG_PATHWAYS
        self.fields["pathway"].choices = [
            ("", "Select a pathway"),
            *((each.value, each.label) for each in Pathway if each not in left_out),
        ]
        if self.entry is not None and self.entry.is_under_way:
            self.initial["completed_on"] = calendar.today()
            if not self.entry.rationale:
                self.initial["risk_level"] = None  # nobody has rated it: none is offered

    def laid_out(self):
        domains = [
            Fieldset(
                domain.label,
                f"concern_{domain}",
                f"evidence_{domain}",
                css_class="app-instrument",
            )
            for domain in Domain
        ]
        rest = ("pattern", "sources", "narrative", "risk_level", "rationale", "pathway")
        return [*domains, *rest, "completed_on"]

    def clean_completed_on(self):
        completed_on = self.check_day(self.cleaned_data["completed_on"])
        if completed_on > calendar.today():
            raise forms.ValidationError(
                "The date it was completed must be today or in the past"
            )
        if self.entry is not None and completed_on < self.entry.started_on:
            raise forms.ValidationError(
                "The date it was completed must be on or after the day it started, "
                f"{calendar.in_words(self.entry.started_on)}"
            )
        return completed_on

    def clean_version(self):
        return as_it_was_read(self, self.entry, beside="completed_on")

    def clean_sources(self):
        return sorted(self.cleaned_data["sources"])

    def clean(self):
        answers = super().clean()
        ratings = {}
        for domain in Domain:
            concern = answers.pop(f"concern_{domain}", "")
            evidence = answers.pop(f"evidence_{domain}", "")
            needs_evidence = concern in RATED and f"evidence_{domain}" not in self.errors
            if needs_evidence and not evidence:
                said = f"Enter what shows it: {domain.label.lower()}"
                self.add_error(f"evidence_{domain}", said)
            ratings[domain.value] = (concern, evidence)
        return answers | {"ratings": ratings}


def as_it_was_read(form, assessment, *, beside: str) -> int:
    """The version that was read; if it is not the one that stands, that is said."""
    version = form.cleaned_data["version"]
    try:
        check_assessment_is_as_read(assessment, version)
    except TransitionRefused as refused:
        form.add_error(beside, str(refused))
        form.data = form.data.copy()  # what is shown now is what is answered next
        form.data["version"] = assessment.version
    return version


class SignOffForm(AsksAboutPartnerWords):
    """Whether the manager stands by an assessment, or what is missing in it."""

    texts_about_him = ("because",)

    decision = forms.ChoiceField(
        label="Do you sign it off?",
        choices=[("sign", "Yes, I sign it off"), ("back", "No, it goes back")],
        widget=Radios(reveals={"back": ["because"]}),
        error_messages={"required": "Select whether you sign it off"},
    )
    because = forms.CharField(
        label="What is missing in it?",
        help_text="Shown to the worker. Do not name anybody.",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter what is missing"},
    )
    version = VersionField()

    def __init__(self, *args, assessment, **kwargs):
        super().__init__(*args, initial={"version": assessment.version}, **kwargs)
        self.assessment = assessment
        self.helper.layout = Layout("decision", "version", Submit("decide", "Save"))

    def clean_version(self):
        return as_it_was_read(self, self.assessment, beside="decision")


class StageForm(EntryForm):
    """A stage of change, and the sentence that shows it."""

    days_of_the_case = ("on",)
    texts_about_him = ("evidence",)
    button = ("rate", "Rate this stage")

    stage = forms.TypedChoiceField(
        label="Which stage of change do you see?",
        choices=[(stage.value, stage.label) for stage in LOWEST_LAST],
        coerce=int,
        widget=Radios(
            hints={
                Stage.PRECONTEMPLATION: "Sees nothing that needs to change.",
                Stage.CONTEMPLATION: "Sees it, and is in two minds.",
                Stage.PREPARATION: "Means to change, and has begun to plan.",
                Stage.ACTION: "Is doing things differently.",
                Stage.MAINTENANCE: "Has done so for months, and keeps to it.",
                Stage.RELAPSE: "Has gone back to what was.",
            }
        ),
        error_messages={"required": "Select the stage you see"},
    )
    evidence = forms.CharField(
        label="What shows it?",
        help_text="One sentence: something they said or did.",
        max_length=LINE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter what shows it"},
    )
    on = DateField(label="On which day?", noun="the date", latest=calendar.today)
