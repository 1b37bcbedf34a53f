"""Where each post works on which days, week after week, and since when."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from pilot import calendar
from pilot.models.correctable import Correctable, CorrectableQuerySet
from pilot.models.post import Post
from pilot.models.site import Site
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
MOST_WEEKS = 4  # before a pattern begins again


class PatternQuerySet(CorrectableQuerySet):
    def visible_to(self, user):
        """Where a post works is no secret from those who run or work in the pilot."""
        may = (Permission.ENTER_DAYS, Permission.KEEP_ROTA)
        return self if any(map(user.can, may)) else self.none()

    def with_days(self):
        days = PatternDay.objects.select_related("site__borough")
        return self.select_related("post", "recorded_by").prefetch_related(
            models.Prefetch("days", days)
        )

    def latest_first(self):
        return self.order_by("post__place", "-starts_on", "-pk")


class Pattern(Correctable):
    """From a day on, where a post works on each working day, week after week.

    It keeps only its beginning: the next one ends it, so that there are neither gaps nor
    overlaps. Several weeks may take turns. Which borough gets how many days is the split
    (`DayAllocation`), which it always makes up.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="patterns")
    starts_on = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=200)
    variation = models.CharField(max_length=100, blank=True)  # that lets a locked split go
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(  # empty: with the contract's facts
        User, models.PROTECT, null=True, related_name="+"
    )

    objects = PatternQuerySet.as_manager()

    class Meta(Correctable.Meta):
        constraints = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                fields=["post", "starts_on"],
                condition=Q(is_replaced=False),
                name="pattern_starts_once",
            ),
            models.CheckConstraint(
                condition=Q(weeks__gte=1, weeks__lte=MOST_WEEKS),
                name="pattern_lasts_one_to_four_weeks",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="pattern_has_a_reason",
                violation_error_message="Enter why the days change",
            ),
        ]

    def __str__(self):
        return f"{self.post}, from {calendar.in_words(self.starts_on)}"

    @property
    def audit_name(self):
        return f"the days of the post {self.post_id} from {self.starts_on}"

    def turn_of(self, day: date) -> int:
        """Which of its weeks `day` lies in, counted from 1."""
        monday = self.starts_on - timedelta(days=self.starts_on.weekday())
        return (day - monday).days // 7 % self.weeks + 1

    def site_on(self, day: date) -> Site | None:
        """Where the post works on that day; None at weekends, bank holidays, days off."""
        if not calendar.is_working_day(day):
            return None
        return self.places().get((self.turn_of(day), day.weekday()))

    def places(self) -> dict[tuple[int, int], Site]:
        """The place of each week and weekday, read once."""
        if not self.known_places:
            rows = self.days.all()
            self.known_places.update({(row.week, row.weekday): row.site for row in rows})
        return self.known_places

    @cached_property
    def known_places(self) -> dict[tuple[int, int], Site]:
        """What has been read of its days so far."""
        return {}

    def table(self) -> list[list[Site | None]]:
        """The place of each weekday, week by week."""
        places = self.places()
        return [
            [places.get((week, weekday)) for weekday in range(len(WEEKDAYS))]
            for week in range(1, self.weeks + 1)
        ]

    def split(self) -> dict[str, Decimal]:
        """The days a week that each borough gets, by its code."""
        given = Counter(site.borough_id for site in self.places().values())
        return {code: Decimal(days) / self.weeks for code, days in given.items()}


class PatternDayQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CONTRACT
    borough_path = "site__borough"

    def of_the_rota(self):
        """The days of the patterns that stand, a post's latest pattern first."""
        standing = self.filter(pattern__is_replaced=False)
        return standing.select_related("pattern__post", "site__borough").order_by(
            "pattern__post__place", "-pattern__starts_on", "-pattern", "week", "weekday"
        )


class PatternDay(models.Model):
    """One working day of a pattern and the place at which it is spent."""

    pattern = models.ForeignKey(Pattern, models.PROTECT, related_name="days")
    week = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField()  # 0: Monday
    site = models.ForeignKey(Site, models.PROTECT, related_name="pattern_days")

    objects = PatternDayQuerySet.as_manager()

    class Meta:
        ordering = ["week", "weekday"]
        constraints = [
            models.UniqueConstraint(
                fields=["pattern", "week", "weekday"], name="pattern_day_has_one_place"
            ),
            models.CheckConstraint(
                condition=Q(week__gte=1, week__lte=MOST_WEEKS, weekday__lte=4),
                name="pattern_day_is_a_weekday",
            ),
        ]

    def __str__(self):
        return f"{WEEKDAYS[self.weekday]}, {self.site}"
