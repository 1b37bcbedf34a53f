"""A case that moved knows from which borough it did."""

import django.db.models.deletion
from django.db import migrations, models


def fill_in(apps, schema_editor):
    """Each later borough of a case follows the one before it."""
    before = {}
    for row in apps.get_model("cases", "CaseBorough").objects.order_by("case", "starts_on"):
        row.was_id = before.get(row.case_id)
        before[row.case_id] = row.borough_id
        if row.was_id:
            row.save(update_fields=["was"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_figures_read_indexes_alone")]

    operations = [
        migrations.AddField(
            model_name="caseborough",
            name="was",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pilot.borough",
            ),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
