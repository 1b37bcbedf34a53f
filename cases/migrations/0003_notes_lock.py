from django.db import migrations

from pilot import append_only

NOTES, ADDENDA = "cases_casenote", "cases_noteaddendum"


def lock(apps, schema_editor):
    append_only.lock_once_due(
        schema_editor, NOTES, kept=("case_id", "written_at", "written_by_id")
    )
    append_only.lock_at_once(schema_editor, ADDENDA)


def unlock(apps, schema_editor):
    for table in (NOTES, ADDENDA):
        append_only.unlock(schema_editor, table)


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_casework_from_contact_to_closure")]

    operations = [migrations.RunPython(lock, unlock)]
