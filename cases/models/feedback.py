"""What whoever referred somebody is told about a case: written, approved and sent."""

from typing import TypeAlias

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models.case import Case
from cases.models.entry import CaseEntry, EntryQuerySet
from cases.models.non_engagement import NonEngagement
from pilot import calendar
from pilot.constraints import all_or_none, implies
from pilot.models import User


class FeedbackKind(models.TextChoices):
    """What it is about: CL-28, of a case. ACK and DECISION are a referral's notices."""

    NONENG_RISK = "NONENG_RISK", "They do not engage: risk and what to do"
    ENGAGED = "ENGAGED", "They have begun to come"
    ASSESSMENT = "ASSESSMENT", "What the assessment found"
    REVIEW = "REVIEW", "How the work is going"
    CLOSURE = "CLOSURE", "The work is ending"


class FeedbackStatus(models.TextChoices):
    """How far it has come."""

    DRAFT = "DRAFT", "Draft"
    APPROVED = "APPROVED", "Ready to send"
    SENT = "SENT", "Sent"
    ACKNOWLEDGED = "ACKNOWLEDGED", "Acknowledged"


class FeedbackMethod(models.TextChoices):
    """How it went."""

    EMAIL = "EMAIL", "By secure email"
    LETTER = "LETTER", "By letter"
    IN_PERSON = "IN_PERSON", "By hand, at a meeting"
    PHONE = "PHONE", "Read out by phone, and the letter sent after"


_UNSENT = (FeedbackStatus.DRAFT, FeedbackStatus.APPROVED)
_GONE = (FeedbackStatus.SENT, FeedbackStatus.ACKNOWLEDGED)


class FeedbackQuerySet(EntryQuerySet):
    def unsent(self):
        """What is still to go: not what they made needless by coming after all."""
        return self.standing().filter(
            Q(non_engagement=None) | Q(non_engagement__ended_on=None),
            status__in=_UNSENT,
        )

    def overdue(self, today):
        """What should have gone before today, and has not."""
        return self.unsent().filter(due_on__lt=today)

    def to_approve(self):
        """What is written and waits for the manager."""
        return self.unsent().filter(status=FeedbackStatus.DRAFT, submitted_at__isnull=False)

    def sent(self):
        """What has gone, acknowledged or not."""
        return self.standing().filter(status__in=_GONE)

    def unacknowledged(self):
        """What has gone, and nobody has said that they have it."""
        return self.standing().filter(status=FeedbackStatus.SENT)

    def acknowledged(self):
        return self.standing().filter(status=FeedbackStatus.ACKNOWLEDGED)

    def of_worker(self, user):
        return self.filter(case__worker=user)

    def for_listing(self):
        named = ("case__worker", "case__borough", "case__perpetrator", "non_engagement")
        return super().for_listing().select_related(*named)

    def first_due_first(self):
        """What is due first comes first, then the oldest."""
        return self.order_by(F("due_on").asc(nulls_last=True), "recorded_at", "pk")

    def latest_first(self):
        return self.order_by("-recorded_at", "-pk")


