"""A table of its own: PostgreSQL adds no constraint to rows changed in one transaction."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("partners", "0003_seal_contact_details")]

    operations = [
        migrations.AddConstraint(
            "contactdetail",
            models.CheckConstraint(
                condition=models.Q(("value__startswith", "sealed:")),
                name="contact_detail_is_sealed",
            ),
        ),
    ]
