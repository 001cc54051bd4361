import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import programs.models.attachments
from django.conf import settings
from django.db import migrations, models

from ground.triggers import at_once


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('partners', '0005_force_of_a_unit'),
        ('programs', '0030_countries_caps_and_second_tier'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.CharField(choices=[('SIGNED', 'Signed agreement or award'), ('TERMS', 'Terms or amendment'), ('MEMORANDUM', 'Memorandum or cable'), ('NOTIFICATION', 'Notification as sent'), ('REPORT', 'Report of an implementer'), ('RECEIPT', 'Hand receipt or proof of delivery'), ('OTHER', 'Another document')], max_length=12, verbose_name='what it is')),
                ('dated_on', models.DateField(verbose_name='dated')),
                ('proves', models.CharField(max_length=300, verbose_name='what it proves')),
                ('file', models.FileField(max_length=120, upload_to=programs.models.attachments.where_kept)),
                ('file_name', models.CharField(max_length=255)),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveBigIntegerField(verbose_name='bytes')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notification', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='programs.congressionalnotification')),
                ('obligation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='programs.obligation')),
                ('program', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='programs.program')),
            ],
            options={
                'indexes': [models.Index(fields=['sha256'], name='attachment_by_checksum')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('notification', None), ('obligation', None), ('program__isnull', False)), models.Q(('notification', None), ('obligation__isnull', False), ('program', None)), models.Q(('notification__isnull', False), ('obligation', None), ('program', None)), _connector='OR'), name='attachment_of_one_record', violation_error_message='A document is attached to one record.'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$'), ('size__gt', 0)), name='attachment_has_checksum', violation_error_message='A document has bytes and their checksum.'), models.CheckConstraint(condition=models.Q(models.Q(('proves', ''), _negated=True), models.Q(('file', ''), _negated=True), ('paper__in', ['SIGNED', 'TERMS', 'MEMORANDUM', 'NOTIFICATION', 'REPORT', 'RECEIPT', 'OTHER'])), name='attachment_says_what_it_proves', violation_error_message='A document says what it is and what it proves.')],
            },
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency', models.CharField(choices=[('STATE', 'Department of State'), ('DEFENSE', 'Department of Defense'), ('JUSTICE', 'Department of Justice'), ('HOMELAND', 'Department of Homeland Security'), ('TREASURY', 'Department of the Treasury'), ('ENERGY', 'Department of Energy'), ('COMMERCE', 'Department of Commerce'), ('OTHER', 'Another agency')], max_length=10)),
                ('office', models.CharField(blank=True, max_length=120)),
                ('held_on', models.DateField()),
                ('view', models.CharField(choices=[('SUPPORT', 'Supports'), ('CONDITIONS', 'Supports with conditions'), ('OBJECT', 'Objects'), ('NO_VIEW', 'Has no view')], max_length=12)),
                ('text', models.TextField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='programs.program')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('agency__in', ['STATE', 'DEFENSE', 'JUSTICE', 'HOMELAND', 'TREASURY', 'ENERGY', 'COMMERCE', 'OTHER']), ('view__in', ['SUPPORT', 'CONDITIONS', 'OBJECT', 'NO_VIEW']), models.Q(models.Q(('agency', 'OTHER'), _negated=True), models.Q(('office', ''), _negated=True), _connector='OR')), name='consultation_says_who_and_what', violation_error_message='A consultation names the agency, its view, and what it said.')],
            },
        ),
        migrations.CreateModel(
            name='Implementer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort', models.CharField(choices=[('DSCA', 'Defense Security Cooperation Agency'), ('AGENCY', 'Implementing agency'), ('CONTRACTOR', 'Contractor'), ('NGO', 'Nongovernmental organization'), ('ORGANIZATION', 'International organization'), ('PARTNER', 'Partner government')], max_length=12, verbose_name='what it is')),
                ('name', models.CharField(max_length=200)),
                ('does', models.CharField(max_length=300, verbose_name='what it does here')),
                ('document', models.CharField(blank=True, max_length=120)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='implementers', to='programs.program')),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('program', '='), ('name', '='), ('does', '='), ('valid', '&&')], name='implementer_once_at_a_time', violation_error_message='It is recorded for this already on some of these dates.'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('does', ''), _negated=True), ('sort__in', ['DSCA', 'AGENCY', 'CONTRACTOR', 'NGO', 'ORGANIZATION', 'PARTNER'])), name='implementer_says_who_and_what', violation_error_message='An implementer has a name, a sort and what it does.')],
            },
        ),
        migrations.CreateModel(
            name='Initiative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('code', models.SlugField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=160, unique=True)),
                ('what', models.TextField(blank=True, verbose_name='what it is for')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('code', ''), _negated=True)), name='initiative_has_name', violation_error_message='An initiative has a code and a name.')],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=160)),
                ('agency', models.CharField(choices=[('STATE', 'Department of State'), ('DEFENSE', 'Department of Defense'), ('JUSTICE', 'Department of Justice'), ('HOMELAND', 'Department of Homeland Security'), ('TREASURY', 'Department of the Treasury'), ('ENERGY', 'Department of Energy'), ('COMMERCE', 'Department of Commerce'), ('OTHER', 'Another agency')], max_length=10)),
                ('does', models.TextField(blank=True, verbose_name='what it does')),
                ('source', models.CharField(max_length=300)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('source', ''), _negated=True), models.Q(('name', ''), _negated=True), ('agency__in', ['STATE', 'DEFENSE', 'JUSTICE', 'HOMELAND', 'TREASURY', 'ENERGY', 'COMMERCE', 'OTHER'])), name='office_has_name_and_source', violation_error_message='An office has a name, an agency and a source.')],
            },
        ),
        migrations.CreateModel(
            name='PublishedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('statement', models.CharField(max_length=300, verbose_name='what is counted')),
                ('value', models.DecimalField(decimal_places=3, max_digits=20)),
                ('unit', models.CharField(help_text='US dollars, countries, persons, missiles …', max_length=40)),
                ('comparator', models.CharField(choices=[('EXACT', ''), ('OVER', 'over'), ('NEARLY', 'nearly'), ('ABOUT', 'about')], default='EXACT', max_length=6)),
                ('as_of', models.CharField(help_text='As precise as known: 2022, FY 2022 or a day', max_length=40)),
                ('edition', models.CharField(max_length=120)),
                ('source', models.CharField(max_length=300)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'edition', 'unit'), name='published_figure_once', violation_error_message='This edition has this figure already.'), models.CheckConstraint(condition=models.Q(models.Q(('source', ''), _negated=True), models.Q(('as_of', ''), _negated=True), models.Q(('edition', ''), _negated=True), models.Q(('statement', ''), _negated=True)), name='published_figure_has_source', violation_error_message='A published figure names its source, edition and as of when it is.'), models.CheckConstraint(condition=models.Q(('comparator__in', ['EXACT', 'OVER', 'NEARLY', 'ABOUT'])), name='published_figure_comparator_listed')],
            },
        ),
        migrations.CreateModel(
            name='AttachmentEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('paper', models.CharField(choices=[('SIGNED', 'Signed agreement or award'), ('TERMS', 'Terms or amendment'), ('MEMORANDUM', 'Memorandum or cable'), ('NOTIFICATION', 'Notification as sent'), ('REPORT', 'Report of an implementer'), ('RECEIPT', 'Hand receipt or proof of delivery'), ('OTHER', 'Another document')], max_length=12, verbose_name='what it is')),
                ('dated_on', models.DateField(verbose_name='dated')),
                ('proves', models.CharField(max_length=300, verbose_name='what it proves')),
                ('file', models.FileField(max_length=120, upload_to=programs.models.attachments.where_kept)),
                ('file_name', models.CharField(max_length=255)),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveBigIntegerField(verbose_name='bytes')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('notification', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.congressionalnotification')),
                ('obligation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.obligation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.attachment')),
                ('program', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConsultationEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('agency', models.CharField(choices=[('STATE', 'Department of State'), ('DEFENSE', 'Department of Defense'), ('JUSTICE', 'Department of Justice'), ('HOMELAND', 'Department of Homeland Security'), ('TREASURY', 'Department of the Treasury'), ('ENERGY', 'Department of Energy'), ('COMMERCE', 'Department of Commerce'), ('OTHER', 'Another agency')], max_length=10)),
                ('office', models.CharField(blank=True, max_length=120)),
                ('held_on', models.DateField()),
                ('view', models.CharField(choices=[('SUPPORT', 'Supports'), ('CONDITIONS', 'Supports with conditions'), ('OBJECT', 'Objects'), ('NO_VIEW', 'Has no view')], max_length=12)),
                ('text', models.TextField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.consultation')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImplementerEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('sort', models.CharField(choices=[('DSCA', 'Defense Security Cooperation Agency'), ('AGENCY', 'Implementing agency'), ('CONTRACTOR', 'Contractor'), ('NGO', 'Nongovernmental organization'), ('ORGANIZATION', 'International organization'), ('PARTNER', 'Partner government')], max_length=12, verbose_name='what it is')),
                ('name', models.CharField(max_length=200)),
                ('does', models.CharField(max_length=300, verbose_name='what it does here')),
                ('document', models.CharField(blank=True, max_length=120)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.implementer')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InitiativeEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('code', models.SlugField(db_index=False, max_length=20)),
                ('name', models.CharField(max_length=160)),
                ('what', models.TextField(blank=True, verbose_name='what it is for')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.initiative')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfficeEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=160)),
                ('agency', models.CharField(choices=[('STATE', 'Department of State'), ('DEFENSE', 'Department of Defense'), ('JUSTICE', 'Department of Justice'), ('HOMELAND', 'Department of Homeland Security'), ('TREASURY', 'Department of the Treasury'), ('ENERGY', 'Department of Energy'), ('COMMERCE', 'Department of Commerce'), ('OTHER', 'Another agency')], max_length=10)),
                ('does', models.TextField(blank=True, verbose_name='what it does')),
                ('source', models.CharField(max_length=300)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.office')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PublishedFigureEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('key', models.SlugField(db_index=False, max_length=60)),
                ('statement', models.CharField(max_length=300, verbose_name='what is counted')),
                ('value', models.DecimalField(decimal_places=3, max_digits=20)),
                ('unit', models.CharField(help_text='US dollars, countries, persons, missiles …', max_length=40)),
                ('comparator', models.CharField(choices=[('EXACT', ''), ('OVER', 'over'), ('NEARLY', 'nearly'), ('ABOUT', 'about')], default='EXACT', max_length=6)),
                ('as_of', models.CharField(help_text='As precise as known: 2022, FY 2022 or a day', max_length=40)),
                ('edition', models.CharField(max_length=120)),
                ('source', models.CharField(max_length=300)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.publishedfigure')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Responsibility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(choices=[('OVERSEES', 'Oversees'), ('RUNS', 'Runs'), ('IMPLEMENTS', 'Implements'), ('HUMAN_RIGHTS', 'Gives the human-rights view in vetting'), ('CONGRESS', 'Answers Congress and the public')], max_length=12)),
                ('kind', models.CharField(blank=True, choices=[('FMF', 'Foreign Military Financing'), ('IMET', 'International Military Education and Training'), ('PKO', 'Peacekeeping Operations'), ('NADR', 'Nonproliferation, Anti-terrorism, Demining and Related Programs'), ('GSCF', 'Global Security Contingency Fund'), ('TITLE-10', 'DoD Title 10 programs')], max_length=10, verbose_name='kind of program')),
                ('region', models.CharField(blank=True, max_length=10)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('start_known', models.BooleanField(default=False)),
                ('end_known', models.BooleanField(default=False)),
                ('source', models.CharField(max_length=300)),
                ('basis', models.CharField(choices=[('Statute', 'Statute'), ('Policy', 'Policy'), ('Gatehouse rule', 'Gatehouse rule')], max_length=20)),
                ('verified', models.BooleanField(default=False)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responsibilities', to='programs.office')),
                ('operating_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.operatingunit')),
            ],
            options={
                'verbose_name_plural': 'responsibilities',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('duty', '='), ('kind', '='), ('region', '='), (django.db.models.functions.comparison.Coalesce('operating_unit', 0), '='), ('valid', '&&')], name='responsibility_one_office_at_a_time', violation_error_message='Another office answers for this on some of these dates. Close it first.'), models.CheckConstraint(condition=models.Q(('region', ''), ('operating_unit', None), _connector='OR'), name='responsibility_of_one_place', violation_error_message='A responsibility is for one place, for a region, or for everywhere.'), models.CheckConstraint(condition=models.Q(models.Q(('duty__in', ('OVERSEES', 'RUNS', 'IMPLEMENTS')), ('kind__in', ['FMF', 'IMET', 'PKO', 'NADR', 'GSCF', 'TITLE-10'])), models.Q(('duty__in', ['HUMAN_RIGHTS', 'CONGRESS']), ('kind', '')), _connector='OR'), name='responsibility_names_its_kind', violation_error_message='A duty for programs names their kind; another duty names none.'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='responsibility_has_source', violation_error_message='A responsibility says where it stands.')],
            },
        ),
        migrations.CreateModel(
            name='ResponsibilityEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('duty', models.CharField(choices=[('OVERSEES', 'Oversees'), ('RUNS', 'Runs'), ('IMPLEMENTS', 'Implements'), ('HUMAN_RIGHTS', 'Gives the human-rights view in vetting'), ('CONGRESS', 'Answers Congress and the public')], max_length=12)),
                ('kind', models.CharField(blank=True, choices=[('FMF', 'Foreign Military Financing'), ('IMET', 'International Military Education and Training'), ('PKO', 'Peacekeeping Operations'), ('NADR', 'Nonproliferation, Anti-terrorism, Demining and Related Programs'), ('GSCF', 'Global Security Contingency Fund'), ('TITLE-10', 'DoD Title 10 programs')], max_length=10, verbose_name='kind of program')),
                ('region', models.CharField(blank=True, max_length=10)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('start_known', models.BooleanField(default=False)),
                ('end_known', models.BooleanField(default=False)),
                ('source', models.CharField(max_length=300)),
                ('basis', models.CharField(choices=[('Statute', 'Statute'), ('Policy', 'Policy'), ('Gatehouse rule', 'Gatehouse rule')], max_length=20)),
                ('verified', models.BooleanField(default=False)),
                ('office', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.office')),
                ('operating_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.operatingunit')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.responsibility')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='program',
            name='frozen',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='program',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='program',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='program',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='program',
            name='copied_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='programs.program'),
        ),
        migrations.AddField(
            model_name='program',
            name='stated_purposes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('HUMAN_RIGHTS', 'Human rights'), ('RELATIONSHIPS', 'Long-term relationships'), ('REGIONAL_SECURITY', 'Regional security'), ('INTEROPERABILITY', 'Interoperability with U.S. forces'), ('ARMED_FORCES', 'Professional armed forces'), ('LAW_ENFORCEMENT', 'Professional law enforcement')], max_length=20), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='programevent',
            name='copied_from',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program'),
        ),
        migrations.AddField(
            model_name='programevent',
            name='stated_purposes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('HUMAN_RIGHTS', 'Human rights'), ('RELATIONSHIPS', 'Long-term relationships'), ('REGIONAL_SECURITY', 'Regional security'), ('INTEROPERABILITY', 'Interoperability with U.S. forces'), ('ARMED_FORCES', 'Professional armed forces'), ('LAW_ENFORCEMENT', 'Professional law enforcement')], max_length=20), blank=True, default=list, size=None),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='signed_document', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.state <> 'RECORDED' AND NEW.state = 'RECORDED')", declare='DECLARE asked boolean;', func="\n            IF NEW.evidence NOT IN ('AGREEMENT', 'LOAN', 'ORDER', 'GRANT') OR EXISTS (\n                SELECT 1 FROM programs_fund f WHERE f.id = NEW.fund_id AND f.obligates_on_apportionment) THEN\n                RETURN NEW;\n            END IF;\n            SELECT p.value = 'true'::jsonb INTO asked FROM ground_parameter p\n                JOIN partners_operatingunit u ON u.id = NEW.operating_unit_id\n                WHERE p.key = 'signed_document_at_obligation' AND p.place IN ('', u.code) AND p.valid @> NEW.effective_on\n                ORDER BY p.place DESC LIMIT 1;\n            IF asked AND NOT EXISTS (\n                SELECT 1 FROM programs_attachment a WHERE a.obligation_id = NEW.id AND a.paper = 'SIGNED') THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'obligation_document_attached', MESSAGE = 'The signed document is not attached.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='8255cb64df27ed6cd57352183d8c124c6edf348c', operation='UPDATE', pgid='pgtrigger_signed_document_52325', table='programs_obligation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."number" IS DISTINCT FROM NEW."number") OR (OLD."kind" IS DISTINCT FROM NEW."kind") OR (OLD."operating_unit_id" IS DISTINCT FROM NEW."operating_unit_id") OR (OLD."fiscal_year" IS DISTINCT FROM NEW."fiscal_year") OR (OLD."laws" IS DISTINCT FROM NEW."laws") OR (OLD."author_id" IS DISTINCT FROM NEW."author_id") OR (OLD."copied_from_id" IS DISTINCT FROM NEW."copied_from_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_program_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='c4345f2f2611a4b232af7b531233ac160cb62989', operation='UPDATE', pgid='pgtrigger_frozen_6c223', table='programs_program', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='stale_program_i', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO ground_stalefact (fact, fiscal_year, operating_unit)\n            SELECT DISTINCT 'program', r.fiscal_year, r.operating_unit_id FROM (SELECT * FROM new_values) r ;\n            RETURN NULL;\n        ", hash='30cf8fe23bc361fa43fe882baf7cbdc658a30c7f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_stale_program_i_0b23b', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_program', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='stale_program_u', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO ground_stalefact (fact, fiscal_year, operating_unit)\n            SELECT DISTINCT 'program', r.fiscal_year, r.operating_unit_id FROM (SELECT * FROM new_values UNION ALL SELECT * FROM old_values) r ;\n            RETURN NULL;\n        ", hash='6dcbdd0d389869542d22fae6f35ec1d9e7355441', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_stale_program_u_4e6b6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_program', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programevent" ("author_id", "copied_from_id", "fiscal_year", "id", "initiative_id", "kind", "laws", "manager_id", "number", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_amount", "purpose", "state", "stated_purposes", "title", "version") SELECT new_values."author_id", new_values."copied_from_id", new_values."fiscal_year", new_values."id", new_values."initiative_id", new_values."kind", new_values."laws", new_values."manager_id", new_values."number", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."planned_amount", new_values."purpose", new_values."state", new_values."stated_purposes", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ae67b93ea56ffe6ae5b44c6dacf4a1f5a5aec8cb', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5a554', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_program', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programevent" ("author_id", "copied_from_id", "fiscal_year", "id", "initiative_id", "kind", "laws", "manager_id", "number", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_amount", "purpose", "state", "stated_purposes", "title", "version") SELECT new_values."author_id", new_values."copied_from_id", new_values."fiscal_year", new_values."id", new_values."initiative_id", new_values."kind", new_values."laws", new_values."manager_id", new_values."number", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."planned_amount", new_values."purpose", new_values."state", new_values."stated_purposes", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='89b7f35da8a3fd95499c2188c2d7727d3c495f1a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7f86c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_program', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programevent" ("author_id", "copied_from_id", "fiscal_year", "id", "initiative_id", "kind", "laws", "manager_id", "number", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_amount", "purpose", "state", "stated_purposes", "title", "version") SELECT old_values."author_id", old_values."copied_from_id", old_values."fiscal_year", old_values."id", old_values."initiative_id", old_values."kind", old_values."laws", old_values."manager_id", old_values."number", old_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."planned_amount", old_values."purpose", old_values."state", old_values."stated_purposes", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6f0663a1a7495da4ebc81a9762c22bcf04f525f9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7c1d4', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_program', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_initiative_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='1189d6521cf0831da5ff5f8b6aa134d40b56b80f', operation='UPDATE', pgid='pgtrigger_next_version_f5b53', table='programs_initiative', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."code" IS DISTINCT FROM NEW."code") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_initiative_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='3d6c4f3be0426b1013cec3391bee7c242a9c2458', operation='UPDATE', pgid='pgtrigger_frozen_4b74c', table='programs_initiative', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_initiative_no_delete', MESSAGE = 'Initiatives are never removed.', DETAIL = COALESCE('', '');", hash='3ad4d0adb705ad4c9f497e2795496670f108062e', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_719f1', table='programs_initiative', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_initiativeevent" ("code", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "what") SELECT new_values."code", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."version", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5ef7956f5fa03d00049d3863d5c0a2467c27e7cc', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4344f', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_initiative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_initiativeevent" ("code", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "what") SELECT new_values."code", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."version", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f416f75d89869a49ae5afb13ca3ffe7061043b61', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c940e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_initiative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_initiativeevent" ("code", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "what") SELECT old_values."code", old_values."id", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."version", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='03b3e2f743487129ac00f8bfcaf5726c653a4c9b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_885da', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_initiative', when='AFTER')),
        ),
        migrations.AddField(
            model_name='program',
            name='initiative',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='programs', to='programs.initiative'),
        ),
        migrations.AddField(
            model_name='programevent',
            name='initiative',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.initiative'),
        ),
        migrations.AddIndex(
            model_name='program',
            index=django.contrib.postgres.indexes.GinIndex(fields=['stated_purposes'], name='program_by_purpose'),
        ),
        migrations.AddConstraint(
            model_name='program',
            constraint=models.CheckConstraint(condition=models.Q(('stated_purposes__contained_by', ['HUMAN_RIGHTS', 'RELATIONSHIPS', 'REGIONAL_SECURITY', 'INTEROPERABILITY', 'ARMED_FORCES', 'LAW_ENFORCEMENT'])), name='program_purposes_listed', violation_error_message='A stated purpose is one of those on the list.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='office',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_office_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='40a2d86caa3af45967270aa7f95b1c798a46f61f', operation='UPDATE', pgid='pgtrigger_next_version_89f6e', table='programs_office', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='office',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."code" IS DISTINCT FROM NEW."code") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_office_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='dcb072c8b69d99f39acf4ed4045e8979e4dca613', operation='UPDATE', pgid='pgtrigger_frozen_c6495', table='programs_office', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='office',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_office_no_delete', MESSAGE = 'Offices are never removed.', DETAIL = COALESCE('', '');", hash='1412f3e8a8e7635e6c21fc6a696da6966245d76f', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_36ce6', table='programs_office', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='office',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_officeevent" ("agency", "code", "does", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version") SELECT new_values."agency", new_values."code", new_values."does", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."source", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f5eee76f6255a1a0a5bb3c530c0256aed35bd6ee', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8c304', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_office', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='office',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_officeevent" ("agency", "code", "does", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version") SELECT new_values."agency", new_values."code", new_values."does", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."source", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='057ca3d3659fc9e16bffbb3b20234c4262f578f3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f6270', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_office', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='office',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_officeevent" ("agency", "code", "does", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version") SELECT old_values."agency", old_values."code", old_values."does", old_values."id", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."source", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='37e26d25ac00df79d9a6d9bf0f93cd1a35dcea77', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7de9a', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_office', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedfigure',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_publishedfigure_append_only', MESSAGE = 'Published figures are never changed or removed.', DETAIL = COALESCE('', '');", hash='8edd6f0edfc82772cfca1cb502f9e7867574134f', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_e6aec', table='programs_publishedfigure', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedfigure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_publishedfigureevent" ("as_of", "comparator", "edition", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "statement", "unit", "value") SELECT new_values."as_of", new_values."comparator", new_values."edition", new_values."id", new_values."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."source", new_values."statement", new_values."unit", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='53559611842df2ebb12a9f72d315b75d0c4e5fb0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c2bbc', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_publishedfigure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedfigure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_publishedfigureevent" ("as_of", "comparator", "edition", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "statement", "unit", "value") SELECT new_values."as_of", new_values."comparator", new_values."edition", new_values."id", new_values."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."source", new_values."statement", new_values."unit", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='42a4c7ad8b9498f2cb064c609c8316a9328527e2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0a5b6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_publishedfigure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedfigure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_publishedfigureevent" ("as_of", "comparator", "edition", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "statement", "unit", "value") SELECT old_values."as_of", old_values."comparator", old_values."edition", old_values."id", old_values."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."source", old_values."statement", old_values."unit", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a69976894c68a516fc15faf97e32f55ce8b27331', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7a46a', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_publishedfigure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."dated_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_attachment_dated_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='94a9ed863a9fda0e608da40e5f4bbccde2ffba4d', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_d0983', table='programs_attachment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_attachment_append_only', MESSAGE = 'Attachments are never changed or removed.', DETAIL = COALESCE('', '');", hash='1cb4dfe1ace56b3f9cb3b567d5a6f706ba98280f', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_43304', table='programs_attachment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_attachmentevent" ("at", "by_id", "dated_on", "file", "file_name", "id", "notification_id", "obligation_id", "paper", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "proves", "sha256", "size") SELECT new_values."at", new_values."by_id", new_values."dated_on", new_values."file", new_values."file_name", new_values."id", new_values."notification_id", new_values."obligation_id", new_values."paper", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."proves", new_values."sha256", new_values."size" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='69cbaa5a013d4f8caafa0eb1dc5d0bc3638fdafd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8fe97', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_attachment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_attachmentevent" ("at", "by_id", "dated_on", "file", "file_name", "id", "notification_id", "obligation_id", "paper", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "proves", "sha256", "size") SELECT new_values."at", new_values."by_id", new_values."dated_on", new_values."file", new_values."file_name", new_values."id", new_values."notification_id", new_values."obligation_id", new_values."paper", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."proves", new_values."sha256", new_values."size" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0fb5bc726f06d8a6800a2e2c70762f9a5248a874', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7063d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_attachment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_attachmentevent" ("at", "by_id", "dated_on", "file", "file_name", "id", "notification_id", "obligation_id", "paper", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "proves", "sha256", "size") SELECT old_values."at", old_values."by_id", old_values."dated_on", old_values."file", old_values."file_name", old_values."id", old_values."notification_id", old_values."obligation_id", old_values."paper", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."proves", old_values."sha256", old_values."size" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='060d91993dfc7fae0acd0cf5ba8c696dd10d378c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1ee15', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_attachment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5224c665e01ea4e56383f545ad2132159f123dd9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_60b45', table='programs_attachmentevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultation',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."held_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_consultation_held_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='3d5cfe2372c337769e8b6a0809719fd6dcb468a0', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_d793d', table='programs_consultation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultation',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_consultation_append_only', MESSAGE = 'Consultations are never changed or removed.', DETAIL = COALESCE('', '');", hash='5b6f80401a4eb03fb9f821249ac397b51e2309d4', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_5bdab', table='programs_consultation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_consultationevent" ("agency", "at", "by_id", "held_on", "id", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "text", "view") SELECT new_values."agency", new_values."at", new_values."by_id", new_values."held_on", new_values."id", new_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."text", new_values."view" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5d439b194201c42354fac14251ed8b17c8ca14ff', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8686e', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_consultation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_consultationevent" ("agency", "at", "by_id", "held_on", "id", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "text", "view") SELECT new_values."agency", new_values."at", new_values."by_id", new_values."held_on", new_values."id", new_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."text", new_values."view" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3951c1ae1cca3a98931c73be358fcd68a4e93b52', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_79589', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_consultation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_consultationevent" ("agency", "at", "by_id", "held_on", "id", "office", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "text", "view") SELECT old_values."agency", old_values."at", old_values."by_id", old_values."held_on", old_values."id", old_values."office", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."text", old_values."view" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='cfe606ff3889688f161917e727d403c0d433e7b1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2e833', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_consultation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consultationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c4e2f1117c96c9db0abd76a588d6cda9b678e58b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_faea2', table='programs_consultationevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='implementer',
            trigger=pgtrigger.compiler.Trigger(name='closed_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF isempty(NEW.valid) OR NOT NEW.valid <@ OLD.valid\n               OR lower(NEW.valid) IS DISTINCT FROM lower(OLD.valid) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_implementer_closed_only', MESSAGE = 'A fact on record is closed on a day inside it, never moved or reopened.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='a9ffe1ff9c10ef9c9cdad1a7872858c91fd4e1f7', operation='UPDATE', pgid='pgtrigger_closed_only_9753c', table='programs_implementer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='implementer',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."program_id" IS DISTINCT FROM NEW."program_id") OR (OLD."sort" IS DISTINCT FROM NEW."sort") OR (OLD."name" IS DISTINCT FROM NEW."name") OR (OLD."does" IS DISTINCT FROM NEW."does") OR (OLD."document" IS DISTINCT FROM NEW."document") OR (OLD."by_id" IS DISTINCT FROM NEW."by_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_implementer_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='090e49a5a91c213e402a917a3ce71e9711d3dacd', operation='UPDATE', pgid='pgtrigger_frozen_4a370', table='programs_implementer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='implementer',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_implementer_no_delete', MESSAGE = 'Implementers are never removed.', DETAIL = COALESCE('', '');", hash='d939b01e130ee3c0a197d3e0bea4e5dda63df85a', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_c37c1', table='programs_implementer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='implementer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_implementerevent" ("at", "by_id", "document", "does", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "sort", "valid") SELECT new_values."at", new_values."by_id", new_values."document", new_values."does", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."sort", new_values."valid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e560a12e3f6851becef40af73efef8246a2c60df', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d09f5', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_implementer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='implementer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_implementerevent" ("at", "by_id", "document", "does", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "sort", "valid") SELECT new_values."at", new_values."by_id", new_values."document", new_values."does", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."sort", new_values."valid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b82b395d0df2b1bbf0dbf81300ab45702fec69c8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f1560', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_implementer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='implementer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_implementerevent" ("at", "by_id", "document", "does", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "sort", "valid") SELECT old_values."at", old_values."by_id", old_values."document", old_values."does", old_values."id", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."sort", old_values."valid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='df71513a06fc3a48960245b11884c9527e90e6cc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b3274', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_implementer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='implementerevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c352d79d81df362c526c385403a27ae4a585ac48', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e132d', table='programs_implementerevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b7ec63253bae5b01514821cd23702fcbc04fbe42', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0d007', table='programs_initiativeevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8ae1d74375e8b5290f80abdd4fda17a1852c0ee3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_01b92', table='programs_officeevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedfigureevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9eecc7c00d1218cfeaa1d0589651f2f00b8916e0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_faeb8', table='programs_publishedfigureevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='responsibility',
            trigger=pgtrigger.compiler.Trigger(name='closed_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF isempty(NEW.valid) OR NOT NEW.valid <@ OLD.valid\n               OR lower(NEW.valid) IS DISTINCT FROM lower(OLD.valid) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_responsibility_closed_only', MESSAGE = 'A fact on record is closed on a day inside it, never moved or reopened.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='2f211de6778d9d6156c35e8c79be9885a77a2a11', operation='UPDATE', pgid='pgtrigger_closed_only_1fda6', table='programs_responsibility', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='responsibility',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."office_id" IS DISTINCT FROM NEW."office_id") OR (OLD."duty" IS DISTINCT FROM NEW."duty") OR (OLD."kind" IS DISTINCT FROM NEW."kind") OR (OLD."region" IS DISTINCT FROM NEW."region") OR (OLD."operating_unit_id" IS DISTINCT FROM NEW."operating_unit_id") OR (OLD."start_known" IS DISTINCT FROM NEW."start_known") OR (OLD."source" IS DISTINCT FROM NEW."source") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_responsibility_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='9bcbd8f55d5069d95290820199da63044686d2d9', operation='UPDATE', pgid='pgtrigger_frozen_9c55b', table='programs_responsibility', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='responsibility',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_responsibility_no_delete', MESSAGE = 'Responsibilities are never removed.', DETAIL = COALESCE('', '');", hash='faddaf7b68c8f6612fe6ba05fd1189a084e4100f', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_deac3', table='programs_responsibility', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='responsibility',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_responsibilityevent" ("basis", "duty", "end_known", "id", "kind", "office_id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "source", "start_known", "valid", "verified") SELECT new_values."basis", new_values."duty", new_values."end_known", new_values."id", new_values."kind", new_values."office_id", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."region", new_values."source", new_values."start_known", new_values."valid", new_values."verified" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ad069fd99aca1a4c4b7a9481e7428f1722ae6fdc', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2823b', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_responsibility', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='responsibility',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_responsibilityevent" ("basis", "duty", "end_known", "id", "kind", "office_id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "source", "start_known", "valid", "verified") SELECT new_values."basis", new_values."duty", new_values."end_known", new_values."id", new_values."kind", new_values."office_id", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."region", new_values."source", new_values."start_known", new_values."valid", new_values."verified" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='97768be49e9ab61bdca7abf6dfc8ea03ae10d0ff', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8b06a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_responsibility', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='responsibility',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_responsibilityevent" ("basis", "duty", "end_known", "id", "kind", "office_id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "source", "start_known", "valid", "verified") SELECT old_values."basis", old_values."duty", old_values."end_known", old_values."id", old_values."kind", old_values."office_id", old_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."region", old_values."source", old_values."start_known", old_values."valid", old_values."verified" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='feaa779d20ada69203621d1a13b2be70b4a49f59', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_039cc', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_responsibility', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='responsibilityevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d59dfb2b5f2f050d3c096b97174bd4181b26b21a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c98f4', table='programs_responsibilityevent', when='BEFORE')),
        ),
    ])
