
import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vetting', '0007_rounds_and_matches_stand'),
    ]

    operations = [
        migrations.AlterField(
            model_name='approval',
            name='law',
            field=models.CharField(choices=[('STATE', 'State law (22 U.S.C. 2378d)'), ('DOD', 'DoD law (10 U.S.C. 362)')], max_length=10),
        ),
        migrations.AlterField(
            model_name='approvalevent',
            name='law',
            field=models.CharField(choices=[('STATE', 'State law (22 U.S.C. 2378d)'), ('DOD', 'DoD law (10 U.S.C. 362)')], max_length=10),
        ),
        migrations.AlterField(
            model_name='validityrule',
            name='law',
            field=models.CharField(choices=[('STATE', 'State law (22 U.S.C. 2378d)'), ('DOD', 'DoD law (10 U.S.C. 362)')], max_length=10),
        ),
        migrations.AlterField(
            model_name='validityruleevent',
            name='law',
            field=models.CharField(choices=[('STATE', 'State law (22 U.S.C. 2378d)'), ('DOD', 'DoD law (10 U.S.C. 362)')], max_length=10),
        ),
        migrations.AlterField(
            model_name='vettingcase',
            name='laws',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('STATE', 'State law (22 U.S.C. 2378d)'), ('DOD', 'DoD law (10 U.S.C. 362)')], max_length=10), size=None),
        ),
        migrations.AlterField(
            model_name='vettingcaseevent',
            name='laws',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('STATE', 'State law (22 U.S.C. 2378d)'), ('DOD', 'DoD law (10 U.S.C. 362)')], max_length=10), size=None),
        ),
    ]
