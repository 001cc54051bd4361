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
        ('programs', '0007_what_is_finished_stays'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='GscfContribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency', models.CharField(choices=[('STATE', 'Department of State'), ('DOD', 'Department of Defense')], max_length=5)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='amount, US dollars')),
                ('on_day', models.DateField(verbose_name='transferred on')),
                ('document', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='programs.fund')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='programs.program')),
                ('returns', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='returned_by', to='programs.gscfcontribution')),
                ('source_account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.account')),
            ],
            options={
                'verbose_name': 'GSCF contribution',
                'indexes': [models.Index(fields=['program', 'fund'], name='contribution_by_fund')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='contribution_amount_positive', violation_error_message='A contribution or a return has an amount above zero.'), models.CheckConstraint(condition=models.Q(('agency__in', ['STATE', 'DOD'])), name='contribution_of_a_department', violation_error_message='A contribution comes from State or from DoD.'), models.CheckConstraint(condition=models.Q(('document', ''), _negated=True), name='contribution_has_document', violation_error_message='A contribution names its document.')],
            },
        ),
        migrations.CreateModel(
            name='JointDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency', models.CharField(choices=[('STATE', 'Department of State'), ('DOD', 'Department of Defense')], max_length=5)),
                ('decided_on', models.DateField()),
                ('document', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joint_decisions', to='programs.program')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('program', 'agency'), name='joint_decision_once', violation_error_message='This Department has decided already.'), models.CheckConstraint(condition=models.Q(('document', ''), _negated=True), name='joint_decision_has_document', violation_error_message='A decision names its document.'), models.CheckConstraint(condition=models.Q(('agency__in', ['STATE', 'DOD'])), name='joint_decision_of_a_department')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('position', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('office', models.CharField(blank=True, max_length=120, verbose_name='whose step it is')),
                ('planned_on', models.DateField(blank=True, null=True)),
                ('reached_on', models.DateField(blank=True, null=True)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='programs.program')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('reached_on', None)), fields=['planned_on', 'id'], name='milestone_still_to_come')],
                'constraints': [models.UniqueConstraint(fields=('program', 'position'), name='milestone_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='milestone_has_name', violation_error_message='A milestone has a name.')],
            },
        ),
        migrations.CreateModel(
            name='GscfContributionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('agency', models.CharField(choices=[('STATE', 'Department of State'), ('DOD', 'Department of Defense')], max_length=5)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='amount, US dollars')),
                ('on_day', models.DateField(verbose_name='transferred on')),
                ('document', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('fund', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.fund')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.gscfcontribution')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
                ('returns', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.gscfcontribution')),
                ('source_account', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.account')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='JointDecisionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('agency', models.CharField(choices=[('STATE', 'Department of State'), ('DOD', 'Department of Defense')], max_length=5)),
                ('decided_on', models.DateField()),
                ('document', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.jointdecision')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MilestoneEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('position', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('office', models.CharField(blank=True, max_length=120, verbose_name='whose step it is')),
                ('planned_on', models.DateField(blank=True, null=True)),
                ('reached_on', models.DateField(blank=True, null=True)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.milestone')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='gscf_spending', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (SELECT 1 FROM programs_program p WHERE p.id = NEW.program_id AND p.kind = 'GSCF') THEN\n                RETURN NEW;\n            END IF;\n            PERFORM 1 FROM programs_program WHERE id = NEW.program_id FOR NO KEY UPDATE;\n            IF NEW.amount + (\n    SELECT COALESCE(sum(CASE WHEN o.state = 'PROPOSED' THEN o.amount ELSE (\n               SELECT COALESCE(sum(b.amount), 0) FROM programs_balance b WHERE b.obligation_id = o.id) END), 0)\n    FROM programs_obligation o\n    WHERE o.program_id = NEW.program_id AND o.fund_id = NEW.fund_id AND o.state <> 'WITHDRAWN') > (\n    SELECT COALESCE(sum(CASE WHEN c.returns_id IS NULL THEN c.amount ELSE -c.amount END), 0) FROM programs_gscfcontribution c\n    WHERE c.program_id = NEW.program_id AND c.fund_id = NEW.fund_id) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gscf_within_contribution', MESSAGE = 'More than was contributed to this project in this fund.', DETAIL = COALESCE(((\n    SELECT COALESCE(sum(CASE WHEN c.returns_id IS NULL THEN c.amount ELSE -c.amount END), 0) FROM programs_gscfcontribution c\n    WHERE c.program_id = NEW.program_id AND c.fund_id = NEW.fund_id) - (\n    SELECT COALESCE(sum(CASE WHEN o.state = 'PROPOSED' THEN o.amount ELSE (\n               SELECT COALESCE(sum(b.amount), 0) FROM programs_balance b WHERE b.obligation_id = o.id) END), 0)\n    FROM programs_obligation o\n    WHERE o.program_id = NEW.program_id AND o.fund_id = NEW.fund_id AND o.state <> 'WITHDRAWN'))::text, '');\n            END IF;\n            RETURN NEW;\n        ", hash='2a7fa036638ae0a506b259bc9139c616f804d34a', operation='INSERT', pgid='pgtrigger_gscf_spending_cffb2', table='programs_obligation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gscfcontribution',
            trigger=pgtrigger.compiler.Trigger(name='share', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE given programs_gscfcontribution; state numeric; dod numeric; moved numeric; spent numeric;', func="\n            PERFORM 1 FROM programs_program WHERE id = NEW.program_id FOR NO KEY UPDATE;\n            PERFORM 1 FROM programs_fund WHERE id = NEW.fund_id FOR NO KEY UPDATE;\n            IF NOT EXISTS (SELECT 1 FROM programs_program p JOIN programs_fund f ON f.id = NEW.fund_id\n                           JOIN programs_account a ON a.id = f.account_id\n                           WHERE p.id = NEW.program_id AND p.kind = 'GSCF' AND a.kind = 'GSCF') THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gscf_contribution_of_project', MESSAGE = 'A contribution goes to a GSCF project, into a GSCF fund.', DETAIL = COALESCE('', '');\n            END IF;\n            IF EXISTS (SELECT 1 FROM programs_gscfcontribution c\n                       WHERE c.fund_id = NEW.fund_id AND c.agency <> NEW.agency) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gscf_two_funds', MESSAGE = 'State''s and DoD''s contributions stay two funds for ever.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.returns_id IS NOT NULL THEN\n                SELECT * INTO given FROM programs_gscfcontribution WHERE id = NEW.returns_id;\n                IF given.returns_id IS NOT NULL OR NEW.on_day < given.on_day\n                   OR (given.program_id, given.agency, given.fund_id)\n                      IS DISTINCT FROM (NEW.program_id, NEW.agency, NEW.fund_id)\n                   OR NEW.amount + COALESCE((SELECT sum(r.amount) FROM programs_gscfcontribution r\n                                             WHERE r.returns_id = given.id), 0) > given.amount THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gscf_return_within', MESSAGE = 'A return takes back a contribution, and no more than it.', DETAIL = COALESCE('', '');\n                END IF;\n                spent := (\n    SELECT COALESCE(sum(CASE WHEN o.state = 'PROPOSED' THEN o.amount ELSE (\n               SELECT COALESCE(sum(b.amount), 0) FROM programs_balance b WHERE b.obligation_id = o.id) END), 0)\n    FROM programs_obligation o\n    WHERE o.program_id = NEW.program_id AND o.fund_id = NEW.fund_id AND o.state <> 'WITHDRAWN');\n                IF spent + NEW.amount > (\n    SELECT COALESCE(sum(CASE WHEN c.returns_id IS NULL THEN c.amount ELSE -c.amount END), 0) FROM programs_gscfcontribution c\n    WHERE c.program_id = NEW.program_id AND c.fund_id = NEW.fund_id) THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gscf_return_leaves_spent', MESSAGE = 'The project has committed or spent that money.', DETAIL = COALESCE(spent::text, '');\n                END IF;\n            END IF;\n            SELECT COALESCE(sum(CASE WHEN c.returns_id IS NULL THEN c.amount ELSE -c.amount END) FILTER (WHERE c.agency = 'STATE'), 0),\n                   COALESCE(sum(CASE WHEN c.returns_id IS NULL THEN c.amount ELSE -c.amount END) FILTER (WHERE c.agency = 'DOD'), 0)\n                INTO state, dod FROM programs_gscfcontribution c WHERE c.program_id = NEW.program_id;\n            moved := CASE WHEN NEW.returns_id IS NULL THEN NEW.amount ELSE -NEW.amount END;\n            IF NEW.agency = 'STATE' THEN state := state + moved; ELSE dod := dod + moved; END IF;\n            IF dod > 4 * state THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gscf_share', MESSAGE = 'Of each project DoD gives at most 80 percent, State at least 20.', DETAIL = COALESCE(state::text || ' of State, at most ' || (4 * state)::text || ' of DoD', '');\n            END IF;\n            RETURN NEW;\n        ", hash='755e8a9b91ef8ea78797e3f074bb5e586875b6d1', operation='INSERT', pgid='pgtrigger_share_b061a', table='programs_gscfcontribution', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gscfcontribution',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."on_day" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_gscfcontribution_on_day_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='1e4a94f499f3658403108092afff234993267a82', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_ceba9', table='programs_gscfcontribution', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gscfcontribution',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_gscfcontribution_append_only', MESSAGE = 'Gscf contributions are never changed or removed.', DETAIL = COALESCE('', '');", hash='aa46b0cce106db431c35cd097607cb5e10df9f21', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_cd89a', table='programs_gscfcontribution', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gscfcontribution',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_gscfcontributionevent" ("agency", "amount", "at", "by_id", "document", "fund_id", "id", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "returns_id", "source_account_id") SELECT new_values."agency", new_values."amount", new_values."at", new_values."by_id", new_values."document", new_values."fund_id", new_values."id", new_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."returns_id", new_values."source_account_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1d37871472d312e81acff2e179d5d68c54ac0a96', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_94a6e', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_gscfcontribution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gscfcontribution',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_gscfcontributionevent" ("agency", "amount", "at", "by_id", "document", "fund_id", "id", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "returns_id", "source_account_id") SELECT new_values."agency", new_values."amount", new_values."at", new_values."by_id", new_values."document", new_values."fund_id", new_values."id", new_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."returns_id", new_values."source_account_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='17d000b43f7c63d4af5cb188fc0b400adbf4fc2c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_1b869', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_gscfcontribution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gscfcontribution',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_gscfcontributionevent" ("agency", "amount", "at", "by_id", "document", "fund_id", "id", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "returns_id", "source_account_id") SELECT old_values."agency", old_values."amount", old_values."at", old_values."by_id", old_values."document", old_values."fund_id", old_values."id", old_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."returns_id", old_values."source_account_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='bde814e1d8295cf34e4d9c328ff5215577c629c1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4dd92', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_gscfcontribution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='gscfcontributionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c1e454afa644d7532af81f2e1b6565d1a3128912', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b067d', table='programs_gscfcontributionevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointdecision',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."decided_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_jointdecision_decided_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='dbb9f1a3b715646649582203c7ef0d6127afeb4b', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_65a26', table='programs_jointdecision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointdecision',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_jointdecision_append_only', MESSAGE = 'Joint decisions are never changed or removed.', DETAIL = COALESCE('', '');", hash='1031c54287bedd09724e8b5d5f8624ed4c37eb2c', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_e83c2', table='programs_jointdecision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointdecision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_jointdecisionevent" ("agency", "at", "by_id", "decided_on", "document", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id") SELECT new_values."agency", new_values."at", new_values."by_id", new_values."decided_on", new_values."document", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e292d699a71264fb885c92acf3ba7904c995b1a8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_92011', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_jointdecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointdecision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_jointdecisionevent" ("agency", "at", "by_id", "decided_on", "document", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id") SELECT new_values."agency", new_values."at", new_values."by_id", new_values."decided_on", new_values."document", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c71d0d279bb01813fcb83106f961e42dc634a942', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b8ab2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_jointdecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointdecision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_jointdecisionevent" ("agency", "at", "by_id", "decided_on", "document", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id") SELECT old_values."agency", old_values."at", old_values."by_id", old_values."decided_on", old_values."document", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ee30099ce6644b3c35e8f66b69382a33f28de5a4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_14438', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_jointdecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointdecisionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='eaf29a876d2b1fd23e500db4db5bbe6891c35616', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_00550', table='programs_jointdecisionevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_milestone_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='7dd75147b89d2af9648332b8ba8ac3aa9d71885e', operation='UPDATE', pgid='pgtrigger_next_version_084c4', table='programs_milestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."reached_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_milestone_reached_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='f777c95ef428d18fc7a2db3089cb4ee23e6c53fc', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_8307d', table='programs_milestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."program_id" IS DISTINCT FROM NEW."program_id") OR (OLD."position" IS DISTINCT FROM NEW."position") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_milestone_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='14ea4d04a490798dbef2ac39aad84639588ea860', operation='UPDATE', pgid='pgtrigger_frozen_83505', table='programs_milestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_milestone_no_delete', MESSAGE = 'Milestones are never removed.', DETAIL = COALESCE('', '');", hash='fff586f6be44f449f6a4d71d26798aa4efacf150', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_bbd67', table='programs_milestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_milestoneevent" ("id", "name", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "position", "program_id", "reached_on", "version") SELECT new_values."id", new_values."name", new_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."planned_on", new_values."position", new_values."program_id", new_values."reached_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e96a24d49a4afad7dae16d268f770b2eeda5121e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_97e5d', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_milestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_milestoneevent" ("id", "name", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "position", "program_id", "reached_on", "version") SELECT new_values."id", new_values."name", new_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."planned_on", new_values."position", new_values."program_id", new_values."reached_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f28cc45c268acc43e10ef8a196f5102b49a8699c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5fa12', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_milestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestone',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_milestoneevent" ("id", "name", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "position", "program_id", "reached_on", "version") SELECT old_values."id", old_values."name", old_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."planned_on", old_values."position", old_values."program_id", old_values."reached_on", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='73b7d859019858647aa23e4d07bc80aabb97b8b3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_00dc4', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_milestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='milestoneevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='891d05931ae1009b27a1c49fe7927088638e0c32', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0431c', table='programs_milestoneevent', when='BEFORE')),
        ),
    ])
