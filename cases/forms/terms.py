"""What the page on the agreement to work asks."""

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.forms.work import WorkForm
from cases.models import Terms
from pilot import calendar
from pilot.fields import Checkboxes, DateField, Radios
from pilot.transitions import sentence_case

YES, NO = "yes", "no"


class TermsForm(WorkForm):
    """What was explained to the person, when, and whether they accept it."""

    explained = forms.MultipleChoiceField(
        label="What did you explain to them?",
        choices=[(name, sentence_case(said)) for name, said in Terms.EXPLAINED.items()],
        widget=Checkboxes,
        error_messages={"required": "Select what you explained"},
    )
    accepted = forms.TypedChoiceField(
        label="Do they accept it?",
        choices=[(YES, "Yes"), (NO, "No")],
        coerce=lambda answer: answer == YES,
        empty_value=None,
        widget=Radios,
        error_messages={"required": "Select whether they accept it"},
    )
    explained_on = DateField(
        label="Which day?", noun="the date it was explained", latest=calendar.today
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "explained", "accepted", "explained_on", Submit("save", "Save the terms")
        )

    def clean_explained_on(self):
        return self.check_day(self.cleaned_data["explained_on"])
