from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from pilot.models.agreement import Assumption
from pilot.models.borough import Borough
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class Post(models.Model):
    """One of the three funded jobs: seed 5.1. Its code is that of the role it needs."""

    code = models.CharField(max_length=8, primary_key=True)
    title = models.CharField(max_length=60)
    days_per_week = models.DecimalField(max_digits=2, decimal_places=1)
    base = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days_per_week__gt=0, days_per_week__lte=5),
                name="post_fits_in_a_week",
                violation_error_message="Enter between half a day and 5 days a week",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def audit_name(self):
        return f"the post {self.code}"

    @property
    def full_time_equivalent(self) -> Decimal:
        """The post as a share of a five-day week."""
        return self.days_per_week / 5


class DayAllocationQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CONTRACT

    def for_listing(self):
        return self.select_related("post", "borough", "assumption").order_by(
            "post__place", "borough__place", "starts_on"
        )

    def during(self, period):
        return self.filter(starts_on__lt=period.end).filter(
            Q(ends_on=None) | Q(ends_on__gte=period.start)
        )


class DayAllocation(models.Model):
    """The days a week that a post gives to a borough. It plans time and gives no access.

    `is_locked` holds the split that the agreements fix (V-30): it changes only with a
    recorded variation. An allocation nobody has agreed points to its assumption (A-02).
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="allocations")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="allocations")
    days_per_week = models.DecimalField(max_digits=7, decimal_places=6)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    is_locked = models.BooleanField(default=False)
    assumption = models.ForeignKey(Assumption, models.PROTECT, null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = DayAllocationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "borough", "starts_on"], name="allocation_starts_once"
            ),
            models.CheckConstraint(
                condition=Q(days_per_week__gt=0, days_per_week__lte=5),
                name="allocation_fits_in_a_week",
                violation_error_message="Enter between half a day and 5 days a week",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="allocation_ends_after_it_starts",
                violation_error_message="The end date must be after the start date",
            ),
            models.CheckConstraint(
                condition=~Q(is_locked=True, assumption__isnull=False),
                name="allocation_is_locked_only_when_agreed",
            ),
        ]

    def __str__(self):
        return f"{self.post}, {self.borough}"

    @property
    def is_assumed(self) -> bool:
        """Whether nobody has agreed this split yet."""
        return self.assumption_id is not None


class WorkDayQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_ALL_FIGURES

    def delivered(self):
        """Time given to the pilot's work: leave, sickness and vacancy left out."""
        return self.exclude(activity__in=WorkDay.ABSENCES)

    def during(self, period):
        return self.filter(on__gte=period.start, on__lt=period.end)


class WorkDay(models.Model):
    """A quarter of a day or more that somebody in a post gave to a borough.

    A day that cannot be split has no borough: it is pan-borough and stays on its own line.
    """

    class Activity(models.TextChoices):
        CASEWORK = "CASEWORK", "Casework"
        CONSULTATION = "CONSULTATION", "Consultation"
        TRAINING = "TRAINING", "Training"
        LIAISON = "LIAISON", "Liaison"
        SUPERVISION = "SUPERVISION", "Supervision"
        ADMIN = "ADMIN", "Administration"
        LEAVE = "LEAVE", "Leave"
        SICK = "SICK", "Sickness"
        VACANT = "VACANT", "Vacancy"

    ABSENCES = (Activity.LEAVE, Activity.SICK, Activity.VACANT)

    post = models.ForeignKey(Post, models.PROTECT, related_name="work_days")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="work_days")
    borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, blank=True, related_name="work_days"
    )
    on = models.DateField()
    units = models.DecimalField(max_digits=3, decimal_places=2)
    activity = models.CharField(max_length=12, choices=Activity)

    objects = WorkDayQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["on", "post", "borough"], name="work_day_by_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    units__in=[
                        Decimal("0.25"),
                        Decimal("0.5"),
                        Decimal("0.75"),
                        Decimal("1"),
                    ]
                ),
                name="work_day_is_counted_in_quarters",
                violation_error_message="Enter the time in quarters of a day",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(activity="VACANT"),
                name="work_day_has_a_person_unless_vacant",
            ),
        ]

    def __str__(self):
        return f"{self.post}, {self.on}"
