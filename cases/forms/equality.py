"""What a person is asked of themselves. Every answer is theirs, and none is needed."""

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from cases.models import EqualityRecord, Impairment, NonAnswer
from cases.models.answers import ANSWERS, YesNo
from cases.models.ethnicity import ETHNICITIES_IN_GROUPS, OBSERVED
from pilot import calendar
from pilot.fields import Checkboxes, DateField, PilotForm, Radios, VersionField

DECLINED, NOT_KNOWN, NOT_ASKED = (
    (answer.value, answer.label)
    for answer in (NonAnswer.DECLINED, NonAnswer.NOT_KNOWN, NonAnswer.NOT_ASKED)
)
NO_ANSWERS = [DECLINED, NOT_KNOWN, NOT_ASKED]
DOES_NOT_APPLY = (NonAnswer.NOT_APPLICABLE.value, NonAnswer.NOT_APPLICABLE.label)
GENDER, ORIENTATION = "gender_identity", "orientation"


def _asked(question, label, *, also=(), **widget):
    """A question with its answers, and apart from them the ways of not answering."""
    return forms.ChoiceField(
        label=label,
        choices=[*ANSWERS[question], *also, *NO_ANSWERS],
        widget=Radios(
            {"class": "govuk-radios--small"}, dividers={DECLINED[0]: "or"}, **widget
        ),
        required=False,
    )


class EqualityForm(PilotForm):
    """The questions in the order of the printed form, put as they are read out."""

    marks_optional = False  # nothing here is required, and the page says so once

    has_declined_all = forms.BooleanField(
        label="They prefer not to answer any of these",
        help_text="Every question without an answer below becomes “prefer not to say”.",
        required=False,
    )
    asked_on = DateField(
        label="On which day were they asked?",
        noun="the date they were asked",
        latest=calendar.today,
        required=False,
    )
    ethnicity = forms.ChoiceField(
        label="What is your ethnic group?",
        choices=[
            NOT_ASKED,
            *ETHNICITIES_IN_GROUPS,
            ("Without an answer", [DECLINED, NOT_KNOWN]),
        ],
        required=False,
    )
    sex = _asked("sex", "What is your sex?")
    gender_identity = _asked(
        GENDER,
        "Is your gender the same as the sex you were registered with at birth?",
        reveals={"DIFFERENT": ("gender_words",)},
    )
    gender_words = forms.CharField(
        label="How do you describe your gender?", max_length=60, required=False
    )
    orientation = _asked(ORIENTATION, "Which of these describes your sexual orientation?")
    condition = _asked(
        "condition",
        "Do you have a condition or illness that lasts 12 months or more?",
        reveals={YesNo.YES: ("effect", "impairments")},
    )
    effect = _asked("effect", "Does it make everyday things harder?")
    impairments = forms.MultipleChoiceField(
        label="What kind is it?",
        choices=Impairment,
        widget=Checkboxes({"class": "govuk-checkboxes--small"}),
        required=False,
    )
    religion = _asked("religion", "What is your religion?")
    marital_status = _asked("marital_status", "What is your legal marital status?")
    maternity = _asked(
        "maternity",
        "Are you pregnant, or did you give birth in the last 26 weeks?",
        also=[DOES_NOT_APPLY],
    )
    observed_ethnicity = forms.ChoiceField(
        label="What did the police note as ethnic appearance?",
        help_text="Only if a referral says so. Kept apart: it is nobody’s answer.",
        choices=[("", "Nothing, or not known"), *OBSERVED],
        required=False,
    )
    not_asked_because = forms.ChoiceField(
        label="If they could not be asked: why?",
        choices=[("", "They were, or will be"), *EqualityRecord.Because.choices],
        required=False,
    )
    version = VersionField()

    def __init__(self, *args, is_under_16=False, **kwargs):
        super().__init__(*args, **kwargs)
        asked_of_all = [
            name for name in ANSWERS if not (is_under_16 and name in (GENDER, ORIENTATION))
        ]
        if is_under_16:
            for name in (GENDER, ORIENTATION, "gender_words"):
                del self.fields[name]
        asked_of_all.remove("effect")  # that one opens with the question before it
        self.helper.layout = Layout(
            "asked_on",
            "has_declined_all",
            Fieldset("Their answers", *asked_of_all),
            Fieldset("Not their answers", "observed_ethnicity", "not_asked_because"),
            Submit("save", "Save these answers"),
        )

    def clean(self):
        answers = super().clean()
        declined = answers.pop("has_declined_all", False)
        for question in ANSWERS:
            unasked = not answers.get(question) or answers[question] == NOT_ASKED[0]
            if unasked:
                answers[question] = DECLINED[0] if declined else NOT_ASKED[0]
        answers.setdefault("gender_words", "")
        answers["impairments"] = sorted(answers.get("impairments") or [])
        unasked = {NOT_ASKED[0], DOES_NOT_APPLY[0]}
        answered = any(answers[question] not in unasked for question in ANSWERS)
        if answered and not answers.get("asked_on") and "asked_on" not in self.errors:
            self.add_error("asked_on", "Enter the day on which they were asked")
        return answers
