"""What only the work with young people asks."""

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from cases.models import AssetSummary, Holder, YouthDetail
from cases.models.youth import ASSETPLUS_FROM
from pilot import calendar
from pilot.fields import Checkboxes, DateField, Radios, VersionField
from pilot.partner_words import AsksAboutPartnerWords


def _radios(choices, label, **more):
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=Radios(**{key: more.pop(key) for key in ("reveals",) if key in more}),
        error_messages={"required": f"Select an answer to “{label}”"},
        **more,
    )


class YouthDetailForm(AsksAboutPartnerWords):
    """Consent, responsibility, school and orders. No names of parents."""

    texts_about_him = ("competence_reasons",)
    sometimes_required = ("competence_reasons",)

    holders = forms.MultipleChoiceField(
        label="Who holds parental responsibility?",
        help_text="The word is enough. Names of parents are not kept here.",
        choices=Holder,
        widget=Checkboxes,
        required=False,
    )
    consent = _radios(YouthDetail.Consent, "Does the young person agree to the work?")
    parental_consent = _radios(
        YouthDetail.Consent, "Does a parent or carer agree to the work?"
    )
    competence = _radios(
        YouthDetail.Competence, "Can the young person decide for themselves?"
    )
    competence_reasons = forms.CharField(
        label="Why do you judge so?",
        help_text="What they understood, and how they weighed it up.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    school = _radios(
        YouthDetail.School,
        "What kind of school or work are they in?",
        help_text="The kind only. Never which one.",
    )
    send = _radios(YouthDetail.Send, "Do they have special educational needs?")
    looked_after = _radios(YouthDetail.LookedAfter, "Does a council look after them?")
    order = _radios(YouthDetail.Order, "Are they on an order?")
    attendance = _radios(YouthDetail.Attendance, "Must they come?")
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Fieldset("Agreement", "holders", "consent", "parental_consent"),
            Fieldset("Competence", "competence", "competence_reasons"),
            Fieldset("School and care", "school", "send", "looked_after"),
            Fieldset("Youth justice", "order", "attendance"),
            Submit("save", "Save these details"),
        )

    def clean_holders(self):
        return sorted(self.cleaned_data["holders"])

    def clean(self):
        answers = super().clean()
        judged = answers.get("competence") not in (None, YouthDetail.Competence.NOT_JUDGED)
        reasons = "competence_reasons"
        if judged and not answers.get(reasons) and reasons not in self.errors:
            self.add_error(reasons, "Enter why you judge so")
        required = answers.get("attendance") == YouthDetail.Attendance.REQUIRED
        if required and answers.get("order") in ("NOT_ASKED", "NONE"):
            self.add_error("order", "Select the order that requires them to come")
        return answers


class AssetForm(AsksAboutPartnerWords):
    """The headline judgements of the Youth Offending Service, and of which day."""

    tool = _radios(AssetSummary.Tool, "Which tool was used?")
    stage = _radios(AssetSummary.Stage, "At which point of their work?")
    done_on = DateField(
        label="When was it done?",
        noun="the date it was done",
        latest=calendar.today,
    )
    reoffending = _radios(
        [each for each in AssetSummary.Rating.choices if each[0] != "VERY_HIGH"],
        "How likely is reoffending?",
    )
    serious_harm = _radios(AssetSummary.Rating, "How high is the risk of serious harm?")
    safety = _radios(
        AssetSummary.Rating, "How high are the concerns for safety and wellbeing?"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            *("tool", "stage", "done_on", "reoffending", "serious_harm", "safety"),
            Submit("save", "Save this summary"),
        )

    def clean(self):
        answers = super().clean()
        done_on = answers.get("done_on")
        is_plus = answers.get("tool") == AssetSummary.Tool.ASSET_PLUS
        if is_plus and done_on and done_on < ASSETPLUS_FROM:
            self.add_error(
                "done_on",
                f"AssetPlus began on {calendar.in_words(ASSETPLUS_FROM)}. Select Asset, or "
                "check the date",
            )
        return answers


class AssetCorrectionForm(AssetForm):
    """The same, in the place of a summary that was wrong."""

    texts_about_him = ("because",)

    because = forms.CharField(
        label="What was wrong?",
        help_text="Kept beside the old summary, which stays readable. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter what was wrong"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout.insert(6, "because")
