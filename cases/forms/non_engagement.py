"""What is asked when somebody is declared not to engage."""

from django import forms

from cases.actions import check_evidence
from cases.forms.entry import EntryForm
from cases.models import NonEngagement
from pilot import calendar
from pilot.fields import DateField, Radios
from pilot.parameters import filled_lazily
from pilot.transitions import TransitionRefused


class NonEngagementForm(EntryForm):
    """Since when, and on which ground. The evidence is read from the case, never typed."""

    days_of_the_case = ("declared_on",)
    button = ("declare", "Declare that they do not engage")

    ground = forms.ChoiceField(
        label="What shows that they do not engage?",
        choices=NonEngagement.Ground,
        widget=Radios(
            hints={
                NonEngagement.Ground.NO_CONTACT: filled_lazily(
                    "{P-02}, and none reached them."
                ),
                NonEngagement.Ground.ABSENT: filled_lazily("Appointments missed: {P-03}."),
            }
        ),
        error_messages={"required": "Select what shows that they do not engage"},
    )
    declared_on = DateField(
        label="From which day?",
        noun="the date it is declared",
        latest=calendar.today,
    )

    def clean(self):
        answers = super().clean()
        if not self.errors:
            until = self.entry.ended_on if self.entry is not None else None
            ground, on = answers["ground"], answers["declared_on"]
            try:
                check_evidence(self.case, ground, on=on, until=until)
            except TransitionRefused as refused:
                self.add_error("ground", str(refused))
        return answers
