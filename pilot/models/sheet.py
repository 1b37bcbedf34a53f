"""A spreadsheet of costs that somebody has sent, until its rows are in the ledger."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from pilot.models.user import User
from pilot.permissions import Permission
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet


class CostSheetQuerySet(ScopedQuerySet):
    view_permission = Permission.IMPORT_COSTS

    def visible_to(self, user):
        """One's own, for those who may import."""
        if not user.can(self.view_permission):
            return self.none()
        return self.filter(uploaded_by=user)


class CostSheet(models.Model):
    """The rows of a file as they were read. Its digest says if it was imported before."""

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    digest = models.CharField(max_length=64)
    rows = models.JSONField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(null=True)

    objects = CostSheetQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["uploaded_by", "uploaded_at"], name="cost_sheet_by_sender")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["digest"],
                condition=Q(imported_at__isnull=False),
                name="cost_sheet_is_imported_once",
            ),
        ]

    def __str__(self):
        return f"Sheet {self.reference}"

    def get_absolute_url(self):
        return reverse("pilot:sheet_check", args=[self.reference])

    @property
    def audit_name(self):
        return f"cost sheet {self.reference}"
