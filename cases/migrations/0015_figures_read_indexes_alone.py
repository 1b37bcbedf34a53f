"""Every figure of a million sessions is read from indexes alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_facts_of_cases")]

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
                fields=["engaged_on", "engaged_borough"], name="case_by_start"
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
            model_name="case",
            index=models.Index(
                fields=[
                    "referral",
                    "is_first",
                    "engaged_on",
                    "opened_on",
                    "closed_on",
                    "closure_reason",
                    "perpetrator",
                ],
                name="case_by_referral",
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
        migrations.AddIndex(
            model_name="equalityrecord",
            index=models.Index(
                condition=models.Q(("is_complete", True)),
                fields=["perpetrator"],
                name="equality_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_first", True)),
                fields=("perpetrator",),
                name="case_is_the_first_of_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("engaged_after__isnull", True),
                        ("engaged_borough__isnull", True),
                        ("engaged_on__isnull", True),
                    ),
                    models.Q(
                        ("engaged_after__isnull", False),
                        ("engaged_borough__isnull", False),
                        ("engaged_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="case_engagement_has_a_day_and_a_borough",
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
