from typing import TypeAlias

from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.session import CaseworkQuerySet, Method
from pilot import calendar
from pilot.models import Borough, Correctable, CorrectableQuerySet, User
from pilot.references import new_reference


class AttemptOutcome(models.TextChoices):
    """What came of an attempt: CL-16b."""

    REACHED = "REACHED", "Reached them"
    NO_ANSWER = "NO_ANSWER", "No answer"
    DECLINED = "DECLINED", "Reached them, they declined"
    WRONG_DETAILS = "WRONG_DETAILS", "Wrong number or address"
    THIRD_ANSWERED = "THIRD_ANSWERED", "Somebody else answered"


class ContactAttemptQuerySet(CorrectableQuerySet, CaseworkQuerySet):
    """Tries at reaching somebody, those that were logged wrongly among them."""


class ContactAttempt(Correctable):
    """A try at reaching a person, which did or did not succeed."""

    Outcome: TypeAlias = AttemptOutcome

    IN_PERSON = (Outcome.REACHED, Outcome.DECLINED)  # they spoke to somebody

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    case = models.ForeignKey(Case, models.PROTECT, related_name="attempts")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="attempts")
    worker = models.ForeignKey(User, models.PROTECT, related_name="attempts")
    on = models.DateField()
    method = models.CharField(max_length=12, choices=Method)
    outcome = models.CharField(max_length=16, choices=Outcome)
    note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()

    objects = ContactAttemptQuerySet.as_manager()

    class Meta(Correctable.Meta):
        indexes = [models.Index(fields=["case", "-on"], name="attempt_by_case")]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(method__in=Method.values), name="attempt_has_a_known_method"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=AttemptOutcome.values),
                name="attempt_has_a_known_outcome",
            ),
        ]

    def __str__(self):
        return f"{self.get_method_display()}, {self.get_outcome_display().lower()}"

    @property
    def audit_name(self):
        return f"contact attempt {self.reference}"

    @property
    def is_recorded_late(self) -> bool:
        """Whether it was logged on a later day than it was made."""
        return calendar.day_of(self.recorded_at) > self.on
