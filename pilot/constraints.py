"""Small words for building check constraints."""

from django.db.models import Q


def implies(premise: Q, conclusion: Q) -> Q:
    """If `premise` holds, so does `conclusion`. For columns that cannot be null."""
    return ~premise | conclusion


def all_or_none(*fields: str) -> Q:
    """The fields are filled in together or not at all."""
    return Q(**{f"{field}__isnull": True for field in fields}) | Q(
        **{f"{field}__isnull": False for field in fields}
    )
