from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pilot import calendar
from pilot.models.correctable import Correctable, CorrectableQuerySet
from pilot.models.post import Post, posts_of
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.references import new_reference

TOLD_AHEAD = timedelta(weeks=4)


class AbsenceQuerySet(CorrectableQuerySet):
    def visible_to(self, user):
        """Those of one's own post, or of every post for who keeps the rota."""
        if user.can(Permission.KEEP_ROTA):
            return self
        return self.filter(post__in=posts_of(user))

    def on(self, day: date):
        """Those that last on that day."""
        return self.standing().filter(
            Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day
        )

    def to_tell(self):
        """Those that last today or begin soon."""
        today = calendar.today()
        return self.standing().filter(
            Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today + TOLD_AHEAD
        )

    def during(self, period):
        return self.standing().filter(
            Q(ends_on=None) | Q(ends_on__gte=period.start), starts_on__lt=period.end
        )

    def for_listing(self):
        return self.select_related("post", "user", "cover", "recorded_by").order_by(
            "-starts_on", "-pk"
        )


class Absence(Correctable):
    """That a post is without its worker from a day on, and who answers for it meanwhile.

    Without a last day it lasts until somebody says that they are back. What each day came
    to is entered with the week; this tells people beforehand. The cover gives no access:
    cases have covers of their own.
    """

    class Kind(models.TextChoices):
        LEAVE = "LEAVE", "Leave"
        SICK = "SICK", "Sickness"
        VACANT = "VACANT", "The post is vacant"

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    post = models.ForeignKey(Post, models.PROTECT, related_name="absences")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="absences")
    kind = models.CharField(max_length=6, choices=Kind)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    cover = models.ForeignKey(User, models.PROTECT, null=True, related_name="covered")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = AbsenceQuerySet.as_manager()

    class Meta(Correctable.Meta):
        indexes = [
            models.Index(fields=["post", "starts_on"], name="absence_by_post"),
            models.Index(
                fields=["cover", "starts_on"],
                condition=Q(is_replaced=False),
                name="absence_by_cover",
            ),
        ]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="absence_ends_after_it_starts",
                violation_error_message="The last day must be on or after the first",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(kind="VACANT"),
                name="absence_has_a_person_unless_vacant",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["LEAVE", "SICK", "VACANT"]),
                name="absence_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(cover=None) | Q(user=None) | ~Q(cover=F("user")),
                name="absence_is_covered_by_somebody_else",
                violation_error_message="Select somebody other than who is away",
            ),
        ]

    def __str__(self):
        return f"{self.post}, {self.in_words}"

    def get_absolute_url(self):
        return reverse("pilot:absence_list")

    @property
    def audit_name(self):
        return f"absence {self.reference}"

    def lasts_on(self, day: date) -> bool:
        """Whether the post is without its worker on that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.ends_on is not None and self.ends_on < calendar.today()

    @property
    def in_words(self) -> str:
        """Its days: "from 1 to 5 February 2016", as far as they are known."""
        first = calendar.in_words(self.starts_on)
        if self.ends_on is None:
            return f"from {first} until further notice"
        if self.ends_on == self.starts_on:
            return f"on {first}"
        return f"from {first} to {calendar.in_words(self.ends_on)}"

    @property
    def told_to_councils(self) -> str:
        """That the post is without its worker, and never why."""
        return f"The {self.post} is away {self.in_words}"

    @property
    def cover_in_words(self) -> str:
        """Whether somebody answers for the post, without a name."""
        if self.cover_id:
            return "A colleague answers for the post."
        return "Nobody answers for the post yet."
