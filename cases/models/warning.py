"""What whoever opens a case must know first, until somebody has looked at it again."""

from typing import TypeAlias

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.models.entry import CaseEntry, EntryQuerySet
from pilot import calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class WarningKind(models.TextChoices):
    """What to take care of."""

    STAFF = "STAFF", "Risk to staff"
    ALONE = "ALONE", "Do not see them alone"
    WEAPON = "WEAPON", "Weapons"
    SELF_HARM = "SELF_HARM", "Suicide or self-harm"
    CONTACT = "CONTACT", "Unsafe ways to contact them"
    CHILD = "CHILD", "Risk to a child"
    OTHER = "OTHER", "Something else"


class CaseWarningQuerySet(EntryQuerySet):
    def active(self):
        """Those that stand above everything on the case, the one to look at next first."""
        return self.standing().filter(ended_on=None).order_by("review_on", "pk")

    def latest_first(self):
        return self.prefetch_related("reviews__by").order_by("-raised_on", "-pk")

    def overdue(self):
        """Active ones that nobody has looked at again in time."""
        return self.active().filter(review_on__lt=calendar.today())


class CaseWarning(CaseEntry):
    """A warning on a case: what, on what evidence, and by when to look at it again.

    `review_on` is moved on by each review that keeps it; one that does not ends it. An
    ended warning stays readable.
    """

    Kind: TypeAlias = WarningKind

    case = models.ForeignKey(Case, models.PROTECT, related_name="warnings")
    kind = models.CharField(max_length=9, choices=WarningKind)
    evidence = models.CharField(max_length=500)
    raised_on = models.DateField()
    review_on = models.DateField()
    ended_on = models.DateField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = CaseWarningQuerySet.as_manager()

    class Meta(CaseEntry.Meta):
        indexes = [
            models.Index(fields=["case", "ended_on"], name="case_warning_by_case"),
            models.Index(
                fields=["review_on"],
                condition=Q(is_replaced=False, ended_on=None),
                name="case_warning_by_review",
            ),
        ]
        constraints = [
            *CaseEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=WarningKind.values),
                name="case_warning_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=~Q(evidence=""), name="case_warning_has_evidence"
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("raised_on")),
                name="case_warning_comes_up_for_review_after_it_is_raised",
                violation_error_message="The review must be after the day it was raised",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("raised_on")),
                name="case_warning_ends_after_it_is_raised",
            ),
        ]

    def __str__(self):
        return f"Warning: {self.get_kind_display().lower()}"

    @property
    def audit_name(self):
        return f"warning {self.reference}"

    @property
    def is_active(self) -> bool:
        """Whether it stands above everything on the case."""
        return self.ended_on is None and not self.is_replaced

    @property
    def is_overdue(self) -> bool:
        """Whether somebody should have looked at it again by now."""
        return self.is_active and self.review_on < calendar.today()


class WarningReviewQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        return self.filter(warning__case__in=Case.objects.visible_to(user))


class WarningReview(models.Model):
    """That somebody looked at a warning again, and kept it or ended it, and why."""

    warning = models.ForeignKey(CaseWarning, models.PROTECT, related_name="reviews")
    on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    next_on = models.DateField(null=True)  # none: it ended the warning

    objects = WarningReviewQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="warning_review_says_why"),
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gt=F("on")),
                name="warning_review_comes_before_the_next",
                violation_error_message="The next review must be in the future",
            ),
        ]

    def __str__(self):
        return f"{'Kept' if self.next_on else 'Ended'}, {calendar.in_words(self.on)}"

    @property
    def audit_name(self):
        return f"a review of {self.warning.audit_name}"
