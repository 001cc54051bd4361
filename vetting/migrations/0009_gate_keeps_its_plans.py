"""The gate keeps the plans of its queries, whose answers are the same. See vetting/sql/."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"


def text(name: str) -> str:
    return (SQL / name).read_text(encoding="utf-8").replace("%", "%%")


class Migration(migrations.Migration):
    dependencies = [("vetting", "0008_laws_by_name")]
    operations = [
        migrations.RunSQL(text("blockers.0002.sql"), text("blockers.0001.sql")),
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(fields=["subject"], name="approval_revoked", condition=models.Q(state="REVOKED")),
        ),
    ]
