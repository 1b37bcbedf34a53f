from datetime import datetime, time, timedelta
from typing import TypeAlias

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from cases.models.activity import Activity
from cases.models.case import Case, of_cases_seen_by
from pilot import calendar
from pilot.constraints import implies
from pilot.models import Borough, Correctable, CorrectableQuerySet, User
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
        return self.filter(of_cases_seen_by(user, "case__"))


class SessionQuerySet(CorrectableQuerySet, CaseworkQuerySet):
    """Sessions. Whatever counts them begins with those that stand.

    Three counts are kept apart: planned, of which some are recorded, of which some took
    place with the person there. A row is one person's part in it; `by_activity` counts a
    meeting with several people once.
    """

    def planned(self):
        """Every appointment that was made, whatever came of it."""
        return self.standing()

    def recorded(self):
        """Those of which somebody has said what came of them."""
        return self.standing().exclude(outcome=Session.Outcome.NOT_REC)

    def attended(self):
        """Those that took place with the person there."""
        return self.standing().filter(outcome__in=Session.ATTENDED)

    def unrecorded(self):
        return self.standing().filter(outcome=Session.Outcome.NOT_REC)

    def awaiting_a_record(self):
        return self.unrecorded().filter(on__lt=calendar.today())

    def overdue_for_a_record(self):
        """Those whose record the rule has been waiting for too long (V-15)."""
        latest = calendar.subtract_working_days(calendar.today(), RECORDED_WITHIN)
        return self.unrecorded().filter(on__lt=latest)

    def to_come(self):
        return self.unrecorded().filter(on__gte=calendar.today())

    def missed(self):
        """Those that the person themselves stayed away from."""
        return self.standing().with_the_person().filter(outcome=Session.Outcome.DNA)

    def with_the_person(self):
        return self.exclude(kind=Session.Kind.PARENT)

    def taking_up_time(self):
        """Those that their worker cannot be away from: V-16."""
        return self.standing().filter(outcome__in=Session.TAKING_TIME)

    def by_activity(self):
        """Each with `meeting`, the same for all who were there together.

        `Count("meeting", distinct=True)` counts activities, and
        `Count("case__perpetrator", distinct=True)` the people.
        """
        meeting = Coalesce("activity", 0 - F("pk"), output_field=models.BigIntegerField())
        return self.annotate(meeting=meeting)

    def for_listing(self):
        related = ("case__perpetrator", "worker", "borough", _EARLIER)
        return self.select_related(*related).order_by("-on", "-starts_at", "-pk")


_EARLIER = "rescheduled_from__rescheduled_from"  # as many moves as a list shows


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


class AskedBy(models.TextChoices):
    """Who wanted an appointment moved."""

    THEM = "THEM", "They did"
    US = "US", "We did"


RECORDED_WITHIN = 5  # working days after the session: V-15
USUAL_MINUTES = 60  # of an appointment whose length nobody has said


