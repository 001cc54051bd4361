import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from ground.triggers import at_once


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='ReadLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('EXPORT', 'Export'), ('READ', 'Read')], max_length=10)),
                ('subject', models.CharField(max_length=200)),
                ('filters', models.JSONField(default=dict)),
                ('rows', models.PositiveIntegerField(default=1)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['by', '-at'], name='read_log_by_whom')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'ground_readlog_append_only', MESSAGE = 'Read logs are never changed or removed.', DETAIL = COALESCE('', '');", hash='55c3e70774c722b180b72ff1736dc101cea40c51', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_cb551', table='ground_readlog', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefix', models.CharField(max_length=12)),
                ('year', models.PositiveIntegerField()),
                ('place', models.CharField(max_length=12)),
                ('last', models.PositiveIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('prefix', 'year', 'place'), name='counter_unique')],
            },
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('file_name', models.CharField(max_length=255)),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('counts', models.JSONField(help_text='read, kept, unchanged, merged, review, refused')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'import batches',
                'indexes': [models.Index(fields=['kind', '-at'], name='import_batch_recent')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'ground_importbatch_append_only', MESSAGE = 'Import batches are never changed or removed.', DETAIL = COALESCE('', '');", hash='e4a11bc68e923a258cc1358b817b754136cb7c75', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_37e18', table='ground_importbatch', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ground_importbatchevent" ("at", "by_id", "counts", "file_name", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") SELECT new_values."at", new_values."by_id", new_values."counts", new_values."file_name", new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."sha256" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ab8b15e6d219a93d4153b8bde70490454838cbfe', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1d2d9', referencing='REFERENCING NEW TABLE AS new_values ', table='ground_importbatch', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ground_importbatchevent" ("at", "by_id", "counts", "file_name", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") SELECT new_values."at", new_values."by_id", new_values."counts", new_values."file_name", new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."sha256" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8ba30f9c18be7e8e09106cab5ae821d349136e5f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_963b0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ground_importbatch', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ground_importbatchevent" ("at", "by_id", "counts", "file_name", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") SELECT old_values."at", old_values."by_id", old_values."counts", old_values."file_name", old_values."id", old_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."sha256" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5b7c61e517664d1d14c98879a98263afcfc0676e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6eb90', referencing='REFERENCING OLD TABLE AS old_values ', table='ground_importbatch', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Parameter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('key', models.CharField(max_length=80)),
                ('place', models.CharField(blank=True, help_text='ISO alpha-3 code, or empty for everywhere', max_length=12)),
                ('value', models.JSONField()),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('source', models.CharField(max_length=300)),
                ('basis', models.CharField(choices=[('Statute', 'Statute'), ('Policy', 'Policy'), ('Gatehouse rule', 'Gatehouse rule')], max_length=20)),
                ('verified', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('key', '='), ('place', '='), ('valid', '&&')], name='parameter_one_at_a_time', violation_error_message='Another value is in force for some of these dates. Close it first.'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='parameter_has_source', violation_error_message='A parameter says where its value comes from.')],
                'triggers': [pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'ground_parameter_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='512e1397d09eb156d7adfb0db8cd5183515f56b5', operation='UPDATE', pgid='pgtrigger_next_version_29b24', table='ground_parameter', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ground_parameterevent" ("basis", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "source", "valid", "value", "verified", "version") SELECT new_values."basis", new_values."id", new_values."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."place", new_values."source", new_values."valid", new_values."value", new_values."verified", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='997aa771e8ecf05e8b96c2979e75a9f906262b64', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_421aa', referencing='REFERENCING NEW TABLE AS new_values ', table='ground_parameter', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ground_parameterevent" ("basis", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "source", "valid", "value", "verified", "version") SELECT new_values."basis", new_values."id", new_values."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."place", new_values."source", new_values."valid", new_values."value", new_values."verified", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bd7d6f7593226e500940f45b987152df097c5156', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_32e5b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ground_parameter', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ground_parameterevent" ("basis", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "source", "valid", "value", "verified", "version") SELECT old_values."basis", old_values."id", old_values."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."place", old_values."source", old_values."valid", old_values."value", old_values."verified", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8d43358c8a76e6911b5a97234a5a2016419bbf00', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a9b80', referencing='REFERENCING OLD TABLE AS old_values ', table='ground_parameter', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='StaleFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fact', models.CharField(max_length=40)),
                ('fiscal_year', models.PositiveIntegerField(null=True)),
                ('operating_unit', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'indexes': [models.Index(fields=['fact', 'id'], name='stale_fact_order')],
            },
        ),
        migrations.CreateModel(
            name='ParameterEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('key', models.CharField(max_length=80)),
                ('place', models.CharField(blank=True, help_text='ISO alpha-3 code, or empty for everywhere', max_length=12)),
                ('value', models.JSONField()),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('source', models.CharField(max_length=300)),
                ('basis', models.CharField(choices=[('Statute', 'Statute'), ('Policy', 'Policy'), ('Gatehouse rule', 'Gatehouse rule')], max_length=20)),
                ('verified', models.BooleanField(default=False)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ground.parameter')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='32b10463eaf8666932a83e41892b1e2f0c4b2e89', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e3e39', table='ground_parameterevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ImportBatchEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('file_name', models.CharField(max_length=255)),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('counts', models.JSONField(help_text='read, kept, unchanged, merged, review, refused')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ground.importbatch')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='579fc59ee427ee38c23f03b8c6a62005e1ff0032', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_aae9b', table='ground_importbatchevent', when='BEFORE'))],
            },
        ),
    ])
