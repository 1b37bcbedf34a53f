"""What is known of a council's agreement, beside what the report fixes for good."""

from typing import Any

from django.db import transaction

from pilot.models import Agreement, User
from pilot.permissions import Permission
from pilot.transitions import amend


@transaction.atomic
def complete_agreement(
    agreement: Agreement, *, by: User, version: int, because: str, **facts: Any
) -> Agreement:
    """Its execution, its funding and its upload are as they were found out to be."""
    by.require(Permission.KEEP_CONTRACT, agreement.borough)
    return amend(agreement, by=by, version=version, because=because, **facts)
