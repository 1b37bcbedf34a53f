"""What the manager's pages about who supports whom ask."""

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.partners.actions import supporters_in
from cases.partners.forms.entry import check_day, day
from pilot import calendar
from pilot.fields import DateField, PilotForm, Radios, VersionField
from pilot.models import User


def _supporter(label, said):
    return forms.ModelChoiceField(
        label=label,
        queryset=User.objects.none(),
        empty_label=None,
        widget=Radios,
        error_messages={"required": said},
    )


def _why(said):
    return forms.CharField(
        label="Why?",
        help_text="Kept in the trail. Do not name anybody who is supported.",
        max_length=200,
        error_messages={"required": said},
    )


class PartnerCaseAllocateForm(PilotForm):
    """Somebody else supports them from now on."""

    to = _supporter("Who supports them from now on?", "Select who will support them")
    on = day("From which day?", noun="the date it changes")
    reason = _why("Enter why it changes")
    version = VersionField()

    def __init__(self, *args, partner_case, **kwargs):
        self.partner_case = partner_case
        super().__init__(*args, **kwargs)
        others = supporters_in(partner_case.borough).exclude(pk=partner_case.worker_id)
        self.fields["to"].queryset = others
        self.helper.layout = Layout(
            *("to", "on", "reason", "version"), Submit("allocate", "Give it to them")
        )

    def clean_on(self):
        return check_day(self.partner_case, self.cleaned_data["on"])


class PartnerCaseCoverForm(PilotForm):
    """Somebody else may support them too while their worker is away."""

    worker = _supporter("Who covers?", "Select who covers")
    starts_on = DateField(
        label="What is the first day?", noun="the first day", earliest=calendar.today
    )
    ends_on = DateField(
        label="What is the last day?", noun="the last day", earliest=calendar.today
    )
    reason = _why("Enter why it is covered")

    def __init__(self, *args, partner_case, **kwargs):
        super().__init__(*args, **kwargs)
        others = supporters_in(partner_case.borough).exclude(pk=partner_case.worker_id)
        self.fields["worker"].queryset = others
        self.helper.layout = Layout(*self.fields, Submit("cover", "Arrange the cover"))

    def clean(self):
        answers = super().clean()
        first, last = answers.get("starts_on"), answers.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be on or after the first")
        return answers
