"""What is asked while a referral is screened: questions to others, and their answers."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, Radios
from pilot.partner_words import AsksAboutPartnerWords
from referrals.models import Question


class ReferralAskForm(AsksAboutPartnerWords):
    """What is asked, of whom, before a referral can be decided."""

    texts_about_him = ("text",)

    asked_of = forms.CharField(
        label="Who do you ask?",
        max_length=120,
        error_messages={"required": "Enter who you ask"},
    )
    text = forms.CharField(
        label="What do you need to know?",
        help_text="Leave out anything the person harmed said, and where they live.",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Enter what you need to know"},
    )
    asked_on = DateField(
        label="When did you ask?", noun="the date you asked", latest=calendar.today
    )

    def __init__(self, *args, referral, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked_on"].earliest = referral.received_on
        self.helper.layout = Layout(
            "asked_of", "text", "asked_on", Submit("ask", "Wait for the answer")
        )


class ReferralAnswerForm(AsksAboutPartnerWords):
    """How the waiting for an answer ended."""

    texts_about_him = ("answer",)

    ENDINGS = (Question.Ending.ANSWERED, Question.Ending.WITHOUT)
    HINTS = {
        Question.Ending.ANSWERED: "You can go on and decide.",
        Question.Ending.WITHOUT: "It is not needed any more, or it will not come.",
    }

    ending = forms.TypedChoiceField(
        label="How did the waiting end?",
        choices=[(ending.value, ending.label) for ending in ENDINGS],
        coerce=Question.Ending,
        widget=Radios(hints=HINTS, reveals={Question.Ending.ANSWERED.value: ["answer"]}),
        error_messages={"required": "Select how the waiting ended"},
    )
    answer = forms.CharField(
        label="What was the answer?",
        help_text="Leave out anything the person harmed said, and where they live.",
        max_length=1000,
        widget=forms.Textarea,
        required=False,
    )
    ended_on = DateField(label="When?", noun="the date it ended", latest=calendar.today)

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].earliest = question.asked_on
        self.helper.layout = Layout(
            "ending", "ended_on", Submit("end", "Go on with the screening")
        )
