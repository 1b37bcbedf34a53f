from django.db import migrations
from django.db.models import OuterRef, Subquery


def keep(apps, schema_editor):
    """The team's sector, and the post and age of each reason, as far as we still know."""
    agencies = apps.get_model("referrals", "Agency").objects
    referrals = apps.get_model("referrals", "Referral").objects
    sector = agencies.filter(pk=OuterRef("agency")).values("sector")
    referrals.exclude(agency=None).update(sector=Subquery(sector))
    referrals.filter(source="SELF").exclude(awareness="YES").update(awareness="YES")
    checks = apps.get_model("referrals", "EligibilityCheck").objects
    for check in checks.filter(criterion="AGE").select_related("referral"):
        told = check.referral
        check.post_id = told.post_id
        check.age = age_on(told.received_on, told.born_on) if told.born_on else None
        check.save(update_fields=["post", "age"])


def age_on(day, born_on):
    """Completed years. Whoever was born on 29 February is older on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0009_the_sector_of_the_time_and_what_an_age_was_let_through_for'),
    ]

    operations = [
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
