"""What somebody of either side is to do about a concern."""

from django.db import models
from django.db.models import Q

from pilot import calendar
from pilot.constraints import all_or_none
from pilot.models.concern import Concern
from pilot.models.concern_entry import Side
from pilot.models.user import User
from pilot.scoping import ScopedQuerySet


class ConcernActionQuerySet(ScopedQuerySet):
    borough_path = "concern__borough"

    def visible_to(self, user):
        """Those of the concerns whose thread the person may read."""
        return self.filter(concern__in=Concern.objects.read_by(user))

    def to_do(self):
        """Those that nobody has done, of concerns that nobody has closed."""
        return self.filter(done_at=None).exclude(concern__status=Concern.Status.CLOSED)

    def for_listing(self):
        return self.select_related("concern__borough", "owner", "done_by").order_by(
            models.F("done_at").asc(nulls_first=True), "due_on", "pk"
        )


class ConcernAction(models.Model):
    """A thing to do, whose it is and by when; both sides see it.

    Its owner says that it is done, or, when they work here no longer, whoever takes their
    place on the same side.
    """

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="actions")
    what = models.CharField(max_length=200)
    owner = models.ForeignKey(User, models.PROTECT, related_name="concern_actions")
    side = models.CharField(max_length=8, choices=Side)  # its owner's
    due_on = models.DateField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ConcernActionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                condition=Q(done_at=None),
                name="concern_action_to_do",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what=""), name="concern_action_says_what_is_done"
            ),
            models.CheckConstraint(
                condition=all_or_none("done_at", "done_by"),
                name="concern_action_is_done_by_a_person_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(side__in=["COUNCIL", "PROVIDER"]),
                name="concern_action_has_a_side",
            ),
        ]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return self.concern.get_absolute_url()

    @property
    def audit_name(self):
        return f"an action of concern {self.concern.reference}"

    @property
    def is_late(self) -> bool:
        """Whether its day has passed and nobody has done it."""
        return self.done_at is None and self.due_on < calendar.today()
