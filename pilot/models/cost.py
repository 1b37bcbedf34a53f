"""The ledger: what was spent and what is owed, each part with its borough, for good.

The database refuses to change or delete a row of either table. A wrong entry is reversed
by another one, with a reason.
"""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from pilot.constraints import implies
from pilot.models.agreement import Assumption
from pilot.models.borough import Borough
from pilot.models.budget import CostLine, MoneyQuerySet
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet


class ApportionmentKeyQuerySet(models.QuerySet):
    def with_shares(self):
        return self.prefetch_related("shares__borough").select_related("assumption")

    def latest_of_each(self):
        """Of each code the one that holds from the latest day on."""
        later = ApportionmentKey.objects.filter(
            code=OuterRef("code"), starts_on__gt=OuterRef("starts_on")
        )
        return self.filter(~Exists(later)).order_by("pk")

    def for_listing(self):
        return self.with_shares().order_by("code", "-starts_on")


class ApportionmentKey(models.Model):
    """How a shared cost is divided between the boroughs, from a day on.

    A later row of the same code holds from its own day, so that there are neither gaps
    nor overlaps, and what was divided before stays as it was.
    """

    code = models.CharField(max_length=12)
    title = models.CharField(max_length=100)
    starts_on = models.DateField()
    assumption = models.ForeignKey(Assumption, models.PROTECT, null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = ApportionmentKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "starts_on"],
                name="apportionment_key_starts_once",
                violation_error_message="This key changes on that day already",
            ),
            models.CheckConstraint(
                condition=~Q(source=""), name="apportionment_key_names_its_source"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def audit_name(self):
        return f"the apportionment key {self.code}"


class KeyShareQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CONTRACT


class KeyShare(models.Model):
    """A borough's share of a key, in parts of its whole: 2 of 5, 1 of 3."""

    key = models.ForeignKey(ApportionmentKey, models.PROTECT, related_name="shares")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="+")
    parts = models.PositiveSmallIntegerField()

    objects = KeyShareQuerySet.as_manager()

    class Meta:
        ordering = ["borough__place"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "borough"], name="key_share_is_written_once"
            ),
            models.CheckConstraint(
                condition=Q(parts__gte=1, parts__lte=1000), name="key_share_is_some_parts"
            ),
        ]

    def __str__(self):
        return f"{self.borough}, {self.parts} parts"


class CostQuerySet(MoneyQuerySet):
    def visible_to(self, user):
        """Those of which a part falls to a borough whose money the person sees."""
        parts = CostShare.objects.visible_to(user).filter(cost=OuterRef("pk"))
        return self.filter(Exists(parts))

    def kept_by(self, user):
        """Those of which every part falls to a borough whose money the person keeps."""
        kept = user.codes_with(Permission.KEEP_MONEY)
        others = CostShare.objects.filter(cost=OuterRef("pk")).exclude(borough__in=kept)
        return self.filter(~Exists(others))

    def with_what_it_names(self):
        return self.select_related("key", "reverses", "reversed_by", "recorded_by")


class Cost(models.Model):
    """An entry of the ledger: paid, owed, or taking an earlier one back.

    What is owed counts like what is paid, until it is reversed when the bill is paid.
    """

    class Kind(models.TextChoices):
        ACTUAL = "ACTUAL", "Paid"
        ACCRUAL = "ACCRUAL", "Owed"
        REVERSAL = "REVERSAL", "Reversal"

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    kind = models.CharField(max_length=8, choices=Kind)
    on = models.DateField()
    cost_line = models.CharField(max_length=12, choices=CostLine)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    key = models.ForeignKey(ApportionmentKey, models.PROTECT, null=True, related_name="+")
    supplier = models.CharField(max_length=100)
    evidence = models.CharField(max_length=60)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by"
    )
    reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = CostQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["on", "evidence"], name="cost_by_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="REVERSAL", reverses__isnull=False) & ~Q(reason="")
                | ~Q(kind="REVERSAL") & Q(reverses=None, reason=""),
                name="cost_reversal_names_what_and_why",
            ),
            models.CheckConstraint(
                condition=Q(kind="REVERSAL", amount__lt=0)
                | ~Q(kind="REVERSAL") & Q(amount__gt=0),
                name="cost_is_more_than_nothing",
                violation_error_message="Enter an amount above £0.00",
            ),
            models.CheckConstraint(
                condition=implies(~Q(kind="REVERSAL"), ~Q(supplier="") & ~Q(evidence="")),
                name="cost_names_its_supplier_and_evidence",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["ACTUAL", "ACCRUAL", "REVERSAL"]),
                name="cost_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(cost_line__in=CostLine.values),
                name="cost_has_a_known_line",
            ),
        ]

    def __str__(self):
        return f"{self.get_cost_line_display()}, {self.supplier}"

    def get_absolute_url(self):
        return reverse("pilot:cost_detail", args=[self.reference])

    @property
    def audit_name(self):
        return f"cost {self.reference}"


class CostShareQuerySet(MoneyQuerySet):
    def during(self, period):
        return self.filter(on__gte=period.start, on__lt=period.end)

    def narrowed(self, *, borough=None, kind="", cost_line="", since=None, until=None):
        """Those that the filters of the ledger ask for."""
        wanted = {
            "borough": borough,
            "cost__kind": kind,
            "cost__cost_line": cost_line,
            "on__gte": since,
            "on__lte": until,
        }
        return self.filter(**{name: value for name, value in wanted.items() if value})

    def for_listing(self):
        named = self.select_related("borough", "cost__key", "cost__reversed_by")
        return named.order_by("-on", "-cost_id", "borough_id")


class CostShare(models.Model):
    """The part of a cost that falls to a borough; the parts make up the whole exactly.

    The day is the cost's own, so that a borough's quarter is counted on one index.
    """

    cost = models.ForeignKey(Cost, models.PROTECT, related_name="shares")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="+")
    on = models.DateField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)

    objects = CostShareQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(F("borough"), F("on").desc(), name="cost_share_by_borough"),
            models.Index(F("on").desc(), F("cost").desc(), name="cost_share_by_date"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cost", "borough"], name="cost_share_is_written_once"
            ),
        ]

    def __str__(self):
        return f"{self.cost}, {self.borough_id}"
