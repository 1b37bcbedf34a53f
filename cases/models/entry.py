"""What is put on record about a case, and how a wrong entry is put right."""

from django.db import models

from cases.models.session import CaseworkQuerySet
from pilot import calendar
from pilot.models import Correctable, CorrectableQuerySet, User
from pilot.references import new_reference


class EntryQuerySet(CorrectableQuerySet, CaseworkQuerySet):
    """Entries of a case: what stands, and what has been put right."""

    def for_listing(self):
        return self.select_related("recorded_by", "replaced_by__recorded_by")


class CaseEntry(Correctable):
    """Something put on record about a case.

    A correction keeps `recorded_at`: two entries of one day stay in the order in which
    they became known. `recorded_by` is whoever wrote these words.
    """

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = EntryQuerySet.as_manager()

    class Meta(Correctable.Meta):
        abstract = True

    @property
    def borough_id(self):
        """The code of the borough in whose trail it is kept: that of its case."""
        return self.case.borough_id

    @property
    def borough(self):
        """The borough in whose trail it is kept: that of its case."""
        return self.case.borough

    @property
    def recorded_on(self):
        """The day on which it was first put on record."""
        return calendar.day_of(self.recorded_at)
