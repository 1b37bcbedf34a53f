"""What leads to somebody is sealed where it lies (S-50), and the table refuses it plain.

A restored copy from before is sealed when this runs; backups from before are not, and
have to be destroyed by hand.
"""

from django.db import migrations, models

import pilot.sealing

BATCH = 500


def in_batches(apps, schema_editor, change):
    """Each value changed in the rows as they are, without opening what is not asked for."""
    details = apps.get_model("partners", "ContactDetail")._base_manager.using(
        schema_editor.connection.alias
    )
    last = 0
    while rows := list(
        details.filter(pk__gt=last).order_by("pk").values_list("pk", "value")[:BATCH]
    ):
        for pk, value in rows:
            details.filter(pk=pk).update(value=change(value))
        last = rows[-1][0]


def seal(apps, schema_editor):
    """The column is still plain text here: what is written is what is kept."""
    in_batches(apps, schema_editor, pilot.sealing.seal)


def unseal(apps, schema_editor):
    """The way back, for as long as the keys are there."""
    in_batches(apps, schema_editor, pilot.sealing.unseal)


class Migration(migrations.Migration):

    dependencies = [("partners", "0002_across_the_wall")]

    operations = [
        migrations.RunPython(seal, unseal),
        migrations.AlterField("contactdetail", "value", pilot.sealing.SealedTextField()),
    ]
