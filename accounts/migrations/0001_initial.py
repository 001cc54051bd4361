import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from ground.triggers import at_once


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('partners', '0002_initial'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'accounts_user_no_delete', MESSAGE = 'Users are never removed.', DETAIL = COALESCE('', '');", hash='ac5c07dccda2c666d6c6bf169fff60f7815d5bed', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_c88c6', table='accounts_user', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") SELECT new_values."date_joined", new_values."email", new_values."first_name", new_values."id", new_values."is_active", new_values."is_staff", new_values."is_superuser", new_values."last_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."username" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='776b061bb682dca4e00199563b9d457cfe08e7cf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3867c', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_user', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") SELECT new_values."date_joined", new_values."email", new_values."first_name", new_values."id", new_values."is_active", new_values."is_staff", new_values."is_superuser", new_values."last_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."username" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."date_joined" IS DISTINCT FROM (new_values."date_joined") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."first_name" IS DISTINCT FROM (new_values."first_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."is_staff" IS DISTINCT FROM (new_values."is_staff") OR old_values."is_superuser" IS DISTINCT FROM (new_values."is_superuser") OR old_values."last_name" IS DISTINCT FROM (new_values."last_name") OR old_values."username" IS DISTINCT FROM (new_values."username")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7337c9eb266862939f699221a5691ec7f6f88c47', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0e890', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_user', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") SELECT old_values."date_joined", old_values."email", old_values."first_name", old_values."id", old_values."is_active", old_values."is_staff", old_values."is_superuser", old_values."last_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."username" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='05c60a415ba2ef59c7718971fdf88334be1d1142', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_19f14', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_user', when='AFTER'))],
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('REQUESTER', 'Requester (post)'), ('ANALYST', 'Analyst'), ('PROGRAM_MANAGER', 'Program manager'), ('FUNDS_OFFICER', 'Funds officer'), ('BUREAU_REVIEWER', 'Bureau reviewer'), ('HUMAN_RIGHTS_REVIEWER', 'Human-rights reviewer'), ('AUDITOR', 'Auditor'), ('ADMINISTRATOR', 'Administrator')], max_length=30)),
                ('everywhere', models.BooleanField(default=False)),
                ('region', models.CharField(blank=True, help_text='Code of a regional bureau: AF, EAP, EUR …', max_length=12)),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), blank=True, default=list, help_text='Program kinds; empty means all', size=None)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='from and until')),
                ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('operating_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='partners.operatingunit')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('everywhere', True), ('operating_unit__isnull', True), ('region', '')), models.Q(('everywhere', False), ('operating_unit__isnull', True), models.Q(('region', ''), _negated=True)), models.Q(('everywhere', False), ('operating_unit__isnull', False), ('region', '')), _connector='OR'), name='assignment_one_place', violation_error_message='Name one place: everywhere, a region, or an operating unit.'), models.CheckConstraint(condition=models.Q(('granted_by__isnull', True), models.Q(('granted_by', models.F('user')), _negated=True), _connector='OR'), name='assignment_not_by_oneself', violation_error_message='Nobody gives a role to themselves.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('user', '='), ('role', '='), ('region', '='), (django.db.models.functions.comparison.Coalesce('operating_unit', 0), '='), ('valid', '&&')], name='assignment_no_overlap', violation_error_message='The same role at the same place is already given for some of these days.')],
                'triggers': [pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'accounts_assignment_no_delete', MESSAGE = 'Assignments are never removed.', DETAIL = COALESCE('', '');", hash='0f4db39fd7b92e152537abef0a30c8ee529a67bd', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_e23e6', table='accounts_assignment', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_assignmentevent" ("everywhere", "granted_by_id", "id", "kinds", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "role", "user_id", "valid") SELECT new_values."everywhere", new_values."granted_by_id", new_values."id", new_values."kinds", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."region", new_values."role", new_values."user_id", new_values."valid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2f1995c77a58cb55789077f4eae766a34436bf5e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ffd50', referencing='REFERENCING NEW TABLE AS new_values ', table='accounts_assignment', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_assignmentevent" ("everywhere", "granted_by_id", "id", "kinds", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "role", "user_id", "valid") SELECT new_values."everywhere", new_values."granted_by_id", new_values."id", new_values."kinds", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."region", new_values."role", new_values."user_id", new_values."valid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d1f598cae7b96bca78fcdda2ea67f779abe33667', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_93e32', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_assignment', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_assignmentevent" ("everywhere", "granted_by_id", "id", "kinds", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "role", "user_id", "valid") SELECT old_values."everywhere", old_values."granted_by_id", old_values."id", old_values."kinds", old_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."region", old_values."role", old_values."user_id", old_values."valid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='bfd4646e47ee42628156b235c5b45abb283fe849', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_aa09b', referencing='REFERENCING OLD TABLE AS old_values ', table='accounts_assignment', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9e9498e73f6fbdf2642fb33fa14189f1ad2382c8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_45b21', table='accounts_userevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='AssignmentEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('REQUESTER', 'Requester (post)'), ('ANALYST', 'Analyst'), ('PROGRAM_MANAGER', 'Program manager'), ('FUNDS_OFFICER', 'Funds officer'), ('BUREAU_REVIEWER', 'Bureau reviewer'), ('HUMAN_RIGHTS_REVIEWER', 'Human-rights reviewer'), ('AUDITOR', 'Auditor'), ('ADMINISTRATOR', 'Administrator')], max_length=30)),
                ('everywhere', models.BooleanField(default=False)),
                ('region', models.CharField(blank=True, help_text='Code of a regional bureau: AF, EAP, EUR …', max_length=12)),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), blank=True, default=list, help_text='Program kinds; empty means all', size=None)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='from and until')),
                ('granted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('operating_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.operatingunit')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.assignment')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9d1e87891906d66a19efe944576ed3b53d8382fe', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dfbc9', table='accounts_assignmentevent', when='BEFORE'))],
            },
        ),
    ])
