from django.db import models
from django.db.models import Q

from pilot import calendar
from pilot.constraints import all_or_none
from pilot.models import User
from referrals.models.referral import OfReferralQuerySet, Referral


class PastDecision(models.Model):
    """A decision that the manager took back, as it stood: it stays readable.

    The decision that holds is on the referral itself.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="past_decisions")
    decision = models.CharField(max_length=12, choices=Referral.Status)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decline_reason = models.CharField(
        max_length=16, choices=Referral.DeclineReason, blank=True
    )
    note = models.TextField(blank=True)
    taken_back_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    taken_back_because = models.CharField(max_length=200)

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    decision__in=["REJECTED", "REDIRECTED", "WITHDRAWN", "DUPLICATE"]
                ),
                name="past_decision_ends_a_referral_without_a_case",
            ),
            models.CheckConstraint(
                condition=~Q(taken_back_because=""),
                name="past_decision_says_why_it_was_taken_back",
            ),
        ]

    def __str__(self):
        return f"{self.get_decision_display()}, {calendar.in_words(self.decided_on)}"

    @property
    def audit_name(self):
        return f"an earlier decision on referral {self.referral.reference}"


class DeclineNotice(models.Model):
    """That partner support was told of a referral declined or sent on (V-08).

    It goes to the team for every one of them, whoever it is about, so that it says nothing
    of anybody who was harmed; whether they are known is for the team to find out. The
    team acknowledges each.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="decline_notices")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["sent_at"],
                condition=Q(acknowledged_at=None),
                name="decline_notice_waiting",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=all_or_none("acknowledged_at", "acknowledged_by"),
                name="decline_notice_acknowledgement_has_a_time_and_a_person",
            ),
        ]

    def __str__(self):
        return f"Partner support told, {self.referral}"

    @property
    def audit_name(self):
        return f"a notice to partner support about referral {self.referral.reference}"
