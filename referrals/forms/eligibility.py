"""What is asked when it is checked whether a referral fits its post."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, Radios
from pilot.partner_words import AsksAboutPartnerWords
from referrals.eligibility import exceptions_for
from referrals.models import CjStatus, EligibilityCheck, InformationSource


class ReferralCheckForm(AsksAboutPartnerWords):
    """Where somebody stands in the criminal justice process, on a day, and who says so."""

    cj_status = forms.ChoiceField(
        label="Where do they stand in the criminal justice process?",
        choices=[("", "Select where they stand"), *CjStatus.choices[:-1]],
        error_messages={
            "required": "Select where they stand in the criminal justice process"
        },
    )
    checked_on = DateField(
        label="When was that checked?",
        noun="the date it was checked",
        latest=calendar.today,
    )
    source = forms.ChoiceField(
        label="Who says so?",
        choices=[("", "Select who says so"), *InformationSource.choices],
        error_messages={"required": "Select who says so"},
    )
    advice = forms.CharField(
        label="What do the police advise?",
        help_text="Needed while an investigation is open.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sometimes_required = ("advice",)
    texts_about_him = ("advice",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("check", "Record the check"))

    def clean(self):
        answers = super().clean()
        is_open = answers.get("cj_status") == CjStatus.INVESTIGATION_OPEN
        if is_open and not answers.get("advice"):
            self.add_error("advice", "Enter what the police advise")
        return answers


class ReferralAllowForm(AsksAboutPartnerWords):
    """Why the manager lets a referral through where a rule leaves it to them."""

    texts_about_him = ("reason",)

    criterion = forms.ChoiceField(
        label="What do you let it through for?",
        widget=Radios,
        error_messages={"required": "Select what you let it through for"},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why"},
    )

    def __init__(self, *args, referral, **kwargs):
        super().__init__(*args, **kwargs)
        needed = exceptions_for(referral)
        self.fields["criterion"].choices = [
            pair for pair in EligibilityCheck.Criterion.choices if pair[0] in needed
        ]
        self.initial.setdefault("criterion", needed[0] if len(needed) == 1 else None)
        self.helper.layout = Layout(
            "criterion", "reason", Submit("allow", "Let it through")
        )
