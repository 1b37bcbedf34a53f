"""All that the database holds, to see whether something changed it."""

from django.db import connection

# What a person's mere presence leaves behind: reads are recorded, sessions renewed.
OF_PRESENCE = frozenset({"pilot_auditevent", "django_session"})


def fingerprint(*, without: frozenset[str] = frozenset()) -> dict[str, list]:
    """The rows of every table, in an order that depends on nothing but the rows."""
    tables = set(connection.introspection.table_names()) - without
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in sorted(tables)}


def _rows(cursor, table: str) -> list:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    return sorted(map(repr, cursor.fetchall()))


def changes(before: dict, after: dict) -> dict[str, list]:
    """The rows that were added or are gone, by table."""
    return {
        table: sorted(set(before[table]) ^ set(after[table]))
        for table in before
        if before[table] != after[table]
    }
