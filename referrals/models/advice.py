"""What a post gives to practitioners, and who may read it."""

from django.db.models import Q

from pilot.models import Membership, Post, User
from pilot.models.correctable import CorrectableQuerySet
from pilot.permissions import CASEWORKERS, Permission
from pilot.scoping import of_their_posts


def own_post(user: User) -> Post | None:
    """The one post whose work somebody does; none for whoever does that of several."""
    held = Membership.objects.current().filter(user=user, role__in=CASEWORKERS)
    posts = list(Post.objects.filter(pk__in=held.values("role")))
    return posts[0] if len(posts) == 1 else None


class AdviceQuerySet(CorrectableQuerySet):
    """What somebody gave, for a post, to practitioners of a borough.

    The borough is empty where their team serves all of London: it is nobody else's then.
    """

    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        """All of it for the manager; one's own and one's post's for a caseworker."""
        whole = Q(borough__in=user.codes_with(Permission.VIEW_CASELOAD))
        if user.can(Permission.VIEW_CASELOAD):
            whole |= Q(borough=None)
        own = Q(borough__in=user.codes_with(Permission.RECORD_ADVICE))
        if user.can(Permission.RECORD_ADVICE):
            own |= Q(borough=None)
        return self.filter(whole | Q(worker=user) & own | of_their_posts(user))
