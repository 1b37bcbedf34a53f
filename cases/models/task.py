from django.db import models
from django.db.models import F, Q

from cases.models.case import Case, of_cases_seen_by
from pilot import calendar
from pilot.constraints import all_or_none
from pilot.models import User
from pilot.permissions import Permission
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet


class TaskQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        """What concerns a case one may see, and what one was asked to do oneself.

        Whoever is asked reads the task; the case stays closed to them all the same.
        """
        return self.filter(
            of_cases_seen_by(user, "case__")
            | Q(assignee=user, case__borough__in=user.codes_with(Permission.LOG_WORK))
        )

    def waiting(self):
        """What nobody has done yet."""
        return self.filter(done_at=None)

    def overdue(self):
        return self.waiting().filter(due_on__lt=calendar.today())

    def of(self, user):
        return self.filter(assignee=user)

    def for_listing(self):
        return self.select_related(
            "case__borough", "assignee", "made_by", "done_by"
        ).order_by("due_on", "pk")


class Task(models.Model):
    """Something about a case that somebody was asked to do, and has or has not done."""

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    assignee = models.ForeignKey(User, models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["assignee", "due_on"],
                condition=Q(done_at=None),
                name="task_waiting_for",
            ),
            models.Index(fields=["case", "due_on"], name="task_by_case"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="task_says_what_to_do"),
            models.CheckConstraint(
                condition=all_or_none("done_at", "done_by"),
                name="task_is_done_at_a_time_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(done_at__gte=F("made_at")),
                name="task_is_done_after_it_was_made",
            ),
        ]

    def __str__(self):
        return self.what

    @property
    def audit_name(self):
        return f"task {self.reference}"

    @property
    def is_done(self) -> bool:
        """Whether somebody has done it."""
        return self.done_at is not None

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and nobody has done it."""
        return not self.is_done and self.due_on < calendar.today()
