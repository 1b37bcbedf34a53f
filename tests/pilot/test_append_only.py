"""The database itself refuses to change or delete what has been written to the trail."""

import pytest
from django.db import DatabaseError, connection, transaction

from pilot import append_only
from pilot.models import AuditEvent, Borough
from tests.factories import AuditEventFactory

pytestmark = pytest.mark.django_db

TABLE = "pilot_auditevent"


def _is_refused(change):
    with (
        pytest.raises(DatabaseError, match=f"{TABLE} is append-only"),
        transaction.atomic(),
    ):
        change()


def _sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "change",
    [
        lambda event: AuditEvent.objects.update(action="forgot"),
        lambda event: AuditEvent.objects.filter(pk=event.pk).update(reason="Another"),
        lambda event: AuditEvent.objects.all().delete(),
        lambda event: AuditEvent.objects.bulk_update([event], ["action"]),
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda event: _sql(f"UPDATE {TABLE} SET action = 'forgot'"),
        lambda event: _sql(f"DELETE FROM {TABLE}"),
        lambda event: _sql(f"DELETE FROM {TABLE} WHERE id = {event.pk}"),
    ],
)
def test_an_event_can_be_neither_changed_nor_deleted(change):
    event = AuditEventFactory(action="closed")

    _is_refused(lambda: change(event))

    kept = AuditEvent.objects.get()
    assert (kept.pk, kept.action, kept.reason) == (event.pk, "closed", "")


def test_replacing_a_row_is_refused_like_changing_it():
    event = AuditEventFactory(action="closed")
    columns = "id, at, roles, action, target_type, target_key, target_name, reason, detail"
    row = f"({columns}, request_id) VALUES "
    row += f"({event.pk}, '2016-01-01', '', 'forgot', 'a', 'b', 'c', '', '{{}}', '')"
    replace = {
        "sqlite": f"INSERT OR REPLACE INTO {TABLE} {row}",
        "postgresql": f"INSERT INTO {TABLE} {row} "
        "ON CONFLICT (id) DO UPDATE SET action = 'forgot'",
    }

    with pytest.raises(DatabaseError), transaction.atomic():
        _sql(replace[connection.vendor])

    assert AuditEvent.objects.get().action == "closed"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_trail_cannot_be_truncated():
    AuditEventFactory()
    _sql("SET CONSTRAINTS ALL IMMEDIATE")  # else the new row's own checks are in the way

    _is_refused(lambda: _sql(f"TRUNCATE {TABLE} CASCADE"))

    assert AuditEvent.objects.count() == 1


def test_a_table_that_was_lifted_and_protected_again_refuses_again():
    event = AuditEventFactory()
    editor = connection.schema_editor()
    append_only.lift(editor, TABLE)
    AuditEvent.objects.filter(pk=event.pk).update(reason="While it was lifted")
    append_only.protect(editor, TABLE)
    append_only.protect(editor, TABLE)  # safe to run twice

    _is_refused(lambda: AuditEvent.objects.update(reason="Afterwards"))
    assert AuditEvent.objects.get().reason == "While it was lifted"


def test_protecting_one_table_leaves_the_others_alone():
    AuditEventFactory()
    boroughs = Borough.objects.count()

    assert boroughs
    assert Borough.objects.update(council_name="Renamed") == boroughs
