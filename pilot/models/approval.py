from django.db import models
from django.db.models import F, Q

from pilot.models.borough import Borough
from pilot.models.record import Record, RecordQuerySet


class ApprovalQuerySet(RecordQuerySet):
    def for_listing(self):
        return self.with_who_recorded_it().order_by(
            F("decided_on").asc(nulls_first=True), "pk"
        )


class Approval(Record):
    """What was decided about the contract, under which clause, and in which role.

    A role, never a person: no officer's name or number is kept (checklist row 65).
    Without a borough it is a decision for all three.
    """

    KEY = "approvals"

    class Decision(models.TextChoices):
        WAIVER = "WAIVER", "Contract standing orders are waived"
        AWARD = "AWARD", "The contract is awarded"
        VARIATION = "VARIATION", "The agreement is varied"
        EXTENSION = "EXTENSION", "The pilot is extended"
        DELEGATION = "DELEGATION", "A decision is delegated"
        IMPLICATIONS = "IMPLICATIONS", "Implications are verified"

    borough = models.ForeignKey(
        Borough, models.PROTECT, null=True, blank=True, related_name="approvals"
    )
    decision = models.CharField(max_length=12, choices=Decision)
    approver = models.CharField(max_length=150)
    clause = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    reasons = models.TextField(max_length=2000)
    conditions = models.TextField(max_length=1000, blank=True)
    evidence = models.CharField(max_length=200)

    objects = ApprovalQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    decision__in=[
                        *("WAIVER", "AWARD", "VARIATION", "EXTENSION"),
                        *("DELEGATION", "IMPLICATIONS"),
                    ]
                ),
                name="approval_has_a_known_decision",
            ),
            models.CheckConstraint(
                condition=~Q(approver="") & ~Q(reasons="") & ~Q(evidence=""),
                name="approval_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(decision="WAIVER", clause=""),
                name="approval_of_a_waiver_names_the_clause",
                violation_error_message="Enter the clause that is waived",
            ),
        ]

    def __str__(self):
        return f"{self.get_decision_display()}: {self.approver}"
