from django.db import models
from django.db.models import F, Q

from pilot.models.record import OfAllQuerySet, Record


class EqualityAssessmentQuerySet(OfAllQuerySet):
    def for_listing(self):
        return self.with_who_recorded_it().order_by(
            F("assessed_on").asc(nulls_first=True), "pk"
        )


class EqualityAssessment(Record):
    """An equality impact assessment of the pilot (seed 6.1); what follows are actions."""

    KEY = "equality"

    edition = models.CharField(max_length=60)
    assessed_on = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=200)
    findings = models.TextField(max_length=3000)

    objects = EqualityAssessmentQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = "equality impact assessment"
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(edition="") & ~Q(document="") & ~Q(findings=""),
                name="equality_assessment_says_what_it_found",
            ),
        ]

    def __str__(self):
        return f"Equality impact assessment, {self.edition}"
