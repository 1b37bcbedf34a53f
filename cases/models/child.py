"""Children in his life: who they are to him, and what Children's Services do, over time.

What is not here on purpose: where a child lives (unless with him), placement, school.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from django.db import models
from django.db.models import Q

from cases.models.perpetrator import Perpetrator
from cases.models.source import InformationSource
from pilot import calendar
from pilot.models import Correctable, User
from pilot.permissions import Permission
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet


class PersonalQuerySet(ScopedQuerySet):
    """Rows about a person: whoever may see the person may see them."""

    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        return self.filter(perpetrator__in=Perpetrator.objects.visible_to(user))


class ChildQuerySet(PersonalQuerySet):
    def standing(self):
        """The children who were not entered by mistake."""
        return self.filter(withdrawal_reason="")


class Relationship(models.TextChoices):
    """Who the child is to him."""

    CHILD = "CHILD", "Their child"
    STEPCHILD = "STEPCHILD", "Stepchild or partner’s child"
    GRANDCHILD = "GRANDCHILD", "Grandchild"
    SIBLING = "SIBLING", "Brother or sister"
    OTHER = "OTHER", "Another child in their life"


class LivesWith(models.TextChoices):
    """Whether the child lives with him: the only thing said of where a child lives."""

    YES = "YES", "Yes"
    PART = "PART", "Part of the time"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Responsibility(models.TextChoices):
    """Whether he holds parental responsibility."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class ContactArrangement(models.TextChoices):
    """How he sees the child now. No days and no places."""

    LIVING = "LIVING", "They live together"
    UNSUPERVISED = "UNSUPERVISED", "Sees the child on their own"
    SUPERVISED = "SUPERVISED", "Sees the child with somebody present"
    INDIRECT = "INDIRECT", "Letters or calls only"
    NONE = "NONE", "No contact"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Child(models.Model):
    """A child in his life, known by a first name or initials.

    Kept for each person apart: that two men have to do with one child is never seen here.
    """

    Relationship: TypeAlias = Relationship
    LivesWith: TypeAlias = LivesWith
    Responsibility: TypeAlias = Responsibility
    Contact: TypeAlias = ContactArrangement

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    perpetrator = models.ForeignKey(Perpetrator, models.PROTECT, related_name="children")
    first_name = models.CharField(max_length=30)
    born_on = models.DateField(null=True, blank=True)
    is_birth_estimated = models.BooleanField(default=False)
    is_unborn = models.BooleanField(default=False)
    relationship = models.CharField(max_length=12, choices=Relationship)
    lives_with = models.CharField(max_length=12, choices=LivesWith)
    responsibility = models.CharField(max_length=12, choices=Responsibility)
    contact = models.CharField(max_length=12, choices=ContactArrangement)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawal_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ChildQuerySet.as_manager()

    class Meta:
        ordering = ["-is_unborn", "-born_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_unborn=True, born_on=None, is_birth_estimated=False)
                | Q(is_unborn=False, born_on__isnull=False),
                name="child_is_born_on_a_day_or_unborn",
                violation_error_message="Enter a date of birth, or say they are unborn",
            ),
            models.CheckConstraint(
                condition=Q(relationship__in=Relationship.values),
                name="child_has_a_known_relationship",
            ),
            models.CheckConstraint(
                condition=Q(lives_with__in=LivesWith.values),
                name="child_has_a_known_answer_to_living_with_him",
            ),
            models.CheckConstraint(
                condition=Q(responsibility__in=Responsibility.values),
                name="child_has_a_known_parental_responsibility",
            ),
            models.CheckConstraint(
                condition=Q(contact__in=ContactArrangement.values),
                name="child_has_a_known_contact_arrangement",
            ),
        ]

    def __str__(self):
        return self.first_name

    @property
    def audit_name(self):
        return f"child {self.reference}"

    @property
    def age(self) -> int | None:
        """The child's age today, or None before birth."""
        return (
            calendar.age_on(calendar.today(), born_on=self.born_on)
            if self.born_on
            else None
        )

    @property
    def is_withdrawn(self) -> bool:
        """Whether the child was entered by mistake, and so counts nowhere."""
        return bool(self.withdrawal_reason)

    @property
    def history(self) -> list["Spell"]:
        """The statuses that stand, each until the next one, the latest first."""
        return spells(entry for entry in self.statuses.all() if not entry.is_replaced)

    @property
    def corrected(self) -> list["ChildStatus"]:
        """The statuses that were wrong, readable still."""
        return [entry for entry in self.statuses.all() if entry.is_replaced]


