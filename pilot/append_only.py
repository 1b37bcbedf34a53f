"""Rows that the database itself refuses to change or delete, on both engines.

A migration calls `protect` for a table of events or of money. Nothing in the application
lifts it again: only the tests' teardown does, because it must empty the tables. Records of
people are only locked (`lock_once_due`, `lock_at_once`): nobody changes them any more, but
when their time is up they can be disposed of.
"""


def protect(schema_editor, table: str) -> None:
    """From now on an update, delete or truncate of `table` is refused."""
    for statement in _protection(schema_editor.connection.vendor, table):
        schema_editor.execute(statement, params=None)


def lift(schema_editor, table: str) -> None:
    """Undo `protect`: for migrating backwards, and for the tests' teardown."""
    for statement in _release(schema_editor.connection.vendor, table):
        schema_editor.execute(statement, params=None)


def lock_once_due(schema_editor, table: str, *, kept: tuple[str, ...] = ()) -> None:
    """An update is refused unless it says it is made later than the last, before the lock.

    The table has `changed_at` and `locks_at`; `kept` names columns that never change.
    """
    moved = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in ("locks_at", *kept))
    due = "NEW.changed_at <= OLD.changed_at OR NEW.changed_at >= OLD.locks_at"
    for statement in _lock(schema_editor.connection.vendor, table, f"{due} OR {moved}"):
        schema_editor.execute(statement, params=None)


def lock_at_once(schema_editor, table: str) -> None:
    """Every update of the table is refused."""
    for statement in _lock(schema_editor.connection.vendor, table, "1 = 1"):
        schema_editor.execute(statement, params=None)


def unlock(schema_editor, table: str) -> None:
    """Undo either lock, for migrating backwards."""
    on_table = "" if schema_editor.connection.vendor == "sqlite" else f" ON {table}"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_locks{on_table}", params=None)


def _lock(vendor: str, table: str, refused: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_locks BEFORE UPDATE ON {table} "
            f"WHEN {refused} BEGIN SELECT RAISE(ABORT, '{table} is locked'); END"
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_is_locked() RETURNS trigger AS $$ "
        f"BEGIN RAISE EXCEPTION '{table} is locked' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql",
        f"DROP TRIGGER IF EXISTS {table}_locks ON {table}",
        f"CREATE TRIGGER {table}_locks BEFORE UPDATE ON {table} FOR EACH ROW "
        f"WHEN ({refused}) EXECUTE FUNCTION {table}_is_locked()",
    ]


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
