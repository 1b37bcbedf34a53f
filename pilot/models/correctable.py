"""History is never edited: a wrong entry stays readable, and what stands is counted."""

from django.db import models
from django.db.models import Q

from pilot.scoping import ScopedQuerySet


class CorrectableQuerySet(ScopedQuerySet):
    """Entries of which some no longer stand: whatever counts asks for `standing`."""

    def standing(self):
        """The entries that nobody has put right or withdrawn since: each thing once."""
        return self.filter(is_replaced=False)


class Correctable(models.Model):
    """An entry that a later one may replace, or that is withdrawn, each for a reason.

    `is_replaced` is kept on the row by `pilot.transitions.put_right` and `withdraw`, so
    that a count needs no join. A withdrawn entry has nothing in its place.
    """

    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, editable=False, related_name="replaced_by"
    )
    correction_reason = models.CharField(max_length=200, blank=True, editable=False)
    withdrawal_reason = models.CharField(max_length=200, blank=True, editable=False)
    is_replaced = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(replaces=None, correction_reason="")
                | Q(replaces__isnull=False) & ~Q(correction_reason=""),
                name="%(class)s_correction_says_why",
            ),
            models.CheckConstraint(
                condition=Q(withdrawal_reason="") | Q(is_replaced=True),
                name="%(class)s_withdrawn_counts_nowhere",
            ),
        ]

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was entered by mistake, so that nothing stands in its place."""
        return bool(self.withdrawal_reason)
