import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_facts_of_figures")]

    operations = [
        migrations.AlterField(
            model_name="nonengagement",
            name="borough",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pilot.borough",
            ),
        ),
    ]
