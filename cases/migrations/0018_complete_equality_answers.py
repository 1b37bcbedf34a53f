"""Whether every core question of equality has an answer is kept with the answers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_open_cases_are_counted_from_indexes")]

    operations = [
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
        migrations.AddIndex(
            model_name="equalityrecord",
            index=models.Index(
                condition=models.Q(("is_complete", True)),
                fields=["perpetrator"],
                name="equality_is_complete",
            ),
        ),
    ]
