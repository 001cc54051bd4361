
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from ground.triggers import at_once


class Migration(migrations.Migration):

    dependencies = [
        ('vetting', '0006_list_names_at_once'),
    ]

    operations = at_once([
        pgtrigger.migrations.AddTrigger(
            model_name='hit',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."subject_id" IS DISTINCT FROM NEW."subject_id") OR (OLD."entry_id" IS DISTINCT FROM NEW."entry_id") OR (OLD."about_commander" IS DISTINCT FROM NEW."about_commander") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'vetting_hit_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='fc30cbf41f1c4a679b9583c8cc20a5ee433d54f0', operation='UPDATE', pgid='pgtrigger_frozen_241d9', table='vetting_hit', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vettingsubject',
            trigger=pgtrigger.compiler.Trigger(name='state_rounds', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.round <> OLD.round\n               + (NEW.state = 'WASHINGTON_REVIEW' AND OLD.state <> 'WASHINGTON_REVIEW')::int THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'vetting_round_rises', MESSAGE = 'Each way into review opens the next round, and nothing else does.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='e6f07bde7f259cff716b127e39ac3d1cbca90e3a', operation='UPDATE', pgid='pgtrigger_state_rounds_b7d6f', table='vetting_vettingsubject', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vettingsubject',
            trigger=pgtrigger.compiler.Trigger(name='settled', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.state = OLD.state AND NEW.decided_at IS DISTINCT FROM OLD.decided_at THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'vetting_decision_keeps_its_moment', MESSAGE = 'The moment of a decision does not change afterwards.', DETAIL = COALESCE('', '');\n            END IF;\n            IF OLD.state <> 'DRAFT' AND NEW.commander_id IS DISTINCT FROM OLD.commander_id THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'vetting_commander_settled', MESSAGE = 'The commander on a settled roster does not change.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='f320b3c60c20a4dd1e32492fa6ad9de4699d6b8d', operation='UPDATE', pgid='pgtrigger_settled_9cf29', table='vetting_vettingsubject', when='BEFORE')),
        ),
    ])
