"""The empty tables that today's migrations make: made once, and copied by whoever tests.

Making them takes longer than any test, and it is the same work in every run, in every
worker and in every checkout with the same migrations. So they are kept beside the machine's
other temporary files (SQLite) or as a database of their own (PostgreSQL), under a name that
is a hash of all that goes into them: what another version made is never used. One process
at a time makes them, under another name until they are complete; the others wait.
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from getpass import getuser
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

BASE_DIR = Path(__file__).resolve().parent.parent
KEPT = Path(tempfile.gettempdir()) / f"perpetrator-pilot-tests-{getuser()}"
KEPT_FOR = timedelta(days=3)  # after the last time somebody used them
PATIENCE = 600  # seconds, while another process makes them
ALL_THAT_GOES_IN = (
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "*/references.py",
    "*/*/references.py",
    "pilot/append_only.py",
    "pilot/sealing.py",
    "referrals/matching.py",
    "tests/tables.py",
    "requirements.txt",
)


@cache
def version() -> str:
    """The hash of all that goes into the tables."""
    digest = hashlib.sha256(django.__version__.encode())
    for pattern in ALL_THAT_GOES_IN:
        for file in sorted(BASE_DIR.glob(pattern)):
            digest.update(file.relative_to(BASE_DIR).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:20]


def copy_to(file: Path) -> None:
    """A new SQLite database has the tables, and no rows of ours."""
    with _alone():
        shutil.copyfile(_kept_file(), file)


def make() -> None:
    """The tables are there for whoever tests next: while others lint, for instance."""
    if connection.vendor == "sqlite":
        with _alone():
            _kept_file()
    else:
        template()


def _kept_file() -> Path:
    made = KEPT / f"{version()}.sqlite3"
    for other in KEPT.glob("*.sqlite3*"):
        if time.time() - other.stat().st_mtime > KEPT_FOR.total_seconds():
            other.unlink()
    if not made.exists():
        part = KEPT / "part"
        for left in KEPT.glob("part*"):
            left.unlink()
        _migrate(str(part))
        part.replace(made)
    made.touch()
    return made


def template() -> str:
    """The name of a PostgreSQL database to copy: it has the tables, and no rows of ours."""
    made = f"pilot_tables_{version()}"
    with _alone(), connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database "
            "WHERE datname LIKE 'pilot\\_tables\\_%%'"
        )
        used = dict(cursor.fetchall())
        now = datetime.now(UTC)
        for name, on in used.items():  # without a note of its last use it is not complete
            if not on or now - datetime.fromisoformat(on) > KEPT_FOR:
                cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        if not used.get(made):
            cursor.execute(f"CREATE DATABASE {made}")
            _migrate(made)
        cursor.execute(f"COMMENT ON DATABASE {made} IS '{now.isoformat()}'")
    return made


def _migrate(name: str) -> None:
    """The database of that name has the tables, and nobody is connected to it."""
    real = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = real


@contextmanager
def _alone() -> Iterator[None]:
    """No other process of this person's is in such a block; one that dies lets go."""
    KEPT.mkdir(mode=0o700, exist_ok=True)
    with closing(sqlite3.connect(KEPT / "turn", PATIENCE, isolation_level=None)) as turn:
        turn.execute("BEGIN EXCLUSIVE")
        yield


def of_this_checkout() -> str:
    """The name of a database that no other checkout and no other worker tests with."""
    checkout = hashlib.sha256(str(BASE_DIR).encode()).hexdigest()[:8]
    return f"test_pilot_{checkout}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


if __name__ == "__main__":
    django.setup()
    make()
