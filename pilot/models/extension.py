"""That a council's agreement goes on after the pilot: seed 2.3, V-28."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.db import models
from django.db.models import F, Q, Sum

from pilot import calendar
from pilot.models.borough import Borough
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet

LATEST_END = date(2017, 9, 30)  # up to twelve months after the pilot: seed 2.3
MOST = Decimal("50000.00")  # more, for each council: seed 2.3 and A-05


class ExtensionQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CONTRACT

    def for_listing(self):
        people = ("proposed_by", "evidenced_by", "decided_by")
        return self.select_related("borough", *people).order_by("borough__place", "-pk")

    def standing(self):
        """Those that nobody refused: a council is asked for one at a time."""
        return self.exclude(status=Extension.Status.REFUSED)

    def agreed(self):
        """Those that were agreed to, signed or not."""
        return self.filter(status__in=[Extension.Status.AGREED, Extension.Status.EXECUTED])

    def signed(self):
        """Those by which the agreement goes on."""
        return self.filter(status=Extension.Status.EXECUTED)

    def money_added(self, on: date) -> Iterable[tuple[str, Decimal]]:
        """By the borough's code, what agreed extensions add to its award on a day."""
        begun = self.agreed().filter(starts_on__lte=on)
        return begun.order_by().values_list("borough").annotate(Sum("cost"))


class Extension(models.Model):
    """A council is asked to go on: proposed, evidenced, decided, and then signed.

    Nobody decides before it is on record where the money comes from and that the outcomes
    were delivered. The costs and the end are bounded by the database.
    """

    class Status(models.TextChoices):
        PROPOSED = "PROPOSED", "Proposed"
        EVIDENCED = "EVIDENCED", "Evidenced"
        AGREED = "AGREED", "Agreed"
        REFUSED = "REFUSED", "Refused"
        EXECUTED = "EXECUTED", "Signed"

    TRANSITIONS = {
        Status.PROPOSED: {Status.EVIDENCED},
        Status.EVIDENCED: {Status.AGREED, Status.REFUSED},
        Status.AGREED: {Status.EXECUTED},
        Status.REFUSED: set(),
        Status.EXECUTED: set(),
    }

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="extensions")
    starts_on = models.DateField()
    ends_on = models.DateField()
    cost = models.DecimalField(max_digits=9, decimal_places=2)
    reasons = models.TextField(max_length=2000)
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    funding_evidence = models.TextField(max_length=2000, blank=True)
    outcomes_evidence = models.TextField(max_length=2000, blank=True)
    evidenced_on = models.DateField(null=True)
    evidenced_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField(max_length=100, blank=True)  # a role, never a name
    decided_because = models.CharField(max_length=500, blank=True)
    executed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["borough"],
                condition=~Q(status="REFUSED"),
                name="extension_of_a_borough_is_one",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on"), ends_on__lte=LATEST_END),
                name="extension_ends_by_30_september_2017",
                violation_error_message="The end is 30 September 2017 at the latest",
            ),
            models.CheckConstraint(
                condition=Q(cost__gt=0, cost__lte=MOST),
                name="extension_costs_at_most_50000_more",
                violation_error_message="An extension costs at most £50,000 more",
            ),
            models.CheckConstraint(
                condition=Q(status="PROPOSED")
                | ~Q(funding_evidence="")
                & ~Q(outcomes_evidence="")
                & Q(evidenced_on__isnull=False, evidenced_by__isnull=False),
                name="extension_is_decided_on_evidence",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["PROPOSED", "EVIDENCED"], decided_on=None, decided_by=None
                )
                | Q(
                    status__in=["AGREED", "REFUSED", "EXECUTED"],
                    decided_on__isnull=False,
                    decided_by__isnull=False,
                )
                & ~Q(decided_as=""),
                name="extension_is_decided_on_a_day_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("proposed_by"))
                & ~Q(decided_by=F("evidenced_by")),
                name="extension_is_decided_by_nobody_who_asks",
                violation_error_message="Whoever asks for an extension does not decide it",
            ),
            models.CheckConstraint(
                condition=Q(status="EXECUTED", executed_on__isnull=False)
                | ~Q(status="EXECUTED") & Q(executed_on=None),
                name="extension_is_signed_on_a_day",
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="extension_says_why"),
        ]

    def __str__(self):
        return f"Extension of {self.borough}"

    @property
    def audit_name(self):
        return f"the extension of {self.borough_id}"

    @property
    def quarters(self) -> tuple[calendar.Quarter, ...]:
        """The quarters that it runs in, the last one perhaps not to its end."""
        end = self.ends_on + timedelta(days=1)
        return calendar.quarters_of(calendar.Period(self.starts_on, end))

    @property
    def period_in_words(self) -> str:
        """From when until when: "1 October 2016 to 30 September 2017"."""
        return f"{calendar.in_words(self.starts_on)} to {calendar.in_words(self.ends_on)}"
