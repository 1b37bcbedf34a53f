"""What the pages about children ask: only what is needed."""

from datetime import date

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.models import Child, ChildStatus, InformationSource
from pilot import calendar
from pilot.fields import DateField, PilotForm, Radios, VersionField
from pilot.partner_words import AsksAboutPartnerWords

KNOWN, ABOUT, UNBORN = "KNOWN", "ABOUT", "UNBORN"
OLDEST = 25  # a care leaver
NEVER = "Never write where a child lives, a placement or a school."


class ChildForm(PilotForm):
    """A child in their life. `child` is the one whose entry is changed."""

    sometimes_required = ("born_on", "age")

    first_name = forms.CharField(
        label="First name or initials",
        help_text=NEVER,
        max_length=30,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": "Enter a first name or initials"},
    )
    birth = forms.ChoiceField(
        label="When was the child born?",
        choices=(
            (KNOWN, "The date of birth is known"),
            (ABOUT, "Only the age is known"),
            (UNBORN, "Not born yet"),
        ),
        widget=Radios(reveals={KNOWN: ("born_on",), ABOUT: ("age",)}),
        error_messages={"required": "Select what is known of the child’s birth"},
    )
    born_on = DateField(
        label="Date of birth",
        noun="the date of birth",
        latest=calendar.today,
        required=False,
    )
    age = forms.IntegerField(
        label="About how many years old?",
        min_value=0,
        max_value=OLDEST,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
        error_messages={"max_value": f"The child must be {OLDEST} or younger"},
    )
    relationship = forms.ChoiceField(
        label="Who is the child to them?",
        choices=Child.Relationship,
        widget=Radios,
        error_messages={"required": "Select who the child is to them"},
    )
    lives_with = forms.ChoiceField(
        label="Does the child live with them?",
        choices=Child.LivesWith,
        widget=Radios,
        error_messages={"required": "Select whether the child lives with them"},
    )
    responsibility = forms.ChoiceField(
        label="Do they hold parental responsibility?",
        choices=Child.Responsibility,
        widget=Radios,
        error_messages={"required": "Select whether they hold parental responsibility"},
    )
    contact = forms.ChoiceField(
        label="How do they see the child now?",
        choices=Child.Contact,
        widget=Radios,
        error_messages={"required": "Select how they see the child now"},
    )

    def __init__(self, *args, child=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.child = child
        self.helper.layout = Layout(
            *("first_name", "birth", "relationship", "lives_with"),
            *("responsibility", "contact"),
            Submit("save", "Save this child"),
        )

    def clean(self):
        answers = super().clean()
        birth, born_on, age = (answers.get(name) for name in ("birth", "born_on", "age"))
        if birth == KNOWN and not born_on and "born_on" not in self.errors:
            self.add_error("born_on", "Enter the date of birth")
        if birth == ABOUT and age is None and "age" not in self.errors:
            self.add_error("age", "Enter about how many years old the child is")
        if born_on and calendar.age_on(calendar.today(), born_on=born_on) > OLDEST:
            self.add_error("born_on", f"The child must be {OLDEST} or younger")
        return answers

    def facts(self) -> dict:
        """What the answers come to: of the birth a day, a guess or none yet (V-21)."""
        answers = dict(self.cleaned_data)
        birth, born_on, age = (answers.pop(name) for name in ("birth", "born_on", "age"))
        return answers | {
            "born_on": self._about(age) if birth == ABOUT else born_on,
            "is_birth_estimated": birth == ABOUT,
            "is_unborn": birth == UNBORN,
        }

    def _about(self, age: int) -> date:
        """A birthday half a year ago, or the one already kept if the age still fits."""
        kept = self.child
        if kept and kept.is_birth_estimated and kept.age == age:
            return kept.born_on
        today = calendar.today()
        years = today.year - age - (today.month < 7)
        return date(years, (today.month + 5) % 12 + 1, 1)


class ChildEditForm(ChildForm):
    """The same, about a child whose entry somebody else may have open too."""

    version = VersionField()


def answers_of(child: Child) -> dict:
    """What is saved of a child, by the names of the form's fields."""
    names = ("first_name", "relationship", "lives_with", "responsibility", "contact")
    birth = UNBORN if child.is_unborn else ABOUT if child.is_birth_estimated else KNOWN
    return {name: getattr(child, name) for name in names} | {
        "birth": birth,
        "born_on": child.born_on if birth == KNOWN else None,
        "age": child.age if birth == ABOUT else None,
        "version": child.version,
    }


class ChildStatusForm(AsksAboutPartnerWords):
    """What Children's Services do for a child from a day on."""

    sometimes_required = ("category",)

    status = forms.ChoiceField(
        label="What do Children’s Services do for this child?",
        choices=ChildStatus.Status,
        widget=Radios(reveals={ChildStatus.Status.CPP: ("category",)}),
        error_messages={"required": "Select what Children’s Services do"},
    )
    category = forms.ChoiceField(
        label="Why is there a plan?",
        choices=ChildStatus.Category,
        widget=Radios,
        required=False,
    )
    starts_on = DateField(
        label="Since which day?",
        help_text="The day it began, or the first day you know of. What was before ends "
        "then; it may lie between two that are known.",
        noun="the date it began",
        latest=calendar.today,
    )
    authority = forms.ChoiceField(
        label="Which council is responsible?",
        help_text="Only if they know it already, or the child lives with them. Otherwise "
        "select “Not held here”.",
        choices=ChildStatus.Authority,
        widget=Radios,
        error_messages={"required": "Select which council is responsible"},
    )
    source = forms.ChoiceField(
        label="Who says so?",
        choices=[("", "Select who says so"), *InformationSource.choices],
        error_messages={"required": "Select who says so"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "status", "starts_on", "authority", "source", Submit("save", "Save this status")
        )

    def clean(self):
        answers = super().clean()
        is_plan = answers.get("status") == ChildStatus.Status.CPP
        if is_plan and not answers.get("category") and "category" not in self.errors:
            self.add_error("category", "Select why there is a child protection plan")
        return answers


class ChildStatusCorrectionForm(ChildStatusForm):
    """The same, in the place of an entry that was wrong."""

    texts_about_him = ("because",)

    because = forms.CharField(
        label="What was wrong?",
        help_text="Kept beside the old entry, which stays readable. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter what was wrong"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout.insert(4, "because")


class ChildWithdrawForm(AsksAboutPartnerWords):
    """Why a child should never have been entered."""

    texts_about_him = ("because",)

    because = forms.CharField(
        label="Why was the child entered by mistake?",
        help_text="Kept in the trail. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter why it was a mistake"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("because", Submit("withdraw", "Take this child out"))
