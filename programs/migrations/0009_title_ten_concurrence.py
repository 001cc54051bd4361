import django.contrib.postgres.fields
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
        ('programs', '0008_milestones_and_contributions'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='Certification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('CURRICULUM', 'Human rights, rule of law and civilian control in the training'), ('INSTITUTIONAL', 'Institutional capacity building')], max_length=13)),
                ('certified_on', models.DateField()),
                ('document', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certifications', to='programs.program')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('program', 'what'), name='certification_once'), models.CheckConstraint(condition=models.Q(models.Q(('document', ''), _negated=True), ('what__in', ['CURRICULUM', 'INSTITUTIONAL'])), name='certification_has_document', violation_error_message='A certification names its document.')],
            },
        ),
        migrations.CreateModel(
            name='Concurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.CharField(choices=[('CONCUR', 'Concurs'), ('CONDITIONS', 'Concurs with conditions'), ('NON_CONCUR', 'Does not concur'), ('RETURNED', 'Returned to DoD')], max_length=12)),
                ('decided_on', models.DateField()),
                ('expires_on', models.DateField(blank=True, null=True)),
                ('document', models.CharField(max_length=120)),
                ('text', models.TextField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('decider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='concurrences', to='programs.program')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('document', ''), _negated=True), models.Q(('text', ''), _negated=True), ('decision__in', ['CONCUR', 'CONDITIONS', 'NON_CONCUR', 'RETURNED'])), name='concurrence_is_a_decision', violation_error_message='A concurrence is a decision with a document and a text.')],
            },
        ),
        migrations.CreateModel(
            name='OfficeView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('office', models.CharField(max_length=80)),
                ('due_on', models.DateField()),
                ('position', models.CharField(blank=True, choices=[('SUPPORT', 'Supports'), ('CONDITIONS', 'Supports with conditions'), ('OBJECT', 'Objects'), ('NO_VIEW', 'Has no view')], max_length=12)),
                ('given_on', models.DateField(blank=True, null=True)),
                ('text', models.TextField(blank=True)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='office_views', to='programs.program')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('program', 'office'), name='office_view_once', violation_error_message='This office has been asked already.'), models.CheckConstraint(condition=models.Q(models.Q(('given_on', None), ('position', '')), models.Q(('given_on__isnull', False), ('position__in', ['SUPPORT', 'CONDITIONS', 'OBJECT', 'NO_VIEW'])), _connector='OR'), name='office_view_given_whole', violation_error_message='A view has a position and a day.')],
            },
        ),
        migrations.CreateModel(
            name='ProposalElement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('element', models.CharField(choices=[('UNIT', 'Country and specific unit'), ('AMOUNT', 'Amount, type and purpose of the support'), ('ABSORPTION', 'Whether the unit can absorb it'), ('SCHEDULE', 'Cost, timeline and delivery schedule'), ('SUSTAINMENT', 'Who sustains it, at what cost, from which source'), ('OTHER_HELP', 'Security assistance of the three years before'), ('STRATEGY', 'Elements of the theater plan and the country strategy it advances'), ('OTHER_WAYS', 'Other authorities that could have been used')], max_length=14)),
                ('text', models.TextField()),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='elements', to='programs.program')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('program', 'element'), name='proposal_element_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='proposal_element_says_something', violation_error_message='An element says something.')],
            },
        ),
        migrations.CreateModel(
            name='ReportedStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.DateField()),
                ('unobligated', models.DecimalField(decimal_places=2, max_digits=20)),
                ('unliquidated', models.DecimalField(decimal_places=2, max_digits=20)),
                ('disbursed', models.DecimalField(decimal_places=2, max_digits=20)),
                ('source', models.CharField(max_length=160)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reported_statuses', to='programs.program')),
            ],
            options={
                'verbose_name_plural': 'reported statuses',
                'constraints': [models.UniqueConstraint(fields=('program', 'as_of'), name='reported_status_once'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='reported_status_has_source', violation_error_message='A figure of DoD names its source.'), models.CheckConstraint(condition=models.Q(('disbursed__gte', 0), ('unliquidated__gte', 0), ('unobligated__gte', 0)), name='reported_status_not_negative', violation_error_message='Amounts are zero or more.')],
            },
        ),
        migrations.CreateModel(
            name='TitleTenAuthority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('code', models.CharField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=160)),
                ('role', models.CharField(choices=[('CONCURRENCE', 'Concurrence of State'), ('CONSULTATION', 'Consultation with State'), ('INFORMATION', 'Information to State')], max_length=12, verbose_name="State's role")),
                ('joint_planning', models.BooleanField(default=False, verbose_name='joint planning with a named officer each side')),
                ('certifications', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('CURRICULUM', 'Human rights, rule of law and civilian control in the training'), ('INSTITUTIONAL', 'Institutional capacity building')], max_length=13), blank=True, default=list, size=None)),
                ('elements', models.BooleanField(default=False, verbose_name='the whole schema of s. 333(e) before review')),
                ('notice_days', models.PositiveIntegerField(blank=True, null=True, verbose_name='days of notice to Congress')),
                ('yearly_cap', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='cap of a year, US dollars')),
                ('report', models.CharField(blank=True, max_length=120)),
                ('source', models.CharField(max_length=160)),
            ],
            options={
                'verbose_name': 'Title 10 authority',
                'verbose_name_plural': 'Title 10 authorities',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='title_ten_authority_has_source', violation_error_message='An authority says where it stands.')],
            },
        ),
        migrations.CreateModel(
            name='CertificationEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('what', models.CharField(choices=[('CURRICULUM', 'Human rights, rule of law and civilian control in the training'), ('INSTITUTIONAL', 'Institutional capacity building')], max_length=13)),
                ('certified_on', models.DateField()),
                ('document', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.certification')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConcurrenceCondition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('text', models.CharField(max_length=300)),
                ('office', models.CharField(blank=True, max_length=120, verbose_name='whose it is')),
                ('due_on', models.DateField()),
                ('met_on', models.DateField(blank=True, null=True)),
                ('how', models.CharField(blank=True, max_length=300, verbose_name='how it was met')),
                ('concurrence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conditions', to='programs.concurrence')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='concurrence_condition_says_something', violation_error_message='A condition says something.'), models.CheckConstraint(condition=models.Q(('met_on', None), models.Q(('how', ''), _negated=True), _connector='OR'), name='concurrence_condition_met_says_how', violation_error_message='A condition that is met says how.')],
            },
        ),
        migrations.CreateModel(
            name='ConcurrenceEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('decision', models.CharField(choices=[('CONCUR', 'Concurs'), ('CONDITIONS', 'Concurs with conditions'), ('NON_CONCUR', 'Does not concur'), ('RETURNED', 'Returned to DoD')], max_length=12)),
                ('decided_on', models.DateField()),
                ('expires_on', models.DateField(blank=True, null=True)),
                ('document', models.CharField(max_length=120)),
                ('text', models.TextField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('decider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.concurrence')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfficeViewEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('office', models.CharField(max_length=80)),
                ('due_on', models.DateField()),
                ('position', models.CharField(blank=True, choices=[('SUPPORT', 'Supports'), ('CONDITIONS', 'Supports with conditions'), ('OBJECT', 'Objects'), ('NO_VIEW', 'Has no view')], max_length=12)),
                ('given_on', models.DateField(blank=True, null=True)),
                ('text', models.TextField(blank=True)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.officeview')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProposalElementEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('element', models.CharField(choices=[('UNIT', 'Country and specific unit'), ('AMOUNT', 'Amount, type and purpose of the support'), ('ABSORPTION', 'Whether the unit can absorb it'), ('SCHEDULE', 'Cost, timeline and delivery schedule'), ('SUSTAINMENT', 'Who sustains it, at what cost, from which source'), ('OTHER_HELP', 'Security assistance of the three years before'), ('STRATEGY', 'Elements of the theater plan and the country strategy it advances'), ('OTHER_WAYS', 'Other authorities that could have been used')], max_length=14)),
                ('text', models.TextField()),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.proposalelement')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportedStatusEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('as_of', models.DateField()),
                ('unobligated', models.DecimalField(decimal_places=2, max_digits=20)),
                ('unliquidated', models.DecimalField(decimal_places=2, max_digits=20)),
                ('disbursed', models.DecimalField(decimal_places=2, max_digits=20)),
                ('source', models.CharField(max_length=160)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.reportedstatus')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TitleTenAuthorityEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('code', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=160)),
                ('role', models.CharField(choices=[('CONCURRENCE', 'Concurrence of State'), ('CONSULTATION', 'Consultation with State'), ('INFORMATION', 'Information to State')], max_length=12, verbose_name="State's role")),
                ('joint_planning', models.BooleanField(default=False, verbose_name='joint planning with a named officer each side')),
                ('certifications', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('CURRICULUM', 'Human rights, rule of law and civilian control in the training'), ('INSTITUTIONAL', 'Institutional capacity building')], max_length=13), blank=True, default=list, size=None)),
                ('elements', models.BooleanField(default=False, verbose_name='the whole schema of s. 333(e) before review')),
                ('notice_days', models.PositiveIntegerField(blank=True, null=True, verbose_name='days of notice to Congress')),
                ('yearly_cap', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='cap of a year, US dollars')),
                ('report', models.CharField(blank=True, max_length=120)),
                ('source', models.CharField(max_length=160)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.titletenauthority')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConcurrenceConditionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('text', models.CharField(max_length=300)),
                ('office', models.CharField(blank=True, max_length=120, verbose_name='whose it is')),
                ('due_on', models.DateField()),
                ('met_on', models.DateField(blank=True, null=True)),
                ('how', models.CharField(blank=True, max_length=300, verbose_name='how it was met')),
                ('concurrence', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.concurrence')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.concurrencecondition')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='cleared_by_state', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE authority programs_titletenauthority; latest programs_concurrence;', func="\n            IF NEW.kind <> 'TITLE-10' OR NEW.state <> 'EXECUTING' OR OLD.state = 'EXECUTING' THEN\n                RETURN NEW;\n            END IF;\n            SELECT a.* INTO authority FROM programs_titletenauthority a\n            JOIN programs_titletendetail d ON d.authority = a.code WHERE d.program_id = NEW.id;\n            IF authority.id IS NULL THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'title_ten_authority_known', MESSAGE = 'The authority of the program is not in the table of authorities.', DETAIL = COALESCE('', '');\n            END IF;\n            IF authority.role = 'CONCURRENCE' THEN\n                SELECT * INTO latest FROM programs_concurrence WHERE program_id = NEW.id ORDER BY id DESC LIMIT 1;\n                IF latest.id IS NULL OR latest.decision NOT IN ('CONCUR', 'CONDITIONS')\n                   OR latest.expires_on < (now() AT TIME ZONE 'America/New_York')::date THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'title_ten_concurrence', MESSAGE = 'State has not concurred.', DETAIL = COALESCE('', '');\n                END IF;\n            END IF;\n            IF EXISTS (SELECT unnest(authority.certifications) EXCEPT\n                       SELECT c.what FROM programs_certification c WHERE c.program_id = NEW.id) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'title_ten_certified', MESSAGE = 'DoD has not certified what the authority asks for.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='4ed244b20834f0f4308f42b09fd632cc8b7afc25', operation='UPDATE', pgid='pgtrigger_cleared_by_state_36399', table='programs_program', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='decided_together', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.kind = 'GSCF' AND NEW.state = 'EXECUTING' AND OLD.state <> 'EXECUTING'\n               AND (SELECT count(*) FROM programs_jointdecision d WHERE d.program_id = NEW.id) < 2 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gscf_decided_together', MESSAGE = 'State and DoD have not both decided.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='1bc3eb74478821614314250258d0fdb8eabd9777', operation='UPDATE', pgid='pgtrigger_decided_together_e0ff2', table='programs_program', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='titletenauthority',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_titletenauthority_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='fca1f90e0b9ee53401acd768fb44afa8854a82ff', operation='UPDATE', pgid='pgtrigger_next_version_610ef', table='programs_titletenauthority', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='titletenauthority',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."code" IS DISTINCT FROM NEW."code") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_titletenauthority_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='070336b3a2abb8a27d7aa0da340b26442fc73b5c', operation='UPDATE', pgid='pgtrigger_frozen_a9beb', table='programs_titletenauthority', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='titletenauthority',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_titletenauthority_no_delete', MESSAGE = 'Title 10 authorities are never removed.', DETAIL = COALESCE('', '');", hash='98c568fa0f5e541a306269ebfef4787a176e4003', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_de9fa', table='programs_titletenauthority', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='titletenauthority',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_titletenauthorityevent" ("certifications", "code", "elements", "id", "joint_planning", "name", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report", "role", "source", "version", "yearly_cap") SELECT new_values."certifications", new_values."code", new_values."elements", new_values."id", new_values."joint_planning", new_values."name", new_values."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."report", new_values."role", new_values."source", new_values."version", new_values."yearly_cap" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='aef5a61ea62e75f00a62694e831a739a6c107e71', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c4d0c', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_titletenauthority', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='titletenauthority',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_titletenauthorityevent" ("certifications", "code", "elements", "id", "joint_planning", "name", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report", "role", "source", "version", "yearly_cap") SELECT new_values."certifications", new_values."code", new_values."elements", new_values."id", new_values."joint_planning", new_values."name", new_values."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."report", new_values."role", new_values."source", new_values."version", new_values."yearly_cap" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b34ffd1be6ad33a66f4e70f3c8ba7fb0d72d501d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5a139', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_titletenauthority', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='titletenauthority',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_titletenauthorityevent" ("certifications", "code", "elements", "id", "joint_planning", "name", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report", "role", "source", "version", "yearly_cap") SELECT old_values."certifications", old_values."code", old_values."elements", old_values."id", old_values."joint_planning", old_values."name", old_values."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."report", old_values."role", old_values."source", old_values."version", old_values."yearly_cap" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='22599057648b6dccca791727291aff837b1346a0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ce3d7', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_titletenauthority', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certification',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."certified_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_certification_certified_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='847481c61b08df372051d96cf245ecc2cfb2adc3', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_13b87', table='programs_certification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certification',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_certification_append_only', MESSAGE = 'Certifications are never changed or removed.', DETAIL = COALESCE('', '');", hash='cd83a0b9579e01574e05fed77ab299faf9a48493', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_b04ad', table='programs_certification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certification',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_certificationevent" ("at", "by_id", "certified_on", "document", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "what") SELECT new_values."at", new_values."by_id", new_values."certified_on", new_values."document", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='85d42210410e55194525f9a6409f242222935575', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2f2a3', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_certification', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certification',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_certificationevent" ("at", "by_id", "certified_on", "document", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "what") SELECT new_values."at", new_values."by_id", new_values."certified_on", new_values."document", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9cae99e84068d8e156ad53f478bc23c47b25fbc7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e4b22', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_certification', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certification',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_certificationevent" ("at", "by_id", "certified_on", "document", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "what") SELECT old_values."at", old_values."by_id", old_values."certified_on", old_values."document", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7160a28c58db4004531e02630a5344bf547fbbe5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e4091', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_certification', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certificationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5d4c950b47c527f5ddc984e38ab399c17c89a60f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_73fba', table='programs_certificationevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrence',
            trigger=pgtrigger.compiler.Trigger(name='decided_by_another', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (SELECT 1 FROM programs_program p WHERE p.id = NEW.program_id\n                       AND NEW.decider_id IN (p.author_id, p.manager_id)) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'concurrence_by_another', MESSAGE = 'Whoever wrote or manages a proposal does not decide on it.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.decision IN ('CONCUR', 'CONDITIONS') AND EXISTS (\n                SELECT 1 FROM programs_officeview v WHERE v.program_id = NEW.program_id AND v.given_on IS NULL) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'concurrence_after_views', MESSAGE = 'An office that was asked has not given its view.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='54df0dd899c5f742b42e5fd6625152cac02c726d', operation='INSERT', pgid='pgtrigger_decided_by_another_befdf', table='programs_concurrence', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrence',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."decided_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_concurrence_decided_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='860e8f7153cafc87635af9b4700e661dc56db715', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_2f9f9', table='programs_concurrence', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrence',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_concurrence_append_only', MESSAGE = 'Concurrences are never changed or removed.', DETAIL = COALESCE('', '');", hash='ca439fc505abca17af03406fa67f857d6d044e75', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_6b769', table='programs_concurrence', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrence',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_concurrenceevent" ("at", "decided_on", "decider_id", "decision", "document", "expires_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "text") SELECT new_values."at", new_values."decided_on", new_values."decider_id", new_values."decision", new_values."document", new_values."expires_on", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ee3b34e875f5747cc118f7dcf5242d284637b098', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_44da1', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_concurrence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrence',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_concurrenceevent" ("at", "decided_on", "decider_id", "decision", "document", "expires_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "text") SELECT new_values."at", new_values."decided_on", new_values."decider_id", new_values."decision", new_values."document", new_values."expires_on", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3b64e075516cc3b0a83049be66c2b36045ee3178', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_004b5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_concurrence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrence',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_concurrenceevent" ("at", "decided_on", "decider_id", "decision", "document", "expires_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "text") SELECT old_values."at", old_values."decided_on", old_values."decider_id", old_values."decision", old_values."document", old_values."expires_on", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='cffe8812f9ea81dd00c66e5e8a47276858eee1fc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f9eac', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_concurrence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrencecondition',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_concurrencecondition_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='cb3a0c343d8306bfdef5075612b00703e33a9ffd', operation='UPDATE', pgid='pgtrigger_next_version_01e3a', table='programs_concurrencecondition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrencecondition',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."met_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_concurrencecondition_met_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='a63b1fcd92af646e621fc14666114710551c4237', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_a731b', table='programs_concurrencecondition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrencecondition',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."concurrence_id" IS DISTINCT FROM NEW."concurrence_id") OR (OLD."text" IS DISTINCT FROM NEW."text") OR (OLD."due_on" IS DISTINCT FROM NEW."due_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_concurrencecondition_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='48184776d6f4142db20d1d6453aca75c5500581e', operation='UPDATE', pgid='pgtrigger_frozen_d4ffc', table='programs_concurrencecondition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrencecondition',
            trigger=pgtrigger.compiler.Trigger(name='met', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."met_on" IS NOT NULL AND OLD."met_on" IS DISTINCT FROM NEW."met_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_concurrencecondition_met\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='c9e531a534f31c74cadffb08c5bd1bc8d24bb467', operation='UPDATE', pgid='pgtrigger_met_3ba62', table='programs_concurrencecondition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrencecondition',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_concurrencecondition_no_delete', MESSAGE = 'Concurrence conditions are never removed.', DETAIL = COALESCE('', '');", hash='5bc3e4f0c4f9d0eda4c2658dd38117777a54654a', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_898b0', table='programs_concurrencecondition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrencecondition',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_concurrenceconditionevent" ("concurrence_id", "due_on", "how", "id", "met_on", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") SELECT new_values."concurrence_id", new_values."due_on", new_values."how", new_values."id", new_values."met_on", new_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='859b2f9cbdaf9652656941304f58e2be3de567b7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6a398', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_concurrencecondition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrencecondition',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_concurrenceconditionevent" ("concurrence_id", "due_on", "how", "id", "met_on", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") SELECT new_values."concurrence_id", new_values."due_on", new_values."how", new_values."id", new_values."met_on", new_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5d1b1a99028e5a15171b12a879683a7a135bb062', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_89929', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_concurrencecondition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrencecondition',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_concurrenceconditionevent" ("concurrence_id", "due_on", "how", "id", "met_on", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version") SELECT old_values."concurrence_id", old_values."due_on", old_values."how", old_values."id", old_values."met_on", old_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."text", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b23873a6cd81d3794892da339eb0078f4b4648f2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_31ca7', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_concurrencecondition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrenceconditionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='783e055a2dfe3e602570eb86ad84d538e2413188', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b4167', table='programs_concurrenceconditionevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='concurrenceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2268d186f788e01a89f83211a45beceeee096458', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5a875', table='programs_concurrenceevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeview',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_officeview_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='598926184b0e3c11af4c48a6ddf90b52906a1c79', operation='UPDATE', pgid='pgtrigger_next_version_32cc8', table='programs_officeview', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeview',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."given_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_officeview_given_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='622a2364ddcf51b1b0ad13ff3357c8d0cf93b312', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_3d62a', table='programs_officeview', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeview',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."program_id" IS DISTINCT FROM NEW."program_id") OR (OLD."office" IS DISTINCT FROM NEW."office") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_officeview_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='ef43151f335c66b9313818afc5e98fe3b73ed9b8', operation='UPDATE', pgid='pgtrigger_frozen_a6b4d', table='programs_officeview', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeview',
            trigger=pgtrigger.compiler.Trigger(name='given', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."given_on" IS NOT NULL AND OLD."given_on" IS DISTINCT FROM NEW."given_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_officeview_given\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='a3ab61ef31f24558079f6a7ea046cab2f64cdbd7', operation='UPDATE', pgid='pgtrigger_given_6bfc5', table='programs_officeview', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeview',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_officeview_no_delete', MESSAGE = 'Office views are never removed.', DETAIL = COALESCE('', '');", hash='b3f80313d9cc6e0680c8e8fcfa1f442a1dbc5339', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_df0c4', table='programs_officeview', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeview',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_officeviewevent" ("due_on", "given_on", "id", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id", "text", "version") SELECT new_values."due_on", new_values."given_on", new_values."id", new_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."position", new_values."program_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a4c9a4958ef4b2653c712dbec19ae802b6b775f2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d748a', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_officeview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeview',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_officeviewevent" ("due_on", "given_on", "id", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id", "text", "version") SELECT new_values."due_on", new_values."given_on", new_values."id", new_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."position", new_values."program_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3474134a3c13a58b8e749c4949bf91f5b252516e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_bc3e4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_officeview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeview',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_officeviewevent" ("due_on", "given_on", "id", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id", "text", "version") SELECT old_values."due_on", old_values."given_on", old_values."id", old_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."position", old_values."program_id", old_values."text", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8027aaf3003da58669047061d4a827e52f22a487', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_eb515', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_officeview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeviewevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='19f2fe3e484973c5889dabbfed635957f345a998', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e89b4', table='programs_officeviewevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposalelement',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_proposalelement_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='d6810dfb3cd88138a8011a3c022375e39c5a1f86', operation='UPDATE', pgid='pgtrigger_next_version_bef3b', table='programs_proposalelement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposalelement',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."program_id" IS DISTINCT FROM NEW."program_id") OR (OLD."element" IS DISTINCT FROM NEW."element") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_proposalelement_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='d8e6301f83e6375255d98e67b61467dd6eeda1a3', operation='UPDATE', pgid='pgtrigger_frozen_74282', table='programs_proposalelement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposalelement',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_proposalelement_no_delete', MESSAGE = 'Proposal elements are never removed.', DETAIL = COALESCE('', '');", hash='ac03755af9af904e10b81304f4fd4cf8c67500af', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_73b6d', table='programs_proposalelement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposalelement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_proposalelementevent" ("element", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "text", "version") SELECT new_values."element", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4cf1e3737f00b9f3835f6635fc96167aefbd3adc', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0f681', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_proposalelement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposalelement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_proposalelementevent" ("element", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "text", "version") SELECT new_values."element", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4cd02969545aee4c1b2f88db8aec272ee127acf1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_243e7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_proposalelement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposalelement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_proposalelementevent" ("element", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "text", "version") SELECT old_values."element", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."text", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='69f25cfecb5397165bfcdbab17d3b75b6def2f21', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_99040', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_proposalelement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposalelementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='28c32704b813f5bcf0ca3e2341bb5c6ab58335e2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ecc7e', table='programs_proposalelementevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedstatus',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."as_of" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_reportedstatus_as_of_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='dfcd8859d174018f63a54c60ca512570bb4be789', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_9f233', table='programs_reportedstatus', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedstatus',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_reportedstatus_append_only', MESSAGE = 'Reported statuses are never changed or removed.', DETAIL = COALESCE('', '');", hash='cff5afc0b7925fafe0b83da6b1b51fe93d4d68a6', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_474f2', table='programs_reportedstatus', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedstatus',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_reportedstatusevent" ("as_of", "at", "by_id", "disbursed", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "source", "unliquidated", "unobligated") SELECT new_values."as_of", new_values."at", new_values."by_id", new_values."disbursed", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."source", new_values."unliquidated", new_values."unobligated" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2c01f00d55a823bb956a89de74e0e2bee4e57253', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2b398', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_reportedstatus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedstatus',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_reportedstatusevent" ("as_of", "at", "by_id", "disbursed", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "source", "unliquidated", "unobligated") SELECT new_values."as_of", new_values."at", new_values."by_id", new_values."disbursed", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."source", new_values."unliquidated", new_values."unobligated" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='44abce7af53725737793b152a2e64f185edaaf0c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b5abf', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_reportedstatus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedstatus',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_reportedstatusevent" ("as_of", "at", "by_id", "disbursed", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "source", "unliquidated", "unobligated") SELECT old_values."as_of", old_values."at", old_values."by_id", old_values."disbursed", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."source", old_values."unliquidated", old_values."unobligated" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a4892904f98cc5745e7149bea64a3392c08362dd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_0a132', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_reportedstatus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportedstatusevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='397709b61e01432775eb6861ffa0b1d167dac024', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c935c', table='programs_reportedstatusevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='titletenauthorityevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='683ddfebbc80ae9423e82945091cd589ffa6b4ad', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e05e0', table='programs_titletenauthorityevent', when='BEFORE')),
        ),
    ])
