"""The seam to partner support: all that the perpetrator side may know of the other side.

Every case has these rows, whether or not anybody is supported: what is here says nothing
about that. The partner side's actions write the answers. No export, search or
subject-access extract includes them (dictionary 4.4, domain 4.7).
"""

from typing import TypeAlias

from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.levels import RiskLevel
from cases.models.session import CaseworkQuerySet
from pilot.constraints import all_or_none
from pilot.models import User


class Bridge(models.Model):
    """What partner support has answered about a case: a level, and "cleared" or not.

    `cleared_on` is V-13: before it, one-to-one intervention does not begin.
    """

    Level: TypeAlias = RiskLevel

    case = models.OneToOneField(Case, models.PROTECT, related_name="bridge")
    team_risk_level = models.CharField(
        max_length=12, choices=RiskLevel, default=RiskLevel.NOT_ASSESSED
    )
    level_set_on = models.DateField(null=True)
    level_set_at = models.DateTimeField(null=True)  # empty: before it was kept
    cleared_on = models.DateField(null=True)

    objects = CaseworkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(team_risk_level__in=RiskLevel.values),
                name="bridge_has_a_known_level",
            ),
            models.CheckConstraint(
                condition=Q(level_set_on__isnull=False)
                | Q(team_risk_level=RiskLevel.NOT_ASSESSED),
                name="bridge_level_has_a_day",
            ),
        ]

    def __str__(self):
        return f"Team risk, {self.case}"

    @property
    def audit_name(self):
        return f"the team risk of case {self.case.reference}"

    @property
    def is_cleared(self) -> bool:
        """Whether intervention may begin (V-13)."""
        return self.cleared_on is not None


class NoticeKind(models.TextChoices):
    """What partner support is told about (dictionary 4.5, Notification)."""

    REFERRED = "REFERRED", "Case opened"
    STARTED = "STARTED", "Work started"
    NOT_ATTENDING = "NOT_ATTENDING", "Did not attend"
    NOT_MISSED = "NOT_MISSED", "An absence reported before was a mistake"
    NOT_ENGAGING = "NOT_ENGAGING", "Declared not engaging"
    ENGAGING = "ENGAGING", "Declared not engaging by mistake"
    SUSPENDED = "SUSPENDED", "Work suspended"
    RESUMED = "RESUMED", "Work resumed"
    RISK_CHANGED = "RISK_CHANGED", "Risk changed"
    JUSTICE = "JUSTICE", "Criminal justice status changed"
    CLOSING = "CLOSING", "Case closing"
    URGENT = "URGENT", "Urgent safety alert"


class SafetyNoticeQuerySet(CaseworkQuerySet):
    def urgent(self):
        """Urgent alerts, the latest first."""
        rows = self.filter(kind=NoticeKind.URGENT)
        return rows.select_related("sent_by").order_by("-sent_at", "-pk")


class SafetyNotice(models.Model):
    """That partner support was told something about a case, at once and in every case.

    It goes to the team, so sending one does not say that anybody is supported. The team
    acknowledges each; an urgent one that nobody acknowledges escalates by the clock.
    """

    Kind: TypeAlias = NoticeKind

    case = models.ForeignKey(Case, models.PROTECT, related_name="safety_notices")
    kind = models.CharField(max_length=16, choices=NoticeKind)
    text = models.TextField(blank=True)  # an urgent alert says what happened
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = SafetyNoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "-sent_at"], name="safety_notice_by_case"),
            models.Index(
                fields=["sent_at"],
                condition=Q(acknowledged_at=None),
                name="safety_notice_waiting",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values),
                name="safety_notice_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind=NoticeKind.URGENT) & ~Q(text="")
                | ~Q(kind=NoticeKind.URGENT) & Q(text=""),
                name="safety_notice_says_what_happened_only_when_urgent",
            ),
            models.CheckConstraint(
                condition=all_or_none("acknowledged_at", "acknowledged_by"),
                name="safety_notice_acknowledgement_has_a_time_and_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.case}"

    @property
    def audit_name(self):
        return f"a notice to partner support about case {self.case.reference}"