class Feedback(CaseEntry):
    """A letter to whoever referred somebody, from its first draft to their answer.

    Its texts can be changed while it is a draft, by whoever works on the case;
    `recorded_by` is who wrote them last, and never approves them. One that has been
    submitted waits for the manager, who may return it with a reason.
    """

    Kind: TypeAlias = FeedbackKind
    Status: TypeAlias = FeedbackStatus
    Method: TypeAlias = FeedbackMethod

    # The manager approves these; the writer stands for the others (dictionary 7).
    FOR_THE_MANAGER = (Kind.NONENG_RISK,)
    TEXTS = ("work", "risk", "advice", "next_steps")

    TRANSITIONS = {
        Status.DRAFT: frozenset({Status.APPROVED}),
        Status.APPROVED: frozenset({Status.DRAFT, Status.SENT}),
        Status.SENT: frozenset({Status.ACKNOWLEDGED}),
        Status.ACKNOWLEDGED: frozenset(),
    }

    case = models.ForeignKey(Case, models.PROTECT, related_name="feedback")
    kind = models.CharField(max_length=11, choices=Kind)
    non_engagement = models.ForeignKey(
        NonEngagement, models.PROTECT, null=True, related_name="feedback"
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    due_on = models.DateField(null=True)
    work = models.TextField(blank=True)
    risk = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True)
    returned_because = models.CharField(max_length=300, blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField(null=True)
    sent_to = models.CharField(max_length=150, blank=True)
    method = models.CharField(max_length=9, choices=Method, blank=True)
    acknowledged_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = FeedbackQuerySet.as_manager()

    class Meta(CaseEntry.Meta):
        verbose_name_plural = "feedback"
        indexes = [
            models.Index(fields=["case", "kind"], name="feedback_by_case"),
            models.Index(
                fields=["status", "due_on"],
                condition=Q(is_replaced=False),
                name="feedback_by_status",
            ),
        ]
        constraints = [
            *CaseEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=FeedbackKind.values),
                name="feedback_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(status__in=FeedbackStatus.values),
                name="feedback_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(kind="NONENG_RISK", non_engagement__isnull=False)
                | ~Q(kind="NONENG_RISK") & Q(non_engagement=None),
                name="feedback_of_not_engaging_follows_a_declaration",
            ),
            models.UniqueConstraint(
                fields=["non_engagement"],
                condition=Q(is_replaced=False),
                name="feedback_follows_a_declaration_once",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, status="DRAFT")
                | ~Q(work="") & ~Q(next_steps=""),
                name="feedback_says_what_was_done_and_what_comes_next",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, status="DRAFT")
                | implies(Q(kind="NONENG_RISK"), ~Q(risk="") & ~Q(advice="")),
                name="feedback_of_not_engaging_has_risk_and_advice",  # V-19
                violation_error_message="Say what the risk is and what you advise",
            ),
            models.CheckConstraint(
                condition=Q(status="DRAFT", approved_at=None)
                | ~Q(status="DRAFT") & Q(approved_at__isnull=False),
                name="feedback_is_approved_at_a_time",
            ),
            models.CheckConstraint(
                condition=all_or_none("approved_at", "approved_by"),
                name="feedback_approval_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(status__in=_UNSENT, sent_on=None, sent_to="", method="")
                | Q(status__in=_GONE, sent_on__isnull=False)
                & ~Q(sent_to="")
                & Q(method__in=FeedbackMethod.values),
                name="feedback_that_has_gone_says_when_how_and_to_whom",
            ),
            models.CheckConstraint(
                condition=Q(status="ACKNOWLEDGED", acknowledged_on__isnull=False)
                | ~Q(status="ACKNOWLEDGED") & Q(acknowledged_on=None),
                name="feedback_is_acknowledged_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_on=None) | Q(acknowledged_on__gte=F("sent_on")),
                name="feedback_is_acknowledged_after_it_is_sent",
                violation_error_message="They cannot have had it before it was sent",
            ),
        ]

    def __str__(self):
        return f"Feedback: {self.get_kind_display().lower()}"

    def get_absolute_url(self):
        return reverse("cases:feedback_detail", args=[self.reference])

    @property
    def audit_name(self):
        return f"feedback {self.reference}"

    @property
    def is_draft(self) -> bool:
        """Whether its texts may still be changed."""
        return self.status == self.Status.DRAFT and not self.is_replaced

    @property
    def is_begun(self) -> bool:
        """Whether somebody has written any of it."""
        return any(getattr(self, name) for name in self.TEXTS)

    @property
    def is_submitted(self) -> bool:
        """Whether it is written, and waits for the manager."""
        return self.is_draft and self.submitted_at is not None

    @property
    def is_to_send(self) -> bool:
        """Whether all that is missing is that it goes."""
        return self.status == self.Status.APPROVED and not self.is_replaced

    @property
    def has_gone(self) -> bool:
        """Whether the referrer has been sent it."""
        return self.status in _GONE and not self.is_replaced

    @property
    def is_unacknowledged(self) -> bool:
        """Whether it has gone, and nobody has said that they have it."""
        return self.status == self.Status.SENT and not self.is_replaced

    @property
    def needs_the_manager(self) -> bool:
        """Whether the manager approves it, rather than its writer."""
        return self.kind in self.FOR_THE_MANAGER

    @property
    def is_owed(self) -> bool:
        """Whether it is still to go: not once they have come after all."""
        came = self.non_engagement is not None and self.non_engagement.ended_on is not None
        return (self.is_draft or self.is_to_send) and not came

    @property
    def is_overdue(self) -> bool:
        """Whether it should have gone before today (P-04)."""
        is_late = self.due_on is not None and self.due_on < calendar.today()
        return self.is_owed and is_late
