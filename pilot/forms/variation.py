"""What is asked about a change of an agreement, and when a council decides it."""

from decimal import Decimal

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, Radios
from pilot.forms.cost import MoneyField
from pilot.forms.record import ROLES_ONLY, BoroughField, reason, text
from pilot.models import Variation
from pilot.naming_words import AsksAboutNames

DAYS, AWARD = Variation.Kind.DAYS, Variation.Kind.AWARD


class VariationForm(AsksAboutNames):
    texts_checked = ("what", "reasons")

    borough = BoroughField()
    kind = forms.ChoiceField(
        label="What is to change?",
        choices=Variation.Kind,
        widget=Radios(reveals={DAYS: ("post", "days_per_week"), AWARD: ("amount",)}),
        error_messages={"required": "Select what is to change"},
    )
    post = forms.ChoiceField(
        label="Of which post?",
        widget=Radios,
        error_messages={"required": "Select the post"},
    )
    days_per_week = forms.DecimalField(
        label="How many days a week does the borough get then?",
        min_value=Decimal(0),
        max_value=Decimal(5),
        max_digits=7,
        decimal_places=6,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": "Enter the days a week"},
    )
    amount = MoneyField(label="How much is added to the award?")
    what = text("Say it in one line", "Enter what is to change", help_text=ROLES_ONLY)
    reasons = text("Why?", "Enter why", most=2000, rows=5, help_text=ROLES_ONLY)
    starts_on = DateField(
        label="From which day?",
        noun="the first day",
        earliest=calendar.PILOT.start,
    )

    def __init__(self, *args, boroughs, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["borough"].offer(boroughs, alone=True)
        self.posts = {post.pk: post for post in posts}
        self.fields["post"].choices = [(pk, str(post)) for pk, post in self.posts.items()]
        self.helper.layout = Layout(
            *("borough", "kind", "what", "reasons", "starts_on"),
            Submit("propose", "Propose this variation"),
        )

    def variation(self) -> dict:
        """The answers in the words of the action."""
        answers = dict(self.cleaned_data)
        return {**answers, "post": self.posts.get(answers["post"])}


class VariationDecideForm(AsksAboutNames):
    texts_checked = ("decided_as", "because")

    is_approved = forms.TypedChoiceField(
        label="What does the council decide?",
        choices=[("yes", "It is approved"), ("no", "It is refused")],
        coerce=lambda answer: answer == "yes",
        widget=Radios,
        error_messages={"required": "Select what the council decides"},
    )
    decided_as = text(
        "In which role was it decided?",
        "Enter the role of who decided it",
        most=100,
        help_text="The role, never a name: “Authorised officer”, “Director”.",
    )
    decided_on = DateField(
        label="When?", noun="the day it was decided", latest=calendar.today
    )
    because = text("Why?", "Enter why", most=500, rows=4, help_text=ROLES_ONLY)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields, Submit("decide", "Record the decision"))


class VariationWithdrawForm(AsksAboutNames):
    texts_checked = ("because",)

    because = reason("Why is it not asked for any more?")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("because", Submit("withdraw", "Withdraw it"))
