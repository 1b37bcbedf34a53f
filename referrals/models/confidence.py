from typing import TypeAlias

from django.db import models
from django.db.models import Q

from pilot import calendar
from pilot.models import User
from pilot.references import new_reference
from referrals.models.training import (
    AnswerPoint,
    Attendance,
    OfTrainingQuerySet,
    TrainingEvent,
    answer_times,
)

ITEMS = {  # CL-32, in the order of the sheet
    "recognising": "Recognising the behaviour of somebody who uses domestic abuse",
    "talking": "Talking to them about it",
    "judging": "Judging the risk to partner and children",
    "planning": "Planning for the risk when they do not engage",
    "referring": "Knowing where and how to refer",
}
KNOWLEDGE_QUESTIONS = 10


class ConfidenceSlipQuerySet(OfTrainingQuerySet):
    event_path = "attendance__event"

    def may_answer(self, point):
        """Those with no answer at this point yet, and one before it where it needs one."""
        slips = self.exclude(attendance__has_attended=False).exclude(responses__point=point)
        if point == AnswerPoint.BEFORE:
            slips = slips.filter(responses=None)
        else:
            slips = slips.filter(responses__point=AnswerPoint.BEFORE)
        return slips.order_by("token")

    def follow_up_due(self, until):
        """The people to ask again by that day, and not too late today already.

        P-13: so many days after they came.
        """
        _, earliest, latest = answer_times()
        return (
            self.may_answer(AnswerPoint.FOLLOW_UP)
            .filter(
                attendance__event__status=TrainingEvent.Status.DELIVERED,
                attendance__in=Attendance.objects.attended(),
                attendance__on__gte=calendar.today() - latest,
                attendance__on__lte=until - earliest,
            )
            .select_related(
                "attendance__event", "attendance__agency", "attendance__practitioner"
            )
            .order_by("attendance__on", "attendance__agency__name", "pk")
        )


class ConfidenceSlip(models.Model):
    """A token that stands for one person, so that their answers can be matched.

    The token is all they ever give: it can be said aloud and says nothing of them.
    """

    token = models.CharField(max_length=9, unique=True, default=new_reference)
    attendance = models.OneToOneField(Attendance, models.PROTECT, related_name="slip")

    objects = ConfidenceSlipQuerySet.as_manager()

    def __str__(self):
        return self.token


class ConfidenceResponseQuerySet(OfTrainingQuerySet):
    event_path = "slip__attendance__event"


class ConfidenceResponse(models.Model):
    """What one person said at one point, from 1 (not at all) to 5 (very confident)."""

    Point: TypeAlias = AnswerPoint

    slip = models.ForeignKey(ConfidenceSlip, models.PROTECT, related_name="responses")
    point = models.CharField(max_length=9, choices=Point)
    recognising = models.PositiveSmallIntegerField(null=True)
    talking = models.PositiveSmallIntegerField(null=True)
    judging = models.PositiveSmallIntegerField(null=True)
    planning = models.PositiveSmallIntegerField(null=True)
    referring = models.PositiveSmallIntegerField(null=True)
    knowledge = models.PositiveSmallIntegerField(null=True)  # of KNOWLEDGE_QUESTIONS
    answered_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(  # empty: they answered by the link themselves
        User, models.PROTECT, null=True, related_name="responses_keyed_in"
    )

    objects = ConfidenceResponseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slip", "point"], name="response_is_given_once_at_each_point"
            ),
            models.CheckConstraint(
                condition=Q(point__in=AnswerPoint.values),
                name="response_has_a_known_point",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{item}__isnull": True})
                    | Q(**{f"{item}__range": (1, 5)}),
                    name=f"response_is_from_1_to_5_on_{item}",
                )
                for item in ITEMS
            ),
            models.CheckConstraint(
                condition=Q(knowledge__isnull=True)
                | Q(knowledge__range=(0, KNOWLEDGE_QUESTIONS)),
                name="response_has_a_possible_knowledge_score",
            ),
            models.CheckConstraint(
                condition=~Q(
                    **{f"{item}__isnull": True for item in ITEMS}, knowledge__isnull=True
                ),
                name="response_says_something",
            ),
        ]

    def __str__(self):
        return f"{self.slip}, {self.get_point_display().lower()}"


class RefusedAnswer(models.Model):
    """That an answer was refused, and from where, so that guessing tokens is slowed.

    `origin` is a keyed digest: nobody can read an address from it. Forgotten in a day.
    """

    origin = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["origin", "at"], name="refused_answer_by_origin")]

    def __str__(self):
        return f"Refused at {self.at}"
