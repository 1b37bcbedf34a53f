import django.db.models.deletion
import pilot.references
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pilot', '0002_audit_events_are_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('correction_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('withdrawal_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('is_replaced', models.BooleanField(default=False, editable=False)),
                ('reference', models.CharField(default=pilot.references.new_reference, max_length=9, unique=True)),
                ('kind', models.CharField(choices=[('LEAVE', 'Leave'), ('SICK', 'Sickness'), ('VACANT', 'The post is vacant')], max_length=6)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('cover', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='covered', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='pilot.post')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='pilot.absence')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['post', 'starts_on'], name='absence_by_post'), models.Index(condition=models.Q(('is_replaced', False)), fields=['cover', 'starts_on'], name='absence_by_cover')],
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrawal_reason', ''), ('is_replaced', True), _connector='OR'), name='absence_withdrawn_counts_nowhere'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='absence_ends_after_it_starts', violation_error_message='The last day must be on or after the first'), models.CheckConstraint(condition=models.Q(('kind__in', ['LEAVE', 'SICK', 'VACANT'])), name='absence_has_a_known_kind'), models.CheckConstraint(condition=models.Q(models.Q(('correction_reason', ''), ('replaces', None)), models.Q(('replaces__isnull', False), models.Q(('correction_reason', ''), _negated=True)), _connector='OR'), name='absence_correction_says_why'), models.CheckConstraint(condition=models.Q(('user__isnull', False), ('kind', 'VACANT'), _connector='OR'), name='absence_has_a_person_unless_vacant'), models.CheckConstraint(condition=models.Q(('cover', None), ('user', None), models.Q(('cover', models.F('user')), _negated=True), _connector='OR'), name='absence_is_covered_by_somebody_else', violation_error_message='Select somebody other than who is away')],
            },
        ),
        migrations.CreateModel(
            name='Pattern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('correction_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('withdrawal_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('is_replaced', models.BooleanField(default=False, editable=False)),
                ('starts_on', models.DateField()),
                ('weeks', models.PositiveSmallIntegerField()),
                ('reason', models.CharField(max_length=200)),
                ('variation', models.CharField(blank=True, max_length=100)),
                ('recorded_at', models.DateTimeField()),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='patterns', to='pilot.post')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='pilot.pattern')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('withdrawal_reason', ''), ('is_replaced', True), _connector='OR'), name='pattern_withdrawn_counts_nowhere'), models.CheckConstraint(condition=models.Q(('weeks__gte', 1), ('weeks__lte', 4)), name='pattern_lasts_one_to_four_weeks'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='pattern_has_a_reason', violation_error_message='Enter why the days change'), models.CheckConstraint(condition=models.Q(models.Q(('correction_reason', ''), ('replaces', None)), models.Q(('replaces__isnull', False), models.Q(('correction_reason', ''), _negated=True)), _connector='OR'), name='pattern_correction_says_why'), models.UniqueConstraint(condition=models.Q(('is_replaced', False)), fields=('post', 'starts_on'), name='pattern_starts_once')],
            },
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('is_retired', models.BooleanField(default=False, verbose_name='no longer used')),
                ('borough', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sites', to='pilot.borough')),
            ],
            options={
                'ordering': ['borough__place', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='site_has_a_name'), models.UniqueConstraint(fields=('borough', 'name'), name='site_is_named_once', violation_error_message='There is a place of this name in the borough')],
            },
        ),
        migrations.CreateModel(
            name='PatternDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.PositiveSmallIntegerField()),
                ('weekday', models.PositiveSmallIntegerField()),
                ('pattern', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='pilot.pattern')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pattern_days', to='pilot.site')),
            ],
            options={
                'ordering': ['week', 'weekday'],
                'constraints': [models.CheckConstraint(condition=models.Q(('week__gte', 1), ('week__lte', 4), ('weekday__lte', 4)), name='pattern_day_is_a_weekday'), models.UniqueConstraint(fields=('pattern', 'week', 'weekday'), name='pattern_day_has_one_place')],
            },
        ),
        migrations.CreateModel(
            name='WorkWeek',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('version', models.PositiveIntegerField(default=0)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='work_weeks', to='pilot.post')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('post', 'starts_on'), name='work_week_is_held_once')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='dayallocation',
            name='allocation_starts_once',
        ),
        migrations.RemoveConstraint(
            model_name='dayallocation',
            name='allocation_ends_after_it_starts',
        ),
        migrations.AddField(
            model_name='dayallocation',
            name='correction_reason',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='dayallocation',
            name='is_replaced',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='dayallocation',
            name='replaces',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='pilot.dayallocation'),
        ),
        migrations.AddField(
            model_name='dayallocation',
            name='withdrawal_reason',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='workday',
            name='correction_reason',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='workday',
            name='is_replaced',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='workday',
            name='replaces',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='pilot.workday'),
        ),
        migrations.AddField(
            model_name='workday',
            name='withdrawal_reason',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddIndex(
            model_name='workday',
            index=models.Index(fields=['post', 'on'], name='work_day_by_post'),
        ),
        migrations.AddConstraint(
            model_name='dayallocation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('correction_reason', ''), ('replaces', None)), models.Q(('replaces__isnull', False), models.Q(('correction_reason', ''), _negated=True)), _connector='OR'), name='dayallocation_correction_says_why'),
        ),
        migrations.AddConstraint(
            model_name='dayallocation',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawal_reason', ''), ('is_replaced', True), _connector='OR'), name='dayallocation_withdrawn_counts_nowhere'),
        ),
        migrations.AddConstraint(
            model_name='dayallocation',
            constraint=models.UniqueConstraint(condition=models.Q(('is_replaced', False)), fields=('post', 'borough', 'starts_on'), name='allocation_starts_once'),
        ),
        migrations.AddConstraint(
            model_name='dayallocation',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on', None), ('is_replaced', False)), fields=('post', 'borough'), name='allocation_is_open_ended_once'),
        ),
        migrations.AddConstraint(
            model_name='dayallocation',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='allocation_ends_after_it_starts', violation_error_message='The last day must be on or after the first'),
        ),
        migrations.AddConstraint(
            model_name='workday',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('correction_reason', ''), ('replaces', None)), models.Q(('replaces__isnull', False), models.Q(('correction_reason', ''), _negated=True)), _connector='OR'), name='workday_correction_says_why'),
        ),
        migrations.AddConstraint(
            model_name='workday',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawal_reason', ''), ('is_replaced', True), _connector='OR'), name='workday_withdrawn_counts_nowhere'),
        ),
        migrations.AddConstraint(
            model_name='workday',
            constraint=models.CheckConstraint(condition=models.Q(('activity__in', ['CASEWORK', 'CONSULTATION', 'TRAINING', 'LIAISON', 'SUPERVISION', 'ADMIN', 'LEAVE', 'SICK', 'VACANT'])), name='work_day_has_a_known_activity'),
        ),
    ]
