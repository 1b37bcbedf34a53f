"""What the pages for people and their roles ask."""

from crispy_forms.layout import Layout, Submit
from django import forms
from django.core.exceptions import ValidationError

from pilot.fields import (
    Checkboxes,
    PilotForm,
    Radios,
)
from pilot.forms.access import NewPasswordForm
from pilot.models import Borough, User
from pilot.permissions import CASEWORKERS, Role


class PersonForm(NewPasswordForm):
    """A new account. Until a role is granted it opens nothing."""

    first_name = forms.CharField(
        label="First name",
        max_length=60,
        error_messages={"required": "Enter their first name"},
    )
    last_name = forms.CharField(
        label="Last name",
        max_length=60,
        error_messages={"required": "Enter their last name"},
    )
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="Their address at work.",
        error_messages={
            "required": "Enter their e-mail address",
            "invalid": "Enter an e-mail address in full, like name@example.org",
        },
        widget=forms.EmailInput(attrs={"spellcheck": "false"}),
    )
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]*\Z",
        label="Sign-in name",
        max_length=40,
        help_text="Small letters, numbers, dots and hyphens, like cara.juniper.",
        error_messages={
            "required": "Enter a sign-in name",
            "invalid": "Enter a sign-in name of small letters, numbers, dots and hyphens",
        },
        widget=forms.TextInput(
            attrs={
                "autocapitalize": "none",
                "spellcheck": "false",
                "class": "govuk-input--width-20",
            }
        ),
    )

    field_order = (
        "first_name",
        "last_name",
        "email",
        "username",
        "password",
        "password_again",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Their first password"
        self.fields["password_again"].label = "Type their first password again"

    def person(self):
        names = ("username", "first_name", "last_name", "email")
        return User(**{name: self.cleaned_data.get(name, "") for name in names})

    def clean_username(self):
        username = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError("Choose another sign-in name: somebody has this one")
        return username


class PersonPasswordForm(NewPasswordForm):
    """A new password for somebody who forgot theirs."""

    def __init__(self, *args, owner, **kwargs):
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.fields["password"].label = "Their new password"
        self.fields["password_again"].label = "Type their new password again"

    def person(self):
        return self.owner


_WORKS_WITH_PEOPLE = "Sees and records casework"


ROLE_HINTS = {
    **dict.fromkeys(CASEWORKERS, _WORKS_WITH_PEOPLE),
    Role.PARTNER_SUPPORT_WORKER: "Never together with a caseworker’s role",
    Role.SERVICE_MANAGER: "Sees every case, and who did and saw what",
    Role.GOVERNANCE_LEAD: "Sees who did and saw what",
    Role.AUTHORISED_OFFICER: "One for each borough",
    Role.SYSTEM_ADMINISTRATOR: "Adds people and grants roles. Sees no casework",
}


class ReasonForm(PilotForm):
    """Why something about a person's access changes."""

    reason = forms.CharField(
        label="Why?",
        max_length=200,
        help_text="One sentence for the trail. Name nobody the service works with.",
        error_messages={
            "required": "Enter why, in one sentence",
            "max_length": "Shorten the reason to 200 characters or fewer",
        },
    )


class MembershipGrantForm(ReasonForm):
    role = forms.TypedChoiceField(
        label="What will they do?",
        choices=Role,
        coerce=Role,
        widget=Radios(hints=ROLE_HINTS),
        error_messages={"required": "Select what they will do"},
    )
    boroughs = forms.ModelMultipleChoiceField(
        label="In which boroughs?",
        queryset=Borough.objects.none(),
        widget=Checkboxes,
        error_messages={"required": "Select at least one borough"},
    )

    field_order = ("role", "boroughs", "reason")

    def __init__(self, *args, boroughs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["boroughs"].queryset = boroughs
        self.helper.layout = Layout(
            "role", "boroughs", "reason", Submit("grant", "Grant this role")
        )
