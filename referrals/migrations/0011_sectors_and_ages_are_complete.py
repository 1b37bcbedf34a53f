from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0010_what_was_true_at_the_time'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='eligibilitycheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('criterion', 'AGE'), ('post__isnull', False)), models.Q(models.Q(('criterion', 'AGE'), _negated=True), ('age', None), ('post', None)), _connector='OR'), name='check_of_an_age_says_for_which_post'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agency', None), ('sector', '')), models.Q(('agency__isnull', False), ('sector__in', ['POLICE', 'CHILDRENS', 'YOS', 'HEALTH', 'EDUCATION', 'HOUSING', 'VICTIM_SVC', 'OTHER'])), _connector='OR'), name='referral_sector_is_its_agencys'),
        ),
    ]
