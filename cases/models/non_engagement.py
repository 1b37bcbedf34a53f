"""That somebody does not engage: declared on evidence, over when they come after all."""

from typing import TypeAlias

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.models.entry import CaseEntry, EntryQuerySet
from pilot import calendar, parameters
from pilot.models import Borough


class Ground(models.TextChoices):
    """Which rule the evidence meets: P-02 or P-03."""

    NO_CONTACT = "NO_CONTACT", "They could not be reached"
    ABSENT = "ABSENT", "They missed their appointments"


class NonEngagementQuerySet(EntryQuerySet):
    """Declarations. A figure counts those that stand, whether or not they came later."""

    def current(self):
        """Those of people who have not come since."""
        return self.standing().filter(ended_on=None)

    def unfounded(self):
        """Those that rest on too little, since something was put right."""
        return self.standing().filter(evidence_lost_on__isnull=False)

    def latest_first(self):
        return self.order_by("-declared_on", "-recorded_at", "-pk")


class NonEngagement(CaseEntry):
    """A declaration that the person of a case does not engage (V-17).

    `evidence` keeps in words what it rested on. `ended_on` is the day of the first session
    they came to afterwards, kept by the action that logs it: the declaration stays, and
    somebody who stops again is declared again. `evidence_lost_on` is the day on which an
    attempt or a session that it rested on was put right, so that it rests on too little:
    the manager is asked, since nothing takes it back by itself. `borough` is
    where the case counted on the day. `told_after` is how many working days later the
    referrer was told of risk and advice, partner support not later than they; empty until
    then (I19).
    """

    Ground: TypeAlias = Ground

    case = models.ForeignKey(Case, models.PROTECT, related_name="non_engagements")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="+", editable=False)
    declared_on = models.DateField()
    ground = models.CharField(max_length=10, choices=Ground)
    evidence = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, editable=False)
    evidence_lost_on = models.DateField(null=True, editable=False)
    told_after = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = NonEngagementQuerySet.as_manager()

    class Meta(CaseEntry.Meta):
        indexes = [
            models.Index(fields=["case", "-declared_on"], name="non_engagement_by_case"),
            models.Index(
                fields=["declared_on"],
                condition=Q(is_replaced=False),
                name="non_engagement_by_day",
            ),
        ]
        constraints = [
            *CaseEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ground__in=Ground.values),
                name="nonengagement_has_a_known_ground",
            ),
            models.CheckConstraint(
                condition=~Q(evidence=""), name="nonengagement_says_what_it_rests_on"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("declared_on")),
                name="nonengagement_ends_after_it_is_declared",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(is_replaced=False, ended_on=None),
                name="nonengagement_holds_once_at_a_time",
            ),
        ]

    def __str__(self):
        return f"Not engaging, declared on {calendar.in_words(self.declared_on)}"

    @property
    def audit_name(self):
        return f"declaration {self.reference}"

    @property
    def is_current(self) -> bool:
        """Whether it stands, and they have not come since."""
        return self.ended_on is None and not self.is_replaced

    @property
    def tell_by(self):
        """The day by which the referrer has to be told (P-04)."""
        return calendar.add_working_days(self.declared_on, parameters.value("P-04"))
