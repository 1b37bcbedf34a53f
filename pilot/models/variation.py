from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse

from pilot.models.borough import Borough
from pilot.models.post import Post
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class VariationQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CONTRACT

    def for_listing(self):
        return self.select_related("borough", "post", "proposed_by", "decided_by").order_by(
            "-proposed_at", "-pk"
        )

    def approved_by(self, on: date):
        """Those that are approved and hold on a day."""
        return self.filter(status=Variation.Status.APPROVED, starts_on__lte=on)

    def waiting(self):
        return self.filter(status=Variation.Status.PROPOSED)

    def money_added(self, on: date) -> Iterable[tuple[str, Decimal]]:
        """By the borough's code, what approved variations add to its award on a day."""
        of_money = self.approved_by(on).filter(kind=Variation.Kind.AWARD)
        return of_money.order_by().values_list("borough").annotate(Sum("amount"))


class Variation(models.Model):
    """A change of a council's agreement: proposed by the provider, decided by the council.

    An approved one raises the award (V-27) or lets go of days that the agreements fix
    (V-30), from its own day on.
    """

    class Kind(models.TextChoices):
        DAYS = "DAYS", "The days of a post"
        AWARD = "AWARD", "The award"
        TERMS = "TERMS", "Other terms"

    class Status(models.TextChoices):
        PROPOSED = "PROPOSED", "Proposed"
        APPROVED = "APPROVED", "Approved"
        REFUSED = "REFUSED", "Refused"
        WITHDRAWN = "WITHDRAWN", "Withdrawn"

    TRANSITIONS = {
        Status.PROPOSED: {Status.APPROVED, Status.REFUSED, Status.WITHDRAWN},
        Status.APPROVED: set(),
        Status.REFUSED: set(),
        Status.WITHDRAWN: set(),
    }

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="variations")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Kind)
    what = models.CharField(max_length=200)
    reasons = models.TextField(max_length=2000)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    days_per_week = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    starts_on = models.DateField()
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField(max_length=100, blank=True)  # a role, never a name
    decided_because = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = VariationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["borough", "number"], name="variation_has_its_own_number"
            ),
            models.CheckConstraint(
                condition=Q(kind="DAYS", post__isnull=False, days_per_week__isnull=False)
                | ~Q(kind="DAYS") & Q(post=None, days_per_week=None),
                name="variation_of_days_names_the_post",
            ),
            models.CheckConstraint(
                condition=Q(days_per_week=None)
                | Q(days_per_week__gte=0, days_per_week__lte=5),
                name="variation_of_days_fits_in_a_week",
            ),
            models.CheckConstraint(
                condition=Q(kind="AWARD", amount__isnull=False, amount__gt=0)
                | ~Q(kind="AWARD") & Q(amount=None),
                name="variation_of_the_award_has_an_amount",
                violation_error_message="Enter an amount above £0.00",
            ),
            models.CheckConstraint(
                condition=Q(status="PROPOSED", decided_on=None, decided_by=None)
                | ~Q(status="PROPOSED")
                & Q(decided_on__isnull=False, decided_by__isnull=False),
                name="variation_is_decided_on_a_day_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(reasons=""), name="variation_says_what_and_why"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["DAYS", "AWARD", "TERMS"])
                & Q(status__in=["PROPOSED", "APPROVED", "REFUSED", "WITHDRAWN"]),
                name="variation_has_a_known_kind",
            ),
        ]

    def __str__(self):
        return f"Variation {self.number} of {self.borough}"

    def get_absolute_url(self):
        return reverse("pilot:contract_variation_detail", args=[self.pk])

    @property
    def audit_name(self):
        return f"variation {self.number} of {self.borough_id}"

    @property
    def is_waiting(self) -> bool:
        """Whether the council has yet to decide it."""
        return self.status == self.Status.PROPOSED
