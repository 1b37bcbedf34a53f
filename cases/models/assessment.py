"""How he is assessed: a short instrument, and where he stands on the way to change."""

from typing import TypeAlias

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models.case import Case
from cases.models.entry import CaseEntry, EntryQuerySet
from cases.models.levels import RiskLevel
from pilot.constraints import all_or_none, implies
from pilot.models import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class AssessmentKind(models.TextChoices):
    """When in the work it was made."""

    INITIAL = "INITIAL", "Initial"
    REVIEW = "REVIEW", "Review"
    EXIT = "EXIT", "Exit"


class AssessmentStatus(models.TextChoices):
    """How far an assessment has come."""

    STARTED = "STARTED", "Under way"
    COMPLETED = "COMPLETED", "Waiting for sign-off"
    SIGNED_OFF = "SIGNED_OFF", "Signed off"


class AbusePattern(models.TextChoices):
    """Serial is more than one person harmed; repeat is the same person (domain 1.3)."""

    FIRST = "FIRST", "No earlier abuse is known"
    REPEAT = "REPEAT", "Repeat: the same person more than once"
    SERIAL = "SERIAL", "Serial: more than one person"
    BOTH = "BOTH", "Serial and repeat"
    NOT_ASKED = "NOT_ASKED", "Not asked"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Pathway(models.TextChoices):
    """Where the work should lead: CL-27."""

    DVPP_DVIP = "DVPP_DVIP", "Full perpetrator programme at DVIP"
    DVPP_OTHER = "DVPP_OTHER", "Full perpetrator programme elsewhere"
    PROB_PROG = "PROB_PROG", "Probation programme"
    PARENTING = "PARENTING", "Parenting programme"
    RYPP = "RYPP", "Respect Young People’s Programme"
    SUBST = "SUBST", "Drug and alcohol service"
    MH = "MH", "Mental health service"
    HOUSING = "HOUSING", "Housing"
    CS_UP = "CS_UP", "Children’s Services: step up"
    CS_DOWN = "CS_DOWN", "Children’s Services: step down"
    YOS_MAIN = "YOS_MAIN", "Youth Offending Service"
    POLICE_RISK = "POLICE_RISK", "Police risk management"
    MARAC = "MARAC", "MARAC"
    HELPLINE = "HELPLINE", "Helpline"
    NONE_NEEDED = "NONE_NEEDED", "None needed"
    DECLINED = "DECLINED", "Offered and declined"


# Full programmes and probation's are for adults, the young people's for the young.
ADULT_PATHWAYS = (Pathway.DVPP_DVIP, Pathway.DVPP_OTHER, Pathway.PROB_PROG)
YOUNG_PATHWAYS = (Pathway.RYPP, Pathway.YOS_MAIN)


class AssessmentQuerySet(EntryQuerySet):
    def under_way(self):
        return self.standing().filter(status=AssessmentStatus.STARTED)

    def completed(self):
        return self.standing().exclude(status=AssessmentStatus.STARTED)

    def awaiting_sign_off(self):
        return self.standing().filter(status=AssessmentStatus.COMPLETED)

    def signed_off(self):
        return self.standing().filter(status=AssessmentStatus.SIGNED_OFF)

    def latest_first(self):
        return self.order_by("-started_on", "-recorded_at", "-pk")


class Assessment(CaseEntry):
    """What was found out about a person and his abuse, and what it means for risk.

    From his account and from agencies, never from the person harmed: hers lives on the
    other side. It is signed off by the manager; a corrected one waits for that again.
    """

    Kind: TypeAlias = AssessmentKind
    Status: TypeAlias = AssessmentStatus
    Pattern: TypeAlias = AbusePattern
    Pathway: TypeAlias = Pathway

    TRANSITIONS = {
        Status.STARTED: frozenset({Status.COMPLETED}),
        Status.COMPLETED: frozenset({Status.STARTED, Status.SIGNED_OFF}),
        Status.SIGNED_OFF: frozenset(),
    }

    case = models.ForeignKey(Case, models.PROTECT, related_name="assessments")
    kind = models.CharField(max_length=8, choices=Kind)
    status = models.CharField(max_length=10, choices=Status, default=Status.STARTED)
    started_on = models.DateField()
    completed_on = models.DateField(null=True)
    pattern = models.CharField(max_length=10, choices=Pattern, default=Pattern.NOT_ASKED)
    sources = models.JSONField(default=list)  # codes of InformationSource, sorted
    narrative = models.TextField(blank=True)
    risk_level = models.CharField(
        max_length=12, choices=RiskLevel, default=RiskLevel.NOT_ASSESSED
    )
    rationale = models.TextField(blank=True)
    pathway = models.CharField(max_length=12, choices=Pathway, blank=True)
    sent_back_because = models.CharField(max_length=300, blank=True)
    signed_off_at = models.DateTimeField(null=True)
    signed_off_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = AssessmentQuerySet.as_manager()

    class Meta(CaseEntry.Meta):
        indexes = [
            models.Index(fields=["case", "-started_on"], name="assessment_by_case"),
        ]
        constraints = [
            *CaseEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status=AssessmentStatus.STARTED, completed_on=None)
                | ~Q(status=AssessmentStatus.STARTED)
                & Q(completed_on__isnull=False)
                & ~Q(narrative="")
                & ~Q(rationale="")
                & ~Q(pathway=""),
                name="assessment_is_complete_or_under_way",
            ),
            models.CheckConstraint(
                condition=Q(completed_on=None) | Q(completed_on__gte=F("started_on")),
                name="assessment_ends_after_it_starts",
                violation_error_message="It cannot be completed before it was started",
            ),
            models.CheckConstraint(
                condition=Q(status=AssessmentStatus.SIGNED_OFF, signed_off_at__isnull=False)
                | ~Q(status=AssessmentStatus.SIGNED_OFF) & Q(signed_off_at=None),
                name="assessment_is_signed_off_at_a_time",
            ),
            models.CheckConstraint(
                condition=all_or_none("signed_off_at", "signed_off_by"),
                name="assessment_sign_off_has_a_time_and_a_person",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status=AssessmentStatus.STARTED, is_replaced=False),
                name="assessment_is_under_way_once",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(kind=AssessmentKind.INITIAL, is_replaced=False),
                name="assessment_is_initial_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AssessmentKind.values),
                name="assessment_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(status__in=AssessmentStatus.values),
                name="assessment_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(pattern__in=AbusePattern.values),
                name="assessment_has_a_known_pattern",
            ),
            models.CheckConstraint(
                condition=Q(risk_level__in=RiskLevel.values),
                name="assessment_has_a_known_level",
            ),
            models.CheckConstraint(
                condition=Q(pathway__in=["", *Pathway.values]),
                name="assessment_has_a_known_pathway",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} assessment"

    def get_absolute_url(self):
        return reverse("cases:case_assessment_detail", args=[self.reference])

    @property
    def audit_name(self):
        return f"assessment {self.reference}"

    @property
    def is_under_way(self) -> bool:
        """Whether its answers may still be filled in."""
        return self.status == self.Status.STARTED and not self.is_replaced

    @property
    def is_awaiting_sign_off(self) -> bool:
        """Whether the manager has still to read it."""
        return self.status == self.Status.COMPLETED and not self.is_replaced


