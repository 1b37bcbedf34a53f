"""The work with young people: consent, school, orders, and what the YOS assessed."""

from datetime import date
from typing import TypeAlias

from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.session import CaseworkQuerySet
from pilot.constraints import implies
from pilot.models import Correctable, User
from pilot.references import new_reference

ASSETPLUS_FROM = date(2015, 9, 1)  # V-22


class Holder(models.TextChoices):
    """Who holds parental responsibility: a word, never a name."""

    MOTHER = "MOTHER", "Mother"
    FATHER = "FATHER", "Father"
    STEP_PARENT = "STEP_PARENT", "Step-parent"
    GRANDPARENT = "GRANDPARENT", "Grandparent"
    LOCAL_AUTHORITY = "LOCAL_AUTHORITY", "Local authority"
    OTHER = "OTHER", "Somebody else"


class Consent(models.TextChoices):
    """Whether somebody agreed to the work."""

    NOT_ASKED = "NOT_ASKED", "Not asked yet"
    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_REQUIRED = "NOT_REQUIRED", "Not needed: an order requires it"
    NOT_SAFE = "NOT_SAFE", "Not safe or not right to ask"


class Competence(models.TextChoices):
    """Whether the young person can decide for themselves."""

    NOT_JUDGED = "NOT_JUDGED", "Not judged yet"
    COMPETENT = "COMPETENT", "Yes"
    NOT_COMPETENT = "NOT_COMPETENT", "No"


class School(models.TextChoices):
    """The kind of school. Never which one."""

    NOT_ASKED = "NOT_ASKED", "Not asked yet"
    MAINSTREAM = "MAINSTREAM", "Mainstream school"
    SPECIAL = "SPECIAL", "Special school"
    ALTERNATIVE = "ALTERNATIVE", "Pupil referral unit or alternative provision"
    COLLEGE = "COLLEGE", "College"
    TRAINING = "TRAINING", "Apprenticeship or training"
    HOME = "HOME", "Taught at home"
    NONE = "NONE", "Not in education, training or work"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Send(models.TextChoices):
    """Special educational needs and disability."""

    NOT_ASKED = "NOT_ASKED", "Not asked yet"
    NONE = "NONE", "None known"
    SUPPORT = "SUPPORT", "SEN support"
    PLAN = "PLAN", "Statement or education, health and care plan"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class LookedAfter(models.TextChoices):
    """Whether a council looks after the young person."""

    NOT_ASKED = "NOT_ASKED", "Not asked yet"
    NO = "NO", "No"
    S20 = "S20", "Yes, by agreement"
    CARE_ORDER = "CARE_ORDER", "Yes, on a care order"
    REMAND = "REMAND", "Yes, on remand"
    LEAVER = "LEAVER", "Care leaver"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class YouthOrder(models.TextChoices):
    """What the youth justice system asks of the young person."""

    NOT_ASKED = "NOT_ASKED", "Not asked yet"
    NONE = "NONE", "None"
    OUT_OF_COURT = "OUT_OF_COURT", "Youth caution or other out-of-court disposal"
    REF_ORDER = "REF_ORDER", "Referral order"
    YRO = "YRO", "Youth rehabilitation order"
    BAIL = "BAIL", "Bail with conditions"
    CUSTODY = "CUSTODY", "Custody or licence"
    OTHER = "OTHER", "Another order"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Attendance(models.TextChoices):
    """Whether coming is a requirement."""

    NOT_ASKED = "NOT_ASKED", "Not asked yet"
    VOLUNTARY = "VOLUNTARY", "Voluntary"
    REQUIRED = "REQUIRED", "Required by an order"


_CODED = {
    "consent": Consent,
    "parental_consent": Consent,
    "competence": Competence,
    "school": School,
    "send": Send,
    "looked_after": LookedAfter,
    "order": YouthOrder,
    "attendance": Attendance,
}
_WITHOUT_AN_ORDER = ("NOT_ASKED", "NONE")


