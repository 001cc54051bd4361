
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vetting', '0004_known_words'),
    ]

    operations = [
        migrations.AlterField(
            model_name='listentry',
            name='birth_date',
            field=models.CharField(blank=True, help_text='Each date it gives, as precise as known', max_length=300),
        ),
        migrations.AlterField(
            model_name='listentry',
            name='country',
            field=models.CharField(blank=True, help_text='Each country it gives, as printed', max_length=300),
        ),
        migrations.AlterField(
            model_name='listentry',
            name='source_id',
            field=models.CharField(max_length=120, verbose_name="the list's own number"),
        ),
    ]
