from django.db import models

from cases.partners.models.person import SupportedPerson
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class SupportedNameKeyQuerySet(ScopedQuerySet):
    view_permission = Permission.VIEW_ALL_PARTNER_WORK

    def visible_to(self, user):
        return self.filter(person__in=SupportedPerson.objects.visible_to(user))


class SupportedNameKey(models.Model):
    """One of the keys under which somebody supported is found: `matching.keys`.

    An index that the actions keep, never shown, and looked up on this side alone.
    """

    person = models.ForeignKey(SupportedPerson, models.PROTECT, related_name="name_keys")
    key = models.CharField(max_length=30)

    objects = SupportedNameKeyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["key", "person"], name="supported_name_key_by_key")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], name="supported_name_key_is_kept_once"
            ),
        ]

    def __str__(self):
        return self.key
