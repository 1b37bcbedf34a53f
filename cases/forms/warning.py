"""What is asked about a warning: raised, and looked at again."""

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.forms.entry import EntryForm, begun_before_its_end
from cases.forms.plan import check_next_review, next_review_field
from cases.models import CaseWarning
from pilot import calendar
from pilot.fields import DateField, Radios, VersionField
from pilot.partner_words import AsksAboutPartnerWords


class WarningForm(EntryForm):
    """A warning: what, on what evidence, and by when to look at it again."""

    days_of_the_case = ("raised_on",)
    texts_about_him = ("evidence",)
    button = ("raise", "Raise this warning")

    kind = forms.ChoiceField(
        label="What is the warning about?",
        choices=CaseWarning.Kind,
        widget=Radios,
        error_messages={"required": "Select what it is about"},
    )
    evidence = forms.CharField(
        label="What is known, and from whom?",
        help_text="It stands above everything on the case: short, and facts.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what is known"},
    )
    raised_on = DateField(
        label="Since when?", noun="the date it was raised", latest=calendar.today
    )
    review_on = next_review_field(
        "By when will somebody look at it again?",
        help_text="A warning that nobody looks at again says so.",
    )

    def clean_raised_on(self):
        return begun_before_its_end(self.entry, self.cleaned_data["raised_on"])

    def clean(self):
        answers = super().clean()
        check_next_review(self, "review_on", after=answers.get("raised_on"))
        return answers


class WarningReviewForm(AsksAboutPartnerWords):
    """Whether a warning still holds."""

    texts_about_him = ("reason",)

    holds = forms.ChoiceField(
        label="Does it still hold?",
        choices=[("yes", "Yes, keep it"), ("no", "No, end it")],
        widget=Radios(reveals={"yes": ["next_on"]}),
        error_messages={"required": "Select whether it still holds"},
    )
    next_on = next_review_field("By when will somebody look at it again?")
    reason = forms.CharField(
        label="What does that rest on?",
        help_text="Kept with the warning. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter what it rests on"},
    )
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("holds", "reason", Submit("review", "Save"))

    def clean(self):
        answers = super().clean()
        check_next_review(self, "next_on", after=calendar.today())
        answers.pop("holds", None)  # without a next review it has ended
        return answers
