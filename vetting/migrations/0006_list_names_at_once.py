
import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('vetting', '0005_list_entry_widths'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='listname',
            name='list_name_trigrams',
        ),
        migrations.AddIndex(
            model_name='listname',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('folded', name='gin_trgm_ops'), fastupdate=False, name='list_name_trigrams'),
        ),
    ]
