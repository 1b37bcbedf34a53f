"""What is asked about a supervision: what was agreed, and about which cases."""

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from cases.forms.plan import LONGEST
from cases.forms.work import LONG_TEXT
from cases.models import Case, Supervision
from pilot import calendar
from pilot.fields import DateField, Radios, VersionField
from pilot.partner_words import AsksAboutPartnerWords

ABOUT_A_CASE = 2000  # characters


class SupervisionForm(AsksAboutPartnerWords):
    """A meeting with a worker, and a box for each of their open cases."""

    on = DateField(label="When did you meet?", noun="the date", latest=calendar.today)
    kind = forms.ChoiceField(
        label="What kind of supervision was it?",
        choices=Supervision.Kind,
        widget=Radios,
        error_messages={"required": "Select what kind of supervision it was"},
    )
    agreed = forms.CharField(
        label="What did you agree?",
        help_text="The worker reads this and acknowledges it. Do not name anybody the "
        "work is with.",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what you agreed"},
    )
    next_on = DateField(
        label="When is the next one?", noun="the date of the next supervision"
    )

    def __init__(self, *args, cases: list[Case], **kwargs):
        super().__init__(*args, **kwargs)
        self.cases = {f"about_{case.reference}": case for case in cases}
        for name, case in self.cases.items():
            self.fields[name] = forms.CharField(
                label=f"{case.perpetrator}, case {case.reference}",
                max_length=ABOUT_A_CASE,
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
            )
        self.sometimes_required = list(self.cases)  # nobody talks about every case
        self.texts_about_him = ("agreed", *self.cases)
        boxes = []
        if self.cases:
            legend = "What did you agree about each case? Leave empty what you left out"
            boxes = [Fieldset(legend, *self.cases)]
        self.helper.layout = Layout(
            *("on", "kind", "agreed"),
            *boxes,
            "next_on",
            *(["version"] if "version" in self.fields else []),
            Submit("save", "Save this supervision"),
        )

    def clean(self):
        answers = super().clean()
        on, next_on = answers.get("on"), answers.get("next_on")
        if on and next_on and next_on <= on:
            later = f"The next supervision must be after {calendar.in_words(on)}"
            self.add_error("next_on", later)
        elif on and next_on and next_on > on + LONGEST:
            self.add_error("next_on", "The next supervision must be within half a year")
        points = {
            case: answers.pop(name) for name, case in self.cases.items() if name in answers
        }
        return answers | {"points": points}


class SupervisionEditForm(SupervisionForm):
    """The same, while it is still open."""

    version = VersionField()
