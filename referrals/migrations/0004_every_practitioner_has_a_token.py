from django.db import migrations

from pilot.references import new_reference


def give_tokens(apps, schema_editor):
    """Each practitioner entered so far is known to reports by a token of their own."""
    practitioners = apps.get_model("referrals", "Practitioner").objects
    for pk in practitioners.filter(token=None).values_list("pk", flat=True):
        practitioners.filter(pk=pk).update(token=new_reference())


class Migration(migrations.Migration):
    dependencies = [("referrals", "0003_people_are_found_by_name")]

    operations = [migrations.RunPython(give_tokens, migrations.RunPython.noop)]
