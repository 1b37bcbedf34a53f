from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0011_sectors_and_ages_are_complete")]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="first_tried_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="referral",
            name="tried_after",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="referral",
            name="held_for",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="attendance",
            name="gain",
            field=models.SmallIntegerField(editable=False, null=True),
        ),
    ]
