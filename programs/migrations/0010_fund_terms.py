"""What a fund's ends are computed from stands beside the typed end, which may be empty while both are there."""

from django.db import migrations, models

TERMS = (
    (
        "availability_years",
        models.PositiveSmallIntegerField(
            "years of availability",
            null=True,
            blank=True,
            help_text="Years of new obligations; empty is no-year money.",
        ),
    ),
    (
        "reobligation_authority",
        models.BooleanField(
            default=False,
            help_text="The act lets what was obligated in time be obligated again for four more years.",
        ),
    ),
    ("closed_on", models.DateField("no-year money closed on", null=True, blank=True)),
)
TABLES = ("fund", "fundevent")


class Migration(migrations.Migration):
    dependencies = [("programs", "0009_title_ten_concurrence")]

    operations = [
        *(
            migrations.AddField(model_name=table, name=name, field=field.clone())
            for table in TABLES
            for name, field in TERMS
        ),
        *(
            migrations.AlterField(table, "available_until", models.DateField("new obligations until", null=True))
            for table in TABLES
        ),
    ]
