from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from pilot.models.agreement import Assumption
from pilot.models.borough import Borough
from pilot.models.correctable import Correctable, CorrectableQuerySet
from pilot.models.user import User
from pilot.permissions import CASEWORKERS, Permission


def posts_of(user: User) -> list[str]:
    """The codes of the posts that somebody works in."""
    return [role.value for role in user.roles() if role in CASEWORKERS]


class PostQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The posts whose days somebody enters: one's own; the manager's, all."""
        if user.can(Permission.KEEP_ROTA):
            return self
        return self.filter(pk__in=posts_of(user))


class Post(models.Model):
    """One of the three funded jobs: seed 5.1. Its code is that of the role it needs."""

    code = models.CharField(max_length=8, primary_key=True)
    title = models.CharField(max_length=60)
    days_per_week = models.DecimalField(max_digits=2, decimal_places=1)
    base = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField(unique=True)

    objects = PostQuerySet.as_manager()

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


class DayAllocationQuerySet(CorrectableQuerySet):
    view_permission = Permission.VIEW_CONTRACT

    def for_listing(self):
        return self.select_related("post", "borough", "assumption").order_by(
            "post__place", "borough__place", "starts_on"
        )

    def during(self, period):
        return self.filter(starts_on__lt=period.end).filter(
            Q(ends_on=None) | Q(ends_on__gte=period.start)
        )

    def open_ended(self):
        """The split that holds until a later one is agreed."""
        return self.standing().filter(ends_on=None)


class DayAllocation(Correctable):
    """The days a week that a post gives to a borough. It plans time and gives no access.

    `change_pattern` keeps these rows: those of a post begin and end together, so that there
    are neither gaps nor overlaps, and make up the post's week. `is_locked` holds the split
    that the agreements fix (V-30): it changes only with a recorded variation. An allocation
    nobody has agreed points to its assumption (A-02).
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

    class Meta(Correctable.Meta):
        constraints = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                fields=["post", "borough", "starts_on"],
                condition=Q(is_replaced=False),
                name="allocation_starts_once",
            ),
            models.UniqueConstraint(
                fields=["post", "borough"],
                condition=Q(is_replaced=False, ends_on=None),
                name="allocation_is_open_ended_once",
            ),
            models.CheckConstraint(
                condition=Q(days_per_week__gt=0, days_per_week__lte=5),
                name="allocation_fits_in_a_week",
                violation_error_message="Enter between half a day and 5 days a week",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="allocation_ends_after_it_starts",
                violation_error_message="The last day must be on or after the first",
            ),
            models.CheckConstraint(
                condition=~Q(is_locked=True, assumption__isnull=False),
                name="allocation_is_locked_only_when_agreed",
            ),
        ]

    def __str__(self):
        return f"{self.post}, {self.borough}"

    @property
    def audit_name(self):
        return f"the days of the post {self.post_id} in {self.borough_id}"

    @property
    def is_assumed(self) -> bool:
        """Whether nobody has agreed this split yet."""
        return self.assumption_id is not None
