"""How somebody is reached safely, and who has read it before reaching out."""

from typing import TypeAlias

from django.db import models
from django.db.models import F, Q

from cases.models import Method
from cases.partners.models.entry import PartnerEntry
from cases.partners.models.partner_case import PartnerCase
from pilot import calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet

# "At the police station" is where he is met, and no way of reaching anybody harmed.
WAYS = [choice for choice in Method.choices if choice[0] != Method.STATION]


class Safe(models.TextChoices):
    """Whether something may be done. "Not asked" is no "yes"."""

    YES = "YES", "Yes"
    NO = "NO", "No, never"
    NOT_KNOWN = "NOT_KNOWN", "Not known: do not"
    NOT_ASKED = "NOT_ASKED", "Not asked yet: do not"


class KnowsOfReferral(models.TextChoices):
    """Whether they know that he was referred: what may be said hangs on it."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"
    NOT_ASKED = "NOT_ASKED", "Not asked yet"


class SafeContactPlan(PartnerEntry):
    """How to reach them, what never to do, and when to ask again.

    Every review is a new plan: the latest that stands is the one that holds. Nobody
    reaches out who has not read it that day.
    """

    Safe: TypeAlias = Safe
    Knows: TypeAlias = KnowsOfReferral

    partner_case = models.ForeignKey(
        PartnerCase, models.PROTECT, related_name="contact_plans"
    )
    methods = models.JSONField(default=list)  # codes of WAYS, in their order
    times = models.CharField(max_length=200)
    voicemail = models.CharField(max_length=9, choices=Safe, default=Safe.NOT_ASKED)
    letters = models.CharField(max_length=9, choices=Safe, default=Safe.NOT_ASKED)
    say_you_are = models.CharField(max_length=100, blank=True)
    code_word = models.CharField(max_length=60, blank=True)
    who_may_answer = models.CharField(max_length=200, blank=True)
    never = models.TextField()  # one thing a line
    knows = models.CharField(max_length=9, choices=KnowsOfReferral, default=Knows.NOT_ASKED)
    review_on = models.DateField()

    class Meta(PartnerEntry.Meta):
        verbose_name = "safe-contact plan"
        constraints = [
            *PartnerEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(review_on__gt=F("on")),
                name="contact_plan_is_reviewed_later",
                violation_error_message="The day to review it must be after that day",
            ),
            models.CheckConstraint(
                condition=~Q(never="") & ~Q(times=""),
                name="contact_plan_says_when_and_what_never",
            ),
            models.CheckConstraint(
                condition=Q(voicemail__in=Safe.values, letters__in=Safe.values),
                name="contact_plan_has_known_answers",
            ),
            models.CheckConstraint(
                condition=Q(knows__in=KnowsOfReferral.values),
                name="contact_plan_says_whether_they_know",
            ),
        ]

    def __str__(self):
        return f"Safe-contact plan of {calendar.in_words(self.on)}"

    @property
    def never_list(self) -> list[str]:
        """What is never done, thing by thing."""
        return [line.strip(" -•") for line in self.never.splitlines() if line.strip(" -•")]

    @property
    def methods_in_words(self) -> str:
        """The safe ways, as people say them."""
        labels = dict(WAYS)
        return ", ".join(labels[code] for code in self.methods) or "None is safe"

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed by which it was to be looked at again."""
        return self.review_on < calendar.today()


class PlanReadingQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_ALL_PARTNER_WORK

    def visible_to(self, user):
        return self.filter(plan__in=SafeContactPlan.objects.visible_to(user))


class PlanReading(models.Model):
    """That somebody said they had read a safe-contact plan: it holds for that day."""

    plan = models.ForeignKey(SafeContactPlan, models.PROTECT, related_name="readings")
    reader = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField()
    read_at = models.DateTimeField()

    objects = PlanReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "reader", "on"], name="plan_reading_counts_once_a_day"
            ),
        ]

    def __str__(self):
        return f"{self.reader}, {calendar.in_words(self.on)}"
