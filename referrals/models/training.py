from datetime import timedelta
from decimal import Decimal
from typing import TypeAlias

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from django.urls import reverse

from pilot import parameters
from pilot.calendar import PILOT, Period
from pilot.constraints import implies
from pilot.models import Borough, Post, User
from pilot.permissions import Permission
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet
from referrals.models.agency import Agency
from referrals.models.practitioner import Practitioner


class TrainingStatus(models.TextChoices):
    """How far an event has come."""

    PLANNED = "PLANNED", "Planned"
    DELIVERED = "DELIVERED", "Delivered"
    CLOSED = "CLOSED", "Closed"
    CANCELLED = "CANCELLED", "Cancelled"


class TrainingKind(models.TextChoices):
    """What kind of training it is: CL-33."""

    BRIEFING = "BRIEFING", "Briefing"
    HALF = "HALF", "Half day"
    FULL = "FULL", "Full day"
    TEAM_SLOT = "TEAM_SLOT", "Slot in a team meeting"
    REFLECTIVE = "REFLECTIVE", "Reflective case discussion"


def answer_times() -> tuple[timedelta, timedelta, timedelta]:
    """How long after a training answers are taken; again from when, until when (P-13)."""
    after, earliest, latest = parameters.values("P-13")
    return timedelta(days=after), timedelta(days=earliest), timedelta(days=latest)


class AnswerPoint(models.TextChoices):
    """When somebody says how confident they are: P-13."""

    BEFORE = "BEFORE", "Before the training"
    AFTER = "AFTER", "After the training"
    FOLLOW_UP = "FOLLOW_UP", "Some months later"


class TrainingEventQuerySet(ScopedQuerySet):
    view_permission = Permission.RECORD_ADVICE
    borough_path = "boroughs"

    def visible_to(self, user):
        """The events for any borough in which the person runs training."""
        boroughs = TrainingEvent.boroughs.through._default_manager.filter(
            trainingevent=OuterRef("pk"),
            borough__in=user.codes_with(self.view_permission),
        )
        return self.filter(Exists(boroughs))

    def narrowed(self, *, borough=None, sector=None, kind=None):
        """Those for a borough, for a sector and of a kind, where one is given."""
        events = self
        if borough:
            events = events.filter(boroughs=borough)
        if kind:
            events = events.filter(kind=kind)
        if sector:  # the list of codes as text, because only one engine can look into it
            listed = Cast("sectors", models.TextField())
            events = events.annotate(listed=listed).filter(listed__contains=f'"{sector}"')
        return events

    def register_due(self, today):
        """Those whose day has come and of which nobody has said who was there."""
        return self.filter(status=TrainingEvent.Status.PLANNED, on__lte=today)

    def for_listing(self):
        return (
            self.select_related("trainer", "post")
            .prefetch_related("boroughs")
            .annotate(expected=Count("attendances"))
        )


