from django.db import models

from pilot import calendar
from pilot.models import User
from pilot.models.draft import OwnQuerySet


class Digest(models.Model):
    """That somebody was sent the counts of one week: one message each, and no second."""

    user = models.ForeignKey(User, models.PROTECT, related_name="digests")
    week_on = models.DateField()  # its Monday
    sent_at = models.DateTimeField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "week_on"], name="digest_is_sent_once_a_week"
            ),
        ]

    def __str__(self):
        return f"Digest of the week from {calendar.in_words(self.week_on)}"

    @property
    def audit_name(self):
        return f"the weekly digest of the account {self.user.username}"
