import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from ground.triggers import at_once


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0003_facts_are_closed'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='Deflator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(help_text='Fiscal year, or 1976TQ, the transition quarter', max_length=6)),
                ('base_year', models.PositiveIntegerField()),
                ('value', models.DecimalField(decimal_places=4, max_digits=8)),
                ('source', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('period', 'base_year'), name='deflator_one_a_period', violation_error_message='This period has a deflator of this base year already.'), models.CheckConstraint(condition=models.Q(('value__gt', 0)), name='deflator_above_zero', violation_error_message='A deflator is above zero.'), models.CheckConstraint(condition=models.Q(('period__regex', '^[0-9]{4}$'), ('period', '1976TQ'), _connector='OR'), name='deflator_period_shape', violation_error_message='A period is a fiscal year, or 1976TQ for the transition quarter.'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='deflator_has_source', violation_error_message='A deflator says where it comes from.')],
            },
        ),
        migrations.CreateModel(
            name='DeflatorEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('period', models.CharField(help_text='Fiscal year, or 1976TQ, the transition quarter', max_length=6)),
                ('base_year', models.PositiveIntegerField()),
                ('value', models.DecimalField(decimal_places=4, max_digits=8)),
                ('source', models.CharField(max_length=200)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.deflator')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deflator',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "partners_deflatorevent" ("base_year", "id", "period", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "value") SELECT new_values."base_year", new_values."id", new_values."period", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."source", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='75346bf85ecfb8bb7df4c9662f25a2593cddff64', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e70c5', referencing='REFERENCING NEW TABLE AS new_values ', table='partners_deflator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deflator',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "partners_deflatorevent" ("base_year", "id", "period", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "value") SELECT new_values."base_year", new_values."id", new_values."period", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."source", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a7d75c8f88add793af4c0dce155325b4f8778c16', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0d1f3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='partners_deflator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deflator',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "partners_deflatorevent" ("base_year", "id", "period", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "value") SELECT old_values."base_year", old_values."id", old_values."period", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."source", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='33503df602c2c9a5f74f8f4f709741d65b0e7e7e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2f2b3', referencing='REFERENCING OLD TABLE AS old_values ', table='partners_deflator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deflatorevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b9b3d644aeff95efb766bb1f60476ce53c0fc9d7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_21d13', table='partners_deflatorevent', when='BEFORE')),
        ),
    ])
