import django.db.models.deletion
import pilot.references
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_lifecycle_history'),
        ('pilot', '__first__'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='safetynotice',
            name='safety_notice_has_a_known_kind',
        ),
        migrations.AlterField(
            model_name='safetynotice',
            name='kind',
            field=models.CharField(choices=[('REFERRED', 'Case opened'), ('STARTED', 'Work started'), ('NOT_ATTENDING', 'Did not attend'), ('NOT_MISSED', 'An absence reported before was a mistake'), ('NOT_ENGAGING', 'Declared not engaging'), ('ENGAGING', 'Declared not engaging by mistake'), ('SUSPENDED', 'Work suspended'), ('RESUMED', 'Work resumed'), ('RISK_CHANGED', 'Risk changed'), ('JUSTICE', 'Criminal justice status changed'), ('CLOSING', 'Case closing'), ('URGENT', 'Urgent safety alert')], max_length=16),
        ),
        migrations.AddConstraint(
            model_name='safetynotice',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['REFERRED', 'STARTED', 'NOT_ATTENDING', 'NOT_MISSED', 'NOT_ENGAGING', 'ENGAGING', 'SUSPENDED', 'RESUMED', 'RISK_CHANGED', 'JUSTICE', 'CLOSING', 'URGENT'])), name='safety_notice_has_a_known_kind'),
        ),
        migrations.CreateModel(
            name='NonEngagement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('correction_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('withdrawal_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('is_replaced', models.BooleanField(default=False, editable=False)),
                ('reference', models.CharField(default=pilot.references.new_reference, max_length=9, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('declared_on', models.DateField()),
                ('ground', models.CharField(choices=[('NO_CONTACT', 'They could not be reached'), ('ABSENT', 'They missed their appointments')], max_length=10)),
                ('evidence', models.CharField(max_length=200)),
                ('ended_on', models.DateField(editable=False, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='non_engagements', to='cases.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='cases.nonengagement')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('is_replaced', False)), fields=['declared_on'], name='non_engagement_by_day'), models.Index(fields=['case', '-declared_on'], name='non_engagement_by_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrawal_reason', ''), ('is_replaced', True), _connector='OR'), name='nonengagement_withdrawn_counts_nowhere'), models.CheckConstraint(condition=models.Q(('ground__in', ['NO_CONTACT', 'ABSENT'])), name='nonengagement_has_a_known_ground'), models.CheckConstraint(condition=models.Q(('evidence', ''), _negated=True), name='nonengagement_says_what_it_rests_on'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('declared_on')), _connector='OR'), name='nonengagement_ends_after_it_is_declared'), models.CheckConstraint(condition=models.Q(models.Q(('correction_reason', ''), ('replaces', None)), models.Q(('replaces__isnull', False), models.Q(('correction_reason', ''), _negated=True)), _connector='OR'), name='nonengagement_correction_says_why'), models.UniqueConstraint(condition=models.Q(('ended_on', None), ('is_replaced', False)), fields=('case',), name='nonengagement_holds_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('correction_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('withdrawal_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('is_replaced', models.BooleanField(default=False, editable=False)),
                ('reference', models.CharField(default=pilot.references.new_reference, max_length=9, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('kind', models.CharField(choices=[('NONENG_RISK', 'They do not engage: risk and what to do'), ('ENGAGED', 'They have begun to come'), ('ASSESSMENT', 'What the assessment found'), ('REVIEW', 'How the work is going'), ('CLOSURE', 'The work is ending')], max_length=11)),
                ('status', models.CharField(choices=[('DRAFT', 'Draft'), ('APPROVED', 'Ready to send'), ('SENT', 'Sent'), ('ACKNOWLEDGED', 'Acknowledged')], default='DRAFT', max_length=12)),
                ('due_on', models.DateField(null=True)),
                ('work', models.TextField(blank=True)),
                ('risk', models.TextField(blank=True)),
                ('advice', models.TextField(blank=True)),
                ('next_steps', models.TextField(blank=True)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('returned_because', models.CharField(blank=True, max_length=300)),
                ('approved_at', models.DateTimeField(null=True)),
                ('sent_on', models.DateField(null=True)),
                ('sent_to', models.CharField(blank=True, max_length=150)),
                ('method', models.CharField(blank=True, choices=[('EMAIL', 'By secure email'), ('LETTER', 'By letter'), ('IN_PERSON', 'By hand, at a meeting'), ('PHONE', 'Read out by phone, and the letter sent after')], max_length=9)),
                ('acknowledged_on', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='cases.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='cases.feedback')),
                ('non_engagement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='cases.nonengagement')),
            ],
            options={
                'verbose_name_plural': 'feedback',
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('is_replaced', False)), fields=['status', 'due_on'], name='feedback_by_status'), models.Index(fields=['case', 'kind'], name='feedback_by_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrawal_reason', ''), ('is_replaced', True), _connector='OR'), name='feedback_withdrawn_counts_nowhere'), models.CheckConstraint(condition=models.Q(('kind__in', ['NONENG_RISK', 'ENGAGED', 'ASSESSMENT', 'REVIEW', 'CLOSURE'])), name='feedback_has_a_known_kind'), models.CheckConstraint(condition=models.Q(('status__in', ['DRAFT', 'APPROVED', 'SENT', 'ACKNOWLEDGED'])), name='feedback_has_a_known_status'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'DRAFT'), ('submitted_at', None)), models.Q(models.Q(('work', ''), _negated=True), models.Q(('next_steps', ''), _negated=True)), _connector='OR'), name='feedback_says_what_was_done_and_what_comes_next'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'DRAFT'), ('submitted_at', None)), models.Q(('kind', 'NONENG_RISK'), _negated=True), models.Q(models.Q(('risk', ''), _negated=True), models.Q(('advice', ''), _negated=True)), _connector='OR'), name='feedback_of_not_engaging_has_risk_and_advice', violation_error_message='Say what the risk is and what you advise'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('status', 'DRAFT')), models.Q(models.Q(('status', 'DRAFT'), _negated=True), ('approved_at__isnull', False)), _connector='OR'), name='feedback_is_approved_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('method', ''), ('sent_on', None), ('sent_to', ''), ('status__in', ('DRAFT', 'APPROVED'))), models.Q(('sent_on__isnull', False), ('status__in', ('SENT', 'ACKNOWLEDGED')), models.Q(('sent_to', ''), _negated=True), ('method__in', ['EMAIL', 'LETTER', 'IN_PERSON', 'PHONE'])), _connector='OR'), name='feedback_that_has_gone_says_when_how_and_to_whom'), models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_on__isnull', False), ('status', 'ACKNOWLEDGED')), models.Q(models.Q(('status', 'ACKNOWLEDGED'), _negated=True), ('acknowledged_on', None)), _connector='OR'), name='feedback_is_acknowledged_on_a_day'), models.CheckConstraint(condition=models.Q(('acknowledged_on', None), ('acknowledged_on__gte', models.F('sent_on')), _connector='OR'), name='feedback_is_acknowledged_after_it_is_sent', violation_error_message='They cannot have had it before it was sent'), models.CheckConstraint(condition=models.Q(models.Q(('correction_reason', ''), ('replaces', None)), models.Q(('replaces__isnull', False), models.Q(('correction_reason', ''), _negated=True)), _connector='OR'), name='feedback_correction_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'NONENG_RISK'), ('non_engagement__isnull', False)), models.Q(models.Q(('kind', 'NONENG_RISK'), _negated=True), ('non_engagement', None)), _connector='OR'), name='feedback_of_not_engaging_follows_a_declaration'), models.UniqueConstraint(condition=models.Q(('is_replaced', False)), fields=('non_engagement',), name='feedback_follows_a_declaration_once'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='feedback_approval_has_a_time_and_a_person')],
            },
        ),
    ]
