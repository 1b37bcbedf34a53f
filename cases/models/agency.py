from django.db import models
from django.db.models import F, Q

from cases.models.child import PersonalQuerySet
from cases.models.perpetrator import Perpetrator
from pilot import calendar
from pilot.models import User
from pilot.references import new_reference
from referrals.models import Agency, Practitioner


class AgencyInvolvementQuerySet(PersonalQuerySet):
    def current(self):
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=calendar.today()))

    def for_listing(self):
        return self.select_related("agency", "practitioner").order_by(
            F("ends_on").desc(nulls_first=True), "agency__name", "pk"
        )


class AgencyInvolvement(models.Model):
    """An agency that works with him, and its professional. Named on case pages only.

    Never one that supports the person harmed: that she is supported is not known here.
    """

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    perpetrator = models.ForeignKey(Perpetrator, models.PROTECT, related_name="agencies")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="involvements")
    practitioner = models.ForeignKey(
        Practitioner, models.PROTECT, null=True, related_name="involvements"
    )
    role = models.CharField(max_length=80)
    contact = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(null=True, blank=True)  # empty: nobody knows since when
    ends_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = AgencyInvolvementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None)
                | Q(ends_on=None)
                | Q(ends_on__gte=F("starts_on")),
                name="agency_involvement_ends_after_it_starts",
                violation_error_message="The last day must be on or after the first",
            ),
        ]

    def __str__(self):
        return f"{self.role}, {self.agency}"

    @property
    def audit_name(self):
        return f"an agency around person {self.perpetrator.reference}"

    @property
    def is_over(self) -> bool:
        """Whether they no longer work with him."""
        return self.ends_on is not None and self.ends_on <= calendar.today()
