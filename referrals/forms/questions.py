"""The questions about a referral, each as it is worded on the page."""

from django import forms

from pilot import calendar
from pilot.fields import Checkboxes, DateField, Radios
from pilot.parameters import filled_lazily
from referrals.fields import PickingForm, PractitionerField
from referrals.forms.person import PersonQuestions
from referrals.models import (
    CODED,
    AbuseType,
    Agency,
    Answer,
    CampaignSource,
    CjStatus,
    InformationSource,
    ParentPosition,
    Referral,
    Relationship,
    Residence,
    Route,
    SubjectAgreement,
    Targeting,
    YouthOrder,
    YouthTeam,
)


class Coded(forms.ChoiceField):
    """A question with coded answers, of which one is that nobody has asked it.

    Left out or empty it comes to that one: an answer that says so is never missing.
    """

    def __init__(self, *, choices, unasked="NOT_ASKED", **kwargs):
        self.unasked = unasked
        super().__init__(choices=choices, initial=unasked, required=False, **kwargs)

    def clean(self, value):
        if value == self.unasked:
            return value  # also where it is not offered: nobody has to be lied to
        return super().clean(value) or self.unasked


class ReferralQuestions(PickingForm, PersonQuestions):
    """Everything that is asked of any post; `ReferralForm` leaves out what one is not."""

    sometimes_required = (
        "agency",
        "age_reason",
        "advice",
        "checked_on",
        "check_source",
        "cj_status",
        *CODED,
    )

    age_reason = forms.CharField(
        label="Why is it for them, at this age?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    received_on = DateField(
        label="When did you receive it?",
        noun="the date you received the referral",
        latest=calendar.today,
    )
    source = forms.ChoiceField(
        label="Where did it come from?",
        choices=[("", "Select a source"), *Referral.Source.choices],
        error_messages={"required": "Select where the referral came from"},
    )
    practitioner = PractitionerField(
        label="Who referred them?",
        noun="who referred them",
        help_text="We tell them what was decided.",
        required=False,
    )
    agency = forms.ModelChoiceField(
        label="Which team, if nobody is named?",
        help_text="Not used if they or a relative asked.",
        queryset=Agency.objects.for_choosing(),
        empty_label="Select an agency",
        required=False,
    )
    # From a list is not among them: whoever is on one is asked why.
    route = Coded(
        label="How did it reach you?",
        choices=[way for way in Route.choices if way[0] != Route.TARGETED],
        unasked=Route.DIRECT.value,
    )
    targeting = forms.ChoiceField(
        label="Are they on a list of people to approach?",
        choices=[("", "No"), *Targeting.choices],
        required=False,
    )
    residence = forms.ChoiceField(
        label="Where does the person referred live?",
        help_text="Never where anybody who was harmed lives.",
        choices=Residence,
        widget=Radios(attrs={"class": "govuk-radios--small app-choices"}),
        error_messages={"required": "Select where the person referred lives"},
    )
    youth_team = Coded(
        label="Which is their home Youth Offending team?",
        help_text="“Not asked” means the team of the borough where they live.",
        choices=YouthTeam,
    )
    reason = forms.CharField(
        label="Why are they referred?",
        help_text="What they did, and what worries the referrer. Leave out anything the "
        "person harmed said in confidence, and where they live.",
        max_length=5000,
        widget=forms.Textarea,
        error_messages={"required": "Enter why they are referred"},
    )
    has_urgent_risk = forms.BooleanField(
        label="The referrer says somebody is at urgent risk", required=False
    )
    relationship = Coded(
        label="Who was harmed?",
        choices=Relationship,
    )
    harmed_aged_16 = Coded(
        label="Are they 16 or over?",
        help_text="Ask nothing else about them.",
        choices=Answer,
    )
    abuse_types = forms.MultipleChoiceField(
        label="What kinds of abuse?",
        choices=AbuseType,
        required=False,
        widget=Checkboxes(attrs={"class": "govuk-checkboxes--small app-choices"}),
    )
    awareness = Coded(label="Do they know that they are referred?", choices=Answer)
    agreement = Coded(label="Do they agree to it?", choices=SubjectAgreement)
    youth_order = Coded(label="Is there an order?", choices=YouthOrder)
    parent_position = Coded(
        label="What does the parent or carer say to it?", choices=ParentPosition
    )
    cj_status = Coded(label="Where do they stand?", choices=CjStatus)
    checked_on = DateField(
        label="When was that checked?",
        noun="the date it was checked",
        latest=calendar.today,
        required=False,
    )
    check_source = forms.ChoiceField(
        label="Who says so?",
        choices=[("", "Select who says so"), *InformationSource.choices],
        required=False,
    )
    advice = forms.CharField(
        label="What do the police advise?",
        help_text="Only while an investigation is open.",
        max_length=500,
        required=False,
    )
    prior_offence = Coded(
        label=filled_lazily(
            "Convicted, cautioned or charged for domestic abuse in the last {P-21}?"
        ),
        choices=Answer,
    )
    prior_programme = Coded(label="Been on a perpetrator programme before?", choices=Answer)
    otherwise_offered = Coded(
        label="Would they have been offered help to change without the pilot?",
        choices=Answer,
    )
    campaign = Coded(
        label="Where did they see our awareness campaign?", choices=CampaignSource
    )
    # The page's own workings: a referral this one follows, and who was shown as known.
    follows = forms.CharField(required=False, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    consultation = forms.CharField(required=False, widget=forms.HiddenInput)
