"""What is asked about a complaint or a serious incident. Nobody is named in any answer."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, Radios, VersionField
from pilot.forms.record import BoroughField, text
from pilot.models import Complaint
from pilot.naming_words import AsksAboutNames

ANSWERED_WITHIN = 20  # working days, offered: nobody has agreed a time
NOBODY = "Name nobody: say “a worker”, “a parent”."


def _choice(label: str, choices, missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=Radios, error_messages={"required": missing}
    )


class _Notified(AsksAboutNames):
    notified_to = text(
        "Who has been told?",
        "Enter who has been told",
        help_text="Bodies and roles, like “MOPAC” or “the safeguarding board”; no names.",
    )
    notified_on = DateField(
        label="When were they told?",
        noun="the day they were told",
        earliest=calendar.PILOT.start,
        latest=calendar.today,
    )


class ComplaintForm(_Notified):
    texts_checked = ("summary", "notified_to")

    borough = BoroughField()
    kind = _choice("What is it?", Complaint.Kind, "Select what it is")
    received_on = DateField(
        label="When did it come?",
        noun="the day it came",
        earliest=calendar.PILOT.start,
        latest=calendar.today,
    )
    came_from = _choice("Who did it come from?", Complaint.From, "Select who it came from")
    about = _choice("What is it about?", Complaint.About, "Select what it is about")
    summary = text(
        "What happened?",
        "Enter what happened",
        most=1000,
        rows=5,
        help_text=f"{NOBODY} Officers do not read this.",
    )
    due_on = DateField(
        label="By when has it to be answered?",
        noun="the last day for the answer",
        earliest=calendar.PILOT.start,
    )

    field_order = (
        *("borough", "kind", "received_on", "came_from", "about", "summary"),
        *("due_on", "notified_to", "notified_on"),
    )

    def __init__(self, *args, boroughs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["borough"].label = "Which borough is it about?"
        self.fields["borough"].offer(boroughs, alone=True)
        for name in ("notified_to", "notified_on"):
            self.fields[name].required = False
        self.helper.layout = Layout(*self.fields, Submit("record", "Record this"))

    def clean(self):
        answers = super().clean()
        told, on = answers.get("notified_to"), answers.get("notified_on")
        if told and not on and "notified_on" not in self.errors:
            self.add_error("notified_on", "Enter the day they were told")
        if on and not told and "notified_to" not in self.errors:
            self.add_error("notified_to", "Enter who has been told")
        came, due = answers.get("received_on"), answers.get("due_on")
        if came and due and due < came:
            self.add_error("due_on", f"Enter {calendar.in_words(came)} or a later day")
        if came and on and on < came:
            self.add_error("notified_on", f"Enter {calendar.in_words(came)} or a later day")
        return answers


class ComplaintNotifyForm(_Notified):
    texts_checked = ("notified_to",)

    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("save", "Save who has been told"))


class ComplaintAnswerForm(AsksAboutNames):
    texts_checked = ("answered_with",)

    answered_on = DateField(
        label="When was it answered?",
        noun="the day it was answered",
        earliest=calendar.PILOT.start,
        latest=calendar.today,
    )
    answered_with = text(
        "What was the answer?",
        "Enter what the answer was",
        most=2000,
        rows=5,
        help_text=NOBODY,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("answer", "Save the answer"))


class ComplaintCloseForm(AsksAboutNames):
    texts_checked = ("outcome_changes",)

    outcome = _choice("What was it found to be?", (), "Select what it was found to be")
    outcome_changes = text(
        "What changes because of it?", "", most=1000, rows=4, help_text=NOBODY
    )

    def __init__(self, *args, complaint, **kwargs):
        super().__init__(*args, **kwargs)
        outcomes = [(each.value, each.label) for each in complaint.possible_outcomes]
        self.fields["outcome"].choices = outcomes
        self.helper.layout = Layout(*self.fields, Submit("close", "Close it"))
