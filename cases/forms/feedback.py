"""What is asked on the way of a letter to whoever referred somebody."""

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.actions import check_is_as_read, check_risk_is_rated
from cases.forms.entry import EntryForm
from cases.forms.work import LONG_TEXT, WorkForm
from cases.models import Feedback
from pilot import calendar
from pilot.fields import DateField, PilotForm, Radios, VersionField
from pilot.partner_words import AsksAboutPartnerWords
from pilot.transitions import TransitionRefused

READY, NOT_YET = "ready", "not_yet"
ALWAYS = ("work", "next_steps")


def _text(label, help_text, rows, missing):
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        required=False,  # a draft may be half written
        error_messages={"required": missing},
    )


class FeedbackStartForm(WorkForm):
    """What the letter is about."""

    kind = forms.ChoiceField(
        label="What do you want to tell the referrer?",
        choices=Feedback.Kind,
        widget=Radios,
        error_messages={"required": "Select what you want to tell the referrer"},
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        self.helper.layout = Layout("kind", Submit("start", "Write it"))


class FeedbackForm(AsksAboutPartnerWords):
    """The four parts of the letter, and whether it is ready."""

    texts_about_him = Feedback.TEXTS

    work = _text(
        "What have you done, and what was offered?",
        "Days and ways of trying, and what came of each. No other person.",
        8,
        "Enter what you have done",
    )
    risk = _text(
        "What is the risk, and what does that rest on?",
        "What is known and what is not, the level and why, and what it means that they do "
        "not come. Nothing that the person harmed said. A rating made because of partner "
        "support is not quoted here: say what this side knows.",
        6,
        "Enter what the risk is",
    )
    advice = _text(
        "How do you advise to manage it?",
        "Who should do what, by when: visits, meetings, orders, who sees the children.",
        6,
        "Enter what you advise",
    )
    next_steps = _text(
        "What happens next?",
        "What you will do, and what you ask the referrer to do.",
        4,
        "Enter what happens next",
    )
    is_ready = forms.ChoiceField(
        label="Is it ready?",
        widget=Radios(reveals={READY: ["is_clear"]}),
        error_messages={"required": "Select whether it is ready"},
    )
    is_clear = forms.BooleanField(
        label="Nothing in it came from the person harmed, or says where anybody lives",
        error_messages={"required": "Confirm that nothing in it came from them"},
    )
    version = VersionField()

    def __init__(self, *args, feedback, **kwargs):
        super().__init__(*args, **kwargs)
        self.feedback = feedback
        self.required_once_ready = ALWAYS
        if feedback.needs_the_manager:
            self.required_once_ready = Feedback.TEXTS
        self.sometimes_required = self.required_once_ready
        done = "the manager can read it" if feedback.needs_the_manager else "it can go"
        self.fields["is_ready"].choices = [
            (READY, f"Yes, {done}"),
            (NOT_YET, "Not yet, keep it as a draft"),
        ]
        self.helper.layout = Layout(
            *Feedback.TEXTS, "is_ready", "version", Submit("save", "Save")
        )

    def clean(self):
        answers = super().clean()
        is_ready = answers.get("is_ready") == READY
        if is_ready:
            self._check_complete(answers)
        answers.pop("is_clear", None)
        return answers | {"is_ready": is_ready}

    def _check_complete(self, answers):
        for name in self.required_once_ready:
            if not answers.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        try:
            check_risk_is_rated(self.feedback)
        except TransitionRefused as refused:
            self.add_error("is_ready", str(refused))


class FeedbackDecideForm(AsksAboutPartnerWords):
    """Whether the manager stands by a letter, or what is missing in it."""

    texts_about_him = ("because",)

    decision = forms.ChoiceField(
        label="Do you approve it?",
        choices=[("approve", "Yes, it can go"), ("back", "No, it goes back")],
        widget=Radios(reveals={"back": ["because"]}),
        error_messages={"required": "Select whether you approve it"},
    )
    because = forms.CharField(
        label="What is missing in it?",
        help_text="Shown to the worker. Do not name anybody.",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter what is missing"},
    )
    version = VersionField()

    def __init__(self, *args, feedback, **kwargs):
        super().__init__(*args, initial={"version": feedback.version}, **kwargs)
        self.feedback = feedback
        if (
            feedback.is_to_send
        ):  # it is approved already: all that is left is taking it back
            self.fields["decision"].choices = [("back", "It goes back")]
            self.fields["decision"].label = "What do you want to do with it?"
        self.helper.layout = Layout("decision", "version", Submit("decide", "Save"))

    def clean_version(self):
        version = self.cleaned_data["version"]
        try:
            check_is_as_read(self.feedback, version)
        except TransitionRefused as refused:
            self.add_error("decision", str(refused))
            self.data = self.data.copy()  # what is shown now is what is decided on next
            self.data["version"] = self.feedback.version
        return version


class FeedbackSendForm(EntryForm):
    """To whom it went, how and when; and again, to put that right."""

    button = ("sent", "It has gone")

    sent_to = forms.CharField(
        label="Who did it go to?",
        max_length=150,
        error_messages={"required": "Enter who it went to"},
    )
    method = forms.ChoiceField(
        label="How?",
        choices=Feedback.Method,
        widget=Radios,
        error_messages={"required": "Select how it went"},
    )
    sent_on = DateField(label="When?", noun="the date it went", latest=calendar.today)
    acknowledged_on = DateField(
        label="When did they say that they have it?",
        noun="the date they said so",
        latest=calendar.today,
    )

    def __init__(self, *args, feedback=None, entry=None, **kwargs):
        self.feedback = feedback or entry
        super().__init__(*args, entry=entry, **kwargs)

    def ask(self):
        if self.feedback.status != Feedback.Status.ACKNOWLEDGED:
            del self.fields["acknowledged_on"]

    def clean(self):
        answers = super().clean()
        approved_on = calendar.day_of(self.feedback.approved_at)
        sent_on, had_on = answers.get("sent_on"), answers.get("acknowledged_on")
        if sent_on and sent_on < approved_on:
            self.add_error(
                "sent_on",
                "The date it went must be on or after the day it was approved, "
                f"{calendar.in_words(approved_on)}",
            )
        if sent_on and had_on and had_on < sent_on:
            self.add_error(
                "acknowledged_on", "The date they said so must be on or after it went"
            )
        return answers


class FeedbackAcknowledgeForm(PilotForm):
    """When the referrer said that they have it."""

    acknowledged_on = DateField(
        label="When did they say that they have it?",
        noun="the date they said so",
        latest=calendar.today,
    )

    def __init__(self, *args, feedback, **kwargs):
        super().__init__(*args, **kwargs)
        self.sent_on = feedback.sent_on
        self.helper.layout = Layout("acknowledged_on", Submit("had", "They have it"))

    def clean_acknowledged_on(self):
        acknowledged_on = self.cleaned_data["acknowledged_on"]
        if acknowledged_on < self.sent_on:
            raise forms.ValidationError(
                "The date they said so must be on or after the day it went, "
                f"{calendar.in_words(self.sent_on)}"
            )
        return acknowledged_on
