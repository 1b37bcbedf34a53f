from django.db import migrations

from pilot import append_only

TABLE = "pilot_auditevent"


class Migration(migrations.Migration):
    dependencies = [("pilot", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: append_only.protect(schema_editor, TABLE),
            lambda apps, schema_editor: append_only.lift(schema_editor, TABLE),
        )
    ]
