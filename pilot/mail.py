"""E-mail says that something waits, with a link, and nothing more."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from pilot.models import User

SUBJECT = "Perpetrator pilot: something waits for you"
TEXT = "Something waits for you in the perpetrator pilot. Sign in to read it:\n\n{link}\n"

log = logging.getLogger(__name__)


def say_something_waits(people: Iterable[User], path: str) -> None:
    """Each of these people gets a link, once what they are told of is saved.

    Nobody is written to who has no address or no open account. The message never says what
    it is about: the page does, to whoever may read it.
    """
    text = TEXT.format(link=f"{settings.SERVICE_URL}{path}")
    for address in sorted({each.email for each in people if each.email and each.is_active}):
        transaction.on_commit(lambda address=address: _send(text, address))


def _send(text: str, address: str) -> None:
    """A mail server that is away undoes nothing: the home page says it too."""
    try:
        send_mail(SUBJECT, text, None, [address])
    except (SMTPException, OSError):
        log.warning("An e-mail could not be sent")
