from django.db import models

from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet
from referrals.models.referral import Referral


class NameKeyQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_CASELOAD

    def visible_to(self, user):
        return self.filter(referral__in=Referral.objects.visible_to(user))


class NameKey(models.Model):
    """One of the keys under which the person of a referral is found: `matching.keys`.

    An index that the actions keep, never shown: of the names on the referral and of those
    the person has become known by since. Everybody we work with came by a referral, so
    whoever is known at all is found here. Nobody of the partners' side ever is.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="name_keys")
    key = models.CharField(max_length=30)

    objects = NameKeyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["key", "referral"], name="name_key_by_key")]
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "key"], name="name_key_is_kept_once"
            ),
        ]

    def __str__(self):
        return self.key
