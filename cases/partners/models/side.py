from typing import TypeAlias

from django.db import models
from django.db.models import Q

from cases.models import Perpetrator
from pilot.models import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class SideOfCouple(models.TextChoices):
    """With whom somebody works."""

    HIS = "HIS", "With the person who harms"
    THEIRS = "THEIRS", "With a person harmed"


class SideQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_ALL_PARTNER_WORK

    def visible_to(self, user):
        """The whole provider's, for those who may see both sides of it."""
        return self.all() if user.can(self.view_permission) else self.none()


class Side(models.Model):
    """On which side somebody works, or worked: of one person who harms, on one (V-23).

    It repeats what allocations and links say, kept by the actions of this side: so that
    the database itself refuses a person who would stand on both.
    """

    Side: TypeAlias = SideOfCouple

    perpetrator = models.ForeignKey(Perpetrator, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    side = models.CharField(max_length=6, choices=SideOfCouple)

    objects = SideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["perpetrator", "user"],
                name="person_works_on_one_side_of_a_couple",
            ),
            models.CheckConstraint(
                condition=Q(side__in=SideOfCouple.values), name="side_is_a_known_one"
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_side_display().lower()}"
