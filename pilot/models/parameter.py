"""The numbers the service reckons with, as somebody changed them or had them agreed."""

from django.db import models
from django.db.models import F, Q

from pilot import calendar
from pilot.models.user import User


class ParameterChange(models.Model):
    """That a parameter has other numbers from a day on, or that the group agreed to them.

    Rows are added and never changed: the latest of a code that has begun is in force, and
    until there is one its default is (`pilot/parameters`). Several numbers stand with
    commas between them. Nobody has agreed to a value that names no body: it is assumed.
    """

    code = models.CharField(max_length=8)
    place = models.PositiveIntegerField()  # the first, second, ... change of the parameter
    value = models.CharField(max_length=40)
    was = models.CharField(max_length=40)
    starts_on = models.DateField()
    reason = models.CharField(max_length=200)
    agreed_by = models.CharField(max_length=100, blank=True)  # a body or a role, no name
    agreed_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["code", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "place"], name="parameter_change_comes_once_in_its_place"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="parameter_change_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(value="") & (~Q(value=F("was")) | ~Q(agreed_by="")),
                name="parameter_change_is_new_or_agreed",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by="", agreed_on=None)
                | ~Q(agreed_by="") & Q(agreed_on__isnull=False),
                name="parameter_is_agreed_by_somebody_on_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.code}: {self.value} from {calendar.in_words(self.starts_on)}"

    @property
    def version(self) -> int:
        """Its place: who changes the parameter next has read so many changes."""
        return self.place

    @property
    def audit_name(self):
        return f"parameter {self.code}"
