"""Who is to be referred: asked before anything else, so that nobody is entered twice."""

from crispy_forms.layout import Layout, Submit

from referrals.forms.person import PersonQuestions


class ReferralSearchForm(PersonQuestions):
    """A name and a date of birth. Sent in the request, so that no address holds them."""

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
