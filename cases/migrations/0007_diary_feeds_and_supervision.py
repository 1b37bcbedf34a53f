import django.db.models.deletion
import pilot.references
from django.conf import settings
from django.db import migrations, models

from pilot import append_only


HELD, POINTS = "cases_supervision", "cases_supervisionpoint"
READ = "cases_acknowledgement"


def lock(apps, schema_editor):
    append_only.lock_once_due(
        schema_editor, HELD, kept=("worker_id", "supervisor_id", "written_at")
    )
    for table in (POINTS, READ):
        append_only.lock_at_once(schema_editor, table)


def unlock(apps, schema_editor):
    for table in (HELD, POINTS, READ):
        append_only.unlock(schema_editor, table)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0006_onward_referrals'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Supervision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=pilot.references.new_reference, max_length=9, unique=True)),
                ('on', models.DateField()),
                ('kind', models.CharField(choices=[('CASE', 'Case supervision'), ('CLINICAL', 'Clinical supervision')], max_length=8)),
                ('agreed', models.TextField()),
                ('next_on', models.DateField()),
                ('written_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('locks_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('supervisor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervisions_held', to=settings.AUTH_USER_MODEL)),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervisions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['worker', '-on'], name='supervision_by_worker')],
                'constraints': [models.CheckConstraint(condition=models.Q(('worker', models.F('supervisor')), _negated=True), name='supervision_is_by_somebody_else', violation_error_message='Nobody supervises themselves'), models.CheckConstraint(condition=models.Q(('kind__in', ['CASE', 'CLINICAL'])), name='supervision_has_a_known_kind'), models.CheckConstraint(condition=models.Q(('next_on__gt', models.F('on'))), name='supervision_comes_before_the_next_one', violation_error_message='The next supervision must be after this one'), models.CheckConstraint(condition=models.Q(('agreed', ''), _negated=True), name='supervision_says_what_was_agreed'), models.CheckConstraint(condition=models.Q(('changed_at__gte', models.F('written_at')), ('changed_at__lt', models.F('locks_at'))), name='supervision_stays_as_it_was_when_it_locked')],
            },
        ),
        migrations.CreateModel(
            name='Acknowledgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supervision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgement', to='cases.supervision')),
            ],
        ),
        migrations.CreateModel(
            name='SupervisionPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed', models.TextField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervision_points', to='cases.case')),
                ('supervision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points', to='cases.supervision')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('supervision', 'case'), name='supervision_names_a_case_once'), models.CheckConstraint(condition=models.Q(('agreed', ''), _negated=True), name='supervision_point_says_what_was_agreed')],
            },
        ),
        migrations.CreateModel(
            name='DiaryFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='diary_feeds', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('user',), name='diary_feed_is_one_each'), models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('made_at')), _connector='OR'), name='diary_feed_ends_after_it_was_made')],
            },
        ),
        migrations.RunPython(lock, unlock),
    ]
