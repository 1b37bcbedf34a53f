from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from pilot import calendar
from pilot.calendar import Quarter
from pilot.models.correctable import Correctable, CorrectableQuerySet
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet


class OfTheGroup(ScopedQuerySet):
    """Rows of the Contract Management Group, which belong to no single borough."""

    view_permission = Permission.VIEW_GOVERNANCE

    def visible_to(self, user):
        return self.all() if user.can(self.view_permission) else self.none()


class MeetingQuerySet(OfTheGroup):
    def for_listing(self):
        standing = Q(items__is_replaced=False)
        open_actions = Q(actions__done_on=None, actions__isnull=False)
        return self.annotate(
            decided=Count("items", filter=standing & ~Q(items__decision=""), distinct=True),
            points=Count("items", filter=standing, distinct=True),
            open_actions=Count("actions", filter=open_actions, distinct=True),
        ).order_by("-on", "-pk")


class GroupMeeting(models.Model):
    """A meeting of the VAWG Shared Services Contract Management Group: seed 1.5."""

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    on = models.DateField()
    attended = models.CharField(max_length=300, blank=True)  # by role, no names
    cancelled_because = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["on"],
                condition=Q(cancelled_because=""),
                name="group_meeting_is_one_a_day",
                violation_error_message="A meeting on this day is recorded already",
            ),
        ]

    def __str__(self):
        return f"Group meeting of {calendar.in_words(self.on)}"

    def get_absolute_url(self):
        return reverse("pilot:contract_meeting_detail", args=[self.reference])

    @property
    def audit_name(self):
        return f"the group meeting {self.reference}"

    @property
    def is_held(self) -> bool:
        """Whether its day has come, and it was not called off."""
        return not self.cancelled_because and self.on <= calendar.today()

    @property
    def pack_quarter(self) -> Quarter | None:
        """The pilot's quarter whose pack it reads: the latest that is over on its day.

        Until the first one is over it is the first one; of a quarter that has not begun
        yet there is no pack.
        """
        begun = [each for each in calendar.pilot_quarters() if each.period.start <= self.on]
        over = [each for each in begun if each.period.last < self.on]
        quarter = (over[-1:] or begun[:1] or [None])[0]
        return quarter if quarter and quarter.period.start <= calendar.today() else None

    @property
    def is_ahead(self) -> bool:
        """Whether it is today or later, and was not called off."""
        return not self.cancelled_because and self.on >= calendar.today()


class AgendaItemQuerySet(OfTheGroup, CorrectableQuerySet):
    def for_listing(self):
        return self.select_related("meeting", "recorded_by").order_by("place", "pk")


class AgendaItem(Correctable):
    """A point of a meeting's agenda: its paper, and what was decided."""

    meeting = models.ForeignKey(GroupMeeting, models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    paper = models.CharField(max_length=200, blank=True)
    decision = models.TextField(max_length=1000, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = AgendaItemQuerySet.as_manager()

    class Meta(Correctable.Meta):
        constraints = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                fields=["meeting", "place"],
                condition=Q(is_replaced=False),
                name="agenda_item_has_its_own_place",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="agenda_item_says_what"),
        ]

    def __str__(self):
        return f"{self.place}. {self.title}"

    @property
    def audit_name(self):
        return f"point {self.place} of the group meeting {self.meeting.reference}"
