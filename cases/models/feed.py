"""The secret address under which somebody's appointments can be subscribed to."""

import hashlib
import secrets

from django.db import models
from django.db.models import F, Q

from pilot.models import User
from pilot.models.draft import OwnQuerySet


class DiaryFeedQuerySet(OwnQuerySet):
    def open(self):
        return self.filter(ended_at=None)

    def of_secret(self, secret):
        """The one that this secret opens; none once it has ended."""
        return self.open().filter(digest=digest_of(secret))


class DiaryFeed(models.Model):
    """That somebody's own appointments may be read by whoever knows a secret address.

    The secret is shown once and kept only as a digest. It is long and random, so a plain
    digest is enough: there is nothing to guess. Renewing it ends the one before.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="diary_feeds")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = DiaryFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at=None), name="diary_feed_is_one_each"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at")),
                name="diary_feed_ends_after_it_was_made",
            ),
        ]

    def __str__(self):
        return self.audit_name

    @property
    def audit_name(self):
        return f"the calendar address of the account {self.user.username}"


def new_secret() -> str:
    """32 random bytes, as they can stand in an address."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
