"""What was offered and taken up, and the safety plan."""

from typing import TypeAlias

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from cases.partners.models.contact_plan import SafeContactPlan
from cases.partners.models.entry import PartnerEntry
from cases.partners.models.partner_case import PartnerCase
from pilot import calendar


class SupportKind(models.TextChoices):
    """What can be offered."""

    EMOTIONAL = "EMOTIONAL", "Somebody to talk to"
    IDVA = "IDVA", "Independent domestic violence advocate"
    ANGELOU = "ANGELOU", "The Angelou Partnership"
    REFUGE = "REFUGE", "Refuge"
    HOUSING = "HOUSING", "Housing"
    LEGAL = "LEGAL", "Legal advice"
    COUNSELLING = "COUNSELLING", "Counselling"
    CHILDREN = "CHILDREN", "Support for the children"
    PARENTING = "PARENTING", "Support as a parent"
    MONEY = "MONEY", "Money and benefits"
    HEALTH = "HEALTH", "Health"
    IMMIGRATION = "IMMIGRATION", "Help without recourse to public funds"


class Uptake(models.TextChoices):
    """What became of an offer."""

    AWAITED = "AWAITED", "Waiting for an answer"
    TAKEN_UP = "TAKEN_UP", "Taken up"
    NOT_TAKEN_UP = "NOT_TAKEN_UP", "Not taken up"
    NOT_AVAILABLE = "NOT_AVAILABLE", "Wanted, and not to be had"


class SupportOffer(PartnerEntry):
    """Something offered on a day, and whether it was taken up."""

    Kind: TypeAlias = SupportKind
    Uptake: TypeAlias = Uptake

    partner_case = models.ForeignKey(PartnerCase, models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=11, choices=SupportKind)
    uptake = models.CharField(max_length=13, choices=Uptake, default=Uptake.AWAITED)
    answered_on = models.DateField(null=True)
    what_came = models.CharField(max_length=300, blank=True)

    class Meta(PartnerEntry.Meta):
        verbose_name = "offer of support"
        verbose_name_plural = "offers of support"
        constraints = [
            *PartnerEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(uptake=Uptake.AWAITED, answered_on=None)
                | ~Q(uptake=Uptake.AWAITED) & Q(answered_on__isnull=False),
                name="support_offer_has_an_answer_with_a_day_or_waits",
                violation_error_message="Enter the day of the answer",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("on")),
                name="support_offer_comes_before_its_answer",
                violation_error_message="The answer cannot be before the offer",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SupportKind.values),
                name="support_offer_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(uptake__in=Uptake.values),
                name="support_offer_has_a_known_answer",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class SafetyPlanState(models.TextChoices):
    """Whether somebody has a safety plan."""

    IN_PLACE = "IN_PLACE", "In place"
    IN_PART = "IN_PART", "Begun"
    NOT_WANTED = "NOT_WANTED", "They do not want one now"
    ELSEWHERE = "ELSEWHERE", "Made with another service"


class SafetyPlan(PartnerEntry):
    """What they and we do to be safer. Every review is a new one; the latest holds."""

    State: TypeAlias = SafetyPlanState

    partner_case = models.ForeignKey(
        PartnerCase, models.PROTECT, related_name="safety_plans"
    )
    state = models.CharField(max_length=10, choices=SafetyPlanState)
    plan = models.TextField(blank=True)
    review_on = models.DateField(null=True)

    class Meta(PartnerEntry.Meta):
        verbose_name = "safety plan"
        constraints = [
            *PartnerEntry.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state="IN_PLACE") | Q(review_on__isnull=False) & ~Q(plan=""),
                name="safety_plan_in_place_says_what_and_when_it_is_reviewed",
                violation_error_message="Enter the plan, and when to look at it again",
            ),
            models.CheckConstraint(
                condition=Q(review_on=None) | Q(review_on__gt=F("on")),
                name="safety_plan_is_reviewed_later",
                violation_error_message="The day to review it must be after that day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SafetyPlanState.values),
                name="safety_plan_has_a_known_state",
            ),
        ]

    def __str__(self):
        return self.get_state_display()

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed by which it was to be looked at again."""
        return self.review_on is not None and self.review_on < calendar.today()


def with_plans_to_review(partner_cases):
    """Partner cases, each with the days on which its two plans are to be reviewed."""
    return partner_cases.annotate(
        ask_again_on=_latest_review(SafeContactPlan), safety_on=_latest_review(SafetyPlan)
    )


def _latest_review(model) -> Subquery:
    entries = model.objects.standing().filter(partner_case=OuterRef("pk")).latest_first()
    return Subquery(entries.values("review_on")[:1])
