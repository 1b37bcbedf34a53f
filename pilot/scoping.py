"""The first gate: which rows a person may know to exist."""

from django.db import models
from django.db.models import Q

from pilot.permissions import CASEWORKERS, Permission

NOTHING = Q(pk__in=[])  # no row, and no part of a query


class ScopedQuerySet(models.QuerySet):
    """Rows that belong to a borough, directly or through a parent.

    `visible_to` is the only door from a page to these rows: what it leaves out is not
    there, for that person (404, the same as a reference that never existed).
    """

    view_permission: Permission
    borough_path = "borough"

    def visible_to(self, user):
        """The rows of the boroughs in which `user` holds the view permission."""
        boroughs = user.codes_with(self.view_permission)
        return self.filter(**{f"{self.borough_path}__in": boroughs})


class SharedQuerySet(ScopedQuerySet):
    """Rows of one borough, or of all three alike, which have none."""

    def visible_to(self, user):
        """Those of the person's boroughs, and what is shared, if they may see any."""
        if not user.can(self.view_permission):
            return self.none()
        own = user.codes_with(self.view_permission)
        path = self.borough_path
        return self.filter(Q(**{f"{path}__in": own}) | Q(**{f"{path}__isnull": True}))


def of_their_posts(user) -> Q:
    """What is for a post that a person holds there; of what has no borough, anywhere."""
    found = NOTHING
    for borough, role in user.held():
        if role in CASEWORKERS:
            found |= Q(post=role, borough=borough) | Q(post=role, borough=None)
    return found
