
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from ground.triggers import at_once


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0002_initial'),
    ]

    operations = at_once([
        pgtrigger.migrations.AddTrigger(
            model_name='posting',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."person_id" IS DISTINCT FROM NEW."person_id") OR (OLD."unit_id" IS DISTINCT FROM NEW."unit_id") OR (OLD."title" IS DISTINCT FROM NEW."title") OR (OLD."rank" IS DISTINCT FROM NEW."rank") OR (OLD."is_commander" IS DISTINCT FROM NEW."is_commander") OR (OLD."is_principal" IS DISTINCT FROM NEW."is_principal") OR (OLD."start_known" IS DISTINCT FROM NEW."start_known") OR (OLD."source_id" IS DISTINCT FROM NEW."source_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'partners_posting_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='c58912e41bd1720806ca886efcbd7d8f1d83cb01', operation='UPDATE', pgid='pgtrigger_frozen_1779d', table='partners_posting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='posting',
            trigger=pgtrigger.compiler.Trigger(name='closed_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF isempty(NEW.valid) OR NOT NEW.valid <@ OLD.valid\n               OR lower(NEW.valid) IS DISTINCT FROM lower(OLD.valid) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'partners_posting_closed_only', MESSAGE = 'A fact on record is closed on a day inside it, never moved or reopened.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='747d53e1c13e51d7bfdd0810a19b7776ea23133b', operation='UPDATE', pgid='pgtrigger_closed_only_d816d', table='partners_posting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitparent',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."child_id" IS DISTINCT FROM NEW."child_id") OR (OLD."parent_id" IS DISTINCT FROM NEW."parent_id") OR (OLD."relation" IS DISTINCT FROM NEW."relation") OR (OLD."start_known" IS DISTINCT FROM NEW."start_known") OR (OLD."source_id" IS DISTINCT FROM NEW."source_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'partners_unitparent_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='6e42007db9ae0cfdc2522f816d0d2092d4130855', operation='UPDATE', pgid='pgtrigger_frozen_1f622', table='partners_unitparent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitparent',
            trigger=pgtrigger.compiler.Trigger(name='closed_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF isempty(NEW.valid) OR NOT NEW.valid <@ OLD.valid\n               OR lower(NEW.valid) IS DISTINCT FROM lower(OLD.valid) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'partners_unitparent_closed_only', MESSAGE = 'A fact on record is closed on a day inside it, never moved or reopened.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='875a503881b9fb6dfc9f221868632fba6e5e1c0a', operation='UPDATE', pgid='pgtrigger_closed_only_f3bd4', table='partners_unitparent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unitparent',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'partners_unitparent_no_delete', MESSAGE = 'Unit parents are never removed.', DETAIL = COALESCE('', '');", hash='d837da48e941d65fd643e7b948e006f33bb1bcfd', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_97bac', table='partners_unitparent', when='BEFORE')),
        ),
    ])
