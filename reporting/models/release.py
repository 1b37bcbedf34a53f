"""What left the provider when a quarter was released: decided once, and kept."""

from django.db import models
from django.db.models import Q

from pilot import calendar
from pilot.models import User

QUARTERS = [str(quarter) for quarter in calendar.pilot_quarters()]


class ReleaseQuerySet(models.QuerySet):
    def in_order(self):
        """As they left, one after another."""
        return self.order_by("sequence")

    def of(self, quarter):
        return self.filter(quarter=str(quarter))


class Release(models.Model):
    """A quarter's figures as they left the provider, for all boroughs and the pilot.

    `counts` holds in clear what was counted for every figure, of every quarter up to this
    one, and `decided` what may be shown of the numbers that this release brought: the
    numbers of earlier releases stay as they were decided then. The database refuses to
    change or delete a row. `sequence` counts the releases of all quarters from nought, as
    the disclosure rule names them.
    """

    quarter = models.CharField(max_length=6)
    number = models.PositiveIntegerField()  # the first, second, ... release of the quarter
    sequence = models.PositiveIntegerField()
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # figure: quarter: place: numerator; or numerator, denominator and uncovered
    counts = models.JSONField()
    # figure: quarter or to date: place: the average in words, and of how many
    averages = models.JSONField()
    # figure: period: place: part: why it is hidden, or "" where it is shown
    decided = models.JSONField()

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter", "number"], name="release_comes_once_in_its_quarter"
            ),
            models.UniqueConstraint(
                fields=["sequence"], name="release_comes_once_in_its_order"
            ),
            models.CheckConstraint(
                condition=Q(quarter__in=QUARTERS), name="release_is_of_a_known_quarter"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="release_number_starts_at_one"
            ),
        ]

    def __str__(self):
        return f"Release {self.number} of {self.quarter}"

    @property
    def as_at(self):
        """The day on which it was counted, which is the day it left."""
        return calendar.day_of(self.released_at)

    @property
    def audit_name(self):
        return f"release {self.number} of the figures of {self.quarter}"
