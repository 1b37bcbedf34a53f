from django.db.models import F

from pilot.models.user import Membership, MembershipQuerySet
from pilot.permissions import Permission, Role


class AppointmentQuerySet(MembershipQuerySet):
    view_permission = Permission.VIEW_CONTRACT

    def visible_to(self, user):
        """Of all roles only the officer's, for everybody who sees that contract."""
        return super().visible_to(user).filter(role=Role.AUTHORISED_OFFICER)

    def for_listing(self):
        return self.select_related("borough", "user").order_by(
            "borough__place", F("ended_at").desc(nulls_first=True), "-granted_at"
        )


class OfficerAppointment(Membership):
    """That somebody was or is a council's authorised officer: seed 1.5.

    A membership with that role, read by everybody who sees the contract. The database
    holds that a borough has one at a time; people pages appoint and end.
    """

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        proxy = True
