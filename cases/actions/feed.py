"""The secret address of somebody's appointments: made, renewed, ended."""

from django.db import transaction

from cases.models import DiaryFeed
from cases.models.feed import digest_of, new_secret
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused


@transaction.atomic
def open_feed(*, by: User) -> str:
    """Their own appointments can be subscribed to; any earlier address ends at once.

    The secret is returned this once: only its digest is kept.
    """
    by.require(Permission.LOG_WORK)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    _end(by)
    secret = new_secret()
    feed = DiaryFeed.objects.create(
        user=by, digest=digest_of(secret), made_at=calendar.now()
    )
    audit.record(feed, "made", by=by)
    return secret


@transaction.atomic
def end_feed(*, by: User) -> None:
    """The address opens nothing any more."""
    by.require(Permission.LOG_WORK)
    if not _end(by):
        raise TransitionRefused("Your calendar address has ended already.")


def _end(user: User) -> bool:
    """Whether there was one to end."""
    feed = DiaryFeed.objects.visible_to(user).open().first()
    if feed is None:
        return False
    DiaryFeed.objects.filter(pk=feed.pk).update(ended_at=calendar.now())
    audit.record(feed, "ended", by=user)
    return True
