import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pilot', '0006_cost_sheets'),
        ('referrals', '0008_some_months_later'),
    ]

    operations = [
        migrations.AddField(
            model_name='eligibilitycheck',
            name='age',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='eligibilitycheck',
            name='post',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pilot.post'),
        ),
        migrations.AddField(
            model_name='referral',
            name='sector',
            field=models.CharField(blank=True, choices=[('POLICE', 'Police'), ('CHILDRENS', 'Children’s Services'), ('YOS', 'Youth Offending Service'), ('HEALTH', 'Health'), ('EDUCATION', 'Education'), ('HOUSING', 'Housing'), ('VICTIM_SVC', 'Victim service'), ('OTHER', 'Other')], max_length=12),
        ),
    ]
