from django.db import migrations, models

import pilot.references


class Migration(migrations.Migration):
    dependencies = [("referrals", "0004_every_practitioner_has_a_token")]

    operations = [
        migrations.AlterField(
            model_name="practitioner",
            name="token",
            field=models.CharField(
                default=pilot.references.new_reference, max_length=9, unique=True
            ),
        ),
    ]
