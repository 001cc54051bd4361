import django.db.models.deletion
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from ground.triggers import at_once


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('partners', '0005_force_of_a_unit'),
        ('programs', '0034_students_graded'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='Accident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160)),
                ('admin_area', models.CharField(max_length=160, verbose_name='administrative area')),
                ('source', models.CharField(max_length=200)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('on_day', models.DateField(verbose_name='on')),
                ('killed', models.PositiveIntegerField(default=0)),
                ('injured', models.PositiveIntegerField(default=0)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.country')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('killed__gt', 0), ('injured__gt', 0), _connector='OR'), name='accident_hurt_somebody', violation_error_message='An accident has people killed or injured.'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='accident_has_source', violation_error_message='An accident says who reported it.')],
            },
        ),
        migrations.CreateModel(
            name='TreatyDeadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160)),
                ('admin_area', models.CharField(max_length=160, verbose_name='administrative area')),
                ('source', models.CharField(max_length=200)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('deadline', models.DateField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.country')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('source', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='treaty_deadline_has_source', violation_error_message='A deadline names its treaty and where it stands.')],
            },
        ),
        migrations.CreateModel(
            name='AccidentEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=160)),
                ('admin_area', models.CharField(max_length=160, verbose_name='administrative area')),
                ('source', models.CharField(max_length=200)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('on_day', models.DateField(verbose_name='on')),
                ('killed', models.PositiveIntegerField(default=0)),
                ('injured', models.PositiveIntegerField(default=0)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('country', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.country')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.accident')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TreatyDeadlineEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=160)),
                ('admin_area', models.CharField(max_length=160, verbose_name='administrative area')),
                ('source', models.CharField(max_length=200)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('deadline', models.DateField()),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('country', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.country')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.treatydeadline')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accident',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."on_day" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_accident_on_day_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='4f62af0387c859fd83e4981a2de7c1800605f826', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_363fe', table='programs_accident', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accident',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_accident_append_only', MESSAGE = 'Accidents are never changed or removed.', DETAIL = COALESCE('', '');", hash='1d00d1e5ac680076d7a4fbea4ccd62477b8e2533', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_559b4', table='programs_accident', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accident',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_accidentevent" ("admin_area", "at", "by_id", "country_id", "id", "injured", "killed", "name", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") SELECT new_values."admin_area", new_values."at", new_values."by_id", new_values."country_id", new_values."id", new_values."injured", new_values."killed", new_values."name", new_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bdc774886bdf6a5740e655b0463c4fffbbc531c5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_20940', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_accident', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accident',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_accidentevent" ("admin_area", "at", "by_id", "country_id", "id", "injured", "killed", "name", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") SELECT new_values."admin_area", new_values."at", new_values."by_id", new_values."country_id", new_values."id", new_values."injured", new_values."killed", new_values."name", new_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='655d3fa264736e7b010ce4870993bbc2a6d31adf', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_10b12', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_accident', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accident',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_accidentevent" ("admin_area", "at", "by_id", "country_id", "id", "injured", "killed", "name", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") SELECT old_values."admin_area", old_values."at", old_values."by_id", old_values."country_id", old_values."id", old_values."injured", old_values."killed", old_values."name", old_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='95e92c6422090d3a9c286576b3888865b4f624a6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4e9a9', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_accident', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accidentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='af4b5a3a0cf301be890c6008d405f1cf5218aef6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2afd7', table='programs_accidentevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='treatydeadline',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_treatydeadline_append_only', MESSAGE = 'Treaty deadlines are never changed or removed.', DETAIL = COALESCE('', '');", hash='0e7ff5d7a782115a53dc1ac5371e68e13b5b56ea', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_ca409', table='programs_treatydeadline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='treatydeadline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_treatydeadlineevent" ("admin_area", "at", "by_id", "country_id", "deadline", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") SELECT new_values."admin_area", new_values."at", new_values."by_id", new_values."country_id", new_values."deadline", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='181adb2f96068d5cca36c41919b8f7d85f2b144d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_399ab', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_treatydeadline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='treatydeadline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_treatydeadlineevent" ("admin_area", "at", "by_id", "country_id", "deadline", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") SELECT new_values."admin_area", new_values."at", new_values."by_id", new_values."country_id", new_values."deadline", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6e37c0e9bb157709d90d0d56811af166b7c1d2f7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_459b0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_treatydeadline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='treatydeadline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_treatydeadlineevent" ("admin_area", "at", "by_id", "country_id", "deadline", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") SELECT old_values."admin_area", old_values."at", old_values."by_id", old_values."country_id", old_values."deadline", old_values."id", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8d3f7cc02bf390f490af16eae7befa703fd83988', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_44b1c', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_treatydeadline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='treatydeadlineevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='051a0dcc33b2c4abc94043e8174d41184f73fafe', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_38d1b', table='programs_treatydeadlineevent', when='BEFORE')),
        ),
    ])
