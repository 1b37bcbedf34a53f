"""Meetings with the boroughs' own perpetrator specialists, and when the next is due."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import Max
from django.urls import reverse

from pilot import calendar
from pilot.models import Borough, Correctable, Post, User
from pilot.permissions import Role
from pilot.references import new_reference
from referrals.models.advice import AdviceQuerySet
from referrals.models.practitioner import Practitioner

# Seed 5.4 says "regular meetings" of this post with the specialists of these two, and not
# how often: six weeks is assumed.
LIAISON_POST = Role.FAMILY_SUPPORT_WORKER
LIAISON_BOROUGHS = ("LBHF", "WCC")
LIAISON_EVERY = timedelta(weeks=6)


class LiaisonMeetingQuerySet(AdviceQuerySet):
    def last_on(self) -> dict[str, date]:
        """The day of the post's latest meeting that stands, by the code of its borough.

        Of the Family Support Worker's: a meeting of another post is no regular meeting.
        """
        owed = self.standing().filter(post=LIAISON_POST)
        latest = owed.order_by().values("borough").annotate(last_on=Max("on"))
        return dict(latest.values_list("borough", "last_on"))

    def for_listing(self):
        return (
            self.select_related("borough", "post", "worker")
            .prefetch_related("practitioners__agency")
            .order_by("-on", "-pk")
        )


class LiaisonMeeting(Correctable):
    """A meeting with the perpetrator specialists of one borough (seed 5.4, A-15).

    Where those of two boroughs meet with us together there are two entries, one for each,
    so that boroughs add up to the pilot.
    """

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    on = models.DateField()
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="liaison_meetings")
    practitioners = models.ManyToManyField(Practitioner, related_name="liaison_meetings")
    post = models.ForeignKey(Post, models.PROTECT, related_name="liaison_meetings")
    worker = models.ForeignKey(User, models.PROTECT, related_name="liaison_meetings")
    topics = models.TextField()
    agreed = models.TextField(blank=True)  # who does what next
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        User, models.PROTECT, related_name="liaison_meetings_recorded"
    )

    objects = LiaisonMeetingQuerySet.as_manager()

    class Meta(Correctable.Meta):
        indexes = [models.Index(fields=["borough", "on"], name="liaison_by_borough")]

    def __str__(self):
        return f"Liaison meeting {self.reference}"

    def get_absolute_url(self):
        return reverse("referrals:liaison_detail", args=[self.reference])

    @property
    def audit_name(self):
        return f"liaison meeting {self.reference}"


@dataclass(frozen=True)
class LiaisonDue:
    """When the Family Support Worker is to meet the specialists of a borough again."""

    borough: Borough
    last_on: date | None  # empty: never yet

    @property
    def due_on(self) -> date:
        """The latest day for it; without any meeting, counted from the pilot's start."""
        return (self.last_on or calendar.PILOT.start) + LIAISON_EVERY

    @property
    def is_overdue(self) -> bool:
        """Whether that day has passed."""
        return self.due_on < calendar.today()


def liaison_due() -> list[LiaisonDue]:
    """For each borough with specialists of its own, when the next meeting is due.

    It tells days and nothing of what was said: whoever gives advice may know it.
    """
    last_on = LiaisonMeeting.objects.last_on()
    boroughs = Borough.objects.filter(pk__in=LIAISON_BOROUGHS).order_by("place")
    return [LiaisonDue(borough, last_on.get(borough.pk)) for borough in boroughs]
