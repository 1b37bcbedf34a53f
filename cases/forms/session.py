"""What the pages for logging sessions and attempts ask."""

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from cases.actions import clash_in_words, clash_of
from cases.forms.work import LONG_TEXT, WorkForm
from cases.models import ContactAttempt, Method, Session
from cases.models.session import USUAL_MINUTES
from pilot import calendar
from pilot.fields import DateField, Radios, TimeField, VersionField


class SessionOutcomeForm(WorkForm):
    """What came of a session: only what its outcome needs is required."""

    OUTCOMES = (
        (Session.Outcome.ATT.value, "They came"),
        (Session.Outcome.LATE.value, "They came late"),
        (Session.Outcome.DNA.value, "They did not come"),
        (Session.Outcome.CANC_SHORT.value, "They cancelled less than 24 hours before"),
        (Session.Outcome.CANC_NOTICE.value, "They cancelled with notice"),
        (Session.Outcome.CANC_SERVICE.value, "We cancelled"),
    )
    BOOKED = (Session.Outcome.NOT_REC.value, "It is booked and has not happened yet")
    sometimes_required = ("minutes", "record", "starts_at")

    outcome = forms.ChoiceField(
        label="Did it happen, and who came?",
        choices=OUTCOMES,
        widget=Radios,
        error_messages={"required": "Select what happened"},
    )
    minutes = forms.IntegerField(
        label="How many minutes did it last?",
        min_value=5,
        max_value=240,
        required=False,
        widget=forms.NumberInput(
            attrs={"class": "govuk-input--width-3", "suffix": "minutes"}
        ),
        error_messages={
            "min_value": "A session lasts at least 5 minutes",
            "max_value": "A session lasts at most 240 minutes",
            "invalid": "Enter the minutes as a number, like 50",
        },
    )
    record = forms.CharField(
        label="What was done?",
        help_text="Facts first, then your view. Leave out anything the partner said.",
        max_length=LONG_TEXT,
        widget=forms.Textarea,
        required=False,
    )
    next_plan = forms.CharField(
        label="What is the plan for next time?",
        help_text="Quoted on the next record.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def clean(self):
        answers = super().clean()
        outcome = answers.get("outcome")
        if outcome in (Session.Outcome.ATT, Session.Outcome.LATE):
            if answers.get("minutes") is None and "minutes" not in self.errors:
                self.add_error("minutes", "Enter how many minutes it lasted")
            if not answers.get("record") and "record" not in self.errors:
                self.add_error("record", "Enter what was done")
        elif outcome:
            answers["minutes"] = None
        return answers


class SessionForm(SessionOutcomeForm):
    """A session: booked for later, or recorded with what came of it."""

    on = DateField(label="Which day?", noun="the date of the session")
    starts_at = TimeField(label="What time?", noun="the time", required=False)
    kind = forms.ChoiceField(
        label="What was it for?",
        error_messages={"required": "Select what the session was for"},
    )
    method = forms.ChoiceField(
        label="How did you meet?",
        choices=Method,
        error_messages={"required": "Select how you met"},
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.helper.layout = Layout(
            "outcome",
            Fieldset("When and how", "on", "starts_at", "kind", "method"),
            Fieldset("If they came", "minutes", "record"),
            "next_plan",
            Submit("log", "Log this intervention"),
        )
        self.fields["outcome"].choices = [*self.OUTCOMES, self.BOOKED]
        self.fields["kind"].choices = [
            ("", "Select a purpose"),
            *(
                (kind.value, kind.label)
                for kind in Session.Kind
                if kind != Session.Kind.PARENT or self.case.is_with_a_young_person  # CL-14
            ),
        ]

    def clean_on(self):
        return self.check_day(self.cleaned_data["on"])

    def clean(self):
        answers = super().clean()
        outcome, on = answers.get("outcome"), answers.get("on")
        if outcome in Session.ON_THE_DAY and on and on > calendar.today():
            self.add_error("on", "A session that has happened must be today or earlier")
        if outcome in Session.TAKING_TIME and "starts_at" not in self.errors:
            self._check_time(on, answers.get("starts_at"), answers.get("minutes"))
        return answers

    def _check_time(self, on, starts_at, minutes):
        """V-16: it has a time, and the worker of the case is free then."""
        if starts_at is None:
            self.add_error("starts_at", "Enter what time it starts")
        elif on:
            minutes = minutes or USUAL_MINUTES
            clash = clash_of(self.case.worker, on=on, starts_at=starts_at, minutes=minutes)
            if clash:
                self.add_error("starts_at", clash_in_words(clash, self.by))


class SessionRecordForm(SessionOutcomeForm):
    """What came of a session on the day it was booked for."""

    version = VersionField()

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, case=session.case, **kwargs)
        self.session = session
        self.fields[
            "outcome"
        ].help_text = (
            "To move it to another day, record who cancelled it, then book the new one."
        )
        self.helper.layout = Layout(
            "outcome",
            Fieldset("If they came", "minutes", "record"),
            "next_plan",
            Submit("save", "Save this record"),
        )

    def clean_outcome(self):
        outcome = self.cleaned_data["outcome"]
        if outcome in Session.ON_THE_DAY and self.session.on > calendar.today():
            raise forms.ValidationError(
                f"{calendar.in_words(self.session.on)} has not come yet. "
                "Select who cancelled it, or come back that day"
            )
        return outcome


class ContactAttemptForm(WorkForm):
    """A failed attempt, or one that reached them: one line, fifteen seconds."""

    method = forms.ChoiceField(
        label="How did you try?",
        choices=Method,
        widget=Radios,
        error_messages={"required": "Select how you tried"},
    )
    outcome = forms.ChoiceField(
        label="What happened?",
        choices=ContactAttempt.Outcome,
        widget=Radios,
        error_messages={"required": "Select what happened"},
    )
    on = DateField(
        label="Which day?", noun="the date of the attempt", latest=calendar.today
    )
    note = forms.CharField(label="Anything to add?", max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "method", "outcome", "on", "note", Submit("log", "Log this attempt")
        )

    def clean_on(self):
        return self.check_day(self.cleaned_data["on"])
