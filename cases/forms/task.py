"""What is asked when somebody is to do something about a case."""

from datetime import timedelta

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.forms.word import doing_casework
from cases.forms.work import WorkForm
from pilot import calendar
from pilot.fields import DateField, Radios
from pilot.partner_words import AsksAboutPartnerWords

FURTHEST = timedelta(weeks=26)


class TaskForm(AsksAboutPartnerWords, WorkForm):
    """What, who and by when."""

    texts_about_him = ("what",)

    what = forms.CharField(
        label="What is to be done?",
        help_text="Do not name anybody: it stands in a list.",
        max_length=300,
        error_messages={"required": "Enter what is to be done"},
    )
    assignee = forms.ChoiceField(
        label="Who does it?",
        widget=Radios,
        error_messages={"required": "Select who does it"},
    )
    due_on = DateField(label="By when?", noun="the day it is due")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = doing_casework(self.case)
        self.fields["assignee"].choices = [
            (key, f"{each.user}, {each.get_role_display()}")
            for key, each in self.people.items()
        ]
        self.helper.layout = Layout(
            "what", "assignee", "due_on", Submit("add", "Add this task")
        )

    def clean_assignee(self):
        return self.people[self.cleaned_data["assignee"]].user

    def clean_due_on(self):
        due_on, today = self.cleaned_data["due_on"], calendar.today()
        if due_on < today:
            raise forms.ValidationError("The day it is due must be today or later")
        if due_on > today + FURTHEST:
            raise forms.ValidationError("The day it is due must be within half a year")
        return due_on
