"""How many cases are open at the end of a period is read from indexes alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_moves_know_the_borough_before")]

    operations = [
        migrations.RemoveIndex(
            model_name="case",
            name="case_by_opening",
        ),
        migrations.RemoveIndex(
            model_name="case",
            name="case_by_closure",
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=[
                    "opened_on",
                    "accepted_borough",
                    "is_first",
                    "engaged_after",
                    "perpetrator",
                    "post",
                ],
                name="case_by_opening",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=[
                    "closed_on",
                    "borough",
                    "status",
                    "engaged_on",
                    "closure_reason",
                    "first_stage",
                    "last_stage",
                    "post",
                    "id",
                ],
                name="case_by_closure",
            ),
        ),
        migrations.AddIndex(
            model_name="caseborough",
            index=models.Index(
                condition=models.Q(("was__isnull", False)),
                fields=["starts_on", "borough", "was"],
                name="case_borough_by_move",
            ),
        ),
        migrations.AddIndex(
            model_name="earlierclosure",
            index=models.Index(fields=["closed_on", "case"], name="earlier_closure_by_day"),
        ),
        migrations.AddIndex(
            model_name="earlierclosure",
            index=models.Index(
                fields=["reopened_on", "case"], name="earlier_closure_by_end"
            ),
        ),
        migrations.AddConstraint(
            model_name="caseborough",
            constraint=models.CheckConstraint(
                condition=models.Q(("was", models.F("borough")), _negated=True),
                name="case_borough_is_another_than_it_was",
            ),
        ),
    ]