class YouthDetail(models.Model):
    """What is known about a young person that only the work with young people asks.

    Who holds parental responsibility is a word: a parent may be the person harmed, and no
    name of theirs is kept on this side.
    """

    Consent: TypeAlias = Consent
    Competence: TypeAlias = Competence
    School: TypeAlias = School
    Send: TypeAlias = Send
    LookedAfter: TypeAlias = LookedAfter
    Order: TypeAlias = YouthOrder
    Attendance: TypeAlias = Attendance

    case = models.OneToOneField(Case, models.PROTECT, related_name="youth")
    holders = models.JSONField(default=list, blank=True)  # codes of Holder
    consent = models.CharField(max_length=16, choices=Consent, default="NOT_ASKED")
    parental_consent = models.CharField(max_length=16, choices=Consent, default="NOT_ASKED")
    competence = models.CharField(max_length=16, choices=Competence, default="NOT_JUDGED")
    competence_reasons = models.CharField(max_length=500, blank=True)
    school = models.CharField(max_length=16, choices=School, default="NOT_ASKED")
    send = models.CharField(max_length=16, choices=Send, default="NOT_ASKED")
    looked_after = models.CharField(max_length=16, choices=LookedAfter, default="NOT_ASKED")
    order = models.CharField(max_length=16, choices=YouthOrder, default="NOT_ASKED")
    attendance = models.CharField(max_length=16, choices=Attendance, default="NOT_ASKED")
    version = models.PositiveIntegerField(default=1)

    objects = CaseworkQuerySet.as_manager()

    class Meta:
        constraints = [
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__in": choices.values}),
                    name=f"youth_has_a_known_{name}",
                )
                for name, choices in _CODED.items()
            ),
            models.CheckConstraint(
                condition=Q(competence="NOT_JUDGED") | ~Q(competence_reasons=""),
                name="youth_competence_is_judged_for_reasons",
                violation_error_message="Enter why you judge so",
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(attendance="REQUIRED"), ~Q(order__in=_WITHOUT_AN_ORDER)
                ),
                name="youth_attendance_is_required_only_by_an_order",
                violation_error_message="Attendance is required only by an order",
            ),
        ]

    def __str__(self):
        return f"Young person, {self.case}"

    @property
    def audit_name(self):
        return f"the young person’s details of case {self.case.reference}"

    @property
    def holders_in_words(self) -> list[str]:
        """Who holds parental responsibility, as people say it."""
        return [holder.label for holder in Holder if holder.value in self.holders]

    @property
    def is_complete(self) -> bool:
        """Whether consent, responsibility and attendance have been asked about."""
        asked = (self.consent, self.parental_consent, self.attendance)
        return bool(self.holders) and "NOT_ASKED" not in asked


class Rating(models.TextChoices):
    """A headline judgement of the Youth Offending Service: CL-23."""

    LOW = "LOW", "Low"
    MEDIUM = "MEDIUM", "Medium"
    HIGH = "HIGH", "High"
    VERY_HIGH = "VERY_HIGH", "Very high"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Tool(models.TextChoices):
    """The framework the Youth Offending Service assessed with."""

    ASSET = "ASSET", "Asset"
    ASSET_PLUS = "ASSET_PLUS", "AssetPlus"


class AssetStage(models.TextChoices):
    """When in the work of the Youth Offending Service it was done."""

    START = "START", "Start"
    REVIEW = "REVIEW", "Review"
    END = "END", "End"
    OUT_OF_COURT = "OUT_OF_COURT", "Out of court"


class AssetSummary(Correctable):
    """The headline judgements of an assessment that the Youth Offending Service owns."""

    Tool: TypeAlias = Tool
    Stage: TypeAlias = AssetStage
    Rating: TypeAlias = Rating

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    case = models.ForeignKey(Case, models.PROTECT, related_name="asset_summaries")
    tool = models.CharField(max_length=12, choices=Tool)
    stage = models.CharField(max_length=12, choices=AssetStage)
    done_on = models.DateField()
    reoffending = models.CharField(max_length=12, choices=Rating)
    serious_harm = models.CharField(max_length=12, choices=Rating)
    safety = models.CharField(max_length=12, choices=Rating)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = CaseworkQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["-done_on", "-pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(tool="ASSET")
                | Q(tool="ASSET_PLUS", done_on__gte=ASSETPLUS_FROM),
                name="asset_summary_follows_the_arrival_of_assetplus",
                violation_error_message=(
                    "AssetPlus began on 1 September 2015: select Asset, or check the date"
                ),
            ),
            models.CheckConstraint(
                condition=Q(stage__in=AssetStage.values),
                name="asset_summary_has_a_known_stage",
            ),
            models.CheckConstraint(
                condition=Q(reoffending__in=["LOW", "MEDIUM", "HIGH", "NOT_KNOWN"]),
                name="asset_summary_has_a_known_likelihood_of_reoffending",
            ),
            models.CheckConstraint(
                condition=Q(serious_harm__in=Rating.values, safety__in=Rating.values),
                name="asset_summary_has_known_ratings",
            ),
        ]

    def __str__(self):
        return f"{self.get_tool_display()}, {self.get_stage_display().lower()}"

    @property
    def audit_name(self):
        return f"an {self.get_tool_display()} summary of case {self.case.reference}"
