"""All that the database holds, to see whether something changed it."""

from collections import Counter
from functools import cache

from django.db import connection

# What a person's mere presence leaves behind: reads are recorded, sessions renewed.
OF_PRESENCE = frozenset({"pilot_auditevent", "django_session"})


def fingerprint(*, without: frozenset[str] = frozenset()) -> dict[str, list]:
    """The rows of every table, as the database gives them."""
    with connection.cursor() as cursor:
        # The engine's own cursor: Django's would take most of the time.
        return {table: _rows(cursor.cursor, table) for table in _tables() - without}


@cache
def _tables() -> frozenset[str]:
    return frozenset(connection.introspection.table_names())


def _rows(cursor, table: str) -> list:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    return cursor.fetchall()


def changes(before: dict, after: dict) -> dict[str, list]:
    """The rows that were added or are gone, by table, whatever their order."""
    found = {}
    for table in before:
        if before[table] != after[table]:  # putting them in order takes much longer
            was, now = Counter(map(repr, before[table])), Counter(map(repr, after[table]))
            if was != now:
                found[table] = sorted([*(was - now), *(now - was)])
    return found
