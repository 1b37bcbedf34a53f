import django.db.models.deletion
import pilot.references
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_non_engagement_and_feedback'),
        ('pilot', '0002_audit_events_are_append_only'),
        ('pilot', '__first__'),
    ]

    operations = [
        migrations.AlterField(
            model_name='goaloutcome',
            name='review',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='cases.planreview'),
        ),
        migrations.AddConstraint(
            model_name='goaloutcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('review', None), _negated=True), ('is_final', True), _connector='OR'), name='goal_outcome_without_a_review_ends_it'),
        ),
        migrations.CreateModel(
            name='OnwardReferral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('correction_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('withdrawal_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('is_replaced', models.BooleanField(default=False, editable=False)),
                ('reference', models.CharField(default=pilot.references.new_reference, max_length=9, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('destination', models.CharField(choices=[('DVPP_DVIP', 'Full perpetrator programme at DVIP'), ('DVPP_OTHER', 'Full perpetrator programme elsewhere'), ('PROB_PROG', 'Probation programme'), ('PARENTING', 'Parenting programme'), ('RYPP', 'Respect Young People’s Programme'), ('SUBST', 'Drug and alcohol service'), ('MH', 'Mental health service'), ('HOUSING', 'Housing'), ('CS_UP', 'Children’s Services: step up'), ('CS_DOWN', 'Children’s Services: step down'), ('YOS_MAIN', 'Youth Offending Service'), ('POLICE_RISK', 'Police risk management'), ('MARAC', 'MARAC'), ('HELPLINE', 'Helpline'), ('NONE_NEEDED', 'None needed'), ('DECLINED', 'Offered and declined')], max_length=12)),
                ('service', models.CharField(blank=True, max_length=100)),
                ('made_on', models.DateField()),
                ('accepted_on', models.DateField(null=True)),
                ('started_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('ending', models.CharField(blank=True, choices=[('COMPLETED', 'Completed'), ('DROPPED_OUT', 'Dropped out'), ('NOT_TAKEN_UP', 'Never began'), ('REFUSED', 'Refused by the service')], max_length=12)),
                ('reason', models.CharField(blank=True, choices=[('NOT_SUITABLE', 'Assessed as not suitable'), ('NO_PLACE', 'No place, or too long a wait'), ('NO_CONTACT', 'The service could not reach them'), ('DID_NOT_WANT', 'They did not want it'), ('STOPPED_COMING', 'They stopped coming'), ('ENTERED_CJ', 'Entered the criminal justice process'), ('TOO_RISKY', 'The risk was too high'), ('MOVED', 'Moved away'), ('OTHER', 'Another reason')], max_length=14)),
                ('source', models.CharField(blank=True, choices=[('SELF', 'The person themselves'), ('REFERRER', 'The referrer'), ('POLICE', 'Police'), ('CHILDRENS', 'Children’s Services'), ('YOS', 'Youth Offending Service'), ('HEALTH', 'Health'), ('THIRD_PARTY', 'Somebody else'), ('PROFESSIONAL_JUDGEMENT', 'Our own professional judgement')], max_length=22)),
                ('news', models.CharField(blank=True, max_length=300)),
                ('follow_up_on', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('borough', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pilot.borough')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='onward', to='cases.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='cases.onwardreferral')),
                ('start_borough', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pilot.borough')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['ended_on', 'ending'], name='onward_by_end'), models.Index(condition=models.Q(('follow_up_on__isnull', False), ('is_replaced', False)), fields=['follow_up_on'], name='onward_by_follow_up'), models.Index(fields=['case', '-made_on'], name='onward_by_case'), models.Index(fields=['made_on', 'borough'], name='onward_by_day_made'), models.Index(fields=['started_on', 'start_borough'], name='onward_by_start')],
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrawal_reason', ''), ('is_replaced', True), _connector='OR'), name='onwardreferral_withdrawn_counts_nowhere'), models.CheckConstraint(condition=models.Q(('destination__in', ['DVPP_DVIP', 'DVPP_OTHER', 'PROB_PROG', 'PARENTING', 'RYPP', 'SUBST', 'MH', 'HOUSING', 'CS_UP', 'CS_DOWN', 'YOS_MAIN', 'POLICE_RISK', 'MARAC', 'HELPLINE', 'NONE_NEEDED', 'DECLINED'])), name='onward_referral_has_a_known_destination'), models.CheckConstraint(condition=models.Q(('source__in', ['', 'SELF', 'REFERRER', 'POLICE', 'CHILDRENS', 'YOS', 'HEALTH', 'THIRD_PARTY', 'PROFESSIONAL_JUDGEMENT'])), name='onward_referral_has_a_source_of_this_side'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_on', None), ('accepted_on__gte', models.F('made_on')), _connector='OR'), models.Q(('started_on', None), ('started_on__gte', models.F('made_on')), _connector='OR'), models.Q(('ended_on', None), ('ended_on__gte', models.F('made_on')), _connector='OR'), models.Q(('accepted_on', None), ('started_on', None), ('started_on__gte', models.F('accepted_on')), _connector='OR'), models.Q(('accepted_on', None), ('ended_on', None), ('ended_on__gte', models.F('accepted_on')), _connector='OR'), models.Q(('started_on', None), ('ended_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR')), name='onward_referral_comes_to_each_step_after_the_one_before', violation_error_message='Each day must be on or after the one before it'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('ending', '')), models.Q(('ended_on__isnull', False), ('ending__in', ('COMPLETED', 'DROPPED_OUT')), ('started_on__isnull', False)), models.Q(('ended_on__isnull', False), ('ending__in', ['NOT_TAKEN_UP', 'REFUSED']), ('started_on', None)), _connector='OR'), name='onward_referral_ends_in_a_way_that_fits_its_start', violation_error_message='Only who began can complete it or drop out'), models.CheckConstraint(condition=models.Q(models.Q(('ending__in', ['', 'COMPLETED']), ('reason', '')), models.Q(models.Q(('ending__in', ['', 'COMPLETED']), _negated=True), ('reason__in', ['NOT_SUITABLE', 'NO_PLACE', 'NO_CONTACT', 'DID_NOT_WANT', 'STOPPED_COMING', 'ENTERED_CJ', 'TOO_RISKY', 'MOVED', 'OTHER'])), _connector='OR'), name='onward_referral_says_why_it_was_not_completed', violation_error_message='Say why'), models.CheckConstraint(condition=models.Q(models.Q(('reason', 'OTHER'), _negated=True), models.Q(('news', ''), _negated=True), _connector='OR'), name='onward_referral_says_what_the_other_reason_is', violation_error_message='Say what the reason is'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_on', None), ('destination__in', ('NONE_NEEDED', 'DECLINED')), ('ended_on', None), ('follow_up_on', None), ('started_on', None)), models.Q(('destination__in', ('NONE_NEEDED', 'DECLINED')), _negated=True), _connector='OR'), name='onward_referral_to_nowhere_has_no_steps'), models.CheckConstraint(condition=models.Q(('destination__in', ('NONE_NEEDED', 'DECLINED')), models.Q(('ended_on', None), ('follow_up_on__isnull', False)), models.Q(('ended_on__isnull', False), ('follow_up_on', None)), _connector='OR'), name='onward_referral_is_followed_until_it_ends', violation_error_message='Say when to ask how it went'), models.CheckConstraint(condition=models.Q(models.Q(('correction_reason', ''), ('replaces', None)), models.Q(('replaces__isnull', False), models.Q(('correction_reason', ''), _negated=True)), _connector='OR'), name='onwardreferral_correction_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('start_borough__isnull', True), ('started_on__isnull', True)), models.Q(('start_borough__isnull', False), ('started_on__isnull', False)), _connector='OR'), name='onward_referral_starts_in_a_borough'), models.UniqueConstraint(condition=models.Q(('ended_on', None), ('is_replaced', False)), fields=('case', 'destination'), name='onward_referral_is_open_once_for_each_destination', violation_error_message='This is on record already, and has not ended')],
            },
        ),
    ]
