"""Text that the database never holds readable: sealed on the way in, opened on the way out.

The cipher is authenticated (Fernet): what was changed by hand is refused, never shown.
Each sealed text names its key, so that a retired one is known to be used no more before
it is thrown away. `manage.py rotate_field_keys` seals everything with the newest (S-50).
"""

import hashlib
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import models

PREFIX = "sealed:"


class Unreadable(Exception):
    """A sealed text that cannot be opened. The message is shown to the person."""

    def __init__(self):
        super().__init__(
            "This cannot be read: its key is not here, or it was changed outside the "
            "service. Tell the system administrator."
        )


def seal(text: str) -> str:
    """The text, sealed with the newest key, whose name stands before it."""
    newest = settings.FIELD_KEYS[0]
    return f"{prefix_of(newest)}{Fernet(newest).encrypt(text.encode()).decode()}"


def unseal(sealed: str) -> str:
    """The text that was sealed; raises Unreadable."""
    for key in settings.FIELD_KEYS:
        prefix = prefix_of(key)
        if sealed.startswith(prefix):
            try:
                return Fernet(key).decrypt(sealed.removeprefix(prefix)).decode()
            except InvalidToken as changed:
                raise Unreadable from changed
    raise Unreadable


def prefix_of(key: str) -> str:
    """What stands before all that this key has sealed; the key does not follow from it."""
    return f"{PREFIX}{hashlib.sha256(key.encode()).hexdigest()[:8]}:"


class SealedTextField(models.TextField):
    """A text that is sealed in the database and plain on the model.

    Nothing can be looked up by it: every sealing of a text is another. An empty text stays
    empty, so that a constraint can ask whether there is one.
    """

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """The text as it was typed."""
        return unseal(value) if value else value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """The text as it is kept: only what is saved is sealed, never what is asked for."""
        text = super().get_db_prep_save(value, connection)
        return seal(text) if text else text
