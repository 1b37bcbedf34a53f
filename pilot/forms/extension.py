"""What is asked as a council goes on after the pilot: terms, evidence, decision."""

from datetime import timedelta

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, PilotForm, Radios, VersionField
from pilot.forms.cost import MoneyField
from pilot.forms.record import ROLES_ONLY, BoroughField, text
from pilot.models import LATEST_END, MOST
from pilot.naming_words import AsksAboutNames


class ExtensionForm(AsksAboutNames):
    texts_checked = ("reasons",)

    borough = BoroughField()
    ends_on = DateField(
        label="On which day does it end?",
        help_text="30 September 2017 at the latest.",
        noun="the last day",
        earliest=calendar.PILOT.end + timedelta(days=1),
        latest=LATEST_END,
    )
    cost = MoneyField(
        label="How much more does it cost?",
        help_text="£50,000 at most, and nothing of it the council’s.",
        noun="what it costs",
        max_value=MOST,
    )
    reasons = text("Why?", "Enter why", most=2000, rows=5, help_text=ROLES_ONLY)

    def __init__(self, *args, boroughs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["borough"].offer(boroughs, alone=True)
        self.helper.layout = Layout(*self.fields, Submit("propose", "Propose it"))


class ExtensionEvidenceForm(AsksAboutNames):
    texts_checked = ("funding_evidence", "outcomes_evidence")

    version = VersionField()
    funding_evidence = text(
        "What shows that money is there after September 2016?",
        "Enter what shows that money is there",
        most=2000,
        rows=4,
        help_text=f"Who has written it and when. {ROLES_ONLY}",
    )
    outcomes_evidence = text(
        "What shows that the outcomes were delivered?",
        "Enter what shows that the outcomes were delivered",
        most=2000,
        rows=6,
        help_text=f"Your judgement of the figures in the evidence pack. {ROLES_ONLY}",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("evidence", "Record the evidence"))


class ExtensionDecideForm(AsksAboutNames):
    texts_checked = ("decided_as", "because")

    version = VersionField()
    is_agreed = forms.TypedChoiceField(
        label="What is decided?",
        choices=[("yes", "The council goes on"), ("no", "It ends with the pilot")],
        coerce=lambda answer: answer == "yes",
        widget=Radios,
        error_messages={"required": "Select what is decided"},
    )
    decided_as = text(
        "In which role was it decided?",
        "Enter the role of who decided it",
        most=100,
        help_text="The role, never a name: “Director of Safer Neighbourhoods”.",
    )
    decided_on = DateField(
        label="When?", noun="the day it was decided", latest=calendar.today
    )
    because = text("Why?", "Enter why", most=500, rows=3, help_text=ROLES_ONLY)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("decide", "Record the decision"))


class ExtensionSignForm(PilotForm):
    version = VersionField()
    executed_on = DateField(
        label="When was it signed?", noun="the day it was signed", latest=calendar.today
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("sign", "Record it"))
