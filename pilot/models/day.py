"""What each day of a post was given to, entered a week at a time."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse

from pilot import calendar
from pilot.models.borough import Borough
from pilot.models.correctable import Correctable, CorrectableQuerySet
from pilot.models.post import Post, posts_of
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


def monday_of(day: date) -> date:
    """The Monday of the week that `day` lies in."""
    return day - timedelta(days=day.weekday())


class WorkWeekQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Those of one's own post, or of every post for who keeps the rota."""
        if user.can(Permission.KEEP_ROTA):
            return self
        return self.filter(post__in=posts_of(user))


class WorkWeek(models.Model):
    """A week of a post of which at least a day is entered; holds its version.

    Whoever enters or corrects a day of it holds this row, so that a day never comes to
    more than a day, whoever else is at it.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="work_weeks")
    starts_on = models.DateField()  # a Monday
    version = models.PositiveIntegerField(default=0)

    objects = WorkWeekQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "starts_on"], name="work_week_is_held_once"
            ),
        ]

    def __str__(self):
        return f"{self.post}, week of {calendar.in_words(self.starts_on)}"

    def get_absolute_url(self):
        return reverse("pilot:week_detail", args=[self.post_id, self.key])

    @property
    def key(self) -> str:
        """Its Monday as it stands in addresses."""
        return self.starts_on.isoformat()

    @property
    def audit_name(self):
        return f"the week of {self.starts_on} of the post {self.post_id}"


class WorkDayQuerySet(CorrectableQuerySet):
    view_permission = Permission.VIEW_ALL_FIGURES

    def delivered(self):
        """Time given to the pilot's work: leave, sickness and vacancy left out."""
        return self.standing().exclude(activity__in=WorkDay.ABSENCES)

    def during(self, period):
        return self.standing().filter(on__gte=period.start, on__lt=period.end)

    def in_week(self, starts_on: date):
        """What was entered for a week, what stands no longer included."""
        return self.filter(on__gte=starts_on, on__lt=starts_on + timedelta(days=7))

    def for_reading(self):
        return self.select_related("borough", "user").order_by("on", "-units", "pk")


class WorkDay(Correctable):
    """A quarter of a day or more that somebody in a post gave to a borough.

    A day that cannot be split has no borough: it is pan-borough and stays on its own line.
    """

    class Activity(models.TextChoices):
        CASEWORK = "CASEWORK", "Casework"
        CONSULTATION = "CONSULTATION", "Consultation"
        TRAINING = "TRAINING", "Training"
        LIAISON = "LIAISON", "Liaison"
        SUPERVISION = "SUPERVISION", "Supervision"
        ADMIN = "ADMIN", "Administration"
        LEAVE = "LEAVE", "Leave"
        SICK = "SICK", "Sickness"
        VACANT = "VACANT", "Vacancy"

    ABSENCES = (Activity.LEAVE, Activity.SICK, Activity.VACANT)

    post = models.ForeignKey(Post, models.PROTECT, related_name="work_days")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="work_days")
    borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, blank=True, related_name="work_days"
    )
    on = models.DateField()
    units = models.DecimalField(max_digits=3, decimal_places=2)
    activity = models.CharField(max_length=12, choices=Activity)

    objects = WorkDayQuerySet.as_manager()

    class Meta(Correctable.Meta):
        indexes = [
            models.Index(fields=["on", "post", "borough"], name="work_day_by_date"),
            models.Index(fields=["post", "on"], name="work_day_by_post"),
        ]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    units__in=[
                        Decimal("0.25"),
                        Decimal("0.5"),
                        Decimal("0.75"),
                        Decimal("1"),
                    ]
                ),
                name="work_day_is_counted_in_quarters",
                violation_error_message="Enter the time in quarters of a day",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(activity="VACANT"),
                name="work_day_has_a_person_unless_vacant",
            ),
            models.CheckConstraint(
                condition=Q(
                    activity__in=[
                        *("CASEWORK", "CONSULTATION", "TRAINING", "LIAISON"),
                        *("SUPERVISION", "ADMIN", "LEAVE", "SICK", "VACANT"),
                    ]
                ),
                name="work_day_has_a_known_activity",
            ),
        ]

    def __str__(self):
        return f"{self.post}, {self.on}"

    @property
    def audit_name(self):
        return f"the day {self.on} of the post {self.post_id}"

    @property
    def in_words(self) -> str:
        """What it was: "Half a day, training, Westminster"."""
        times = {"0.25": "A quarter", "0.50": "Half a day", "0.75": "Three quarters"}
        time = times.get(f"{self.units:.2f}", "The day")
        where = self.borough or "all three boroughs"
        return f"{time}, {self.get_activity_display().lower()}, {where}"
