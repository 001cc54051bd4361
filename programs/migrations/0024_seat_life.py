"""The life of an IMET seat to its end. What a seat cost becomes its price; who cancelled one before is not known. Back,
a state that was not there before becomes the one it went on from, and absence without leave a withdrawal."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from ground.triggers import at_once

ROWS = """
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE {table} DISABLE TRIGGER USER;
    UPDATE {table} SET {value};
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE {table} ENABLE TRIGGER USER;
"""
PRICE = """
    price = tuition + allowances, cancelled_by = CASE WHEN state = 'CANCELLED' THEN 'NOT_SAID' ELSE '' END
"""
STATE = """
    state = CASE state WHEN 'PROGRAMMED' THEN 'REQUESTED' WHEN 'NOMINATED' THEN 'CONFIRMED'
        WHEN 'SCREENED' THEN 'CONFIRMED' WHEN 'TRAVELLING' THEN 'ITO_ISSUED' WHEN 'AWOL' THEN 'WITHDRAWN'
        ELSE state END
"""


def on_both(value: str) -> str:
    """The rows and their history alike."""
    tables = ("programs_trainingseat", "programs_trainingseatevent")
    return "".join(ROWS.format(table=table, value=value) for table in tables)



class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('programs', '0023_schools_and_catalog'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='FieldContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(choices=[('CIVILIAN_CONTROL', 'Civilian control of the military'), ('SEPARATION', 'Separation of powers'), ('OVERSIGHT', 'Legislative oversight'), ('SPEECH', 'Free speech'), ('ASSEMBLY', 'Freedom of assembly'), ('RIGHTS', 'Human rights'), ('INTERNATIONAL_LAW', 'International law')], max_length=20)),
                ('on_day', models.DateField(verbose_name='on')),
                ('with_whom', models.CharField(max_length=200, verbose_name='with whom')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='field_contacts', to='programs.trainingseat')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('seat', 'topic', 'on_day', 'with_whom'), name='field_contact_once', violation_error_message='This contact is on record already.'), models.CheckConstraint(condition=models.Q(('topic__in', ['CIVILIAN_CONTROL', 'SEPARATION', 'OVERSIGHT', 'SPEECH', 'ASSEMBLY', 'RIGHTS', 'INTERNATIONAL_LAW']), models.Q(('with_whom', ''), _negated=True)), name='field_contact_whole', violation_error_message='A contact has one of the topics, and somebody who was met.')],
            },
        ),
        migrations.CreateModel(
            name='FieldContactEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('topic', models.CharField(choices=[('CIVILIAN_CONTROL', 'Civilian control of the military'), ('SEPARATION', 'Separation of powers'), ('OVERSIGHT', 'Legislative oversight'), ('SPEECH', 'Free speech'), ('ASSEMBLY', 'Freedom of assembly'), ('RIGHTS', 'Human rights'), ('INTERNATIONAL_LAW', 'International law')], max_length=20)),
                ('on_day', models.DateField(verbose_name='on')),
                ('with_whom', models.CharField(max_length=200, verbose_name='with whom')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.fieldcontact')),
                ('seat', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.trainingseat')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fundtransaction',
            name='ledger_rules',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='trainingseat',
            name='state_flow',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='trainingseat',
            name='gate_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='trainingseat',
            name='gate_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='trainingseat',
            name='dates_stand',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='trainingseat',
            name='under_obligation',
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
        migrations.RemoveConstraint(
            model_name='trainingseat',
            name='seat_price_not_negative',
        ),
        migrations.AddField(
            model_name='trainingseat',
            name='attache_consulted_on',
            field=models.DateField(blank=True, null=True, verbose_name='defense attache consulted on'),
        ),
        migrations.AddField(
            model_name='trainingseat',
            name='attache_office',
            field=models.CharField(blank=True, max_length=120, verbose_name='office consulted'),
        ),
        migrations.AddField(
            model_name='trainingseat',
            name='cancelled_by',
            field=models.CharField(blank=True, choices=[('PARTNER', 'The partner'), ('US', 'The United States'), ('SCHOOL', 'The school'), ('NOT_SAID', 'Not said')], max_length=10),
        ),
        migrations.AddField(
            model_name='trainingseat',
            name='content',
            field=models.CharField(blank=True, choices=[('RESOURCES', 'Management of defense resources'), ('CIVILIAN_CONTROL', 'Civilian control of the military'), ('COUNTERNARCOTICS', 'Cooperation of military and police against narcotics'), ('JUSTICE', 'Military justice and human rights')], max_length=16, verbose_name='what the course serves for a civilian'),
        ),
        migrations.AddField(
            model_name='trainingseat',
            name='english_score',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='English comprehension score'),
        ),
        migrations.AddField(
            model_name='trainingseat',
            name='grade',
            field=models.CharField(blank=True, choices=[('O-10', 'O-10'), ('O-9', 'O-9'), ('O-8', 'O-8'), ('O-7', 'O-7'), ('O-6', 'O-6'), ('O-5', 'O-5'), ('O-4', 'O-4'), ('O-3', 'O-3'), ('O-2', 'O-2'), ('O-1', 'O-1'), ('W-5', 'W-5'), ('W-4', 'W-4'), ('W-3', 'W-3'), ('W-2', 'W-2'), ('W-1', 'W-1'), ('E-9', 'E-9'), ('E-8', 'E-8'), ('E-7', 'E-7'), ('E-6', 'E-6'), ('E-5', 'E-5'), ('E-4', 'E-4'), ('E-3', 'E-3'), ('E-2', 'E-2'), ('E-1', 'E-1')], max_length=4, verbose_name='US-equivalent grade'),
        ),
        migrations.AddField(
            model_name='trainingseat',
            name='is_civilian',
            field=models.BooleanField(default=False, verbose_name='civilian'),
        ),
        migrations.AddField(
            model_name='trainingseat',
            name='is_reimbursable',
            field=models.BooleanField(default=False, help_text='The partner pays: no grant', verbose_name='reimbursable'),
        ),
        migrations.AddField(
            model_name='trainingseat',
            name='ministry',
            field=models.CharField(blank=True, max_length=120, verbose_name='ministry or body of a civilian'),
        ),
        migrations.AddField(
            model_name='trainingseat',
            name='other_costs',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='medical and other, US dollars'),
        ),
        migrations.AddField(
            model_name='trainingseat',
            name='penalty',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='cancellation penalty, US dollars'),
        ),
        migrations.AddField(
            model_name='trainingseat',
            name='price',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='price, US dollars'),
        ),
        migrations.AddField(
            model_name='trainingseat',
            name='screened_on',
            field=models.DateField(blank=True, null=True, verbose_name='screened on'),
        ),
        migrations.AddField(
            model_name='trainingseatevent',
            name='attache_consulted_on',
            field=models.DateField(blank=True, null=True, verbose_name='defense attache consulted on'),
        ),
        migrations.AddField(
            model_name='trainingseatevent',
            name='attache_office',
            field=models.CharField(blank=True, max_length=120, verbose_name='office consulted'),
        ),
        migrations.AddField(
            model_name='trainingseatevent',
            name='cancelled_by',
            field=models.CharField(blank=True, choices=[('PARTNER', 'The partner'), ('US', 'The United States'), ('SCHOOL', 'The school'), ('NOT_SAID', 'Not said')], max_length=10),
        ),
        migrations.AddField(
            model_name='trainingseatevent',
            name='content',
            field=models.CharField(blank=True, choices=[('RESOURCES', 'Management of defense resources'), ('CIVILIAN_CONTROL', 'Civilian control of the military'), ('COUNTERNARCOTICS', 'Cooperation of military and police against narcotics'), ('JUSTICE', 'Military justice and human rights')], max_length=16, verbose_name='what the course serves for a civilian'),
        ),
        migrations.AddField(
            model_name='trainingseatevent',
            name='english_score',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='English comprehension score'),
        ),
        migrations.AddField(
            model_name='trainingseatevent',
            name='grade',
            field=models.CharField(blank=True, choices=[('O-10', 'O-10'), ('O-9', 'O-9'), ('O-8', 'O-8'), ('O-7', 'O-7'), ('O-6', 'O-6'), ('O-5', 'O-5'), ('O-4', 'O-4'), ('O-3', 'O-3'), ('O-2', 'O-2'), ('O-1', 'O-1'), ('W-5', 'W-5'), ('W-4', 'W-4'), ('W-3', 'W-3'), ('W-2', 'W-2'), ('W-1', 'W-1'), ('E-9', 'E-9'), ('E-8', 'E-8'), ('E-7', 'E-7'), ('E-6', 'E-6'), ('E-5', 'E-5'), ('E-4', 'E-4'), ('E-3', 'E-3'), ('E-2', 'E-2'), ('E-1', 'E-1')], max_length=4, verbose_name='US-equivalent grade'),
        ),
        migrations.AddField(
            model_name='trainingseatevent',
            name='is_civilian',
            field=models.BooleanField(default=False, verbose_name='civilian'),
        ),
        migrations.AddField(
            model_name='trainingseatevent',
            name='is_reimbursable',
            field=models.BooleanField(default=False, help_text='The partner pays: no grant', verbose_name='reimbursable'),
        ),
        migrations.AddField(
            model_name='trainingseatevent',
            name='ministry',
            field=models.CharField(blank=True, max_length=120, verbose_name='ministry or body of a civilian'),
        ),
        migrations.AddField(
            model_name='trainingseatevent',
            name='other_costs',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='medical and other, US dollars'),
        ),
        migrations.AddField(
            model_name='trainingseatevent',
            name='penalty',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='cancellation penalty, US dollars'),
        ),
        migrations.AddField(
            model_name='trainingseatevent',
            name='price',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name='price, US dollars'),
        ),
        migrations.AddField(
            model_name='trainingseatevent',
            name='screened_on',
            field=models.DateField(blank=True, null=True, verbose_name='screened on'),
        ),
        migrations.RunSQL(on_both(PRICE), on_both(STATE)),
        migrations.AlterField(
            model_name='trainingseat',
            name='state',
            field=models.CharField(choices=[('REQUESTED', 'Requested'), ('PROGRAMMED', 'Programmed'), ('CONFIRMED', 'Confirmed'), ('NOMINATED', 'Nominated'), ('SCREENED', 'Screened'), ('ITO_ISSUED', 'ITO issued'), ('TRAVELLING', 'Travelling'), ('IN_TRAINING', 'In training'), ('COMPLETED', 'Completed'), ('CANCELLED', 'Cancelled'), ('NO_SHOW', 'No show'), ('WITHDRAWN', 'Withdrawn'), ('AWOL', 'Absent without leave')], default='REQUESTED', max_length=12),
        ),
        migrations.AlterField(
            model_name='trainingseatevent',
            name='state',
            field=models.CharField(choices=[('REQUESTED', 'Requested'), ('PROGRAMMED', 'Programmed'), ('CONFIRMED', 'Confirmed'), ('NOMINATED', 'Nominated'), ('SCREENED', 'Screened'), ('ITO_ISSUED', 'ITO issued'), ('TRAVELLING', 'Travelling'), ('IN_TRAINING', 'In training'), ('COMPLETED', 'Completed'), ('CANCELLED', 'Cancelled'), ('NO_SHOW', 'No show'), ('WITHDRAWN', 'Withdrawn'), ('AWOL', 'Absent without leave')], default='REQUESTED', max_length=12),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundtransaction',
            trigger=pgtrigger.compiler.Trigger(name='ledger_rules', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE fund programs_fund; obligation programs_obligation; held numeric; was programs_fundtransaction;', func="\n            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id;\n            IF NEW.reverses_id IS NULL AND NEW.from_stage = 'APPORTIONED' AND NEW.to_stage IN ('ALLOTTED', 'OBLIGATED')\n               AND (NEW.to_stage = 'OBLIGATED') <> fund.obligates_on_apportionment THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'ledger_skip', MESSAGE = 'A fund obligated by its apportionment skips the allotment, and no other fund does.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.obligation_id IS NOT NULL THEN\n                IF 'OBLIGATED' IN (NEW.from_stage, NEW.to_stage) THEN\n                    PERFORM 1 FROM programs_obligation WHERE id = NEW.obligation_id FOR NO KEY UPDATE;\n                END IF;\n                SELECT * INTO obligation FROM programs_obligation WHERE id = NEW.obligation_id FOR SHARE;\n                IF obligation.fund_id <> NEW.fund_id\n                   OR (obligation.operating_unit_id, obligation.program_id)\n                      IS DISTINCT FROM (NEW.operating_unit_id, NEW.program_id)\n                   AND NOT (NEW.operating_unit_id IS NULL AND NEW.program_id IS NULL) THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'ledger_obligation_matches', MESSAGE = 'The obligation is of another fund, program or place.', DETAIL = COALESCE('', '');\n                END IF;\n            END IF;\n            IF NEW.to_stage = 'COMMITTED' AND (obligation.id IS NULL OR obligation.state <> 'PROPOSED') THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'ledger_obligation_proposed', MESSAGE = 'Money is committed for a proposed obligation.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.to_stage IN ('OBLIGATED', 'DISBURSED') OR NEW.from_stage IN ('OBLIGATED', 'DISBURSED') THEN\n                IF obligation.id IS NULL OR obligation.state <> 'RECORDED' THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'ledger_obligation_recorded', MESSAGE = 'Money is obligated and paid under a recorded obligation.', DETAIL = COALESCE('', '');\n                END IF;\n                IF NEW.effective_on < obligation.effective_on THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'ledger_after_document', MESSAGE = 'Nothing moves under a document before it is signed.', DETAIL = COALESCE(obligation.effective_on::text, '');\n                END IF;\n            ELSIF NEW.from_stage = 'COMMITTED' AND obligation.state = 'RECORDED' THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'ledger_set_aside', MESSAGE = 'What is set aside for a recorded obligation is obligated under it.', DETAIL = COALESCE('', '');\n            END IF;\n            IF 'OBLIGATED' IN (NEW.from_stage, NEW.to_stage) AND 'DISBURSED' NOT IN (NEW.from_stage, NEW.to_stage) THEN\n                SELECT COALESCE(sum(CASE WHEN t.to_stage = 'OBLIGATED' THEN t.amount ELSE -t.amount END), 0) INTO held\n                FROM programs_fundtransaction t\n                WHERE t.obligation_id = NEW.obligation_id AND 'OBLIGATED' IN (t.from_stage, t.to_stage)\n                  AND 'DISBURSED' NOT IN (t.from_stage, t.to_stage);\n            END IF;\n            IF NEW.to_stage = 'OBLIGATED' AND NEW.from_stage <> 'DISBURSED'\n               AND held + NEW.amount > obligation.amount THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'ledger_obligation_amount', MESSAGE = 'More than the obligation''s own amount.', DETAIL = COALESCE((obligation.amount - held)::text, '');\n            END IF;\n            IF NEW.from_stage = 'OBLIGATED' AND NEW.to_stage NOT IN ('DISBURSED', 'CANCELLED') AND held - NEW.amount < (\n                SELECT sum(s.price) FROM programs_trainingseat s\n                WHERE s.obligation_id = NEW.obligation_id AND s.state = 'IN_TRAINING') THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'ledger_seats_covered', MESSAGE = 'Seats in training are paid from this obligation.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.reverses_id IS NOT NULL THEN\n                SELECT * INTO was FROM programs_fundtransaction WHERE id = NEW.reverses_id;\n                IF was.fund_id <> NEW.fund_id OR was.from_stage <> NEW.to_stage OR was.to_stage <> NEW.from_stage\n                   OR was.amount <> NEW.amount OR was.reverses_id IS NOT NULL\n                   OR was.operating_unit_id IS DISTINCT FROM NEW.operating_unit_id\n                   OR was.program_id IS DISTINCT FROM NEW.program_id\n                   OR was.obligation_id IS DISTINCT FROM NEW.obligation_id OR was.effective_on > NEW.effective_on THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'ledger_reversal_mirrors', MESSAGE = 'A reversal mirrors one transaction exactly.', DETAIL = COALESCE('', '');\n                END IF;\n            END IF;\n            RETURN NEW;\n        ", hash='ad2a63fd0f91f335906d32816b089c34f531f8bd', operation='INSERT', pgid='pgtrigger_ledger_rules_f02c5', table='programs_fundtransaction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='state_flow', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF OLD."state" IS DISTINCT FROM NEW."state"\n               AND (OLD."state", NEW."state") NOT IN ((\'CONFIRMED\', \'CANCELLED\'), (\'CONFIRMED\', \'IN_TRAINING\'), (\'CONFIRMED\', \'ITO_ISSUED\'), (\'CONFIRMED\', \'NOMINATED\'), (\'CONFIRMED\', \'NO_SHOW\'), (\'IN_TRAINING\', \'AWOL\'), (\'IN_TRAINING\', \'COMPLETED\'), (\'IN_TRAINING\', \'WITHDRAWN\'), (\'ITO_ISSUED\', \'CANCELLED\'), (\'ITO_ISSUED\', \'IN_TRAINING\'), (\'ITO_ISSUED\', \'NO_SHOW\'), (\'ITO_ISSUED\', \'TRAVELLING\'), (\'NOMINATED\', \'CANCELLED\'), (\'NOMINATED\', \'IN_TRAINING\'), (\'NOMINATED\', \'ITO_ISSUED\'), (\'NOMINATED\', \'NO_SHOW\'), (\'NOMINATED\', \'SCREENED\'), (\'PROGRAMMED\', \'CANCELLED\'), (\'PROGRAMMED\', \'CONFIRMED\'), (\'REQUESTED\', \'CANCELLED\'), (\'REQUESTED\', \'CONFIRMED\'), (\'REQUESTED\', \'PROGRAMMED\'), (\'SCREENED\', \'CANCELLED\'), (\'SCREENED\', \'IN_TRAINING\'), (\'SCREENED\', \'ITO_ISSUED\'), (\'SCREENED\', \'NO_SHOW\'), (\'TRAVELLING\', \'IN_TRAINING\'), (\'TRAVELLING\', \'NO_SHOW\')) THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_trainingseat_state_step\', MESSAGE = \'This step is not possible from the state the record is in.\', DETAIL = COALESCE(OLD.state || \' -> \' || NEW.state, \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='638e4a8b45dc1f1ea2d700b7daffe986c95ebaf5', operation='UPDATE', pgid='pgtrigger_state_flow_88e61', table='programs_trainingseat', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='gate_insert', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE reasons text;', func="\n            PERFORM vetting_lock(\n                (SELECT array_agg(DISTINCT u) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[r.person_id] AS people, p.laws::text[] AS laws,\n           daterange(s.start_on, s.end_on, '[]') AS during\n    FROM new_values s JOIN programs_recipient r ON r.id = s.recipient_id JOIN programs_program p ON p.id = s.program_id\n    WHERE s.state IN ('ITO_ISSUED', 'TRAVELLING', 'IN_TRAINING')\n) g, unnest(g.units) u),\n                (SELECT array_agg(DISTINCT p) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[r.person_id] AS people, p.laws::text[] AS laws,\n           daterange(s.start_on, s.end_on, '[]') AS during\n    FROM new_values s JOIN programs_recipient r ON r.id = s.recipient_id JOIN programs_program p ON p.id = s.program_id\n    WHERE s.state IN ('ITO_ISSUED', 'TRAVELLING', 'IN_TRAINING')\n) g, unnest(g.people) p));\n            SELECT json_agg(json_build_object(\n                       'code', b.code, 'law', b.law, 'unit', b.unit_id, 'person', b.person_id,\n                       'unit_name', u.name, 'unit_code', u.code,\n                       'person_name', btrim(p.given_names || ' ' || p.family_names),\n                       'until', upper(b.valid) - 1, 'during', grouped.during::text))::text\n                INTO reasons\n                FROM (\n                    SELECT ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.units::text)) t, unnest(t::bigint[]) x)\n                               AS units,\n                           ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.people::text)) t, unnest(t::bigint[]) x)\n                               AS people,\n                           r.laws, r.during\n                    FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[r.person_id] AS people, p.laws::text[] AS laws,\n           daterange(s.start_on, s.end_on, '[]') AS during\n    FROM new_values s JOIN programs_recipient r ON r.id = s.recipient_id JOIN programs_program p ON p.id = s.program_id\n    WHERE s.state IN ('ITO_ISSUED', 'TRAVELLING', 'IN_TRAINING')\n) r\n                    GROUP BY r.laws, r.during, COALESCE(cardinality(r.units), 0) = 0,\n                             CASE WHEN cardinality(r.people) > 0 THEN r.units END\n                ) grouped\n                CROSS JOIN LATERAL vetting_blockers(grouped.units, grouped.people, grouped.laws, grouped.during) b\n                LEFT JOIN partners_unit u ON u.id = b.unit_id\n                LEFT JOIN partners_person p ON p.id = b.person_id;\n            IF reasons IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gate_seat', MESSAGE = 'The gate is shut.', DETAIL = COALESCE(left(reasons, 60000), '');\n            END IF;\n            RETURN NULL;\n        ", hash='8bce16ffcef78563b693077507e97b2108bc4553', level='STATEMENT', operation='INSERT', pgid='pgtrigger_gate_insert_b4970', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_trainingseat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='gate_update', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE reasons text;', func="\n            PERFORM vetting_lock(\n                (SELECT array_agg(DISTINCT u) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[r.person_id] AS people, p.laws::text[] AS laws,\n           daterange(s.start_on, s.end_on, '[]') AS during\n    FROM new_values s JOIN programs_recipient r ON r.id = s.recipient_id JOIN programs_program p ON p.id = s.program_id\n    WHERE s.state IN ('ITO_ISSUED', 'TRAVELLING', 'IN_TRAINING')\n) g, unnest(g.units) u),\n                (SELECT array_agg(DISTINCT p) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[r.person_id] AS people, p.laws::text[] AS laws,\n           daterange(s.start_on, s.end_on, '[]') AS during\n    FROM new_values s JOIN programs_recipient r ON r.id = s.recipient_id JOIN programs_program p ON p.id = s.program_id\n    WHERE s.state IN ('ITO_ISSUED', 'TRAVELLING', 'IN_TRAINING')\n) g, unnest(g.people) p));\n            SELECT json_agg(json_build_object(\n                       'code', b.code, 'law', b.law, 'unit', b.unit_id, 'person', b.person_id,\n                       'unit_name', u.name, 'unit_code', u.code,\n                       'person_name', btrim(p.given_names || ' ' || p.family_names),\n                       'until', upper(b.valid) - 1, 'during', grouped.during::text))::text\n                INTO reasons\n                FROM (\n                    SELECT ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.units::text)) t, unnest(t::bigint[]) x)\n                               AS units,\n                           ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.people::text)) t, unnest(t::bigint[]) x)\n                               AS people,\n                           r.laws, r.during\n                    FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[r.person_id] AS people, p.laws::text[] AS laws,\n           daterange(s.start_on, s.end_on, '[]') AS during\n    FROM new_values s JOIN programs_recipient r ON r.id = s.recipient_id JOIN programs_program p ON p.id = s.program_id\n    WHERE s.state IN ('ITO_ISSUED', 'TRAVELLING', 'IN_TRAINING')\n) r\n                    GROUP BY r.laws, r.during, COALESCE(cardinality(r.units), 0) = 0,\n                             CASE WHEN cardinality(r.people) > 0 THEN r.units END\n                ) grouped\n                CROSS JOIN LATERAL vetting_blockers(grouped.units, grouped.people, grouped.laws, grouped.during) b\n                LEFT JOIN partners_unit u ON u.id = b.unit_id\n                LEFT JOIN partners_person p ON p.id = b.person_id;\n            IF reasons IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gate_seat', MESSAGE = 'The gate is shut.', DETAIL = COALESCE(left(reasons, 60000), '');\n            END IF;\n            RETURN NULL;\n        ", hash='c10ab7c14cd095d7f824dcdd46687396991ac7aa', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_gate_update_6f3c9', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_trainingseat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='under_obligation', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE obligation programs_obligation;', func="\n            IF NEW.state NOT IN ('IN_TRAINING', 'COMPLETED', 'WITHDRAWN', 'AWOL')\n               OR OLD.state IN ('IN_TRAINING', 'COMPLETED', 'WITHDRAWN', 'AWOL')\n                  AND (OLD.obligation_id, OLD.price) IS NOT DISTINCT FROM (NEW.obligation_id, NEW.price) THEN\n                RETURN NEW;\n            END IF;\n            SELECT * INTO obligation FROM programs_obligation WHERE id = NEW.obligation_id FOR NO KEY UPDATE;\n            IF obligation.id IS NULL OR obligation.state <> 'RECORDED' OR obligation.program_id <> NEW.program_id\n               OR obligation.recipients_named AND NOT EXISTS (\n                   SELECT 1 FROM programs_obligationrecipient x\n                   WHERE x.obligation_id = obligation.id AND x.recipient_id = NEW.recipient_id) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'seat_is_obligated', MESSAGE = 'The seat has no recorded obligation that names its person.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.price + COALESCE((\n                SELECT sum(s.price) FROM programs_trainingseat s\n                WHERE s.obligation_id = obligation.id AND s.id <> NEW.id\n                  AND s.state IN ('IN_TRAINING', 'COMPLETED', 'WITHDRAWN', 'AWOL')), 0) > COALESCE((\n                SELECT sum(b.amount) FROM programs_balance b\n                WHERE b.obligation_id = obligation.id AND b.stage IN ('OBLIGATED', 'DISBURSED')), 0) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'seat_within_obligation', MESSAGE = 'The obligation does not cover the price of this seat too.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='86e2c750707fb61fe64aab151b0146091b1ddced', operation='UPDATE', pgid='pgtrigger_under_obligation_58f4f', table='programs_trainingseat', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='consulted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE asked integer;', func="\n            IF NEW.state = OLD.state OR NEW.state NOT IN ('NOMINATED', 'SCREENED', 'ITO_ISSUED', 'TRAVELLING', 'IN_TRAINING', 'COMPLETED') OR NOT EXISTS (\n                SELECT 1 FROM programs_program p WHERE p.id = NEW.program_id AND p.kind = 'IMET') THEN\n                RETURN NEW;\n            END IF;\n            IF NEW.attache_consulted_on IS NULL THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'seat_attache_consulted', MESSAGE = 'The defense attache was not consulted on this student.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.state = 'SCREENED' THEN\n                SELECT c.english_level INTO asked FROM programs_course c WHERE c.id = NEW.course_id;\n                IF asked > COALESCE(NEW.english_score, 0) THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'seat_english_level', MESSAGE = 'The course asks for more English.', DETAIL = COALESCE(asked || ' or more', '');\n                END IF;\n            END IF;\n            RETURN NEW;\n        ", hash='276baf4ce9254ad452c155ebb5fa746cf420c1e7', operation='UPDATE', pgid='pgtrigger_consulted_bbbc2', table='programs_trainingseat', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='grant_allowed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT NEW.is_reimbursable AND NEW.state <> 'CANCELLED' AND EXISTS (\n                SELECT 1 FROM programs_program g JOIN partners_operatingunit u ON u.id = g.operating_unit_id\n                JOIN partners_country c ON c.id = u.country_id\n                JOIN ground_parameter p ON p.key = 'imet_grant_barred' AND p.place = c.iso3\n                WHERE g.id = NEW.program_id AND g.kind = 'IMET' AND p.valid @> NEW.start_on\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'imet_seat_grant_barred', MESSAGE = 'The law allows this country no IMET grant.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='084a4f515fb679d8614f5f5d0ec83cdb6eaf2d92', operation='INSERT OR UPDATE', pgid='pgtrigger_grant_allowed_545a4', table='programs_trainingseat', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='consulted_not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."attache_consulted_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_trainingseat_attache_consulted_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='d2fe2abf3c1e57d9310dc49a004fbae8e192cee6', operation='INSERT OR UPDATE', pgid='pgtrigger_consulted_not_ahead_dac99', table='programs_trainingseat', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='screened_not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."screened_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_trainingseat_screened_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='c8d20404a254223c6a1f69fd4e71ec6673dab538', operation='INSERT OR UPDATE', pgid='pgtrigger_screened_not_ahead_3edd8', table='programs_trainingseat', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='consultation', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."attache_consulted_on" IS NOT NULL AND OLD."attache_consulted_on" IS DISTINCT FROM NEW."attache_consulted_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_trainingseat_consultation\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='0b46dcea7a624c9c9cd5cc9eb4ad2b7f43331058', operation='UPDATE', pgid='pgtrigger_consultation_ed325', table='programs_trainingseat', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='dates_stand', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."state" IN (\'AWOL\', \'CANCELLED\', \'COMPLETED\', \'NO_SHOW\', \'WITHDRAWN\'))', func='\n            IF (OLD."start_on" IS DISTINCT FROM NEW."start_on") OR (OLD."end_on" IS DISTINCT FROM NEW."end_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_trainingseat_dates_stand\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='26a0b40ecd6fc6c8544539ef8456caf10c6b0abc', operation='UPDATE', pgid='pgtrigger_dates_stand_25fe6', table='programs_trainingseat', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_trainingseatevent" ("allowances", "attache_consulted_on", "attache_office", "cancelled_by", "content", "course_id", "end_on", "english_score", "grade", "id", "is_civilian", "is_reimbursable", "line_id", "ministry", "obligation_id", "other_costs", "penalty", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "program_id", "recipient_id", "screened_on", "start_on", "state", "tuition", "version") SELECT new_values."allowances", new_values."attache_consulted_on", new_values."attache_office", new_values."cancelled_by", new_values."content", new_values."course_id", new_values."end_on", new_values."english_score", new_values."grade", new_values."id", new_values."is_civilian", new_values."is_reimbursable", new_values."line_id", new_values."ministry", new_values."obligation_id", new_values."other_costs", new_values."penalty", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."price", new_values."program_id", new_values."recipient_id", new_values."screened_on", new_values."start_on", new_values."state", new_values."tuition", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='27ecfc5dda49ddec9ca9d7497619a5ec08cf86a6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9a91f', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_trainingseat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_trainingseatevent" ("allowances", "attache_consulted_on", "attache_office", "cancelled_by", "content", "course_id", "end_on", "english_score", "grade", "id", "is_civilian", "is_reimbursable", "line_id", "ministry", "obligation_id", "other_costs", "penalty", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "program_id", "recipient_id", "screened_on", "start_on", "state", "tuition", "version") SELECT new_values."allowances", new_values."attache_consulted_on", new_values."attache_office", new_values."cancelled_by", new_values."content", new_values."course_id", new_values."end_on", new_values."english_score", new_values."grade", new_values."id", new_values."is_civilian", new_values."is_reimbursable", new_values."line_id", new_values."ministry", new_values."obligation_id", new_values."other_costs", new_values."penalty", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."price", new_values."program_id", new_values."recipient_id", new_values."screened_on", new_values."start_on", new_values."state", new_values."tuition", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='796b6d10c59ebf6f29abe045ce7432bf6ea53371', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a5f06', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_trainingseat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_trainingseatevent" ("allowances", "attache_consulted_on", "attache_office", "cancelled_by", "content", "course_id", "end_on", "english_score", "grade", "id", "is_civilian", "is_reimbursable", "line_id", "ministry", "obligation_id", "other_costs", "penalty", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "program_id", "recipient_id", "screened_on", "start_on", "state", "tuition", "version") SELECT old_values."allowances", old_values."attache_consulted_on", old_values."attache_office", old_values."cancelled_by", old_values."content", old_values."course_id", old_values."end_on", old_values."english_score", old_values."grade", old_values."id", old_values."is_civilian", old_values."is_reimbursable", old_values."line_id", old_values."ministry", old_values."obligation_id", old_values."other_costs", old_values."penalty", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."price", old_values."program_id", old_values."recipient_id", old_values."screened_on", old_values."start_on", old_values."state", old_values."tuition", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9ebf0293e92682384dcaef5f367d8c193431ddb9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_abed2', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_trainingseat', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='trainingseat',
            constraint=models.CheckConstraint(condition=models.Q(('allowances__gte', 0), ('other_costs__gte', 0), ('penalty__gte', 0), ('tuition__gte', 0)), name='seat_price_not_negative', violation_error_message='Prices are zero or more.'),
        ),
        migrations.AddConstraint(
            model_name='trainingseat',
            constraint=models.CheckConstraint(condition=models.Q(('price', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('tuition'), '+', models.F('allowances')), '+', models.F('other_costs')), '+', models.F('penalty')))), name='seat_price_is_its_parts', violation_error_message='The parts do not add up to the price.'),
        ),
        migrations.AddConstraint(
            model_name='trainingseat',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('attache_consulted_on', None), ('attache_office', '')), models.Q(('attache_consulted_on__isnull', False), models.Q(('attache_office', ''), _negated=True)), _connector='OR'), name='seat_consultation_whole', violation_error_message='A consultation has a day and the office that was consulted.'),
        ),
        migrations.AddConstraint(
            model_name='trainingseat',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('content', ''), ('is_civilian', False), ('ministry', '')), models.Q(('content__in', ['RESOURCES', 'CIVILIAN_CONTROL', 'COUNTERNARCOTICS', 'JUSTICE']), ('is_civilian', True), models.Q(('ministry', ''), _negated=True)), _connector='OR'), name='seat_civilian_content', violation_error_message='A civilian comes from a ministry or body, for a course that serves one of the purposes the law names.'),
        ),
        migrations.AddConstraint(
            model_name='trainingseat',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('NOMINATED', 'SCREENED')), _negated=True), ('is_civilian', True), models.Q(('grade', ''), _negated=True), _connector='OR'), name='seat_nominated_with_grade', violation_error_message='A nominated student has a US-equivalent grade, or is a civilian.'),
        ),
        migrations.AddConstraint(
            model_name='trainingseat',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'SCREENED'), _negated=True), ('screened_on__isnull', False), _connector='OR'), name='seat_screened_on_a_day', violation_error_message='A screened student was screened on a day.'),
        ),
        migrations.AddConstraint(
            model_name='trainingseat',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_by__in', ['PARTNER', 'US', 'SCHOOL', 'NOT_SAID']), ('state', 'CANCELLED')), models.Q(models.Q(('state', 'CANCELLED'), _negated=True), ('cancelled_by', ''), ('penalty', 0)), _connector='OR'), name='seat_cancelled_by_somebody', violation_error_message='A cancelled seat says by whom; no other seat has a penalty.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fieldcontact',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."on_day" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_fieldcontact_on_day_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='7ecba6ff116b83367efcd5ba495ff8c3a44f2cb5', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_3d589', table='programs_fieldcontact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fieldcontact',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_fieldcontact_append_only', MESSAGE = 'Field contacts are never changed or removed.', DETAIL = COALESCE('', '');", hash='5bfaadeba0bdbb6e42f5e5740aa2c4cd268a2774', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_61efd', table='programs_fieldcontact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fieldcontact',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_fieldcontactevent" ("at", "by_id", "id", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id", "topic", "with_whom") SELECT new_values."at", new_values."by_id", new_values."id", new_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."seat_id", new_values."topic", new_values."with_whom" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='63a156544c56f36775f86ab884b9326b330816b0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8a28c', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_fieldcontact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fieldcontact',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_fieldcontactevent" ("at", "by_id", "id", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id", "topic", "with_whom") SELECT new_values."at", new_values."by_id", new_values."id", new_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."seat_id", new_values."topic", new_values."with_whom" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ae54cc57aa3b7b713c541fa63c35eab69af681dd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ab1e1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_fieldcontact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fieldcontact',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_fieldcontactevent" ("at", "by_id", "id", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id", "topic", "with_whom") SELECT old_values."at", old_values."by_id", old_values."id", old_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."seat_id", old_values."topic", old_values."with_whom" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c62a25138b977fd5866813111ad8e55a6f566f3b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6776c', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_fieldcontact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fieldcontactevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f0edf2b184c55cda1d5264dd8670c56ced655990', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ee934', table='programs_fieldcontactevent', when='BEFORE')),
        ),
    ])
