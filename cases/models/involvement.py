"""That other agencies' meetings considered a case: which, when, and what was left to us.

Never what was said there: minutes and intelligence stay with the agency that holds them.
"""

from typing import TypeAlias

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.models.entry import CaseEntry, EntryQuerySet
from cases.models.source import InformationSource
from pilot import calendar
from pilot.models import Borough


class InvolvementKind(models.TextChoices):
    """Meetings, arrangements and flags that a case may stand under (domain 1.6, 1.9)."""

    MARAC = "MARAC", "MARAC"
    MAPPA = "MAPPA", "MAPPA"
    CHILD_PROTECTION = "CHILD_PROTECTION", "Child protection"
    CSE = "CSE", "Child sexual exploitation"
    SYV = "SYV", "Serious youth violence"
    MASH = "MASH", "MASH"
    DVDS = "DVDS", "Domestic Violence Disclosure Scheme"
    IOM = "IOM", "Integrated Offender Management"
    OTHER = "OTHER", "Another meeting or scheme"

    @property
    def flag(self) -> str:
        """What a case read `with_standing` calls it."""
        return f"is_under_{self.value.lower()}"


class LinkLevel(models.TextChoices):
    """How sure it is that a young person is linked to it: CL-24."""

    NONE = "NONE", "Looked at, no link"
    SUSPECTED = "SUSPECTED", "Suspected"
    CONFIRMED = "CONFIRMED", "Confirmed"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class LinkRole(models.TextChoices):
    """What part a person has in it (domain 1.9)."""

    HARMED = "HARMED", "Harmed"
    AT_RISK = "AT_RISK", "At risk"
    HARMING = "HARMING", "Harming"
    BOTH = "BOTH", "Harmed and harming"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class MappaCategory(models.TextChoices):
    """CL-21; the fourth has been added since the pilot."""

    CAT1 = "CAT1", "Category 1: registered sexual offender"
    CAT2 = "CAT2", "Category 2: violent or other sexual offender"
    CAT3 = "CAT3", "Category 3: other dangerous offender"
    CAT4 = "CAT4", "Category 4: terrorism-related"


LINKS = (InvolvementKind.CSE, InvolvementKind.SYV)


class InvolvementQuerySet(EntryQuerySet):
    def links(self):
        """CSE and serious youth violence that somebody suspects or has confirmed."""
        worth_counting = [LinkLevel.SUSPECTED, LinkLevel.CONFIRMED]
        return self.standing().filter(kind__in=LINKS, level__in=worth_counting)

    def current(self):
        today = calendar.today()
        return self.standing().filter(Q(ended_on=None) | Q(ended_on__gte=today))

    def flagging(self):
        """Those that a case stands under now, and that somebody has not ruled out."""
        return self.current().exclude(level=LinkLevel.NONE)

    def latest_first(self):
        return self.order_by(F("ended_on").desc(nulls_first=True), "-on", "-pk")


class Involvement(CaseEntry):
    """A meeting, arrangement or flag, dated in and out. Where it counts is kept (1.3)."""

    Kind: TypeAlias = InvolvementKind
    Level: TypeAlias = LinkLevel
    Role: TypeAlias = LinkRole
    Category: TypeAlias = MappaCategory

    case = models.ForeignKey(Case, models.PROTECT, related_name="involvements")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=InvolvementKind)
    on = models.DateField()
    ended_on = models.DateField(null=True)
    source = models.CharField(max_length=22, choices=InformationSource)
    held_by = models.CharField(max_length=100, blank=True)
    actions = models.TextField(blank=True)
    level = models.CharField(max_length=9, choices=LinkLevel, blank=True)
    role = models.CharField(max_length=9, choices=LinkRole, blank=True)
    mappa_category = models.CharField(max_length=4, choices=MappaCategory, blank=True)
    mappa_level = models.PositiveSmallIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = InvolvementQuerySet.as_manager()

    class Meta(CaseEntry.Meta):
        indexes = [
            models.Index(fields=["case", "-on"], name="involvement_by_case"),
            models.Index(fields=["kind", "on", "borough"], name="involvement_by_kind"),
        ]
        constraints = [
            *CaseEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=InvolvementKind.values),
                name="involvement_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(source__in=InformationSource.values),
                name="involvement_has_a_source_of_this_side",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("on")),
                name="involvement_ends_after_it_starts",
                violation_error_message="It cannot have ended before it began",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=LINKS, level__in=LinkLevel.values, role__in=LinkRole.values
                )
                | ~Q(kind__in=LINKS) & Q(level="", role=""),
                name="involvement_has_a_level_and_a_role_if_it_is_a_link",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind=InvolvementKind.MAPPA,
                    mappa_category__in=MappaCategory.values,
                    mappa_level__gte=1,
                    mappa_level__lte=3,
                )
                | ~Q(kind=InvolvementKind.MAPPA) & Q(mappa_category="", mappa_level=None),
                name="involvement_has_a_category_and_a_level_if_it_is_mappa",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {calendar.in_words(self.on)}"

    @property
    def audit_name(self):
        return f"involvement {self.reference}"

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.ended_on is not None and self.ended_on < calendar.today()
