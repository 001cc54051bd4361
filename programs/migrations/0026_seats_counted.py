import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from ground.triggers import at_once


class Migration(migrations.Migration):

    dependencies = [
        ('programs', '0025_alumni_and_reallocations'),
    ]

    operations = at_once([
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='stale_seat_i', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO ground_stalefact (fact, fiscal_year, operating_unit)\n            SELECT DISTINCT 'seat', p.fiscal_year, p.operating_unit_id FROM (SELECT * FROM new_values) r JOIN programs_program p ON p.id = r.program_id;\n            RETURN NULL;\n        ", hash='4bfcd0dfbfdda1cdf813467e81a8ea7fd1690f56', level='STATEMENT', operation='INSERT', pgid='pgtrigger_stale_seat_i_00e9f', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_trainingseat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='stale_seat_u', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO ground_stalefact (fact, fiscal_year, operating_unit)\n            SELECT DISTINCT 'seat', p.fiscal_year, p.operating_unit_id FROM (SELECT * FROM new_values UNION ALL SELECT * FROM old_values) r JOIN programs_program p ON p.id = r.program_id;\n            RETURN NULL;\n        ", hash='9f70df19aa4de612f36dc2edb8bd6c8052a52779', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_stale_seat_u_bd132', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_trainingseat', when='AFTER')),
        ),
    ])
