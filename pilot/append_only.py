"""Rows that the database itself refuses to change or delete, on both engines.

A migration calls `protect` for a table of events or of money. Nothing in the application
lifts it again: only the tests' teardown does, because it must empty the tables.
"""


def protect(schema_editor, table: str) -> None:
    """From now on an update, delete or truncate of `table` is refused."""
    for statement in _protection(schema_editor.connection.vendor, table):
        schema_editor.execute(statement, params=None)


def lift(schema_editor, table: str) -> None:
    """Undo `protect`: for migrating backwards, and for the tests' teardown."""
    for statement in _release(schema_editor.connection.vendor, table):
        schema_editor.execute(statement, params=None)


def _protection(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_keeps_{verb.lower()} "
            f"BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        ] + [
            # REPLACE deletes without a delete trigger, so it is caught on its way in.
            f"CREATE TRIGGER IF NOT EXISTS {table}_keeps_insert BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_is_append_only() RETURNS trigger AS $$ "
        f"BEGIN RAISE EXCEPTION '{table} is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql",
        f"DROP TRIGGER IF EXISTS {table}_keeps ON {table}",
        f"CREATE TRIGGER {table}_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()",
    ]


def _release(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {table}_keeps_{verb}"
            for verb in ("update", "delete", "insert")
        ]
    return [f"DROP TRIGGER IF EXISTS {table}_keeps ON {table}"]
