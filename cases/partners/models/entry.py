"""What is put on record about support, and how a wrong entry is put right."""

from django.db import models

from cases.partners.models.partner_case import PartnerCase
from cases.partners.references import new_reference
from pilot import calendar
from pilot.models import Correctable, CorrectableQuerySet, User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class PartnerworkQuerySet(ScopedQuerySet):
    """Work on a partner case: whoever may see the case may see it."""

    view_permission = Permission.VIEW_ALL_PARTNER_WORK

    def visible_to(self, user):
        return self.filter(partner_case__in=PartnerCase.objects.visible_to(user))


class PartnerEntryQuerySet(CorrectableQuerySet, PartnerworkQuerySet):
    """Entries of a partner case: what stands, and what has been put right."""

    def latest_first(self):
        return self.order_by("-on", "-recorded_at", "-pk")

    def in_order(self):
        return self.order_by("on", "recorded_at", "pk")

    def for_listing(self):
        return self.select_related("recorded_by", "replaced_by__recorded_by")


class PartnerEntry(Correctable):
    """Something put on record about support, on the day it is about: `partner_case`.

    It is locked at once: never edited, only put right by another. A correction keeps
    `recorded_at`, so entries of one day stay in their order; `recorded_by` is whoever
    wrote these words.
    """

    partner_case: PartnerCase  # each kind has a key of its own, and a name for the rows

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = PartnerEntryQuerySet.as_manager()

    class Meta(Correctable.Meta):
        abstract = True
        indexes = [
            models.Index(fields=["partner_case", "-on"], name="%(class)s_of_case"),
        ]

    @property
    def borough_id(self):
        """The code of the borough in whose trail it is kept: that of its case."""
        return self.partner_case.borough_id

    @property
    def borough(self):
        """The borough in whose trail it is kept: that of its case."""
        return self.partner_case.borough

    @property
    def audit_name(self):
        return f"{self._meta.verbose_name} {self.reference}"

    @property
    def recorded_on(self):
        """The day on which it was first put on record."""
        return calendar.day_of(self.recorded_at)
