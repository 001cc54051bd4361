import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from ground.triggers import at_once


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0004_deflators'),
        ('programs', '0021_obligated_again_in_notice'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='CountryTrainingPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('budget_year', models.PositiveIntegerField()),
                ('planning_year', models.PositiveIntegerField()),
                ('objectives', models.TextField()),
                ('level_assumed', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='level assumed, US dollars')),
                ('human_rights_priority', models.BooleanField(verbose_name='human-rights training is a stated priority')),
                ('working_group', models.CharField(blank=True, max_length=120, verbose_name='working group that approved it')),
                ('approved_on', models.DateField(blank=True, null=True)),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='training_plans', to='partners.country')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('country', 'budget_year'), name='training_plan_once_a_year', violation_error_message='The country has a plan for this budget year already.'), models.CheckConstraint(condition=models.Q(('planning_year__gt', models.F('budget_year'))), name='training_plan_looks_ahead', violation_error_message='The planning year comes after the budget year.'), models.CheckConstraint(condition=models.Q(('level_assumed__gte', 0)), name='training_plan_level_not_negative', violation_error_message='The level assumed is zero or more.'), models.CheckConstraint(condition=models.Q(('objectives', ''), _negated=True), name='training_plan_says_what_for', violation_error_message='A plan says its objectives.'), models.CheckConstraint(condition=models.Q(models.Q(('approved_on', None), ('working_group', '')), models.Q(('approved_on__isnull', False), models.Q(('working_group', ''), _negated=True)), _connector='OR'), name='training_plan_approved_whole', violation_error_message='An approval names its working group and its day.')],
            },
        ),
        migrations.CreateModel(
            name='CountryTrainingPlanEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('budget_year', models.PositiveIntegerField()),
                ('planning_year', models.PositiveIntegerField()),
                ('objectives', models.TextField()),
                ('level_assumed', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='level assumed, US dollars')),
                ('human_rights_priority', models.BooleanField(verbose_name='human-rights training is a stated priority')),
                ('working_group', models.CharField(blank=True, max_length=120, verbose_name='working group that approved it')),
                ('approved_on', models.DateField(blank=True, null=True)),
                ('country', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.country')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.countrytrainingplan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TrainingLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('wcn', models.CharField(max_length=6, verbose_name='worksheet control number')),
                ('suffix', models.CharField(max_length=1)),
                ('sequence', models.PositiveSmallIntegerField(choices=[(1, 'Language'), (2, 'Preparatory'), (3, 'Main course'), (4, 'Follow-on')], default=3)),
                ('priority', models.PositiveIntegerField(help_text='1 is first')),
                ('quantity', models.PositiveIntegerField()),
                ('unit_price', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='planned for each, US dollars')),
                ('is_reimbursable', models.BooleanField(default=False, help_text='The partner pays: no grant', verbose_name='reimbursable')),
                ('state', models.CharField(choices=[('PLANNED', 'Planned'), ('PROGRAMMED', 'Programmed'), ('CANCELLED', 'Cancelled')], default='PLANNED', max_length=10)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='programs.course')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='programs.countrytrainingplan')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('plan', 'wcn', 'suffix'), name='training_line_once', violation_error_message='The plan has a line of this number and suffix already.'), models.CheckConstraint(condition=models.Q(('suffix__regex', '^[A-Z]$'), ('wcn__regex', '^[0-9A-Z]{1,6}$')), name='training_line_number_shape', violation_error_message='A line is numbered such as 0012 A: digits or capitals, then one letter.'), models.CheckConstraint(condition=models.Q(('priority__gte', 1), ('quantity__gte', 1), ('unit_price__gte', 0)), name='training_line_figures', violation_error_message='A line asks for one seat or more, at a priority from 1 and a price from zero.'), models.CheckConstraint(condition=models.Q(('sequence__in', [1, 2, 3, 4])), name='training_line_sequence_known', violation_error_message='A line is language, preparatory, main or follow-on training.')],
            },
        ),
        migrations.CreateModel(
            name='TrainingLineEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('wcn', models.CharField(max_length=6, verbose_name='worksheet control number')),
                ('suffix', models.CharField(max_length=1)),
                ('sequence', models.PositiveSmallIntegerField(choices=[(1, 'Language'), (2, 'Preparatory'), (3, 'Main course'), (4, 'Follow-on')], default=3)),
                ('priority', models.PositiveIntegerField(help_text='1 is first')),
                ('quantity', models.PositiveIntegerField()),
                ('unit_price', models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='planned for each, US dollars')),
                ('is_reimbursable', models.BooleanField(default=False, help_text='The partner pays: no grant', verbose_name='reimbursable')),
                ('state', models.CharField(choices=[('PLANNED', 'Planned'), ('PROGRAMMED', 'Programmed'), ('CANCELLED', 'Cancelled')], default='PLANNED', max_length=10)),
                ('course', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.course')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.trainingline')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.countrytrainingplan')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='trainingseat',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='trainingseat',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='trainingseat',
            name='delete_delete',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='of_line', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE line programs_trainingline;', func="\n            IF NEW.line_id IS NULL OR NEW.state = 'CANCELLED' OR TG_OP = 'UPDATE'\n               AND (OLD.line_id, OLD.course_id, OLD.start_on, OLD.end_on)\n                   IS NOT DISTINCT FROM (NEW.line_id, NEW.course_id, NEW.start_on, NEW.end_on) THEN\n                RETURN NEW;\n            END IF;\n            PERFORM 1 FROM programs_trainingline l JOIN programs_trainingline mine ON mine.id = NEW.line_id\n            WHERE l.plan_id = mine.plan_id AND l.wcn = mine.wcn ORDER BY l.id FOR NO KEY UPDATE OF l;\n            SELECT * INTO line FROM programs_trainingline WHERE id = NEW.line_id;\n            IF line.course_id <> NEW.course_id OR NOT EXISTS (\n                SELECT 1 FROM programs_program p JOIN partners_operatingunit u ON u.id = p.operating_unit_id\n                JOIN programs_countrytrainingplan t ON t.country_id = u.country_id\n                WHERE p.id = NEW.program_id AND p.kind = 'IMET' AND t.id = line.plan_id\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'seat_fits_line', MESSAGE = 'The line is of another country or another course.', DETAIL = COALESCE('', '');\n            END IF;\n            IF line.state = 'CANCELLED' OR line.quantity <= (\n                SELECT count(*) FROM programs_trainingseat s\n                WHERE s.line_id = line.id AND s.id <> NEW.id AND s.state <> 'CANCELLED') THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'seat_within_line', MESSAGE = 'The line has no place left.', DETAIL = COALESCE(CASE line.state WHEN 'CANCELLED' THEN 'nothing' ELSE line.quantity || ' in all' END, '');\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM programs_trainingseat s JOIN programs_trainingline l ON l.id = s.line_id\n                JOIN programs_recipient r ON r.id = s.recipient_id\n                JOIN programs_recipient mine ON mine.id = NEW.recipient_id AND mine.person_id = r.person_id\n                WHERE l.plan_id = line.plan_id AND l.wcn = line.wcn AND s.id <> NEW.id\n                  AND s.state NOT IN ('CANCELLED', 'NO_SHOW', 'WITHDRAWN')\n                  AND ((l.sequence, l.suffix) < (line.sequence, line.suffix) AND s.end_on >= NEW.start_on\n                       OR (l.sequence, l.suffix) > (line.sequence, line.suffix) AND s.start_on <= NEW.end_on)\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'seat_after_prerequisite', MESSAGE = 'What comes before under this number ends before the next begins.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='fc9ffd5d9b8af873a5586cd8902f0de2d05b0f0b', operation='INSERT OR UPDATE', pgid='pgtrigger_of_line_5db72', table='programs_trainingseat', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_trainingseatevent" ("allowances", "course_id", "end_on", "id", "line_id", "obligation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "recipient_id", "start_on", "state", "tuition", "version") SELECT new_values."allowances", new_values."course_id", new_values."end_on", new_values."id", new_values."line_id", new_values."obligation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."recipient_id", new_values."start_on", new_values."state", new_values."tuition", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d5eab4c99a2c494f4bdd45f23c3a0f0d03d257e1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9a91f', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_trainingseat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_trainingseatevent" ("allowances", "course_id", "end_on", "id", "line_id", "obligation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "recipient_id", "start_on", "state", "tuition", "version") SELECT new_values."allowances", new_values."course_id", new_values."end_on", new_values."id", new_values."line_id", new_values."obligation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."recipient_id", new_values."start_on", new_values."state", new_values."tuition", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='75e86d4220b1db651f7ebe4bb78861ea8cb15b66', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a5f06', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_trainingseat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_trainingseatevent" ("allowances", "course_id", "end_on", "id", "line_id", "obligation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "recipient_id", "start_on", "state", "tuition", "version") SELECT old_values."allowances", old_values."course_id", old_values."end_on", old_values."id", old_values."line_id", old_values."obligation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."recipient_id", old_values."start_on", old_values."state", old_values."tuition", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1c25ad8a803527fb74e89e1f60e2677ca37150bb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_abed2', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_trainingseat', when='AFTER')),
        ),
        migrations.AddField(
            model_name='trainingseat',
            name='line',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='programs.trainingline', verbose_name='line of the training plan'),
        ),
        migrations.AddField(
            model_name='trainingseatevent',
            name='line',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.trainingline', verbose_name='line of the training plan'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countrytrainingplan',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_countrytrainingplan_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='0b81340f8de1c6c09feeab89a9a3877a7b18024f', operation='UPDATE', pgid='pgtrigger_next_version_4d711', table='programs_countrytrainingplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countrytrainingplan',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."approved_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_countrytrainingplan_approved_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='06760e261ad31b9e68bdd585dd18e865c058419b', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_34b67', table='programs_countrytrainingplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countrytrainingplan',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."country_id" IS DISTINCT FROM NEW."country_id") OR (OLD."budget_year" IS DISTINCT FROM NEW."budget_year") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_countrytrainingplan_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='6a12518787fa4c12ffba181cf3cb1cad50630ab7', operation='UPDATE', pgid='pgtrigger_frozen_27333', table='programs_countrytrainingplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countrytrainingplan',
            trigger=pgtrigger.compiler.Trigger(name='approved', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."approved_on" IS NOT NULL AND OLD."approved_on" IS DISTINCT FROM NEW."approved_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_countrytrainingplan_approved\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='e46cb7f2837cddfd9eb0f6ff5110ec3476635ac9', operation='UPDATE', pgid='pgtrigger_approved_bb8da', table='programs_countrytrainingplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countrytrainingplan',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_countrytrainingplan_no_delete', MESSAGE = 'Country training plans are never removed.', DETAIL = COALESCE('', '');", hash='0886d2f5fb7b3a2a14cb66ad322913cfb938efce', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_fc608', table='programs_countrytrainingplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countrytrainingplan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_countrytrainingplanevent" ("approved_on", "budget_year", "country_id", "human_rights_priority", "id", "level_assumed", "objectives", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planning_year", "version", "working_group") SELECT new_values."approved_on", new_values."budget_year", new_values."country_id", new_values."human_rights_priority", new_values."id", new_values."level_assumed", new_values."objectives", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."planning_year", new_values."version", new_values."working_group" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bb1748055a6b82e34f45cbd47c36a933e42b0232', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8969c', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_countrytrainingplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countrytrainingplan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_countrytrainingplanevent" ("approved_on", "budget_year", "country_id", "human_rights_priority", "id", "level_assumed", "objectives", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planning_year", "version", "working_group") SELECT new_values."approved_on", new_values."budget_year", new_values."country_id", new_values."human_rights_priority", new_values."id", new_values."level_assumed", new_values."objectives", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."planning_year", new_values."version", new_values."working_group" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bb14febd5332d465c809585aaffde92be75872fc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_11532', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_countrytrainingplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countrytrainingplan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_countrytrainingplanevent" ("approved_on", "budget_year", "country_id", "human_rights_priority", "id", "level_assumed", "objectives", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planning_year", "version", "working_group") SELECT old_values."approved_on", old_values."budget_year", old_values."country_id", old_values."human_rights_priority", old_values."id", old_values."level_assumed", old_values."objectives", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."planning_year", old_values."version", old_values."working_group" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8b8315c7635f84875fd84a0029d304c5ff7eeb6a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5edb7', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_countrytrainingplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countrytrainingplanevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8169d86ec878c056f349af4b61a50dd56ebb4cce', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c6bc2', table='programs_countrytrainingplanevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingline',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_trainingline_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='02a80f3c21e40109ec240de59a95da34b5158213', operation='UPDATE', pgid='pgtrigger_next_version_8b347', table='programs_trainingline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingline',
            trigger=pgtrigger.compiler.Trigger(name='state_flow', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF OLD."state" IS DISTINCT FROM NEW."state"\n               AND (OLD."state", NEW."state") NOT IN ((\'PLANNED\', \'CANCELLED\'), (\'PLANNED\', \'PROGRAMMED\'), (\'PROGRAMMED\', \'CANCELLED\')) THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_trainingline_state_step\', MESSAGE = \'This step is not possible from the state the record is in.\', DETAIL = COALESCE(OLD.state || \' -> \' || NEW.state, \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='79a671e3aa5cdef986ecae042fc5c096dc44e85f', operation='UPDATE', pgid='pgtrigger_state_flow_548b6', table='programs_trainingline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingline',
            trigger=pgtrigger.compiler.Trigger(name='state_start', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."state" <> \'PLANNED\' THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_trainingline_state_start\', MESSAGE = \'A new record begins in its first state.\', DETAIL = COALESCE(NEW.state, \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='9199717b6aac6fea92fce50ab0b5a4334dd8564d', operation='INSERT', pgid='pgtrigger_state_start_a1ea2', table='programs_trainingline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingline',
            trigger=pgtrigger.compiler.Trigger(name='holds_its_seats', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE seated bigint;', func="\n            SELECT count(*) INTO seated FROM programs_trainingseat s\n            WHERE s.line_id = NEW.id AND s.state <> 'CANCELLED';\n            IF NEW.quantity < seated THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'training_line_quantity', MESSAGE = 'More seats than that stand in this line.', DETAIL = COALESCE(seated || ' or more', '');\n            END IF;\n            IF NEW.state = 'CANCELLED' AND OLD.state <> 'CANCELLED' AND seated > 0 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'training_line_has_seats', MESSAGE = 'Seats stand in this line.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='99322cce912177e51384d540888ee6eb4d4df208', operation='UPDATE', pgid='pgtrigger_holds_its_seats_b6857', table='programs_trainingline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingline',
            trigger=pgtrigger.compiler.Trigger(name='grant_allowed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT NEW.is_reimbursable AND EXISTS (\n                SELECT 1 FROM programs_countrytrainingplan t JOIN partners_country c ON c.id = t.country_id\n                JOIN ground_parameter p ON p.key = 'imet_grant_barred' AND p.place = c.iso3\n                WHERE t.id = NEW.plan_id\n                  AND p.valid && daterange(\n                      make_date(t.budget_year::int - 1, 10, 1), make_date(t.budget_year::int, 10, 1))\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'imet_line_grant_barred', MESSAGE = 'The law allows this country no IMET grant.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='256e2b4be987bc0661cc95783a6f8445346e4c9e', operation='INSERT', pgid='pgtrigger_grant_allowed_d96b4', table='programs_trainingline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingline',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."plan_id" IS DISTINCT FROM NEW."plan_id") OR (OLD."wcn" IS DISTINCT FROM NEW."wcn") OR (OLD."suffix" IS DISTINCT FROM NEW."suffix") OR (OLD."sequence" IS DISTINCT FROM NEW."sequence") OR (OLD."course_id" IS DISTINCT FROM NEW."course_id") OR (OLD."is_reimbursable" IS DISTINCT FROM NEW."is_reimbursable") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_trainingline_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='8a08dfdfe697ca7d3c15f6fc35e3b218993a3bc9', operation='UPDATE', pgid='pgtrigger_frozen_00ebe', table='programs_trainingline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingline',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_trainingline_no_delete', MESSAGE = 'Training lines are never removed.', DETAIL = COALESCE('', '');", hash='08b9c37197d3addb85137ce92425980611079b80', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_a311e', table='programs_trainingline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_traininglineevent" ("course_id", "id", "is_reimbursable", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "priority", "quantity", "sequence", "state", "suffix", "unit_price", "version", "wcn") SELECT new_values."course_id", new_values."id", new_values."is_reimbursable", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."priority", new_values."quantity", new_values."sequence", new_values."state", new_values."suffix", new_values."unit_price", new_values."version", new_values."wcn" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='248a3b7ec65344cfa654a065b2ada2a660035c84', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6c070', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_trainingline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_traininglineevent" ("course_id", "id", "is_reimbursable", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "priority", "quantity", "sequence", "state", "suffix", "unit_price", "version", "wcn") SELECT new_values."course_id", new_values."id", new_values."is_reimbursable", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."priority", new_values."quantity", new_values."sequence", new_values."state", new_values."suffix", new_values."unit_price", new_values."version", new_values."wcn" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='638b63a012216b3ede95cd4728c2360ea3546483', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_05b51', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_trainingline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_traininglineevent" ("course_id", "id", "is_reimbursable", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "priority", "quantity", "sequence", "state", "suffix", "unit_price", "version", "wcn") SELECT old_values."course_id", old_values."id", old_values."is_reimbursable", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."priority", old_values."quantity", old_values."sequence", old_values."state", old_values."suffix", old_values."unit_price", old_values."version", old_values."wcn" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7ab27b5df66764429d304901c8dba2b19d2bf388', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_fba20', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_trainingline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='traininglineevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a1bb1a45cb49cfcd95d99ec642ecb3c65718eabd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_78ea1', table='programs_traininglineevent', when='BEFORE')),
        ),
    ])
