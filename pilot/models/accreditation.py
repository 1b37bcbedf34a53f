from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from pilot import calendar
from pilot.models.record import OfAllQuerySet, Record

WARNED_BEFORE = timedelta(days=90)  # of its last day


class AccreditationQuerySet(OfAllQuerySet):
    def for_listing(self):
        return self.order_by("body", "holder", F("valid_to").desc(nulls_last=True), "-pk")

    def running_out(self, until: date):
        """The latest of each body and holder, if its last day comes within the warning."""
        later = Accreditation.objects.standing().filter(
            body=models.OuterRef("body"),
            holder=models.OuterRef("holder"),
            valid_to__gt=models.OuterRef("valid_to"),
        )
        due = self.standing().filter(valid_to__lte=until + WARNED_BEFORE)
        return due.filter(~models.Exists(later))


class Accreditation(Record):
    """The provider's accreditation, which MOPAC requires: seed 3.1. A renewal is a row."""

    KEY = "accreditations"

    body = models.CharField(max_length=100)
    holder = models.CharField(max_length=100)
    status = models.CharField(max_length=40)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    objects = AccreditationQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "holder", "valid_from"],
                condition=Q(is_replaced=False),
                name="accreditation_starts_once",
                violation_error_message="This accreditation is recorded already",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None)
                | Q(valid_to=None)
                | Q(valid_to__gt=F("valid_from")),
                name="accreditation_ends_after_it_starts",
                violation_error_message="The end date must be after the start date",
            ),
            models.CheckConstraint(
                condition=~Q(body="") & ~Q(holder="") & ~Q(source=""),
                name="accreditation_names_its_source",
            ),
        ]

    def __str__(self):
        return f"{self.body}: {self.holder}"

    @property
    def runs_out_soon(self) -> bool:
        """Whether its last day has passed, or comes within the warning."""
        return bool(self.valid_to) and self.valid_to <= calendar.today() + WARNED_BEFORE

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return bool(self.valid_to) and self.valid_to < calendar.today()
