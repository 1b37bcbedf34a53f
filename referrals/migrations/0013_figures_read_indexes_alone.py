"""Every figure of a million sessions is read from indexes alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0012_facts_of_figures")]

    operations = [
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_by_receipt",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="referral_by_decision",
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                fields=[
                    "received_on",
                    "borough",
                    "status",
                    "source",
                    "sector",
                    "practitioner",
                    "route",
                    "campaign",
                    "follows",
                    "early_flag",
                    "first_tried_on",
                    "tried_after",
                    "held_for",
                    "decided_on",
                    "decline_reason",
                    "id",
                ],
                name="referral_by_receipt",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                fields=[
                    "received_on",
                    "borough",
                    "given_names",
                    "surname",
                    "born_on",
                    "status",
                ],
                name="referral_by_person",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                fields=["decided_on", "borough", "status", "decline_reason"],
                name="referral_by_decision",
            ),
        ),
    ]
