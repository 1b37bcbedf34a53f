from django.db import migrations

from referrals.matching import keys


def find_everybody(apps, schema_editor):
    """Whoever was referred before there was an index is found by it too."""
    NameKey = apps.get_model("referrals", "NameKey")
    NameKey.objects.bulk_create(
        [
            NameKey(referral=referral, key=key)
            for referral in apps.get_model("referrals", "Referral").objects.all()
            for key in sorted(
                keys(f"{referral.given_names} {referral.surname}", referral.born_on)
            )
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [("referrals", "0002_how_people_reach_us")]

    operations = [migrations.RunPython(find_everybody, migrations.RunPython.noop)]
