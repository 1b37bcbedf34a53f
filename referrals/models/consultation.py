from typing import TypeAlias

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pilot import calendar
from pilot.constraints import implies
from pilot.models import Borough, Correctable, Post, User
from pilot.references import as_reference, new_reference
from referrals.models.advice import AdviceQuerySet
from referrals.models.agency import Agency
from referrals.models.practitioner import Practitioner
from referrals.models.referral import Referral


class ConsultationQuerySet(AdviceQuerySet):
    def given(self):
        """Those that took place and stand: what I16 counts."""
        return self.standing().filter(status__in=Consultation.GIVEN)

    def to_follow_up(self):
        """Those that somebody promised to come back to, the soonest first."""
        waiting = self.standing().filter(
            status=Consultation.Status.HELD, follow_up_on__isnull=False
        )
        return waiting.order_by("follow_up_on", "pk")

    def to_lead_on(self, reference):
        """The one of this reference, if a referral may still come of it; else none."""
        given = self.given().filter(referral=None)
        return given.filter(reference=as_reference(reference or "")).first()

    def for_listing(self):
        return self.select_related(
            "practitioner", "agency", "borough", "post", "worker", "referral"
        )


class ConsultationStatus(models.TextChoices):
    """How far a consultation has come: dictionary 7."""

    BOOKED = "BOOKED", "Booked"
    HELD = "HELD", "Held"
    FOLLOWED_UP = "FOLLOWED_UP", "Followed up"
    CANCELLED = "CANCELLED", "Cancelled"


class Topic(models.TextChoices):
    """What a consultation is about: CL-31."""

    IDENTIFICATION = "IDENTIFICATION", "Identifying what is going on"
    ENGAGING = "ENGAGING", "Engaging the perpetrator"
    RISK = "RISK", "Risk"
    SAFETY_PLANNING = "SAFETY_PLANNING", "Safety planning"
    CHILD_CONTACT = "CHILD_CONTACT", "Child contact"
    REPORT = "REPORT", "A report or a conference"
    COERCIVE_CONTROL = "COERCIVE_CONTROL", "Coercive control"
    OVERLAP = "OVERLAP", "Substance use or mental health as well"
    CULTURE = "CULTURE", "Cultural issues"
    LGBT = "LGBT", "LGBT relationships"
    YOUNG_PEOPLE = "YOUNG_PEOPLE", "Young people"
    CPV = "CPV", "Child-to-parent abuse"
    CSE_SYV = "CSE_SYV", "Sexual exploitation or serious youth violence"
    LEGAL = "LEGAL", "Legal questions"
    PATHWAYS = "PATHWAYS", "Where and how to refer"


class ConsultationOutcome(models.TextChoices):
    """What came of a consultation."""

    NO_ACTION = "NO_ACTION", "Nothing more to do"
    FURTHER = "FURTHER", "Another consultation"
    JOINT_VISIT = "JOINT_VISIT", "A joint visit"
    REFERRAL = "REFERRAL", "A referral to us"
    SAFEGUARDING = "SAFEGUARDING", "Safeguarding action"


