"""Where a declaration counts, and how soon the referrer was told.

`manage.py recompute_facts` fills in what rows that were there before do not know yet.
"""

import django.db.models.deletion
from django.db import migrations, models


def count_where_the_case_did(apps, schema_editor):
    """A declaration counts for the borough its case counted for on the day (1.3)."""
    periods = apps.get_model("cases", "CaseBorough").objects.order_by("-starts_on")
    for declaration in apps.get_model("cases", "NonEngagement").objects.all():
        of_case = periods.filter(case=declaration.case_id)
        then = of_case.filter(starts_on__lte=declaration.declared_on).first()
        declaration.borough_id = (then or declaration.case).borough_id
        declaration.save(update_fields=["borough"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_every_status_and_summary_has_a_reference"),
        ("pilot", "0006_cost_sheets"),
    ]

    operations = [
        migrations.AddField(
            model_name="nonengagement",
            name="told_after",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="nonengagement",
            name="borough",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pilot.borough",
            ),
        ),
        migrations.RunPython(count_where_the_case_did, migrations.RunPython.noop),
    ]
