from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse

from pilot import calendar
from pilot.models.borough import Borough
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.scoping import SharedQuerySet

HIGH_FROM, MEDIUM_FROM = 15, 8  # of 25


class RiskQuerySet(SharedQuerySet):
    view_permission = Permission.VIEW_GOVERNANCE

    def open(self):
        return self.filter(closed_on=None)

    def closed(self):
        return self.exclude(closed_on=None)

    def with_scores(self):
        scores = RiskScore.objects.select_related("scored_by").order_by("-on", "-pk")
        return self.select_related("borough").prefetch_related(Prefetch("scores", scores))

    def for_listing(self):
        return self.with_scores().order_by(
            F("closed_on").desc(nulls_first=True), F("review_on").asc(nulls_last=True), "pk"
        )


class ContractRisk(models.Model):
    """Something that may go wrong with the pilot, for one borough or for all: CL-38."""

    class Kind(models.TextChoices):
        STAFFING = "STAFFING", "Staffing"
        REFERRAL_FLOW = "REFERRAL_FLOW", "Flow of referrals"
        SAFETY = "SAFETY", "Safety"
        DATA = "DATA", "Data"
        FINANCE = "FINANCE", "Finance"
        PARTNERSHIP = "PARTNERSHIP", "Partnership"
        EXTENSION = "EXTENSION", "Extension"
        REPUTATION = "REPUTATION", "Reputation"

    borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, related_name="contract_risks"
    )
    kind = models.CharField(max_length=13, choices=Kind)
    what = models.CharField(max_length=300)
    mitigation = models.TextField(max_length=1000)
    owner = models.CharField(max_length=100)  # a role, never a name
    review_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(  # empty: with the facts of the report
        User, models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = RiskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(mitigation="") & ~Q(owner=""),
                name="contract_risk_has_an_owner_and_a_mitigation",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("STAFFING", "REFERRAL_FLOW", "SAFETY", "DATA", "FINANCE"),
                        *("PARTNERSHIP", "EXTENSION", "REPUTATION"),
                    ]
                ),
                name="contract_risk_has_a_known_kind",
            ),
        ]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("pilot:contract_risk_detail", args=[self.pk])

    @property
    def audit_name(self):
        return f"the contract risk {self.pk}"

    @property
    def latest(self):
        """The score that holds now; nothing else may be said of how high it is."""
        return next(iter(self.scores.all()), None)

    @property
    def trend(self) -> str:
        """In words, how the latest score compares with the one before."""
        now, before = (*self.scores.all()[:2], None, None)[:2]
        if before is None:
            return "Scored once"
        if now.score == before.score:
            return "As before"
        return "Rising" if now.score > before.score else "Falling"

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been looked at again by now."""
        is_open = self.closed_on is None and self.review_on is not None
        return is_open and self.review_on < calendar.today()


class RiskScoreQuerySet(SharedQuerySet):
    view_permission = Permission.VIEW_GOVERNANCE
    borough_path = "risk__borough"


class RiskScore(models.Model):
    """How likely a risk was held to be on a day, and how much it would do: each 1 to 5.

    The database refuses to change or delete a score: a later one shows the trend.
    """

    risk = models.ForeignKey(ContractRisk, models.PROTECT, related_name="scores")
    on = models.DateField()
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300)
    scored_at = models.DateTimeField()
    scored_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = RiskScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__gte=1, likelihood__lte=5, impact__gte=1)
                & Q(impact__lte=5),
                name="risk_score_is_from_1_to_5_each",
                violation_error_message="Select from 1 to 5",
            ),
            models.CheckConstraint(condition=~Q(note=""), name="risk_score_says_why"),
        ]

    def __str__(self):
        return f"{self.score} on {calendar.in_words(self.on)}"

    @property
    def score(self) -> int:
        """Likelihood times impact, from 1 to 25."""
        return self.likelihood * self.impact

    @property
    def level(self) -> str:
        """How high it is, in a word."""
        if self.score >= HIGH_FROM:
            return "High"
        return "Medium" if self.score >= MEDIUM_FROM else "Low"
