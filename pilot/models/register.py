from django.db import models
from django.db.models import F, Q

from pilot.models.borough import Borough
from pilot.models.record import Record, RecordQuerySet


class RegisterQuerySet(RecordQuerySet):
    def for_listing(self):
        return self.with_who_recorded_it().order_by("borough__place", "-pk")


class RegisterEntry(Record):
    """A council's entry of the contract on its register: seed 3.5.

    Its columns are those that councils publish of contracts above £5,000 (Local Government
    Transparency Code 2015).
    """

    KEY = "register"

    class Route(models.TextChoices):
        WAIVER = "WAIVER", "Direct award under a waiver"
        QUOTES = "QUOTES", "Quotations"
        TENDER = "TENDER", "Tender"

    class SupplierKind(models.TextChoices):
        VOLUNTARY = "VOLUNTARY", "Voluntary or community organisation"
        SMALL = "SMALL", "Small or medium-sized enterprise"
        OTHER = "OTHER", "Other"

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="register_entries")
    register_reference = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    department = models.CharField(max_length=100, blank=True)
    description = models.TextField(max_length=1000)
    supplier = models.CharField(max_length=100)
    registration_number = models.CharField(max_length=20, blank=True)
    supplier_kind = models.CharField(max_length=9, choices=SupplierKind)
    value = models.DecimalField(max_digits=10, decimal_places=2)
    irrecoverable_vat = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, blank=True
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    route = models.CharField(max_length=6, choices=Route)
    waiver_reason = models.TextField(max_length=1000, blank=True)
    published_on = models.DateField(null=True, blank=True)

    objects = RegisterQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = "entry on the contract register"
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["borough"],
                condition=Q(is_replaced=False),
                name="register_entry_of_a_borough_is_one",
                violation_error_message="This council’s entry is recorded already",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="register_entry_ends_after_it_starts",
                violation_error_message="The end date must be after the start date",
            ),
            models.CheckConstraint(
                condition=Q(value__gt=0),
                name="register_entry_has_a_value",
                violation_error_message="Enter a value above £0.00",
            ),
            models.CheckConstraint(
                condition=Q(irrecoverable_vat=None) | Q(irrecoverable_vat__gte=0),
                name="register_entry_has_vat_of_nothing_or_more",
            ),
            models.CheckConstraint(
                condition=~Q(route="WAIVER", waiver_reason=""),
                name="register_entry_says_why_rules_were_waived",
                violation_error_message="Enter why quotations were not sought",
            ),
            models.CheckConstraint(
                condition=Q(route__in=["WAIVER", "QUOTES", "TENDER"])
                & Q(supplier_kind__in=["VOLUNTARY", "SMALL", "OTHER"]),
                name="register_entry_has_a_known_route",
            ),
        ]

    def __str__(self):
        return f"{self.title}, {self.borough}"
