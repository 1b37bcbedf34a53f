from django.db import models
from django.db.models import Q

from pilot.models import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet
from reporting.models.returns import Return


class ReturnStepQuerySet(ScopedQuerySet):
    view_permission = Permission.EXPORT_RETURN
    borough_path = "of_return__borough"

    def for_listing(self):
        return self.select_related("by").order_by("pk")


class ReturnStep(models.Model):
    """Somebody took a return further, and what they said about it. Nothing changes it."""

    of_return = models.ForeignKey(Return, models.PROTECT, related_name="steps")
    to = models.CharField(max_length=15, choices=Return.Status)
    number = models.PositiveSmallIntegerField()  # of the version it was about; 0: of none
    text = models.TextField(max_length=4000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ReturnStepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(to__in=["RETURNED", "RESTATED"]) | ~Q(text=""),
                name="return_step_back_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.get_to_display()}, {self.of_return}"

    @property
    def title(self) -> str:
        """Where it came to, and in which version."""
        number = f", version {self.number}" if self.number else ""
        return f"{self.get_to_display()}{number}"

    @property
    def byline(self) -> str:
        """Who took it there."""
        return str(self.by)
