"""Who is referred, and for which post: asked when searching, and again on the referral."""

from django import forms

from pilot import calendar
from pilot.fields import DateField, PilotForm, Radios
from pilot.models import Post


class PersonQuestions(PilotForm):
    """The person a referral is about, and the post that it is for."""

    post = forms.ModelChoiceField(
        label="Who is the referral for?",
        queryset=Post.objects.order_by("place"),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select who the referral is for"},
    )
    given_names = forms.CharField(
        label="Given names",
        max_length=80,
        error_messages={"required": "Enter the given names of the person referred"},
    )
    surname = forms.CharField(
        label="Surname",
        max_length=80,
        error_messages={"required": "Enter the surname of the person referred"},
    )
    aliases = forms.CharField(
        label="Other names they use",
        help_text="With commas between them.",
        max_length=200,
        required=False,
    )
    born_on = DateField(
        label="Date of birth",
        help_text="Leave empty if nobody knows it yet.",
        noun="the date of birth",
        latest=calendar.today,
        required=False,
    )
