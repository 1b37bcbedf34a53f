"""What is known of a council's agreement, beside what the report fixes for good."""

from typing import Any

from django.db import transaction

from pilot.models import Agreement, User, due_in_words
from pilot.permissions import Permission
from pilot.transitions import amend


@transaction.atomic
def complete_agreement(
    agreement: Agreement, *, by: User, version: int, because: str, **facts: Any
) -> Agreement:
    """Its execution, its funding, its upload and its return's day are as found out.

    When a return is due (P-14) is a parameter: the trace keeps what it was.
    """
    by.require(Permission.KEEP_CONTRACT, agreement.borough)
    was = agreement.return_due_days
    days = facts.get("return_due_days", was)
    told = {"parameter": "P-14", "was": due_in_words(was), "to": due_in_words(days)}
    trace = None if days == was else told
    return amend(agreement, by=by, version=version, because=because, trace=trace, **facts)
