"""What stands in an address has a reference, and is not counted through."""

from django.db import migrations, models

from pilot.references import new_reference

MODELS = ("childstatus", "assetsummary")


def give_references(apps, schema_editor):
    for name in MODELS:
        rows = apps.get_model("cases", name).objects
        for pk in rows.filter(reference=None).values_list("pk", flat=True):
            rows.filter(pk=pk).update(reference=new_reference())


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_moves_asked_and_lost_evidence")]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="reference",
                field=models.CharField(max_length=9, null=True, unique=True),
            )
            for name in MODELS
        ),
        migrations.RunPython(give_references, migrations.RunPython.noop),
    ]
