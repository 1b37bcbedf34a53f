from datetime import date
from typing import TypeAlias

from django.db import models
from django.db.models import F, Q

from pilot import calendar
from pilot.constraints import all_or_none
from pilot.models import User
from referrals.models.referral import OfReferralQuerySet, Referral


class QuestionEnding(models.TextChoices):
    """How the waiting for an answer ended."""

    ANSWERED = "ANSWERED", "The answer came"
    WITHOUT = "WITHOUT", "We go on without it"
    DECIDED = "DECIDED", "The referral was decided without it"


class Question(models.Model):
    """What is asked, of whom, before a referral can be decided: its own clock runs."""

    Ending: TypeAlias = QuestionEnding

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="questions")
    asked_of = models.CharField(max_length=120)
    text = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ending = models.CharField(max_length=8, choices=QuestionEnding, blank=True)
    answer = models.TextField(blank=True)
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = OfReferralQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["asked_on"], condition=Q(ended_on=None), name="question_waiting"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(ended_on=None),
                name="question_is_open_once_on_a_referral",
            ),
            models.CheckConstraint(
                condition=all_or_none("ended_on", "ended_by"),
                name="question_end_has_a_day_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ending="", answer="")
                | Q(ended_on__isnull=False, ending__in=QuestionEnding.values),
                name="question_ends_in_a_known_way",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("asked_on")),
                name="question_ends_after_it_was_asked",
                violation_error_message="The answer cannot come before the question",
            ),
        ]

    def __str__(self):
        return f"Question of {calendar.in_words(self.asked_on)}, {self.referral}"

    @property
    def audit_name(self):
        return f"a question about referral {self.referral.reference}"

    @property
    def borough(self):
        """The borough of its referral, for the trail."""
        return self.referral.borough

    @property
    def is_open(self) -> bool:
        """Whether the answer is still awaited."""
        return self.ended_on is None

    @property
    def answer_by(self) -> date:
        """The day after which it has waited too long."""
        return calendar.add_working_days(self.asked_on, Referral.DAYS_TO_ANSWER)

    @property
    def is_late(self) -> bool:
        """Whether it has waited too long and is still open."""
        return self.is_open and calendar.today() > self.answer_by

    @property
    def days_waited(self) -> int:
        """The working days it has waited, or did before it ended."""
        last = self.ended_on or calendar.today()
        return calendar.working_days(calendar.Period(self.asked_on, last))
