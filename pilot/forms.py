"""What pilot's own pages ask: signing in, passwords, people and their roles, the trail."""

import re
from datetime import date, datetime, time, timedelta

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.contrib.auth import authenticate, password_validation
from django.core.exceptions import ValidationError

from pilot import calendar
from pilot.fields import (
    Checkboxes,
    DateField,
    FilterForm,
    PilotBoundField,
    PilotForm,
    Radios,
)
from pilot.models import Borough, User
from pilot.permissions import CASEWORKERS, Role
from pilot.references import ReferenceConverter, as_reference


class UntouchedBoundField(PilotBoundField):
    """A password: nothing of it is cleaned, trimmed or folded (S-01)."""

    @property
    def data(self):
        return super(PilotBoundField, self).data


class PasswordField(forms.CharField):
    """A password that is typed, pasted or filled in by a password manager."""

    bound_field_class = UntouchedBoundField

    def __init__(self, *, autocomplete, **kwargs):
        # Whatever was typed is taken: the limit only keeps a flood from the hasher.
        attrs = {"autocomplete": autocomplete, "class": "govuk-input--width-20"}
        kwargs.setdefault("max_length", 4096)
        kwargs["error_messages"] = {
            "null_characters_not_allowed": "Type the password again: part cannot be read",
            **kwargs.get("error_messages", {}),
        }
        super().__init__(strip=False, widget=forms.PasswordInput(attrs=attrs), **kwargs)


class SignInForm(PilotForm):
    username = forms.CharField(
        label="Sign-in name",
        max_length=150,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "class": "govuk-input--width-20",
            }
        ),
        error_messages={"required": "Enter your sign-in name"},
    )
    password = PasswordField(
        label="Password",
        autocomplete="current-password",
        error_messages={"required": "Enter your password"},
    )


class NewPasswordForm(PilotForm):
    """A password typed twice, held to the rules for the person it is for."""

    password = PasswordField(
        label="New password",
        autocomplete="new-password",
        help_text="15 characters or more. Three unrelated words are easy to remember.",
        error_messages={"required": "Enter a new password"},
    )
    password_again = PasswordField(
        label="Type the new password again",
        autocomplete="new-password",
        error_messages={"required": "Type the new password again"},
    )

    def person(self) -> User:
        """The person whose names the password must not be built from."""
        raise NotImplementedError

    def clean(self):
        cleaned = super().clean()
        password, again = cleaned.get("password"), cleaned.pop("password_again", None)
        if password and again and password != again:
            self.add_error("password_again", "Type the same new password in both boxes")
        elif password:
            try:
                password_validation.validate_password(password, self.person())
            except ValidationError as refused:
                self.add_error("password", refused)
        return cleaned


class PasswordChangeForm(NewPasswordForm):
    old_password = PasswordField(
        label="Your password now",
        autocomplete="current-password",
        error_messages={"required": "Enter the password you sign in with now"},
    )

    field_order = ("old_password", "password", "password_again")

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def person(self):
        return self.request.user

    def clean_old_password(self):
        """Asked like a sign-in, so that guessing it in an open session is slowed too."""
        typed = self.cleaned_data["old_password"]
        username = self.person().username
        if authenticate(self.request, username=username, password=typed) is None:
            raise ValidationError("Enter the password you sign in with now: this is not it")
        return typed


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


class TrailFilterForm(FilterForm):
    """The narrowing of the trail. None of it is personal data of a case."""

    by = forms.TypedChoiceField(label="Person", coerce=int, empty_value=None)
    target_type = forms.ChoiceField(label="Kind of record")
    action = forms.ChoiceField(label="What was done")
    since = DateField(label="From", noun="the first day")
    until = DateField(label="To", noun="the last day")
    reference = forms.CharField(
        label="Reference",
        max_length=20,
        help_text="In full, like K7QM-4RXD",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )

    def __init__(self, *args, people, kinds, actions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = [("", "Everybody"), *people]
        self.fields["target_type"].choices = [("", "Every kind"), *kinds]
        self.fields["action"].choices = [("", "Everything"), *actions]
        self.helper.layout = Layout(
            "by", "target_type", "action", Fieldset("When", "since", "until"), "reference"
        )

    def clean_reference(self):
        typed = self.cleaned_data["reference"]
        if typed and not re.fullmatch(ReferenceConverter.regex, as_reference(typed)):
            raise ValidationError("Enter the reference in full, like K7QM-4RXD")
        return as_reference(typed) if typed else ""

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be on or after the first day")
        return cleaned

    def lookups(self) -> dict:
        """What the answers that make sense look for, in the words of a filter."""
        self.is_valid()
        answers = self.cleaned_data
        found = {
            "by": answers.get("by"),
            "target_type": answers.get("target_type"),
            "action": answers.get("action"),
            "at__gte": _midnight(answers.get("since")),
            "at__lt": _midnight(answers.get("until"), days=1),
        }
        return {name: value for name, value in found.items() if value}


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    """The moment in London at which a day begins, or the one after it."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=days), time.min, tzinfo=calendar.LONDON)
