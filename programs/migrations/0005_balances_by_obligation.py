"""Balances of money that waits, added up again by the document it waits for (the key of 0004)."""

from django.db import migrations

AGAIN = """
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE programs_balance DISABLE TRIGGER USER;
    DELETE FROM programs_balance WHERE stage IN ('APPORTIONED', 'COMMITTED');
    INSERT INTO programs_balance (fund_id, operating_unit_id, program_id, obligation_id, stage, amount)
    SELECT t.fund_id,
           CASE WHEN m.stage = 'COMMITTED' THEN t.operating_unit_id END,
           CASE WHEN m.stage = 'COMMITTED' THEN t.program_id END,
           {document}, m.stage, sum(m.amount)
    FROM programs_fundtransaction t
    CROSS JOIN LATERAL (VALUES (t.from_stage, -t.amount), (t.to_stage, t.amount)) AS m(stage, amount)
    WHERE m.stage IN ('APPORTIONED', 'COMMITTED') GROUP BY 1, 2, 3, 4, 5;
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE programs_balance ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("programs", "0004_money_waits_for_its_obligation")]

    operations = [
        migrations.RunSQL(AGAIN.format(document="t.obligation_id"), AGAIN.format(document="NULL::bigint")),
    ]
