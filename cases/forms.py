"""What the case pages ask."""

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from cases.models import Case, ContactAttempt, Method, Session
from pilot import calendar
from pilot.fields import DateField, FilterForm, PilotForm, Radios, TimeField, VersionField
from pilot.models import Borough, Membership, Post, User

LONG_TEXT = 10_000


class CaseOpenForm(PilotForm):
    """Accepting a referral: who will work with the person, from when."""

    worker = forms.ModelChoiceField(
        label="Who will work with them?",
        queryset=User.objects.none(),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select who will work with them"},
    )
    accepted_on = DateField(
        label="When was the referral accepted?",
        noun="the date it was accepted",
        latest=calendar.today,
    )

    def __init__(self, *args, referral, **kwargs):
        super().__init__(*args, **kwargs)
        self.referral = referral
        holders = Membership.objects.current().filter(
            role=referral.post_id, borough=referral.borough
        )
        self.fields["worker"].queryset = User.objects.filter(
            is_active=True, memberships__in=holders
        ).order_by("last_name", "first_name", "pk")
        self.helper.layout = Layout(
            "worker", "accepted_on", Submit("open", "Accept and open a case")
        )

    def clean_accepted_on(self):
        accepted_on, received_on = (
            self.cleaned_data["accepted_on"],
            self.referral.received_on,
        )
        if accepted_on < received_on:
            raise forms.ValidationError(
                "The date it was accepted must be on or after the day it was received, "
                f"{calendar.in_words(received_on)}"
            )
        return accepted_on


class WorkForm(PilotForm):
    """Work that belongs to an open case: never before the case opened."""

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.case = case

    def check_day(self, on):
        """The day itself, if the case was open by then."""
        if on < self.case.opened_on:
            raise forms.ValidationError(
                "The date must be on or after the day the case opened, "
                f"{calendar.in_words(self.case.opened_on)}"
            )
        return on


class SessionOutcomeForm(WorkForm):
    """What came of a session: only what its outcome needs is required."""

    OUTCOMES = (
        (Session.Outcome.ATT.value, "They came"),
        (Session.Outcome.LATE.value, "They came late"),
        (Session.Outcome.DNA.value, "They did not come"),
        (Session.Outcome.CANC_SHORT.value, "They cancelled less than 24 hours before"),
        (Session.Outcome.CANC_NOTICE.value, "They cancelled with notice"),
        (Session.Outcome.CANC_SERVICE.value, "We cancelled"),
        (Session.Outcome.NOT_REC.value, "It is booked and has not happened yet"),
    )
    sometimes_required = ("minutes", "record")

    on = DateField(label="Which day?", noun="the date of the session")
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

    def clean_on(self):
        return self.check_day(self.cleaned_data["on"])

    def clean(self):
        answers = super().clean()
        outcome, on = answers.get("outcome"), answers.get("on")
        if outcome in (Session.Outcome.ATT, Session.Outcome.LATE):
            if answers.get("minutes") is None and "minutes" not in self.errors:
                self.add_error("minutes", "Enter how many minutes it lasted")
            if not answers.get("record") and "record" not in self.errors:
                self.add_error("record", "Enter what was done")
        elif outcome:
            answers["minutes"] = None
        if outcome and outcome != Session.Outcome.NOT_REC and on and on > calendar.today():
            self.add_error("on", "A session that has happened must be today or earlier")
        return answers


class SessionForm(SessionOutcomeForm):
    """A session: booked for later, or recorded with what came of it."""

    starts_at = TimeField(label="What time did it start?", noun="the time", required=False)
    kind = forms.ChoiceField(
        label="What was it for?",
        choices=[("", "Select a purpose"), *Session.Kind.choices],
        error_messages={"required": "Select what the session was for"},
    )
    method = forms.ChoiceField(
        label="How did you meet?",
        choices=Method,
        error_messages={"required": "Select how you met"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "outcome",
            Fieldset("When and how", "on", "starts_at", "kind", "method"),
            Fieldset("If they came", "minutes", "record"),
            "next_plan",
            Submit("log", "Log this intervention"),
        )


class SessionRecordForm(SessionOutcomeForm):
    """What came of a session that was booked, or a correction of what was recorded."""

    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "outcome",
            "on",
            Fieldset("If they came", "minutes", "record"),
            "next_plan",
            Submit("save", "Save this record"),
        )


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


