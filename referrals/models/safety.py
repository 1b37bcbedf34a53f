from typing import TypeAlias

from django.db import models
from django.db.models import F, Q

from pilot import calendar
from pilot.constraints import all_or_none
from pilot.models import Correctable, CorrectableQuerySet, User
from referrals.models.referral import OfReferralQuerySet, Referral


class Asked(models.TextChoices):
    """Who can say whether contact is safe (dictionary 4.3): the same for every referral."""

    POLICE = "POLICE", "The police"
    PARTNER_SUPPORT = "PARTNER_SUPPORT", "A victim service or partner support"
    SOCIAL_WORKER = "SOCIAL_WORKER", "A social worker"


class SafetyResult(models.TextChoices):
    """What they answered."""

    SAFE = "SAFE", "Safe to contact them"
    HOLD = "HOLD", "Hold: not now"
    NOT_SAFE = "NOT_SAFE", "Not safe to contact them"


class SafetyCheckQuerySet(CorrectableQuerySet, OfReferralQuerySet):
    def to_approve(self):
        """A "safe" or a "hold" that the manager has said nothing to, and that matters."""
        return self.standing().filter(
            approved_at=None,
            result__in=[SafetyResult.SAFE, SafetyResult.HOLD],
            referral__status__in=[*Referral.UNDECIDED, Referral.Status.ACCEPTED],
        )

    def for_listing(self):
        return self.select_related("recorded_by", "approved_by").order_by("-on", "-pk")


class ContactSafetyCheck(Correctable):
    """What somebody answered when asked whether the person referred may be contacted.

    Several over time; the latest counts (`referrals.models.clearance`). A "safe" must be
    approved by the manager; an approved "hold" is the decision to accept and wait. Who is
    asked says nothing of anybody who was harmed: everyone can be asked about everyone.
    """

    Asked: TypeAlias = Asked
    Result: TypeAlias = SafetyResult

    DAYS_VALID = 28  # suggested: long enough for the attempts of P-02

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="safety_checks")
    asked = models.CharField(max_length=16, choices=Asked)
    on = models.DateField()
    result = models.CharField(max_length=8, choices=SafetyResult)
    conditions = models.TextField(blank=True)
    valid_to = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = SafetyCheckQuerySet.as_manager()

    class Meta(Correctable.Meta):
        indexes = [
            models.Index(fields=["referral", "on"], name="safety_check_by_referral"),
            models.Index(
                fields=["on"],
                condition=Q(
                    approved_at=None, is_replaced=False, result__in=["SAFE", "HOLD"]
                ),
                name="safety_check_to_approve",
            ),
        ]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(result="SAFE", valid_to__isnull=False)
                | ~Q(result="SAFE") & Q(valid_to=None),
                name="safety_check_safe_ends_on_a_day",
                violation_error_message="Enter until when it is safe",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("on")),
                name="safety_check_ends_after_it_starts",
                violation_error_message="It cannot end before it was answered",
            ),
            models.CheckConstraint(
                condition=all_or_none("approved_at", "approved_by"),
                name="safety_check_approval_has_a_person_and_a_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(result__in=["SAFE", "HOLD"]),
                name="safety_check_not_safe_has_no_approval",
            ),
            models.CheckConstraint(
                condition=Q(asked__in=Asked.values), name="safety_check_asked_is_known"
            ),
            models.CheckConstraint(
                condition=Q(result__in=SafetyResult.values),
                name="safety_check_has_a_known_result",
            ),
        ]

    def __str__(self):
        return f"{self.get_result_display()}, {calendar.in_words(self.on)}"

    @property
    def audit_name(self):
        return f"a contact-safety check on referral {self.referral.reference}"

    @property
    def borough(self):
        """The borough of its referral, for the trail."""
        return self.referral.borough

    @property
    def is_safe(self) -> bool:
        """Whether they said that contact is safe."""
        return self.result == SafetyResult.SAFE

    @property
    def is_hold(self) -> bool:
        """Whether they said to wait."""
        return self.result == SafetyResult.HOLD

    @property
    def waits_for_approval(self) -> bool:
        """Whether the manager could approve it."""
        can = self.result != SafetyResult.NOT_SAFE and not self.is_replaced
        return can and self.approved_at is None

    def is_approved_on(self, day) -> bool:
        """Whether the manager had approved it by that day."""
        return self.approved_at is not None and calendar.day_of(self.approved_at) <= day
