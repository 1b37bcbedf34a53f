from datetime import date, timedelta
from typing import TypeAlias

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from cases.models.case import Case, of_cases_seen_by
from pilot import calendar
from pilot.models import Borough, User
from pilot.permissions import Permission
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet

READ_FOR = timedelta(days=28)  # to read and grade a file: ours, nobody has agreed a time
CHECKED_WITHIN = timedelta(days=14)  # after the last day of what is to be done


class FileAuditStatus(models.TextChoices):
    """How far a file has come that was drawn (dictionary 7)."""

    SAMPLED = "SAMPLED", "Drawn, not graded yet"
    REVIEWED = "REVIEWED", "Graded"
    ACTIONS = "ACTIONS", "Something is to be done"
    CLOSED = "CLOSED", "Closed"


class FileGrade(models.TextChoices):
    """How good a file is: CL-50."""

    OUTSTANDING = "OUTSTANDING", "Outstanding"
    GOOD = "GOOD", "Good"
    REQUIRES_IMPROVEMENT = "REQUIRES_IMPROVEMENT", "Requires improvement"
    INADEQUATE = "INADEQUATE", "Inadequate"


class Criterion(models.TextChoices):
    """Whether a file does one thing that every file should."""

    MET = "MET", "Yes"
    PARTLY = "PARTLY", "In part"
    NOT_MET = "NOT_MET", "No"
    NOT_NEEDED = "NOT_NEEDED", "Not needed here"


# What every file is asked (domain 4.6), by the column that keeps the answer.
CRITERIA = {
    "chronology": "Does the file say in order what happened?",
    "risk_in_time": "Was risk rated in time, and again when something changed?",
    "oversight": "Can you see that the manager looked at it?",
    "voice_of_children": "Does it say what the children see and say?",
    "timely_entries": "Was everything written down within two working days?",
    "reasons": "Does it say why things were decided?",
}
GOOD_OR_BETTER = (FileGrade.OUTSTANDING, FileGrade.GOOD)


class FileAuditQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        """The manager's; the auditor's own; and for the worker of a case what was found.

        Whose file was drawn and not graded yet is between the auditor and the manager.
        """
        whole = Q(borough__in=user.codes_with(Permission.VIEW_CASELOAD))
        own = Q(auditor=user, borough__in=user.codes_with(Permission.AUDIT_FILES))
        at_work = user.codes_with(Permission.VIEW_OWN_WORK)
        about = of_cases_seen_by(user, "case__") & Q(case__borough__in=at_work)
        return self.filter(whole | own | about & Q(audited_on__isnull=False))

    def waiting(self):
        return self.filter(status=FileAuditStatus.SAMPLED)

    def graded(self):
        """The files audited: what I25 (b) is a share of."""
        return self.filter(audited_on__isnull=False)

    def under_way(self):
        return self.filter(status__in=[FileAuditStatus.REVIEWED, FileAuditStatus.ACTIONS])

    def closed(self):
        return self.filter(status=FileAuditStatus.CLOSED)

    def for_listing(self):
        undone = Count("actions", filter=Q(actions__done_on=None, actions__isnull=False))
        return (
            self.select_related("case__post", "case__worker", "borough", "auditor")
            .annotate(undone=undone)
            .order_by(F("audited_on").desc(nulls_first=True), "-sampled_on", "pk")
        )


