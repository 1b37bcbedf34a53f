"""The return to MOPAC of one borough for one quarter, and how far it has come."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pilot.calendar import Quarter
from pilot.models import Borough
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class ReturnQuerySet(ScopedQuerySet):
    view_permission = Permission.EXPORT_RETURN

    def of_quarter(self, quarter):
        return self.filter(quarter=str(quarter))

    def signed(self):
        """Those that the provider has signed at least once."""
        return self.filter(signed__gt=0)

    def for_listing(self):
        return self.select_related("borough__agreement").order_by("quarter", "borough")


class Return(models.Model):
    """What a borough's quarter came to, signed by the provider and sent to the funder.

    The row says how far it is and which version was signed, accepted and submitted last.
    What was said stands in the versions, who did what in the steps: neither changes.
    """

    class Status(models.TextChoices):
        OPEN = "OPEN", "Not begun"
        DRAFT = "DRAFT", "Draft"
        PROVIDER_SIGNED = "PROVIDER_SIGNED", "Signed by the provider"
        OFFICER_REVIEW = "OFFICER_REVIEW", "With the officer"
        RETURNED = "RETURNED", "Sent back"
        ACCEPTED = "ACCEPTED", "Accepted"
        SUBMITTED = "SUBMITTED", "Submitted"
        RESTATED = "RESTATED", "Being restated"

    TRANSITIONS = {
        Status.OPEN: {Status.DRAFT},
        Status.DRAFT: {Status.PROVIDER_SIGNED},
        Status.PROVIDER_SIGNED: {Status.OFFICER_REVIEW},
        Status.OFFICER_REVIEW: {Status.RETURNED, Status.ACCEPTED},
        Status.RETURNED: {Status.PROVIDER_SIGNED},
        Status.ACCEPTED: {Status.SUBMITTED, Status.RETURNED},
        Status.SUBMITTED: {Status.RESTATED},
        Status.RESTATED: {Status.PROVIDER_SIGNED},
    }
    WRITTEN_IN = (Status.DRAFT, Status.RETURNED, Status.RESTATED)

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="returns")
    quarter = models.CharField(max_length=6)  # "2015Q4"
    template = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=15, choices=Status, default=Status.OPEN)
    signed = models.PositiveSmallIntegerField(default=0)  # the latest version's number
    accepted = models.PositiveSmallIntegerField(default=0)
    submitted = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["borough", "quarter"], name="return_is_one_for_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        *("OPEN", "DRAFT", "PROVIDER_SIGNED", "OFFICER_REVIEW"),
                        *("RETURNED", "ACCEPTED", "SUBMITTED", "RESTATED"),
                    ]
                ),
                name="return_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["OPEN", "DRAFT"]) | Q(signed__gt=0),
                name="return_goes_on_when_it_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(accepted__lte=F("signed"), submitted__lte=F("accepted")),
                name="return_is_accepted_before_it_is_submitted",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["OPEN", "DRAFT"])
                | Q(status__in=["PROVIDER_SIGNED", "OFFICER_REVIEW", "RETURNED"])
                | Q(status="ACCEPTED", accepted=F("signed"))
                | Q(status="SUBMITTED", submitted=F("signed"))
                | Q(status="RESTATED", submitted__gt=0),
                name="return_is_what_was_signed",
            ),
        ]

    def __str__(self):
        return f"Return of {self.borough}, {self.of_quarter.label}"

    def get_absolute_url(self):
        return reverse("reporting:return_detail", args=[self.borough_id, self.quarter])

    @property
    def audit_name(self):
        return f"the return of {self.borough_id} for {self.quarter}"

    @property
    def of_quarter(self) -> Quarter:
        """The quarter it is about."""
        return Quarter.parse(self.quarter)

    @property
    def next_number(self) -> int:
        """The number of the version that is signed next."""
        return self.signed + 1

    @property
    def is_written_in(self) -> bool:
        """Whether its texts can be changed now."""
        return self.status in self.WRITTEN_IN
