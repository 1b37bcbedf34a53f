"""What is asked about the awareness campaign."""

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from pilot.fields import LARGEST_NUMBER, Checkboxes, DateField, FilterForm, PilotForm
from pilot.models import Borough
from pilot.rota import agreed_time, is_agreed
from referrals.models import CampaignActivity

PEOPLE_BOX = {"class": "govuk-input--width-5"}


class CampaignForm(PilotForm):
    """Something done for the campaign, or planned."""

    sometimes_required = ("measure",)

    title = forms.CharField(
        label="What was done?",
        help_text="As you would tell a colleague: “Posters in GP surgeries”.",
        max_length=120,
        error_messages={"required": "Enter what was done"},
    )
    channel = forms.ChoiceField(
        label="How does it reach people?",
        choices=[("", "Select how"), *CampaignActivity.Channel.choices],
        error_messages={"required": "Select how it reaches people"},
    )
    boroughs = forms.ModelMultipleChoiceField(
        label="Which boroughs is it aimed at?",
        queryset=Borough.objects.order_by("place"),
        widget=Checkboxes,
        error_messages={"required": "Select the boroughs it is aimed at"},
    )
    audience = forms.CharField(
        label="Who is it meant for?",
        max_length=120,
        error_messages={"required": "Enter who it is meant for"},
    )
    starts_on = DateField(label="When did it start?", noun="the day it started")
    ends_on = DateField(
        label="When did it end?",
        help_text="Leave empty if it was over in a day.",
        noun="the day it ended",
        required=False,
    )
    reach = forms.IntegerField(
        label="How many did it reach?",
        min_value=0,
        max_value=LARGEST_NUMBER,
        required=False,
        widget=forms.NumberInput(attrs=PEOPLE_BOX),
        error_messages={"invalid": "Enter how many as a number, like 250"},
    )
    measure = forms.ChoiceField(
        label="What does the number count?",
        choices=[("", "Select what it counts"), *CampaignActivity.Measure.choices],
        required=False,
    )
    cost = forms.DecimalField(
        label="What did it cost?",
        help_text="Only what the pilot paid for.",
        min_value=0,
        max_digits=8,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={**PEOPLE_BOX, "prefix": "£"}),
        error_messages={"invalid": "Enter the cost in pounds, like 85.50"},
    )
    contacts = forms.IntegerField(
        label="How many people got in touch because of it?",
        min_value=0,
        max_value=LARGEST_NUMBER,
        required=False,
        widget=forms.NumberInput(attrs=PEOPLE_BOX),
        error_messages={"invalid": "Enter how many as a number, like 3"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.asked(), Submit("record", "Record this activity"))

    def asked(self) -> list:
        """The questions in their order."""
        return [
            *("title", "channel", "boroughs", "audience", "starts_on", "ends_on"),
            Fieldset("What came of it", "reach", "measure", "contacts", "cost"),
        ]

    def clean_starts_on(self):
        starts_on = self.cleaned_data["starts_on"]
        if not is_agreed(starts_on):
            raise forms.ValidationError(
                f"The day it started must be inside the pilot: {agreed_time().label}"
            )
        return starts_on

    def clean(self):
        answers = super().clean()
        starts_on, ends_on = answers.get("starts_on"), answers.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The day it ended must be on or after its start")
        if answers.get("reach") is not None and not answers.get("measure"):
            self.add_error("measure", "Select what the number counts")
        if answers.get("measure") and answers.get("reach") is None:
            self.add_error("reach", "Enter how many, or take away what it counts")
        return answers


class CampaignCorrectionForm(CampaignForm):
    """The same questions about an entry that is wrong, and why it is."""

    reason = forms.CharField(
        label="What was wrong?",
        help_text="Kept with both entries.",
        max_length=200,
        error_messages={"required": "Enter what was wrong"},
    )
    is_withdrawn = forms.BooleanField(
        label="It was never done: take this entry out", required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            *self.asked(), "reason", "is_withdrawn", Submit("save", "Save the correction")
        )


class CampaignFilterForm(FilterForm):
    """What the list is narrowed to."""

    borough = forms.ModelChoiceField(
        label="Borough",
        queryset=Borough.objects.order_by("place"),
        empty_label="All boroughs",
    )
    channel = forms.ChoiceField(
        label="How",
        choices=[("", "Every way"), *CampaignActivity.Channel.choices],
    )