class TrainingEvent(models.Model):
    """Training given to practitioners so that they can identify and respond (5.5.3)."""

    Status: TypeAlias = TrainingStatus
    Kind: TypeAlias = TrainingKind
    Point: TypeAlias = AnswerPoint

    TRANSITIONS = {
        Status.PLANNED: frozenset({Status.DELIVERED, Status.CANCELLED}),
        Status.DELIVERED: frozenset({Status.CLOSED}),
        Status.CLOSED: frozenset(),
        Status.CANCELLED: frozenset(),
    }
    USUAL_HOURS = {
        Kind.BRIEFING: Decimal("1"),
        Kind.HALF: Decimal("3"),
        Kind.FULL: Decimal("6"),
        Kind.TEAM_SLOT: Decimal("1"),
        Kind.REFLECTIVE: Decimal("1.5"),
    }

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    on = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=120)
    hours = models.DecimalField(max_digits=3, decimal_places=1)
    sectors = models.JSONField(default=list)  # codes of CL-29, sorted: whom it is for
    boroughs = models.ManyToManyField(Borough, related_name="training_events")
    trainer = models.ForeignKey(User, models.PROTECT, related_name="training_given")
    # The trainer's post on the day it was planned; empty for the service manager.
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="training_events"
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.PLANNED)
    closure_reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="training_planned")
    version = models.PositiveIntegerField(default=1)

    objects = TrainingEventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["status", "on"], name="training_by_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=TrainingStatus.values),
                name="training_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=TrainingKind.values), name="training_has_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=40),
                name="training_lasts_between_minutes_and_a_week",
                violation_error_message="Enter between half an hour and 40 hours",
            ),
            models.CheckConstraint(
                condition=implies(Q(status="CANCELLED"), ~Q(closure_reason="")),
                name="training_is_cancelled_for_a_reason",
                violation_error_message="Say why it was cancelled",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("referrals:training_detail", args=[self.reference])

    @property
    def audit_name(self):
        return f"training event {self.reference}"

    @property
    def is_open(self) -> bool:
        """Whether anything may still be added: its register, or answers."""
        return self.status in (self.Status.PLANNED, self.Status.DELIVERED)

    @property
    def sector_names(self) -> list[str]:
        """Whom it is for, as people say it."""
        return [Agency.Sector(code).label for code in self.sectors]

    def borough_for(self, user: User) -> Borough | None:
        """The borough of the event in which this person may change it; else its first."""
        boroughs = list(self.boroughs.all())
        may = [each for each in boroughs if user.can(Permission.RECORD_ADVICE, each)]
        return next(iter(may or boroughs), None)

    def window(self, point: AnswerPoint) -> Period:
        """The days on which answers of this point are taken: P-13."""
        after = timedelta(days=1)
        after_within, earliest, latest = answer_times()
        if point == self.Point.BEFORE:
            return Period(min(PILOT.start, self.on), self.on + after)
        if point == self.Point.AFTER:
            return Period(self.on, self.on + after_within + after)
        return Period(self.on + earliest, self.on + latest + after)


class OfTrainingQuerySet(ScopedQuerySet):
    """What belongs to an event: whoever may see the event may see it."""

    view_permission = Permission.RECORD_ADVICE
    event_path = "event"

    def visible_to(self, user):
        return self.filter(
            **{f"{self.event_path}__in": TrainingEvent.objects.visible_to(user)}
        )


class AttendanceQuerySet(OfTrainingQuerySet):
    def attended(self):
        """Those who came, each once.

        Where two entries of one person stood in a register when they were merged, the
        place of the entry that was merged counts only if the other one did not come.
        """
        same_person = Attendance.objects.filter(
            event=OuterRef("event"),
            practitioner=OuterRef("practitioner__merged_into"),
            has_attended=True,
        )
        return self.filter(~Exists(same_person), has_attended=True)

    def for_register(self):
        return self.select_related("practitioner", "agency", "borough", "slip").order_by(
            F("agency__name").asc(nulls_last=True),
            F("practitioner__name").asc(nulls_last=True),
            "pk",
        )


class Attendance(models.Model):
    """A place in the register of an event: one person, with a name or without.

    Its sector and borough are those of the person's team at the time, so that a team that
    changes later restates nothing (1.3). Its day is the event's own, kept beside them so
    that attendances are counted from this table alone (I17).
    """

    event = models.ForeignKey(TrainingEvent, models.PROTECT, related_name="attendances")
    practitioner = models.ForeignKey(  # empty: only the team is known
        Practitioner, models.PROTECT, null=True, related_name="attendances"
    )
    agency = models.ForeignKey(  # empty: not even the team is known (I17)
        Agency, models.PROTECT, null=True, related_name="attendances"
    )
    sector = models.CharField(max_length=12, choices=Agency.Sector)
    borough = models.ForeignKey(  # empty: a team that serves all of London
        Borough, models.PROTECT, null=True, related_name="attendances"
    )
    on = models.DateField()
    has_attended = models.BooleanField(null=True)  # empty until the register is taken
    # How much more confident they were after than before, in hundredths of a point; empty
    # without enough answers at both points. Kept by whatever keeps an answer (I18).
    gain = models.SmallIntegerField(null=True, editable=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["on", "borough", "sector"], name="attendance_by_date"),
            models.Index(fields=["agency", "on"], name="attendance_by_team"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "practitioner"],
                condition=Q(practitioner__isnull=False),
                name="attendance_is_registered_once",
                violation_error_message="They are on the register already",
            ),
            models.CheckConstraint(
                condition=Q(sector__in=Agency.Sector.values),
                name="attendance_has_a_known_sector",
            ),
            models.CheckConstraint(
                condition=Q(practitioner=None) | Q(agency__isnull=False),
                name="attendance_of_somebody_named_has_a_team",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | Q(sector="OTHER", borough=None),
                name="attendance_without_a_team_belongs_to_no_sector_or_borough",
            ),
        ]

    def __str__(self):
        return self.practitioner.name if self.practitioner else "Unnamed"

    @property
    def audit_name(self):
        return f"a place in the register of {self.event.audit_name}"
