"""What is asked when no rule says which borough a referral counts for."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot.fields import PilotForm, Radios, VersionField
from pilot.models import Borough


class ReferralAttributionForm(PilotForm):
    """Which borough a referral counts for, when no rule says."""

    borough = forms.ModelChoiceField(
        label="Which borough does this referral count for?",
        queryset=Borough.objects.order_by("place"),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select a borough"},
    )
    reason = forms.CharField(
        label="Why this borough?",
        help_text="Kept in the trail. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter why it counts for this borough"},
    )
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("borough", "reason", Submit("save", "Save the borough"))
