"""A return as it was signed: every value, text, parameter and definition, for good."""

import hashlib
import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from pilot.models import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet
from reporting.models.release import Release
from reporting.models.returns import Return

KEPT = ("clear",)  # of what it says, what stays with the provider


class ReturnVersionQuerySet(ScopedQuerySet):
    view_permission = Permission.EXPORT_RETURN
    borough_path = "of_return__borough"

    def for_listing(self):
        return self.select_related("of_return__borough", "signed_by", "release").order_by(
            "-number"
        )


class ReturnVersion(models.Model):
    """What the provider signed, sealed. The database refuses to change or delete it.

    `content` is canonical JSON: it is read, exported and compared, never written again.
    `evidence` names the rows that were counted, by key and day. It stays with the
    provider: no page shows it and no file carries it.
    """

    of_return = models.ForeignKey(Return, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    content = models.TextField()
    evidence = models.TextField()
    seal = models.CharField(max_length=64)

    objects = ReturnVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["of_return", "number"], name="return_version_has_its_own_number"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(content="") & ~Q(evidence=""),
                name="return_version_holds_something",
            ),
        ]

    def __str__(self):
        return f"{self.of_return}, version {self.number}"

    @property
    def audit_name(self):
        return f"version {self.number} of {self.of_return.audit_name}"

    @cached_property
    def said(self) -> dict[str, Any]:
        """What it says, as it was signed."""
        return json.loads(self.content)

    @cached_property
    def counted(self) -> dict[str, Any]:
        """Which rows it was counted from."""
        return json.loads(self.evidence)

    @cached_property
    def mark(self) -> str:
        """The seal over what leaves the provider, printed in every file.

        The seal of the whole would tell something of the numbers that are hidden.
        """
        published = {name: each for name, each in self.said.items() if name not in KEPT}
        return hashlib.sha256(canonical(published).encode()).hexdigest()

    @property
    def is_unbroken(self) -> bool:
        """Whether it still is what was sealed."""
        return self.seal == sealed(self.content, self.evidence)


def sealed(content: str, evidence: str) -> str:
    """The seal over what a version holds."""
    return hashlib.sha256(f"{content}\n{evidence}".encode()).hexdigest()


def canonical(value: Any) -> str:
    """JSON that is the same text for the same value, whoever writes it and when."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
