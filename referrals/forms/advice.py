"""What is asked about advice that somebody gives: who asked, and what was advised."""

from datetime import timedelta

from django import forms

from pilot import calendar
from pilot.fields import Checkboxes, DateField, Radios
from pilot.models import Post
from pilot.partner_words import AsksAboutPartnerWords
from pilot.permissions import Permission
from pilot.rota import agreed_time, is_agreed
from referrals.fields import PickingForm, PractitionerField
from referrals.models import Consultation, Topic, own_post

LONG_TEXT = 5000  # characters
ANOTHER_DAY, YES = "OTHER", "yes"
WEEKS = {"1": "In a week", "2": "In two weeks", "4": "In four weeks"}
SURE = [("", "Not asked"), *((str(n), str(n)) for n in range(1, 6))]
SURE[1], SURE[5] = ("1", "1, not at all"), ("5", "5, very")


class AskedForm(AsksAboutPartnerWords, PickingForm):
    """Who asked, and for which post they are answered."""

    texts_about_him = ("question",)

    who = PractitionerField(
        label="Who asked?",
        help_text="Type the beginning of their name.",
        noun="who asked",
    )
    post = forms.ModelChoiceField(
        label="Which post is the advice given for?",
        queryset=Post.objects.order_by("place"),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select which post the advice is given for"},
    )
    question = forms.CharField(
        label="What did they ask?",
        help_text="No name of a family is needed.",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what they asked"},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        if own_post(user):
            del self.fields["post"]

    def clean_who(self):
        """Advice counts for the borough of their team: whoever works there records it.

        Whoever asked already keeps the team of the day, wherever they work now.
        """
        who = self.cleaned_data["who"]
        borough = who.agency.borough
        is_new = who != self.initial.get("who")
        if is_new and not self.user.can(Permission.RECORD_ADVICE, borough):
            raise forms.ValidationError(
                f"{who} counts for {borough}, where you do not record advice. Ask a "
                "colleague who works there to record it"
            )
        return who

    def shown(self, *names) -> list[str]:
        """Those of the questions that this person is asked."""
        return [name for name in names if name in self.fields]


class AdviceForm(AsksAboutPartnerWords):
    """What was advised; most of it is asked only of whoever unfolds it."""

    texts_about_him = ("question", "advice", "safeguarding_action")

    # Not marked as optional: either decided by another answer, or answered from the start.
    sometimes_required = (
        *("follow_up", "follow_up_on", "safeguarding_action"),
        *("has_named_family", "has_safeguarding_advice"),
        *("confidence_before", "confidence_after"),
    )

    minutes = forms.IntegerField(
        label="How many minutes did it take?",
        min_value=Consultation.SHORTEST,
        max_value=Consultation.LONGEST,
        widget=forms.NumberInput(
            attrs={"class": "govuk-input--width-3", "suffix": "minutes"}
        ),
        error_messages={
            "required": "Enter how many minutes it took",
            "min_value": "Enter 5 minutes or more",
            "max_value": "Enter 240 minutes or fewer",
            "invalid": "Enter the minutes as a number, like 25",
        },
    )
    topics = forms.MultipleChoiceField(
        label="What was it about?",
        choices=Topic,
        widget=Checkboxes(attrs={"class": "govuk-checkboxes--small app-in-columns"}),
        error_messages={"required": "Select what it was about"},
    )
    advice = forms.CharField(
        label="What did you advise, and what was agreed?",
        help_text="Who does what by when. It is quoted when you follow it up.",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what you advised"},
    )
    follow_up = forms.ChoiceField(
        label="Will you follow it up?",
        required=False,
        widget=Radios(
            attrs={"class": "govuk-radios--small"},
            reveals={ANOTHER_DAY: ["follow_up_on"]},
        ),
    )
    follow_up_on = DateField(
        label="On which day?", noun="the day of the follow-up", earliest=calendar.today
    )
    on = DateField(label="Which day was it?", noun="the day it was", latest=calendar.today)
    has_named_family = forms.ChoiceField(
        label="Was a named family discussed?",
        choices=[("", "No, nobody was named"), (YES, "Yes")],
        required=False,
        widget=Radios(attrs={"class": "govuk-radios--small govuk-radios--inline"}),
    )
    has_safeguarding_advice = forms.ChoiceField(
        label="Did you advise safeguarding action?",
        choices=[("", "No"), (YES, "Yes")],
        required=False,
        widget=Radios(
            attrs={"class": "govuk-radios--small"}, reveals={YES: ["safeguarding_action"]}
        ),
    )
    safeguarding_action = forms.CharField(
        label="Which action, by whom?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter the safeguarding action, and who takes it"},
    )
    confidence_before = forms.TypedChoiceField(
        label="How sure of themselves were they before?",
        help_text="In their own words, from 1 to 5.",
        choices=SURE,
        coerce=int,
        empty_value=None,
        required=False,
    )
    confidence_after = forms.TypedChoiceField(
        label="And after?", choices=SURE, coerce=int, empty_value=None, required=False
    )

    FOLDED = (
        "on",
        "has_named_family",
        "has_safeguarding_advice",
        "confidence_before",
        "confidence_after",
    )
    SUMMARY = "A named family, safeguarding, confidence, or another day"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["follow_up"].choices = [
            ("", "No"),
            *((weeks, _in_weeks(weeks)) for weeks in WEEKS),
            (ANOTHER_DAY, "On another day"),
        ]

    def clean_on(self):
        on = self.cleaned_data["on"]
        if not is_agreed(on):
            raise forms.ValidationError(
                f"The day must be inside the pilot: {agreed_time().label}"
            )
        return on

    def clean(self):
        answers = super().clean()
        for name in ("has_named_family", "has_safeguarding_advice"):
            answers[name] = answers.get(name) == YES
        chosen = answers.pop("follow_up", "")
        if chosen in WEEKS:
            answers["follow_up_on"] = calendar.today() + timedelta(weeks=int(chosen))
        follow_up_on, on = answers.get("follow_up_on"), answers.get("on")
        if follow_up_on and on and follow_up_on < on:
            self.add_error("follow_up_on", "The follow-up must be after the consultation")
        before, after = answers.get("confidence_before"), answers.get("confidence_after")
        for one, other, missing in (
            (before, after, "confidence_after"),
            (after, before, "confidence_before"),
        ):
            if one is not None and other is None:
                self.add_error(missing, "Select both, before and after, or neither")
        return answers


def _in_weeks(weeks: str) -> str:
    day = calendar.today() + timedelta(weeks=int(weeks))
    return f"{WEEKS[weeks]}: {day:%A} {day.day} {day:%B}"
