from django.db import migrations


def know(apps, schema_editor):
    """Whoever referred themselves knows of it; of the others nobody was asked (V-12)."""
    referrals = apps.get_model("referrals", "Referral").objects
    referrals.filter(source="SELF", awareness="NOT_ASKED").update(awareness="YES")


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0005_practitioner_tokens_are_unique'),
    ]

    operations = [
        migrations.RunPython(know, migrations.RunPython.noop),
    ]
