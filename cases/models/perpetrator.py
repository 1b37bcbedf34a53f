from typing import TypeAlias

from django.db import models
from django.db.models import Q

from cases.models.cover import covered_today
from pilot import calendar
from pilot.constraints import all_or_none
from pilot.models import Borough
from pilot.permissions import Permission
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet
from referrals.models import Residence

ADULT_AT = 18


class PerpetratorQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CASELOAD
    borough_path = "cases__borough"

    def visible_to(self, user):
        """The people of the manager's caseload, and those of cases one has or covers."""
        whole = Q(cases__borough__in=user.codes_with(Permission.VIEW_CASELOAD))
        here = Q(cases__borough__in=user.codes_with(Permission.VIEW_OWN_WORK))
        own = Q(cases__worker=user) | covered_today(user, "cases__")
        return self.filter(whole | here & own).distinct()

    def same_as_subject_of(self, referral):
        """People with the same name and the same known date of birth."""
        return self.filter(
            given_names__iexact=referral.given_names,
            surname__iexact=referral.surname,
            born_on=referral.born_on,
            born_on__isnull=False,
        ).order_by("pk")


class ContactWay(models.TextChoices):
    """A way of reaching him that he says is safe."""

    CALL = "CALL", "A phone call"
    VOICEMAIL = "VOICEMAIL", "A voicemail message"
    TEXT = "TEXT", "A text message"
    EMAIL = "EMAIL", "An email"
    LETTER = "LETTER", "A letter"
    PROFESSIONAL = "PROFESSIONAL", "Through another professional"


class Interpreter(models.TextChoices):
    """Whether he needs one; "not asked" is no "no" (dictionary 1.2)."""

    NOT_ASKED = "NOT_ASKED", "Not asked yet"
    NEEDED = "NEEDED", "Yes, an interpreter is needed"
    NOT_NEEDED = "NOT_NEEDED", "No interpreter needed"


class ChildrenKnown(models.TextChoices):
    """Whether there are children in his life, as far as anybody has asked."""

    NOT_ASKED = "NOT_ASKED", "Not asked yet"
    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Perpetrator(models.Model):
    """A person we work, or have worked, with. A referral alone makes nobody one.

    `supported_on` is the day of the third session attended over all of the person's
    cases (P-10), kept by the actions that log sessions, with the borough it counted for.
    Where he lives attributes nothing: the referral did that (1.3).
    """

    Way: TypeAlias = ContactWay
    Interpreter: TypeAlias = Interpreter

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    given_names = models.CharField(max_length=80)
    surname = models.CharField(max_length=80)
    aliases = models.CharField(max_length=200, blank=True)  # commas between them
    born_on = models.DateField(null=True, blank=True)
    police_reference = models.CharField(max_length=40, blank=True)

    residence = models.CharField(
        max_length=4, choices=Residence, default=Residence.UNK
    )  # CL-01
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=8, blank=True)  # all of it, or the district
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=120, blank=True)
    contact_ways = models.JSONField(default=list, blank=True)  # codes of ContactWay
    contact_times = models.CharField(max_length=200, blank=True)
    contact_warning = models.CharField(max_length=300, blank=True)

    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(
        max_length=12, choices=Interpreter, default=Interpreter.NOT_ASKED
    )
    needs = models.CharField(max_length=300, blank=True)
    children_known = models.CharField(
        max_length=12, choices=ChildrenKnown, default=ChildrenKnown.NOT_ASKED
    )

    supported_on = models.DateField(null=True, editable=False)
    supported_borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = PerpetratorQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["surname", "given_names"], name="perpetrator_by_name"),
            models.Index(
                fields=["supported_on", "supported_borough"], name="perpetrator_by_support"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=all_or_none("supported_on", "supported_borough"),
                name="perpetrator_support_has_a_day_and_a_borough",
            ),
            models.CheckConstraint(
                condition=Q(residence__in=Residence.values),
                name="perpetrator_has_a_known_residence",
            ),
            models.CheckConstraint(
                condition=Q(interpreter__in=Interpreter.values),
                name="perpetrator_has_a_known_need_of_an_interpreter",
            ),
            models.CheckConstraint(
                condition=Q(children_known__in=ChildrenKnown.values),
                name="perpetrator_has_children_or_not_or_nobody_knows",
            ),
        ]

    def __str__(self):
        return f"{self.given_names} {self.surname}"

    @property
    def audit_name(self):
        return f"person {self.reference}"

    @property
    def names(self) -> list[str]:
        """Every name the person is known by."""
        return [str(self), *filter(None, map(str.strip, self.aliases.split(",")))]

    @property
    def age(self) -> int | None:
        """The person's age today in whole years, or None if nobody knows it."""
        return (
            calendar.age_on(calendar.today(), born_on=self.born_on)
            if self.born_on
            else None
        )

    @property
    def is_under_16(self) -> bool:
        """Whether some questions are not put to them yet (dictionary 4.3)."""
        return self.age is not None and self.age < 16

    @property
    def ways_in_words(self) -> list[str]:
        """The ways of reaching him that are safe, as people say them."""
        return [way.label for way in ContactWay if way.value in self.contact_ways]

    @property
    def has_something_to_mind(self) -> bool:
        """Whether whoever books or rings must know something first."""
        return bool(
            self.interpreter == Interpreter.NEEDED
            or self.needs
            or self.contact_ways
            or self.contact_times
            or self.contact_warning
        )
