"""What a person says of themselves, for fairness only: section 5, the Equality lists."""

from functools import reduce
from operator import or_
from typing import TypeAlias

from django.db import models
from django.db.models import Q

from cases.models.answers import (
    ANSWERS,
    CORE,
    QUESTIONS,
    Effect,
    NonAnswer,
    NotAskedBecause,
    YesNo,
)
from cases.models.child import PersonalQuerySet
from cases.models.ethnicity import OBSERVED, POLICE_16_1
from cases.models.perpetrator import Perpetrator
from pilot.models import User

UNANSWERED = (NonAnswer.NOT_ASKED, NonAnswer.NOT_KNOWN)


def known_codes(question: str) -> list[str]:
    """Every code the column of a question may hold."""
    return [code for code, _ in ANSWERS[question]] + NonAnswer.values


def _answer(question: str, length: int = 16) -> models.CharField:
    return models.CharField(
        max_length=length,
        choices=[*ANSWERS[question], *NonAnswer.choices],
        default=NonAnswer.NOT_ASKED,
    )


class EqualityRecord(models.Model):
    """A person's own answers about themselves, asked of them and never required.

    Shown on its own page and nowhere else. What the police observed stands apart and never
    becomes an answer.
    """

    Non: TypeAlias = NonAnswer
    Because: TypeAlias = NotAskedBecause

    perpetrator = models.OneToOneField(Perpetrator, models.PROTECT, related_name="equality")
    ethnicity = _answer("ethnicity")
    observed_ethnicity = models.CharField(max_length=2, choices=OBSERVED, blank=True)
    sex = _answer("sex")
    gender_identity = _answer("gender_identity")
    gender_words = models.CharField(max_length=60, blank=True)
    orientation = _answer("orientation")
    condition = _answer("condition")
    effect = _answer("effect")
    impairments = models.JSONField(default=list, blank=True)  # codes of Impairment
    religion = _answer("religion")
    marital_status = _answer("marital_status")
    maternity = _answer("maternity")
    asked_on = models.DateField(null=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Whether every core question has an answer, of which declining is one (I25).
    is_complete = models.GeneratedField(
        expression=~reduce(
            or_, (Q(**{f"{question}__in": UNANSWERED}) for question in CORE)
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    not_asked_because = models.CharField(max_length=12, choices=NotAskedBecause, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["perpetrator"],
                condition=Q(is_complete=True),
                name="equality_is_complete",
            ),
        ]
        constraints = [
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{question}__in": known_codes(question)}),
                    name=f"equality_has_a_known_{question}",
                )
                for question in ANSWERS
            ),
            models.CheckConstraint(
                condition=Q(observed_ethnicity__in=["", *POLICE_16_1]),
                name="equality_has_a_known_observed_ethnicity",
            ),
            models.CheckConstraint(
                condition=Q(not_asked_because__in=["", *NotAskedBecause.values]),
                name="equality_is_unasked_for_a_known_reason",
            ),
            models.CheckConstraint(
                condition=Q(asked_on__isnull=False, asked_by__isnull=False)
                | Q(
                    asked_on=None,
                    asked_by=None,
                    **{
                        f"{question}__in": ["NOT_ASKED", "NOT_APPLICABLE"]
                        for question in ANSWERS
                    },
                ),
                name="equality_answer_has_a_day_and_a_person_who_asked",
                violation_error_message="Say on which day they were asked",
            ),
        ]

    def __str__(self):
        return f"Equality answers, {self.perpetrator.reference}"

    @property
    def audit_name(self):
        return f"the equality answers of person {self.perpetrator.reference}"

    @property
    def missing(self) -> list[str]:
        """The core questions still without an answer, as they are called."""
        return [QUESTIONS[each] for each in CORE if getattr(self, each) in UNANSWERED]

    @property
    def is_core_complete(self) -> bool:
        """Whether every core question has an answer or "prefer not to say" (I25a)."""
        return not self.missing

    @property
    def is_enough_to_close(self) -> bool:
        """Whether nothing was left unasked, or it is said why (V-18)."""
        unasked = [each for each in CORE if getattr(self, each) == NonAnswer.NOT_ASKED]
        return not unasked or bool(self.not_asked_because)

    @property
    def is_disabled(self) -> bool | None:
        """As the Equality Act defines it, derived; None where the answers do not say."""
        if self.condition == YesNo.NO or self.effect == Effect.NONE:
            return False
        if self.condition == YesNo.YES and self.effect in (Effect.LOT, Effect.LITTLE):
            return True
        return None
