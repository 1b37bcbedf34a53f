from typing import TypeAlias

from django.db import models
from django.db.models import Q

from cases.models import RiskLevel
from cases.partners.models.entry import PartnerEntry, PartnerEntryQuerySet
from cases.partners.models.partner_case import PartnerCase
from pilot.constraints import implies

# Labels of our own: the published wording belongs to its authors (CL-11).
DASH_ITEMS = {
    "q01": "Injury in the latest incident",
    "q02": "Afraid",
    "q03": "What they fear will happen",
    "q04": "Cut off from family or friends",
    "q05": "Low, or thinking of suicide",
    "q06": "Separated, or tried to, within the year",
    "q07": "Conflict over seeing the children",
    "q08": "Unwanted contact, following or stalking",
    "q09": "Pregnant, or a baby of under 18 months",
    "q10": "Happening more often",
    "q11": "Getting worse",
    "q12": "Control of daily life, or jealousy",
    "q13": "Weapons or objects used to hurt",
    "q14": "Threats to kill, and believed",
    "q15": "Strangling, choking or suffocating",
    "q16": "Sexual harm",
    "q17": "Somebody else who threatens them",
    "q18": "Has hurt others",
    "q19": "Has hurt an animal",
    "q20": "Money or work controlled",
    "q21": "Drink, drugs or mental health of whoever harms",
    "q22": "Whoever harms threatens or tried suicide",
    "q23": "Breached an order or bail",
    "q24": "Other trouble with the police",
}


class Point(models.TextChoices):
    """When in the work something is measured."""

    START = "START", "Start"
    REVIEW = "REVIEW", "Review"
    EXIT = "EXIT", "Exit"
    FOLLOW_UP = "FOLLOW_UP", "Follow-up"


class DashAnswer(models.TextChoices):
    """What was said of one item. Only "yes" counts."""

    YES = "Y", "Yes"
    NO = "N", "No"
    NOT_KNOWN = "DK", "Don’t know"


class DashVersion(models.TextChoices):
    """Which checklist it is, so that counts are never mixed (domain 1.5)."""

    SAFELIVES_24 = "SAFELIVES_24", "SafeLives checklist, 24 items"
    YOUNG_PEOPLE = "YOUNG_PEOPLE", "Young people’s checklist"
    POLICE_27 = "POLICE_27", "Police checklist, 27 items"


class CompletedWith(models.TextChoices):
    """Whose answers they are."""

    PERSON = "PERSON", "The person themselves"
    PROFESSIONAL = "PROFESSIONAL", "A professional, without them"


class MaracCriterion(models.TextChoices):
    """Why somebody is to be heard at a MARAC: CL-19."""

    SCORE = "SCORE", "The score is high"
    JUDGEMENT = "JUDGEMENT", "Professional judgement"
    ESCALATION = "ESCALATION", "It is escalating"
    REPEAT = "REPEAT", "Again within 12 months of a MARAC"


class MeasureQuerySet(PartnerEntryQuerySet):
    """Measures: what stands, from the start on."""

    def at(self, *points):
        return self.standing().filter(point__in=points)


class Measure(PartnerEntry):
    """Something measured at a point of the work: one start and one exit a case."""

    Point: TypeAlias = Point

    point = models.CharField(max_length=9, choices=Point)

    objects = MeasureQuerySet.as_manager()

    class Meta(PartnerEntry.Meta):
        abstract = True
        constraints = [
            *PartnerEntry.Meta.constraints,
            models.UniqueConstraint(
                fields=["partner_case", "point"],
                condition=Q(is_replaced=False, point__in=["START", "EXIT"]),
                name="%(class)s_starts_once_and_ends_once",
                violation_error_message=(
                    "There is one for this point already: put that one right"
                ),
            ),
            models.CheckConstraint(
                condition=Q(point__in=Point.values), name="%(class)s_has_a_known_point"
            ),
        ]


class DashAssessment(Measure):
    """A checklist of risk, gone through with the person harmed.

    `band` is what the score alone came to when it was taken; `level` the higher of that
    and judgement, which never lowers it (V-11). Only the SafeLives items are kept: of
    another checklist the level alone.
    """

    Level: TypeAlias = RiskLevel
    Version: TypeAlias = DashVersion
    With: TypeAlias = CompletedWith
    Criterion: TypeAlias = MaracCriterion

    partner_case = models.ForeignKey(PartnerCase, models.PROTECT, related_name="dashes")
    checklist = models.CharField(
        max_length=12, choices=DashVersion, default=Version.SAFELIVES_24
    )
    completed_with = models.CharField(max_length=12, choices=CompletedWith)
    answers = models.JSONField(default=dict)  # item: code of DashAnswer
    yes_count = models.PositiveSmallIntegerField(null=True, editable=False)
    band = models.CharField(max_length=12, choices=RiskLevel, editable=False)
    judgement = models.CharField(max_length=12, choices=RiskLevel, blank=True)
    judgement_reason = models.TextField(blank=True)
    level = models.CharField(max_length=12, choices=RiskLevel, editable=False)
    criteria = models.JSONField(default=list)  # codes of MaracCriterion, sorted

    class Meta(Measure.Meta):
        verbose_name = "Dash checklist"
        constraints = [
            *Measure.Meta.constraints,
            models.CheckConstraint(
                condition=Q(checklist="SAFELIVES_24", yes_count__lte=24)
                | ~Q(checklist="SAFELIVES_24") & Q(yes_count=None, band="NOT_ASSESSED"),
                name="dash_counts_only_its_own_checklist",
            ),
            models.CheckConstraint(
                condition=Q(level="HIGH")
                | Q(level="MEDIUM") & ~Q(band="HIGH") & ~Q(judgement="HIGH")
                | Q(level="STANDARD", band__in=["STANDARD", "NOT_ASSESSED"])
                & Q(judgement__in=["STANDARD", ""])
                | Q(level="NOT_ASSESSED", band="NOT_ASSESSED", judgement=""),
                name="dash_level_is_never_below_score_or_judgement",
            ),
            models.CheckConstraint(
                condition=Q(judgement="")
                | Q(judgement="HIGH")
                | Q(judgement="MEDIUM") & ~Q(band="HIGH")
                | Q(judgement="STANDARD", band__in=["STANDARD", "NOT_ASSESSED"]),
                name="dash_judgement_is_never_below_the_score",
                violation_error_message="Judgement can raise the level, never lower it",
            ),
            models.CheckConstraint(
                condition=implies(~Q(judgement=""), ~Q(judgement_reason="")),
                name="dash_judgement_has_a_reason",
                violation_error_message="Enter why",
            ),
            models.CheckConstraint(
                condition=Q(checklist__in=DashVersion.values),
                name="dash_has_a_known_checklist",
            ),
            models.CheckConstraint(
                condition=Q(completed_with__in=CompletedWith.values),
                name="dash_says_whose_answers_they_are",
            ),
        ]

    def __str__(self):
        return f"{self.get_point_display()}: {self.get_level_display().lower()}"
