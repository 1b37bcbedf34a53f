from django.db import models
from django.db.models import Q

from pilot import calendar
from pilot.constraints import all_or_none
from pilot.models import Borough
from pilot.permissions import Permission
from pilot.references import new_reference
from pilot.scoping import ScopedQuerySet


class PerpetratorQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CASELOAD
    borough_path = "cases__borough"

    def visible_to(self, user):
        """The people of the manager's caseload, and those with a case of one's own."""
        whole = Q(cases__borough__in=user.boroughs_with(Permission.VIEW_CASELOAD))
        own = Q(
            cases__worker=user,
            cases__borough__in=user.boroughs_with(Permission.VIEW_OWN_WORK),
        )
        return self.filter(whole | own).distinct()

    def same_as_subject_of(self, referral):
        """People with the same name and the same known date of birth."""
        return self.filter(
            given_names__iexact=referral.given_names,
            surname__iexact=referral.surname,
            born_on=referral.born_on,
            born_on__isnull=False,
        ).order_by("pk")


class Perpetrator(models.Model):
    """A person we work, or have worked, with. A referral alone makes nobody one.

    `supported_on` is the day of the third session attended over all of the person's
    cases (P-10), kept by the actions that log sessions, with the borough it counted for.
    """

    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    given_names = models.CharField(max_length=80)
    surname = models.CharField(max_length=80)
    born_on = models.DateField(null=True, blank=True)
    supported_on = models.DateField(null=True, editable=False)
    supported_borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, editable=False, related_name="+"
    )

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
        ]

    def __str__(self):
        return f"{self.given_names} {self.surname}"

    @property
    def audit_name(self):
        return f"person {self.reference}"

    @property
    def age(self) -> int | None:
        """The person's age today in whole years, or None if nobody knows it."""
        return (
            calendar.age_on(calendar.today(), born_on=self.born_on)
            if self.born_on
            else None
        )
