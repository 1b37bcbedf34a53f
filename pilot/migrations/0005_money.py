import django.db.models.deletion
import pilot.references
from django.conf import settings
from django.db import migrations, models

from pilot import append_only

LEDGER = ("pilot_cost", "pilot_costshare")


def protect(apps, schema_editor):
    for table in LEDGER:
        append_only.protect(schema_editor, table)


def lift(apps, schema_editor):
    for table in LEDGER:
        append_only.lift(schema_editor, table)


class Migration(migrations.Migration):

    dependencies = [
        ('pilot', '0004_assumption_decisions'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApportionmentKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12)),
                ('title', models.CharField(max_length=100)),
                ('starts_on', models.DateField()),
                ('source', models.CharField(max_length=200)),
                ('assumption', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='pilot.assumption')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'starts_on'), name='apportionment_key_starts_once', violation_error_message='This key changes on that day already'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='apportionment_key_names_its_source')],
            },
        ),
        migrations.CreateModel(
            name='Budget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('correction_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('withdrawal_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('is_replaced', models.BooleanField(default=False, editable=False)),
                ('is_assumed', models.BooleanField()),
                ('source', models.CharField(max_length=200)),
                ('recorded_at', models.DateTimeField()),
                ('borough', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='budgets', to='pilot.borough')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='pilot.budget')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('correction_reason', ''), ('replaces', None)), models.Q(('replaces__isnull', False), models.Q(('correction_reason', ''), _negated=True)), _connector='OR'), name='budget_correction_says_why'), models.CheckConstraint(condition=models.Q(('withdrawal_reason', ''), ('is_replaced', True), _connector='OR'), name='budget_withdrawn_counts_nowhere'), models.UniqueConstraint(condition=models.Q(('is_replaced', False)), fields=('borough',), name='budget_of_a_borough_is_one'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='budget_names_its_source')],
            },
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cost_line', models.CharField(blank=True, choices=[('SALARY', 'Salaries'), ('ONCOST', 'On-costs of salaries'), ('SUPERVISION', 'Supervision'), ('TRAVEL', 'Travel'), ('TRAINING', 'Training'), ('MATERIALS', 'Materials'), ('CAMPAIGN', 'Campaign'), ('INTERPRETING', 'Interpreting'), ('PREMISES', 'Premises'), ('IT', 'Computers and telephones'), ('OVERHEAD', 'Overheads'), ('OTHER', 'Other')], max_length=12)),
                ('financial_year', models.PositiveSmallIntegerField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=9)),
                ('budget', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='pilot.budget')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('budget', 'cost_line', 'financial_year'), name='budget_line_is_written_once'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='budget_line_holds_an_amount')],
            },
        ),
        migrations.CreateModel(
            name='CarryForward',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('correction_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('withdrawal_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('is_replaced', models.BooleanField(default=False, editable=False)),
                ('financial_year', models.PositiveSmallIntegerField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=9)),
                ('approved_on', models.DateField()),
                ('approver', models.CharField(max_length=100)),
                ('evidence', models.CharField(max_length=100)),
                ('recorded_at', models.DateTimeField()),
                ('borough', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='carry_forwards', to='pilot.borough')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='pilot.carryforward')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('correction_reason', ''), ('replaces', None)), models.Q(('replaces__isnull', False), models.Q(('correction_reason', ''), _negated=True)), _connector='OR'), name='carryforward_correction_says_why'), models.CheckConstraint(condition=models.Q(('withdrawal_reason', ''), ('is_replaced', True), _connector='OR'), name='carryforward_withdrawn_counts_nowhere'), models.UniqueConstraint(condition=models.Q(('is_replaced', False)), fields=('borough', 'financial_year'), name='carry_forward_of_a_year_is_one'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='carry_forward_is_more_than_nothing', violation_error_message='Enter an amount above £0.00'), models.CheckConstraint(condition=models.Q(models.Q(('approver', ''), _negated=True), models.Q(('evidence', ''), _negated=True)), name='carry_forward_names_who_approved_it')],
            },
        ),
        migrations.CreateModel(
            name='Cost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=pilot.references.new_reference, max_length=9, unique=True)),
                ('kind', models.CharField(choices=[('ACTUAL', 'Paid'), ('ACCRUAL', 'Owed'), ('REVERSAL', 'Reversal')], max_length=8)),
                ('on', models.DateField()),
                ('cost_line', models.CharField(choices=[('SALARY', 'Salaries'), ('ONCOST', 'On-costs of salaries'), ('SUPERVISION', 'Supervision'), ('TRAVEL', 'Travel'), ('TRAINING', 'Training'), ('MATERIALS', 'Materials'), ('CAMPAIGN', 'Campaign'), ('INTERPRETING', 'Interpreting'), ('PREMISES', 'Premises'), ('IT', 'Computers and telephones'), ('OVERHEAD', 'Overheads'), ('OTHER', 'Other')], max_length=12)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=9)),
                ('supplier', models.CharField(max_length=100)),
                ('evidence', models.CharField(max_length=60)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('recorded_at', models.DateTimeField()),
                ('key', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pilot.apportionmentkey')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='pilot.cost')),
            ],
            options={
                'indexes': [models.Index(fields=['on', 'evidence'], name='cost_by_date')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'REVERSAL'), ('reverses__isnull', False), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('kind', 'REVERSAL'), _negated=True), ('reason', ''), ('reverses', None)), _connector='OR'), name='cost_reversal_names_what_and_why'), models.CheckConstraint(condition=models.Q(models.Q(('amount__lt', 0), ('kind', 'REVERSAL')), models.Q(models.Q(('kind', 'REVERSAL'), _negated=True), ('amount__gt', 0)), _connector='OR'), name='cost_is_more_than_nothing', violation_error_message='Enter an amount above £0.00'), models.CheckConstraint(condition=models.Q(('kind', 'REVERSAL'), models.Q(models.Q(('supplier', ''), _negated=True), models.Q(('evidence', ''), _negated=True)), _connector='OR'), name='cost_names_its_supplier_and_evidence'), models.CheckConstraint(condition=models.Q(('kind__in', ['ACTUAL', 'ACCRUAL', 'REVERSAL'])), name='cost_has_a_known_kind'), models.CheckConstraint(condition=models.Q(('cost_line__in', ['SALARY', 'ONCOST', 'SUPERVISION', 'TRAVEL', 'TRAINING', 'MATERIALS', 'CAMPAIGN', 'INTERPRETING', 'PREMISES', 'IT', 'OVERHEAD', 'OTHER'])), name='cost_has_a_known_line')],
            },
        ),
        migrations.CreateModel(
            name='CostShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=9)),
                ('borough', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pilot.borough')),
                ('cost', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='pilot.cost')),
            ],
            options={
                'indexes': [models.Index(models.F('borough'), models.OrderBy(models.F('on'), descending=True), name='cost_share_by_borough'), models.Index(models.OrderBy(models.F('on'), descending=True), models.OrderBy(models.F('cost'), descending=True), name='cost_share_by_date')],
                'constraints': [models.UniqueConstraint(fields=('cost', 'borough'), name='cost_share_is_written_once')],
            },
        ),
        migrations.CreateModel(
            name='Forecast',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('borough', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forecasts', to='pilot.borough')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['borough', 'made_at'], name='forecast_by_borough')],
            },
        ),
        migrations.CreateModel(
            name='ForecastMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=9)),
                ('forecast', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='months', to='pilot.forecast')),
            ],
            options={
                'ordering': ['starts_on'],
                'constraints': [models.UniqueConstraint(fields=('forecast', 'starts_on'), name='forecast_month_is_written_once'), models.CheckConstraint(condition=models.Q(('starts_on__day', 1)), name='forecast_month_starts_on_the_first'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='forecast_month_is_nothing_or_more')],
            },
        ),
        migrations.CreateModel(
            name='KeyShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('parts', models.PositiveSmallIntegerField()),
                ('borough', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pilot.borough')),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='pilot.apportionmentkey')),
            ],
            options={
                'ordering': ['borough__place'],
                'constraints': [models.UniqueConstraint(fields=('key', 'borough'), name='key_share_is_written_once'), models.CheckConstraint(condition=models.Q(('parts__gte', 1), ('parts__lte', 1000)), name='key_share_is_some_parts')],
            },
        ),
        migrations.CreateModel(
            name='VarianceComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('correction_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('withdrawal_reason', models.CharField(blank=True, editable=False, max_length=200)),
                ('is_replaced', models.BooleanField(default=False, editable=False)),
                ('quarter', models.CharField(max_length=6)),
                ('text', models.CharField(max_length=1000)),
                ('recorded_at', models.DateTimeField()),
                ('borough', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='variance_comments', to='pilot.borough')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='pilot.variancecomment')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('correction_reason', ''), ('replaces', None)), models.Q(('replaces__isnull', False), models.Q(('correction_reason', ''), _negated=True)), _connector='OR'), name='variancecomment_correction_says_why'), models.CheckConstraint(condition=models.Q(('withdrawal_reason', ''), ('is_replaced', True), _connector='OR'), name='variancecomment_withdrawn_counts_nowhere'), models.UniqueConstraint(condition=models.Q(('is_replaced', False)), fields=('borough', 'quarter'), name='variance_comment_of_a_quarter_is_one'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='variance_comment_says_something')],
            },
        ),
        migrations.RunPython(
            code=protect,
            reverse_code=lift,
        ),
    ]
