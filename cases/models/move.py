from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.models.lifecycle import CaseStatus, ClosedBecause
from cases.models.session import CaseworkQuerySet
from pilot import calendar
from pilot.models import User


class CaseMoveQuerySet(CaseworkQuerySet):
    def for_listing(self):
        return self.select_related("recorded_by").order_by("-effective_on", "-pk")


class CaseMove(models.Model):
    """A case came to a stage: the day it holds from, when somebody said so, and why.

    The first one is its opening, from nowhere. The database refuses to change or delete
    one: what was wrong is followed by another (dictionary 7).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="moves")
    was = models.CharField(max_length=12, choices=CaseStatus, blank=True)
    to = models.CharField(max_length=12, choices=CaseStatus)
    effective_on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    review_on = models.DateField(null=True)  # of a suspension
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(  # empty: before the service kept who
        User, models.PROTECT, null=True, related_name="+"
    )

    objects = CaseMoveQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "-effective_on", "-id"], name="move_by_case")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(was__in=["", *CaseStatus.values], to__in=CaseStatus.values),
                name="move_is_between_known_stages",
            ),
            models.CheckConstraint(condition=~Q(was=F("to")), name="move_comes_to_another"),
            models.CheckConstraint(
                condition=Q(to="SUSPENDED", review_on__isnull=False) & ~Q(reason="")
                | ~Q(to="SUSPENDED") & Q(review_on=None),
                name="move_says_why_and_until_when_it_suspends",
                violation_error_message="Say why it is suspended, and when to look again",
            ),
        ]

    def __str__(self):
        return f"{self.case}, {self.get_to_display().lower()}"

    @property
    def title(self) -> str:
        """What happened, as a heading: "Moved to assessment"."""
        if not self.was:
            return "Opened"
        if self.to == CaseStatus.CLOSED:
            return "Closed"
        if self.to == CaseStatus.SUSPENDED:
            return "Suspended"
        stage = self.get_to_display().lower()
        if self.was == CaseStatus.CLOSED:
            return f"Reopened at {stage}"
        return f"{'Back to' if self._goes_back else 'Moved to'} {stage}"

    @property
    def _goes_back(self) -> bool:
        return self.was not in Case.ACTIVE and self.to in Case.ACTIVE

    @property
    def is_recorded_late(self) -> bool:
        """Whether it was recorded on a later day than it holds from."""
        return calendar.day_of(self.recorded_at) > self.effective_on


class EarlierClosure(models.Model):
    """How a case had ended before it was reopened. It counts in no figure any more.

    The case's own columns say how it ended if it has: a closure that the manager took back
    is history, kept here and never changed.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="earlier_closures")
    closed_on = models.DateField()
    reason = models.CharField(max_length=16, choices=ClosedBecause)
    outcome = models.TextField()
    reopened_on = models.DateField()

    objects = CaseworkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["closed_on", "case"], name="earlier_closure_by_day"),
            models.Index(fields=["reopened_on", "case"], name="earlier_closure_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(reopened_on__gte=F("closed_on")),
                name="earlier_closure_comes_before_the_reopening",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=ClosedBecause.values) & ~Q(outcome=""),
                name="earlier_closure_says_how_it_ended",
            ),
        ]

    def __str__(self):
        return f"{self.case}, {self.get_reason_display().lower()}"