class Session(Correctable):
    """An appointment with a person on a case, and what came of it.

    The borough is the case's own on the day, so that earlier periods are never restated
    when a case moves (1.3). Where it took place is another thing and attributes nothing.
    The minutes of one that is booked are those planned. One that was moved stays, with
    who asked for it and on which day, and the new one says from which it was moved.
    """

    Kind: TypeAlias = SessionKind
    Outcome: TypeAlias = SessionOutcome

    ATTENDED = (Outcome.ATT, Outcome.LATE)
    ON_THE_DAY = (*ATTENDED, Outcome.DNA)  # known only once the day has come (V-15)
    COUNTED = (Outcome.ATT, Outcome.LATE, Outcome.DNA, Outcome.CANC_SHORT)  # I22
    CANCELLED = (Outcome.CANC_SHORT, Outcome.CANC_NOTICE, Outcome.CANC_SERVICE)
    TAKING_TIME = (*ATTENDED, Outcome.NOT_REC)  # nobody waits all hour for one cancelled

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    case = models.ForeignKey(Case, models.PROTECT, related_name="sessions")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="sessions")
    worker = models.ForeignKey(User, models.PROTECT, related_name="sessions")
    on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    method = models.CharField(max_length=12, choices=Method)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.NOT_REC)
    # Whether we accept why they stayed away: it is still an absence, and builds no case
    # that they do not engage.
    is_excused = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    record = models.TextField(blank=True)
    next_plan = models.TextField(blank=True)
    booked_at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="sessions_recorded"
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, related_name="sessions"
    )
    rescheduled_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="rescheduled_to"
    )
    move_asked_by = models.CharField(max_length=4, choices=AskedBy, blank=True)
    move_asked_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = SessionQuerySet.as_manager()

    class Meta(Correctable.Meta):
        indexes = [
            models.Index(fields=["case", "-on"], name="session_by_case"),
            # All that attendance is counted from (I22), so that no row has to be read.
            models.Index(
                fields=["on", "borough", "outcome", "is_replaced"], name="session_by_date"
            ),
            models.Index(fields=["worker", "outcome", "on"], name="session_by_worker"),
        ]
        constraints = [
            *Correctable.Meta.constraints,
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
                condition=implies(Q(is_excused=True), Q(outcome="DNA")),
                name="session_is_excused_only_when_missed",
                violation_error_message="Only somebody who did not come can be excused",
            ),
            models.CheckConstraint(
                condition=Q(move_asked_by="", move_asked_on=None)
                | Q(move_asked_by__in=AskedBy.values, move_asked_on__isnull=False),
                name="session_move_has_somebody_who_asked_and_a_day",
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
    def is_with_the_person(self) -> bool:
        """Whether it is the person's own, and not with a parent alone."""
        return self.kind != self.Kind.PARENT

    @property
    def move_asked(self) -> str:
        """Who wanted it moved and when, in words; empty where that was not kept."""
        if self.move_asked_on is None:
            return ""
        who = {AskedBy.THEM: "they asked", AskedBy.US: "we asked"}[self.move_asked_by]
        return f"{who} on {calendar.in_words(self.move_asked_on)}"

    @property
    def is_attended(self) -> bool:
        """Whether the person came, late or not."""
        return self.outcome in self.ATTENDED

    @property
    def is_booked(self) -> bool:
        """Whether nobody has said yet what came of it."""
        return self.outcome == self.Outcome.NOT_REC

    @property
    def is_waiting(self) -> bool:
        """Whether it stands and somebody still has to say what came of it."""
        return self.is_booked and not self.is_replaced

    @property
    def is_awaiting_a_record(self) -> bool:
        """Whether its day is over and nobody has said what happened."""
        return self.is_booked and self.on < calendar.today()

    @property
    def is_overdue(self) -> bool:
        """Whether its record has been waited for longer than the rule allows (V-15)."""
        last = calendar.add_working_days(self.on, RECORDED_WITHIN)
        return self.is_booked and last < calendar.today()

    @property
    def earlier_times(self) -> list["Session"]:
        """What it was moved from, the latest first: as many as `for_listing` has read."""
        was = self.rescheduled_from
        return list(filter(None, [was, was and was.rescheduled_from]))

    @property
    def takes_time(self) -> bool:
        """Whether its worker cannot be anywhere else meanwhile (V-16)."""
        return self.outcome in self.TAKING_TIME and not self.is_replaced

    @property
    def ends_at(self) -> time | None:
        """When it ends, or is planned to; nobody knows of one without a time."""
        return ends_at(self.starts_at, self.minutes) if self.starts_at else None

    @property
    def is_recorded_late(self) -> bool:
        """Whether it was recorded on a later day than it happened."""
        return bool(self.recorded_at) and calendar.day_of(self.recorded_at) > self.on


def ends_at(starts_at: time, minutes: int | None) -> time:
    """The time so many minutes later, on the same day at the latest."""
    starts = datetime.combine(calendar.PILOT.start, starts_at)
    ends = starts + timedelta(minutes=minutes or USUAL_MINUTES)
    return ends.time() if ends.date() == starts.date() else time.max
