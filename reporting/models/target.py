"""What a council expects of a figure, and what it was before the pilot."""

from django.db import models
from django.db.models import Q

from pilot import calendar
from pilot.calendar import Quarter
from pilot.models import Borough, User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class ExpectationQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_OWN_FIGURES

    def visible_to(self, user):
        """Those of the boroughs whose figures the person may open."""
        if user.can(Permission.VIEW_ALL_FIGURES):
            return self.all()
        return super().visible_to(user)

    def of(self, borough, code):
        return self.filter(borough=borough, code=code)

    def in_order(self):
        return self.order_by("place")

    def for_history(self):
        return self.select_related("recorded_by").order_by("-recorded_at", "-pk")


class Expectation(models.Model):
    """A row about a figure (its code) of a borough, which a later row replaces.

    The database refuses to change or delete one: `place` counts those of the same kind.
    """

    code = models.CharField(max_length=8)
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="%(class)ss")
    place = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=8, decimal_places=1, null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ExpectationQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def number(self) -> str:
        """The value as it is written, "30" or "62.5", or that there is none."""
        return "none" if self.value is None else f"{self.value.normalize():f}"


class Target(Expectation):
    """What a borough's figure should come to in a quarter, or from the start to its end.

    Without a value there is no target any more. Where no body is named that agreed to it,
    it is the officer's own and marked as assumed.
    """

    class Direction(models.TextChoices):
        HIGHER = "HIGHER", "More is better"
        LOWER = "LOWER", "Less is better"

    quarter = models.CharField(max_length=6)
    is_to_date = models.BooleanField()
    direction = models.CharField(max_length=6, choices=Direction)
    reason = models.CharField(max_length=200)
    agreed_by = models.CharField(max_length=100, blank=True)  # a body or a role, no name
    agreed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "borough", "quarter", "is_to_date", "place"],
                name="target_comes_once_in_its_place",
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0),
                name="target_is_nothing_or_more",
                violation_error_message="Enter a target of 0 or more",
            ),
            models.CheckConstraint(
                condition=Q(direction__in=["HIGHER", "LOWER"]),
                name="target_has_a_known_direction",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="target_has_a_reason"),
            models.CheckConstraint(
                condition=Q(agreed_by="", agreed_on=None)
                | ~Q(agreed_by="") & Q(agreed_on__isnull=False),
                name="target_is_agreed_by_somebody_on_a_day",
            ),
        ]

    def __str__(self):
        return f"Target of {self.code} for {self.borough_id}, {self.quarter}"

    @property
    def audit_name(self):
        return f"a target of {self.code} for {self.borough_id}"

    @property
    def period(self) -> str:
        """What it is for, in words."""
        quarter = Quarter.parse(self.quarter)
        if not self.is_to_date:
            return quarter.label
        return f"From the start to {calendar.in_words(quarter.period.last)}"

    @property
    def lower_is_better(self) -> bool:
        return self.direction == self.Direction.LOWER


class Baseline(Expectation):
    """What a borough's figure was before the pilot: where from, and over what time.

    Without a value there is none, and the source says why.
    """

    period_words = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "borough", "place"],
                name="baseline_comes_once_in_its_place",
            ),
            models.CheckConstraint(
                condition=Q(value=None, period_words="")
                | Q(value__isnull=False, value__gte=0) & ~Q(period_words=""),
                name="baseline_says_over_what_time_it_is",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="baseline_has_a_source"),
        ]

    def __str__(self):
        return f"Baseline of {self.code} for {self.borough_id}"

    @property
    def audit_name(self):
        return f"the baseline of {self.code} for {self.borough_id}"
