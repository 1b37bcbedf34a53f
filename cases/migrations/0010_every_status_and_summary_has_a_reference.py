from django.db import migrations, models

import pilot.references


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_references_of_statuses_and_summaries")]

    operations = [
        migrations.AlterField(
            model_name=name,
            name="reference",
            field=models.CharField(
                default=pilot.references.new_reference, max_length=9, unique=True
            ),
        )
        for name in ("childstatus", "assetsummary")
    ]
