"""Why a referral is held back from erasure, or let go."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot.fields import PilotForm, VersionField


class ReferralHoldForm(PilotForm):
    """One reason, for the trail."""

    reason = forms.CharField(
        label="Why?",
        help_text="Kept in the trail. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter why"},
    )
    version = VersionField()

    def __init__(self, *args, referral, **kwargs):
        super().__init__(*args, **kwargs)
        does = "Let it go" if referral.is_held else "Hold it back"
        self.helper.layout = Layout("reason", Submit("save", does))
