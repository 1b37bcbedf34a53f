"""What a worker and the manager went through together, and what was agreed."""

from datetime import date, timedelta
from typing import TypeAlias

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from cases.models.case import Case
from pilot import calendar
from pilot.models import Membership, User
from pilot.permissions import CASEWORKERS, Permission, roles_granting
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet


class SupervisionQuerySet(ScopedQuerySet):
    view_permission = Permission.SUPERVISE

    def visible_to(self, user):
        """One's own, and for the manager those of whoever works in her boroughs.

        Nobody else reads it, whatever of the cases they see: it is about a colleague too.
        """
        at_work = Membership.objects.filter(
            role__in=roles_granting(Permission.VIEW_OWN_WORK),
            borough__in=user.codes_with(self.view_permission),
        )
        theirs = Q(worker__in=at_work.values("user"))
        if user.can(Permission.VIEW_OWN_WORK):
            theirs |= Q(worker=user)
        return self.filter(theirs)

    def of(self, worker):
        return self.filter(worker=worker)

    def unread(self):
        """Those that their worker has not acknowledged."""
        return self.filter(acknowledgement=None)

    def latest(self):
        """The last one of each worker: its day for the next is the one that counts."""
        later = Supervision.objects.filter(worker=OuterRef("worker")).filter(
            Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
        )
        return self.filter(~Exists(later))

    def wanting(self, user, until):
        """Those that this person has still to read, and the last of everybody else's.

        The latter once the day agreed for the next one has come, while they do casework.
        """
        works_there = Membership.objects.current().filter(
            role__in=CASEWORKERS,
            borough__in=user.codes_with(Permission.SUPERVISE),
            user__is_active=True,
        )
        unread = Q(worker=user, acknowledgement=None)
        follows = Q(pk__in=self.latest().filter(next_on__lte=until).values("pk"))
        others = ~Q(worker=user) & Q(worker__in=works_there.values("user"))
        found = self.filter(unread | follows & others)
        return found.select_related("worker").order_by("next_on", "pk")

    def for_listing(self):
        return self.select_related("worker", "supervisor", "acknowledgement").order_by(
            "-on", "-pk"
        )


class SupervisionKind(models.TextChoices):
    """What it was for."""

    CASE = "CASE", "Case supervision"
    CLINICAL = "CLINICAL", "Clinical supervision"


class Supervision(models.Model):
    """One meeting of a worker with the manager: what was agreed, and when the next one is.

    Open to its writer until the end of the next working day, or until the worker has
    acknowledged it. Then it is locked, by the database too: what changes is said in the
    next one.
    """

    Kind: TypeAlias = SupervisionKind

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    worker = models.ForeignKey(User, models.PROTECT, related_name="supervisions")
    supervisor = models.ForeignKey(User, models.PROTECT, related_name="supervisions_held")
    on = models.DateField()
    kind = models.CharField(max_length=8, choices=SupervisionKind)
    agreed = models.TextField()
    next_on = models.DateField()
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    locks_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["worker", "-on"], name="supervision_by_worker"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(worker=F("supervisor")),
                name="supervision_is_by_somebody_else",
                violation_error_message="Nobody supervises themselves",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SupervisionKind.values),
                name="supervision_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(next_on__gt=F("on")),
                name="supervision_comes_before_the_next_one",
                violation_error_message="The next supervision must be after this one",
            ),
            models.CheckConstraint(
                condition=~Q(agreed=""), name="supervision_says_what_was_agreed"
            ),
            models.CheckConstraint(
                condition=Q(changed_at__gte=F("written_at"), changed_at__lt=F("locks_at")),
                name="supervision_stays_as_it_was_when_it_locked",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {calendar.in_words(self.on)}"

    def get_absolute_url(self):
        return reverse("cases:supervision_detail", args=[self.reference])

    @property
    def audit_name(self):
        return f"supervision {self.reference}"

    @property
    def is_locked(self) -> bool:
        """Whether nobody can change it any more."""
        return self.is_acknowledged or calendar.now() >= self.locks_at

    @property
    def is_acknowledged(self) -> bool:
        """Whether its worker has said that they have read it."""
        return hasattr(self, "acknowledgement")

    @property
    def open_until(self) -> date:
        """The last day on which its writer may change it."""
        return calendar.day_of(self.locks_at - timedelta(microseconds=1))


class OfSupervisionQuerySet(ScopedQuerySet):
    """What belongs to a supervision: whoever may see that may see it."""

    view_permission = Permission.SUPERVISE

    def visible_to(self, user):
        return self.filter(supervision__in=Supervision.objects.visible_to(user))


class SupervisionPointQuerySet(OfSupervisionQuerySet):
    def for_listing(self):
        return self.select_related("case").order_by("case__opened_on", "pk")


class SupervisionPoint(models.Model):
    """What was agreed about one case at a supervision. Itself it is never changed."""

    supervision = models.ForeignKey(Supervision, models.PROTECT, related_name="points")
    case = models.ForeignKey(Case, models.PROTECT, related_name="supervision_points")
    agreed = models.TextField()

    objects = SupervisionPointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supervision", "case"], name="supervision_names_a_case_once"
            ),
            models.CheckConstraint(
                condition=~Q(agreed=""), name="supervision_point_says_what_was_agreed"
            ),
        ]

    def __str__(self):
        return f"{self.case}, {self.supervision}"


class Acknowledgement(models.Model):
    """That its worker has read a supervision. A row of its own: the other is locked."""

    supervision = models.OneToOneField(
        Supervision, models.PROTECT, related_name="acknowledgement"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = OfSupervisionQuerySet.as_manager()

    def __str__(self):
        return f"Acknowledgement, {self.supervision}"
