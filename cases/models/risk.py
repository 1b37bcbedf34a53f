"""The risk he poses: what it is rated at, what happened, and which orders are in force.

Everything here is known from him or from agencies. What she said lives on the partner side.
"""

from datetime import timedelta
from typing import TypeAlias

from django.db import models
from django.db.models import F, Q

from cases.models.assessment import Assessment
from cases.models.case import Case
from cases.models.entry import CaseEntry, EntryQuerySet
from cases.models.levels import RiskLevel, RiskTrigger
from cases.models.source import InformationSource
from pilot import calendar
from referrals.models import AbuseType, Relationship


class RiskUpdateQuerySet(EntryQuerySet):
    def of_this_side(self):
        """Those that may be quoted to others: none made because of partner support."""
        return self.exclude(trigger=RiskTrigger.PARTNER_SIDE)

    def to_tell(self):
        """What a referrer can be told that the risk is (V-17).

        Not assessed is no level, and what partner support knows is not passed on.
        """
        return self.standing().of_this_side().exclude(level=RiskLevel.NOT_ASSESSED)

    def latest_first(self):
        return self.order_by("-on", "-recorded_at", "-pk")


class RiskUpdate(CaseEntry):
    """What the risk was rated at on a day, why, and what was done about it.

    One that came with an assessment is put right by putting the assessment right.
    """

    Level: TypeAlias = RiskLevel
    Trigger: TypeAlias = RiskTrigger

    case = models.ForeignKey(Case, models.PROTECT, related_name="risk_updates")
    on = models.DateField()
    trigger = models.CharField(max_length=12, choices=Trigger)
    level = models.CharField(max_length=12, choices=Level)
    rationale = models.TextField()
    action = models.TextField(blank=True)
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, null=True, related_name="risk_updates"
    )

    objects = RiskUpdateQuerySet.as_manager()

    class Meta(CaseEntry.Meta):
        indexes = [
            models.Index(
                fields=["case", "-on", "-recorded_at"], name="risk_update_by_case"
            ),
        ]
        constraints = [
            *CaseEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(level__in=RiskLevel.values),
                name="risk_update_has_a_known_level",
            ),
            models.CheckConstraint(
                condition=Q(trigger__in=RiskTrigger.values),
                name="risk_update_has_a_known_trigger",
            ),
            models.CheckConstraint(
                condition=~Q(rationale=""),
                name="risk_update_says_why",
                violation_error_message="Say what the rating rests on",
            ),
        ]

    def __str__(self):
        return f"Risk {self.get_level_display().lower()}"

    @property
    def audit_name(self):
        return f"risk rating {self.reference}"

    @property
    def is_of_this_side(self) -> bool:
        """Whether it may be quoted to others: not if partner support was why (4.7)."""
        return self.trigger != self.Trigger.PARTNER_SIDE


class PoliceReport(models.TextChoices):
    """Whether the police know of an incident: "no" and "not known" are two answers."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class IncidentQuerySet(EntryQuerySet):
    def latest_first(self):
        return self.order_by("-known_on", "-recorded_at", "-pk")


class Incident(CaseEntry):
    """Something he did that came to be known while we worked with him.

    It asks for a risk review from the day on which it became known (P-09).
    """

    Abuse: TypeAlias = AbuseType
    Relationship: TypeAlias = Relationship
    Reported: TypeAlias = PoliceReport
    Source: TypeAlias = InformationSource

    case = models.ForeignKey(Case, models.PROTECT, related_name="incidents")
    known_on = models.DateField()
    kind = models.CharField(max_length=16, choices=AbuseType)
    relationship = models.CharField(max_length=17, choices=Relationship)
    source = models.CharField(max_length=22, choices=InformationSource)
    police_reported = models.CharField(max_length=9, choices=PoliceReport)
    what = models.TextField()
    action = models.TextField(blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta(CaseEntry.Meta):
        indexes = [models.Index(fields=["case", "-known_on"], name="incident_by_case")]
        constraints = [
            *CaseEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=AbuseType.values), name="incident_has_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(relationship__in=Relationship.values),
                name="incident_has_a_known_relationship",
            ),
            models.CheckConstraint(
                condition=Q(source__in=InformationSource.values),
                name="incident_has_a_source_of_this_side",
            ),
            models.CheckConstraint(
                condition=Q(police_reported__in=PoliceReport.values),
                name="incident_has_a_known_police_report",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="incident_says_what"),
        ]

    def __str__(self):
        return f"Incident, known on {calendar.in_words(self.known_on)}"

    @property
    def audit_name(self):
        return f"incident {self.reference}"


class OrderKind(models.TextChoices):
    """CL-22."""

    BAIL = "BAIL", "Bail conditions"
    NMO = "NMO", "Non-molestation order"
    OCC = "OCC", "Occupation order"
    RO = "RO", "Restraining order"
    DVPN = "DVPN", "Domestic Violence Protection Notice"
    DVPO = "DVPO", "Domestic Violence Protection Order"
    CAO = "CAO", "Child arrangements order"
    PROHIB_STEPS = "PROHIB_STEPS", "Prohibited steps order"
    YRO = "YRO", "Youth rehabilitation order"
    REF_ORDER = "REF_ORDER", "Referral order"
    OTHER = "OTHER", "Another order"


class Protected(models.TextChoices):
    """Whom an order protects: the relationship, and nothing of who or where they are."""

    PARTNER = "PARTNER", "Partner"
    EX_PARTNER = "EX_PARTNER", "Ex-partner"
    PARENT = "PARENT", "Parent"
    CHILD = "CHILD", "Child or children"
    FAMILY = "FAMILY", "Other family"
    PEER = "PEER", "Peer"
    OTHER = "OTHER", "Somebody else"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class OrderQuerySet(EntryQuerySet):
    def in_force(self):
        """Those that hold today: their last day counts."""
        today = calendar.today()
        ends = Q(ends_on=None) | Q(ends_on__gte=today)
        return self.standing().filter(ends, starts_on__lte=today)

    def latest_first(self):
        return self.order_by(
            F("ends_on").desc(nulls_first=True), "-starts_on", "-recorded_at", "-pk"
        )


class Order(CaseEntry):
    """A court's or the police's order that he is under: from when, until when, and what.

    Of whoever it protects only the relationship is kept, never where they are.
    """

    Kind: TypeAlias = OrderKind
    Protected: TypeAlias = Protected
    ENDS_SOON = timedelta(days=28)

    case = models.ForeignKey(Case, models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=12, choices=OrderKind)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    conditions = models.TextField()
    protects = models.CharField(max_length=10, choices=Protected)

    objects = OrderQuerySet.as_manager()

    class Meta(CaseEntry.Meta):
        indexes = [models.Index(fields=["case", "ends_on"], name="order_by_case")]
        constraints = [
            *CaseEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=OrderKind.values), name="order_has_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="order_ends_after_it_starts",
                violation_error_message="The order cannot end before it starts",
            ),
            models.CheckConstraint(
                condition=Q(protects__in=Protected.values),
                name="order_knows_whom_it_protects",
            ),
            models.CheckConstraint(
                condition=~Q(conditions=""), name="order_says_what_it_forbids"
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def audit_name(self):
        return f"order {self.reference}"

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.ends_on is not None and self.ends_on < calendar.today()

    @property
    def days_left(self) -> int | None:
        """How many days it still holds after today, if it ends within four weeks."""
        if self.ends_on is None or self.is_over:
            return None
        left = self.ends_on - calendar.today()
        return left.days if left <= self.ENDS_SOON else None