class FileAudit(models.Model):
    """That somebody who did not work on a case reads its file, and says how good it is.

    Drawn at random from the files of each post and borough (`drawn_with` is the number
    that repeats the draw). Its borough is the one the case had then. The auditor may open
    the case until `reading_ends_on`, read only.
    """

    Status: TypeAlias = FileAuditStatus
    Grade: TypeAlias = FileGrade

    TRANSITIONS = {
        Status.SAMPLED: {Status.REVIEWED},
        Status.REVIEWED: {Status.ACTIONS, Status.CLOSED},
        Status.ACTIONS: {Status.CLOSED},
        Status.CLOSED: set(),
    }

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    case = models.ForeignKey(Case, models.PROTECT, related_name="file_audits")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="file_audits")
    sampled_on = models.DateField()
    sampled_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drawn_with = models.PositiveBigIntegerField()
    auditor = models.ForeignKey(User, models.PROTECT, related_name="file_audits")
    reading_ends_on = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.SAMPLED)
    audited_on = models.DateField(null=True)
    chronology = models.CharField(max_length=10, choices=Criterion, blank=True)
    risk_in_time = models.CharField(max_length=10, choices=Criterion, blank=True)
    oversight = models.CharField(max_length=10, choices=Criterion, blank=True)
    voice_of_children = models.CharField(max_length=10, choices=Criterion, blank=True)
    timely_entries = models.CharField(max_length=10, choices=Criterion, blank=True)
    reasons = models.CharField(max_length=10, choices=Criterion, blank=True)
    grade = models.CharField(max_length=20, choices=Grade, blank=True)
    findings = models.TextField(max_length=2000, blank=True)
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = FileAuditQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["audited_on", "borough"], name="file_audit_by_day"),
            models.Index(fields=["auditor", "status"], name="file_audit_by_auditor"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(closed_on=None),
                name="file_audit_is_one_at_a_time",
                violation_error_message="Somebody else has just drawn this file",
            ),
            models.CheckConstraint(
                condition=Q(status="SAMPLED", audited_on=None, grade="", findings="")
                | ~Q(status="SAMPLED")
                & Q(audited_on__isnull=False, audited_on__gte=F("sampled_on"))
                & Q(grade__in=FileGrade.values)
                & ~Q(findings=""),
                name="file_audit_is_graded_on_a_day_with_findings",
            ),
            models.CheckConstraint(
                condition=Q(status="CLOSED", closed_on__isnull=False)
                & Q(closed_on__gte=F("audited_on"))
                | ~Q(status="CLOSED") & Q(closed_on=None),
                name="file_audit_closes_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(status__in=FileAuditStatus.values)
                & Q(reading_ends_on__gte=F("sampled_on")),
                name="file_audit_has_a_known_status",
            ),
        ]

    def __str__(self):
        return f"File audit {self.reference}"

    def get_absolute_url(self):
        return reverse("cases:file_audit_detail", args=[self.reference])

    @property
    def audit_name(self):
        return f"the file audit {self.reference}"

    @property
    def is_waiting(self) -> bool:
        """Whether the file is still to be read and graded."""
        return self.status == self.Status.SAMPLED

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.status != self.Status.CLOSED

    @property
    def is_readable(self) -> bool:
        """Whether the auditor may still open the case."""
        return self.is_open and calendar.today() <= self.reading_ends_on

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Each question, with its answer in words."""
        labels = dict(Criterion.choices)
        return [
            (asked, labels.get(getattr(self, name), "")) for name, asked in CRITERIA.items()
        ]


class FileActionQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        return self.filter(audit__in=FileAudit.objects.visible_to(user))

    def to_do(self, until: date | None = None):
        waiting = self.filter(done_on=None)
        return waiting if until is None else waiting.filter(due_on__lte=until)

    def for_listing(self):
        return self.select_related("audit__case", "owner").order_by("due_on", "pk")


class FileAction(models.Model):
    """What somebody is to do by a day because of what was found in a file."""

    audit = models.ForeignKey(FileAudit, models.PROTECT, related_name="actions")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(User, models.PROTECT, related_name="file_actions")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    outcome = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = FileActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="file_action_says_what"),
            models.CheckConstraint(
                condition=Q(done_on=None, outcome="")
                | Q(done_on__isnull=False) & ~Q(outcome=""),
                name="file_action_is_done_with_an_outcome",
            ),
        ]

    def __str__(self):
        return self.what

    @property
    def audit_name(self):
        return f"an action of the file audit {self.audit.reference}"

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed and it is not done."""
        return self.done_on is None and self.due_on < calendar.today()
