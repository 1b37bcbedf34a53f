"""What all records of the contract have in common: they are put right, never edited."""

from django.db import models
from django.urls import reverse

from pilot.models.correctable import Correctable, CorrectableQuerySet
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.scoping import SharedQuerySet


class RecordQuerySet(SharedQuerySet, CorrectableQuerySet):
    """Records of one borough or of all three, for everybody who sees the contract."""

    view_permission = Permission.VIEW_CONTRACT

    def with_who_recorded_it(self):
        return self.select_related("borough", "recorded_by", "replaced_by")


class OfAllQuerySet(CorrectableQuerySet):
    """Records of all three boroughs alike, for everybody who sees the contract."""

    view_permission = Permission.VIEW_CONTRACT

    def visible_to(self, user):
        return self.all() if user.can(self.view_permission) else self.none()

    def with_who_recorded_it(self):
        return self.select_related("recorded_by", "replaced_by")


class Record(Correctable):
    """A fact of the contract, with who wrote it down and when."""

    KEY: str  # the kind of record, in addresses

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(  # empty: with the facts of the report
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta(Correctable.Meta):
        abstract = True

    def get_absolute_url(self):
        return reverse("pilot:contract_record_detail", args=[self.KEY, self.pk])

    @property
    def audit_name(self):
        return f"the {self._meta.verbose_name} {self.pk}"
