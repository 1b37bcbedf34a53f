"""What the page of the urgent alert asks: one thing."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot.fields import PilotForm


class CaseAlertForm(PilotForm):
    """What happened, for the team that supports whoever may be in danger."""

    text = forms.CharField(
        label="What happened?",
        help_text="What they did or said, when, and where they are now if you know.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what happened"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("text", Submit("tell", "Tell partner support now"))
