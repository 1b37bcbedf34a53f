"""What is asked about something to do: what, by whom, by when, and what came of it."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import actions, calendar
from pilot.fields import DateField, FilterForm, VersionField
from pilot.forms.record import ROLES_ONLY, reason, text
from pilot.models import User
from pilot.naming_words import AsksAboutNames


class ContractActionForm(AsksAboutNames):
    texts_checked = ("what",)

    what = text("What is to be done?", "Enter what is to be done", most=300, rows=2)
    owner = forms.ModelChoiceField(
        label="Who does it?",
        queryset=User.objects.none(),
        empty_label="Select a person",
        error_messages={"required": "Select who does it"},
    )
    due_on = DateField(label="By when?", noun="the last day", earliest=calendar.PILOT.start)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = actions.owners()
        self.helper.layout = Layout(*self.fields, Submit("save", "Save this action"))


class ContractActionChangeForm(ContractActionForm):
    texts_checked = ("what", "because")

    because = reason("What is different, and why?")
    version = VersionField()


class ContractActionFinishForm(AsksAboutNames):
    texts_checked = ("outcome",)

    done_on = DateField(label="When was it done?", noun="the day", latest=calendar.today)
    outcome = text(
        "What came of it?", "Enter what came of it", most=500, rows=3, help_text=ROLES_ONLY
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("finish", "It is done"))


class ContractActionFilterForm(FilterForm):
    whose = forms.ChoiceField(
        label="Whose", choices=[("", "Everybody’s"), ("own", "My own")]
    )
