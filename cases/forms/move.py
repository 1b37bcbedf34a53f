"""What the pages on which a case moves ask."""

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.actions import check_may_work_on, missing
from cases.forms.allocation import somebody_else
from cases.forms.work import WorkForm, since_the_last_move
from cases.models import Case
from pilot import calendar
from pilot.fields import DateField, Radios
from pilot.models import User
from pilot.partner_words import AsksAboutPartnerWords
from pilot.transitions import TransitionRefused

Status = Case.Status
REASON = 300  # characters


class DatedForm(WorkForm):
    """Something that holds from a day on, and never from before the last move."""

    on = DateField(
        label="From which day?", noun="the date it changed", latest=calendar.today
    )

    def clean_on(self):
        on = self.check_day(self.cleaned_data["on"])
        return since_the_last_move(self.case, on)


class CaseMoveForm(AsksAboutPartnerWords, DatedForm):
    """The stages a case may come to now, each with a sentence about what it means."""

    field_order = ("to", "why_suspended", "review_on", "why_closing", "on")
    texts_about_him = ("why_suspended", "why_closing")

    to = forms.TypedChoiceField(
        label="Which stage is next?",
        coerce=Status,
        widget=Radios(
            hints=Case.STAGES_EXPLAINED,
            reveals={
                Status.SUSPENDED: ("why_suspended", "review_on"),
                Status.CLOSING: ("why_closing",),
            },
        ),
        error_messages={"required": "Select the next stage"},
    )
    why_suspended = forms.CharField(
        label="Why is it suspended?",
        help_text="Kept in the history. Do not name anybody.",
        max_length=REASON,
        error_messages={"required": "Enter why it is suspended"},
    )
    review_on = DateField(
        label="When will you look at it again?",
        noun="the date to look at it again",
        earliest=calendar.today,
    )
    why_closing = forms.CharField(
        label="Why is it closing?",
        help_text="Kept in the history. Do not name anybody.",
        max_length=REASON,
        error_messages={"required": "Enter why it is closing"},
    )

    def __init__(self, *args, stages, **kwargs):
        super().__init__(*args, **kwargs)
        # Every stage is understood, so that one overtaken is refused in plain words.
        self.fields["to"].choices = Status.choices
        self.fields["to"].widget.choices = [
            (stage.value, self._label(stage)) for stage in stages
        ]
        self.helper.layout = Layout("to", "on", Submit("move", "Move the case"))

    def _label(self, stage):
        goes_back = not self.case.is_active and stage in Case.ACTIVE
        return f"Back to {stage.label.lower()}" if goes_back else stage.label

    def clean(self):
        answers = super().clean()
        to, on = answers.get("to"), answers.get("on")
        if to and on and to in self.case.next_stages():
            today = calendar.today()
            if on < today and not missing(self.case, to, today):
                for each in missing(self.case, to, on):
                    self.add_error("on", f"Choose a later day. Until then: {each.text}")
        why = [answers.pop(name, "") for name in ("why_suspended", "why_closing")]
        answers["reason"] = "".join(why)
        return answers


class CaseReopenForm(AsksAboutPartnerWords, DatedForm):
    """The manager's decision that a closed case goes on."""

    field_order = ("reason", "worker", "on")
    texts_about_him = ("reason",)

    worker = forms.ModelChoiceField(
        label="Who works with them?", queryset=User.objects.none(), required=False
    )

    reason = forms.CharField(
        label="Why is it reopened?",
        help_text="Kept in the history. Do not name anybody. "
        "A new concern about the same person is a new referral.",
        max_length=REASON,
        error_messages={"required": "Enter why it is reopened"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        somebody_else(self.fields["worker"], self.case, self.case.borough)
        self.helper.layout = Layout(
            "reason", "worker", "on", Submit("reopen", "Reopen this case")
        )

    def clean_worker(self):
        worker = self.cleaned_data["worker"] or self.case.worker
        try:
            check_may_work_on(self.case, worker)
        except TransitionRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return worker

    def check_day(self, on):
        """Any day since the last move: the one on which it closed."""
        return on
