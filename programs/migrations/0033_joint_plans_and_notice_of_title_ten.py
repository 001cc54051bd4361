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
        ('programs', '0032_deliveries_taken_back'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='JointPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_on', models.DateField(verbose_name='planning began on')),
                ('agreed_on', models.DateField()),
                ('state_officer', models.CharField(max_length=120, verbose_name='officer of State')),
                ('dod_officer', models.CharField(max_length=120, verbose_name='officer of DoD')),
                ('document', models.CharField(max_length=120, verbose_name='agreed document')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='joint_plan', to='programs.program')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('document', ''), _negated=True), models.Q(('state_officer', ''), _negated=True), models.Q(('dod_officer', ''), _negated=True)), name='joint_plan_names_both_sides', violation_error_message='A joint plan names an officer of each side and its document.'), models.CheckConstraint(condition=models.Q(('begun_on__lte', models.F('agreed_on'))), name='joint_plan_begun_before_agreed', violation_error_message='Planning begins before it is agreed.')],
            },
        ),
        migrations.CreateModel(
            name='JointPlanEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('begun_on', models.DateField(verbose_name='planning began on')),
                ('agreed_on', models.DateField()),
                ('state_officer', models.CharField(max_length=120, verbose_name='officer of State')),
                ('dod_officer', models.CharField(max_length=120, verbose_name='officer of DoD')),
                ('document', models.CharField(max_length=120, verbose_name='agreed document')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.jointplan')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='concurrence',
            name='decided_by_another',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='program',
            name='cleared_by_state',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrence',
            trigger=pgtrigger.compiler.Trigger(name='decided_by_another', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (SELECT 1 FROM programs_program p WHERE p.id = NEW.program_id\n                       AND NEW.decider_id IN (p.author_id, p.manager_id)) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'concurrence_by_another', MESSAGE = 'Whoever wrote or manages a proposal does not decide on it.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.decision IN ('CONCUR', 'CONDITIONS') AND EXISTS (\n                SELECT 1 FROM programs_officeview v WHERE v.program_id = NEW.program_id AND v.given_on IS NULL) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'concurrence_after_views', MESSAGE = 'An office that was asked has not given its view.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.decision IN ('CONCUR', 'CONDITIONS') AND EXISTS (\n                   SELECT 1 FROM programs_titletendetail d JOIN programs_titletenauthority a ON a.code = d.authority\n                   WHERE d.program_id = NEW.program_id AND a.joint_planning)\n               AND NOT EXISTS (SELECT 1 FROM programs_jointplan j\n                               WHERE j.program_id = NEW.program_id AND j.agreed_on <= NEW.decided_on) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'concurrence_after_joint_plan', MESSAGE = 'State and DoD have not planned this together.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='b2bc026cb924c4f8a2a98d0e5ecd3b1cf158f814', operation='INSERT', pgid='pgtrigger_decided_by_another_befdf', table='programs_concurrence', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointdecision',
            trigger=pgtrigger.compiler.Trigger(name='under_authority', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (SELECT 1 FROM ground_parameter p WHERE p.key = 'gscf_authority_end' AND (p.value #>> '{}')::date < NEW.decided_on) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gscf_authority_ended', MESSAGE = 'The authority for new projects has ended.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='5c4807edd4c87a33322de9b17a38a1cfc2bd091e', operation='INSERT', pgid='pgtrigger_under_authority_3c7b4', table='programs_jointdecision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='cleared_by_state', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE authority programs_titletenauthority; latest programs_concurrence;', func="\n            IF NEW.kind <> 'TITLE-10' OR NEW.state <> 'EXECUTING' OR OLD.state = 'EXECUTING' THEN\n                RETURN NEW;\n            END IF;\n            SELECT a.* INTO authority FROM programs_titletenauthority a\n            JOIN programs_titletendetail d ON d.authority = a.code WHERE d.program_id = NEW.id;\n            IF authority.id IS NULL THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'title_ten_authority_known', MESSAGE = 'The authority of the program is not in the table of authorities.', DETAIL = COALESCE('', '');\n            END IF;\n            IF authority.role = 'CONCURRENCE' THEN\n                SELECT * INTO latest FROM programs_concurrence WHERE program_id = NEW.id ORDER BY id DESC LIMIT 1;\n                IF latest.id IS NULL OR latest.decision NOT IN ('CONCUR', 'CONDITIONS')\n                   OR latest.expires_on < (now() AT TIME ZONE 'America/New_York')::date THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'title_ten_concurrence', MESSAGE = 'State has not concurred.', DETAIL = COALESCE('', '');\n                END IF;\n            END IF;\n            IF EXISTS (SELECT unnest(authority.certifications) EXCEPT\n                       SELECT c.what FROM programs_certification c WHERE c.program_id = NEW.id) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'title_ten_certified', MESSAGE = 'DoD has not certified what the authority asks for.', DETAIL = COALESCE('', '');\n            END IF;\n            IF authority.notice_days IS NULL THEN RETURN NEW; END IF;\n            PERFORM 1 FROM programs_congressionalnotification n WHERE n.state = 'TRANSMITTED' AND EXISTS (\n    SELECT 1 FROM programs_notificationline l WHERE l.notification_id = n.id AND l.program_id = NEW.id) FOR NO KEY UPDATE;\n            IF NOT EXISTS (SELECT 1 FROM programs_congressionalnotification n WHERE n.state = 'TRANSMITTED' AND EXISTS (\n    SELECT 1 FROM programs_notificationline l WHERE l.notification_id = n.id AND l.program_id = NEW.id) AND NOT EXISTS (SELECT 1 FROM programs_congressionalhold h\n                    WHERE h.notification_id = n.id AND h.released_on IS NULL)\n    AND NOT EXISTS (SELECT 1 FROM programs_transmittal t\n                    WHERE t.notification_id = n.id AND t.result IN ('DENIED', 'WITHDRAWN'))\n    AND (SELECT max(t.sent_on) + GREATEST(n.clock_days, authority.notice_days) FROM programs_transmittal t\n         WHERE t.notification_id = n.id AND t.committee = ANY (n.committees)) <= (now() AT TIME ZONE 'America/New_York')::date) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'title_ten_notified', MESSAGE = 'The days of its notice to Congress have not run, or a hold is open.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='671650913a74ca3209264beee168757c04089635', operation='UPDATE', pgid='pgtrigger_cleared_by_state_36399', table='programs_program', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointplan',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."agreed_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_jointplan_agreed_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='be7e7c598d9ea4485290cdeb6965827cba3d31fe', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_be4d7', table='programs_jointplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointplan',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_jointplan_append_only', MESSAGE = 'Joint plans are never changed or removed.', DETAIL = COALESCE('', '');", hash='daffd22c0b421cf73092bd40e7d884a4388f7f4c', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_bc260', table='programs_jointplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointplan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_jointplanevent" ("agreed_on", "at", "begun_on", "by_id", "document", "dod_officer", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "state_officer") SELECT new_values."agreed_on", new_values."at", new_values."begun_on", new_values."by_id", new_values."document", new_values."dod_officer", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."state_officer" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d17b6f8cccb563a2d2b610d9328af5a9e9f72a24', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bc0a3', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_jointplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointplan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_jointplanevent" ("agreed_on", "at", "begun_on", "by_id", "document", "dod_officer", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "state_officer") SELECT new_values."agreed_on", new_values."at", new_values."begun_on", new_values."by_id", new_values."document", new_values."dod_officer", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."state_officer" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fd0e750a2b9a557353cafe734a8f59c90d1456ec', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8d27d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_jointplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointplan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_jointplanevent" ("agreed_on", "at", "begun_on", "by_id", "document", "dod_officer", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "state_officer") SELECT old_values."agreed_on", old_values."at", old_values."begun_on", old_values."by_id", old_values."document", old_values."dod_officer", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."state_officer" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3790dc181148b03da89b6f746594ee77cf38c5f1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5fe7e', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_jointplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointplanevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d971944dff8dcf50602eb40acf416806a330eca1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_30082', table='programs_jointplanevent', when='BEFORE')),
        ),
    ])
