from django.db import models
from django.db.models import Q

from pilot.models.borough import Borough
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class SiteQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CONTRACT

    def for_choosing(self):
        return (
            self.filter(is_retired=False)
            .select_related("borough")
            .order_by("borough__place", "name")
        )


class Site(models.Model):
    """A place in a borough from which a post works: a police station, a team's office."""

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="sites")
    name = models.CharField(max_length=100)
    is_retired = models.BooleanField("no longer used", default=False)

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering = ["borough__place", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["borough", "name"],
                name="site_is_named_once",
                violation_error_message="There is a place of this name in the borough",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="site_has_a_name"),
        ]

    def __str__(self):
        return self.name

    @property
    def audit_name(self):
        return f"the place {self.pk}"
