"""What signing in and passwords ask."""

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.core.exceptions import ValidationError

from pilot.fields import (
    PilotBoundField,
    PilotForm,
)
from pilot.models import User


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


class OwnPasswordForm(PilotForm):
    """Asks somebody who is signed in for the password they signed in with."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def checked(self, typed: str) -> str:
        """Asked like a sign-in, so that guessing it in an open session is slowed too."""
        username = self.request.user.username
        if authenticate(self.request, username=username, password=typed) is None:
            raise ValidationError("Enter the password you sign in with now: this is not it")
        return typed


class ProofForm(OwnPasswordForm):
    """The password again, before something that a stranger at an open screen may not do."""

    password = PasswordField(
        label="Your password",
        autocomplete="current-password",
        error_messages={"required": "Enter the password you sign in with"},
    )

    def clean_password(self):
        return self.checked(self.cleaned_data["password"])


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


class PasswordChangeForm(OwnPasswordForm, NewPasswordForm):
    old_password = PasswordField(
        label="Your password now",
        autocomplete="current-password",
        error_messages={"required": "Enter the password you sign in with now"},
    )

    field_order = ("old_password", "password", "password_again")

    def person(self):
        return self.request.user

    def clean_old_password(self):
        return self.checked(self.cleaned_data["old_password"])
