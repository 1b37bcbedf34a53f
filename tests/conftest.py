"""What every test may ask for: the pilot's facts, a person, and a day inside the pilot."""

import gc
from datetime import date
from io import StringIO
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client, TransactionTestCase, override_settings
from hypothesis import settings

from pilot import append_only, parameters
from pilot.models import Agreement, Borough, Post
from pilot.permissions import Role
from tests import tables
from tests.factories import BoroughFactory, MembershipFactory, UserFactory
from tests.sharing_out import ByLength, in_turn

TODAY = date(2016, 7, 15)

# How long an example takes says how busy the machine is, and nothing of the rule.
# Examples are the same in every run: what one finds, the next finds too.
settings.register_profile("pilot", deadline=None, derandomize=True)
settings.load_profile("pilot")


def pytest_xdist_make_scheduler(config, log):
    """Two workers begin with what takes longest."""
    return ByLength(config, log)


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what a database could answer differently runs again.

    `verify` runs everything on SQLite. What needs no database cannot differ on another,
    and what a page does with a row that was found (`client`, `client_of`, a browser) or
    holds our code to a rule (`one_engine`) does not either. Where what is at stake is the
    finding, sorting, counting or locking itself, a test of pages says `both_engines`.
    What is left asks each question once: fewer examples (`tests/examples.py`), one seed.
    What is `thorough` runs only when it is asked for.
    """
    items.sort(key=in_turn)
    asked_for = "thorough" in config.getoption("markexpr")
    is_sqlite = connection.vendor == "sqlite"
    again = {
        item: (asked_for or not item.get_closest_marker("thorough"))
        and (is_sqlite or _depends_on_the_database(item))
        for item in items
    }
    config.hook.pytest_deselected(items=[item for item in items if not again[item]])
    items[:] = [item for item in items if again[item]]


def _depends_on_the_database(item) -> bool:
    if not _touches_the_database(item):
        return False
    if item.get_closest_marker("both_engines"):
        return True
    return not (item.get_closest_marker("one_engine") or _opens_pages(item))


def _opens_pages(item) -> bool:
    return not {"client", "client_of", "live_server"}.isdisjoint(item.fixturenames)


def _touches_the_database(item) -> bool:
    fixtures = {"db", "transactional_db"} & set(item.fixturenames)
    return bool(fixtures or item.get_closest_marker("django_db"))


def pytest_collection_finish():
    """What was imported stays: looking it over again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def today():
    """It is a day in the middle of the pilot, in a test server's threads too.

    A test that needs another day says so with `calendar.clock_set_to`.
    """
    with override_settings(PILOT_TODAY=TODAY):
        yield TODAY


@pytest.fixture(autouse=True)
def parameters_without_a_database(request):
    """Where a test asks for no database nobody has changed a parameter."""
    if _touches_the_database(request.node):
        yield
        return
    with parameters.read_once({}):
        yield


@pytest.fixture(scope="session", autouse=True)
def facts_in_the_database(request, django_db_setup, django_db_blocker):
    """The pilot's facts are there before the first test: loading them each time is slow.

    Where no test asks for a database none has been made, and nothing is loaded.
    """
    if not any(map(_touches_the_database, request.session.items)):
        return
    with django_db_blocker.unblock():
        call_command("seed_pilot", stdout=StringIO())


@pytest.fixture
def facts(db):
    """The pilot as it was approved: boroughs, agreements, posts and their days."""
    if not Post.objects.exists():  # a test with transactions of its own emptied the tables
        call_command("seed_pilot", stdout=StringIO())
    return SimpleNamespace(
        boroughs={borough.pk: borough for borough in Borough.objects.all()},
        posts={post.pk: post for post in Post.objects.all()},
        agreements={row.borough_id: row for row in Agreement.objects.all()},
    )


@pytest.fixture
def without_facts(db):
    """An empty database: nobody has loaded the pilot's facts yet."""
    protected = set(_append_only_tables())
    with connection.cursor() as cursor:
        editor = SimpleNamespace(
            connection=connection, execute=lambda sql, params: cursor.execute(sql, params)
        )
        for model in apps.get_models():
            if model._default_manager.exists():
                if model._meta.db_table in protected:  # rolled back with the test
                    append_only.lift(editor, model._meta.db_table)
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"DELETE FROM {table}")  # keys are checked at the end


