"""Who is to be referred: asked before anything else, so that nobody is entered twice."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from referrals.forms.person import PersonQuestions
from referrals.models import Referral


class ReferralSearchForm(PersonQuestions):
    """A name and a date of birth. Sent in the request, so that no address holds them."""

    def __init__(self, *args, own_post=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.own_post = own_post
        if own_post:  # whoever works in a post never chooses one
            del self.fields["post"]
        self.helper.layout = Layout(*self.fields, Submit("find", "Continue"))

    def clean_born_on(self):
        """V-01: whoever is too young today was so when the referral came."""
        born_on = self.cleaned_data["born_on"]
        if born_on:
            age = calendar.age_on(calendar.today(), born_on=born_on)
            if age < Referral.YOUNGEST:
                raise forms.ValidationError(
                    f"They must be {Referral.YOUNGEST} or over to be referred"
                )
        return born_on

    def clean(self):
        answers = super().clean()
        post = self.own_post or answers.get("post")
        answers["post"] = post.pk if post else ""
        return answers
