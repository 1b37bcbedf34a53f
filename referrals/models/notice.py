from typing import TypeAlias

from django.db import models
from django.db.models import Q

from pilot import calendar
from pilot.models import Correctable, CorrectableQuerySet, User
from referrals.models.decision import PastDecision
from referrals.models.referral import OfReferralQuerySet, Referral


class NoticeKind(models.TextChoices):
    """What they were told, of CL-28: the rest is told about a case."""

    ACK = "ACK", "That we received it"
    DECISION = "DECISION", "What was decided"


class NoticeMethod(models.TextChoices):
    """How they were told."""

    PHONE = "PHONE", "By phone"
    EMAIL = "EMAIL", "By email"
    IN_PERSON = "IN_PERSON", "In person"
    LETTER = "LETTER", "By letter"


class NoticeTo(models.TextChoices):
    """Whom it went to."""

    REFERRER = "REFERRER", "Whoever referred them"
    PERSON = "PERSON", "The person referred"


class NoticeQuerySet(CorrectableQuerySet, OfReferralQuerySet):
    def for_listing(self):
        return self.select_related("told_by").order_by("-told_on", "-pk")


class ReferralNotice(Correctable):
    """That somebody was told we have a referral, or what was decided about it (V-08)."""

    Kind: TypeAlias = NoticeKind
    Method: TypeAlias = NoticeMethod
    To: TypeAlias = NoticeTo

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=8, choices=NoticeKind)
    to = models.CharField(max_length=8, choices=NoticeTo)
    name = models.CharField(max_length=120, blank=True)
    told_on = models.DateField()
    method = models.CharField(max_length=9, choices=NoticeMethod)
    told_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    # Set when the decision it told of is taken back: the next one has to be told again.
    past_decision = models.ForeignKey(
        PastDecision, models.PROTECT, null=True, editable=False, related_name="notices"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta(Correctable.Meta):
        indexes = [models.Index(fields=["referral", "kind"], name="notice_by_referral")]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=NoticeKind.values), name="notice_has_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(method__in=NoticeMethod.values),
                name="notice_has_a_known_method",
            ),
            models.CheckConstraint(
                condition=Q(to__in=NoticeTo.values), name="notice_is_to_somebody_known"
            ),
            models.CheckConstraint(
                condition=Q(past_decision=None) | Q(kind="DECISION"),
                name="notice_of_a_past_decision_is_of_a_decision",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {calendar.in_words(self.told_on)}"

    @property
    def audit_name(self):
        return f"a notice about referral {self.referral.reference}"

    @property
    def borough(self):
        """The borough of its referral, for the trail."""
        return self.referral.borough
