"""What is asked about a consultation: six questions, in under a minute."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, Folded, Radios
from pilot.partner_words import AsksAboutPartnerWords
from pilot.rota import last_day
from referrals.forms.advice import LONG_TEXT, AdviceForm, AskedForm
from referrals.models import Consultation


class ConsultationForm(AskedForm, AdviceForm):
    """A consultation that has taken place."""

    texts_about_him = AdviceForm.texts_about_him

    button = Submit("record", "Record this consultation")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            *self.shown("who", "post", "minutes", "topics", "question", "advice"),
            "follow_up",
            Folded(self.SUMMARY, *self.FOLDED),
            self.button,
        )


class ConsultationHoldForm(AdviceForm):
    """What came of a consultation that was booked."""

    question = forms.CharField(
        label="What did they ask?",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what they asked"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "minutes",
            "topics",
            "question",
            "advice",
            "follow_up",
            Folded(self.SUMMARY, *self.FOLDED),
            Submit("record", "Record this consultation"),
        )


class ConsultationBookForm(AskedForm):
    """A time agreed for a question."""

    on = DateField(
        label="Which day is it booked for?",
        noun="the day it is booked for",
        earliest=calendar.today,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].latest = last_day()
        self.fields["question"].label = "What will it be about?"
        self.fields["question"].error_messages["required"] = "Enter what it will be about"
        self.helper.layout = Layout(
            *self.shown("who", "post", "on", "question"),
            Submit("book", "Book this consultation"),
        )


class ConsultationCorrectionForm(ConsultationForm):
    """The same questions about an entry that is wrong, and why it is."""

    reason = forms.CharField(
        label="What was wrong?",
        help_text="Kept with both entries. Name nobody.",
        max_length=200,
        error_messages={"required": "Enter what was wrong"},
    )
    is_withdrawn = forms.BooleanField(
        label="It never took place: take this entry out", required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["follow_up_on"].earliest = None  # it may have been promised before
        self.helper.layout = Layout(
            *self.shown("who", "post", "minutes", "topics", "question", "advice"),
            "follow_up",
            Folded(self.SUMMARY, *self.FOLDED, is_open=True),
            "reason",
            "is_withdrawn",
            Submit("save", "Save the correction"),
        )


class ConsultationFollowUpForm(AsksAboutPartnerWords):
    """What came of a consultation."""

    texts_about_him = ("note",)

    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=Consultation.Outcome,
        widget=Radios,
        error_messages={"required": "Select what came of it"},
    )
    on = DateField(
        label="When did you follow it up?",
        noun="the day you followed it up",
        latest=calendar.today,
    )
    note = forms.CharField(
        label="Anything to add?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args, consultation, **kwargs):
        super().__init__(*args, **kwargs)
        self.consultation = consultation
        self.helper.layout = Layout(
            "outcome", "on", "note", Submit("save", "Save the follow-up")
        )

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on < self.consultation.on:
            raise forms.ValidationError(
                "The day must be on or after the consultation, "
                f"{calendar.in_words(self.consultation.on)}"
            )
        return on


class ConsultationCancelForm(AsksAboutPartnerWords):
    """Why a booked consultation will not take place."""

    texts_about_him = ("reason",)

    reason = forms.CharField(
        label="Why is it cancelled?",
        max_length=200,
        error_messages={"required": "Enter why it is cancelled"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("reason", Submit("cancel", "Cancel this consultation"))
