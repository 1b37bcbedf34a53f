"""Who is to be referred: asked before anything else, so that nobody is entered twice."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, PilotForm, Radios
from pilot.models import Post


class ReferralSearchForm(PilotForm):
    """A name and a date of birth. Sent in the request, so that no address holds them."""

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

    def __init__(self, *args, own_post=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.own_post = own_post
        if own_post:  # whoever works in a post never chooses one
            del self.fields["post"]
        self.helper.layout = Layout(*self.fields, Submit("find", "Continue"))

    def clean(self):
        answers = super().clean()
        post = self.own_post or answers.get("post")
        answers["post"] = post.pk if post else ""
        return answers
