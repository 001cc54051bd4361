"""Schools as records of their own: each name that a course carried becomes a school; back, the school's name."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from ground.triggers import at_once

MOVED = """
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE {table} DISABLE TRIGGER USER;
    UPDATE {table} c SET {value} FROM programs_school s WHERE {same};
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE {table} ENABLE TRIGGER USER;
"""
TABLES = ("programs_course", "programs_courseevent")
SCHOOLS = """
    INSERT INTO programs_school (version, name, kind, owner, place_name, us_state)
    SELECT 1, named.school_name, 'OTHER', 'OTHER', '', '' FROM (
        SELECT school_name FROM programs_course UNION SELECT school_name FROM programs_courseevent) named;
""" + "".join(MOVED.format(table=table, value="school_id = s.id", same="s.name = c.school_name") for table in TABLES)  # noqa: S608 - our own tables
NAMES = "".join(MOVED.format(table=table, value="school_name = s.name", same="s.id = c.school_id") for table in TABLES)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('programs', '0022_country_training_plans'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='CourseCertification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('certified_on', models.DateField()),
                ('certified_until', models.DateField()),
                ('document', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certifications', to='programs.course')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('certified_until__gt', models.F('certified_on')), models.Q(('document', ''), _negated=True)), name='course_certification_whole', violation_error_message='A certification names its document and ends after it begins.')],
            },
        ),
        migrations.CreateModel(
            name='School',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(max_length=200, unique=True)),
                ('kind', models.CharField(choices=[('COLLEGE', 'War or staff college'), ('TECHNICAL', 'Technical school'), ('LANGUAGE', 'Language center'), ('GRADUATE', 'Graduate school'), ('REGIONAL', 'Regional center'), ('OTHER', 'Other')], default='OTHER', max_length=10)),
                ('owner', models.CharField(choices=[('ARMY', 'Army'), ('NAVY', 'Navy'), ('MARINES', 'Marine Corps'), ('AIR_FORCE', 'Air Force'), ('SPACE_FORCE', 'Space Force'), ('COAST_GUARD', 'Coast Guard'), ('DEFENSE', 'Department of Defense'), ('OTHER', 'Another owner')], default='OTHER', max_length=12)),
                ('place_name', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('us_state', models.CharField(blank=True, help_text='Such as VA', max_length=2, verbose_name='state of the United States')),
                ('latitude', models.DecimalField(blank=True, decimal_places=4, max_digits=7, null=True)),
                ('longitude', models.DecimalField(blank=True, decimal_places=4, max_digits=7, null=True)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__isnull', False), ('longitude__range', (-180, 180))), _connector='OR'), name='school_stands_somewhere', violation_error_message='A place has a latitude from -90 to 90 and a longitude from -180 to 180.'), models.CheckConstraint(condition=models.Q(('us_state__regex', '^([A-Z]{2})?$')), name='school_state_shape', violation_error_message='A state is two capital letters, such as VA.')],
            },
        ),
        migrations.CreateModel(
            name='CourseCertificationEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('certified_on', models.DateField()),
                ('certified_until', models.DateField()),
                ('document', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('course', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.course')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.coursecertification')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SchoolEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('COLLEGE', 'War or staff college'), ('TECHNICAL', 'Technical school'), ('LANGUAGE', 'Language center'), ('GRADUATE', 'Graduate school'), ('REGIONAL', 'Regional center'), ('OTHER', 'Other')], default='OTHER', max_length=10)),
                ('owner', models.CharField(choices=[('ARMY', 'Army'), ('NAVY', 'Navy'), ('MARINES', 'Marine Corps'), ('AIR_FORCE', 'Air Force'), ('SPACE_FORCE', 'Space Force'), ('COAST_GUARD', 'Coast Guard'), ('DEFENSE', 'Department of Defense'), ('OTHER', 'Another owner')], default='OTHER', max_length=12)),
                ('place_name', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('us_state', models.CharField(blank=True, help_text='Such as VA', max_length=2, verbose_name='state of the United States')),
                ('latitude', models.DecimalField(blank=True, decimal_places=4, max_digits=7, null=True)),
                ('longitude', models.DecimalField(blank=True, decimal_places=4, max_digits=7, null=True)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.school')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='course',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='course',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='course',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='course',
            name='english_level',
            field=models.PositiveSmallIntegerField(blank=True, help_text='English comprehension level, 0 to 100', null=True, verbose_name='English level required'),
        ),
        migrations.AddField(
            model_name='course',
            name='level',
            field=models.CharField(choices=[('PME', 'Professional military education'), ('TECHNICAL', 'Technical'), ('ENGLISH', 'English language'), ('POSTGRADUATE', 'Postgraduate'), ('ORIENTATION', 'Orientation tour'), ('MOBILE_TEAM', 'Mobile team')], default='TECHNICAL', max_length=12),
        ),
        migrations.AddField(
            model_name='courseevent',
            name='english_level',
            field=models.PositiveSmallIntegerField(blank=True, help_text='English comprehension level, 0 to 100', null=True, verbose_name='English level required'),
        ),
        migrations.AddField(
            model_name='courseevent',
            name='level',
            field=models.CharField(choices=[('PME', 'Professional military education'), ('TECHNICAL', 'Technical'), ('ENGLISH', 'English language'), ('POSTGRADUATE', 'Postgraduate'), ('ORIENTATION', 'Orientation tour'), ('MOBILE_TEAM', 'Mobile team')], default='TECHNICAL', max_length=12),
        ),
        migrations.AlterField(
            model_name='course',
            name='place_name',
            field=models.CharField(blank=True, help_text='Where it is not that of the school', max_length=120, verbose_name='place'),
        ),
        migrations.AlterField(
            model_name='courseevent',
            name='place_name',
            field=models.CharField(blank=True, help_text='Where it is not that of the school', max_length=120, verbose_name='place'),
        ),
        migrations.RenameField(model_name='course', old_name='school', new_name='school_name'),
        migrations.RenameField(model_name='courseevent', old_name='school', new_name='school_name'),
        migrations.AddField(model_name='course', name='school', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='programs.school', null=True)),
        migrations.AddField(model_name='courseevent', name='school', field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.school', null=True)),
        migrations.RunSQL(SCHOOLS, NAMES),
        migrations.AlterField(model_name='course', name='school', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='programs.school')),
        migrations.AlterField(model_name='courseevent', name='school', field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.school')),
        migrations.AlterField(model_name='course', name='school_name', field=models.CharField(default='', max_length=200)),
        migrations.RemoveField(model_name='course', name='school_name'),
        migrations.AlterField(model_name='courseevent', name='school_name', field=models.CharField(default='', max_length=200)),
        migrations.RemoveField(model_name='courseevent', name='school_name'),
        pgtrigger.migrations.AddTrigger(
            model_name='course',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_courseevent" ("code", "english_level", "id", "is_e_imet", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "school_id", "title", "version", "weeks") SELECT new_values."code", new_values."english_level", new_values."id", new_values."is_e_imet", new_values."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."place_name", new_values."school_id", new_values."title", new_values."version", new_values."weeks" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b1a785f9793755e7a21e6e391f074bd3f1d788f0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_31f9a', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_course', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='course',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_courseevent" ("code", "english_level", "id", "is_e_imet", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "school_id", "title", "version", "weeks") SELECT new_values."code", new_values."english_level", new_values."id", new_values."is_e_imet", new_values."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."place_name", new_values."school_id", new_values."title", new_values."version", new_values."weeks" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2a1ac0a641799b0ec7b4f05ac4e68c638e8c2906', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_db446', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_course', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='course',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_courseevent" ("code", "english_level", "id", "is_e_imet", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "school_id", "title", "version", "weeks") SELECT old_values."code", old_values."english_level", old_values."id", old_values."is_e_imet", old_values."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."place_name", old_values."school_id", old_values."title", old_values."version", old_values."weeks" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c37dafebc811b89b6e504cea7436f925d67d13d6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_cef46', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_course', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_school_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='8f5a8c63d74315c12dec391594b1bd54605c9caf', operation='UPDATE', pgid='pgtrigger_next_version_43467', table='programs_school', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_school_no_delete', MESSAGE = 'Schools are never removed.', DETAIL = COALESCE('', '');", hash='76a731026a6d502592af7bc8e2c7ee5ea1370923', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_c20e3', table='programs_school', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_schoolevent" ("id", "kind", "latitude", "longitude", "name", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "us_state", "version") SELECT new_values."id", new_values."kind", new_values."latitude", new_values."longitude", new_values."name", new_values."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."place_name", new_values."us_state", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='150e22d1bc32ecd48df009604425eac15389bcd2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_92aa4', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_school', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_schoolevent" ("id", "kind", "latitude", "longitude", "name", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "us_state", "version") SELECT new_values."id", new_values."kind", new_values."latitude", new_values."longitude", new_values."name", new_values."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."place_name", new_values."us_state", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='00e761915c7308487cf45140186e8131d53db713', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2e295', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_school', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='school',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_schoolevent" ("id", "kind", "latitude", "longitude", "name", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "us_state", "version") SELECT old_values."id", old_values."kind", old_values."latitude", old_values."longitude", old_values."name", old_values."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."place_name", old_values."us_state", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7e2cd9531f9d01e662272d00ca39628b16aac995', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2d967', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_school', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.CheckConstraint(condition=models.Q(('english_level', None), ('english_level__lte', 100), _connector='OR'), name='course_english_level_in_range', violation_error_message='An English comprehension level is from 0 to 100.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coursecertification',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."certified_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_coursecertification_certified_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='f076a03146719d5c3007e84ea69d267a54561abb', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_0b215', table='programs_coursecertification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coursecertification',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_coursecertification_append_only', MESSAGE = 'Course certifications are never changed or removed.', DETAIL = COALESCE('', '');", hash='d7b1a8483a2949b29449c8aa4be25fc93a32dc48', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_8675a', table='programs_coursecertification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coursecertification',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_coursecertificationevent" ("at", "by_id", "certified_on", "certified_until", "course_id", "document", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."by_id", new_values."certified_on", new_values."certified_until", new_values."course_id", new_values."document", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1b9ae3c71f48e39f804f8f512fd4486ea025aa83', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_dc623', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_coursecertification', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coursecertification',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_coursecertificationevent" ("at", "by_id", "certified_on", "certified_until", "course_id", "document", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."by_id", new_values."certified_on", new_values."certified_until", new_values."course_id", new_values."document", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='eb6c0f6cc4ca9d39f7970314a313265522945201', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0eb55', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_coursecertification', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coursecertification',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_coursecertificationevent" ("at", "by_id", "certified_on", "certified_until", "course_id", "document", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."at", old_values."by_id", old_values."certified_on", old_values."certified_until", old_values."course_id", old_values."document", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f6552a3f5548db3039ab8ad4c2998534a37411d1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c4f27', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_coursecertification', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coursecertificationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9c49bd542a97276ecd3fb144e64fcdb27168b4be', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0e851', table='programs_coursecertificationevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schoolevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='96fd4c459179a726bfaec34574cf711eebf3e8f6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f1af9', table='programs_schoolevent', when='BEFORE')),
        ),
    ])
