"""What the provider writes into a return, beside its figures."""

from django.db import models
from django.db.models import F, Q

from pilot.constraints import all_or_none
from pilot.models import User
from pilot.permissions import Permission
from pilot.scoping import ScopedQuerySet
from reporting.models.returns import Return


class ReturnTextQuerySet(ScopedQuerySet):
    view_permission = Permission.DRAFT_RETURN
    borough_path = "of_return__borough"

    def for_listing(self):
        return self.select_related("written_by", "released_by").order_by("code")


class ReturnText(models.Model):
    """An answer to a question of the template, or what is said of one figure.

    A second person releases it, never whoever wrote it last (V-31): by a release of its
    own, or by signing the return. Changed, it is released no longer.
    """

    of_return = models.ForeignKey(Return, models.PROTECT, related_name="texts")
    code = models.CharField(max_length=20)  # of the template's question, or of the figure
    text = models.TextField(max_length=4000, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ReturnTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["of_return", "code"], name="return_text_is_written_once"
            ),
            models.CheckConstraint(
                condition=all_or_none("released_at", "released_by"),
                name="return_text_is_released_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("written_by")),
                name="return_text_is_released_by_another_person",
                violation_error_message="Somebody else releases what you wrote",
            ),
        ]

    def __str__(self):
        return f"{self.of_return}: {self.code}"

    def get_absolute_url(self):
        return self.of_return.get_absolute_url()

    @property
    def audit_name(self):
        return f"the text {self.code} of {self.of_return.audit_name}"

    @property
    def is_released(self) -> bool:
        """Whether another person has read it and let it go."""
        return self.released_at is not None
