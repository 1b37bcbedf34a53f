from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from pilot import calendar
from pilot.models import Borough, User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class CaseBoroughQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        return self.filter(case__in=Case.objects.visible_to(user))

    def for_listing(self):
        return self.select_related("borough", "recorded_by").order_by("-starts_on", "-pk")


class CaseBorough(models.Model):
    """The borough a case counts for from a day on, so that late entries count rightly.

    The first one is where its referral was attributed to, and has no reason of its own;
    each later one knows which it was before.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="boroughs")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="+")
    was = models.ForeignKey(Borough, models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(  # empty: before the service kept who
        User, models.PROTECT, null=True, related_name="+"
    )

    objects = CaseBoroughQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["starts_on", "borough", "was"],
                condition=Q(was__isnull=False),
                name="case_borough_by_move",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(was=F("borough")), name="case_borough_is_another_than_it_was"
            ),
            models.UniqueConstraint(
                fields=["case", "starts_on"], name="case_has_one_borough_a_day"
            ),
        ]

    def __str__(self):
        return f"{self.case}, {self.borough}"

    @property
    def is_recorded_late(self) -> bool:
        """Whether it was recorded on a later day than it holds from."""
        return calendar.day_of(self.recorded_at) > self.starts_on
