from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from pilot.models.borough import Borough
from pilot.models.user import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet


class AuditEventQuerySet(ScopedQuerySet):
    view_permission = Permission.READ_TRAIL

    def visible_to(self, user):
        """Events of the reader's boroughs, and those that belong to no one borough."""
        boroughs = user.codes_with(self.view_permission)
        if not user.can(self.view_permission):
            return self.none()
        return self.filter(Q(borough__in=boroughs) | Q(borough=None))

    def about(self, thing):
        return self.filter(target_type=thing._meta.label_lower, target_key=str(thing.pk))

    def naming(self, reference):
        """Events of the record with this reference, and of what belongs to it."""
        return self.filter(
            Q(target_name__endswith=reference)
            | Q(detail__case=reference)
            | Q(detail__referral=reference)
        )

    def for_listing(self):
        return self.select_related("by", "borough").order_by("-pk")


class AuditEvent(models.Model):
    """Something somebody did or saw. The database refuses to change or delete it.

    It names its target by label and key, never by foreign key, so that history neither
    blocks an erasure nor follows it, and it holds no content of any record.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="audit_events")
    roles = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_key = models.CharField(max_length=60)
    target_name = models.CharField(max_length=200)
    borough = models.ForeignKey(Borough, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    request_id = models.CharField(max_length=32, blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["target_type", "target_key"], name="audit_by_target"),
            models.Index(fields=["at"], name="audit_by_time"),
            models.Index(fields=["action", "id"], name="audit_by_action"),
            models.Index(fields=["borough", "id"], name="audit_by_borough"),
        ]

    def __str__(self):
        return self.sentence

    @property
    def who(self) -> str:
        """The person, or the service itself when a command did it."""
        return str(self.by) if self.by_id else "The service"

    @property
    def is_about_themselves(self) -> bool:
        """Whether it says what a person did, to nothing else: signed in, searched."""
        return (self.target_type, self.target_key) == ("pilot.user", str(self.by_id))

    @property
    def sentence(self) -> str:
        """The event as somebody would tell it."""
        told = f"{self.who} {self.action}"
        if not self.is_about_themselves:
            told += f" {self.target_name}"
        if "case" in self.detail:
            told += f" on case {self.detail['case']}"
        if "was" in self.detail and "to" in self.detail:
            told += f" from {self.detail['was']} to {self.detail['to']}"
        for name in ("page", "quarter", "format"):
            if name in self.detail:
                told += f", {_plain(self.detail[name])}"
        if self.detail.get("fields"):
            told += f": {', '.join(_plain(name) for name in self.detail['fields'])}"
        if "rows" in self.detail:
            told += f" ({self.detail['rows']} rows)"
        return told


def _plain(code: str) -> str:
    """A page, a field or a format, without the marks of its code."""
    return str(code).rpartition(":")[2].replace("_", " ")
