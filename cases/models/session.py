from typing import TypeAlias

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.models.case import Case
from pilot import calendar
from pilot.constraints import implies
from pilot.models import Borough, User
from pilot.permissions import Permission
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet


class Method(models.TextChoices):
    """How somebody was met or tried: CL-16."""

    VISIT = "VISIT", "Visit"
    STATION = "STATION", "At the police station"
    PHONE = "PHONE", "Phone"
    TEXT = "TEXT", "Text message"
    LETTER = "LETTER", "Letter"
    EMAIL = "EMAIL", "Email"
    THIRD_PARTY = "THIRD_PARTY", "Through another professional"


class CaseworkQuerySet(ScopedQuerySet):
    """Work logged on a case: whoever may see the case may see it."""

    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        return self.filter(case__in=Case.objects.visible_to(user))


class SessionQuerySet(CaseworkQuerySet):
    def attended(self):
        return self.filter(outcome__in=Session.ATTENDED)

    def with_the_person(self):
        return self.exclude(kind=Session.Kind.PARENT)

    def awaiting_a_record(self):
        return self.filter(outcome=Session.Outcome.NOT_REC, on__lt=calendar.today())

    def to_come(self):
        return self.filter(outcome=Session.Outcome.NOT_REC, on__gte=calendar.today())

    def for_listing(self):
        return self.select_related("case__perpetrator", "worker", "borough").order_by(
            "-on", "-starts_at", "-pk"
        )


class SessionKind(models.TextChoices):
    """What a session is for: CL-14."""

    ENGAGE = "ENGAGE", "Engagement"
    ASSESS = "ASSESS", "Assessment"
    MOTIV = "MOTIV", "Motivational work"
    INTERVENTION = "INTERVENTION", "Intervention"
    REVIEW = "REVIEW", "Review"
    JOINT_PROF = "JOINT_PROF", "Joint visit with a professional"
    PARENT = "PARENT", "With a parent or carer"
    CLOSING = "CLOSING", "Closing"


class SessionOutcome(models.TextChoices):
    """What came of a session: CL-15."""

    ATT = "ATT", "Attended"
    LATE = "LATE", "Attended, late"
    DNA = "DNA", "Did not attend"
    CANC_SHORT = "CANC_SHORT", "Cancelled by them, less than 24 hours before"
    CANC_NOTICE = "CANC_NOTICE", "Cancelled by them, with notice"
    CANC_SERVICE = "CANC_SERVICE", "Cancelled by us"
    NOT_REC = "NOT_REC", "Not recorded yet"


class Session(models.Model):
    """An appointment with a person on a case, and what came of it.

    The borough is the case's own on the day, so that earlier periods are never restated
    when a case moves (1.3). Where it took place is another thing and attributes nothing.
    """

    Kind: TypeAlias = SessionKind
    Outcome: TypeAlias = SessionOutcome

    ATTENDED = (Outcome.ATT, Outcome.LATE)
    ON_THE_DAY = (*ATTENDED, Outcome.DNA)  # known only once the day has come (V-15)
    COUNTED = (Outcome.ATT, Outcome.LATE, Outcome.DNA, Outcome.CANC_SHORT)  # I22

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    case = models.ForeignKey(Case, models.PROTECT, related_name="sessions")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="sessions")
    worker = models.ForeignKey(User, models.PROTECT, related_name="sessions")
    on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    method = models.CharField(max_length=12, choices=Method)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.NOT_REC)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    record = models.TextField(blank=True)
    next_plan = models.TextField(blank=True)
    booked_at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="sessions_recorded"
    )
    version = models.PositiveIntegerField(default=1)

    objects = SessionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "-on"], name="session_by_case"),
            models.Index(fields=["on", "borough", "outcome"], name="session_by_date"),
            models.Index(fields=["worker", "outcome", "on"], name="session_by_worker"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=5, minutes__lte=240),
                name="session_lasts_5_to_240_minutes",
                violation_error_message="Enter between 5 and 240 minutes",
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(outcome__in=["ATT", "LATE"]), Q(minutes__isnull=False) & ~Q(record="")
                ),
                name="session_attended_has_minutes_and_a_record",
                violation_error_message="Enter how long it lasted and what was done",
            ),
            models.CheckConstraint(
                condition=Q(outcome="NOT_REC", recorded_at=None, recorded_by=None)
                | ~Q(outcome="NOT_REC")
                & Q(recorded_at__isnull=False, recorded_by__isnull=False),
                name="session_outcome_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SessionKind.values), name="session_has_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(method__in=Method.values), name="session_has_a_known_method"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=SessionOutcome.values),
                name="session_has_a_known_outcome",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {calendar.in_words(self.on)}"

    def get_absolute_url(self):
        return reverse("cases:session_record", args=[self.reference])

    @property
    def audit_name(self):
        return f"session {self.reference}"

    @property
    def is_attended(self) -> bool:
        """Whether the person came, late or not."""
        return self.outcome in self.ATTENDED

    @property
    def is_booked(self) -> bool:
        """Whether nobody has said yet what came of it."""
        return self.outcome == self.Outcome.NOT_REC

    @property
    def is_awaiting_a_record(self) -> bool:
        """Whether its day is over and nobody has said what happened."""
        return self.is_booked and self.on < calendar.today()

    @property
    def is_recorded_late(self) -> bool:
        """Whether it was recorded on a later day than it happened."""
        return bool(self.recorded_at) and calendar.day_of(self.recorded_at) > self.on


class AttemptOutcome(models.TextChoices):
    """What came of an attempt: CL-16b."""

    REACHED = "REACHED", "Reached them"
    NO_ANSWER = "NO_ANSWER", "No answer"
    DECLINED = "DECLINED", "Reached them, they declined"
    WRONG_DETAILS = "WRONG_DETAILS", "Wrong number or address"
    THIRD_ANSWERED = "THIRD_ANSWERED", "Somebody else answered"


class ContactAttempt(models.Model):
    """A try at reaching a person, which did or did not succeed."""

    Outcome: TypeAlias = AttemptOutcome

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    case = models.ForeignKey(Case, models.PROTECT, related_name="attempts")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="attempts")
    worker = models.ForeignKey(User, models.PROTECT, related_name="attempts")
    on = models.DateField()
    method = models.CharField(max_length=12, choices=Method)
    outcome = models.CharField(max_length=16, choices=Outcome)
    note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()

    objects = CaseworkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "-on"], name="attempt_by_case")]
        constraints = [
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