class CaseMoveForm(PilotForm):
    """The next stage of a case, each with a sentence about what it means."""

    to = forms.TypedChoiceField(
        label="Which stage is next?",
        coerce=Case.Status,
        widget=Radios(hints=Case.STAGES_EXPLAINED),
        error_messages={"required": "Select the next stage"},
    )
    reason = forms.CharField(
        label="Why now?",
        help_text="Kept in the history. Do not name anybody.",
        max_length=200,
        required=False,
    )

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        # Every stage is understood, so that one overtaken is refused in plain words.
        self.fields["to"].choices = Case.Status.choices
        self.fields["to"].widget.choices = [
            (stage.value, stage.label) for stage in case.next_stages()
        ]
        self.helper.layout = Layout("to", "reason", Submit("move", "Move the case"))


class CaseChangeBoroughForm(WorkForm):
    """From which day a case counts for another borough, and why."""

    to = forms.ModelChoiceField(
        label="Which borough does the case count for from now on?",
        queryset=Borough.objects.none(),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select a borough"},
    )
    effective_on = DateField(
        label="From which day?",
        help_text="What was done before that day stays where it was.",
        noun="the date it changes",
        latest=calendar.today,
    )
    reason = forms.CharField(
        label="Why does it change?",
        help_text="Where the person himself lives now, or the manager’s reason. "
        "Never where anybody who was harmed lives. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter why it changes"},
    )
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Borough.objects.exclude(pk=self.case.borough_id)
        self.helper.layout = Layout(
            "to", "effective_on", "reason", Submit("change", "Change the borough")
        )

    def clean_effective_on(self):
        return self.check_day(self.cleaned_data["effective_on"])


class CaseCloseForm(WorkForm):
    """How the work ended, why, and what came of it."""

    reason = forms.ChoiceField(
        label="How did the work end?",
        choices=[
            ("Planned", [(reason.value, reason.label) for reason in Case.PLANNED]),
            (
                "Not planned",
                [
                    (reason.value, reason.label)
                    for reason in Case.ClosureReason
                    if reason not in Case.PLANNED
                ],
            ),
        ],
        widget=forms.Select,
        error_messages={"required": "Select how the work ended"},
    )
    closed_on = DateField(
        label="When did it close?", noun="the date it closed", latest=calendar.today
    )
    outcome = forms.CharField(
        label="What came of it?",
        help_text="What changed, what did not, and what the risk is now.",
        max_length=LONG_TEXT,
        widget=forms.Textarea,
        error_messages={"required": "Enter what came of the work"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [
            ("", "Select how the work ended"),
            *self.fields["reason"].choices,
        ]
        self.helper.layout = Layout(
            "reason", "closed_on", "outcome", Submit("close", "Close this case")
        )

    def clean_closed_on(self):
        closed_on = self.check_day(self.cleaned_data["closed_on"])
        last = self.case.last_worked_on()
        if last and closed_on < last:
            raise forms.ValidationError(
                "The date it closed must be on or after the last work on it, "
                f"{calendar.in_words(last)}"
            )
        return closed_on

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if reason == Case.ClosureReason.NEVER_ENGAGED and self.case.engaged_on:
            raise forms.ValidationError(
                "They came to a session, so they did engage. Select another reason"
            )
        return reason


class CaseFilterForm(FilterForm):
    """What the list is narrowed to. Nothing personal: it stands in the address."""

    borough = forms.ModelChoiceField(
        label="Borough",
        queryset=Borough.objects.order_by("place"),
        empty_label="All boroughs",
    )
    post = forms.ModelChoiceField(
        label="Post", queryset=Post.objects.order_by("place"), empty_label="All posts"
    )
    status = forms.ChoiceField(
        label="Stage", choices=[("", "All stages"), *Case.Status.choices]
    )


class CaseSearchForm(PilotForm):
    """A name or a reference. It is sent in the request, so it is in no address."""

    marks_optional = False

    text = forms.CharField(
        label="Name or reference",
        max_length=100,
        error_messages={"required": "Enter a name or a reference"},
    )
