from datetime import date, timedelta
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pilot import calendar
from pilot.models.borough import Borough
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class Assumption(models.Model):
    """Something the pilot's papers leave open, and how the service treats it until then."""

    class Status(models.TextChoices):
        ASSUMED = "ASSUMED", "Assumed"
        AGREED = "AGREED", "Agreed"
        REJECTED = "REJECTED", "Rejected"

    code = models.CharField(max_length=8, primary_key=True)
    text = models.CharField(max_length=300)
    source = models.CharField(max_length=200)
    status = models.CharField(max_length=8, choices=Status, default=Status.ASSUMED)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(source=""), name="assumption_names_its_source"
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def audit_name(self):
        return f"assumption {self.code}"


class AssumptionDecision(models.Model):
    """What was decided of an assumption, by which body and when; the latest holds.

    Decisions are added and never changed: the earlier ones say how it was treated before.
    """

    assumption = models.ForeignKey(Assumption, models.PROTECT, related_name="decisions")
    status = models.CharField(max_length=8, choices=Assumption.Status)
    was = models.CharField(max_length=8, choices=Assumption.Status)
    decided_by = models.CharField(max_length=100)  # a body or a role, no name
    decided_on = models.DateField()
    reason = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decided_by=""),
                name="assumption_decision_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["ASSUMED", "AGREED", "REJECTED"]),
                name="assumption_decision_has_a_known_status",
            ),
        ]

    def __str__(self):
        return f"{self.assumption_id}, {self.get_status_display().lower()}"


MOST_RETURN_DAYS = 120


def due_in_words(days: int | None) -> str:
    """How long after a quarter a return is due (P-14): "20 days", or "not agreed"."""
    return "not agreed" if days is None else f"{days} day{'s'[: days != 1]}"


class AgreementQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CONTRACT

    def for_listing(self):
        return self.select_related("borough").order_by("borough__place")


class Agreement(models.Model):
    """A council's own agreement with the provider: seed 1.5 and 10.1."""

    borough = models.OneToOneField(Borough, models.PROTECT, related_name="agreement")
    provider = models.CharField(max_length=100)
    charity_number = models.CharField(max_length=12)
    funder = models.CharField(max_length=100)
    starts_on = models.DateField()
    ends_on = models.DateField()
    value = models.DecimalField(max_digits=10, decimal_places=2)
    council_contribution = models.DecimalField(
        max_digits=10, decimal_places=2, default=Decimal("0.00")
    )
    funding_source = models.CharField(max_length=200, blank=True)
    funding_reference = models.CharField(max_length=60, blank=True)
    partnership = models.CharField(max_length=200, blank=True)
    executed_on = models.DateField(null=True, blank=True)
    e_sourcing_reference = models.CharField(max_length=60, blank=True)
    e_sourcing_uploaded_on = models.DateField(null=True, blank=True)
    return_due_days = models.PositiveSmallIntegerField(null=True, blank=True)  # P-14
    version = models.PositiveIntegerField(default=1)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="agreement_ends_after_it_starts",
                violation_error_message="The end date must be after the start date",
            ),
            models.CheckConstraint(
                condition=Q(value__gt=0, value__lte=50000),
                name="agreement_is_worth_at_most_50000",
                violation_error_message="An agreement is worth at most £50,000",
            ),
            models.CheckConstraint(
                condition=Q(council_contribution=0),
                name="agreement_costs_the_council_nothing",
                violation_error_message="The pilot is funded wholly by MOPAC",
            ),
            models.CheckConstraint(
                condition=Q(return_due_days=None)
                | Q(return_due_days__gte=1, return_due_days__lte=MOST_RETURN_DAYS),
                name="agreement_names_at_most_120_days_for_a_return",
                violation_error_message="Enter a whole number from 1 to 120",
            ),
        ]

    def __str__(self):
        return f"{self.borough.council_name} with {self.provider}"

    def get_absolute_url(self):
        return reverse("pilot:contract_agreement", args=[self.borough_id])

    @property
    def audit_name(self):
        return f"the agreement of {self.borough_id}"

    @property
    def state(self) -> str:
        """How far it has come, by its days alone: nothing can disagree with it."""
        if self.ends_on < calendar.today():
            return "Ended"
        if self.ends_on > calendar.PILOT.last:
            return "Extended"
        return "Executed" if self.executed_on else "Draft"

    def return_due_on(self, quarter: calendar.Quarter) -> date | None:
        """The last day on which the return of a quarter is in time, or None.

        P-14: so many calendar days after the quarter's last day. None where the agreement
        gives no number: then nobody has agreed a day, and no return is late.
        """
        if self.return_due_days is None:
            return None
        return quarter.period.last + timedelta(days=self.return_due_days)

    @property
    def return_due_in_words(self) -> str:
        """How long after a quarter its return is due, as somebody would say it."""
        return due_in_words(self.return_due_days)

    def covers(self, day) -> bool:
        """Whether `day` lies inside the agreement, its last day included."""
        return self.starts_on <= day <= self.ends_on
