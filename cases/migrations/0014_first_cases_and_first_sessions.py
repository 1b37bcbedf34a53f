"""With which case the work with a person began, and where and how soon a case did.

`manage.py recompute_facts` works all of it out again from the records.
"""

import django.db.models.deletion
from django.db import migrations, models

ATTENDED = ["ATT", "LATE"]


def fill_in(apps, schema_editor):
    """What rows that were there before do not know yet (1.3, 8.1)."""
    cases = apps.get_model("cases", "Case").objects
    sessions = apps.get_model("cases", "Session").objects
    came = sessions.filter(is_replaced=False, outcome__in=ATTENDED).exclude(kind="PARENT")
    known = set()
    for case in cases.order_by("opened_on", "pk"):
        case.is_first = case.perpetrator_id not in known
        known.add(case.perpetrator_id)
        if case.engaged_on:
            first = came.filter(case=case, on=case.engaged_on).order_by("pk").first()
            case.engaged_after = (case.engaged_on - case.opened_on).days
            case.engaged_borough_id = first.borough_id if first else case.accepted_borough_id
        case.save(update_fields=["is_first", "engaged_after", "engaged_borough"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_file_audits"),
        ("pilot", "0015_budgets_of_extensions"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="engaged_after",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="engaged_borough",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pilot.borough",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="is_first",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
