from django.db import models
from django.db.models import F, Q

from cases.partners.models.entry import PartnerworkQuerySet
from cases.partners.models.partner_case import PartnerCase
from cases.partners.references import new_reference
from pilot import calendar
from pilot.constraints import all_or_none
from pilot.models import User


class PartnerAllocationQuerySet(PartnerworkQuerySet):
    def covers(self):
        return self.filter(is_cover=True)

    def to_come_or_current(self):
        """Covers that give access today, or will."""
        return self.covers().filter(ended_at=None, ends_on__gte=calendar.today())

    def for_listing(self):
        return self.select_related("worker", "recorded_by").order_by("-starts_on", "-pk")


class PartnerAllocation(models.Model):
    """That somebody supports a person, or covers while their worker is away.

    The case's own worker is `PartnerCase.worker`. The database refuses whoever works, or
    worked, with the person who harms them (V-23).
    """

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    partner_case = models.ForeignKey(
        PartnerCase, models.PROTECT, related_name="allocations"
    )
    worker = models.ForeignKey(User, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    is_cover = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)  # a cover ended before its last day
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = PartnerAllocationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["partner_case", "-starts_on"], name="partner_allocation_by_case"
            ),
            models.Index(
                fields=["worker", "ends_on"],
                condition=Q(is_cover=True),
                name="partner_allocation_covering",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["partner_case"],
                condition=Q(is_cover=False, ends_on=None),
                name="partner_case_has_one_worker_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="partner_allocation_ends_after_it_starts",
                violation_error_message="The last day must be on or after the first",
            ),
            models.CheckConstraint(
                condition=Q(is_cover=False) | Q(ends_on__isnull=False) & ~Q(reason=""),
                name="partner_cover_has_a_last_day_and_a_reason",
            ),
            models.CheckConstraint(
                condition=all_or_none("ended_at", "ended_by"),
                name="partner_cover_end_has_a_time_and_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.partner_case}, {self.worker}"

    @property
    def audit_name(self):
        return f"the allocation of partner case {self.partner_case.reference}"

    @property
    def borough(self):
        """The partner case's own: a trace belongs where the case does."""
        return self.partner_case.borough

    @property
    def is_current(self) -> bool:
        """Whether it gives access to the case today."""
        if self.ended_at or self.starts_on > calendar.today():
            return False
        return self.ends_on is None or self.ends_on >= calendar.today()
