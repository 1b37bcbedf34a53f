"""What is known of a case when it happens, so that figures need not search for it.

Which case is a person's first, how soon and where a case engaged, from which borough it
moved, whether the equality answers are complete. `manage.py recompute_facts` works out
again what the database itself does not.
"""

import django.db.models.deletion
from django.db import migrations, models

ATTENDED = ["ATT", "LATE"]


def keep_first(apps, schema_editor):
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
            case.engaged_borough_id = (
                first.borough_id if first else case.accepted_borough_id
            )
        case.save(update_fields=["is_first", "engaged_after", "engaged_borough"])


def keep_the_one_before(apps, schema_editor):
    """Each later borough of a case follows the one before it."""
    before = {}
    for row in apps.get_model("cases", "CaseBorough").objects.order_by("case", "starts_on"):
        row.was_id = before.get(row.case_id)
        before[row.case_id] = row.borough_id
        if row.was_id:
            row.save(update_fields=["was"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_file_audits"), ("pilot", "0015_budgets_of_extensions")]

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
        migrations.AddField(
            model_name="equalityrecord",
            name="is_complete",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Q(
                    ("ethnicity__in", ("NOT_ASKED", "NOT_KNOWN")),
                    ("sex__in", ("NOT_ASKED", "NOT_KNOWN")),
                    ("gender_identity__in", ("NOT_ASKED", "NOT_KNOWN")),
                    ("orientation__in", ("NOT_ASKED", "NOT_KNOWN")),
                    ("condition__in", ("NOT_ASKED", "NOT_KNOWN")),
                    ("effect__in", ("NOT_ASKED", "NOT_KNOWN")),
                    ("religion__in", ("NOT_ASKED", "NOT_KNOWN")),
                    _connector="OR",
                    _negated=True,
                ),
                output_field=models.BooleanField(),
            ),
        ),
        migrations.RunPython(keep_first, migrations.RunPython.noop),
        migrations.RunPython(keep_the_one_before, migrations.RunPython.noop),
    ]
