"""What is asked about a meeting with the boroughs' own perpetrator specialists."""

from crispy_forms.layout import Layout, Submit
from django import forms
from django.db.models import Q

from pilot import calendar
from pilot.fields import Checkboxes, DateField, Radios
from pilot.models import Post
from pilot.partner_words import AsksAboutPartnerWords
from pilot.rota import agreed_time, is_agreed
from referrals.models import Practitioner, own_post

LONG_TEXT = 5000  # characters


class LiaisonForm(AsksAboutPartnerWords):
    """A meeting that has taken place."""

    texts_about_him = ("topics", "agreed")

    practitioners = forms.ModelMultipleChoiceField(
        label="Which specialists did you meet?",
        queryset=Practitioner.objects.none(),
        to_field_name="token",
        widget=Checkboxes,
        error_messages={"required": "Select the specialists you met"},
    )
    on = DateField(
        label="Which day was it?", noun="the day of the meeting", latest=calendar.today
    )
    post = forms.ModelChoiceField(
        label="Which post met them?",
        queryset=Post.objects.order_by("place"),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select which post met them"},
    )
    topics = forms.CharField(
        label="What was it about?",
        help_text="No name of a family is needed.",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what it was about"},
    )
    agreed = forms.CharField(
        label="What was agreed?",
        help_text="Who does what by when.",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        known = Practitioner.objects.visible_to(user)
        self.fields["practitioners"].queryset = known.specialists().for_choosing()
        if own_post(user):
            del self.fields["post"]
        self.helper.layout = Layout(*self.asked(), Submit("record", "Record this meeting"))

    def asked(self) -> list[str]:
        """The questions of this person, in their order."""
        names = ("practitioners", "on", "post", "topics", "agreed")
        return [name for name in names if name in self.fields]

    def clean_on(self):
        on = self.cleaned_data["on"]
        if not is_agreed(on):
            raise forms.ValidationError(
                f"The day must be inside the pilot: {agreed_time().label}"
            )
        return on


class LiaisonCorrectionForm(LiaisonForm):
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

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        # Whoever was there stays an answer, also when they have left since.
        there = Q(pk__in=meeting.practitioners.values("pk"))
        own = Q(is_specialist=True, is_retired=False, agency__borough=meeting.borough)
        known = Practitioner.objects.visible_to(kwargs["user"])
        self.fields["practitioners"].queryset = known.for_listing().filter(there | own)
        self.helper.layout = Layout(
            *self.asked(), "reason", "is_withdrawn", Submit("save", "Save the correction")
        )
