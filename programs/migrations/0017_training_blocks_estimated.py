"""A printed label comes with few others: sums by country, program and region have a thousand groups, where a guess from
each by itself says a hundred thousand and sorts all rows to disk."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0016_plan_register")]
    operations = [
        migrations.RunSQL(
            "CREATE STATISTICS IF NOT EXISTS training_blocks (ndistinct)"
            " ON country_id, program_id, region FROM programs_trainingrecord;"
            "ANALYZE programs_trainingrecord (country_id, program_id, region);",
            "DROP STATISTICS IF EXISTS training_blocks;",
        ),
    ]
