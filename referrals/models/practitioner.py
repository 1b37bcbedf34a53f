"""Who refers people to us and asks for advice: the practitioners of the agencies."""

from typing import NamedTuple, TypeAlias

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.urls import reverse

from pilot.permissions import Permission
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet
from referrals.models.agency import Agency
from referrals.models.status import ReferralStatus


def _counted(things: str, those: Q | None = None) -> Subquery:
    """How many of these things point at each practitioner."""
    of_each = Practitioner.objects.filter(pk=OuterRef("pk")).order_by()
    return Subquery(of_each.annotate(n=Count(things, filter=those)).values("n"))


class PractitionerQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_PRACTITIONERS
    borough_path = "agency__borough"

    def visible_to(self, user):
        """All of them, for those who work with them: people ask and refer across boroughs.

        To everybody else a practitioner is a token in a report.
        """
        return self.all() if user.can(self.view_permission) else self.none()

    def in_post(self):
        return self.filter(is_retired=False)

    def specialists(self):
        return self.in_post().filter(is_specialist=True)

    def narrowed(self, *, sector=None, borough=None, role=None):
        """Those of a sector, a borough and a role, where one is given."""
        wanted = {"agency__sector": sector, "agency__borough": borough, "role": role}
        return self.filter(**{name: value for name, value in wanted.items() if value})

    def for_choosing(self):
        return self.in_post().select_related("agency__borough").order_by("name", "pk")

    def for_listing(self):
        return self.select_related("agency__borough", "merged_into").order_by("name", "pk")

    def with_what_they_brought(self):
        """With how many each has referred, how often they asked and were at training.

        Counted one by one beneath the list: joined, each would multiply the others.
        """
        held = Q(consultations__is_replaced=False)
        held &= Q(consultations__status__in=("HELD", "FOLLOWED_UP"))
        return self.annotate(
            referred=_counted("referrals", ~Q(referrals__status=ReferralStatus.DUPLICATE)),
            asked=_counted("consultations", held),
            attended=_counted("attendances", Q(attendances__has_attended=True)),
        )


class PractitionerRole(models.TextChoices):
    """What a practitioner is: CL-30."""

    OFFICER = "OFFICER", "Police officer"
    DETECTIVE = "DETECTIVE", "Detective"
    SERGEANT = "SERGEANT", "Sergeant"
    SOCIAL_WORKER = "SOCIAL_WORKER", "Social worker"
    TEAM_MANAGER = "TEAM_MANAGER", "Team manager"
    FAMILY_SUPPORT = "FAMILY_SUPPORT", "Family support worker"
    HEALTH_VISITOR = "HEALTH_VISITOR", "Health visitor"
    TEACHER = "TEACHER", "Teacher"
    YOS_OFFICER = "YOS_OFFICER", "Youth offending officer"
    OTHER = "OTHER", "Another role"
    NOT_ASKED = "NOT_ASKED", "Not asked"


class Practitioner(models.Model):
    """Somebody at an agency who refers people to us, or asks us for advice.

    Reports know them by their token only. One person is one entry: a second one that was
    made by mistake is merged, which takes its links along and leaves it pointing here.
    """

    Role: TypeAlias = PractitionerRole
    ROLES = [pair for pair in PractitionerRole.choices if pair[0] != "NOT_ASKED"]

    token = models.CharField(max_length=9, unique=True, default=new_reference)
    name = models.CharField(max_length=100)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="practitioners")
    role = models.CharField(
        max_length=16, choices=PractitionerRole, default=PractitionerRole.NOT_ASKED
    )
    # One of the boroughs' own perpetrator specialists, whom we meet regularly (A-15).
    is_specialist = models.BooleanField(default=False)
    is_retired = models.BooleanField(default=False)  # has left, or is merged
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged"
    )
    version = models.PositiveIntegerField(default=1)

    objects = PractitionerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                condition=Q(merged_into=None),
                name="practitioner_is_entered_once_per_agency",
                violation_error_message="This team has somebody of this name already",
            ),
            models.CheckConstraint(
                condition=Q(role__in=PractitionerRole.values),
                name="practitioner_has_a_known_role",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None)
                | Q(is_retired=True) & ~Q(merged_into=F("id")),
                name="practitioner_merged_is_retired_and_points_to_another",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.agency}"

    def get_absolute_url(self):
        return reverse("referrals:practitioner_detail", args=[self.token])

    @property
    def audit_name(self):
        return f"practitioner {self.token}"

    @property
    def borough(self):
        """The borough of the employing team; none for one that serves all of London."""
        return self.agency.borough

    @property
    def survivor(self) -> "Practitioner":
        """The entry that stands for this person: this one, unless it was merged."""
        return self.merged_into or self


class NewPractitioner(NamedTuple):
    """Somebody whom nobody has entered yet, as a form heard of them."""

    name: str
    agency: Agency
    role: str

    def __str__(self):
        return f"{self.name}, {self.agency}"


def links_to_practitioners() -> list:
    """Every column of the database that points at a practitioner.

    Found, not listed: what is added later moves with a merge too. A table between two
    models (many to many) is among them.
    """
    return [
        link
        for link in Practitioner._meta.get_fields(include_hidden=True)
        if link.auto_created and (link.one_to_many or link.one_to_one)
    ]
