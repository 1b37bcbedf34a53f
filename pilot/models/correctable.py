"""History is never edited: a wrong entry stays readable, and another stands for it."""

from django.db import models
from django.db.models import Q


class Correctable(models.Model):
    """An entry that a later one may replace, for a reason. Figures count what stands.

    `is_replaced` is kept on the row by `pilot.transitions.put_right`, so that a count needs
    no join.
    """

    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, editable=False, related_name="replaced_by"
    )
    correction_reason = models.CharField(max_length=200, blank=True, editable=False)
    is_replaced = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(replaces=None, correction_reason="")
                | Q(replaces__isnull=False) & ~Q(correction_reason=""),
                name="%(class)s_correction_says_why",
            ),
        ]
