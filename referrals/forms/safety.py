"""What is asked about contact with somebody who may not know of a referral (V-12)."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, PilotForm, Radios
from pilot.partner_words import AsksAboutPartnerWords
from referrals.models import ContactSafetyCheck

Result = ContactSafetyCheck.Result


class SafetyCheckForm(AsksAboutPartnerWords):
    """Who was asked, when, and what they answered."""

    texts_about_him = ("conditions",)

    HINTS = {
        Result.SAFE: "Until a day. The service manager approves it before anybody calls.",
        Result.HOLD: "Nobody calls for now. You ask again.",
        Result.NOT_SAFE: "Nobody calls.",
    }

    asked = forms.ChoiceField(
        label="Who did you ask whether contact is safe?",
        choices=ContactSafetyCheck.Asked,
        widget=Radios,
        error_messages={"required": "Select who you asked"},
    )
    on = DateField(
        label="When did they answer?", noun="the date they answered", latest=calendar.today
    )
    result = forms.ChoiceField(
        label="What did they answer?",
        choices=Result,
        widget=Radios(hints=HINTS, reveals={Result.SAFE.value: ["valid_to"]}),
        error_messages={"required": "Select what they answered"},
    )
    valid_to = DateField(label="Until when is it safe?", noun="the last day on which it is")
    conditions = forms.CharField(
        label="Under what conditions?",
        help_text="For example by phone only. Not who said it, not why, and nothing of "
        "where anybody lives.",
        max_length=500,
        widget=forms.Textarea,
        required=False,
    )

    def __init__(self, *args, referral, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].earliest = referral.received_on
        self.helper.layout = Layout(
            "asked", "on", "result", "conditions", Submit("save", "Save the answer")
        )

    def clean(self):
        answers = super().clean()
        on, valid_to = answers.get("on"), answers.get("valid_to")
        if on and valid_to and valid_to < on:
            self.add_error("valid_to", "The last day must be on or after their answer")
        return answers


class SafetyCheckCorrectionForm(SafetyCheckForm):
    """The same, of an entry that was wrong."""

    because = forms.CharField(
        label="What was wrong with the entry?",
        help_text="Kept in the trail. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter what was wrong with the entry"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout.pop()
        self.helper.layout.extend(["because", Submit("save", "Put it right")])


class SafetyCheckApprovalForm(PilotForm):
    """Nothing to fill in: the button is the answer."""

    def __init__(self, *args, check, **kwargs):
        super().__init__(*args, **kwargs)
        does = "Approve contact" if check.is_safe else "Accept and hold"
        self.helper.layout = Layout(Submit("approve", does))