class Consultation(Correctable):
    """Advice to a practitioner who brings a case or a question (seed 5.4).

    Team, sector and borough are those of the practitioner on the day it was recorded: a
    practitioner who moves, or a team that changes, restates nothing (1.3). No borough: the
    team serves all of London.
    """

    Status: TypeAlias = ConsultationStatus
    Outcome: TypeAlias = ConsultationOutcome

    GIVEN = (Status.HELD, Status.FOLLOWED_UP)
    SHORTEST, LONGEST = 5, 240  # minutes
    TRANSITIONS = {
        Status.BOOKED: frozenset({Status.HELD, Status.CANCELLED}),
        Status.HELD: frozenset({Status.FOLLOWED_UP}),
        Status.FOLLOWED_UP: frozenset(),
        Status.CANCELLED: frozenset(),
    }

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    post = models.ForeignKey(Post, models.PROTECT, related_name="consultations")
    worker = models.ForeignKey(User, models.PROTECT, related_name="consultations")
    practitioner = models.ForeignKey(
        Practitioner, models.PROTECT, related_name="consultations"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="consultations")
    sector = models.CharField(max_length=12, choices=Agency.Sector)
    borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, related_name="consultations"
    )
    on = models.DateField()
    status = models.CharField(max_length=12, choices=Status, default=Status.BOOKED)
    question = models.TextField()
    topics = models.JSONField(default=list)  # codes of CL-31, sorted
    minutes = models.PositiveSmallIntegerField(null=True)
    advice = models.TextField(blank=True)  # and what was agreed
    has_named_family = models.BooleanField(default=False)  # V-25
    has_safeguarding_advice = models.BooleanField(default=False)
    safeguarding_action = models.TextField(blank=True)
    confidence_before = models.PositiveSmallIntegerField(null=True)
    confidence_after = models.PositiveSmallIntegerField(null=True)
    referral = models.ForeignKey(
        Referral, models.PROTECT, null=True, related_name="consultations"
    )
    follow_up_on = models.DateField(null=True)
    followed_up_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    outcome_note = models.TextField(blank=True)
    closure_reason = models.CharField(max_length=200, blank=True)  # why it was cancelled
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        User, models.PROTECT, related_name="consultations_recorded"
    )
    version = models.PositiveIntegerField(default=1)

    objects = ConsultationQuerySet.as_manager()

    class Meta(Correctable.Meta):
        indexes = [
            models.Index(fields=["on", "borough", "sector"], name="consultation_by_date"),
            models.Index(fields=["status", "follow_up_on"], name="consultation_by_status"),
            models.Index(fields=["agency", "on"], name="consultation_by_team"),
            models.Index(fields=["worker", "on"], name="consultation_by_worker"),
        ]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=ConsultationStatus.values),
                name="consultation_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(sector__in=Agency.Sector.values),
                name="consultation_has_a_known_sector",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=ConsultationOutcome.values),
                name="consultation_has_a_known_outcome",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=5, minutes__lte=240),
                name="consultation_lasts_5_to_240_minutes",
                violation_error_message="Enter between 5 and 240 minutes",
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(status__in=["HELD", "FOLLOWED_UP"]),
                    Q(minutes__isnull=False) & ~Q(advice=""),
                ),
                name="consultation_held_says_how_long_and_what",
                violation_error_message="Enter how long it took and what you advised",
            ),
            models.CheckConstraint(
                condition=~Q(question=""), name="consultation_has_a_question"
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(has_safeguarding_advice=True), ~Q(safeguarding_action="")
                ),
                name="consultation_safeguarding_advice_says_what_is_done",
                violation_error_message="Enter the safeguarding action",
            ),
            models.CheckConstraint(
                condition=Q(referral=None) | Q(has_named_family=True),
                name="consultation_that_led_to_a_referral_names_a_family",
                violation_error_message="A referral came of it, so a family was named",
            ),
            models.CheckConstraint(
                condition=Q(confidence_before=None, confidence_after=None)
                | Q(confidence_before__isnull=False, confidence_after__isnull=False)
                & Q(confidence_before__range=(1, 5), confidence_after__range=(1, 5)),
                name="consultation_confidence_has_a_before_and_an_after",
                violation_error_message="Enter both, from 1 to 5, or neither",
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(status="FOLLOWED_UP"),
                    Q(followed_up_on__isnull=False) & ~Q(outcome=""),
                ),
                name="consultation_followed_up_says_when_and_what_came_of_it",
                violation_error_message="Enter when, and what came of it",
            ),
            models.CheckConstraint(
                condition=Q(follow_up_on=None) | Q(follow_up_on__gte=F("on")),
                name="consultation_follow_up_comes_after_it",
                violation_error_message="The follow-up must be after the consultation",
            ),
            models.CheckConstraint(
                condition=Q(followed_up_on=None) | Q(followed_up_on__gte=F("on")),
                name="consultation_is_followed_up_after_it",
                violation_error_message="The follow-up must be after the consultation",
            ),
            models.CheckConstraint(
                condition=implies(Q(status="CANCELLED"), ~Q(closure_reason="")),
                name="consultation_is_cancelled_for_a_reason",
                violation_error_message="Say why it was cancelled",
            ),
        ]

    def __str__(self):
        return f"Consultation {self.reference}"

    def get_absolute_url(self):
        return reverse("referrals:consultation_detail", args=[self.reference])

    @property
    def audit_name(self):
        return f"consultation {self.reference}"

    @property
    def is_booked(self) -> bool:
        """Whether it is still to come, or nobody has said yet what came of it."""
        return self.status == self.Status.BOOKED

    @property
    def is_given(self) -> bool:
        """Whether it took place."""
        return self.status in self.GIVEN

    @property
    def topic_names(self) -> list[str]:
        """What it was about, as people say it."""
        return [Topic(code).label for code in self.topics]

    @property
    def waits_for_follow_up(self) -> bool:
        """Whether somebody promised to come back to it and has not."""
        return self.status == self.Status.HELD and self.follow_up_on is not None

    @property
    def is_overdue(self) -> bool:
        """Whether the day of the follow-up, or of a booked one, has passed."""
        day = self.on if self.is_booked else self.follow_up_on
        waits = self.is_booked or self.waits_for_follow_up
        return waits and not self.is_replaced and day < calendar.today()
