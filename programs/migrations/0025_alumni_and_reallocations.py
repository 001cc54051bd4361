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
        ('partners', '0004_deflators'),
        ('programs', '0024_seat_life'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='Alumnus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('degree', models.CharField(blank=True, max_length=200, verbose_name='academic degree')),
                ('earlier_training', models.CharField(blank=True, help_text='Course, place, years, whose money', max_length=300, verbose_name='training before the records here')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='alumnus', to='partners.person')),
            ],
            options={
                'verbose_name_plural': 'alumni',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PublishedOffice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('source', models.CharField(max_length=300)),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.country')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('country', 'title'), name='published_office_once'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='published_office_has_source', violation_error_message='A published statement names its source.')],
            },
        ),
        migrations.CreateModel(
            name='Reallocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_up', models.PositiveIntegerField(verbose_name='seats given up')),
                ('gained', models.PositiveIntegerField(verbose_name='seats gained')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='moved, US dollars')),
                ('reason', models.CharField(max_length=300)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='given', to='programs.trainingline')),
                ('to_line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gained', to='programs.trainingline')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('gained__gte', 1), ('given_up__gte', 1), models.Q(('reason', ''), _negated=True), models.Q(('from_line', models.F('to_line')), _negated=True)), name='reallocation_whole', violation_error_message='A reallocation goes from one line to another, by seats, and says why.')],
            },
        ),
        migrations.CreateModel(
            name='AlumnusEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('degree', models.CharField(blank=True, max_length=200, verbose_name='academic degree')),
                ('earlier_training', models.CharField(blank=True, help_text='Course, place, years, whose money', max_length=300, verbose_name='training before the records here')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.person')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.alumnus')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AlumnusPosition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(max_length=200, verbose_name='position')),
                ('organization', models.CharField(blank=True, max_length=200)),
                ('grade', models.CharField(blank=True, choices=[('O-10', 'O-10'), ('O-9', 'O-9'), ('O-8', 'O-8'), ('O-7', 'O-7'), ('O-6', 'O-6'), ('O-5', 'O-5'), ('O-4', 'O-4'), ('O-3', 'O-3'), ('O-2', 'O-2'), ('O-1', 'O-1'), ('W-5', 'W-5'), ('W-4', 'W-4'), ('W-3', 'W-3'), ('W-2', 'W-2'), ('W-1', 'W-1'), ('E-9', 'E-9'), ('E-8', 'E-8'), ('E-7', 'E-7'), ('E-6', 'E-6'), ('E-5', 'E-5'), ('E-4', 'E-4'), ('E-3', 'E-3'), ('E-2', 'E-2'), ('E-1', 'E-1')], max_length=4, verbose_name='US-equivalent grade')),
                ('prominence', models.CharField(blank=True, choices=[('MILITARY', 'Military: service chief, senior staff, attache, elite command'), ('CIVILIAN', 'Civilian: head of state, minister, ambassador, legislator')], max_length=8)),
                ('obtained', models.CharField(choices=[('PROMOTED', 'Promoted'), ('APPOINTED', 'Appointed'), ('ELECTED', 'Elected'), ('OTHER', 'Otherwise')], max_length=9, verbose_name='how it was obtained')),
                ('from_on', models.DateField(verbose_name='held from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='held until')),
                ('verified_on', models.DateField(blank=True, null=True)),
                ('alumnus', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='programs.alumnus')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.source')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='alumnus_position_has_title', violation_error_message='A position has a title.'), models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gte', models.F('from_on')), _connector='OR'), name='alumnus_position_in_order', violation_error_message='A position ends on or after the day it begins.'), models.CheckConstraint(condition=models.Q(models.Q(('verified_by', None), ('verified_on', None)), models.Q(('verified_by__isnull', False), ('verified_on__isnull', False)), _connector='OR'), name='alumnus_position_verified_by_somebody', violation_error_message='A verified position says by whom and on which day.')],
            },
        ),
        migrations.CreateModel(
            name='PublishedOfficeEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('source', models.CharField(max_length=300)),
                ('country', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.country')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.publishedoffice')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReallocationEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('given_up', models.PositiveIntegerField(verbose_name='seats given up')),
                ('gained', models.PositiveIntegerField(verbose_name='seats gained')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='moved, US dollars')),
                ('reason', models.CharField(max_length=300)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.trainingline')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.reallocation')),
                ('to_line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.trainingline')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AlumnusPositionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(max_length=200, verbose_name='position')),
                ('organization', models.CharField(blank=True, max_length=200)),
                ('grade', models.CharField(blank=True, choices=[('O-10', 'O-10'), ('O-9', 'O-9'), ('O-8', 'O-8'), ('O-7', 'O-7'), ('O-6', 'O-6'), ('O-5', 'O-5'), ('O-4', 'O-4'), ('O-3', 'O-3'), ('O-2', 'O-2'), ('O-1', 'O-1'), ('W-5', 'W-5'), ('W-4', 'W-4'), ('W-3', 'W-3'), ('W-2', 'W-2'), ('W-1', 'W-1'), ('E-9', 'E-9'), ('E-8', 'E-8'), ('E-7', 'E-7'), ('E-6', 'E-6'), ('E-5', 'E-5'), ('E-4', 'E-4'), ('E-3', 'E-3'), ('E-2', 'E-2'), ('E-1', 'E-1')], max_length=4, verbose_name='US-equivalent grade')),
                ('prominence', models.CharField(blank=True, choices=[('MILITARY', 'Military: service chief, senior staff, attache, elite command'), ('CIVILIAN', 'Civilian: head of state, minister, ambassador, legislator')], max_length=8)),
                ('obtained', models.CharField(choices=[('PROMOTED', 'Promoted'), ('APPOINTED', 'Appointed'), ('ELECTED', 'Elected'), ('OTHER', 'Otherwise')], max_length=9, verbose_name='how it was obtained')),
                ('from_on', models.DateField(verbose_name='held from')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='held until')),
                ('verified_on', models.DateField(blank=True, null=True)),
                ('alumnus', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.alumnus')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.alumnusposition')),
                ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.source')),
                ('verified_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnus',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_alumnus_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='282cd75e51fbad91fddddaf7ada328d4b0462559', operation='UPDATE', pgid='pgtrigger_next_version_ac54e', table='programs_alumnus', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnus',
            trigger=pgtrigger.compiler.Trigger(name='was_trained', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.earlier_training = '' AND NOT EXISTS (\n                SELECT 1 FROM programs_trainingseat s JOIN programs_recipient r ON r.id = s.recipient_id\n                JOIN programs_program p ON p.id = s.program_id\n                WHERE r.person_id = NEW.person_id AND p.kind = 'IMET' AND s.state = 'COMPLETED') THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'alumnus_was_trained', MESSAGE = 'No completed training of IMET is on record for this person.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='fcae4cf4cf5fc76a982da34e4589b212c7ba1040', operation='INSERT OR UPDATE', pgid='pgtrigger_was_trained_92104', table='programs_alumnus', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnus',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."person_id" IS DISTINCT FROM NEW."person_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_alumnus_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='61b9bd9f925521830e5c4eb6fbde06af0ba1a0df', operation='UPDATE', pgid='pgtrigger_frozen_c13d9', table='programs_alumnus', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnus',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_alumnus_no_delete', MESSAGE = 'Alumni are never removed.', DETAIL = COALESCE('', '');", hash='3243966624f00ce68f426ade8246454b8de94c51', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_66288', table='programs_alumnus', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnus',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_alumnusevent" ("degree", "earlier_training", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."degree", new_values."earlier_training", new_values."id", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='53291caca53ea1380e27338899cfb372b5ab8519', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e075e', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_alumnus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnus',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_alumnusevent" ("degree", "earlier_training", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT new_values."degree", new_values."earlier_training", new_values."id", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='68fecf76f5033f823de929ae013e913e9f3e6e23', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3e2d1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_alumnus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnus',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_alumnusevent" ("degree", "earlier_training", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") SELECT old_values."degree", old_values."earlier_training", old_values."id", old_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6cabff9d0d17b7ca7e0f21a1b6b8a6fa015b4317', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f5557', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_alumnus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnusevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='26a9caf053926b36e74c2738f38632dbba154475', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2e0ba', table='programs_alumnusevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnusposition',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_alumnusposition_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='5dc4f37712d46ebbe41a19c404a75d4289e3ae1d', operation='UPDATE', pgid='pgtrigger_next_version_1bd24', table='programs_alumnusposition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnusposition',
            trigger=pgtrigger.compiler.Trigger(name='from_not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."from_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_alumnusposition_from_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='c96c2bb9b6431d24dba317932f37983878ee9b70', operation='INSERT OR UPDATE', pgid='pgtrigger_from_not_ahead_143f9', table='programs_alumnusposition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnusposition',
            trigger=pgtrigger.compiler.Trigger(name='verified_not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."verified_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_alumnusposition_verified_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='63a59e93eeabc4336eeee4d403821a82df882e34', operation='INSERT OR UPDATE', pgid='pgtrigger_verified_not_ahead_5f6d6', table='programs_alumnusposition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnusposition',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."alumnus_id" IS DISTINCT FROM NEW."alumnus_id") OR (OLD."title" IS DISTINCT FROM NEW."title") OR (OLD."organization" IS DISTINCT FROM NEW."organization") OR (OLD."grade" IS DISTINCT FROM NEW."grade") OR (OLD."prominence" IS DISTINCT FROM NEW."prominence") OR (OLD."obtained" IS DISTINCT FROM NEW."obtained") OR (OLD."from_on" IS DISTINCT FROM NEW."from_on") OR (OLD."source_id" IS DISTINCT FROM NEW."source_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_alumnusposition_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='4765a36b78ac825f7d49e342c95ed7fea499f191', operation='UPDATE', pgid='pgtrigger_frozen_a357c', table='programs_alumnusposition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnusposition',
            trigger=pgtrigger.compiler.Trigger(name='ended', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."until_on" IS NOT NULL AND OLD."until_on" IS DISTINCT FROM NEW."until_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_alumnusposition_ended\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='59cd2dd581a12990d7e2d53d2c015c16cfc80e9f', operation='UPDATE', pgid='pgtrigger_ended_69644', table='programs_alumnusposition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnusposition',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_alumnusposition_no_delete', MESSAGE = 'Alumnus positions are never removed.', DETAIL = COALESCE('', '');", hash='9adeec835323a6aeef46b1c94b8b725e52b90bfe', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_b1c1b', table='programs_alumnusposition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnusposition',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_alumnuspositionevent" ("alumnus_id", "from_on", "grade", "id", "obtained", "organization", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prominence", "source_id", "title", "until_on", "verified_by_id", "verified_on", "version") SELECT new_values."alumnus_id", new_values."from_on", new_values."grade", new_values."id", new_values."obtained", new_values."organization", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."prominence", new_values."source_id", new_values."title", new_values."until_on", new_values."verified_by_id", new_values."verified_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b1f5016ffe88c4ca6344d8e6fc3ccbfc692db482', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8de73', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_alumnusposition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnusposition',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_alumnuspositionevent" ("alumnus_id", "from_on", "grade", "id", "obtained", "organization", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prominence", "source_id", "title", "until_on", "verified_by_id", "verified_on", "version") SELECT new_values."alumnus_id", new_values."from_on", new_values."grade", new_values."id", new_values."obtained", new_values."organization", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."prominence", new_values."source_id", new_values."title", new_values."until_on", new_values."verified_by_id", new_values."verified_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8b1f18812970c02ca9ac487652b1b21328af923f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_043d1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_alumnusposition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnusposition',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_alumnuspositionevent" ("alumnus_id", "from_on", "grade", "id", "obtained", "organization", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prominence", "source_id", "title", "until_on", "verified_by_id", "verified_on", "version") SELECT old_values."alumnus_id", old_values."from_on", old_values."grade", old_values."id", old_values."obtained", old_values."organization", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."prominence", old_values."source_id", old_values."title", old_values."until_on", old_values."verified_by_id", old_values."verified_on", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='feba5f8766619864650532c7ed4103126a204a9c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_335fd', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_alumnusposition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alumnuspositionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f748800432d5de7fa8b85adafcb336514bddd06b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fdb36', table='programs_alumnuspositionevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedoffice',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_publishedoffice_append_only', MESSAGE = 'Published offices are never changed or removed.', DETAIL = COALESCE('', '');", hash='b5bea97cf6a0e70cc11dbac642a9d445b22d1126', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_eff6b', table='programs_publishedoffice', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedoffice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_publishedofficeevent" ("country_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title") SELECT new_values."country_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."source", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='46654db79eebb33b254810a8fdc293ab33e439d4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d917f', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_publishedoffice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedoffice',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_publishedofficeevent" ("country_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title") SELECT new_values."country_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."source", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='71de3163763286fae38c3a9e189d4752b71fe9da', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c2b91', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_publishedoffice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedoffice',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_publishedofficeevent" ("country_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title") SELECT old_values."country_id", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."source", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='72188e78426e688655e56861f2ea2b6c66bf5634', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6768a', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_publishedoffice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedofficeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='927c17a61bade79a19e76055142d37dd428f1ab3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f8b50', table='programs_publishedofficeevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reallocation',
            trigger=pgtrigger.compiler.Trigger(name='within', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE giver programs_trainingline; gainer programs_trainingline;', func="\n            SELECT * INTO giver FROM programs_trainingline WHERE id = NEW.from_line_id;\n            SELECT * INTO gainer FROM programs_trainingline WHERE id = NEW.to_line_id;\n            IF (SELECT budget_year FROM programs_countrytrainingplan WHERE id = giver.plan_id)\n               <> (SELECT budget_year FROM programs_countrytrainingplan WHERE id = gainer.plan_id) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'reallocation_in_its_year', MESSAGE = 'The two lines are of different budget years.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.amount <> NEW.given_up * giver.unit_price OR NEW.gained * gainer.unit_price > NEW.amount THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'reallocation_within', MESSAGE = 'What the line gains costs more than what the other gives up.', DETAIL = COALESCE((NEW.given_up * giver.unit_price)::text, '');\n            END IF;\n            RETURN NEW;\n        ", hash='865535a30f6aacf567b3b5547c068ac30f7fe461', operation='INSERT', pgid='pgtrigger_within_68254', table='programs_reallocation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reallocation',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_reallocation_append_only', MESSAGE = 'Reallocations are never changed or removed.', DETAIL = COALESCE('', '');", hash='a6aa3e490d39ce68553bf919aa0177e193d16d3e', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_52742', table='programs_reallocation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reallocation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_reallocationevent" ("amount", "at", "by_id", "from_line_id", "gained", "given_up", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_line_id") SELECT new_values."amount", new_values."at", new_values."by_id", new_values."from_line_id", new_values."gained", new_values."given_up", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."reason", new_values."to_line_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='48845887102e10c22dfa104b1fc846945b7838c5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2ca81', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_reallocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reallocation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_reallocationevent" ("amount", "at", "by_id", "from_line_id", "gained", "given_up", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_line_id") SELECT new_values."amount", new_values."at", new_values."by_id", new_values."from_line_id", new_values."gained", new_values."given_up", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."reason", new_values."to_line_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e354b04bb646af0b9ab97f1b1f03165e9db11464', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b2a9c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_reallocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reallocation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_reallocationevent" ("amount", "at", "by_id", "from_line_id", "gained", "given_up", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_line_id") SELECT old_values."amount", old_values."at", old_values."by_id", old_values."from_line_id", old_values."gained", old_values."given_up", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."reason", old_values."to_line_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='64e95e78486914261b95b11b827f0bd824668f1c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_97b11', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_reallocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reallocationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2db7d23f06c04ac189220b75f85014770946c917', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9c9d2', table='programs_reallocationevent', when='BEFORE')),
        ),
    ])
