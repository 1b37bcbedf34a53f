"""What the pages about agencies and professionals ask."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, VersionField
from pilot.partner_words import AsksAboutPartnerWords
from referrals.fields import PickingForm, PractitionerField
from referrals.models import Agency, Practitioner

HERS = Agency.Sector.VICTIM_SVC


class AgencyInvolvementForm(AsksAboutPartnerWords, PickingForm):
    """An agency that works with them, and its professional if anybody knows who it is.

    Never one that supports the person harmed: no such team and nobody in it is offered.
    """

    sometimes_required = ("agency",)
    texts_about_him = ("role",)

    who = PractitionerField(
        label="Who is the professional?",
        help_text="Their agency comes with them. Leave it empty if nobody knows.",
        noun="who the professional is",
        required=False,
    )
    agency = forms.ModelChoiceField(
        label="Which agency or team?",
        help_text="Only if you do not know the professional.",
        queryset=Agency.objects.for_choosing().exclude(sector=HERS),
        empty_label="Select an agency",
        required=False,
    )
    role = forms.CharField(
        label="What do they do for them?",
        help_text="For example, children’s social worker, drug worker, GP.",
        max_length=80,
        error_messages={"required": "Enter what they do, like drug worker"},
    )
    contact = forms.CharField(
        label="How do we reach the professional?",
        help_text="A work phone number or email address.",
        max_length=120,
        required=False,
    )
    starts_on = DateField(
        label="Since when?",
        help_text="Leave empty if nobody knows.",
        noun="the date it began",
        latest=calendar.today,
        required=False,
    )
    ends_on = DateField(
        label="Until when?",
        help_text="Leave empty while it goes on.",
        noun="the date it ended",
        required=False,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        known = Practitioner.objects.visible_to(user).exclude(agency__sector=HERS)
        self.fields["who"].look_among(known)
        self.helper.layout = Layout(
            *("who", "agency", "role", "contact", "starts_on", "ends_on"),
            Submit("save", "Save this agency"),
        )

    def clean(self):
        answers = super().clean()
        who = answers.get("who")
        if who and who.agency.sector == HERS:
            self.add_error("who", "A service for people who were harmed is not named here")
        elif who:
            answers["agency"] = who.agency
        elif not answers.get("agency") and not self.errors.keys() & {"who", "agency"}:
            self.add_error("agency", "Select the agency, or enter who the professional is")
        starts_on, ends_on = answers.get("starts_on"), answers.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error(
                "ends_on",
                "The date it ended must be on or after "
                f"{calendar.in_words(starts_on)}, when it began",
            )
        return answers


class AgencyInvolvementEditForm(AgencyInvolvementForm):
    """The same, about an entry that somebody else may have open too."""

    version = VersionField()
