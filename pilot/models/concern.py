"""What an authorised officer takes to the provider, and how far it has come: seed 1.5."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from pilot import calendar
from pilot.constraints import all_or_none, implies
from pilot.models.borough import Borough
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet


class ConcernQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Those a person may know of: the group's members of every one, in summary."""
        if user.can(Permission.VIEW_CONCERN_SUMMARIES):
            return self
        return self.read_by(user)

    def theirs(self, user):
        """Those in which the person takes part: they raise or answer in that borough."""
        return self.filter(self._of(user))

    def read_by(self, user):
        """Those whose thread a person may read: theirs, and what an officer shared."""
        shared = Q(shared_on__isnull=False) if user.can(Permission.RAISE_CONCERN) else Q()
        return self.filter(self._of(user) | shared)

    @staticmethod
    def _of(user):
        return Q(borough__in=user.codes_with(Permission.RAISE_CONCERN)) | Q(
            borough__in=user.codes_with(Permission.ANSWER_CONCERN)
        )

    def open(self):
        """Those that nobody has closed."""
        return self.exclude(status=Concern.Status.CLOSED)

    def closed(self):
        return self.filter(status=Concern.Status.CLOSED)

    def awaiting_the_provider(self):
        """Those in which the next thing is the provider's."""
        return self.filter(status__in=Concern.AWAITING_PROVIDER)

    def overdue(self):
        """Those in which the provider's next thing is late."""
        return self.awaiting_the_provider().filter(due_on__lt=calendar.today())

    def for_agenda(self):
        """Those the Contract Management Group is to take up: escalated, and not closed."""
        return self.open().exclude(escalated_on=None).order_by("escalated_on", "pk")

    def narrowed(self, *, borough=None, severity="", kind="", status="", is_overdue=False):
        """Those that the filters of the list ask for."""
        wanted = {"borough": borough, "severity": severity, "kind": kind, "status": status}
        rows = self.overdue() if is_overdue else self
        return rows.filter(**{name: value for name, value in wanted.items() if value})

    def for_listing(self):
        """The provider's next days first, then what waits for an officer, then the rest."""
        return self.select_related("borough", "raised_by").order_by(
            models.F("due_on").asc(nulls_last=True), "-raised_at", "-pk"
        )


