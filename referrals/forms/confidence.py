"""What practitioners are asked about their confidence, by a link or on paper."""

import re

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, PilotForm, Radios
from pilot.references import ALPHABET, as_reference
from referrals.confidence import ENOUGH
from referrals.models import ITEMS, KNOWLEDGE_QUESTIONS, AnswerPoint

SCALE = [("1", "1, not at all"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5, very")]
_TOKEN = re.compile(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")


class AnswerForm(PilotForm):
    """The five questions for somebody who has nothing but a token."""

    marks_optional = False

    token = forms.CharField(
        label="What is your token?",
        help_text="The eight letters and numbers on your slip, like K7QM-4RXD.",
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input--width-10",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": "Enter the token on your slip"},
    )
    point = forms.TypedChoiceField(
        label="When are you answering?",
        choices=AnswerPoint,
        coerce=AnswerPoint,
        widget=Radios,
        error_messages={"required": "Select when you are answering"},
    )
    knowledge = forms.IntegerField(
        label=f"How many of the {KNOWLEDGE_QUESTIONS} knowledge questions were right?",
        help_text="Only if your trainer gave you the questions. Otherwise leave it empty.",
        min_value=0,
        max_value=KNOWLEDGE_QUESTIONS,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, question in ITEMS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=question,
                choices=SCALE,
                coerce=int,
                empty_value=None,
                widget=Radios(attrs={"class": "govuk-radios--inline govuk-radios--small"}),
                required=False,
            )
        self.order_fields(["token", "point", *ITEMS, "knowledge"])
        self.helper.layout = Layout(
            "token",
            "point",
            Fieldset("How confident are you, from 1 to 5?", *ITEMS),
            "knowledge",
            Submit("send", "Send my answers"),
        )

    def clean_token(self):
        token = as_reference(self.cleaned_data["token"])
        if not _TOKEN.fullmatch(token):
            raise forms.ValidationError(
                "The token must be the eight letters and numbers on your slip, "
                "like K7QM-4RXD"
            )
        return token

    def clean(self):
        answers = super().clean()
        left_out = [name for name in ITEMS if answers.get(name) is None]
        if len(ITEMS) - len(left_out) < ENOUGH:
            self.add_error(
                left_out[0],
                "Answer at least four of the five questions: fewer cannot be compared",
            )
        answers["items"] = {name: answers.pop(name, None) for name in ITEMS}
        answers["items"]["knowledge"] = answers.pop("knowledge", None)
        return answers


class _FiveField(forms.CharField):
    """The answers of one sheet as they stand on it: "34543", a dash for one left out."""

    def to_python(self, value):
        typed = re.sub(r"[\s,./]+", "", super().to_python(value))
        if not typed:
            return None
        if not re.fullmatch(f"[1-5-]{{{len(ITEMS)}}}", typed):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return [None if digit == "-" else int(digit) for digit in typed]


class AnswerSheetsForm(PilotForm):
    """A pile of paper sheets, one line for each token that has not answered yet."""

    marks_optional = False

    answered_on = DateField(
        label="Which day are the sheets from?",
        noun="the day of the sheets",
        latest=calendar.today,
    )

    def __init__(self, *args, slips, **kwargs):
        super().__init__(*args, **kwargs)
        self.slips = list(slips)
        for slip in self.slips:
            self.fields[f"items_{slip.pk}"] = _FiveField(
                label=slip.token,
                required=False,
                widget=forms.TextInput(
                    attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}
                ),
                error_messages={
                    "invalid": f"Type five numbers from 1 to 5 for {slip.token}, "
                    "with a dash for one left out"
                },
            )
            self.fields[f"knowledge_{slip.pk}"] = forms.IntegerField(
                label=f"Knowledge, {slip.token}",
                min_value=0,
                max_value=KNOWLEDGE_QUESTIONS,
                required=False,
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_value"),
                    f"The knowledge score of {slip.token} must be a number from 0 to "
                    f"{KNOWLEDGE_QUESTIONS}",
                ),
            )
        self.helper.layout = Layout(Submit("keep", "Keep these answers"))

    @property
    def lines(self) -> list:
        """Each token with the boxes of its sheet."""
        return [
            (slip, self[f"items_{slip.pk}"], self[f"knowledge_{slip.pk}"])
            for slip in self.slips
        ]

    def clean(self):
        answers = super().clean()
        sheets = {}
        for slip in self.slips:
            items = answers.pop(f"items_{slip.pk}", None)
            knowledge = answers.pop(f"knowledge_{slip.pk}", None)
            given = dict(zip(ITEMS, items or [None] * len(ITEMS), strict=True))
            if knowledge is not None or any(n is not None for n in given.values()):
                sheets[slip.pk] = given | {"knowledge": knowledge}
        if not sheets and not self.errors:
            raise forms.ValidationError("Type the answers of at least one sheet")
        return {"answers": sheets, "answered_on": answers.get("answered_on")}
