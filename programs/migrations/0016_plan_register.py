import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import programs.models.budget
from django.db import migrations, models

from ground.triggers import at_once


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('ground', '0001_initial'),
        ('partners', '0004_deflators'),
        ('programs', '0015_training_lists_in_order'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='AllocationReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60, verbose_name='report number')),
                ('fiscal_year', models.PositiveIntegerField()),
                ('version', models.PositiveIntegerField()),
                ('enacted_on', models.DateField()),
                ('submitted_on', models.DateField()),
                ('due_on', models.GeneratedField(db_persist=True, expression=programs.models.budget.DaysLater('enacted_on', days=30), output_field=models.DateField())),
                ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ground.importbatch')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('number',), name='allocation_report_once', violation_error_message='This report is here already; a correction is a version with its own number.'), models.UniqueConstraint(fields=('fiscal_year', 'version'), name='allocation_report_one_of_a_version', violation_error_message='Another report of this year came in at the same time. Try again.'), models.CheckConstraint(condition=models.Q(('submitted_on__gte', models.F('enacted_on'))), name='allocation_report_after_enactment', violation_error_message='A 653(a) report follows the enactment of the money it splits.')],
            },
        ),
        migrations.CreateModel(
            name='BudgetFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fiscal_year', models.PositiveIntegerField()),
                ('vintage', models.CharField(choices=[('REQUEST', 'Request'), ('ESTIMATE', 'Estimate'), ('ENACTED', 'Enacted'), ('ACTUAL', 'Actual')], max_length=8, verbose_name='stage')),
                ('level', models.CharField(choices=[('TOTAL', 'Total'), ('REGION', 'Region'), ('COUNTRY', 'Country'), ('OTHER', 'Other')], max_length=7)),
                ('region', models.CharField(blank=True, help_text='As printed', max_length=40)),
                ('account', models.CharField(help_text='As printed', max_length=40)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20)),
                ('unit', models.CharField(choices=[('USD', 'US dollars'), ('USD_THOUSANDS', 'thousands of US dollars')], default='USD_THOUSANDS', max_length=13)),
                ('source_line', models.PositiveIntegerField(help_text='Line of the printed table')),
                ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ground.importbatch')),
                ('name', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.reportedname')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['account', 'fiscal_year'], name='budget_figure_by_account')],
                'constraints': [models.UniqueConstraint(fields=('fiscal_year', 'vintage', 'source_line', 'account'), name='budget_figure_once', violation_error_message='This figure of the table is here already.'), models.CheckConstraint(condition=models.Q(('level__in', ['COUNTRY', 'OTHER']), models.Q(('account__istartswith', 'Total'), _negated=True)), name='budget_figure_is_no_total', violation_error_message='A printed total is no line: it is kept apart and added up anew.'), models.CheckConstraint(condition=models.Q(('amount__gte', 0), ('level', 'OTHER'), _connector='OR'), name='budget_figure_of_a_country_not_negative', violation_error_message='No country is budgeted below zero; receipts and rescissions are other lines.')],
            },
        ),
        migrations.CreateModel(
            name='BudgetTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fiscal_year', models.PositiveIntegerField()),
                ('vintage', models.CharField(choices=[('REQUEST', 'Request'), ('ESTIMATE', 'Estimate'), ('ENACTED', 'Enacted'), ('ACTUAL', 'Actual')], max_length=8, verbose_name='stage')),
                ('level', models.CharField(choices=[('TOTAL', 'Total'), ('REGION', 'Region'), ('COUNTRY', 'Country'), ('OTHER', 'Other')], max_length=7)),
                ('region', models.CharField(blank=True, help_text='As printed', max_length=40)),
                ('account', models.CharField(help_text='As printed', max_length=40)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20)),
                ('unit', models.CharField(choices=[('USD', 'US dollars'), ('USD_THOUSANDS', 'thousands of US dollars')], default='USD_THOUSANDS', max_length=13)),
                ('source_line', models.PositiveIntegerField(help_text='Line of the printed table')),
                ('name', models.CharField(help_text='As printed', max_length=200)),
                ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ground.importbatch')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('fiscal_year', 'vintage', 'source_line', 'account'), name='budget_total_once', violation_error_message='This total of the table is here already.'), models.CheckConstraint(condition=models.Q(('level__in', ['TOTAL', 'REGION']), ('account__istartswith', 'Total'), _connector='OR'), name='budget_total_is_a_total', violation_error_message='A line of one account is no total.')],
            },
        ),
        migrations.CreateModel(
            name='PublishedObligation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(help_text='Fiscal year, or 1976TQ, the transition quarter', max_length=6)),
                ('region', models.CharField(help_text='As printed', max_length=40)),
                ('category', models.CharField(help_text='Economic or Military', max_length=10)),
                ('publication_row', models.CharField(max_length=80)),
                ('agency', models.CharField(max_length=80)),
                ('account', models.CharField(help_text='As printed', max_length=160)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='obligations, US dollars')),
                ('constant_printed', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='in constant 2020 dollars, as printed')),
                ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ground.importbatch')),
                ('name', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.reportedname')),
            ],
            options={
                'indexes': [models.Index(fields=['name', 'account'], name='published_obligation_by_name')],
                'constraints': [models.UniqueConstraint(fields=('period', 'name', 'account', 'agency', 'category', 'publication_row'), name='published_obligation_once', violation_error_message='This row of the series is here already.'), models.CheckConstraint(condition=models.Q(('period__regex', '^[0-9]{4}$'), ('period', '1976TQ'), _connector='OR'), name='published_obligation_period_shape', violation_error_message='A period is a fiscal year, or 1976TQ for the transition quarter.')],
            },
        ),
        migrations.CreateModel(
            name='AllocationReportEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('number', models.CharField(max_length=60, verbose_name='report number')),
                ('fiscal_year', models.PositiveIntegerField()),
                ('version', models.PositiveIntegerField()),
                ('enacted_on', models.DateField()),
                ('submitted_on', models.DateField()),
                ('due_on', models.GeneratedField(db_persist=True, expression=programs.models.budget.DaysLater('enacted_on', days=30), output_field=models.DateField())),
                ('batch', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ground.importbatch')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.allocationreport')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AllocationRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.CharField(help_text='As printed', max_length=40)),
                ('category', models.CharField(blank=True, max_length=120)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='amount, US dollars')),
                ('unit', models.CharField(choices=[('USD', 'US dollars'), ('USD_THOUSANDS', 'thousands of US dollars')], default='USD', max_length=13)),
                ('name', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.reportedname')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='programs.allocationreport')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'name', 'account', 'category'), name='allocation_row_once', violation_error_message='The report has a row for this unit, account and category already.'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='allocation_row_not_negative', violation_error_message='An allocation is zero or more.'), models.CheckConstraint(condition=models.Q(('unit', 'USD')), name='allocation_row_in_dollars', violation_error_message='A 653(a) report is kept in dollars, not in thousands.')],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reportedname',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reportedname',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reportedname',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='reportedname',
            name='reported_name_assigned_to_something',
        ),
        migrations.AddField(
            model_name='reportedname',
            name='account',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.account'),
        ),
        migrations.AddField(
            model_name='reportedname',
            name='operating_unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.operatingunit'),
        ),
        migrations.AddField(
            model_name='reportednameevent',
            name='account',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.account'),
        ),
        migrations.AddField(
            model_name='reportednameevent',
            name='operating_unit',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.operatingunit'),
        ),
        migrations.AlterField(
            model_name='reportedname',
            name='label',
            field=models.CharField(blank=True, help_text='One name for the spellings of it', max_length=120, verbose_name='one name'),
        ),
        migrations.AlterField(
            model_name='reportedname',
            name='sort',
            field=models.CharField(choices=[('COUNTRY', 'Country'), ('PROGRAM', 'Program'), ('LINE', 'Line of the budget'), ('ACCOUNT', 'Account')], max_length=8),
        ),
        migrations.AlterField(
            model_name='reportednameevent',
            name='label',
            field=models.CharField(blank=True, help_text='One name for the spellings of it', max_length=120, verbose_name='one name'),
        ),
        migrations.AlterField(
            model_name='reportednameevent',
            name='sort',
            field=models.CharField(choices=[('COUNTRY', 'Country'), ('PROGRAM', 'Program'), ('LINE', 'Line of the budget'), ('ACCOUNT', 'Account')], max_length=8),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedname',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_reportednameevent" ("account_id", "assigned", "assigned_by_id", "country_id", "id", "kind", "label", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed", "sort", "version") SELECT new_values."account_id", new_values."assigned", new_values."assigned_by_id", new_values."country_id", new_values."id", new_values."kind", new_values."label", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."printed", new_values."sort", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9f105f8218342d606b417472d8fe8f5c352a5daa', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1f5cf', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_reportedname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedname',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_reportednameevent" ("account_id", "assigned", "assigned_by_id", "country_id", "id", "kind", "label", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed", "sort", "version") SELECT new_values."account_id", new_values."assigned", new_values."assigned_by_id", new_values."country_id", new_values."id", new_values."kind", new_values."label", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."printed", new_values."sort", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0377f2c128dec5a83974370b6979e42a66b49317', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e8100', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_reportedname', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedname',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_reportednameevent" ("account_id", "assigned", "assigned_by_id", "country_id", "id", "kind", "label", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printed", "sort", "version") SELECT old_values."account_id", old_values."assigned", old_values."assigned_by_id", old_values."country_id", old_values."id", old_values."kind", old_values."label", old_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."printed", old_values."sort", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3bfdfa05b4261d90cf6c7217f5d8ed95c87357b6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_301b8', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_reportedname', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='reportedname',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('account__isnull', True), ('assigned', False), ('country__isnull', True), ('label', ''), ('operating_unit__isnull', True)), models.Q(('assigned', True), ('country__isnull', False), ('sort', 'COUNTRY')), models.Q(('assigned', True), ('sort__in', ['PROGRAM', 'LINE', 'ACCOUNT']), models.Q(('label', ''), _negated=True)), _connector='OR'), name='reported_name_assigned_to_something', violation_error_message='An assigned label stands for something that has a name.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocationreport',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_allocationreport_append_only', MESSAGE = 'Allocation reports are never changed or removed.', DETAIL = COALESCE('', '');", hash='3f437eacc077342c4c8191645ecf1ef301b3e1fa', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_962fa', table='programs_allocationreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocationreport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_allocationreportevent" ("batch_id", "enacted_on", "fiscal_year", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submitted_on", "version") SELECT new_values."batch_id", new_values."enacted_on", new_values."fiscal_year", new_values."id", new_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."submitted_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='85d25755b8ebf6fa8162516c1a0b5582652f64f5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_11f73', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_allocationreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocationreport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_allocationreportevent" ("batch_id", "enacted_on", "fiscal_year", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submitted_on", "version") SELECT new_values."batch_id", new_values."enacted_on", new_values."fiscal_year", new_values."id", new_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."submitted_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='18cb4550b6d8e7f40ce64c3af579068ccadc11d7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fcd13', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_allocationreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocationreport',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_allocationreportevent" ("batch_id", "enacted_on", "fiscal_year", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submitted_on", "version") SELECT old_values."batch_id", old_values."enacted_on", old_values."fiscal_year", old_values."id", old_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."submitted_on", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8f1d8e4ea00a817215dd61829b55d7307f76a89f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_85c20', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_allocationreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocationreportevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cb62322ca25e85aa20fa06bef91869b0439ea9f3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_13f17', table='programs_allocationreportevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocationrow',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_allocationrow_append_only', MESSAGE = 'Allocation rows are never changed or removed.', DETAIL = COALESCE('', '');", hash='c643718d34dfc2f39173ec6c63641105ee3b9895', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_ef019', table='programs_allocationrow', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetfigure',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_budgetfigure_append_only', MESSAGE = 'Budget figures are never changed or removed.', DETAIL = COALESCE('', '');", hash='408b9438a181c459eecd90e71dc674a72d970c32', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_a4e87', table='programs_budgetfigure', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgettotal',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_budgettotal_append_only', MESSAGE = 'Budget totals are never changed or removed.', DETAIL = COALESCE('', '');", hash='d751f300be8e29cec605ae8975deb650c318840a', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_373ee', table='programs_budgettotal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedobligation',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_publishedobligation_append_only', MESSAGE = 'Published obligations are never changed or removed.', DETAIL = COALESCE('', '');", hash='607a9d71561e9737274e9ec7908cacb3b690d7fb', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_2adcf', table='programs_publishedobligation', when='BEFORE')),
        ),
    ])
