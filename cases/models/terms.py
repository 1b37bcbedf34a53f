from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.session import CaseworkQuerySet
from pilot import calendar
from pilot.models import User


class TermsQuerySet(CaseworkQuerySet):
    def for_listing(self):
        return self.select_related("recorded_by").order_by("-explained_on", "-pk")


class Terms(models.Model):
    """The agreement to work: what was explained to the person, and whether they accept.

    Explained again, it is another row; the latest counts.
    """

    EXPLAINED = {
        "has_confidentiality": "the limits of confidentiality",
        "has_partner_contact": "that partner support may contact the person harmed",
        "has_sharing": "which information is shared, and with whom",
    }

    case = models.ForeignKey(Case, models.PROTECT, related_name="terms")
    explained_on = models.DateField()
    is_accepted = models.BooleanField()
    has_confidentiality = models.BooleanField()
    has_partner_contact = models.BooleanField()
    has_sharing = models.BooleanField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = TermsQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "-explained_on"], name="terms_by_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(has_confidentiality=True)
                | Q(has_partner_contact=True)
                | Q(has_sharing=True),
                name="terms_are_about_something",
                violation_error_message="Select what was explained",
            ),
        ]

    def __str__(self):
        return f"Terms, {calendar.in_words(self.explained_on)}"

    @property
    def audit_name(self):
        return f"the terms of case {self.case.reference}"

    @property
    def borough(self):
        """The case's own: a trace belongs where the case does."""
        return self.case.borough

    @property
    def unexplained(self) -> list[str]:
        """What has not been explained yet, in words."""
        return [said for name, said in self.EXPLAINED.items() if not getattr(self, name)]
