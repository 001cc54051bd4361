from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ground', '0001_initial'),
        ('partners', '0003_facts_are_closed'),
        ('programs', '0014_congressional_notifications'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # A label comes with few others: reports that sum by all three have a thousand groups, not a hundred thousand.
        migrations.RunSQL(
            "CREATE STATISTICS training_blocks (ndistinct) ON country_id, program_id, region FROM programs_trainingrecord;"
            "ANALYZE programs_trainingrecord (country_id, program_id, region);",
            "DROP STATISTICS training_blocks;",
        ),
        migrations.RemoveIndex(
            model_name='trainingrecord',
            name='training_in_printed_order',
        ),
        migrations.AddIndex(
            model_name='reportedname',
            index=models.Index(fields=['printed'], name='reported_name_in_order'),
        ),
        migrations.AddIndex(
            model_name='trainingrecord',
            index=models.Index(fields=['-report', 'id'], include=('fiscal_year', 'country', 'program', 'region'), name='training_in_printed_order'),
        ),
    ]
