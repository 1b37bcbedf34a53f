"""What either side wrote of a concern. The database refuses to change or delete it."""

from django.db import models
from django.db.models import Q

from pilot.constraints import implies
from pilot.models.concern import Concern
from pilot.models.user import User
from pilot.scoping import ScopedQuerySet


class Side(models.TextChoices):
    """Who speaks: the council that raised it, or the provider."""

    COUNCIL = "COUNCIL", "Council"
    PROVIDER = "PROVIDER", "Provider"


class ConcernEntryQuerySet(ScopedQuerySet):
    borough_path = "concern__borough"

    def visible_to(self, user):
        """Those of the concerns whose thread the person may read."""
        return self.filter(concern__in=Concern.objects.read_by(user))

    def for_listing(self):
        return self.select_related("written_by").order_by("written_at", "pk")


class ConcernEntry(models.Model):
    """One line of the thread: a message, or what was done and why.

    A message that was wrong is put right by another one.
    """

    class Kind(models.TextChoices):
        RAISED = "RAISED", "Raised the concern"
        MESSAGE = "MESSAGE", "Wrote"
        ACKNOWLEDGED = "ACKNOWLEDGED", "Acknowledged the concern"
        ANSWERED = "ANSWERED", "Answered"
        ASSESSED = "ASSESSED", "Assessed it again"
        AGREED = "AGREED", "Added an action"
        DONE = "DONE", "Did an action"
        PAUSED = "PAUSED", "Paused the clocks"
        RESUMED = "RESUMED", "Let the clocks run again"
        RESOLVED = "RESOLVED", "Said it is resolved"
        CLOSED = "CLOSED", "Closed the concern"
        REOPENED = "REOPENED", "Reopened the concern"
        ESCALATED = "ESCALATED", "Put it on the group’s agenda"
        SHARED = "SHARED", "Shared it with the other boroughs"

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind)
    side = models.CharField(max_length=8, choices=Side)
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ConcernEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "concern entries"
        indexes = [
            models.Index(fields=["concern", "written_at"], name="concern_entry_by_concern"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=implies(~Q(kind__in=["ACKNOWLEDGED", "RESUMED"]), ~Q(text="")),
                name="concern_entry_says_something",
            ),
            models.CheckConstraint(
                condition=Q(side__in=["COUNCIL", "PROVIDER"]),
                name="concern_entry_has_a_side",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.concern}"

    @property
    def is_message(self) -> bool:
        """Whether it says something to the other side, rather than notes what was done."""
        return self.kind in (self.Kind.RAISED, self.Kind.MESSAGE, self.Kind.ANSWERED)