class StatusOfAChild(models.TextChoices):
    """What Children's Services do: CL-17."""

    NONE = "NONE", "No involvement"
    EARLY_HELP = "EARLY_HELP", "Early help"
    CIN = "CIN", "Child in need"
    S47 = "S47", "Section 47 enquiry"
    CPP = "CPP", "Child protection plan"
    PLO = "PLO", "Pre-proceedings"
    LAC_S20 = "LAC_S20", "Looked after, by agreement"
    LAC_CO = "LAC_CO", "Looked after, care order"
    CARE_LEAVER = "CARE_LEAVER", "Care leaver"
    UNBORN = "UNBORN", "Unborn, pre-birth work"
    UNK = "UNK", "Not known"


class PlanCategory(models.TextChoices):
    """Why there is a child protection plan: CL-18."""

    NEGLECT = "NEGLECT", "Neglect"
    PHYSICAL = "PHYSICAL", "Physical abuse"
    SEXUAL = "SEXUAL", "Sexual abuse"
    EMOTIONAL = "EMOTIONAL", "Emotional abuse"
    MULTIPLE = "MULTIPLE", "More than one"


class Authority(models.TextChoices):
    """Which council is responsible. Outside the three it is never named on this side."""

    LBHF = "LBHF", "Hammersmith and Fulham"
    RBKC = "RBKC", "Kensington and Chelsea"
    WCC = "WCC", "Westminster"
    OTHER = "OTHER", "Another council"
    NOT_HELD = "NOT_HELD", "Not held here"


class ChildStatusQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        return self.filter(child__in=Child.objects.visible_to(user))

    def standing(self):
        return self.filter(is_replaced=False)


class ChildStatus(Correctable):
    """What Children's Services did for a child from a day on, until the next one begins.

    Only beginnings are kept, one a day: so there are no gaps and no overlaps (V-21).
    """

    Status: TypeAlias = StatusOfAChild
    Category: TypeAlias = PlanCategory
    Authority: TypeAlias = Authority

    AFTER_BIRTH = (Status.LAC_S20, Status.LAC_CO, Status.CARE_LEAVER)

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    child = models.ForeignKey(Child, models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=12, choices=StatusOfAChild)
    category = models.CharField(max_length=12, choices=PlanCategory, blank=True)
    starts_on = models.DateField()
    authority = models.CharField(max_length=8, choices=Authority)
    source = models.CharField(max_length=24, choices=InformationSource)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ChildStatusQuerySet.as_manager()

    class Meta(Correctable.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.UniqueConstraint(
                fields=["child", "starts_on"],
                condition=Q(is_replaced=False),
                name="child_has_one_status_a_day",
                violation_error_message="A status already starts on that day",
            ),
            models.CheckConstraint(
                condition=Q(status="CPP") & ~Q(category="")
                | ~Q(status="CPP") & Q(category=""),
                name="child_status_says_why_there_is_a_plan",
                violation_error_message="Select why there is a child protection plan",
            ),
            models.CheckConstraint(
                condition=Q(status__in=StatusOfAChild.values),
                name="child_status_is_a_known_one",
            ),
            models.CheckConstraint(
                condition=Q(category__in=["", *PlanCategory.values]),
                name="child_status_has_a_known_category",
            ),
            models.CheckConstraint(
                condition=Q(authority__in=Authority.values),
                name="child_status_has_a_known_authority",
            ),
            models.CheckConstraint(
                condition=Q(source__in=InformationSource.values),
                name="child_status_comes_from_a_known_source_never_the_partner",
            ),
        ]

    def __str__(self):
        return self.in_words

    @property
    def audit_name(self):
        return f"a status of child {self.child.reference}"

    @property
    def in_words(self) -> str:
        """The status, and of a plan its reason."""
        if self.category:
            reason = self.get_category_display().lower()
            return f"{self.get_status_display()}, {reason}"
        return self.get_status_display()


@dataclass(frozen=True)
class Spell:
    """A status and the days it was in force: up to, but not including, `ends_on`."""

    entry: ChildStatus
    starts_on: date
    ends_on: date | None


def spells(entries: Iterable[ChildStatus]) -> list[Spell]:
    """Each entry until the next one begins, the latest first."""
    in_order = sorted(entries, key=lambda entry: entry.starts_on)
    followed = pairwise([*in_order, None])
    return [
        Spell(entry, entry.starts_on, after.starts_on if after else None)
        for entry, after in followed
    ][::-1]
