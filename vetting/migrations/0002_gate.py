"""Load the gate: one function that says why it is shut, one that locks what it reads. See vetting/sql/."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("vetting", "0001_initial")]
    operations = [
        migrations.RunSQL(
            (SQL / "blockers.0001.sql").read_text(encoding="utf-8").replace("%", "%%"),
            "DROP FUNCTION vetting_lock(bigint[], bigint[]);"
            "DROP FUNCTION vetting_blockers(bigint[], bigint[], text[], daterange, text);",
        )
    ]