class Domain(models.TextChoices):
    """What an assessment looks at (dictionary 4.3)."""

    HISTORY = "HISTORY", "History and pattern of abuse"
    DENIAL = "DENIAL", "Denial and minimising"
    ACCOUNTABILITY = "ACCOUNTABILITY", "Taking responsibility"
    EMPATHY = "EMPATHY", "Empathy with those harmed"
    MOTIVATION = "MOTIVATION", "Motivation to change"
    SUBSTANCE = "SUBSTANCE", "Alcohol and drugs"
    MENTAL_HEALTH = "MENTAL_HEALTH", "Mental health"
    ATTITUDES = "ATTITUDES", "Attitudes and beliefs"
    PARENTING = "PARENTING", "Parenting"
    TRIGGERS = "TRIGGERS", "Triggers and pressures"
    STRENGTHS = "STRENGTHS", "Strengths to build on"


class Concern(models.TextChoices):
    """How much a domain worries whoever assesses, or why they cannot say (1.2)."""

    LITTLE = "LITTLE", "Little concern"
    SOME = "SOME", "Some concern"
    SERIOUS = "SERIOUS", "Serious concern"
    NOT_ASKED = "NOT_ASKED", "Not asked"
    NOT_KNOWN = "NOT_KNOWN", "Asked, not known"


RATED = (Concern.LITTLE, Concern.SOME, Concern.SERIOUS)


class DomainRatingQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        return self.filter(assessment__case__in=Case.objects.visible_to(user))


class DomainRating(models.Model):
    """One domain of an assessment, with the line of evidence that a rating rests on."""

    Domain: TypeAlias = Domain
    Concern: TypeAlias = Concern

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="ratings")
    domain = models.CharField(max_length=14, choices=Domain)
    concern = models.CharField(max_length=9, choices=Concern, default=Concern.NOT_ASKED)
    evidence = models.CharField(max_length=300, blank=True)

    objects = DomainRatingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]  # in the order of the instrument
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "domain"], name="domain_rating_is_given_once"
            ),
            models.CheckConstraint(
                condition=implies(Q(concern__in=RATED), ~Q(evidence="")),
                name="domain_rating_has_evidence",
                violation_error_message="Enter a line of evidence for each rating",
            ),
            models.CheckConstraint(
                condition=Q(domain__in=Domain.values),
                name="domain_rating_has_a_known_domain",
            ),
            models.CheckConstraint(
                condition=Q(concern__in=Concern.values),
                name="domain_rating_has_a_known_concern",
            ),
        ]

    def __str__(self):
        return f"{self.get_domain_display()}: {self.get_concern_display().lower()}"


class Stage(models.IntegerChoices):
    """Where somebody stands on the way to change: CL-13. Relapse ranks below all."""

    RELAPSE = 0, "Relapse"
    PRECONTEMPLATION = 1, "Pre-contemplation"
    CONTEMPLATION = 2, "Contemplation"
    PREPARATION = 3, "Preparation"
    ACTION = 4, "Action"
    MAINTENANCE = 5, "Maintenance"


class StageRatingQuerySet(EntryQuerySet):
    def in_order(self):
        return self.order_by("on", "recorded_at", "pk")


class StageRating(CaseEntry):
    """The stage of change that a worker saw on a day, and the sentence that shows it.

    A rating of one worker, not a measurement; movement is never the safety outcome
    (domain 1.10).
    """

    Stage: TypeAlias = Stage

    case = models.ForeignKey(Case, models.PROTECT, related_name="stage_ratings")
    on = models.DateField()
    stage = models.PositiveSmallIntegerField(choices=Stage)
    evidence = models.CharField(max_length=300)

    objects = StageRatingQuerySet.as_manager()

    class Meta(CaseEntry.Meta):
        indexes = [models.Index(fields=["case", "on"], name="stage_rating_by_case")]
        constraints = [
            *CaseEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="stage_rating_has_a_known_stage"
            ),
            models.CheckConstraint(
                condition=~Q(evidence=""), name="stage_rating_has_evidence"
            ),
        ]

    def __str__(self):
        return f"Stage of change: {self.get_stage_display().lower()}"

    @property
    def audit_name(self):
        return f"stage rating {self.reference}"
