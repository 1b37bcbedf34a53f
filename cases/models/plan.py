"""What he wants to change, in his own words, and what has become of it."""

from typing import TypeAlias

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from cases.models.case import Case
from cases.models.entry import CaseEntry, EntryQuerySet
from pilot import calendar
from pilot.constraints import implies

MOST_GOALS = 3  # at a time


class GoalOutcomeKind(models.TextChoices):
    """What has become of a goal."""

    ACHIEVED = "ACHIEVED", "Achieved"
    PARTLY = "PARTLY", "Partly achieved"
    NOT = "NOT", "Not achieved"


class GoalQuerySet(EntryQuerySet):
    def current(self):
        """Those still being worked on: at most three of a case."""
        return self.standing().filter(ended_on=None)

    def with_outcome(self):
        """Each with what has become of it, if anybody has said: missing stays missing."""
        latest = GoalOutcome.objects.filter(
            goal=OuterRef("pk"), is_replaced=False
        ).order_by("-on", "-recorded_at", "-pk")
        return self.annotate(
            outcome=Subquery(latest.values("outcome")[:1]),
            outcome_on=Subquery(latest.values("on")[:1]),
            outcome_evidence=Subquery(latest.values("evidence")[:1]),
        ).order_by(F("ended_on").asc(nulls_first=True), "agreed_on", "place", "pk")


class Goal(CaseEntry):
    """One of at most three things a person works towards, in his own words.

    `place` is one of three: the database has no fourth. `review_on` is the next day to
    look back, moved on by each review; `ended_on` the day it was achieved or set aside.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="goals")
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    steps = models.TextField(blank=True)
    agreed_on = models.DateField()
    review_on = models.DateField()
    ended_on = models.DateField(null=True, editable=False)

    objects = GoalQuerySet.as_manager()

    class Meta(CaseEntry.Meta):
        indexes = [
            models.Index(
                fields=["review_on"],
                condition=Q(is_replaced=False, ended_on=None),
                name="goal_by_review",
            ),
        ]
        constraints = [
            *CaseEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=MOST_GOALS),
                name="goal_is_one_of_three",
                violation_error_message="A plan has at most three goals at a time",
            ),
            models.UniqueConstraint(
                fields=["case", "place"],
                condition=Q(is_replaced=False, ended_on=None),
                name="goal_has_a_place_of_its_own",
                violation_error_message="A plan has at most three goals at a time",
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("agreed_on")),
                name="goal_comes_up_for_review_after_it_is_agreed",
                violation_error_message="The review must be after the day it was agreed",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("agreed_on")),
                name="goal_ends_after_it_is_agreed",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="goal_has_words"),
        ]

    def __str__(self):
        return f"Goal agreed {calendar.in_words(self.agreed_on)}"

    @property
    def audit_name(self):
        return f"goal {self.reference}"

    @property
    def is_review_overdue(self) -> bool:
        """Whether its day to look back has passed."""
        return self.ended_on is None and self.review_on < calendar.today()


class PlanReview(CaseEntry):
    """That worker and person looked back together: what has changed, and when next."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="plan_reviews")
    on = models.DateField()
    changed = models.TextField()
    next_on = models.DateField(null=True, blank=True)  # none when the work ends

    class Meta(CaseEntry.Meta):
        indexes = [models.Index(fields=["case", "-on"], name="plan_review_by_case")]
        constraints = [
            *CaseEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gt=F("on")),
                name="plan_review_comes_before_the_next",
                violation_error_message="The next review must be after this one",
            ),
            models.CheckConstraint(
                condition=~Q(changed=""), name="plan_review_says_what_changed"
            ),
        ]

    def __str__(self):
        return f"Review of the plan, {calendar.in_words(self.on)}"

    @property
    def audit_name(self):
        return f"plan review {self.reference}"


class GoalOutcomeQuerySet(EntryQuerySet):
    def visible_to(self, user):
        return self.filter(goal__case__in=Case.objects.visible_to(user))

    def latest_first(self):
        return self.select_related("goal").order_by("-on", "-recorded_at", "-pk")


class GoalOutcome(CaseEntry):
    """What has become of one goal, with what shows it: found at a review, or at the end.

    Without a review it is the last word, said when the case closes.
    """

    Kind: TypeAlias = GoalOutcomeKind

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="outcomes")
    review = models.ForeignKey(
        PlanReview, models.PROTECT, null=True, related_name="outcomes"
    )
    on = models.DateField()
    outcome = models.CharField(max_length=8, choices=Kind)
    is_final = models.BooleanField(default=False)  # achieved, or set aside: it ends here
    evidence = models.CharField(max_length=300)

    objects = GoalOutcomeQuerySet.as_manager()

    class Meta(CaseEntry.Meta):
        indexes = [models.Index(fields=["goal", "-on"], name="goal_outcome_by_goal")]
        constraints = [
            *CaseEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome__in=GoalOutcomeKind.values),
                name="goal_outcome_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=~Q(evidence=""), name="goal_outcome_has_evidence"
            ),
            models.CheckConstraint(
                condition=implies(Q(outcome=GoalOutcomeKind.ACHIEVED), Q(is_final=True)),
                name="goal_outcome_ends_what_is_achieved",
            ),
            models.CheckConstraint(
                condition=implies(Q(review=None), Q(is_final=True)),
                name="goal_outcome_without_a_review_ends_it",
            ),
        ]

    def __str__(self):
        return f"Goal {self.get_outcome_display().lower()}"

    @property
    def audit_name(self):
        return f"goal outcome {self.reference}"

    @property
    def case(self) -> Case:
        """The case whose goal it is about."""
        return self.goal.case
