from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count, F, Q, Subquery, Value

from pilot.constraints import all_or_none
from pilot.models.borough import Borough
from pilot.permissions import GRANTS, Permission, Role, roles_granting
from pilot.scoping import ScopedQuerySet


class User(AbstractUser):
    """A person who signs in. What they may do comes only from their memberships."""

    last_news_seen = models.CharField(max_length=20, blank=True, editable=False)

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"
        ordering = ["last_name", "first_name", "username"]

    def __str__(self):
        return self.get_full_name() or self.username

    @property
    def audit_name(self):
        return f"the account {self.username}"

    def boroughs_with(self, permission: Permission):
        """The boroughs in which a current membership gives this permission."""
        return Borough.objects.filter(pk__in=self.codes_with(permission))

    def codes_with(self, permission: Permission) -> list[str]:
        """The codes of the same, from what was read once: what rows are narrowed by."""
        if not self.is_active:
            return []
        rights = self._rights()
        return sorted(code for code, given in rights.items() if permission in given)

    def can(self, permission: Permission, borough: Borough | None = None) -> bool:
        """Whether the person may do this: in `borough`, or anywhere if none is named."""
        if not self.is_active:
            return False
        rights = self._rights()
        if borough is None:
            return any(permission in of_borough for of_borough in rights.values())
        return permission in rights.get(borough.pk, ())

    def require(self, permission: Permission, borough: Borough | None = None) -> None:
        """The second gate: PermissionDenied unless the person may do this there."""
        if not self.can(permission, borough):
            raise PermissionDenied(f"They may not {permission}")

    def roles(self) -> list[Role]:
        """The roles the person holds anywhere, in the order of the permissions page."""
        held = {role for _, role in self.held()}
        return [role for role in Role if role in held]

    def _rights(self):
        if "_given" not in self.__dict__:
            self._given = {}
            for borough, role in self.held():
                self._given.setdefault(borough, set()).update(GRANTS[Role(role)])
        return self._given

    def held(self) -> list[tuple[str, str]]:
        """The current memberships, as pairs of borough code and role.

        Read once for each time the person is loaded, which is once a request.
        """
        return [(row.borough_id, row.role) for row in self._memberships()]

    def boroughs_in_words(self) -> str:
        """Where the person holds a role, in the fixed order, or that it is everywhere."""
        rows = self._memberships()
        named = {row.borough.place: row.borough.name for row in rows}
        if rows and len(named) == rows[0].boroughs:
            return "All boroughs"
        return ", ".join(named[place] for place in sorted(named))

    def _memberships(self):
        if not hasattr(self, "_held"):
            every = Borough.objects.order_by().annotate(one=Value(1)).values("one")
            held = Membership.objects.current().filter(user=self).select_related("borough")
            number = Subquery(every.annotate(number=Count("pk")).values("number"))
            self._held = list(held.annotate(boroughs=number))
        return self._held

    def refresh_from_db(self, *args, **kwargs):
        self.__dict__.pop("_held", None)
        self.__dict__.pop("_given", None)
        super().refresh_from_db(*args, **kwargs)


class MembershipQuerySet(ScopedQuerySet):
    view_permission = Permission.MANAGE_PEOPLE

    def current(self):
        return self.filter(ended_at=None)

    def giving(self, *permissions):
        """Those that give any of these rights now."""
        roles = {role for each in permissions for role in roles_granting(each)}
        return self.current().filter(role__in=roles)

    def people(self):
        """Whoever holds any of these and has an open account."""
        return User.objects.filter(is_active=True, pk__in=self.values("user"))

    def for_listing(self):
        return self.select_related("borough", "user", "granted_by", "ended_by").order_by(
            "ended_at", "role", "borough__place", "granted_at"
        )


class Membership(models.Model):
    """That a person does a role's work in a borough, from the moment it was granted.

    Rights begin and end with it, at once; the row stays when it has ended.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    borough = models.ForeignKey(Borough, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(  # empty: granted on the command line
        User, models.PROTECT, null=True, related_name="memberships_granted"
    )
    grant_reason = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="memberships_ended"
    )
    end_reason = models.CharField(max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "borough", "role"],
                condition=Q(ended_at=None),
                name="membership_is_held_once",
                violation_error_message="They already have this role in this borough",
            ),
            models.UniqueConstraint(
                fields=["borough"],
                condition=Q(ended_at=None, role=Role.AUTHORISED_OFFICER),
                name="borough_has_one_authorised_officer",
                violation_error_message=(
                    "This borough has an authorised officer: end that role first"
                ),
            ),
            models.CheckConstraint(
                condition=Q(granted_by=None) | ~Q(granted_by=F("user")),
                name="membership_is_granted_by_somebody_else",
                violation_error_message="Nobody can grant themselves a role",
            ),
            models.CheckConstraint(
                condition=all_or_none("ended_at", "ended_by"),
                name="membership_end_has_a_time_and_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(grant_reason=""), name="membership_is_granted_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="membership_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="membership_has_a_known_role"
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.borough}"

    @property
    def audit_name(self):
        return f"the role {self.role} of the account {self.user.username}"
