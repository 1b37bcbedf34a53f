"""Where he stands in the criminal justice process, and what the manager decided."""

from typing import TypeAlias

from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.entry import CaseEntry, EntryQuerySet
from cases.models.session import CaseworkQuerySet
from cases.models.source import InformationSource
from pilot import calendar
from pilot.constraints import all_or_none
from pilot.models import Borough, User
from referrals.models import ENGAGED, CjStatus

# After these a case may not simply go on; an open investigation needs the police's advice.
ASKS_THE_MANAGER = (CjStatus.INVESTIGATION_OPEN, *ENGAGED)


class JusticeCheckQuerySet(EntryQuerySet):
    def latest_first(self):
        return self.order_by("-on", "-recorded_at", "-pk")

    def asking_the_manager(self):
        """Those after which a case may not simply go on."""
        return self.filter(found__in=ASKS_THE_MANAGER)


class JusticeCheck(CaseEntry):
    """What the criminal justice process had against him on a day, and who says so.

    It never closes a case by itself: it is told, flagged, and asked of the manager.
    """

    Found: TypeAlias = CjStatus

    case = models.ForeignKey(Case, models.PROTECT, related_name="justice_checks")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="+")
    on = models.DateField()
    found = models.CharField(max_length=21, choices=CjStatus)
    source = models.CharField(max_length=22, choices=InformationSource)
    note = models.CharField(max_length=300, blank=True)

    objects = JusticeCheckQuerySet.as_manager()

    class Meta(CaseEntry.Meta):
        indexes = [
            models.Index(fields=["case", "-on"], name="justice_check_by_case"),
            models.Index(fields=["on", "borough"], name="justice_check_by_day"),
        ]
        constraints = [
            *CaseEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(found__in=CjStatus.values) & ~Q(found=CjStatus.NOT_ASKED),
                name="justice_check_has_a_known_finding",
            ),
            models.CheckConstraint(
                condition=Q(source__in=InformationSource.values),
                name="justice_check_has_a_source_of_this_side",
            ),
        ]

    def __str__(self):
        return f"Criminal justice: {self.get_found_display().lower()}"

    @property
    def audit_name(self):
        return f"criminal justice check {self.reference}"

    @property
    def is_in_process(self) -> bool:
        """Whether he is engaged in the criminal justice process (CL-09)."""
        return self.found in ENGAGED

    @property
    def asks_the_manager(self) -> bool:
        """Whether the case may not simply go on."""
        return self.found in ASKS_THE_MANAGER


class QueryReason(models.TextChoices):
    """Why the manager is asked whether a case still belongs here."""

    JUSTICE = "JUSTICE", "Something happened in the criminal justice process"
    MAPPA = "MAPPA", "Managed under MAPPA"


class QueryDecision(models.TextChoices):
    """What the manager decided."""

    CONTINUE = "CONTINUE", "Go on with the work"
    SUSPEND = "SUSPEND", "Suspend the work"
    CLOSE = "CLOSE", "Close the case"


class EligibilityQueryQuerySet(CaseworkQuerySet):
    def waiting(self):
        """Those that the manager has still to decide."""
        return self.filter(decision="").order_by("asked_on", "pk")


class EligibilityQuery(models.Model):
    """A question to the manager: does this case still belong here? One at a time."""

    Reason: TypeAlias = QueryReason
    Decision: TypeAlias = QueryDecision

    case = models.ForeignKey(Case, models.PROTECT, related_name="eligibility_queries")
    reason = models.CharField(max_length=8, choices=QueryReason)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=8, choices=QueryDecision, blank=True)
    because = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = EligibilityQueryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["asked_on"],
                condition=Q(decision=""),
                name="eligibility_query_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(decision=""),
                name="eligibility_query_is_open_once_on_a_case",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=QueryReason.values),
                name="eligibility_query_has_a_known_reason",
            ),
            models.CheckConstraint(
                condition=all_or_none("decided_at", "decided_by"),
                name="eligibility_query_decision_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(decision="", because="", decided_at=None)
                | Q(decision__in=QueryDecision.values, decided_at__isnull=False)
                & ~Q(because=""),
                name="eligibility_query_is_decided_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"Question of {calendar.in_words(self.asked_on)}, {self.case}"

    @property
    def audit_name(self):
        return f"the eligibility question on case {self.case.reference}"

    @property
    def is_waiting(self) -> bool:
        """Whether the manager has still to decide."""
        return self.decision == ""
