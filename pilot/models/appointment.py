from django.db import models
from django.db.models import F

from pilot.models.user import Membership, MembershipQuerySet
from pilot.permissions import Permission, Role


class AppointmentQuerySet(MembershipQuerySet):
    view_permission = Permission.VIEW_CONTRACT

    def for_listing(self):
        return self.select_related("borough", "user").order_by(
            "borough__place", F("ended_at").desc(nulls_first=True), "-granted_at"
        )


class AppointmentManager(models.Manager.from_queryset(AppointmentQuerySet)):  # type: ignore[misc]
    """Of all roles only the authorised officer's."""

    def get_queryset(self):
        return super().get_queryset().filter(role=Role.AUTHORISED_OFFICER)


class OfficerAppointment(Membership):
    """That somebody was or is a council's authorised officer: seed 1.5.

    A membership with that role, read by everybody who sees the contract. The database
    holds that a borough has one at a time; people pages appoint and end.
    """

    objects = AppointmentManager()

    class Meta:
        proxy = True
