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
        ('partners', '0003_facts_are_closed'),
        ('programs', '0013_money_in_time'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='CongressionalNotification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('number', models.CharField(editable=False, max_length=20, unique=True)),
                ('kind', models.CharField(choices=[('FAA_634A', 'Regular notification, FAA section 634A'), ('SECTION_7015', 'Regular notification, section 7015'), ('FMF_INCREASE', 'FMF, country or level increase'), ('IMET_COUNTRY', 'IMET, named country'), ('AECA_36B', 'Arms sale, AECA section 36(b)'), ('AECA_36B_ALLY', 'Arms sale to an ally, AECA section 36(b)'), ('CASH_FLOW', 'Cash-flow financing'), ('EDA', 'Excess defense articles'), ('TITLE10_333', 'Title 10 section 333'), ('TITLE10_331', 'Title 10 section 331'), ('TITLE10_341', 'Title 10 section 341'), ('EMERGENCY', 'Emergency waiver, after acting')], max_length=16)),
                ('program_kind', models.CharField(choices=[('FMF', 'Foreign Military Financing'), ('IMET', 'International Military Education and Training'), ('PKO', 'Peacekeeping Operations'), ('NADR', 'Nonproliferation, Anti-terrorism, Demining and Related Programs'), ('GSCF', 'Global Security Contingency Fund'), ('TITLE-10', 'DoD Title 10 programs')], max_length=10, verbose_name='money of')),
                ('title', models.CharField(max_length=200)),
                ('justification', models.TextField(blank=True, verbose_name='what it is for')),
                ('otherwise_served', models.CharField(blank=True, max_length=300, verbose_name='whom the money would otherwise have served')),
                ('fiscal_year', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('DRAFT', 'Draft'), ('CLEARING', 'In clearance'), ('CLEARED', 'Cleared'), ('TRANSMITTED', 'Transmitted'), ('CLOSED', 'Closed'), ('WITHDRAWN', 'Withdrawn'), ('DENIED', 'Denied')], default='DRAFT', max_length=12)),
                ('round', models.PositiveIntegerField(default=0, verbose_name='round of clearance')),
                ('clock_days', models.PositiveIntegerField(verbose_name='calendar days to wait')),
                ('committees', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('SFRC', 'Senate Foreign Relations'), ('HFAC', 'House Foreign Affairs'), ('SAC', 'Senate Appropriations'), ('HAC', 'House Appropriations'), ('SASC', 'Senate Armed Services'), ('HASC', 'House Armed Services'), ('SPEAKER', 'Speaker of the House')], max_length=8), size=None)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('operating_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to='partners.operatingunit')),
                ('renotifies', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renotified_by', to='programs.congressionalnotification', verbose_name='notifies again')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('clock_days__gte', 15), ('committees__contains', ['SFRC', 'HFAC', 'SAC', 'HAC']), ('kind', 'FAA_634A')), models.Q(('clock_days__gte', 15), ('committees__contains', ['SAC', 'HAC']), ('kind', 'SECTION_7015')), models.Q(('clock_days__gte', 15), ('committees__contains', ['SAC', 'HAC']), ('kind', 'FMF_INCREASE')), models.Q(('clock_days__gte', 15), ('committees__contains', ['SAC', 'HAC']), ('kind', 'IMET_COUNTRY')), models.Q(('clock_days__gte', 30), ('committees__contains', ['SPEAKER', 'HFAC', 'SFRC']), ('kind', 'AECA_36B')), models.Q(('clock_days__gte', 15), ('committees__contains', ['SPEAKER', 'HFAC', 'SFRC']), ('kind', 'AECA_36B_ALLY')), models.Q(('clock_days__gte', 15), ('committees__contains', ['SFRC', 'HFAC', 'SAC', 'HAC']), ('kind', 'CASH_FLOW')), models.Q(('clock_days__gte', 30), ('committees__contains', ['SFRC', 'HFAC', 'SAC', 'HAC']), ('kind', 'EDA')), models.Q(('clock_days__gte', 15), ('committees__contains', ['SASC', 'SFRC', 'SAC', 'HASC', 'HFAC', 'HAC']), ('kind', 'TITLE10_333')), models.Q(('clock_days__gte', 15), ('committees__contains', ['SASC', 'SFRC', 'SAC', 'HASC', 'HFAC', 'HAC']), ('kind', 'TITLE10_331')), models.Q(('clock_days__gte', 15), ('committees__contains', ['SASC', 'SFRC', 'SAC', 'HASC', 'HFAC', 'HAC']), ('kind', 'TITLE10_341')), models.Q(('clock_days__gte', 0), ('committees__contains', ['SAC', 'HAC']), ('kind', 'EMERGENCY')), _connector='OR'), name='notification_clock_of_its_kind', violation_error_message='A notification waits as long, and goes to those, as the law asks of its kind.'), models.CheckConstraint(condition=models.Q(('renotifies', models.F('id')), _negated=True), name='notification_not_of_itself', violation_error_message='A notification does not notify itself again.')],
            },
        ),
        migrations.CreateModel(
            name='Clearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(choices=[('EX', 'Bureau executive office'), ('L', 'Legal Adviser (L)'), ('F', 'Foreign Assistance (F)'), ('H', 'Legislative Affairs (H)'), ('SP', 'Policy Planning (S/P)'), ('OMB', 'OMB')], max_length=4)),
                ('answer', models.CharField(choices=[('NOT_SELECTED', 'Not yet selected'), ('PENDING', 'Pending'), ('YES', 'Yes'), ('NO', 'No'), ('QUESTIONS_PROGRAM', 'Questions for program'), ('QUESTIONS_BUDGET', 'Questions for budget'), ('QUESTIONS_BOTH', 'Questions for both'), ('ON_HOLD', 'On hold')], max_length=18)),
                ('round', models.PositiveIntegerField()),
                ('on', models.DateField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clearances', to='programs.congressionalnotification')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('answer__in', ['NOT_SELECTED', 'PENDING', 'YES', 'NO', 'QUESTIONS_PROGRAM', 'QUESTIONS_BUDGET', 'QUESTIONS_BOTH', 'ON_HOLD']), ('office__in', ['EX', 'L', 'F', 'H', 'SP', 'OMB'])), name='clearance_answer_listed', violation_error_message='An office answers in the words of the field.'), models.CheckConstraint(condition=models.Q(('answer__in', ['NOT_SELECTED', 'PENDING', 'YES']), models.Q(('note', ''), _negated=True), _connector='OR'), name='clearance_says_why', violation_error_message='A question, a hold or a No says why.')],
            },
        ),
        migrations.CreateModel(
            name='CongressionalHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('committee', models.CharField(choices=[('SFRC', 'Senate Foreign Relations'), ('HFAC', 'House Foreign Affairs'), ('SAC', 'Senate Appropriations'), ('HAC', 'House Appropriations'), ('SASC', 'Senate Armed Services'), ('HASC', 'House Armed Services'), ('SPEAKER', 'Speaker of the House')], max_length=8)),
                ('opened_on', models.DateField()),
                ('note', models.CharField(max_length=300, verbose_name='what it is about')),
                ('released_on', models.DateField(blank=True, null=True)),
                ('release_note', models.CharField(blank=True, max_length=300, verbose_name='how it was released')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='programs.congressionalnotification')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('released_on__isnull', True)), fields=('notification', 'committee'), name='hold_open_once', violation_error_message='This committee holds it already.'), models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='hold_says_why', violation_error_message='A hold says what it is about.'), models.CheckConstraint(condition=models.Q(models.Q(('release_note', ''), ('released_by__isnull', True), ('released_on__isnull', True)), models.Q(('released_by__isnull', False), ('released_on__gte', models.F('opened_on')), models.Q(('release_note', ''), _negated=True)), _connector='OR'), name='hold_release_complete', violation_error_message='A release has its day, who recorded it, and how the hold was released.')],
            },
        ),
        migrations.CreateModel(
            name='CongressionalNotificationEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('number', models.CharField(editable=False, max_length=20)),
                ('kind', models.CharField(choices=[('FAA_634A', 'Regular notification, FAA section 634A'), ('SECTION_7015', 'Regular notification, section 7015'), ('FMF_INCREASE', 'FMF, country or level increase'), ('IMET_COUNTRY', 'IMET, named country'), ('AECA_36B', 'Arms sale, AECA section 36(b)'), ('AECA_36B_ALLY', 'Arms sale to an ally, AECA section 36(b)'), ('CASH_FLOW', 'Cash-flow financing'), ('EDA', 'Excess defense articles'), ('TITLE10_333', 'Title 10 section 333'), ('TITLE10_331', 'Title 10 section 331'), ('TITLE10_341', 'Title 10 section 341'), ('EMERGENCY', 'Emergency waiver, after acting')], max_length=16)),
                ('program_kind', models.CharField(choices=[('FMF', 'Foreign Military Financing'), ('IMET', 'International Military Education and Training'), ('PKO', 'Peacekeeping Operations'), ('NADR', 'Nonproliferation, Anti-terrorism, Demining and Related Programs'), ('GSCF', 'Global Security Contingency Fund'), ('TITLE-10', 'DoD Title 10 programs')], max_length=10, verbose_name='money of')),
                ('title', models.CharField(max_length=200)),
                ('justification', models.TextField(blank=True, verbose_name='what it is for')),
                ('otherwise_served', models.CharField(blank=True, max_length=300, verbose_name='whom the money would otherwise have served')),
                ('fiscal_year', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('DRAFT', 'Draft'), ('CLEARING', 'In clearance'), ('CLEARED', 'Cleared'), ('TRANSMITTED', 'Transmitted'), ('CLOSED', 'Closed'), ('WITHDRAWN', 'Withdrawn'), ('DENIED', 'Denied')], default='DRAFT', max_length=12)),
                ('round', models.PositiveIntegerField(default=0, verbose_name='round of clearance')),
                ('clock_days', models.PositiveIntegerField(verbose_name='calendar days to wait')),
                ('committees', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('SFRC', 'Senate Foreign Relations'), ('HFAC', 'House Foreign Affairs'), ('SAC', 'Senate Appropriations'), ('HAC', 'House Appropriations'), ('SASC', 'Senate Armed Services'), ('HASC', 'House Armed Services'), ('SPEAKER', 'Speaker of the House')], max_length=8), size=None)),
                ('author', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('operating_unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.operatingunit')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.congressionalnotification')),
                ('renotifies', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.congressionalnotification', verbose_name='notifies again')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NotificationLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='amount, US dollars')),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notified', to='programs.fund')),
                ('notification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='programs.congressionalnotification')),
                ('operating_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.operatingunit')),
                ('program', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notified', to='programs.program')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('notification', 'fund', 'operating_unit', 'program'), name='notification_line_once', nulls_distinct=False, violation_error_message='This fund, place and program have an amount already.'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='notification_line_positive', violation_error_message='An amount above zero is notified.')],
            },
        ),
        migrations.CreateModel(
            name='Transmittal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('committee', models.CharField(choices=[('SFRC', 'Senate Foreign Relations'), ('HFAC', 'House Foreign Affairs'), ('SAC', 'Senate Appropriations'), ('HAC', 'House Appropriations'), ('SASC', 'Senate Armed Services'), ('HASC', 'House Armed Services'), ('SPEAKER', 'Speaker of the House')], max_length=8)),
                ('sent_on', models.DateField()),
                ('result', models.CharField(choices=[('PENDING', 'Pending'), ('ON_HOLD', 'On-hold'), ('APPROVED', 'Approved'), ('DENIED', 'Denied'), ('WITHDRAWN', 'Withdrawn')], default='PENDING', max_length=10)),
                ('result_on', models.DateField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transmittals', to='programs.congressionalnotification')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('notification', 'committee'), name='transmittal_once', violation_error_message='This committee has it already.'), models.CheckConstraint(condition=models.Q(models.Q(('result', 'PENDING'), ('result_on__isnull', True)), models.Q(('result__in', ['APPROVED', 'DENIED', 'WITHDRAWN']), ('result_on__gte', models.F('sent_on'))), _connector='OR'), name='transmittal_result_dated', violation_error_message='A result has a day after the transmittal; On-hold is a hold of its own.')],
            },
        ),
        migrations.CreateModel(
            name='ClearanceEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('office', models.CharField(choices=[('EX', 'Bureau executive office'), ('L', 'Legal Adviser (L)'), ('F', 'Foreign Assistance (F)'), ('H', 'Legislative Affairs (H)'), ('SP', 'Policy Planning (S/P)'), ('OMB', 'OMB')], max_length=4)),
                ('answer', models.CharField(choices=[('NOT_SELECTED', 'Not yet selected'), ('PENDING', 'Pending'), ('YES', 'Yes'), ('NO', 'No'), ('QUESTIONS_PROGRAM', 'Questions for program'), ('QUESTIONS_BUDGET', 'Questions for budget'), ('QUESTIONS_BOTH', 'Questions for both'), ('ON_HOLD', 'On hold')], max_length=18)),
                ('round', models.PositiveIntegerField()),
                ('on', models.DateField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.clearance')),
                ('notification', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.congressionalnotification')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CongressionalHoldEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('committee', models.CharField(choices=[('SFRC', 'Senate Foreign Relations'), ('HFAC', 'House Foreign Affairs'), ('SAC', 'Senate Appropriations'), ('HAC', 'House Appropriations'), ('SASC', 'Senate Armed Services'), ('HASC', 'House Armed Services'), ('SPEAKER', 'Speaker of the House')], max_length=8)),
                ('opened_on', models.DateField()),
                ('note', models.CharField(max_length=300, verbose_name='what it is about')),
                ('released_on', models.DateField(blank=True, null=True)),
                ('release_note', models.CharField(blank=True, max_length=300, verbose_name='how it was released')),
                ('opened_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.congressionalhold')),
                ('released_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('notification', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.congressionalnotification')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NotificationLineEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='amount, US dollars')),
                ('fund', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.fund')),
                ('notification', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.congressionalnotification')),
                ('operating_unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.operatingunit')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.notificationline')),
                ('program', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TransmittalEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('committee', models.CharField(choices=[('SFRC', 'Senate Foreign Relations'), ('HFAC', 'House Foreign Affairs'), ('SAC', 'Senate Appropriations'), ('HAC', 'House Appropriations'), ('SASC', 'Senate Armed Services'), ('HASC', 'House Armed Services'), ('SPEAKER', 'Speaker of the House')], max_length=8)),
                ('sent_on', models.DateField()),
                ('result', models.CharField(choices=[('PENDING', 'Pending'), ('ON_HOLD', 'On-hold'), ('APPROVED', 'Approved'), ('DENIED', 'Denied'), ('WITHDRAWN', 'Withdrawn')], default='PENDING', max_length=10)),
                ('result_on', models.DateField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('notification', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.congressionalnotification')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.transmittal')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fund',
            name='frozen',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fund',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fund',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fund',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='obligation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='obligation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='obligation',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='fund',
            name='requires_notification',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='fundevent',
            name='requires_notification',
            field=models.BooleanField(db_default=False, default=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fund',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."number" IS DISTINCT FROM NEW."number") OR (OLD."account_id" IS DISTINCT FROM NEW."account_id") OR (OLD."fiscal_year" IS DISTINCT FROM NEW."fiscal_year") OR (OLD."enacted_on" IS DISTINCT FROM NEW."enacted_on") OR (OLD."availability_years" IS DISTINCT FROM NEW."availability_years") OR (OLD."reobligation_authority" IS DISTINCT FROM NEW."reobligation_authority") OR (OLD."obligates_on_apportionment" IS DISTINCT FROM NEW."obligates_on_apportionment") OR (OLD."requires_notification" IS DISTINCT FROM NEW."requires_notification") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_fund_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='182b1a3aab25910aa3c393954744906f6a8c834e', operation='UPDATE', pgid='pgtrigger_frozen_e05c8', table='programs_fund', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fund',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_fundevent" ("account_id", "availability_years", "closed_on", "enacted_on", "fiscal_year", "id", "number", "obligates_on_apportionment", "obligating_document", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_law", "reobligation_authority", "requires_notification", "title", "version") SELECT new_values."account_id", new_values."availability_years", new_values."closed_on", new_values."enacted_on", new_values."fiscal_year", new_values."id", new_values."number", new_values."obligates_on_apportionment", new_values."obligating_document", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."public_law", new_values."reobligation_authority", new_values."requires_notification", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a743fbfbc1b0e9af6dbe78c85133359cb26b590c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_514e0', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_fund', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fund',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_fundevent" ("account_id", "availability_years", "closed_on", "enacted_on", "fiscal_year", "id", "number", "obligates_on_apportionment", "obligating_document", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_law", "reobligation_authority", "requires_notification", "title", "version") SELECT new_values."account_id", new_values."availability_years", new_values."closed_on", new_values."enacted_on", new_values."fiscal_year", new_values."id", new_values."number", new_values."obligates_on_apportionment", new_values."obligating_document", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."public_law", new_values."reobligation_authority", new_values."requires_notification", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b0fc64847c2d15ab415954e148179bdbf6a6b0e6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_bb901', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_fund', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fund',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_fundevent" ("account_id", "availability_years", "closed_on", "enacted_on", "fiscal_year", "id", "number", "obligates_on_apportionment", "obligating_document", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_law", "reobligation_authority", "requires_notification", "title", "version") SELECT old_values."account_id", old_values."availability_years", old_values."closed_on", old_values."enacted_on", old_values."fiscal_year", old_values."id", old_values."number", old_values."obligates_on_apportionment", old_values."obligating_document", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."public_law", old_values."reobligation_authority", old_values."requires_notification", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a182449f5952720ab133faa91069430a10dcd2bf', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6cc2f', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_fund', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundtransaction',
            trigger=pgtrigger.compiler.Trigger(name='apportioned_as_notified', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE fund programs_fund; notice programs_congressionalnotification; obligation programs_obligation; earliest date; unnamed numeric; above numeric;', func="\n            IF NEW.to_stage <> 'APPORTIONED' OR NEW.reverses_id IS NOT NULL THEN RETURN NEW; END IF;\n            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id;\n            IF NOT (fund.requires_notification AND fund.obligates_on_apportionment) THEN RETURN NEW; END IF;\n            SELECT * INTO obligation FROM programs_obligation WHERE id = NEW.obligation_id;\n            IF obligation.id IS NULL OR obligation.state <> 'PROPOSED' OR NEW.amount > obligation.amount - COALESCE((\n                SELECT sum(CASE WHEN t.to_stage = 'APPORTIONED' THEN t.amount ELSE -t.amount END)\n                FROM programs_fundtransaction t WHERE t.obligation_id = NEW.obligation_id\n                  AND 'APPORTIONED' IN (t.from_stage, t.to_stage)), 0) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'apportionment_is_notified', MESSAGE = 'This apportionment obligates: it needs a notified obligation.', DETAIL = COALESCE('', '');\n            END IF;\n            \n        SELECT * INTO notice FROM programs_congressionalnotification WHERE id = obligation.notification_id FOR NO KEY UPDATE;\n        IF notice.id IS NULL\n           OR notice.state <> 'TRANSMITTED' AND NOT (notice.kind = 'EMERGENCY' AND notice.state = 'CLEARED')\n           OR EXISTS (SELECT 1 FROM programs_transmittal t\n                      WHERE t.notification_id = notice.id AND t.result IN ('DENIED', 'WITHDRAWN')) THEN\n            RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'obligation_is_notified', MESSAGE = 'This money is obligated under a congressional notification that every committee has.', DETAIL = COALESCE(notice.number, '');\n        END IF;\n        IF EXISTS (SELECT 1 FROM programs_congressionalhold h WHERE h.notification_id = notice.id\n                   AND (h.released_on IS NULL OR NEW.effective_on >= h.opened_on AND NEW.effective_on < h.released_on)) THEN\n            RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'obligation_under_hold', MESSAGE = 'A committee holds the notification.', DETAIL = COALESCE(notice.number, '');\n        END IF;\n        IF notice.kind <> 'EMERGENCY' THEN\n            SELECT CASE WHEN count(*) = cardinality(notice.committees) THEN max(t.sent_on) + notice.clock_days END\n                INTO earliest\n            FROM programs_transmittal t\n            WHERE t.notification_id = notice.id AND t.committee = ANY (notice.committees);\n            IF earliest IS NULL OR NEW.effective_on < earliest OR (now() AT TIME ZONE 'America/New_York')::date < earliest THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'obligation_after_notice', MESSAGE = 'The notification period has not ended.', DETAIL = COALESCE(earliest::text, '');\n            END IF;\n        END IF;\n        SELECT COALESCE(sum(l.amount), 0) INTO unnamed FROM programs_notificationline l\n        WHERE l.notification_id = notice.id AND l.fund_id = obligation.fund_id AND l.operating_unit_id = obligation.operating_unit_id AND l.program_id IS NULL;\n        SELECT sum(CASE WHEN used.program_id IS NULL THEN used.amount\n                        ELSE greatest(used.amount - COALESCE(l.amount, 0), 0) END) INTO above\n        FROM (\n            SELECT one.program_id, sum(one.amount) AS amount FROM (\n                SELECT o.program_id, o.amount FROM programs_obligation o\n                WHERE o.notification_id = notice.id AND o.fund_id = obligation.fund_id AND o.operating_unit_id = obligation.operating_unit_id AND o.id <> obligation.id\n                  AND (o.state = 'RECORDED' OR o.state = 'PROPOSED' AND fund.obligates_on_apportionment)\n                UNION ALL SELECT obligation.program_id, obligation.amount) one\n            GROUP BY one.program_id) used\n        LEFT JOIN programs_notificationline l ON l.notification_id = notice.id AND l.fund_id = obligation.fund_id AND l.operating_unit_id = obligation.operating_unit_id AND l.program_id = used.program_id;\n        IF above > unnamed THEN\n            RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'obligation_within_notice', MESSAGE = 'More than was notified for this fund and place.', DETAIL = COALESCE((obligation.amount - above + unnamed)::text, '');\n        END IF;\n    \n            RETURN NEW;\n        ", hash='f7c4d8f49b00952066597fe3ab69070ac9eba375', operation='INSERT', pgid='pgtrigger_apportioned_as_notified_1982d', table='programs_fundtransaction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='notified', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE fund programs_fund; notice programs_congressionalnotification; earliest date; unnamed numeric; above numeric;', func="\n            IF TG_OP = 'UPDATE' AND OLD.state = 'RECORDED' THEN\n                IF OLD.notification_id IS DISTINCT FROM NEW.notification_id THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'obligation_keeps_notice', MESSAGE = 'The notification of a recorded obligation does not change.', DETAIL = COALESCE('', '');\n                END IF;\n                RETURN NEW;\n            END IF;\n            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id;\n            IF (fund.requires_notification OR NEW.notification_id IS NOT NULL)\n               AND (NEW.state = 'RECORDED' OR TG_OP = 'INSERT' AND fund.obligates_on_apportionment) THEN\n                \n        SELECT * INTO notice FROM programs_congressionalnotification WHERE id = NEW.notification_id FOR NO KEY UPDATE;\n        IF notice.id IS NULL\n           OR notice.state <> 'TRANSMITTED' AND NOT (notice.kind = 'EMERGENCY' AND notice.state = 'CLEARED')\n           OR EXISTS (SELECT 1 FROM programs_transmittal t\n                      WHERE t.notification_id = notice.id AND t.result IN ('DENIED', 'WITHDRAWN')) THEN\n            RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'obligation_is_notified', MESSAGE = 'This money is obligated under a congressional notification that every committee has.', DETAIL = COALESCE(notice.number, '');\n        END IF;\n        IF EXISTS (SELECT 1 FROM programs_congressionalhold h WHERE h.notification_id = notice.id\n                   AND (h.released_on IS NULL OR NEW.effective_on >= h.opened_on AND NEW.effective_on < h.released_on)) THEN\n            RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'obligation_under_hold', MESSAGE = 'A committee holds the notification.', DETAIL = COALESCE(notice.number, '');\n        END IF;\n        IF notice.kind <> 'EMERGENCY' THEN\n            SELECT CASE WHEN count(*) = cardinality(notice.committees) THEN max(t.sent_on) + notice.clock_days END\n                INTO earliest\n            FROM programs_transmittal t\n            WHERE t.notification_id = notice.id AND t.committee = ANY (notice.committees);\n            IF earliest IS NULL OR NEW.effective_on < earliest OR (now() AT TIME ZONE 'America/New_York')::date < earliest THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'obligation_after_notice', MESSAGE = 'The notification period has not ended.', DETAIL = COALESCE(earliest::text, '');\n            END IF;\n        END IF;\n        SELECT COALESCE(sum(l.amount), 0) INTO unnamed FROM programs_notificationline l\n        WHERE l.notification_id = notice.id AND l.fund_id = NEW.fund_id AND l.operating_unit_id = NEW.operating_unit_id AND l.program_id IS NULL;\n        SELECT sum(CASE WHEN used.program_id IS NULL THEN used.amount\n                        ELSE greatest(used.amount - COALESCE(l.amount, 0), 0) END) INTO above\n        FROM (\n            SELECT one.program_id, sum(one.amount) AS amount FROM (\n                SELECT o.program_id, o.amount FROM programs_obligation o\n                WHERE o.notification_id = notice.id AND o.fund_id = NEW.fund_id AND o.operating_unit_id = NEW.operating_unit_id AND o.id <> NEW.id\n                  AND (o.state = 'RECORDED' OR o.state = 'PROPOSED' AND fund.obligates_on_apportionment)\n                UNION ALL SELECT NEW.program_id, NEW.amount) one\n            GROUP BY one.program_id) used\n        LEFT JOIN programs_notificationline l ON l.notification_id = notice.id AND l.fund_id = NEW.fund_id AND l.operating_unit_id = NEW.operating_unit_id AND l.program_id = used.program_id;\n        IF above > unnamed THEN\n            RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'obligation_within_notice', MESSAGE = 'More than was notified for this fund and place.', DETAIL = COALESCE((NEW.amount - above + unnamed)::text, '');\n        END IF;\n    \n            END IF;\n            RETURN NEW;\n        ", hash='f29ba3c7a659a160acbf652cb596542e109aead7', operation='INSERT OR UPDATE', pgid='pgtrigger_notified_15edf', table='programs_obligation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_obligationevent" ("agreement_id", "amount", "counterparty", "document_number", "effective_on", "evidence", "fund_id", "id", "naming", "notification_id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "proposed_by_id", "recipients_named", "recorded_by_id", "state", "version") SELECT new_values."agreement_id", new_values."amount", new_values."counterparty", new_values."document_number", new_values."effective_on", new_values."evidence", new_values."fund_id", new_values."id", new_values."naming", new_values."notification_id", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."proposed_by_id", new_values."recipients_named", new_values."recorded_by_id", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='292ab4529080cae934b567b89a971ad1a44c7f28', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_836ff', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_obligation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_obligationevent" ("agreement_id", "amount", "counterparty", "document_number", "effective_on", "evidence", "fund_id", "id", "naming", "notification_id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "proposed_by_id", "recipients_named", "recorded_by_id", "state", "version") SELECT new_values."agreement_id", new_values."amount", new_values."counterparty", new_values."document_number", new_values."effective_on", new_values."evidence", new_values."fund_id", new_values."id", new_values."naming", new_values."notification_id", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."proposed_by_id", new_values."recipients_named", new_values."recorded_by_id", new_values."state", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d6111deb3430f20ece4902451b3b2a55f8971f27', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_995aa', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_obligation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_obligationevent" ("agreement_id", "amount", "counterparty", "document_number", "effective_on", "evidence", "fund_id", "id", "naming", "notification_id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "proposed_by_id", "recipients_named", "recorded_by_id", "state", "version") SELECT old_values."agreement_id", old_values."amount", old_values."counterparty", old_values."document_number", old_values."effective_on", old_values."evidence", old_values."fund_id", old_values."id", old_values."naming", old_values."notification_id", old_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."proposed_by_id", old_values."recipients_named", old_values."recorded_by_id", old_values."state", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c4af9e44864273ec38dcf6ff3af355532d85aad1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d4e70', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_obligation', when='AFTER')),
        ),
        migrations.AddField(
            model_name='obligation',
            name='notification',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='programs.congressionalnotification'),
        ),
        migrations.AddField(
            model_name='obligationevent',
            name='notification',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.congressionalnotification'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalnotification',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_congressionalnotification_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='866891ec174feca9eb1339234e9bd9fc209e728b', operation='UPDATE', pgid='pgtrigger_next_version_d621b', table='programs_congressionalnotification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalnotification',
            trigger=pgtrigger.compiler.Trigger(name='state_flow', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF OLD."state" IS DISTINCT FROM NEW."state"\n               AND (OLD."state", NEW."state") NOT IN ((\'CLEARED\', \'DENIED\'), (\'CLEARED\', \'DRAFT\'), (\'CLEARED\', \'TRANSMITTED\'), (\'CLEARED\', \'WITHDRAWN\'), (\'CLEARING\', \'CLEARED\'), (\'CLEARING\', \'DRAFT\'), (\'CLEARING\', \'WITHDRAWN\'), (\'DRAFT\', \'CLEARING\'), (\'DRAFT\', \'WITHDRAWN\'), (\'TRANSMITTED\', \'CLOSED\'), (\'TRANSMITTED\', \'DENIED\'), (\'TRANSMITTED\', \'WITHDRAWN\')) THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_congressionalnotification_state_step\', MESSAGE = \'This step is not possible from the state the record is in.\', DETAIL = COALESCE(OLD.state || \' -> \' || NEW.state, \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='299921dd048763898e4feef679aa3dd52ed31d0e', operation='UPDATE', pgid='pgtrigger_state_flow_f7e81', table='programs_congressionalnotification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalnotification',
            trigger=pgtrigger.compiler.Trigger(name='state_start', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."state" <> \'DRAFT\' THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_congressionalnotification_state_start\', MESSAGE = \'A new record begins in its first state.\', DETAIL = COALESCE(NEW.state, \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='c9cd304b4cee29a0c18c1fd2881aa3d529b1ce27', operation='INSERT', pgid='pgtrigger_state_start_27afa', table='programs_congressionalnotification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalnotification',
            trigger=pgtrigger.compiler.Trigger(name='state_stands', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF OLD.state <> 'DRAFT' AND (OLD.kind, OLD.program_kind, OLD.title, OLD.justification, OLD.otherwise_served, OLD.fiscal_year, OLD.operating_unit_id, OLD.clock_days, OLD.committees, OLD.renotifies_id) IS DISTINCT FROM (NEW.kind, NEW.program_kind, NEW.title, NEW.justification, NEW.otherwise_served, NEW.fiscal_year, NEW.operating_unit_id, NEW.clock_days, NEW.committees, NEW.renotifies_id) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'notification_as_cleared', MESSAGE = 'What offices clear does not change; take it back to the draft.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.round <> OLD.round + (OLD.state = 'DRAFT' AND NEW.state = 'CLEARING')::int THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'notification_round', MESSAGE = 'Each sending for clearance is a round of its own.', DETAIL = COALESCE('', '');\n            END IF;\n            IF OLD.state = NEW.state THEN RETURN NEW; END IF;\n            IF NEW.state = 'CLEARING' AND (NEW.justification = '' OR NOT EXISTS (\n                SELECT 1 FROM programs_notificationline l WHERE l.notification_id = NEW.id)) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'notification_has_lines', MESSAGE = 'It says what for, and names at least one amount.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.state = 'CLEARED' AND EXISTS (\n                SELECT 1 FROM unnest(ARRAY['EX', 'L', 'F', 'H', 'SP', 'OMB']) asked WHERE 'YES' IS DISTINCT FROM (\n                    SELECT c.answer FROM programs_clearance c\n                    WHERE c.notification_id = NEW.id AND c.office = asked AND c.round = NEW.round\n                    ORDER BY c.id DESC LIMIT 1)) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'notification_is_cleared', MESSAGE = 'An office has not cleared it yet.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.state = 'TRANSMITTED' AND EXISTS (\n                SELECT 1 FROM unnest(NEW.committees) required WHERE NOT EXISTS (\n                    SELECT 1 FROM programs_transmittal t\n                    WHERE t.notification_id = NEW.id AND t.committee = required)) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'notification_is_sent', MESSAGE = 'A committee does not have it yet.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.state = 'DRAFT' AND EXISTS (\n                SELECT 1 FROM programs_transmittal t WHERE t.notification_id = NEW.id) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'notification_not_taken_back', MESSAGE = 'A committee has it; withdraw it and notify again.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.state = 'WITHDRAWN' AND EXISTS (SELECT 1 FROM programs_obligation o\n                WHERE o.notification_id = NEW.id AND o.state = 'RECORDED') THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'notification_is_used', MESSAGE = 'Money is obligated under it; it is closed, not withdrawn.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.state = 'CLOSED' AND EXISTS (SELECT 1 FROM programs_congressionalhold h\n                WHERE h.notification_id = NEW.id AND h.released_on IS NULL) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'notification_closes_without_hold', MESSAGE = 'A hold is open.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='80b1abd192bd56cf1bc730be92cbe97c8a4f82d3', operation='UPDATE', pgid='pgtrigger_state_stands_adc26', table='programs_congressionalnotification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalnotification',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."number" IS DISTINCT FROM NEW."number") OR (OLD."author_id" IS DISTINCT FROM NEW."author_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_congressionalnotification_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='0cfd5e2a69f178919f0a5a9af4554004d5c2e2f9', operation='UPDATE', pgid='pgtrigger_frozen_6881e', table='programs_congressionalnotification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalnotification',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_congressionalnotification_no_delete', MESSAGE = 'Congressional notifications are never removed.', DETAIL = COALESCE('', '');", hash='158b3ef39d283431c5d3d06c14ec2c1ed78aa3e8', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_46e42', table='programs_congressionalnotification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalnotification',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_congressionalnotificationevent" ("author_id", "clock_days", "committees", "fiscal_year", "id", "justification", "kind", "number", "operating_unit_id", "otherwise_served", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_kind", "renotifies_id", "round", "state", "title", "version") SELECT new_values."author_id", new_values."clock_days", new_values."committees", new_values."fiscal_year", new_values."id", new_values."justification", new_values."kind", new_values."number", new_values."operating_unit_id", new_values."otherwise_served", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_kind", new_values."renotifies_id", new_values."round", new_values."state", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f31567bdd97db483f76ab877ea7a02d740c71467', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_11907', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_congressionalnotification', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalnotification',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_congressionalnotificationevent" ("author_id", "clock_days", "committees", "fiscal_year", "id", "justification", "kind", "number", "operating_unit_id", "otherwise_served", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_kind", "renotifies_id", "round", "state", "title", "version") SELECT new_values."author_id", new_values."clock_days", new_values."committees", new_values."fiscal_year", new_values."id", new_values."justification", new_values."kind", new_values."number", new_values."operating_unit_id", new_values."otherwise_served", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_kind", new_values."renotifies_id", new_values."round", new_values."state", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f9682526a3d65aaadd57c00879ccd643f166197b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0294b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_congressionalnotification', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalnotification',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_congressionalnotificationevent" ("author_id", "clock_days", "committees", "fiscal_year", "id", "justification", "kind", "number", "operating_unit_id", "otherwise_served", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_kind", "renotifies_id", "round", "state", "title", "version") SELECT old_values."author_id", old_values."clock_days", old_values."committees", old_values."fiscal_year", old_values."id", old_values."justification", old_values."kind", old_values."number", old_values."operating_unit_id", old_values."otherwise_served", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_kind", old_values."renotifies_id", old_values."round", old_values."state", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3e16d14d6923d2783fba45754ba735017f555d7f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_cad65', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_congressionalnotification', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalholdevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e3ddd8a34521d2ee5d104204b7750f21c3da078f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_53c3b', table='programs_congressionalholdevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalhold',
            trigger=pgtrigger.compiler.Trigger(name='of_committee', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE notice programs_congressionalnotification;', func="\n            SELECT * INTO notice FROM programs_congressionalnotification WHERE id = NEW.notification_id FOR NO KEY UPDATE;\n            IF TG_OP = 'UPDATE' THEN\n                IF OLD.released_on IS NOT NULL THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'hold_stays_released', MESSAGE = 'A hold that was released does not change.', DETAIL = COALESCE('', '');\n                END IF;\n                IF NEW.released_on > (now() AT TIME ZONE 'America/New_York')::date THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'hold_has_happened', MESSAGE = 'A release is recorded on or after its day.', DETAIL = COALESCE('', '');\n                END IF;\n                RETURN NEW;\n            END IF;\n            IF NEW.released_on IS NOT NULL OR NOT EXISTS (\n                SELECT 1 FROM programs_transmittal t WHERE t.notification_id = NEW.notification_id\n                  AND t.committee = NEW.committee AND t.sent_on <= NEW.opened_on)\n               OR notice.state NOT IN ('CLEARED', 'TRANSMITTED') THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'hold_by_recipient', MESSAGE = 'A committee holds what it has been sent, before it is closed.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.opened_on > (now() AT TIME ZONE 'America/New_York')::date THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'hold_has_happened', MESSAGE = 'A hold is recorded on or after its day.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='6136198d2d41f32d450fd67f1dfa593198e09b33', operation='INSERT OR UPDATE', pgid='pgtrigger_of_committee_88a24', table='programs_congressionalhold', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalhold',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."notification_id" IS DISTINCT FROM NEW."notification_id") OR (OLD."committee" IS DISTINCT FROM NEW."committee") OR (OLD."opened_on" IS DISTINCT FROM NEW."opened_on") OR (OLD."note" IS DISTINCT FROM NEW."note") OR (OLD."opened_by_id" IS DISTINCT FROM NEW."opened_by_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_congressionalhold_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='49202e40ff3c5d09416e1e0304251ae7458f81e4', operation='UPDATE', pgid='pgtrigger_frozen_a1f2d', table='programs_congressionalhold', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalhold',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_congressionalhold_no_delete', MESSAGE = 'Congressional holds are never removed.', DETAIL = COALESCE('', '');", hash='40cb31a6bd496395c4476d9819786999b987721f', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_a6631', table='programs_congressionalhold', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalhold',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_congressionalholdevent" ("committee", "id", "note", "notification_id", "opened_by_id", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_note", "released_by_id", "released_on") SELECT new_values."committee", new_values."id", new_values."note", new_values."notification_id", new_values."opened_by_id", new_values."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."release_note", new_values."released_by_id", new_values."released_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='05747fa0de33bbf1b6a552494b2d2a1c1fa92ad5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3a88c', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_congressionalhold', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalhold',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_congressionalholdevent" ("committee", "id", "note", "notification_id", "opened_by_id", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_note", "released_by_id", "released_on") SELECT new_values."committee", new_values."id", new_values."note", new_values."notification_id", new_values."opened_by_id", new_values."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."release_note", new_values."released_by_id", new_values."released_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d280594cecd3b579903dd395cb6cf6f11a6b67fe', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d63e0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_congressionalhold', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalhold',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_congressionalholdevent" ("committee", "id", "note", "notification_id", "opened_by_id", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_note", "released_by_id", "released_on") SELECT old_values."committee", old_values."id", old_values."note", old_values."notification_id", old_values."opened_by_id", old_values."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."release_note", old_values."released_by_id", old_values."released_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fd5e83f4da768d604dd84506c79273dce06b5809', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1c0a0', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_congressionalhold', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clearanceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='72981fc0b8cd962e4247c11334076e2f46423aba', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_faecc', table='programs_clearanceevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clearance',
            trigger=pgtrigger.compiler.Trigger(name='in_round', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE notice programs_congressionalnotification;', func="\n            SELECT * INTO notice FROM programs_congressionalnotification WHERE id = NEW.notification_id FOR NO KEY UPDATE;\n            IF notice.state <> 'CLEARING' OR notice.round <> NEW.round THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'clearance_in_round', MESSAGE = 'It is not in clearance now.', DETAIL = COALESCE('', '');\n            END IF;\n            IF notice.author_id = NEW.by_id THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'clearance_not_by_author', MESSAGE = 'Whoever drafts a notification records no clearance of it.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.on > (now() AT TIME ZONE 'America/New_York')::date THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'clearance_has_happened', MESSAGE = 'An answer is recorded on or after its day.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='0a20593c4520273a4dc6cdbb2ecd1f0871a79a53', operation='INSERT', pgid='pgtrigger_in_round_4312a', table='programs_clearance', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clearance',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_clearance_append_only', MESSAGE = 'Clearances are never changed or removed.', DETAIL = COALESCE('', '');", hash='cc7f8ee76b6b9829b9b82610ccefd82a2abe6c45', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_0ea1b', table='programs_clearance', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clearance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_clearanceevent" ("answer", "at", "by_id", "id", "note", "notification_id", "office", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round") SELECT new_values."answer", new_values."at", new_values."by_id", new_values."id", new_values."note", new_values."notification_id", new_values."office", new_values."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."round" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='da235773b4e843bbde691b0fc62961c56aa9c4f5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_09ebf', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_clearance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clearance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_clearanceevent" ("answer", "at", "by_id", "id", "note", "notification_id", "office", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round") SELECT new_values."answer", new_values."at", new_values."by_id", new_values."id", new_values."note", new_values."notification_id", new_values."office", new_values."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."round" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b135c0df818127db572b50fe44c293973d0fe43c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e1a32', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_clearance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clearance',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_clearanceevent" ("answer", "at", "by_id", "id", "note", "notification_id", "office", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round") SELECT old_values."answer", old_values."at", old_values."by_id", old_values."id", old_values."note", old_values."notification_id", old_values."office", old_values."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."round" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5367ef55d4459abae4b4fb550a8096261b57410c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f0f61', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_clearance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='congressionalnotificationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fa8fba3fc5b7bb2144836c0632a9a52bad8c2a09', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5a967', table='programs_congressionalnotificationevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notificationline',
            trigger=pgtrigger.compiler.Trigger(name='in_draft', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE notice programs_congressionalnotification;', func="\n            SELECT * INTO notice FROM programs_congressionalnotification WHERE id = COALESCE(NEW.notification_id, OLD.notification_id) FOR NO KEY UPDATE;\n            IF notice.state <> 'DRAFT'\n               OR TG_OP = 'UPDATE' AND NEW.notification_id IS DISTINCT FROM OLD.notification_id THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'notification_lines_settled', MESSAGE = 'Amounts change in the draft alone; take it back first.', DETAIL = COALESCE('', '');\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            IF NOT EXISTS (SELECT 1 FROM programs_fund f JOIN programs_account a ON a.id = f.account_id\n                           WHERE f.id = NEW.fund_id AND a.kind IN ('', notice.program_kind)) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'line_of_its_kind', MESSAGE = 'The fund is money of another kind than the notification.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.operating_unit_id <> notice.operating_unit_id AND NOT EXISTS (\n                SELECT 1 FROM partners_operatingunit whole, partners_operatingunit part\n                WHERE whole.id = notice.operating_unit_id AND part.id = NEW.operating_unit_id\n                  AND (whole.kind IN ('GLOBAL', 'BUREAU') OR whole.kind = 'REGIONAL' AND whole.region = part.region)\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'line_at_its_place', MESSAGE = 'The amount is for another place than the notification.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.program_id IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM programs_program p WHERE p.id = NEW.program_id\n                  AND p.operating_unit_id = NEW.operating_unit_id AND p.kind = notice.program_kind) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'line_of_its_program', MESSAGE = 'The program is of another place or kind.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='9d9682b9d6e62b2281e40f9d922cfb3d2944a180', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_in_draft_3198f', table='programs_notificationline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notificationline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_notificationlineevent" ("amount", "fund_id", "id", "notification_id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id") SELECT new_values."amount", new_values."fund_id", new_values."id", new_values."notification_id", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='820a5ea67b24a37a9ab7bb47822ce9115b5786e9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_59c44', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_notificationline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notificationline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_notificationlineevent" ("amount", "fund_id", "id", "notification_id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id") SELECT new_values."amount", new_values."fund_id", new_values."id", new_values."notification_id", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0f759ce5fb59e026acb783443c897617f17c903b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0762a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_notificationline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notificationline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_notificationlineevent" ("amount", "fund_id", "id", "notification_id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id") SELECT old_values."amount", old_values."fund_id", old_values."id", old_values."notification_id", old_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8f6decd3bafe34e513b26359e7356628e4c81ac0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_33def', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_notificationline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notificationlineevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='df1488519b47fd3589c68ba7e0fc7b88eaa97131', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4ee9e', table='programs_notificationlineevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transmittal',
            trigger=pgtrigger.compiler.Trigger(name='sent_when_cleared', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE notice programs_congressionalnotification;', func="\n            SELECT * INTO notice FROM programs_congressionalnotification WHERE id = NEW.notification_id FOR NO KEY UPDATE;\n            IF notice.state <> 'CLEARED' OR NEW.committee <> ALL (notice.committees) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'transmittal_when_cleared', MESSAGE = 'It is sent when every office has cleared it, to its committees.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.sent_on > (now() AT TIME ZONE 'America/New_York')::date OR NEW.sent_on < (\n                SELECT max(c.on) FROM programs_clearance c\n                WHERE c.notification_id = notice.id AND c.round = notice.round) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'transmittal_has_happened', MESSAGE = 'It was sent after its last clearance and not after today.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='3888ac79e0da3ea9a3bdd5767806e479aec9b1d8', operation='INSERT', pgid='pgtrigger_sent_when_cleared_9d017', table='programs_transmittal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transmittal',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."notification_id" IS DISTINCT FROM NEW."notification_id") OR (OLD."committee" IS DISTINCT FROM NEW."committee") OR (OLD."sent_on" IS DISTINCT FROM NEW."sent_on") OR (OLD."by_id" IS DISTINCT FROM NEW."by_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_transmittal_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='8445d7acf21405c1eb88a37d6fe052bac039045d', operation='UPDATE', pgid='pgtrigger_frozen_1022b', table='programs_transmittal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transmittal',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_transmittal_no_delete', MESSAGE = 'Transmittals are never removed.', DETAIL = COALESCE('', '');", hash='4969cd6c250549792e2d7d38a8b5c5002a367444', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_6a10a', table='programs_transmittal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transmittal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_transmittalevent" ("by_id", "committee", "id", "note", "notification_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "result_on", "sent_on") SELECT new_values."by_id", new_values."committee", new_values."id", new_values."note", new_values."notification_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."result", new_values."result_on", new_values."sent_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='00d668fcbdae987d39ab9285f5b7c45d6bc64a80', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4eb1e', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_transmittal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transmittal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_transmittalevent" ("by_id", "committee", "id", "note", "notification_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "result_on", "sent_on") SELECT new_values."by_id", new_values."committee", new_values."id", new_values."note", new_values."notification_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."result", new_values."result_on", new_values."sent_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6682547b2bd4ae9a0991c61050d0596149351731', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_85150', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_transmittal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transmittal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_transmittalevent" ("by_id", "committee", "id", "note", "notification_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "result_on", "sent_on") SELECT old_values."by_id", old_values."committee", old_values."id", old_values."note", old_values."notification_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."result", old_values."result_on", old_values."sent_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5ee2f767420a668fb457e9330c2a7455faafc341', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b5742', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_transmittal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transmittalevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='925d323a86e3f0026574365470984fe3bf510f72', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6a4c5', table='programs_transmittalevent', when='BEFORE')),
        ),
    ])
