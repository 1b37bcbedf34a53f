from django.db import models
from django.db.models import F, Q

from pilot.models.borough import Borough
from pilot.models.record import Record, RecordQuerySet


class DocumentQuerySet(RecordQuerySet):
    def for_listing(self):
        return self.with_who_recorded_it().order_by(
            F("dated_on").asc(nulls_first=True), "title", "pk"
        )


class ContractDocument(Record):
    """A paper of the contract and where it is kept. The paper itself is not kept here."""

    KEY = "documents"

    class Kind(models.TextChoices):
        BID = "BID", "Bid"
        REPORT = "REPORT", "Report to the councils"
        AGREEMENT = "AGREEMENT", "Agreement with the provider"
        FUNDING = "FUNDING", "Funding agreement"
        EQUALITY = "EQUALITY", "Equality impact assessment"
        REVIEW = "REVIEW", "Review or strategy"
        OTHER = "OTHER", "Other"

    borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, blank=True, related_name="contract_documents"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    dated_on = models.DateField(null=True, blank=True)
    kept = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = "document"
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("BID", "REPORT", "AGREEMENT", "FUNDING"),
                        *("EQUALITY", "REVIEW", "OTHER"),
                    ]
                ),
                name="contract_document_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(kept=""),
                name="contract_document_says_where_it_is",
            ),
        ]

    def __str__(self):
        return self.title
