"""The history of a case is rows of its own, which nobody changes or deletes.

What was known of the cases there are stood in the trail: it is told again from there.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import migrations

from pilot import append_only

TABLES = ("cases_casemove", "cases_earlierclosure")
LONDON = ZoneInfo("Europe/London")
STAGES = {
    "allocated": "OPEN",
    "contacting": "CONTACTING",
    "assessment": "ASSESSMENT",
    "intervention": "INTERVENTION",
    "review": "REVIEW",
    "closed": "CLOSED",
}


def protect(apps, schema_editor):
    for table in TABLES:
        append_only.protect(schema_editor, table)


def lift(apps, schema_editor):
    for table in TABLES:
        append_only.lift(schema_editor, table)


def tell_again(apps, schema_editor):
    Case, AuditEvent = apps.get_model("cases", "Case"), apps.get_model("pilot", "AuditEvent")
    for case in Case.objects.filter(moves=None).order_by("pk"):
        events = list(
            AuditEvent.objects.filter(
                target_type="cases.case", target_key=str(case.pk)
            ).order_by("pk")
        )
        opened = next((each for each in events if each.action == "opened"), None)
        _tell_moves(apps, case, opened, events)
        apps.get_model("cases", "CaseAllocation").objects.create(
            case=case,
            worker_id=case.worker_id,
            starts_on=case.opened_on,
            **_recorded(opened, case.opened_on),
        )
        changes = [each for each in events if each.action == "changed the borough of"]
        boroughs = case.boroughs.order_by("starts_on", "pk")
        for row, event in zip(boroughs, [opened, *changes], strict=False):
            row.reason = event.reason[:200] if event in changes else ""
            for name, value in _recorded(event, row.starts_on).items():
                setattr(row, name, value)
            row.save()


def _tell_moves(apps, case, opened, events):
    CaseMove = apps.get_model("cases", "CaseMove")
    CaseMove.objects.create(
        case=case,
        to="OPEN",
        effective_on=case.opened_on,
        **_recorded(opened, case.opened_on),
    )
    for event in events:
        if event.action not in ("moved", "closed"):
            continue
        closes = event.action == "closed"
        on = case.closed_on if closes else event.at.astimezone(LONDON).date()
        CaseMove.objects.create(
            case=case,
            was=STAGES[event.detail["was"]],
            to=STAGES[event.detail["to"]],
            effective_on=on,
            reason=event.reason[:300],
            **_recorded(event, on),
        )


def _recorded(event, on):
    """When and by whom, by the trail; without an event at noon of the day itself."""
    if event is None:
        noon = datetime.combine(on, time(12), tzinfo=LONDON)
        return {"recorded_at": noon, "recorded_by_id": None}
    return {"recorded_at": event.at, "recorded_by_id": event.by_id}


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_notes_lock"),
        ("pilot", "0002_audit_events_are_append_only"),
    ]

    operations = [
        migrations.RunPython(protect, lift),
        migrations.RunPython(tell_again, migrations.RunPython.noop),
    ]
