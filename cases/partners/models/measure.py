"""What is measured beside risk: severity in four groups, and how life is for them."""

from typing import TypeAlias

from django.db import models
from django.db.models import Q

from cases.partners.models.dash import Measure
from cases.partners.models.partner_case import PartnerCase

# The four groups of behaviour (CL-12), each rated by itself.
GRID_DOMAINS = {
    "physical": "Physical",
    "sexual": "Sexual",
    "stalking": "Harassment and stalking",
    "controlling": "Jealous and controlling",
}
# Six measures of Project Mirabal in words of our own: six values, never one (1.13).
MIRABAL = {
    "respect": "They can talk with each other, and are respected",
    "space": "They decide about their own life",
    "safety": "They and the children are safe and free from violence",
    "parenting": "Being parents together is safe and shared",
    "awareness": "He sees what he does to others",
    "childhood": "The children are safer and well",
}


class Severity(models.IntegerChoices):
    """How severe one group of behaviour is: CL-12."""

    NONE = 0, "None"
    STANDARD = 1, "Standard"
    MODERATE = 2, "Moderate"
    HIGH = 3, "High"
    NOT_KNOWN = 9, "Don’t know"


class Trend(models.TextChoices):
    """Which way it is going: CL-12."""

    INCREASING = "INCREASING", "Rising"
    SAME = "SAME", "The same"
    REDUCED = "REDUCED", "Falling"
    NA = "NA", "Does not apply"


class Rater(models.TextChoices):
    """Whose view a grid is."""

    PERSON = "PERSON", "The person themselves"
    WORKER = "WORKER", "The worker"


class SeverityGrid(Measure):
    """How severe the abuse is in each of four groups, and which way it goes."""

    Severity: TypeAlias = Severity
    Trend: TypeAlias = Trend
    Rater: TypeAlias = Rater

    partner_case = models.ForeignKey(PartnerCase, models.PROTECT, related_name="grids")
    rater = models.CharField(max_length=6, choices=Rater)
    physical = models.PositiveSmallIntegerField(choices=Severity)
    sexual = models.PositiveSmallIntegerField(choices=Severity)
    stalking = models.PositiveSmallIntegerField(choices=Severity)
    controlling = models.PositiveSmallIntegerField(choices=Severity)
    severity_trend = models.CharField(max_length=10, choices=Trend, default=Trend.NA)
    frequency_trend = models.CharField(max_length=10, choices=Trend, default=Trend.NA)

    class Meta(Measure.Meta):
        verbose_name = "severity grid"
        constraints = [
            *Measure.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    physical__in=Severity.values,
                    sexual__in=Severity.values,
                    stalking__in=Severity.values,
                    controlling__in=Severity.values,
                ),
                name="severity_grid_has_known_ratings",
            ),
            models.CheckConstraint(
                condition=Q(
                    severity_trend__in=Trend.values, frequency_trend__in=Trend.values
                ),
                name="severity_grid_has_known_trends",
            ),
            models.CheckConstraint(
                condition=Q(rater__in=Rater.values), name="severity_grid_has_a_known_rater"
            ),
        ]

    def __str__(self):
        return f"{self.get_point_display()}, as seen by {self.get_rater_display().lower()}"


class MirabalAnswer(models.TextChoices):
    """How true something is for them now, from 1 to 5, or why there is no answer (1.2)."""

    NOT_AT_ALL = "1", "1: not at all"
    A_LITTLE = "2", "2: a little"
    IN_PART = "3", "3: in part"
    MOSTLY = "4", "4: mostly"
    QUITE = "5", "5: completely"
    NOT_ASKED = "NOT_ASKED", "Not asked"
    NOT_KNOWN = "NOT_KNOWN", "Could not say"
    DECLINED = "DECLINED", "Prefer not to say"
    NOT_APPLICABLE = "NOT_APPLICABLE", "Does not apply"


RATED = ("1", "2", "3", "4", "5")  # in order, also as text


class FeelsSafer(models.TextChoices):
    """Whether they feel safer than when support began: CL-60, and the other non-answers."""

    MUCH_SAFER = "MUCH_SAFER", "Much safer"
    SAFER = "SAFER", "Safer"
    SAME = "SAME", "The same"
    LESS_SAFE = "LESS_SAFE", "Less safe"
    MUCH_LESS_SAFE = "MUCH_LESS_SAFE", "Much less safe"
    DK = "DK", "Could not say"
    DECLINED = "DECLINED", "Prefer not to say"
    NOT_ASKED = "NOT_ASKED", "Not asked"


def _scale():
    return models.CharField(
        max_length=14, choices=MirabalAnswer, default=MirabalAnswer.NOT_ASKED
    )


class PartnerOutcome(Measure):
    """How life is for them, in six measures and one question, in their own view."""

    Answer: TypeAlias = MirabalAnswer
    Feels: TypeAlias = FeelsSafer

    partner_case = models.ForeignKey(PartnerCase, models.PROTECT, related_name="outcomes")
    respect = _scale()
    space = _scale()
    safety = _scale()
    parenting = _scale()
    awareness = _scale()
    childhood = _scale()
    feels_safer = models.CharField(
        max_length=14, choices=FeelsSafer, default=FeelsSafer.NOT_ASKED
    )
    words = models.TextField(blank=True)

    class Meta(Measure.Meta):
        verbose_name = "measure of outcome"
        verbose_name_plural = "measures of outcome"
        constraints = [
            *Measure.Meta.constraints,
            models.CheckConstraint(
                condition=Q(**{f"{scale}__in": MirabalAnswer.values for scale in MIRABAL}),
                name="partner_outcome_has_known_answers",
            ),
            models.CheckConstraint(
                condition=Q(feels_safer__in=FeelsSafer.values),
                name="partner_outcome_has_a_known_feeling",
            ),
        ]

    def __str__(self):
        return self.get_point_display()