@pytest.fixture
def person(facts):
    """Makes somebody who holds a role, in all three boroughs or in those named.

    `person(Role.CRIMINAL_JUSTICE_WORKER, "WCC", username="cjw")`; a borough may be given
    by its code or as itself.
    """

    def make(role: Role, *boroughs, **user_fields):
        user = UserFactory(**user_fields)
        for borough in boroughs or facts.boroughs.values():
            code = getattr(borough, "pk", borough)
            MembershipFactory(user=user, role=role, borough=BoroughFactory(code=code))
        return user

    return make


@pytest.fixture
def client_of(db):
    """Makes a browser in which the person is signed in.

    Signed in by force: with the guard against guessing, `login` would need a request.
    """

    def make(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request,
    tmp_path_factory,
    django_db_modify_db_settings_parallel_suffix,
    django_db_blocker,
):
    """The tests' database begins as a copy of the empty tables (`tests/tables.py`).

    SQLite keeps its tests' rows in a file, as the service does: a database in memory has
    no write-ahead log and answers a second writer at once with "table is locked", so
    nothing that two people do at the same time could be tested.
    """
    if not any(map(_touches_the_database, request.session.items)):
        return
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            file = tmp_path_factory.mktemp("database") / "pilot.sqlite3"
            tables.copy_to(file)
            test = {"NAME": str(file)}
        else:
            test = {"NAME": tables.of_this_checkout(), "TEMPLATE": tables.template()}
    connections.settings["default"].setdefault("TEST", {}).update(test)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings) -> bool:
    """Whether the database is there already: on PostgreSQL it is copied when it is made."""
    return connection.vendor == "sqlite"


def _append_only_tables() -> list[str]:
    ours = {
        "sqlite": "SELECT DISTINCT tbl_name FROM sqlite_master "
        "WHERE type = 'trigger' AND name LIKE '%_keeps_%'",
        "postgresql": "SELECT relname FROM pg_trigger "
        "JOIN pg_class ON tgrelid = pg_class.oid WHERE tgname LIKE '%_keeps'",
    }
    with connection.cursor() as cursor:
        cursor.execute(ours[connection.vendor])
        return [table for (table,) in cursor.fetchall()]


# A test with transactions of its own cannot be rolled back: it is followed by emptying
# every table, and the rows that the database refuses to let go would stop that. So the
# protection is lifted for that moment, here and nowhere else. Deleting the few rows that
# there are takes a hundredth of the time of Django's flush, which on PostgreSQL makes a
# new file for every table, and then names every kind of row and permission again.
_MADE_WITH_THE_TABLES = {"django_migrations", "django_content_type", "auth_permission"}


def _empty_every_table(self):
    protected = _append_only_tables()
    tables = set(connection.introspection.table_names()) - _MADE_WITH_THE_TABLES
    with connection.schema_editor() as editor:
        for table in protected:
            append_only.lift(editor, table)
        for table in sorted(tables):  # keys are checked at the end
            editor.execute(f"DELETE FROM {connection.ops.quote_name(table)}", params=None)
        connection.check_constraints()
        for table in protected:
            append_only.protect(editor, table)


TransactionTestCase._fixture_teardown = _empty_every_table


@pytest.fixture(scope="session", autouse=True)
def nobody_else_is_connected(django_db_setup, django_db_blocker):
    """A browser's last request may leave a connection behind, and PostgreSQL drops no
    database that somebody is connected to: at the end they are all closed."""
    yield
    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def refuse_writes(db):
    """Makes a table refuse new rows from now on, in the database itself.

    For proving that an action is all or nothing: rolled back with the test.
    """

    def refuse(model):
        table = model._meta.db_table
        with connection.cursor() as cursor:
            for statement in _REFUSAL[connection.vendor]:
                cursor.execute(statement.format(table=table))

    return refuse


_REFUSAL = {
    "sqlite": [
        "CREATE TRIGGER {table}_is_full BEFORE INSERT ON {table} "
        "BEGIN SELECT RAISE(ABORT, '{table} is full'); END"
    ],
    "postgresql": [
        "CREATE FUNCTION {table}_is_full() RETURNS trigger AS $$ BEGIN "
        "RAISE EXCEPTION '{table} is full' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER {table}_is_full BEFORE INSERT ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_full()",
    ],
}
