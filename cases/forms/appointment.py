"""What the page that moves an appointment asks: when it is now, who asked, and why."""

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from cases.actions import clash_in_words, clash_of, runs_past_midnight
from cases.forms.work import WorkForm, safely
from cases.models.session import USUAL_MINUTES, AskedBy
from pilot import calendar
from pilot.fields import Checkboxes, DateField, Radios, TimeField, VersionField
from pilot.partner_words import AsksAboutPartnerWords


class SessionMoveForm(AsksAboutPartnerWords, WorkForm):
    """One step: the new time, and what stays with the old one."""

    texts_about_him = ("reason",)

    on = DateField(label="Which day is it now?", noun="the new day")
    starts_at = TimeField(label="What time?", noun="the new time")
    asked_by = forms.ChoiceField(
        label="Who asked to move it?",
        choices=AskedBy,
        widget=Radios(reveals={AskedBy.THEM.value: ["asked_on"]}),
        error_messages={"required": "Select who asked to move it"},
    )
    asked_on = DateField(
        label="When did they ask?",
        help_text="Less than 24 hours before counts as short notice.",
        noun="the day they asked",
        latest=calendar.today,
    )
    reason = forms.CharField(
        label="Why?",
        help_text="Kept in the history. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter why it moves"},
    )
    along = forms.MultipleChoiceField(
        label="Who of the others comes along?", required=False, widget=Checkboxes
    )
    version = VersionField()

    def __init__(self, *args, session, company=(), **kwargs):
        super().__init__(*args, case=session.case, **kwargs)
        self.session, self.company = session, {each.reference: each for each in company}
        if self.company:
            self.fields["along"].choices = [
                (reference, f"{each.case.perpetrator}")
                for reference, each in self.company.items()
            ]
        else:
            del self.fields["along"]
        self.helper.layout = Layout(
            Fieldset("The new time", "on", "starts_at"),
            Fieldset("Why it moves", "asked_by", "reason"),
            *(["along"] if self.company else []),
            Submit("move", "Move this appointment"),
        )

    def clean_on(self):
        on = self.check_day(self.cleaned_data["on"])
        return safely(self.case, on) if self.session.is_with_the_person else on

    def clean(self):
        told = super().clean()
        on, starts_at = told.get("on"), told.get("starts_at")
        if on and starts_at:
            self._check_time(on, starts_at, self.session.minutes or USUAL_MINUTES)
        return told

    def _check_time(self, on, starts_at, minutes):
        moving = [self.session.pk, *(each.pk for each in self.others())]
        clash = clash_of(
            self.session.worker,
            on=on,
            starts_at=starts_at,
            minutes=minutes,
            but_not=moving,
        )
        if (on, starts_at) == (self.session.on, self.session.starts_at):
            self.add_error("on", "Enter another day or time than it has now")
        elif runs_past_midnight(starts_at, minutes):
            told = f"{minutes} minutes from {starts_at:%H:%M} run past midnight"
            self.add_error("starts_at", told)
        elif clash:
            self.add_error("starts_at", clash_in_words(clash, self.user))

    def others(self) -> list:
        """The sessions of those who come along."""
        return [self.company[key] for key in self.cleaned_data.get("along", ())]

    def answers(self) -> dict:
        """The move, in the words of the action that makes it."""
        told = self.cleaned_data
        names = ("on", "starts_at", "asked_by", "reason", "version")
        return {name: told[name] for name in names} | {
            "asked_on": told["asked_on"] or calendar.today(),
            "others": self.others(),
        }
