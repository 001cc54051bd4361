import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from ground.triggers import at_once


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('partners', '0004_deflators'),
        ('programs', '0026_seats_counted'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='Capability',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort', models.CharField(choices=[('AVIATION', 'Aviation'), ('ENGINEERING', 'Engineering'), ('LOGISTICS', 'Logistics'), ('MEDICAL', 'Medical'), ('COMMAND', 'Command and control'), ('POLICE', 'Formed police unit'), ('INFANTRY', 'Infantry')], max_length=11, verbose_name='type')),
                ('title', models.CharField(max_length=160)),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='capabilities', to='partners.country')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='capabilities', to='programs.program')),
            ],
            options={
                'verbose_name_plural': 'capabilities',
                'constraints': [models.UniqueConstraint(fields=('country', 'title'), name='capability_once', violation_error_message='This capability of the partner is on the register already.'), models.CheckConstraint(condition=models.Q(('sort__in', ['AVIATION', 'ENGINEERING', 'LOGISTICS', 'MEDICAL', 'COMMAND', 'POLICE', 'INFANTRY']), models.Q(('title', ''), _negated=True)), name='capability_of_a_type', violation_error_message='A capability has a title and one of the seven types.')],
            },
        ),
        migrations.CreateModel(
            name='CivilianHarmProcess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('process', models.CharField(choices=[('PLANNING', 'Civilians considered in planning'), ('TRACKING', 'Harm tracked'), ('INVESTIGATION', 'Incidents investigated'), ('RESPONSE', 'Victims answered and redressed'), ('LEARNING', 'Lessons carried into training')], max_length=13)),
                ('before', models.CharField(choices=[('NONE', 'No process'), ('WRITTEN', 'Written'), ('TAUGHT', 'Taught'), ('IN_USE', 'In use')], max_length=7, verbose_name='level before')),
                ('before_on', models.DateField(verbose_name='assessed before on')),
                ('after', models.CharField(blank=True, choices=[('NONE', 'No process'), ('WRITTEN', 'Written'), ('TAUGHT', 'Taught'), ('IN_USE', 'In use')], max_length=7, verbose_name='level after')),
                ('after_on', models.DateField(blank=True, null=True, verbose_name='assessed after on')),
                ('evidence', models.CharField(blank=True, max_length=300)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='harm_processes', to='programs.program')),
            ],
            options={
                'verbose_name_plural': 'civilian harm processes',
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('program', 'process'), name='harm_process_once', violation_error_message='This process is assessed already.'), models.CheckConstraint(condition=models.Q(('after__in', ['', 'NONE', 'WRITTEN', 'TAUGHT', 'IN_USE']), ('before__in', ['NONE', 'WRITTEN', 'TAUGHT', 'IN_USE'])), name='harm_process_level_known', violation_error_message='The level is one of the four.'), models.CheckConstraint(condition=models.Q(models.Q(('after', ''), ('after_on', None)), models.Q(models.Q(('after', ''), _negated=True), models.Q(('evidence', ''), _negated=True), ('after_on__gt', models.F('before_on'))), _connector='OR'), name='harm_process_after_is_whole', violation_error_message='The level after has a later day and its evidence.')],
            },
        ),
        migrations.CreateModel(
            name='Engagement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('sort', models.CharField(choices=[('ADVICE', 'Advisory engagement'), ('SUPPORT', 'Support in mission')], max_length=7, verbose_name='what it is')),
                ('ministry', models.CharField(blank=True, help_text='Or office, where no unit is advised', max_length=120)),
                ('provider', models.CharField(max_length=120)),
                ('mission', models.CharField(blank=True, help_text='Of support in mission', max_length=80)),
                ('what_for', models.CharField(max_length=300, verbose_name='what for')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='programs.program')),
                ('recipient', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='programs.recipient')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ministry', ''), ('recipient__isnull', False)), models.Q(('recipient', None), ('sort', 'ADVICE'), models.Q(('ministry', ''), _negated=True)), _connector='OR'), name='engagement_with_unit_or_ministry', violation_error_message='Advice is for a unit or a ministry; support in mission is for a unit.'), models.CheckConstraint(condition=models.Q(models.Q(('sort', 'SUPPORT'), _negated=True), models.Q(('mission', ''), _negated=True), _connector='OR'), name='engagement_names_mission', violation_error_message='Support in mission names the mission.'), models.CheckConstraint(condition=models.Q(models.Q(('provider', ''), _negated=True), models.Q(('what_for', ''), _negated=True)), name='engagement_says_who_and_what_for', violation_error_message='An engagement says who provides it and what for.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='engagement_dates_in_order', violation_error_message='An engagement ends on or after the day it starts.')],
            },
        ),
        migrations.CreateModel(
            name='EquipmentPackage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(max_length=200)),
                ('deployed_with', models.CharField(blank=True, max_length=80, verbose_name='for the mission')),
                ('transferred_on', models.DateField(blank=True, null=True, verbose_name='title transferred on')),
                ('place_name', models.CharField(blank=True, max_length=120, verbose_name='handed over at')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packages', to='programs.program')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packages', to='programs.recipient')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='package_has_title', violation_error_message='A package has a title.')],
            },
        ),
        migrations.CreateModel(
            name='InstitutionalMilestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('institution', models.CharField(help_text='Such as the ministry of defense, its budget office', max_length=120)),
                ('baseline', models.CharField(max_length=300)),
                ('baseline_on', models.DateField(verbose_name='baseline taken on')),
                ('target', models.CharField(max_length=300)),
                ('target_on', models.DateField(verbose_name='target for')),
                ('reached_on', models.DateField(blank=True, null=True)),
                ('evidence', models.CharField(blank=True, max_length=300)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='institutional_milestones', to='programs.program')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('institution', ''), _negated=True), models.Q(('baseline', ''), _negated=True), models.Q(('target', ''), _negated=True)), name='institutional_milestone_says_what', violation_error_message='It names the institution, its baseline and its target.'), models.CheckConstraint(condition=models.Q(('target_on__gt', models.F('baseline_on'))), name='institutional_milestone_target_later', violation_error_message='The target is for a day after the baseline.'), models.CheckConstraint(condition=models.Q(models.Q(('evidence', ''), ('reached_on', None)), models.Q(('reached_on__gt', models.F('baseline_on')), models.Q(('evidence', ''), _negated=True)), _connector='OR'), name='institutional_milestone_has_evidence', violation_error_message='A target is reached after its baseline, with evidence.')],
            },
        ),
        migrations.CreateModel(
            name='PkoContribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('operation', models.CharField(max_length=120)),
                ('fiscal_year', models.PositiveIntegerField(verbose_name='for the fiscal year')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='amount, US dollars')),
                ('on_day', models.DateField(verbose_name='contributed on')),
                ('document', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='operation_contributions', to='programs.program')),
            ],
            options={
                'verbose_name': 'contribution to an operation',
                'verbose_name_plural': 'contributions to operations',
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='pko_contribution_positive', violation_error_message='A contribution has an amount above zero.'), models.CheckConstraint(condition=models.Q(models.Q(('operation', ''), _negated=True), models.Q(('document', ''), _negated=True)), name='pko_contribution_names_operation', violation_error_message='A contribution names its operation and its document.'), models.UniqueConstraint(fields=('program', 'operation', 'fiscal_year', 'document'), name='pko_contribution_once', violation_error_message='This document is recorded for that operation and year already.')],
            },
        ),
        migrations.CreateModel(
            name='SelfSufficiencyRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('domain', models.CharField(choices=[('TRAINING', 'Core training'), ('PLANNING', 'Planning and staff'), ('LOGISTICS', 'Logistics'), ('MEDICAL', 'Medical support'), ('WOMEN', "Women's participation")], max_length=9)),
                ('rating', models.CharField(choices=[('DEPENDENT', 'Depends on help'), ('PARTLY', 'Partly self-sufficient'), ('SELF_SUFFICIENT', 'Self-sufficient')], max_length=15)),
                ('rated_on', models.DateField()),
                ('evidence', models.CharField(max_length=300)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='partners.country')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='programs.program')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('country', 'domain', 'rated_on'), name='rating_once_a_day', violation_error_message='The partner was rated in this domain on that day.'), models.CheckConstraint(condition=models.Q(('rating__in', ['DEPENDENT', 'PARTLY', 'SELF_SUFFICIENT']), models.Q(('evidence', ''), _negated=True)), name='rating_has_evidence', violation_error_message='A rating is one of the three and has its evidence.')],
            },
        ),
        migrations.CreateModel(
            name='TrainingEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('military', models.PositiveIntegerField(default=0, verbose_name='military, persons')),
                ('police', models.PositiveIntegerField(default=0, verbose_name='police, persons')),
                ('women', models.PositiveIntegerField(default=0, verbose_name='of them women')),
                ('title', models.CharField(max_length=200)),
                ('place_name', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('mission', models.CharField(blank=True, help_text='And its rotation, as MINUSMA 8', max_length=80, verbose_name='for the mission')),
                ('mode', models.CharField(choices=[('DIRECT', 'Trained directly'), ('ENABLED', 'Enabled national training')], default='DIRECT', max_length=7, verbose_name='how it is trained')),
                ('start_on', models.DateField(verbose_name='starts on')),
                ('end_on', models.DateField(verbose_name='ends on')),
                ('state', models.CharField(choices=[('PLANNED', 'Planned'), ('STARTED', 'Under way'), ('COMPLETED', 'Completed'), ('STOPPED', 'Cut short'), ('CANCELLED', 'Cancelled')], default='PLANNED', max_length=9)),
                ('instructors', models.PositiveIntegerField(default=0, verbose_name='of them trained as instructors')),
                ('cost', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='cost, US dollars')),
                ('assessment', models.CharField(blank=True, max_length=300, verbose_name='how well it went')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='training_events', to='programs.program')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='training_events', to='programs.recipient')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['program', 'start_on'], name='event_by_program')],
                'constraints': [models.CheckConstraint(condition=models.Q(('end_on__gte', models.F('start_on'))), name='event_dates_in_order', violation_error_message='The event ends on or after the day it starts.'), models.CheckConstraint(condition=models.Q(('instructors__lte', django.db.models.expressions.CombinedExpression(models.F('military'), '+', models.F('police'))), ('women__lte', django.db.models.expressions.CombinedExpression(models.F('military'), '+', models.F('police')))), name='event_counts_within', violation_error_message='Women and instructors are counted among the persons trained.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'COMPLETED'), models.Q(('military__gt', 0), ('police__gt', 0), _connector='OR')), models.Q(models.Q(('state', 'COMPLETED'), _negated=True), ('military', 0), ('police', 0)), _connector='OR'), name='event_counted_when_completed', violation_error_message='Who was trained is counted when the event is completed, and is somebody.'), models.CheckConstraint(condition=models.Q(('cost__gte', 0), models.Q(('title', ''), _negated=True)), name='event_has_title_and_cost', violation_error_message='An event has a title and a cost of zero or more.')],
            },
        ),
        migrations.CreateModel(
            name='CapabilityEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('sort', models.CharField(choices=[('AVIATION', 'Aviation'), ('ENGINEERING', 'Engineering'), ('LOGISTICS', 'Logistics'), ('MEDICAL', 'Medical'), ('COMMAND', 'Command and control'), ('POLICE', 'Formed police unit'), ('INFANTRY', 'Infantry')], max_length=11, verbose_name='type')),
                ('title', models.CharField(max_length=160)),
                ('country', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.country')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.capability')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CapabilityStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('PLEDGED', 'Pledged'), ('DEVELOPMENT', 'In development'), ('CERTIFIED', 'Certified'), ('DEPLOYED', 'Deployed'), ('RETIRED', 'Retired')], max_length=11)),
                ('on_day', models.DateField(verbose_name='on')),
                ('level', models.CharField(blank=True, max_length=40, verbose_name='UNPCRS level')),
                ('evidence', models.CharField(max_length=300)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('capability', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='programs.capability')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('evidence', ''), _negated=True), name='capability_step_has_evidence', violation_error_message='A step has its evidence.'), models.CheckConstraint(condition=models.Q(('level', ''), ('status', 'CERTIFIED'), _connector='OR'), name='capability_level_is_certified', violation_error_message='A UNPCRS level is given when it is certified.')],
            },
        ),
        migrations.CreateModel(
            name='CivilianHarmProcessEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('process', models.CharField(choices=[('PLANNING', 'Civilians considered in planning'), ('TRACKING', 'Harm tracked'), ('INVESTIGATION', 'Incidents investigated'), ('RESPONSE', 'Victims answered and redressed'), ('LEARNING', 'Lessons carried into training')], max_length=13)),
                ('before', models.CharField(choices=[('NONE', 'No process'), ('WRITTEN', 'Written'), ('TAUGHT', 'Taught'), ('IN_USE', 'In use')], max_length=7, verbose_name='level before')),
                ('before_on', models.DateField(verbose_name='assessed before on')),
                ('after', models.CharField(blank=True, choices=[('NONE', 'No process'), ('WRITTEN', 'Written'), ('TAUGHT', 'Taught'), ('IN_USE', 'In use')], max_length=7, verbose_name='level after')),
                ('after_on', models.DateField(blank=True, null=True, verbose_name='assessed after on')),
                ('evidence', models.CharField(blank=True, max_length=300)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.civilianharmprocess')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Deployment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('military', models.PositiveIntegerField(default=0, verbose_name='military, persons')),
                ('police', models.PositiveIntegerField(default=0, verbose_name='police, persons')),
                ('women', models.PositiveIntegerField(default=0, verbose_name='of them women')),
                ('operation', models.CharField(max_length=80)),
                ('from_on', models.DateField(verbose_name='since')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deployments', to='programs.program')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deployments', to='programs.recipient')),
                ('trained_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deployments', to='programs.trainingevent')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['program', 'from_on'], name='deployment_by_program')],
                'constraints': [models.UniqueConstraint(fields=('recipient', 'operation', 'from_on'), name='deployment_once', violation_error_message='This deployment is recorded already.'), models.CheckConstraint(condition=models.Q(models.Q(('operation', ''), _negated=True), models.Q(('military__gt', 0), ('police__gt', 0), _connector='OR')), name='deployment_counts_somebody', violation_error_message='A deployment names its operation and counts its persons.'), models.CheckConstraint(condition=models.Q(('women__lte', django.db.models.expressions.CombinedExpression(models.F('military'), '+', models.F('police')))), name='deployment_women_within', violation_error_message='Women are counted among the persons deployed.'), models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gte', models.F('from_on')), _connector='OR'), name='deployment_dates_in_order', violation_error_message='A deployment ends on or after the day it began.')],
            },
        ),
        migrations.CreateModel(
            name='EngagementEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('sort', models.CharField(choices=[('ADVICE', 'Advisory engagement'), ('SUPPORT', 'Support in mission')], max_length=7, verbose_name='what it is')),
                ('ministry', models.CharField(blank=True, help_text='Or office, where no unit is advised', max_length=120)),
                ('provider', models.CharField(max_length=120)),
                ('mission', models.CharField(blank=True, help_text='Of support in mission', max_length=80)),
                ('what_for', models.CharField(max_length=300, verbose_name='what for')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.engagement')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
                ('recipient', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.recipient')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EquipmentPackageEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(max_length=200)),
                ('deployed_with', models.CharField(blank=True, max_length=80, verbose_name='for the mission')),
                ('transferred_on', models.DateField(blank=True, null=True, verbose_name='title transferred on')),
                ('place_name', models.CharField(blank=True, max_length=120, verbose_name='handed over at')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.equipmentpackage')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
                ('recipient', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.recipient')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InstitutionalMilestoneEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('institution', models.CharField(help_text='Such as the ministry of defense, its budget office', max_length=120)),
                ('baseline', models.CharField(max_length=300)),
                ('baseline_on', models.DateField(verbose_name='baseline taken on')),
                ('target', models.CharField(max_length=300)),
                ('target_on', models.DateField(verbose_name='target for')),
                ('reached_on', models.DateField(blank=True, null=True)),
                ('evidence', models.CharField(blank=True, max_length=300)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.institutionalmilestone')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PackageItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('description', models.CharField(max_length=200)),
                ('quantity', models.PositiveIntegerField()),
                ('value', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='value of all, US dollars')),
                ('receipt_number', models.CharField(blank=True, max_length=60, verbose_name='hand receipt')),
                ('receipt_signed_by', models.CharField(blank=True, max_length=120, verbose_name='signed by')),
                ('receipt_signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                ('inspected_on', models.DateField(blank=True, null=True)),
                ('serviceable', models.PositiveIntegerField(blank=True, null=True, verbose_name='serviceable then')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='programs.equipmentpackage')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0), ('value__gte', 0), models.Q(('description', ''), _negated=True)), name='item_amounts_positive', violation_error_message='An item says what it is, how many, and what all of it is worth.'), models.CheckConstraint(condition=models.Q(models.Q(('receipt_number', ''), ('receipt_signed_by', ''), ('receipt_signed_on', None)), models.Q(models.Q(('receipt_number', ''), _negated=True), models.Q(('receipt_signed_by', ''), _negated=True), ('receipt_signed_on__isnull', False)), _connector='OR'), name='item_receipt_is_whole', violation_error_message='A hand receipt has its number, who signed it and on which day.'), models.CheckConstraint(condition=models.Q(models.Q(('inspected_on', None), ('serviceable', None)), models.Q(('inspected_on__isnull', False), ('serviceable__isnull', False), ('serviceable__lte', models.F('quantity'))), _connector='OR'), name='item_serviceable_within', violation_error_message='An inspection has its day, and finds no more serviceable than there are.')],
            },
        ),
        migrations.CreateModel(
            name='PkoContributionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('operation', models.CharField(max_length=120)),
                ('fiscal_year', models.PositiveIntegerField(verbose_name='for the fiscal year')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='amount, US dollars')),
                ('on_day', models.DateField(verbose_name='contributed on')),
                ('document', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.pkocontribution')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SelfSufficiencyRatingEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('domain', models.CharField(choices=[('TRAINING', 'Core training'), ('PLANNING', 'Planning and staff'), ('LOGISTICS', 'Logistics'), ('MEDICAL', 'Medical support'), ('WOMEN', "Women's participation")], max_length=9)),
                ('rating', models.CharField(choices=[('DEPENDENT', 'Depends on help'), ('PARTLY', 'Partly self-sufficient'), ('SELF_SUFFICIENT', 'Self-sufficient')], max_length=15)),
                ('rated_on', models.DateField()),
                ('evidence', models.CharField(max_length=300)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('country', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.country')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.selfsufficiencyrating')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TrainingEventEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('military', models.PositiveIntegerField(default=0, verbose_name='military, persons')),
                ('police', models.PositiveIntegerField(default=0, verbose_name='police, persons')),
                ('women', models.PositiveIntegerField(default=0, verbose_name='of them women')),
                ('title', models.CharField(max_length=200)),
                ('place_name', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('mission', models.CharField(blank=True, help_text='And its rotation, as MINUSMA 8', max_length=80, verbose_name='for the mission')),
                ('mode', models.CharField(choices=[('DIRECT', 'Trained directly'), ('ENABLED', 'Enabled national training')], default='DIRECT', max_length=7, verbose_name='how it is trained')),
                ('start_on', models.DateField(verbose_name='starts on')),
                ('end_on', models.DateField(verbose_name='ends on')),
                ('state', models.CharField(choices=[('PLANNED', 'Planned'), ('STARTED', 'Under way'), ('COMPLETED', 'Completed'), ('STOPPED', 'Cut short'), ('CANCELLED', 'Cancelled')], default='PLANNED', max_length=9)),
                ('instructors', models.PositiveIntegerField(default=0, verbose_name='of them trained as instructors')),
                ('cost', models.DecimalField(decimal_places=2, default=0, max_digits=14, verbose_name='cost, US dollars')),
                ('assessment', models.CharField(blank=True, max_length=300, verbose_name='how well it went')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.trainingevent')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
                ('recipient', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.recipient')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CapabilityStepEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('status', models.CharField(choices=[('PLEDGED', 'Pledged'), ('DEVELOPMENT', 'In development'), ('CERTIFIED', 'Certified'), ('DEPLOYED', 'Deployed'), ('RETIRED', 'Retired')], max_length=11)),
                ('on_day', models.DateField(verbose_name='on')),
                ('level', models.CharField(blank=True, max_length=40, verbose_name='UNPCRS level')),
                ('evidence', models.CharField(max_length=300)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('capability', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.capability')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.capabilitystep')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DeploymentEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('military', models.PositiveIntegerField(default=0, verbose_name='military, persons')),
                ('police', models.PositiveIntegerField(default=0, verbose_name='police, persons')),
                ('women', models.PositiveIntegerField(default=0, verbose_name='of them women')),
                ('operation', models.CharField(max_length=80)),
                ('from_on', models.DateField(verbose_name='since')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.deployment')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
                ('recipient', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.recipient')),
                ('trained_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.trainingevent')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PackageItemEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('description', models.CharField(max_length=200)),
                ('quantity', models.PositiveIntegerField()),
                ('value', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='value of all, US dollars')),
                ('receipt_number', models.CharField(blank=True, max_length=60, verbose_name='hand receipt')),
                ('receipt_signed_by', models.CharField(blank=True, max_length=120, verbose_name='signed by')),
                ('receipt_signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                ('inspected_on', models.DateField(blank=True, null=True)),
                ('serviceable', models.PositiveIntegerField(blank=True, null=True, verbose_name='serviceable then')),
                ('package', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.equipmentpackage')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.packageitem')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='delivery',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='delivery',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='delivery',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='pkodetail',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='pkodetail',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='pkodetail',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='pkodetail',
            name='assessed_dues',
            field=models.BooleanField(db_default=False, default=False, help_text='Paid from this heading where the act says so; kept out of every PKO total', verbose_name='pays UN assessed dues'),
        ),
        migrations.AddField(
            model_name='pkodetail',
            name='objective',
            field=models.CharField(blank=True, choices=[('CAPABILITIES', 'Critical mission capabilities'), ('READINESS', 'Planning, training and readiness'), ('DEPLOYMENT', 'Effective deployments'), ('WOMEN', "Women's participation"), ('ORGANIZATIONS', 'United Nations and regional organizations')], db_default='', default='', max_length=13, verbose_name='GPOI objective'),
        ),
        migrations.AddField(
            model_name='pkodetailevent',
            name='assessed_dues',
            field=models.BooleanField(db_default=False, default=False, help_text='Paid from this heading where the act says so; kept out of every PKO total', verbose_name='pays UN assessed dues'),
        ),
        migrations.AddField(
            model_name='pkodetailevent',
            name='objective',
            field=models.CharField(blank=True, choices=[('CAPABILITIES', 'Critical mission capabilities'), ('READINESS', 'Planning, training and readiness'), ('DEPLOYMENT', 'Effective deployments'), ('WOMEN', "Women's participation"), ('ORGANIZATIONS', 'United Nations and regional organizations')], db_default='', default='', max_length=13, verbose_name='GPOI objective'),
        ),
        migrations.AlterField(
            model_name='pkodetail',
            name='global_program',
            field=models.CharField(blank=True, choices=[('', 'None'), ('GPOI', 'Global Peace Operations Initiative'), ('GDRP', 'Global Defense Reform Program'), ('SFP', 'Security Force Professionalization')], default='', help_text='GPOI with P2, GDRP or SFP with P7', max_length=4),
        ),
        migrations.AlterField(
            model_name='pkodetailevent',
            name='global_program',
            field=models.CharField(blank=True, choices=[('', 'None'), ('GPOI', 'Global Peace Operations Initiative'), ('GDRP', 'Global Defense Reform Program'), ('SFP', 'Security Force Professionalization')], default='', help_text='GPOI with P2, GDRP or SFP with P7', max_length=4),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delivery',
            trigger=pgtrigger.compiler.Trigger(name='fits_pko', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.event_id IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM programs_trainingevent e JOIN programs_recipient r ON r.id = e.recipient_id\n                WHERE e.id = NEW.event_id AND e.program_id = NEW.program_id AND e.state = 'COMPLETED'\n                  AND r.unit_id = NEW.unit_id AND NEW.what = 'TRAINING') THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'delivery_fits_event', MESSAGE = 'The delivery of an event is to the unit that it trained.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.package_id IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM programs_equipmentpackage k JOIN programs_recipient r ON r.id = k.recipient_id\n                WHERE k.id = NEW.package_id AND k.program_id = NEW.program_id AND k.transferred_on = NEW.delivered_on\n                  AND r.unit_id = NEW.unit_id AND NEW.what = 'ARTICLE') THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'delivery_fits_package', MESSAGE = 'The delivery of a package is to its unit, on the day of transfer.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='60b5ecf3ed4fc25bc9fc4c5e92e2cfd4e9f08f60', operation='INSERT', pgid='pgtrigger_fits_pko_d5f6b', table='programs_delivery', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delivery',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_deliveryevent" ("agreement_id", "delivered_on", "description", "event_id", "id", "line_id", "package_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "program_id", "quantity", "recorded_at", "recorded_by_id", "seat_id", "unit_id", "value", "what") SELECT new_values."agreement_id", new_values."delivered_on", new_values."description", new_values."event_id", new_values."id", new_values."line_id", new_values."package_id", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."place_name", new_values."program_id", new_values."quantity", new_values."recorded_at", new_values."recorded_by_id", new_values."seat_id", new_values."unit_id", new_values."value", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='71188c163895e4a712f05a242fe0c1e21576f8e5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e558d', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_delivery', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delivery',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_deliveryevent" ("agreement_id", "delivered_on", "description", "event_id", "id", "line_id", "package_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "program_id", "quantity", "recorded_at", "recorded_by_id", "seat_id", "unit_id", "value", "what") SELECT new_values."agreement_id", new_values."delivered_on", new_values."description", new_values."event_id", new_values."id", new_values."line_id", new_values."package_id", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."place_name", new_values."program_id", new_values."quantity", new_values."recorded_at", new_values."recorded_by_id", new_values."seat_id", new_values."unit_id", new_values."value", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6f76bfc47b92b8b3cdfac8df830b0bbef76c40af', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_73feb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_delivery', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delivery',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_deliveryevent" ("agreement_id", "delivered_on", "description", "event_id", "id", "line_id", "package_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "program_id", "quantity", "recorded_at", "recorded_by_id", "seat_id", "unit_id", "value", "what") SELECT old_values."agreement_id", old_values."delivered_on", old_values."description", old_values."event_id", old_values."id", old_values."line_id", old_values."package_id", old_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."place_name", old_values."program_id", old_values."quantity", old_values."recorded_at", old_values."recorded_by_id", old_values."seat_id", old_values."unit_id", old_values."value", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7f0b7c86a31dc4431e2af35088efd0a855d2dfb9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_50a38', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_delivery', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pkodetail',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_pkodetailevent" ("assessed_dues", "global_program", "objective", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pko_purpose", "program_id") SELECT new_values."assessed_dues", new_values."global_program", new_values."objective", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."program_id", new_values."pko_purpose", new_values."program_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9c54676ddc74ef7e36a58bc0b87ecca0b7d179c0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_af09b', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_pkodetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pkodetail',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_pkodetailevent" ("assessed_dues", "global_program", "objective", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pko_purpose", "program_id") SELECT new_values."assessed_dues", new_values."global_program", new_values."objective", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."program_id", new_values."pko_purpose", new_values."program_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."program_id") = (new_values."program_id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='88eb11362aae8ca77849b5f4576545d004dd41f7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_75ac4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_pkodetail', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pkodetail',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_pkodetailevent" ("assessed_dues", "global_program", "objective", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pko_purpose", "program_id") SELECT old_values."assessed_dues", old_values."global_program", old_values."objective", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."program_id", old_values."pko_purpose", old_values."program_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='706b970264eba72950605936b60cf7232cdde3ea', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_9abdb', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_pkodetail', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='pkodetail',
            constraint=models.CheckConstraint(condition=models.Q(('global_program', ''), models.Q(('global_program', 'GPOI'), ('pko_purpose', 'P2')), models.Q(('global_program__in', ['GDRP', 'SFP']), ('pko_purpose', 'P7')), _connector='OR'), name='pko_global_program_fits', violation_error_message='GPOI belongs to purpose P2, GDRP and SFP to P7.'),
        ),
        migrations.AddConstraint(
            model_name='pkodetail',
            constraint=models.CheckConstraint(condition=models.Q(('objective', ''), models.Q(('global_program', 'GPOI'), ('objective__in', ['CAPABILITIES', 'READINESS', 'DEPLOYMENT', 'WOMEN', 'ORGANIZATIONS'])), _connector='OR'), name='pko_objective_of_gpoi', violation_error_message='The objectives are those of the GPOI.'),
        ),
        migrations.AddConstraint(
            model_name='pkodetail',
            constraint=models.CheckConstraint(condition=models.Q(('assessed_dues', False), ('pko_purpose', 'P1'), _connector='OR'), name='pko_assessed_dues_of_operations', violation_error_message='Assessed dues are paid for an operation, purpose P1.'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='package',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delivery', to='programs.equipmentpackage'),
        ),
        migrations.AddField(
            model_name='deliveryevent',
            name='package',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.equipmentpackage'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='event',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delivery', to='programs.trainingevent'),
        ),
        migrations.AddField(
            model_name='deliveryevent',
            name='event',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.trainingevent'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='capability',
            trigger=pgtrigger.compiler.Trigger(name='of_gpoi', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (SELECT 1 FROM programs_pkodetail d\n                           WHERE d.program_id = NEW.program_id AND (d.global_program = 'GPOI')) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'capability_of_gpoi', MESSAGE = 'A capability is developed by a program of the GPOI.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='e1ffc5d47d43fb9a9d3b93f9837a8220e9b80803', operation='INSERT', pgid='pgtrigger_of_gpoi_0a373', table='programs_capability', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='capability',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_capability_append_only', MESSAGE = 'Capabilities are never changed or removed.', DETAIL = COALESCE('', '');", hash='412597935dded507944b36ab4fadce708bc79c40', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_6417b', table='programs_capability', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='capability',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_capabilityevent" ("country_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "sort", "title") SELECT new_values."country_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."sort", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='aaea6ce5135c828ee1bb0ccc89ae7f8de198565d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2b7df', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_capability', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='capability',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_capabilityevent" ("country_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "sort", "title") SELECT new_values."country_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."sort", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3d875c9a7811f7c73199e4487fa0fdda4463904c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2a3e7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_capability', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='capability',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_capabilityevent" ("country_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "sort", "title") SELECT old_values."country_id", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."sort", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6dd7b0ecea597c67681434ddb4e6b29d1d89062f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_dfe99', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_capability', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='capabilityevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='688a50af8e8c87e2b27cabe2cf7bf258137827bf', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dbe69', table='programs_capabilityevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='capabilitystep',
            trigger=pgtrigger.compiler.Trigger(name='in_order', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE before programs_capabilitystep;', func="\n            PERFORM 1 FROM programs_program p JOIN programs_capability c ON c.program_id = p.id\n                WHERE c.id = NEW.capability_id FOR NO KEY UPDATE OF p;\n            SELECT * INTO before FROM programs_capabilitystep s\n                WHERE s.capability_id = NEW.capability_id ORDER BY s.on_day DESC, s.id DESC LIMIT 1;\n            IF NEW.on_day < before.on_day OR (COALESCE(before.status, ''), NEW.status) NOT IN (('', 'PLEDGED'), ('', 'DEVELOPMENT'), ('PLEDGED', 'DEVELOPMENT'), ('DEVELOPMENT', 'CERTIFIED'), ('CERTIFIED', 'DEPLOYED'), ('DEPLOYED', 'CERTIFIED'), ('PLEDGED', 'RETIRED'), ('DEVELOPMENT', 'RETIRED'), ('CERTIFIED', 'RETIRED'), ('DEPLOYED', 'RETIRED')) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'capability_step_in_order', MESSAGE = 'The capability does not take this step now.', DETAIL = COALESCE(COALESCE(before.status || ', ' || before.on_day, 'no step yet'), '');\n            END IF;\n            RETURN NEW;\n        ", hash='e3730dde3010d6d61a0c46ac22d965c9473dc78e', operation='INSERT', pgid='pgtrigger_in_order_260c3', table='programs_capabilitystep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='capabilitystep',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."on_day" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_capabilitystep_on_day_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='fb53b88aba01d309acd6cf463447796527126646', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_412f6', table='programs_capabilitystep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='capabilitystep',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_capabilitystep_append_only', MESSAGE = 'Capability steps are never changed or removed.', DETAIL = COALESCE('', '');", hash='d57f2f7d8a678bff06868ae01e77c48387fbf050', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_671ee', table='programs_capabilitystep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='capabilitystep',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_capabilitystepevent" ("at", "by_id", "capability_id", "evidence", "id", "level", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") SELECT new_values."at", new_values."by_id", new_values."capability_id", new_values."evidence", new_values."id", new_values."level", new_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."status" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='81a4e690fd41bda8d3301a1ff93af4bf03148665', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a7e86', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_capabilitystep', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='capabilitystep',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_capabilitystepevent" ("at", "by_id", "capability_id", "evidence", "id", "level", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") SELECT new_values."at", new_values."by_id", new_values."capability_id", new_values."evidence", new_values."id", new_values."level", new_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."status" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ea85632ef00c78f79feab2ed3eb395d07eb51349', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_be17c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_capabilitystep', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='capabilitystep',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_capabilitystepevent" ("at", "by_id", "capability_id", "evidence", "id", "level", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") SELECT old_values."at", old_values."by_id", old_values."capability_id", old_values."evidence", old_values."id", old_values."level", old_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."status" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7a458e3234c7a90a838743fe7a64521f0f190717', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_fb355', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_capabilitystep', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='capabilitystepevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8c1e8818a365d0028c090db30d5a7cd8f0d8b317', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4144d', table='programs_capabilitystepevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='civilianharmprocess',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_civilianharmprocess_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='32392f40d0c186eda380eb73ab0e2dfb45ba7a12', operation='UPDATE', pgid='pgtrigger_next_version_9ec54', table='programs_civilianharmprocess', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='civilianharmprocess',
            trigger=pgtrigger.compiler.Trigger(name='of_sfp', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (SELECT 1 FROM programs_pkodetail d\n                           WHERE d.program_id = NEW.program_id AND (d.global_program = 'SFP')) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'harm_process_of_sfp', MESSAGE = 'A civilian-harm process belongs to a program of the SFP.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='bc6b69f6f8bd4bb0b52b3be42a7e2ca583276d3b', operation='INSERT', pgid='pgtrigger_of_sfp_15d89', table='programs_civilianharmprocess', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='civilianharmprocess',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead_before', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."before_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_civilianharmprocess_before_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='f956d679d2f1f48e3015358cbfb3883f8641ed0c', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_before_53eae', table='programs_civilianharmprocess', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='civilianharmprocess',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead_after', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."after_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_civilianharmprocess_after_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='4fcae73a8260a07144fb28e2541a2931a4532b3f', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_after_714f5', table='programs_civilianharmprocess', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='civilianharmprocess',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."program_id" IS DISTINCT FROM NEW."program_id") OR (OLD."process" IS DISTINCT FROM NEW."process") OR (OLD."before" IS DISTINCT FROM NEW."before") OR (OLD."before_on" IS DISTINCT FROM NEW."before_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_civilianharmprocess_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='78691960b6d2877803eee876e5c339ff3843e61d', operation='UPDATE', pgid='pgtrigger_frozen_ebca6', table='programs_civilianharmprocess', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='civilianharmprocess',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_civilianharmprocess_no_delete', MESSAGE = 'Civilian harm processes are never removed.', DETAIL = COALESCE('', '');", hash='8f2b2c7b75fe54f0017268a49227ccd01145bb32', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_db76a', table='programs_civilianharmprocess', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='civilianharmprocess',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_civilianharmprocessevent" ("after", "after_on", "before", "before_on", "evidence", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process", "program_id", "version") SELECT new_values."after", new_values."after_on", new_values."before", new_values."before_on", new_values."evidence", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."process", new_values."program_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6c2a11be1a69d8bd849c3674898ab08ebce8605d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5769b', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_civilianharmprocess', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='civilianharmprocess',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_civilianharmprocessevent" ("after", "after_on", "before", "before_on", "evidence", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process", "program_id", "version") SELECT new_values."after", new_values."after_on", new_values."before", new_values."before_on", new_values."evidence", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."process", new_values."program_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f9fa450027195ddb1483381e9d7e25118e362c78', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7cb90', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_civilianharmprocess', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='civilianharmprocess',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_civilianharmprocessevent" ("after", "after_on", "before", "before_on", "evidence", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "process", "program_id", "version") SELECT old_values."after", old_values."after_on", old_values."before", old_values."before_on", old_values."evidence", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."process", old_values."program_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6914ad6ad7541eaf0541458b073b9351c20cbbc6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_56f61', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_civilianharmprocess', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='civilianharmprocessevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5ee237b4889bb7f8d031e5c982adf08c65e7c275', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b15db', table='programs_civilianharmprocessevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagement',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_engagement_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='b6b191f35aa0ce4c1dab040c3c27ded49b87fc04', operation='UPDATE', pgid='pgtrigger_next_version_01cad', table='programs_engagement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagement',
            trigger=pgtrigger.compiler.Trigger(name='gate_insert', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE reasons text;', func="\n            PERFORM vetting_lock(\n                (SELECT array_agg(DISTINCT u) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(g.starts_on, g.ends_on, '[]') AS during\n    FROM new_values g JOIN programs_recipient r ON r.id = g.recipient_id JOIN programs_program p ON p.id = g.program_id\n) g, unnest(g.units) u),\n                (SELECT array_agg(DISTINCT p) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(g.starts_on, g.ends_on, '[]') AS during\n    FROM new_values g JOIN programs_recipient r ON r.id = g.recipient_id JOIN programs_program p ON p.id = g.program_id\n) g, unnest(g.people) p));\n            SELECT json_agg(json_build_object(\n                       'code', b.code, 'law', b.law, 'unit', b.unit_id, 'person', b.person_id,\n                       'unit_name', u.name, 'unit_code', u.code,\n                       'person_name', btrim(p.given_names || ' ' || p.family_names),\n                       'until', upper(b.valid) - 1, 'during', grouped.during::text))::text\n                INTO reasons\n                FROM (\n                    SELECT ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.units::text)) t, unnest(t::bigint[]) x)\n                               AS units,\n                           ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.people::text)) t, unnest(t::bigint[]) x)\n                               AS people,\n                           r.laws, r.during\n                    FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(g.starts_on, g.ends_on, '[]') AS during\n    FROM new_values g JOIN programs_recipient r ON r.id = g.recipient_id JOIN programs_program p ON p.id = g.program_id\n) r\n                    GROUP BY r.laws, r.during, COALESCE(cardinality(r.units), 0) = 0,\n                             CASE WHEN cardinality(r.people) > 0 THEN r.units END\n                ) grouped\n                CROSS JOIN LATERAL vetting_blockers(grouped.units, grouped.people, grouped.laws, grouped.during) b\n                LEFT JOIN partners_unit u ON u.id = b.unit_id\n                LEFT JOIN partners_person p ON p.id = b.person_id;\n            IF reasons IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gate_engagement', MESSAGE = 'The gate is shut.', DETAIL = COALESCE(left(reasons, 60000), '');\n            END IF;\n            RETURN NULL;\n        ", hash='89b7afaf7af00af0cbb37ae295e0127c62198722', level='STATEMENT', operation='INSERT', pgid='pgtrigger_gate_insert_9f115', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_engagement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagement',
            trigger=pgtrigger.compiler.Trigger(name='gate_update', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE reasons text;', func="\n            PERFORM vetting_lock(\n                (SELECT array_agg(DISTINCT u) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(g.starts_on, g.ends_on, '[]') AS during\n    FROM new_values g JOIN programs_recipient r ON r.id = g.recipient_id JOIN programs_program p ON p.id = g.program_id\n) g, unnest(g.units) u),\n                (SELECT array_agg(DISTINCT p) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(g.starts_on, g.ends_on, '[]') AS during\n    FROM new_values g JOIN programs_recipient r ON r.id = g.recipient_id JOIN programs_program p ON p.id = g.program_id\n) g, unnest(g.people) p));\n            SELECT json_agg(json_build_object(\n                       'code', b.code, 'law', b.law, 'unit', b.unit_id, 'person', b.person_id,\n                       'unit_name', u.name, 'unit_code', u.code,\n                       'person_name', btrim(p.given_names || ' ' || p.family_names),\n                       'until', upper(b.valid) - 1, 'during', grouped.during::text))::text\n                INTO reasons\n                FROM (\n                    SELECT ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.units::text)) t, unnest(t::bigint[]) x)\n                               AS units,\n                           ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.people::text)) t, unnest(t::bigint[]) x)\n                               AS people,\n                           r.laws, r.during\n                    FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(g.starts_on, g.ends_on, '[]') AS during\n    FROM new_values g JOIN programs_recipient r ON r.id = g.recipient_id JOIN programs_program p ON p.id = g.program_id\n) r\n                    GROUP BY r.laws, r.during, COALESCE(cardinality(r.units), 0) = 0,\n                             CASE WHEN cardinality(r.people) > 0 THEN r.units END\n                ) grouped\n                CROSS JOIN LATERAL vetting_blockers(grouped.units, grouped.people, grouped.laws, grouped.during) b\n                LEFT JOIN partners_unit u ON u.id = b.unit_id\n                LEFT JOIN partners_person p ON p.id = b.person_id;\n            IF reasons IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gate_engagement', MESSAGE = 'The gate is shut.', DETAIL = COALESCE(left(reasons, 60000), '');\n            END IF;\n            RETURN NULL;\n        ", hash='a7905a6246856f660dc5d8b92c73076bf6162434', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_gate_update_069c7', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_engagement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagement',
            trigger=pgtrigger.compiler.Trigger(name='of_pko', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (SELECT 1 FROM programs_pkodetail d\n                           WHERE d.program_id = NEW.program_id AND (true)) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'engagement_of_pko', MESSAGE = 'An engagement belongs to a PKO program.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='d9bb232b0e96434ac82aab50fe81647bcfbbe4c7', operation='INSERT', pgid='pgtrigger_of_pko_33d7f', table='programs_engagement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagement',
            trigger=pgtrigger.compiler.Trigger(name='for_its_unit', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.recipient_id IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM programs_recipient r\n                WHERE r.id = NEW.recipient_id AND r.program_id = NEW.program_id AND r.person_id IS NULL) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'pko_for_unit_of_program', MESSAGE = 'It is for a unit that the same program nominated.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='89de0903eef7d60a9d533ab2b7000849816fc60a', operation='INSERT OR UPDATE', pgid='pgtrigger_for_its_unit_e126a', table='programs_engagement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagement',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."program_id" IS DISTINCT FROM NEW."program_id") OR (OLD."sort" IS DISTINCT FROM NEW."sort") OR (OLD."recipient_id" IS DISTINCT FROM NEW."recipient_id") OR (OLD."ministry" IS DISTINCT FROM NEW."ministry") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_engagement_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='3dc162bdd1ae1cedcf6cbf8c468a7642ef968609', operation='UPDATE', pgid='pgtrigger_frozen_9e0bb', table='programs_engagement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagement',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_engagement_no_delete', MESSAGE = 'Engagements are never removed.', DETAIL = COALESCE('', '');", hash='ec4ed06de482e7e372c99ea9767428e472ba3922', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_4f29a', table='programs_engagement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_engagementevent" ("ends_on", "id", "ministry", "mission", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "provider", "recipient_id", "sort", "starts_on", "version", "what_for") SELECT new_values."ends_on", new_values."id", new_values."ministry", new_values."mission", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."provider", new_values."recipient_id", new_values."sort", new_values."starts_on", new_values."version", new_values."what_for" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='02a3b545a58643d6b32c3bcf3ae6904a8e849784', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_954e4', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_engagement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_engagementevent" ("ends_on", "id", "ministry", "mission", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "provider", "recipient_id", "sort", "starts_on", "version", "what_for") SELECT new_values."ends_on", new_values."id", new_values."ministry", new_values."mission", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."provider", new_values."recipient_id", new_values."sort", new_values."starts_on", new_values."version", new_values."what_for" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ebea08942e2715d38d37790e12c9d5e2593ec487', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f7967', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_engagement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_engagementevent" ("ends_on", "id", "ministry", "mission", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "provider", "recipient_id", "sort", "starts_on", "version", "what_for") SELECT old_values."ends_on", old_values."id", old_values."ministry", old_values."mission", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."provider", old_values."recipient_id", old_values."sort", old_values."starts_on", old_values."version", old_values."what_for" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='82d2b183ac51b911e500cf1ce40b08e91cc52a74', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d4a6f', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_engagement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='engagementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='edfdfc3110fa701068a2975edce2542c8afad069', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f59a5', table='programs_engagementevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackage',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_equipmentpackage_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='44b5eff2a32a6c58887b4fc6e1cf55c558289250', operation='UPDATE', pgid='pgtrigger_next_version_308a1', table='programs_equipmentpackage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackage',
            trigger=pgtrigger.compiler.Trigger(name='gate_insert', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE reasons text;', func="\n            PERFORM vetting_lock(\n                (SELECT array_agg(DISTINCT u) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(k.transferred_on, k.transferred_on, '[]') AS during\n    FROM new_values k JOIN programs_recipient r ON r.id = k.recipient_id JOIN programs_program p ON p.id = k.program_id\n    WHERE k.transferred_on IS NOT NULL\n) g, unnest(g.units) u),\n                (SELECT array_agg(DISTINCT p) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(k.transferred_on, k.transferred_on, '[]') AS during\n    FROM new_values k JOIN programs_recipient r ON r.id = k.recipient_id JOIN programs_program p ON p.id = k.program_id\n    WHERE k.transferred_on IS NOT NULL\n) g, unnest(g.people) p));\n            SELECT json_agg(json_build_object(\n                       'code', b.code, 'law', b.law, 'unit', b.unit_id, 'person', b.person_id,\n                       'unit_name', u.name, 'unit_code', u.code,\n                       'person_name', btrim(p.given_names || ' ' || p.family_names),\n                       'until', upper(b.valid) - 1, 'during', grouped.during::text))::text\n                INTO reasons\n                FROM (\n                    SELECT ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.units::text)) t, unnest(t::bigint[]) x)\n                               AS units,\n                           ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.people::text)) t, unnest(t::bigint[]) x)\n                               AS people,\n                           r.laws, r.during\n                    FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(k.transferred_on, k.transferred_on, '[]') AS during\n    FROM new_values k JOIN programs_recipient r ON r.id = k.recipient_id JOIN programs_program p ON p.id = k.program_id\n    WHERE k.transferred_on IS NOT NULL\n) r\n                    GROUP BY r.laws, r.during, COALESCE(cardinality(r.units), 0) = 0,\n                             CASE WHEN cardinality(r.people) > 0 THEN r.units END\n                ) grouped\n                CROSS JOIN LATERAL vetting_blockers(grouped.units, grouped.people, grouped.laws, grouped.during) b\n                LEFT JOIN partners_unit u ON u.id = b.unit_id\n                LEFT JOIN partners_person p ON p.id = b.person_id;\n            IF reasons IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gate_equipment_package', MESSAGE = 'The gate is shut.', DETAIL = COALESCE(left(reasons, 60000), '');\n            END IF;\n            RETURN NULL;\n        ", hash='98528ba7f6bd2e4c1e4c90f0fc14e3a99ce932cf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_gate_insert_5683f', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_equipmentpackage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackage',
            trigger=pgtrigger.compiler.Trigger(name='gate_update', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE reasons text;', func="\n            PERFORM vetting_lock(\n                (SELECT array_agg(DISTINCT u) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(k.transferred_on, k.transferred_on, '[]') AS during\n    FROM new_values k JOIN programs_recipient r ON r.id = k.recipient_id JOIN programs_program p ON p.id = k.program_id\n    WHERE k.transferred_on IS NOT NULL\n) g, unnest(g.units) u),\n                (SELECT array_agg(DISTINCT p) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(k.transferred_on, k.transferred_on, '[]') AS during\n    FROM new_values k JOIN programs_recipient r ON r.id = k.recipient_id JOIN programs_program p ON p.id = k.program_id\n    WHERE k.transferred_on IS NOT NULL\n) g, unnest(g.people) p));\n            SELECT json_agg(json_build_object(\n                       'code', b.code, 'law', b.law, 'unit', b.unit_id, 'person', b.person_id,\n                       'unit_name', u.name, 'unit_code', u.code,\n                       'person_name', btrim(p.given_names || ' ' || p.family_names),\n                       'until', upper(b.valid) - 1, 'during', grouped.during::text))::text\n                INTO reasons\n                FROM (\n                    SELECT ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.units::text)) t, unnest(t::bigint[]) x)\n                               AS units,\n                           ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.people::text)) t, unnest(t::bigint[]) x)\n                               AS people,\n                           r.laws, r.during\n                    FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(k.transferred_on, k.transferred_on, '[]') AS during\n    FROM new_values k JOIN programs_recipient r ON r.id = k.recipient_id JOIN programs_program p ON p.id = k.program_id\n    WHERE k.transferred_on IS NOT NULL\n) r\n                    GROUP BY r.laws, r.during, COALESCE(cardinality(r.units), 0) = 0,\n                             CASE WHEN cardinality(r.people) > 0 THEN r.units END\n                ) grouped\n                CROSS JOIN LATERAL vetting_blockers(grouped.units, grouped.people, grouped.laws, grouped.during) b\n                LEFT JOIN partners_unit u ON u.id = b.unit_id\n                LEFT JOIN partners_person p ON p.id = b.person_id;\n            IF reasons IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gate_equipment_package', MESSAGE = 'The gate is shut.', DETAIL = COALESCE(left(reasons, 60000), '');\n            END IF;\n            RETURN NULL;\n        ", hash='170689acf38639713ac2d66787edb4132126331c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_gate_update_c9703', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_equipmentpackage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackage',
            trigger=pgtrigger.compiler.Trigger(name='of_pko', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (SELECT 1 FROM programs_pkodetail d\n                           WHERE d.program_id = NEW.program_id AND (true)) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'package_of_pko', MESSAGE = 'A package belongs to a PKO program.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='4a7ef45da3aa6c116c8e1ef093ca537757c314ba', operation='INSERT', pgid='pgtrigger_of_pko_5a1e3', table='programs_equipmentpackage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackage',
            trigger=pgtrigger.compiler.Trigger(name='for_its_unit', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.recipient_id IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM programs_recipient r\n                WHERE r.id = NEW.recipient_id AND r.program_id = NEW.program_id AND r.person_id IS NULL) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'pko_for_unit_of_program', MESSAGE = 'It is for a unit that the same program nominated.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='c2789539dcf580ae1fd0f7fcf2cc271d7e6cb3d0', operation='INSERT OR UPDATE', pgid='pgtrigger_for_its_unit_7db2f', table='programs_equipmentpackage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackage',
            trigger=pgtrigger.compiler.Trigger(name='executing', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.transferred_on IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.transferred_on IS NULL) THEN\n                PERFORM 1 FROM programs_program p WHERE p.id = NEW.program_id AND p.state = 'EXECUTING' FOR SHARE;\n                IF NOT FOUND THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'package_while_executing', MESSAGE = 'The program is not executing.', DETAIL = COALESCE('', '');\n                END IF;\n            END IF;\n            RETURN NEW;\n        ", hash='298e5ae85e8508e677f6cbfcf4ab56b8d6e41e10', operation='INSERT OR UPDATE', pgid='pgtrigger_executing_1ada7', table='programs_equipmentpackage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackage',
            trigger=pgtrigger.compiler.Trigger(name='has_items', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.transferred_on IS NOT NULL\n               AND NOT EXISTS (SELECT 1 FROM programs_packageitem i WHERE i.package_id = NEW.id) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'package_has_items', MESSAGE = 'The package holds no item yet.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='5ed8c8a3a030778343045107d4ea782b2db39331', operation='INSERT OR UPDATE', pgid='pgtrigger_has_items_53fa4', table='programs_equipmentpackage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackage',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."transferred_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_equipmentpackage_transferred_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='38b7d94ad1fe87d548695424adf3bd4d1595b0db', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_04a43', table='programs_equipmentpackage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackage',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."program_id" IS DISTINCT FROM NEW."program_id") OR (OLD."recipient_id" IS DISTINCT FROM NEW."recipient_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_equipmentpackage_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='64168c440312da22153f0c3563d7a0fd2b0f40fb', operation='UPDATE', pgid='pgtrigger_frozen_4894f', table='programs_equipmentpackage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackage',
            trigger=pgtrigger.compiler.Trigger(name='transferred', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."transferred_on" IS NOT NULL AND OLD."transferred_on" IS DISTINCT FROM NEW."transferred_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_equipmentpackage_transferred\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='b7b10b5e4eade6be139bbda813c32027c55b8683', operation='UPDATE', pgid='pgtrigger_transferred_9f9bf', table='programs_equipmentpackage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackage',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_equipmentpackage_no_delete', MESSAGE = 'Equipment packages are never removed.', DETAIL = COALESCE('', '');", hash='4ca2b3e24fe0a96e1fc47dcc8fc50d83e944c6ab', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_41838', table='programs_equipmentpackage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackage',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_equipmentpackageevent" ("deployed_with", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "program_id", "recipient_id", "title", "transferred_on", "version") SELECT new_values."deployed_with", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."place_name", new_values."program_id", new_values."recipient_id", new_values."title", new_values."transferred_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='db3d98320ca834cbfc003ff27c2b9ee8c906d2e3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ebc87', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_equipmentpackage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackage',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_equipmentpackageevent" ("deployed_with", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "program_id", "recipient_id", "title", "transferred_on", "version") SELECT new_values."deployed_with", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."place_name", new_values."program_id", new_values."recipient_id", new_values."title", new_values."transferred_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5139518f3a90b4cb34fc5c13611892a942a2f6ca', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_74cf2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_equipmentpackage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackage',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_equipmentpackageevent" ("deployed_with", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "program_id", "recipient_id", "title", "transferred_on", "version") SELECT old_values."deployed_with", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."place_name", old_values."program_id", old_values."recipient_id", old_values."title", old_values."transferred_on", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='32bf1786b30c19d25073a17ba4f6da38b6b86bce', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_aed0a', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_equipmentpackage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='equipmentpackageevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='452f21db36c3cc9244039d5ea83428fc91085337', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4c610', table='programs_equipmentpackageevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutionalmilestone',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_institutionalmilestone_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='fef62d6f759c642ad6bc8358ab436b5f5d67eae2', operation='UPDATE', pgid='pgtrigger_next_version_369be', table='programs_institutionalmilestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutionalmilestone',
            trigger=pgtrigger.compiler.Trigger(name='of_gdrp', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (SELECT 1 FROM programs_pkodetail d\n                           WHERE d.program_id = NEW.program_id AND (d.global_program = 'GDRP')) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'institutional_milestone_of_gdrp', MESSAGE = 'An institutional milestone belongs to a program of the GDRP.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='5d7d0ddb15701c602fc74f631727cda97bd1bf4c', operation='INSERT', pgid='pgtrigger_of_gdrp_8642b', table='programs_institutionalmilestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutionalmilestone',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."reached_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_institutionalmilestone_reached_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='92834a7952c4714e5f710be0218105b9b14b859d', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_dc9df', table='programs_institutionalmilestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutionalmilestone',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead_baseline', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."baseline_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_institutionalmilestone_baseline_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='864872e87e13b7bb637150a065678257d7f20762', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_baseline_8c559', table='programs_institutionalmilestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutionalmilestone',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."program_id" IS DISTINCT FROM NEW."program_id") OR (OLD."institution" IS DISTINCT FROM NEW."institution") OR (OLD."baseline" IS DISTINCT FROM NEW."baseline") OR (OLD."baseline_on" IS DISTINCT FROM NEW."baseline_on") OR (OLD."target" IS DISTINCT FROM NEW."target") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_institutionalmilestone_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='04c1a8c05ad647c96805122473523c323054145a', operation='UPDATE', pgid='pgtrigger_frozen_a421b', table='programs_institutionalmilestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutionalmilestone',
            trigger=pgtrigger.compiler.Trigger(name='reached', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."reached_on" IS NOT NULL AND OLD."reached_on" IS DISTINCT FROM NEW."reached_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_institutionalmilestone_reached\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='c1893394d52806ca47a5657d760c6e31699bf5f8', operation='UPDATE', pgid='pgtrigger_reached_f415e', table='programs_institutionalmilestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutionalmilestone',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_institutionalmilestone_no_delete', MESSAGE = 'Institutional milestones are never removed.', DETAIL = COALESCE('', '');", hash='c9e14307d897356459de7fb6e3147f932d3e811f', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_8650e', table='programs_institutionalmilestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutionalmilestone',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_institutionalmilestoneevent" ("baseline", "baseline_on", "evidence", "id", "institution", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "reached_on", "target", "target_on", "version") SELECT new_values."baseline", new_values."baseline_on", new_values."evidence", new_values."id", new_values."institution", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."reached_on", new_values."target", new_values."target_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a1da4ee25fb14386acb375ba10cd7ebeb22c9152', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6c344', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_institutionalmilestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutionalmilestone',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_institutionalmilestoneevent" ("baseline", "baseline_on", "evidence", "id", "institution", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "reached_on", "target", "target_on", "version") SELECT new_values."baseline", new_values."baseline_on", new_values."evidence", new_values."id", new_values."institution", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."reached_on", new_values."target", new_values."target_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='42aed20328514c519519b99b3250c6c9db5f8d57', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e3a09', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_institutionalmilestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutionalmilestone',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_institutionalmilestoneevent" ("baseline", "baseline_on", "evidence", "id", "institution", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "reached_on", "target", "target_on", "version") SELECT old_values."baseline", old_values."baseline_on", old_values."evidence", old_values."id", old_values."institution", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."reached_on", old_values."target", old_values."target_on", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6422cc40cf0b130140f1489e3e2813b29688f61b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b988f', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_institutionalmilestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='institutionalmilestoneevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='359bc74aebffa4d009057f930878a96e68cfa1e0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_17fdc', table='programs_institutionalmilestoneevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packageitem',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_packageitem_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='8b88ebc7b10e7dca2d202e528476b3f92a26c604', operation='UPDATE', pgid='pgtrigger_next_version_02159', table='programs_packageitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packageitem',
            trigger=pgtrigger.compiler.Trigger(name='of_package', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE given_on date;', func="\n            SELECT transferred_on INTO given_on FROM programs_equipmentpackage WHERE id = NEW.package_id FOR SHARE;\n            IF given_on IS NOT NULL AND (TG_OP = 'INSERT' OR (OLD.description, OLD.quantity, OLD.value)\n                                         IS DISTINCT FROM (NEW.description, NEW.quantity, NEW.value)) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'item_stands_after_transfer', MESSAGE = 'Title has passed: the items of the package stand.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.receipt_signed_on < given_on OR NEW.inspected_on < given_on\n               OR given_on IS NULL AND (NEW.receipt_number <> '' OR NEW.inspected_on IS NOT NULL) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'item_after_transfer', MESSAGE = 'A hand receipt and an inspection follow the transfer of title.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='778b4d6f809ed4b67aafd224cbae15c310a6d544', operation='INSERT OR UPDATE', pgid='pgtrigger_of_package_6f053', table='programs_packageitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packageitem',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead_signed', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."receipt_signed_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_packageitem_receipt_signed_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='b713c67ab39fc8b8205bba3312857dc374e2375d', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_signed_c4b88', table='programs_packageitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packageitem',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead_inspected', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."inspected_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_packageitem_inspected_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='f68a94bf8ebde797a846ffa82811b1a2744e3158', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_inspected_c9d62', table='programs_packageitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packageitem',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."package_id" IS DISTINCT FROM NEW."package_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_packageitem_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='aa6603d7e0fe95e6f73246e822ae0fe8c072efe9', operation='UPDATE', pgid='pgtrigger_frozen_49231', table='programs_packageitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packageitem',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_packageitem_no_delete', MESSAGE = 'Package items are never removed.', DETAIL = COALESCE('', '');", hash='b492e2901f8f30fbbc5349308dabf611b44d00ce', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_fc6df', table='programs_packageitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packageitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_packageitemevent" ("description", "id", "inspected_on", "package_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "receipt_number", "receipt_signed_by", "receipt_signed_on", "serviceable", "value", "version") SELECT new_values."description", new_values."id", new_values."inspected_on", new_values."package_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."quantity", new_values."receipt_number", new_values."receipt_signed_by", new_values."receipt_signed_on", new_values."serviceable", new_values."value", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c11e83b3772b615838976d8e78711ca00d327d10', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_cb63b', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_packageitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packageitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_packageitemevent" ("description", "id", "inspected_on", "package_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "receipt_number", "receipt_signed_by", "receipt_signed_on", "serviceable", "value", "version") SELECT new_values."description", new_values."id", new_values."inspected_on", new_values."package_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."quantity", new_values."receipt_number", new_values."receipt_signed_by", new_values."receipt_signed_on", new_values."serviceable", new_values."value", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='45b947561dc3fc0159d7df6d9cd8bca550c6eff3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c9163', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_packageitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packageitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_packageitemevent" ("description", "id", "inspected_on", "package_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "receipt_number", "receipt_signed_by", "receipt_signed_on", "serviceable", "value", "version") SELECT old_values."description", old_values."id", old_values."inspected_on", old_values."package_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."quantity", old_values."receipt_number", old_values."receipt_signed_by", old_values."receipt_signed_on", old_values."serviceable", old_values."value", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='504a2f749463b57f169d760efd9cbdc2116bb64c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_653e3', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_packageitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packageitemevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e9562986075483eb0a02bab799d4a6f91df65a13', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ecb86', table='programs_packageitemevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pkocontribution',
            trigger=pgtrigger.compiler.Trigger(name='of_pko', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (SELECT 1 FROM programs_pkodetail d\n                           WHERE d.program_id = NEW.program_id AND (d.pko_purpose = 'P1')) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'pko_contribution_to_operation', MESSAGE = 'A contribution goes to an operation, under purpose P1.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='4812611d2dff50da167f1d332a9e4570219bb240', operation='INSERT', pgid='pgtrigger_of_pko_9ef54', table='programs_pkocontribution', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pkocontribution',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."on_day" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_pkocontribution_on_day_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='ba661d23e6ac1bbbb2ebfc9fa34c21e632247eb1', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_7583c', table='programs_pkocontribution', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pkocontribution',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_pkocontribution_append_only', MESSAGE = 'Contributions to operations are never changed or removed.', DETAIL = COALESCE('', '');", hash='84e867c0f8fc5d44198d571b3530baac80ab297a', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_c2f2b', table='programs_pkocontribution', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pkocontribution',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_pkocontributionevent" ("amount", "at", "by_id", "document", "fiscal_year", "id", "on_day", "operation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id") SELECT new_values."amount", new_values."at", new_values."by_id", new_values."document", new_values."fiscal_year", new_values."id", new_values."on_day", new_values."operation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='62fcb0fa628f5e7bf796fd87442388235fcc62d4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_00340', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_pkocontribution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pkocontribution',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_pkocontributionevent" ("amount", "at", "by_id", "document", "fiscal_year", "id", "on_day", "operation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id") SELECT new_values."amount", new_values."at", new_values."by_id", new_values."document", new_values."fiscal_year", new_values."id", new_values."on_day", new_values."operation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c115dcf0254586ec6ed44d670d47399fa7486973', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_412a2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_pkocontribution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pkocontribution',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_pkocontributionevent" ("amount", "at", "by_id", "document", "fiscal_year", "id", "on_day", "operation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id") SELECT old_values."amount", old_values."at", old_values."by_id", old_values."document", old_values."fiscal_year", old_values."id", old_values."on_day", old_values."operation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='deffcabd7eaf4cd0507cae124456760f99258918', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_013bf', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_pkocontribution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pkocontributionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8ccf94f6e06f9890fbbafa29018bcab9e06587d6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cccf6', table='programs_pkocontributionevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfsufficiencyrating',
            trigger=pgtrigger.compiler.Trigger(name='of_gpoi', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (SELECT 1 FROM programs_pkodetail d\n                           WHERE d.program_id = NEW.program_id AND (d.global_program = 'GPOI')) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'rating_of_gpoi', MESSAGE = 'Self-sufficiency is rated under a program of the GPOI.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='09df19d00c1a7780db334b3ba051b2053bb620f2', operation='INSERT', pgid='pgtrigger_of_gpoi_080c9', table='programs_selfsufficiencyrating', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfsufficiencyrating',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."rated_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_selfsufficiencyrating_rated_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='55c3fef5c8cfe7f16989b7b611006c1600254613', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_16f0d', table='programs_selfsufficiencyrating', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfsufficiencyrating',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_selfsufficiencyrating_append_only', MESSAGE = 'Self sufficiency ratings are never changed or removed.', DETAIL = COALESCE('', '');", hash='45d9fa86769e1591319c91bf720b658da55cbea5', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_8dd92', table='programs_selfsufficiencyrating', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfsufficiencyrating',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_selfsufficiencyratingevent" ("at", "by_id", "country_id", "domain", "evidence", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "rated_on", "rating") SELECT new_values."at", new_values."by_id", new_values."country_id", new_values."domain", new_values."evidence", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."rated_on", new_values."rating" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d61d9382d5c15ba8c775d29b20fd39ca9bca2aa2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c39b2', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_selfsufficiencyrating', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfsufficiencyrating',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_selfsufficiencyratingevent" ("at", "by_id", "country_id", "domain", "evidence", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "rated_on", "rating") SELECT new_values."at", new_values."by_id", new_values."country_id", new_values."domain", new_values."evidence", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."rated_on", new_values."rating" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bcf3740935f539bc971d42ca239e5f8f4adfb602', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_95cf0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_selfsufficiencyrating', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfsufficiencyrating',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_selfsufficiencyratingevent" ("at", "by_id", "country_id", "domain", "evidence", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "rated_on", "rating") SELECT old_values."at", old_values."by_id", old_values."country_id", old_values."domain", old_values."evidence", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."rated_on", old_values."rating" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d258435eb717e6ce0ca0779f212393801ea9de6f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2cc9f', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_selfsufficiencyrating', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfsufficiencyratingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='67ffd78f61d73f357c79f7cffc92e947ac9f3d35', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e0fc3', table='programs_selfsufficiencyratingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_trainingevent_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='2c4269065102f391f953ce7aa4ffef5b0698ed6d', operation='UPDATE', pgid='pgtrigger_next_version_42f52', table='programs_trainingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='state_flow', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF OLD."state" IS DISTINCT FROM NEW."state"\n               AND (OLD."state", NEW."state") NOT IN ((\'PLANNED\', \'CANCELLED\'), (\'PLANNED\', \'STARTED\'), (\'STARTED\', \'COMPLETED\'), (\'STARTED\', \'STOPPED\')) THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_trainingevent_state_step\', MESSAGE = \'This step is not possible from the state the record is in.\', DETAIL = COALESCE(OLD.state || \' -> \' || NEW.state, \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='18183bfe3a1d98020bc91b350e228f39736a1d32', operation='UPDATE', pgid='pgtrigger_state_flow_beb27', table='programs_trainingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='state_start', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."state" <> \'PLANNED\' THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_trainingevent_state_start\', MESSAGE = \'A new record begins in its first state.\', DETAIL = COALESCE(NEW.state, \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='6e4d71aab7112b9bfff20dd686caa138062ca123', operation='INSERT', pgid='pgtrigger_state_start_c9296', table='programs_trainingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='gate_insert', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE reasons text;', func="\n            PERFORM vetting_lock(\n                (SELECT array_agg(DISTINCT u) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(e.start_on, e.end_on, '[]') AS during\n    FROM new_values e JOIN programs_recipient r ON r.id = e.recipient_id JOIN programs_program p ON p.id = e.program_id\n    WHERE e.state = 'STARTED'\n) g, unnest(g.units) u),\n                (SELECT array_agg(DISTINCT p) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(e.start_on, e.end_on, '[]') AS during\n    FROM new_values e JOIN programs_recipient r ON r.id = e.recipient_id JOIN programs_program p ON p.id = e.program_id\n    WHERE e.state = 'STARTED'\n) g, unnest(g.people) p));\n            SELECT json_agg(json_build_object(\n                       'code', b.code, 'law', b.law, 'unit', b.unit_id, 'person', b.person_id,\n                       'unit_name', u.name, 'unit_code', u.code,\n                       'person_name', btrim(p.given_names || ' ' || p.family_names),\n                       'until', upper(b.valid) - 1, 'during', grouped.during::text))::text\n                INTO reasons\n                FROM (\n                    SELECT ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.units::text)) t, unnest(t::bigint[]) x)\n                               AS units,\n                           ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.people::text)) t, unnest(t::bigint[]) x)\n                               AS people,\n                           r.laws, r.during\n                    FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(e.start_on, e.end_on, '[]') AS during\n    FROM new_values e JOIN programs_recipient r ON r.id = e.recipient_id JOIN programs_program p ON p.id = e.program_id\n    WHERE e.state = 'STARTED'\n) r\n                    GROUP BY r.laws, r.during, COALESCE(cardinality(r.units), 0) = 0,\n                             CASE WHEN cardinality(r.people) > 0 THEN r.units END\n                ) grouped\n                CROSS JOIN LATERAL vetting_blockers(grouped.units, grouped.people, grouped.laws, grouped.during) b\n                LEFT JOIN partners_unit u ON u.id = b.unit_id\n                LEFT JOIN partners_person p ON p.id = b.person_id;\n            IF reasons IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gate_training_event', MESSAGE = 'The gate is shut.', DETAIL = COALESCE(left(reasons, 60000), '');\n            END IF;\n            RETURN NULL;\n        ", hash='ff713855b4bd4115aa712ca9cddd5ed4b2ede8a3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_gate_insert_8098c', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_trainingevent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='gate_update', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE reasons text;', func="\n            PERFORM vetting_lock(\n                (SELECT array_agg(DISTINCT u) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(e.start_on, e.end_on, '[]') AS during\n    FROM new_values e JOIN programs_recipient r ON r.id = e.recipient_id JOIN programs_program p ON p.id = e.program_id\n    WHERE e.state = 'STARTED'\n) g, unnest(g.units) u),\n                (SELECT array_agg(DISTINCT p) FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(e.start_on, e.end_on, '[]') AS during\n    FROM new_values e JOIN programs_recipient r ON r.id = e.recipient_id JOIN programs_program p ON p.id = e.program_id\n    WHERE e.state = 'STARTED'\n) g, unnest(g.people) p));\n            SELECT json_agg(json_build_object(\n                       'code', b.code, 'law', b.law, 'unit', b.unit_id, 'person', b.person_id,\n                       'unit_name', u.name, 'unit_code', u.code,\n                       'person_name', btrim(p.given_names || ' ' || p.family_names),\n                       'until', upper(b.valid) - 1, 'during', grouped.during::text))::text\n                INTO reasons\n                FROM (\n                    SELECT ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.units::text)) t, unnest(t::bigint[]) x)\n                               AS units,\n                           ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.people::text)) t, unnest(t::bigint[]) x)\n                               AS people,\n                           r.laws, r.during\n                    FROM (\n    SELECT ARRAY[r.unit_id] AS units, ARRAY[]::bigint[] AS people, p.laws::text[] AS laws,\n           daterange(e.start_on, e.end_on, '[]') AS during\n    FROM new_values e JOIN programs_recipient r ON r.id = e.recipient_id JOIN programs_program p ON p.id = e.program_id\n    WHERE e.state = 'STARTED'\n) r\n                    GROUP BY r.laws, r.during, COALESCE(cardinality(r.units), 0) = 0,\n                             CASE WHEN cardinality(r.people) > 0 THEN r.units END\n                ) grouped\n                CROSS JOIN LATERAL vetting_blockers(grouped.units, grouped.people, grouped.laws, grouped.during) b\n                LEFT JOIN partners_unit u ON u.id = b.unit_id\n                LEFT JOIN partners_person p ON p.id = b.person_id;\n            IF reasons IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'gate_training_event', MESSAGE = 'The gate is shut.', DETAIL = COALESCE(left(reasons, 60000), '');\n            END IF;\n            RETURN NULL;\n        ", hash='74b90d4d6c9585d5129d75133d726a20a1535ff9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_gate_update_7ab55', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_trainingevent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='of_pko', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (SELECT 1 FROM programs_pkodetail d\n                           WHERE d.program_id = NEW.program_id AND (true)) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'event_of_pko', MESSAGE = 'A training event belongs to a PKO program.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='b6d61938375182649177b96dea21fbb1865a2532', operation='INSERT', pgid='pgtrigger_of_pko_a624f', table='programs_trainingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='for_its_unit', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.recipient_id IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM programs_recipient r\n                WHERE r.id = NEW.recipient_id AND r.program_id = NEW.program_id AND r.person_id IS NULL) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'pko_for_unit_of_program', MESSAGE = 'It is for a unit that the same program nominated.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='3f00fdce73323f2b0c419c756348501dd2adf30c', operation='INSERT OR UPDATE', pgid='pgtrigger_for_its_unit_3f347', table='programs_trainingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='executing', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.state = 'STARTED' THEN\n                PERFORM 1 FROM programs_program p WHERE p.id = NEW.program_id AND p.state = 'EXECUTING' FOR SHARE;\n                IF NOT FOUND THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'event_while_executing', MESSAGE = 'The program is not executing.', DETAIL = COALESCE('', '');\n                END IF;\n            END IF;\n            RETURN NEW;\n        ", hash='c7d5021545186067cf3d3581e43fa99098f61ad5', operation='INSERT OR UPDATE', pgid='pgtrigger_executing_5c0f2', table='programs_trainingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."program_id" IS DISTINCT FROM NEW."program_id") OR (OLD."recipient_id" IS DISTINCT FROM NEW."recipient_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_trainingevent_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='0cd2160f739fda3bf6eb055aff1132a8007cec89', operation='UPDATE', pgid='pgtrigger_frozen_c408e', table='programs_trainingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='dates_stand', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."state" IN (\'CANCELLED\', \'COMPLETED\', \'STOPPED\'))', func='\n            IF (OLD."start_on" IS DISTINCT FROM NEW."start_on") OR (OLD."end_on" IS DISTINCT FROM NEW."end_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_trainingevent_dates_stand\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='110251c24f8701cc6c94a39e4991dbebfec0c699', operation='UPDATE', pgid='pgtrigger_dates_stand_2a8f0', table='programs_trainingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='counts_stand', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IN (\'CANCELLED\', \'COMPLETED\', \'STOPPED\'))', func='\n            IF (OLD."military" IS DISTINCT FROM NEW."military") OR (OLD."police" IS DISTINCT FROM NEW."police") OR (OLD."women" IS DISTINCT FROM NEW."women") OR (OLD."instructors" IS DISTINCT FROM NEW."instructors") OR (OLD."cost" IS DISTINCT FROM NEW."cost") OR (OLD."mode" IS DISTINCT FROM NEW."mode") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_trainingevent_counts_stand\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='96730d582b0e268e125a30a868d756c82584fdc4', operation='UPDATE', pgid='pgtrigger_counts_stand_1fc36', table='programs_trainingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_trainingevent_no_delete', MESSAGE = 'Training events are never removed.', DETAIL = COALESCE('', '');", hash='530a5383f2ee8aa100f26bb2fdec84ec20a34c40', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_6fd30', table='programs_trainingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_trainingeventevent" ("assessment", "cost", "end_on", "id", "instructors", "military", "mission", "mode", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "police", "program_id", "recipient_id", "start_on", "state", "title", "version", "women") SELECT new_values."assessment", new_values."cost", new_values."end_on", new_values."id", new_values."instructors", new_values."military", new_values."mission", new_values."mode", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."place_name", new_values."police", new_values."program_id", new_values."recipient_id", new_values."start_on", new_values."state", new_values."title", new_values."version", new_values."women" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='61287a709705244aba3b7a47081070e0b9f860f5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fee32', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_trainingevent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_trainingeventevent" ("assessment", "cost", "end_on", "id", "instructors", "military", "mission", "mode", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "police", "program_id", "recipient_id", "start_on", "state", "title", "version", "women") SELECT new_values."assessment", new_values."cost", new_values."end_on", new_values."id", new_values."instructors", new_values."military", new_values."mission", new_values."mode", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."place_name", new_values."police", new_values."program_id", new_values."recipient_id", new_values."start_on", new_values."state", new_values."title", new_values."version", new_values."women" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1e6eecb57225108a7b474d2091b4d2d3d2225dbc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_1ef5e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_trainingevent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingevent',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_trainingeventevent" ("assessment", "cost", "end_on", "id", "instructors", "military", "mission", "mode", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "police", "program_id", "recipient_id", "start_on", "state", "title", "version", "women") SELECT old_values."assessment", old_values."cost", old_values."end_on", old_values."id", old_values."instructors", old_values."military", old_values."mission", old_values."mode", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."place_name", old_values."police", old_values."program_id", old_values."recipient_id", old_values."start_on", old_values."state", old_values."title", old_values."version", old_values."women" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d7d3d7ae3c7a607c185801092d6c654be0eae88a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f0193', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_trainingevent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deploymentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9227b74ee1ee22ac4a451d72f05d012ab2f5f7ba', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0b3a5', table='programs_deploymentevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deployment',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_deployment_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='c974c69990bdc604bb9b099aab92a8aa5fb012e1', operation='UPDATE', pgid='pgtrigger_next_version_163f2', table='programs_deployment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deployment',
            trigger=pgtrigger.compiler.Trigger(name='of_pko', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (SELECT 1 FROM programs_pkodetail d\n                           WHERE d.program_id = NEW.program_id AND (true)) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'deployment_of_pko', MESSAGE = 'A deployment belongs to a PKO program.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='2105b6f8296f5b7386a4a785e6526678d34f744a', operation='INSERT', pgid='pgtrigger_of_pko_211b3', table='programs_deployment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deployment',
            trigger=pgtrigger.compiler.Trigger(name='for_its_unit', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.recipient_id IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM programs_recipient r\n                WHERE r.id = NEW.recipient_id AND r.program_id = NEW.program_id AND r.person_id IS NULL) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'pko_for_unit_of_program', MESSAGE = 'It is for a unit that the same program nominated.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='a17fec1c063f2fccfe22ae86af3ed837ebcb23e7', operation='INSERT OR UPDATE', pgid='pgtrigger_for_its_unit_7c418', table='programs_deployment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deployment',
            trigger=pgtrigger.compiler.Trigger(name='after_training', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.trained_by_id IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM programs_trainingevent e\n                JOIN programs_recipient trained ON trained.id = e.recipient_id\n                JOIN programs_recipient sent ON sent.id = NEW.recipient_id AND sent.unit_id = trained.unit_id\n                WHERE e.id = NEW.trained_by_id AND e.state = 'COMPLETED' AND e.end_on <= NEW.from_on) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'deployment_after_training', MESSAGE = 'That event did not train this unit before it left.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='af4f0ddea0e1044ff4db3275d0ba3b4337723f5b', operation='INSERT OR UPDATE', pgid='pgtrigger_after_training_78671', table='programs_deployment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deployment',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."from_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_deployment_from_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='5d2afe24ef39c02c03de0115fa2b08f7a15c61ee', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_15eba', table='programs_deployment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deployment',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead_until', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."until_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_deployment_until_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='e46afb37a725426e2e3738f794a60acba8297867', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_until_b2856', table='programs_deployment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deployment',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."program_id" IS DISTINCT FROM NEW."program_id") OR (OLD."recipient_id" IS DISTINCT FROM NEW."recipient_id") OR (OLD."operation" IS DISTINCT FROM NEW."operation") OR (OLD."from_on" IS DISTINCT FROM NEW."from_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_deployment_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='6b148efe44f3fa4338b4a0082e9c42d44be9f30b', operation='UPDATE', pgid='pgtrigger_frozen_969c6', table='programs_deployment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deployment',
            trigger=pgtrigger.compiler.Trigger(name='credited', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."trained_by_id" IS NOT NULL AND OLD."trained_by_id" IS DISTINCT FROM NEW."trained_by_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_deployment_credited\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='31d7dc02e46b0f8f1fee33a91b534f3f67dc4f3e', operation='UPDATE', pgid='pgtrigger_credited_696dc', table='programs_deployment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deployment',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_deployment_no_delete', MESSAGE = 'Deployments are never removed.', DETAIL = COALESCE('', '');", hash='56a94a71719600db91fc3f11a4fcb56a557bedf9', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_a0f00', table='programs_deployment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deployment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_deploymentevent" ("from_on", "id", "military", "operation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police", "program_id", "recipient_id", "trained_by_id", "until_on", "version", "women") SELECT new_values."from_on", new_values."id", new_values."military", new_values."operation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."police", new_values."program_id", new_values."recipient_id", new_values."trained_by_id", new_values."until_on", new_values."version", new_values."women" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='54f198a972985e33af6f6a3f801ff4a4b2445cf5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e9acd', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_deployment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deployment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_deploymentevent" ("from_on", "id", "military", "operation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police", "program_id", "recipient_id", "trained_by_id", "until_on", "version", "women") SELECT new_values."from_on", new_values."id", new_values."military", new_values."operation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."police", new_values."program_id", new_values."recipient_id", new_values."trained_by_id", new_values."until_on", new_values."version", new_values."women" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c06f13ba5735bdad16f558452e94b8c2d444039d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_43e72', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_deployment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deployment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_deploymentevent" ("from_on", "id", "military", "operation", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police", "program_id", "recipient_id", "trained_by_id", "until_on", "version", "women") SELECT old_values."from_on", old_values."id", old_values."military", old_values."operation", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."police", old_values."program_id", old_values."recipient_id", old_values."trained_by_id", old_values."until_on", old_values."version", old_values."women" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='cb1f09c6f9186ce32dfef2af98e0c325042e7739', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_956ad', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_deployment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingeventevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='079c7efc695fd96d0e087e413d660063f029e220', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_95853', table='programs_trainingeventevent', when='BEFORE')),
        ),
    ])
