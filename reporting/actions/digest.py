"""The weekly message: two numbers and a link, and nothing that names anybody."""

from django.core.mail import send_mail
from django.db import transaction

from pilot import audit, calendar
from pilot.models import User, monday_of
from reporting.models import Digest

SUBJECT = "Perpetrator pilot: your week"
MESSAGE = """Overdue: {late}
Due in the next seven days: {coming}

See what and by when:
{address}

This message says how many and nothing else, so that it may stand in any inbox.
"""


@transaction.atomic
def send_digest(user: User, *, late: int, coming: int, address: str) -> Digest | None:
    """The person has this week's numbers by e-mail; nothing if they had them already.

    The week is claimed before the message goes and given back if it does not: a second
    run sends nothing twice, and a failed one can be run again.
    """
    monday = monday_of(calendar.today())
    digest, is_new = Digest.objects.get_or_create(
        user=user, week_on=monday, defaults={"sent_at": calendar.now()}
    )
    if not is_new:
        return None
    audit.record(digest, "sent", by=None, late=late, coming=coming)
    text = MESSAGE.format(late=late, coming=coming, address=address)
    send_mail(SUBJECT, text, None, [user.email])
    return digest