class Concern(models.Model):
    """Something in the provider's work that an authorised officer wants put right.

    The row holds codes, days and the figure it came from, word for word as that officer
    saw it. What either side wrote is in its entries, and stays as it was sent. The officer
    of the borough closes it: whoever raised it, or who has the appointment since.

    `settled_on` is the day it was resolved, or closed before it came to that, and
    `settled_after` the working days it took, without those in a pause.
    """

    class Kind(models.TextChoices):  # CL-37
        DELIVERY = "DELIVERY", "Delivery"
        STAFFING = "STAFFING", "Staffing"
        TIMELINESS = "TIMELINESS", "Timeliness"
        SAFEGUARDING = "SAFEGUARDING", "Safeguarding"
        QUALITY = "QUALITY", "Quality"
        FINANCE = "FINANCE", "Finance"
        DATA = "DATA", "Data"
        EQUALITY = "EQUALITY", "Equality"
        RELATIONSHIP = "RELATIONSHIP", "Relationship"

    class Severity(models.TextChoices):  # CL-36, without grey: a concern is about something
        GREEN = "GREEN", "Low"
        AMBER = "AMBER", "Medium"
        RED = "RED", "High"

    class Direction(models.TextChoices):
        WORSE = "WORSE", "Getting worse"
        SAME = "SAME", "Not changing"
        BETTER = "BETTER", "Getting better"

    class Status(models.TextChoices):
        RAISED = "RAISED", "Raised"
        ACKNOWLEDGED = "ACKNOWLEDGED", "Acknowledged"
        IN_PROGRESS = "IN_PROGRESS", "In progress"
        RESOLVED = "RESOLVED", "Resolved"
        CLOSED = "CLOSED", "Closed"

    TRANSITIONS = {
        Status.RAISED: {Status.ACKNOWLEDGED, Status.IN_PROGRESS, Status.CLOSED},
        Status.ACKNOWLEDGED: {Status.IN_PROGRESS, Status.CLOSED},
        Status.IN_PROGRESS: {Status.RESOLVED, Status.CLOSED},
        Status.RESOLVED: {Status.CLOSED, Status.RAISED},
        Status.CLOSED: {Status.RAISED},
    }
    AWAITING_PROVIDER = (Status.RAISED, Status.ACKNOWLEDGED, Status.IN_PROGRESS)

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="concerns")
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="concerns_raised")
    kind = models.CharField(max_length=12, choices=Kind)
    severity = models.CharField(max_length=5, choices=Severity)
    direction = models.CharField(max_length=6, choices=Direction)
    settled_when = models.CharField(max_length=300)  # the de-escalation point
    figure_code = models.CharField(max_length=12, blank=True)
    figure_label = models.CharField(max_length=200, blank=True)
    figure_period = models.CharField(max_length=60, blank=True)
    figure_value = models.CharField(max_length=120, blank=True)  # as that officer saw it
    figure_on = models.DateField(null=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.RAISED)
    version = models.PositiveIntegerField(default=1)
    clocks_start_on = models.DateField()  # raised or reopened
    due_on = models.DateField(null=True)  # the provider's next day; none while paused
    paused_on = models.DateField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    # Kept from the moments and pauses above: C12 counts by them.
    settled_on = models.DateField(null=True, editable=False)
    settled_after = models.PositiveSmallIntegerField(null=True, editable=False)
    escalated_on = models.DateField(null=True)
    shared_on = models.DateField(null=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["borough", "status", "due_on"], name="concern_by_borough"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(figure_on=None, figure_code="", figure_value="")
                | Q(figure_on__isnull=False) & ~Q(figure_code="") & ~Q(figure_value=""),
                name="concern_names_its_figure_wholly_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=~Q(settled_when=""),
                name="concern_says_what_would_settle_it",
                violation_error_message="Enter what would settle this",
            ),
            models.CheckConstraint(
                condition=Q(status="RAISED", acknowledged_at=None, answered_at=None)
                | Q(status="ACKNOWLEDGED", acknowledged_at__isnull=False, answered_at=None)
                | Q(
                    status__in=["IN_PROGRESS", "RESOLVED"],
                    acknowledged_at__isnull=False,
                    answered_at__isnull=False,
                )
                | Q(status="CLOSED"),
                name="concern_is_acknowledged_and_answered_in_turn",
            ),
            models.CheckConstraint(
                condition=Q(status="RESOLVED", resolved_at__isnull=False)
                | Q(status__in=["RAISED", "ACKNOWLEDGED", "IN_PROGRESS"], resolved_at=None)
                | Q(status="CLOSED"),
                name="concern_is_resolved_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status="CLOSED", closed_at__isnull=False)
                | ~Q(status="CLOSED") & Q(closed_at=None),
                name="concern_is_closed_at_a_time",
            ),
            models.CheckConstraint(
                condition=all_or_none("settled_on", "settled_after"),
                name="concern_is_settled_after_some_days",
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(status__in=["RESOLVED", "CLOSED"]), Q(due_on=None, paused_on=None)
                ),
                name="concern_waits_for_nothing_once_resolved",
            ),
            models.CheckConstraint(
                condition=Q(severity__in=["GREEN", "AMBER", "RED"])
                & Q(direction__in=["WORSE", "SAME", "BETTER"]),
                name="concern_has_a_known_severity_and_direction",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} concern {self.reference}"

    def get_absolute_url(self):
        return reverse("pilot:concern_detail", args=[self.reference])

    @property
    def audit_name(self):
        return f"concern {self.reference}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it."""
        return self.status != self.Status.CLOSED

    @property
    def awaits_provider(self) -> bool:
        """Whether the next thing is the provider's."""
        return self.status in self.AWAITING_PROVIDER

    @property
    def is_late(self) -> bool:
        """Whether the provider's next day has passed."""
        return self.due_on is not None and self.due_on < calendar.today()
