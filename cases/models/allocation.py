from django.db import models
from django.db.models import Count, F, Min, Q

from cases.models.case import Case
from cases.models.session import CaseworkQuerySet
from pilot import calendar
from pilot.constraints import all_or_none
from pilot.models import User


class CaseAllocationQuerySet(CaseworkQuerySet):
    def covers(self):
        return self.filter(is_cover=True)

    def to_come_or_current(self):
        """Covers that give access today, or will."""
        return self.covers().filter(ended_at=None, ends_on__gte=calendar.today())

    def arranged_with(self, cover):
        """The covers of one worker's cases that were arranged in one go."""
        return self.filter(
            case__worker=cover.case.worker_id,
            worker=cover.worker_id,
            recorded_at=cover.recorded_at,
        ).select_related("case__borough")

    def by_arrangement(self):
        """Each cover that was arranged in one go: of whom, by whom, when, how many cases.

        `pk` is that of any one of its rows.
        """
        whose = [
            f"{whom}__{name}"
            for whom in ("case__worker", "worker")
            for name in ("first_name", "last_name")
        ]
        arranged = ("case__worker", "worker", "starts_on", "ends_on", "recorded_at")
        return (
            self.order_by()
            .values(*arranged, *whose, "reason")
            .annotate(number=Count("pk"), any_pk=Min("pk"))
            .order_by("starts_on", "case__worker", "any_pk")
        )

    def for_listing(self):
        return self.select_related("worker", "recorded_by").order_by("-starts_on", "-pk")


class CaseAllocation(models.Model):
    """That a case is somebody's, or is covered by somebody while its worker is away.

    The case's own worker is `Case.worker`, kept by the actions that write these rows. A
    cover gives access from its first to its last day, both included, and on no other
    (dictionary 3, need to know). A handover's day belongs to both.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(User, models.PROTECT, related_name="case_allocations")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    is_cover = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(  # empty: before the service kept who
        User, models.PROTECT, null=True, related_name="+"
    )
    # A cover that was ended before its last day, at once.
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = CaseAllocationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "-starts_on"], name="allocation_by_case"),
            models.Index(
                fields=["worker", "ends_on"],
                condition=Q(is_cover=True),
                name="allocation_covering",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(is_cover=False, ends_on=None),
                name="case_has_one_worker_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="case_allocation_ends_after_it_starts",
                violation_error_message="The last day must be on or after the first",
            ),
            models.CheckConstraint(
                condition=Q(is_cover=False) | Q(ends_on__isnull=False) & ~Q(reason=""),
                name="case_cover_has_a_last_day_and_a_reason",
            ),
            models.CheckConstraint(
                condition=all_or_none("ended_at", "ended_by"),
                name="case_cover_end_has_a_time_and_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.case}, {self.worker}"

    @property
    def audit_name(self):
        return f"the allocation of case {self.case.reference}"

    @property
    def borough(self):
        """The case's own: a trace belongs where the case does."""
        return self.case.borough

    @property
    def is_recorded_late(self) -> bool:
        """Whether it was recorded on a later day than it holds from."""
        return calendar.day_of(self.recorded_at) > self.starts_on

    @property
    def is_current(self) -> bool:
        """Whether it gives access to the case today."""
        if self.ended_at or self.starts_on > calendar.today():
            return False
        return self.ends_on is None or self.ends_on >= calendar.today()
