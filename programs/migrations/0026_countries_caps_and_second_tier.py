import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
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
        ('programs', '0024_weapons_destroyed_and_land_released'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='CountryRestriction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(choices=[('HUMAN_RIGHTS', 'Consistent pattern of gross violations (FAA 502B)'), ('CHILD_SOLDIERS', 'Child soldiers (22 U.S.C. 2370c-1)'), ('COUP', 'Military coup (appropriations act)'), ('ARREARS', 'Arrears on debt (FAA 620(q), Brooke)'), ('TRAFFICKING', 'Trafficking in persons, tier 3'), ('ACT_HEADING', 'Country heading of an appropriations act')], max_length=16)),
                ('citation', models.CharField(max_length=160, verbose_name='authority')),
                ('accounts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('fiscal_year', models.PositiveIntegerField(blank=True, null=True, verbose_name='money of budget year')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='in force')),
                ('blocks', models.BooleanField(default=True, verbose_name='the law blocks obligation')),
                ('provided', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='provided, US dollars')),
                ('withheld', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='withheld, US dollars')),
                ('until_certified', models.CharField(blank=True, max_length=300, verbose_name='withheld until it is certified that')),
                ('source', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('counsel', models.CharField(blank=True, max_length=160, verbose_name='confirmed by counsel in')),
                ('confirmed_on', models.DateField(blank=True, null=True)),
                ('lifted_on', models.DateField(blank=True, null=True)),
                ('lifting', models.CharField(blank=True, max_length=160, verbose_name='lifted by the document')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='partners.country')),
                ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['country'], name='restriction_by_country')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('citation', ''), _negated=True), models.Q(('source', ''), _negated=True), ('kind__in', ['HUMAN_RIGHTS', 'CHILD_SOLDIERS', 'COUP', 'ARREARS', 'TRAFFICKING', 'ACT_HEADING'])), name='restriction_has_source', violation_error_message='A restriction names its law, and where it was read.'), models.CheckConstraint(condition=models.Q(('accounts__len__gt', 0)), name='restriction_touches_accounts', violation_error_message='A restriction touches at least one account.'), models.CheckConstraint(condition=models.Q(('valid__isempty', False), ('valid__startswith__isnull', False)), name='restriction_has_first_day', violation_error_message='A restriction is in force from a day on.'), models.CheckConstraint(condition=models.Q(models.Q(('provided', None), ('until_certified', ''), ('withheld', None)), models.Q(('fiscal_year__isnull', False), ('provided__gte', models.F('withheld')), ('withheld__gt', 0), models.Q(('until_certified', ''), _negated=True)), _connector='OR'), name='restriction_withholds_whole', violation_error_message='A withheld amount is part of what a budget year provides, until something is certified.'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by', None), ('confirmed_on', None)), models.Q(('confirmed_by__isnull', False), ('confirmed_on__isnull', False), models.Q(('confirmed_by', models.F('written_by')), _negated=True)), _connector='OR'), name='restriction_two_people', violation_error_message='Whoever wrote a restriction does not confirm it.'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_by', None), ('lifted_on', None)), models.Q(('lifted_by__isnull', False), ('lifted_on__isnull', False), models.Q(('lifted_by', models.F('written_by')), _negated=True)), _connector='OR'), name='restriction_lifted_by_another', violation_error_message='Whoever wrote a restriction does not lift it.'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_on', None), ('lifting', '')), models.Q(('lifted_on__isnull', False), models.Q(('lifting', ''), _negated=True)), _connector='OR'), name='restriction_lifted_by_document', violation_error_message='A restriction is lifted by a document.')],
            },
        ),
        migrations.CreateModel(
            name='SecondTierMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.CharField(blank=True, max_length=60, verbose_name='line of the implementer')),
                ('from_stage', models.CharField(choices=[('AWARDED', 'Awarded'), ('PLANNED_TO_LINE', 'Planned to a line'), ('LINE_COMMITTED', 'Committed on the line'), ('DELIVERED_VALUE', 'Delivered'), ('PAID', 'Paid'), ('RETURNED', 'Returned')], max_length=15)),
                ('to_stage', models.CharField(choices=[('AWARDED', 'Awarded'), ('PLANNED_TO_LINE', 'Planned to a line'), ('LINE_COMMITTED', 'Committed on the line'), ('DELIVERED_VALUE', 'Delivered'), ('PAID', 'Paid'), ('RETURNED', 'Returned')], max_length=15)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='amount, US dollars')),
                ('as_of', models.DateField(verbose_name='reported as of')),
                ('evidence', models.CharField(max_length=120, verbose_name='report')),
                ('note', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('obligation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tier_moves', to='programs.obligation')),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='programs.secondtiermove')),
            ],
            options={
                'verbose_name': 'report of an implementer',
                'verbose_name_plural': 'reports of implementers',
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='tier_amount_positive', violation_error_message='A report moves an amount above zero; to take one back, reverse it.'), models.CheckConstraint(condition=models.Q(models.Q(('from_stage', 'AWARDED'), ('reverses', None), ('to_stage', 'PLANNED_TO_LINE')), models.Q(('from_stage', 'PLANNED_TO_LINE'), ('reverses__isnull', False), ('to_stage', 'AWARDED')), models.Q(('from_stage', 'AWARDED'), ('reverses', None), ('to_stage', 'RETURNED')), models.Q(('from_stage', 'RETURNED'), ('reverses__isnull', False), ('to_stage', 'AWARDED')), models.Q(('from_stage', 'PLANNED_TO_LINE'), ('reverses', None), ('to_stage', 'LINE_COMMITTED')), models.Q(('from_stage', 'LINE_COMMITTED'), ('reverses__isnull', False), ('to_stage', 'PLANNED_TO_LINE')), models.Q(('from_stage', 'PLANNED_TO_LINE'), ('reverses', None), ('to_stage', 'RETURNED')), models.Q(('from_stage', 'RETURNED'), ('reverses__isnull', False), ('to_stage', 'PLANNED_TO_LINE')), models.Q(('from_stage', 'LINE_COMMITTED'), ('reverses', None), ('to_stage', 'DELIVERED_VALUE')), models.Q(('from_stage', 'DELIVERED_VALUE'), ('reverses__isnull', False), ('to_stage', 'LINE_COMMITTED')), models.Q(('from_stage', 'LINE_COMMITTED'), ('reverses', None), ('to_stage', 'RETURNED')), models.Q(('from_stage', 'RETURNED'), ('reverses__isnull', False), ('to_stage', 'LINE_COMMITTED')), models.Q(('from_stage', 'DELIVERED_VALUE'), ('reverses', None), ('to_stage', 'PAID')), models.Q(('from_stage', 'PAID'), ('reverses__isnull', False), ('to_stage', 'DELIVERED_VALUE')), models.Q(('from_stage', 'PAID'), ('reverses', None), ('to_stage', 'RETURNED')), models.Q(('from_stage', 'RETURNED'), ('reverses__isnull', False), ('to_stage', 'PAID')), _connector='OR'), name='tier_move_is_legal', violation_error_message='Money of an implementer does not move from the one stage to the other.'), models.CheckConstraint(condition=models.Q(('evidence', ''), _negated=True), name='tier_has_evidence', violation_error_message='A report names its document.'), models.CheckConstraint(condition=models.Q(models.Q(('line', ''), _negated=True), models.Q(('from_stage__in', ['AWARDED', 'RETURNED']), ('to_stage__in', ['AWARDED', 'RETURNED'])), _connector='OR'), name='tier_names_line', violation_error_message='From the plan on, money of an implementer is on a line.')],
            },
        ),
        migrations.CreateModel(
            name='CountryRestrictionEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(choices=[('HUMAN_RIGHTS', 'Consistent pattern of gross violations (FAA 502B)'), ('CHILD_SOLDIERS', 'Child soldiers (22 U.S.C. 2370c-1)'), ('COUP', 'Military coup (appropriations act)'), ('ARREARS', 'Arrears on debt (FAA 620(q), Brooke)'), ('TRAFFICKING', 'Trafficking in persons, tier 3'), ('ACT_HEADING', 'Country heading of an appropriations act')], max_length=16)),
                ('citation', models.CharField(max_length=160, verbose_name='authority')),
                ('accounts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('fiscal_year', models.PositiveIntegerField(blank=True, null=True, verbose_name='money of budget year')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='in force')),
                ('blocks', models.BooleanField(default=True, verbose_name='the law blocks obligation')),
                ('provided', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='provided, US dollars')),
                ('withheld', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='withheld, US dollars')),
                ('until_certified', models.CharField(blank=True, max_length=300, verbose_name='withheld until it is certified that')),
                ('source', models.CharField(max_length=300)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('counsel', models.CharField(blank=True, max_length=160, verbose_name='confirmed by counsel in')),
                ('confirmed_on', models.DateField(blank=True, null=True)),
                ('lifted_on', models.DateField(blank=True, null=True)),
                ('lifting', models.CharField(blank=True, max_length=160, verbose_name='lifted by the document')),
                ('confirmed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('country', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.country')),
                ('lifted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.countryrestriction')),
                ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RestrictionWaiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(choices=[('WAIVER', 'Waiver'), ('EXCEPTION', 'Exception in the law')], max_length=9)),
                ('citation', models.CharField(max_length=160, verbose_name='authority')),
                ('document', models.CharField(max_length=160)),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='for, US dollars')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='in force')),
                ('confirmed_on', models.DateField(blank=True, null=True)),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('restriction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waivers', to='programs.countryrestriction')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('citation', ''), _negated=True), models.Q(('document', ''), _negated=True), ('kind__in', ['WAIVER', 'EXCEPTION'])), name='waiver_has_document', violation_error_message='A waiver names its authority and its document.'), models.CheckConstraint(condition=models.Q(('amount', None), ('amount__gt', 0), _connector='OR'), name='waiver_amount_positive', violation_error_message='A waiver is for an amount above zero, or for all.'), models.CheckConstraint(condition=models.Q(('valid__isempty', False), ('valid__startswith__isnull', False)), name='waiver_has_first_day', violation_error_message='A waiver is in force from a day on.'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by', None), ('confirmed_on', None)), models.Q(('confirmed_by__isnull', False), ('confirmed_on__isnull', False), models.Q(('confirmed_by', models.F('written_by')), _negated=True)), _connector='OR'), name='waiver_two_people', violation_error_message='Whoever wrote a waiver does not confirm it.')],
            },
        ),
        migrations.CreateModel(
            name='SecondTierMoveEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('line', models.CharField(blank=True, max_length=60, verbose_name='line of the implementer')),
                ('from_stage', models.CharField(choices=[('AWARDED', 'Awarded'), ('PLANNED_TO_LINE', 'Planned to a line'), ('LINE_COMMITTED', 'Committed on the line'), ('DELIVERED_VALUE', 'Delivered'), ('PAID', 'Paid'), ('RETURNED', 'Returned')], max_length=15)),
                ('to_stage', models.CharField(choices=[('AWARDED', 'Awarded'), ('PLANNED_TO_LINE', 'Planned to a line'), ('LINE_COMMITTED', 'Committed on the line'), ('DELIVERED_VALUE', 'Delivered'), ('PAID', 'Paid'), ('RETURNED', 'Returned')], max_length=15)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='amount, US dollars')),
                ('as_of', models.DateField(verbose_name='reported as of')),
                ('evidence', models.CharField(max_length=120, verbose_name='report')),
                ('note', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('obligation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.obligation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.secondtiermove')),
                ('reverses', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.secondtiermove')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TierVerification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verified_on', models.DateField()),
                ('how', models.CharField(max_length=300, verbose_name='how it was verified')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('move', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='verification', to='programs.secondtiermove')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('how', ''), _negated=True), name='tier_verification_says_how', violation_error_message='A verification says how it was made.')],
            },
        ),
        migrations.CreateModel(
            name='RestrictionWaiverEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(choices=[('WAIVER', 'Waiver'), ('EXCEPTION', 'Exception in the law')], max_length=9)),
                ('citation', models.CharField(max_length=160, verbose_name='authority')),
                ('document', models.CharField(max_length=160)),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='for, US dollars')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='in force')),
                ('confirmed_on', models.DateField(blank=True, null=True)),
                ('confirmed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.restrictionwaiver')),
                ('restriction', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.countryrestriction')),
                ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TierVerificationEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('verified_on', models.DateField()),
                ('how', models.CharField(max_length=300, verbose_name='how it was verified')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('move', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.secondtiermove')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.tierverification')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='obligation',
            trigger=pgtrigger.compiler.Trigger(name='country_open', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE fund programs_fund; shut record;', func="\n            IF TG_OP = 'UPDATE' AND (OLD.state = 'RECORDED' OR NEW.state <> 'RECORDED') THEN RETURN NEW; END IF;\n            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id;\n            IF NEW.state <> 'RECORDED' AND NOT fund.obligates_on_apportionment THEN RETURN NEW; END IF;\n            PERFORM 1 FROM programs_countryrestriction r WHERE r.country_id IN (\n        SELECT u.country_id FROM partners_operatingunit u WHERE u.id = NEW.operating_unit_id\n        UNION SELECT n.country_id FROM programs_obligationrecipient x\n        JOIN programs_recipient w ON w.id = x.recipient_id JOIN partners_unit n ON n.id = w.unit_id\n        WHERE x.obligation_id = NEW.id)\n                ORDER BY r.id FOR NO KEY UPDATE;\n            FOR shut IN \n        SELECT t.id, t.citation, GREATEST(t.allowed - t.used, 0) AS open_for FROM (\n        SELECT r.id, r.citation, r.blocks, w.open,\n               w.allowed + COALESCE(r.provided - r.withheld, 0) AS allowed, COALESCE((\n            SELECT sum((o.amount - \n        COALESCE((SELECT sum(CASE WHEN g.from_stage = 'OBLIGATED' THEN g.amount ELSE -g.amount END)\n                  FROM programs_fundtransaction g\n                  WHERE g.obligation_id = o.id\n                    AND (g.from_stage = 'OBLIGATED' AND g.to_stage IN ('ALLOTTED', 'DEOBLIGATED', 'EXPIRED', 'APPORTIONED')\n                         OR g.to_stage = 'OBLIGATED' AND g.from_stage IN ('ALLOTTED', 'DEOBLIGATED', 'EXPIRED', 'APPORTIONED') AND g.reverses_id IS NOT NULL)), 0)\n    )) FROM programs_obligation o JOIN programs_fund f ON f.id = o.fund_id\n            JOIN programs_account a ON a.id = f.account_id\n            JOIN partners_operatingunit u ON u.id = o.operating_unit_id\n            WHERE u.country_id = r.country_id AND a.code = ANY (r.accounts) AND (o.state = 'RECORDED' OR o.state = 'PROPOSED' AND f.obligates_on_apportionment) AND o.id <> NEW.id\n              AND f.fiscal_year = COALESCE(r.fiscal_year, f.fiscal_year)\n              AND (r.withheld IS NOT NULL OR r.valid @> o.effective_on)), 0) AS used\n        FROM programs_countryrestriction r\n        JOIN programs_account own ON own.id = fund.account_id AND own.code = ANY (r.accounts)\n        CROSS JOIN LATERAL (\n            SELECT COALESCE(bool_or(v.amount IS NULL), false) AS open, COALESCE(sum(v.amount), 0) AS allowed\n            FROM programs_restrictionwaiver v WHERE v.restriction_id = r.id AND v.confirmed_by_id IS NOT NULL\n              AND v.valid @> NEW.effective_on) w\n        WHERE r.confirmed_by_id IS NOT NULL AND r.country_id IN (\n        SELECT u.country_id FROM partners_operatingunit u WHERE u.id = NEW.operating_unit_id\n        UNION SELECT n.country_id FROM programs_obligationrecipient x\n        JOIN programs_recipient w ON w.id = x.recipient_id JOIN partners_unit n ON n.id = w.unit_id\n        WHERE x.obligation_id = NEW.id)\n          AND r.valid @> NEW.effective_on AND fund.fiscal_year = COALESCE(r.fiscal_year, fund.fiscal_year)\n          AND NOT COALESCE(r.lifted_on <= NEW.effective_on, false)\n    ) t\n        WHERE t.blocks AND NOT t.open AND t.used + NEW.amount > t.allowed ORDER BY t.id\n     LOOP\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'obligation_country_restricted', MESSAGE = 'The law shuts this money for the country.', DETAIL = COALESCE(shut.open_for || ' ' || shut.citation, '');\n            END LOOP;\n            RETURN NEW;\n        ", hash='fdffbbd05ee1685c3ec6d124be1a07c2d52e3a19', operation='INSERT OR UPDATE', pgid='pgtrigger_country_open_8a0cd', table='programs_obligation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryrestriction',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_countryrestriction_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='10e256fb02ad1572362ed651eb509d50c7c02062', operation='UPDATE', pgid='pgtrigger_next_version_866f6', table='programs_countryrestriction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryrestriction',
            trigger=pgtrigger.compiler.Trigger(name='written', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'INSERT' AND (NEW.confirmed_by_id IS NOT NULL OR NEW.lifted_by_id IS NOT NULL) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'restriction_not_born_confirmed', MESSAGE = 'A restriction is written first, and confirmed by another.', DETAIL = COALESCE('', '');\n            END IF;\n            IF EXISTS (SELECT unnest(NEW.accounts) EXCEPT SELECT a.code FROM programs_account a) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'restriction_accounts_known', MESSAGE = 'A restriction touches accounts that there are.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='d6f9aacf670f08c822df3e4a1ca7542866fc377c', operation='INSERT OR UPDATE', pgid='pgtrigger_written_1e2e1', table='programs_countryrestriction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryrestriction',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."country_id" IS DISTINCT FROM NEW."country_id") OR (OLD."kind" IS DISTINCT FROM NEW."kind") OR (OLD."citation" IS DISTINCT FROM NEW."citation") OR (OLD."accounts" IS DISTINCT FROM NEW."accounts") OR (OLD."fiscal_year" IS DISTINCT FROM NEW."fiscal_year") OR (OLD."valid" IS DISTINCT FROM NEW."valid") OR (OLD."blocks" IS DISTINCT FROM NEW."blocks") OR (OLD."provided" IS DISTINCT FROM NEW."provided") OR (OLD."withheld" IS DISTINCT FROM NEW."withheld") OR (OLD."until_certified" IS DISTINCT FROM NEW."until_certified") OR (OLD."source" IS DISTINCT FROM NEW."source") OR (OLD."note" IS DISTINCT FROM NEW."note") OR (OLD."written_by_id" IS DISTINCT FROM NEW."written_by_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_countryrestriction_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='819a6479a2ba685ea915beef3a334b681ddeb9be', operation='UPDATE', pgid='pgtrigger_frozen_32808', table='programs_countryrestriction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryrestriction',
            trigger=pgtrigger.compiler.Trigger(name='confirmed', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."confirmed_by_id" IS NOT NULL AND OLD."confirmed_by_id" IS DISTINCT FROM NEW."confirmed_by_id") OR (OLD."confirmed_on" IS NOT NULL AND OLD."confirmed_on" IS DISTINCT FROM NEW."confirmed_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_countryrestriction_confirmed\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='68693ebfe63da06b23f93496956e84bf54d1b51e', operation='UPDATE', pgid='pgtrigger_confirmed_9930b', table='programs_countryrestriction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryrestriction',
            trigger=pgtrigger.compiler.Trigger(name='lifted', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."lifted_on" IS NOT NULL AND OLD."lifted_on" IS DISTINCT FROM NEW."lifted_on") OR (OLD."lifted_by_id" IS NOT NULL AND OLD."lifted_by_id" IS DISTINCT FROM NEW."lifted_by_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_countryrestriction_lifted\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='ade2815e7f31ecdc575c43f78a3675cb1c323e29', operation='UPDATE', pgid='pgtrigger_lifted_b378d', table='programs_countryrestriction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryrestriction',
            trigger=pgtrigger.compiler.Trigger(name='confirmed_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."confirmed_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_countryrestriction_confirmed_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='24d3ccdd82e4169e2531be7986024ad5c125c88a', operation='INSERT OR UPDATE', pgid='pgtrigger_confirmed_ahead_6f7f8', table='programs_countryrestriction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryrestriction',
            trigger=pgtrigger.compiler.Trigger(name='lifted_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."lifted_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_countryrestriction_lifted_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='d71c73dc02d1df1d2da85d2f2d1eea37d1198dea', operation='INSERT OR UPDATE', pgid='pgtrigger_lifted_ahead_80e59', table='programs_countryrestriction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryrestriction',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_countryrestriction_no_delete', MESSAGE = 'Country restrictions are never removed.', DETAIL = COALESCE('', '');", hash='e3fd05feff34ecb43071b3c43c29a9a6a043505b', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_55cef', table='programs_countryrestriction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryrestriction',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_countryrestrictionevent" ("accounts", "blocks", "citation", "confirmed_by_id", "confirmed_on", "counsel", "country_id", "fiscal_year", "id", "kind", "lifted_by_id", "lifted_on", "lifting", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provided", "source", "until_certified", "valid", "version", "withheld", "written_by_id") SELECT new_values."accounts", new_values."blocks", new_values."citation", new_values."confirmed_by_id", new_values."confirmed_on", new_values."counsel", new_values."country_id", new_values."fiscal_year", new_values."id", new_values."kind", new_values."lifted_by_id", new_values."lifted_on", new_values."lifting", new_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."provided", new_values."source", new_values."until_certified", new_values."valid", new_values."version", new_values."withheld", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e2065b7d7da94b47b611b357d542bc788f826820', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_37488', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_countryrestriction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryrestriction',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_countryrestrictionevent" ("accounts", "blocks", "citation", "confirmed_by_id", "confirmed_on", "counsel", "country_id", "fiscal_year", "id", "kind", "lifted_by_id", "lifted_on", "lifting", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provided", "source", "until_certified", "valid", "version", "withheld", "written_by_id") SELECT new_values."accounts", new_values."blocks", new_values."citation", new_values."confirmed_by_id", new_values."confirmed_on", new_values."counsel", new_values."country_id", new_values."fiscal_year", new_values."id", new_values."kind", new_values."lifted_by_id", new_values."lifted_on", new_values."lifting", new_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."provided", new_values."source", new_values."until_certified", new_values."valid", new_values."version", new_values."withheld", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f9a80d1ab8073cdc258fc5a0989225b651bc7e2f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_1812c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_countryrestriction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryrestriction',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_countryrestrictionevent" ("accounts", "blocks", "citation", "confirmed_by_id", "confirmed_on", "counsel", "country_id", "fiscal_year", "id", "kind", "lifted_by_id", "lifted_on", "lifting", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provided", "source", "until_certified", "valid", "version", "withheld", "written_by_id") SELECT old_values."accounts", old_values."blocks", old_values."citation", old_values."confirmed_by_id", old_values."confirmed_on", old_values."counsel", old_values."country_id", old_values."fiscal_year", old_values."id", old_values."kind", old_values."lifted_by_id", old_values."lifted_on", old_values."lifting", old_values."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."provided", old_values."source", old_values."until_certified", old_values."valid", old_values."version", old_values."withheld", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0a343eea5bb225a777a021e36baf78155750be9b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2edc0', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_countryrestriction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='countryrestrictionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9887be67b65c7cc2f470052709090a47b088edfb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0e9b0', table='programs_countryrestrictionevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='restrictionwaiver',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_restrictionwaiver_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='51353235a7ece244c71f2efee13451cdba333204', operation='UPDATE', pgid='pgtrigger_next_version_ff834', table='programs_restrictionwaiver', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='restrictionwaiver',
            trigger=pgtrigger.compiler.Trigger(name='written', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.confirmed_by_id IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'waiver_not_born_confirmed', MESSAGE = 'A waiver is written first, and confirmed by another.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NOT EXISTS (SELECT 1 FROM programs_countryrestriction r WHERE r.id = NEW.restriction_id\n                           AND r.confirmed_by_id IS NOT NULL AND r.lifted_on IS NULL) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'waiver_of_confirmed', MESSAGE = 'Only a restriction that is confirmed and stands is waived.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='5556d7519414030488ec00990aee47cc9cd9b749', operation='INSERT', pgid='pgtrigger_written_f89fe', table='programs_restrictionwaiver', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='restrictionwaiver',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."restriction_id" IS DISTINCT FROM NEW."restriction_id") OR (OLD."kind" IS DISTINCT FROM NEW."kind") OR (OLD."citation" IS DISTINCT FROM NEW."citation") OR (OLD."document" IS DISTINCT FROM NEW."document") OR (OLD."amount" IS DISTINCT FROM NEW."amount") OR (OLD."valid" IS DISTINCT FROM NEW."valid") OR (OLD."written_by_id" IS DISTINCT FROM NEW."written_by_id") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_restrictionwaiver_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='cbbad224bd9b619bebb6a70ca5363769bfc6862d', operation='UPDATE', pgid='pgtrigger_frozen_1d402', table='programs_restrictionwaiver', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='restrictionwaiver',
            trigger=pgtrigger.compiler.Trigger(name='confirmed', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."confirmed_by_id" IS NOT NULL AND OLD."confirmed_by_id" IS DISTINCT FROM NEW."confirmed_by_id") OR (OLD."confirmed_on" IS NOT NULL AND OLD."confirmed_on" IS DISTINCT FROM NEW."confirmed_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_restrictionwaiver_confirmed\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='0665c0c3b362eac4981ce222e09e9ace5753ec8c', operation='UPDATE', pgid='pgtrigger_confirmed_9a409', table='programs_restrictionwaiver', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='restrictionwaiver',
            trigger=pgtrigger.compiler.Trigger(name='confirmed_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."confirmed_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_restrictionwaiver_confirmed_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='142ae1bac0bdc025f031c3b3873ab6deb7c0ffdf', operation='INSERT OR UPDATE', pgid='pgtrigger_confirmed_ahead_3c04a', table='programs_restrictionwaiver', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='restrictionwaiver',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_restrictionwaiver_no_delete', MESSAGE = 'Restriction waivers are never removed.', DETAIL = COALESCE('', '');", hash='96227287daac0023c16d8c1137f89d1499b9488d', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_6374a', table='programs_restrictionwaiver', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='restrictionwaiver',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_restrictionwaiverevent" ("amount", "citation", "confirmed_by_id", "confirmed_on", "document", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "restriction_id", "valid", "version", "written_by_id") SELECT new_values."amount", new_values."citation", new_values."confirmed_by_id", new_values."confirmed_on", new_values."document", new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."restriction_id", new_values."valid", new_values."version", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='41cbd674e9151acd866f35d4478d5b846e38cbd4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8eaab', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_restrictionwaiver', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='restrictionwaiver',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_restrictionwaiverevent" ("amount", "citation", "confirmed_by_id", "confirmed_on", "document", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "restriction_id", "valid", "version", "written_by_id") SELECT new_values."amount", new_values."citation", new_values."confirmed_by_id", new_values."confirmed_on", new_values."document", new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."restriction_id", new_values."valid", new_values."version", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8319526e88d221dabca2bca59a9b840e8104d99b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_49175', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_restrictionwaiver', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='restrictionwaiver',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_restrictionwaiverevent" ("amount", "citation", "confirmed_by_id", "confirmed_on", "document", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "restriction_id", "valid", "version", "written_by_id") SELECT old_values."amount", old_values."citation", old_values."confirmed_by_id", old_values."confirmed_on", old_values."document", old_values."id", old_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."restriction_id", old_values."valid", old_values."version", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='99e3297b7d35549421fe1c03ba0fcaf8f3f410d2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2ed0b', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_restrictionwaiver', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='restrictionwaiverevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e3a338177cc88ed05e220375eaf2c03b142088a0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_33825', table='programs_restrictionwaiverevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondtiermove',
            trigger=pgtrigger.compiler.Trigger(name='tier_rules', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE obligation programs_obligation; was programs_secondtiermove; left_out numeric; returned numeric; awarded numeric; here numeric;', func="\n            SELECT * INTO obligation FROM programs_obligation WHERE id = NEW.obligation_id FOR NO KEY UPDATE;\n            IF obligation.state IS DISTINCT FROM 'RECORDED' THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'tier_obligation_recorded', MESSAGE = 'An implementer has an obligation once it is recorded.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.as_of < obligation.effective_on THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'tier_after_award', MESSAGE = 'It was not awarded by that day.', DETAIL = COALESCE(obligation.effective_on::text, '');\n            END IF;\n            IF NEW.reverses_id IS NOT NULL THEN\n                SELECT * INTO was FROM programs_secondtiermove WHERE id = NEW.reverses_id;\n                IF (was.obligation_id, was.line, was.from_stage, was.to_stage, was.amount)\n                   IS DISTINCT FROM (NEW.obligation_id, NEW.line, NEW.to_stage, NEW.from_stage, NEW.amount)\n                   OR was.reverses_id IS NOT NULL OR was.as_of > NEW.as_of THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'tier_reversal_mirrors', MESSAGE = 'A reversal mirrors one report exactly.', DETAIL = COALESCE('', '');\n                END IF;\n            END IF;\n            SELECT COALESCE(sum(CASE WHEN m.from_stage = 'AWARDED' THEN m.amount\n                                     WHEN m.to_stage = 'AWARDED' THEN -m.amount END), 0),\n                   COALESCE(sum(CASE WHEN m.to_stage = 'RETURNED' THEN m.amount\n                                     WHEN m.from_stage = 'RETURNED' THEN -m.amount END), 0),\n                   COALESCE(sum(CASE WHEN m.line <> NEW.line THEN 0 WHEN m.to_stage = NEW.from_stage THEN m.amount\n                                     WHEN m.from_stage = NEW.from_stage THEN -m.amount END), 0)\n                INTO left_out, returned, here\n                FROM programs_secondtiermove m WHERE m.obligation_id = NEW.obligation_id;\n            returned := returned - CASE WHEN NEW.from_stage = 'RETURNED' THEN NEW.amount ELSE 0 END\n                                 + CASE WHEN NEW.to_stage = 'RETURNED' THEN NEW.amount ELSE 0 END;\n            left_out := left_out - CASE WHEN NEW.to_stage = 'AWARDED' THEN NEW.amount ELSE 0 END;\n            awarded := obligation.amount - left_out - GREATEST(\n        COALESCE((SELECT sum(CASE WHEN g.from_stage = 'OBLIGATED' THEN g.amount ELSE -g.amount END)\n                  FROM programs_fundtransaction g\n                  WHERE g.obligation_id = obligation.id\n                    AND (g.from_stage = 'OBLIGATED' AND g.to_stage IN ('ALLOTTED', 'DEOBLIGATED', 'EXPIRED', 'APPORTIONED')\n                         OR g.to_stage = 'OBLIGATED' AND g.from_stage IN ('ALLOTTED', 'DEOBLIGATED', 'EXPIRED', 'APPORTIONED') AND g.reverses_id IS NOT NULL)), 0)\n     - returned, 0);\n            IF NEW.from_stage = 'AWARDED' THEN here := awarded; END IF;\n            IF NEW.amount > here OR awarded < 0 AND NEW.from_stage = 'RETURNED' THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'tier_stage_before', MESSAGE = 'More than stands with the implementer at the stage before.', DETAIL = COALESCE(GREATEST(here, 0)::text, '');\n            END IF;\n            RETURN NEW;\n        ", hash='049069ca6e0c3f9b6c927ba9cc80e63df2fdb624', operation='INSERT', pgid='pgtrigger_tier_rules_26dfd', table='programs_secondtiermove', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondtiermove',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."as_of" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_secondtiermove_as_of_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='e8b48a24117850913b961ccedf4760d746dcf69f', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_a7c2e', table='programs_secondtiermove', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondtiermove',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_secondtiermove_append_only', MESSAGE = 'Reports of implementers are never changed or removed.', DETAIL = COALESCE('', '');", hash='814f28b68bb85d9bcc82bda3e30dcbbbb85f4792', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_b9024', table='programs_secondtiermove', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondtiermove',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_secondtiermoveevent" ("amount", "as_of", "at", "by_id", "evidence", "from_stage", "id", "line", "note", "obligation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reverses_id", "to_stage") SELECT new_values."amount", new_values."as_of", new_values."at", new_values."by_id", new_values."evidence", new_values."from_stage", new_values."id", new_values."line", new_values."note", new_values."obligation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."reverses_id", new_values."to_stage" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='16c683cf4a2a8e129ceab40af074b4fed5e2693f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4346a', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_secondtiermove', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondtiermove',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_secondtiermoveevent" ("amount", "as_of", "at", "by_id", "evidence", "from_stage", "id", "line", "note", "obligation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reverses_id", "to_stage") SELECT new_values."amount", new_values."as_of", new_values."at", new_values."by_id", new_values."evidence", new_values."from_stage", new_values."id", new_values."line", new_values."note", new_values."obligation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."reverses_id", new_values."to_stage" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6bd3768565b311d2f8511eacba720841d8b849d8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e3667', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_secondtiermove', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondtiermove',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_secondtiermoveevent" ("amount", "as_of", "at", "by_id", "evidence", "from_stage", "id", "line", "note", "obligation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reverses_id", "to_stage") SELECT old_values."amount", old_values."as_of", old_values."at", old_values."by_id", old_values."evidence", old_values."from_stage", old_values."id", old_values."line", old_values."note", old_values."obligation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."reverses_id", old_values."to_stage" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='881a9284a4abfd042e9f20b4685a2e38c01531ff', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c7c9b', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_secondtiermove', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secondtiermoveevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='655579383bf78d8b6c5187923d619d40658ed455', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f0d6e', table='programs_secondtiermoveevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tierverification',
            trigger=pgtrigger.compiler.Trigger(name='by_another', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE report programs_secondtiermove;', func="\n            SELECT * INTO report FROM programs_secondtiermove WHERE id = NEW.move_id;\n            IF report.by_id = NEW.by_id THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'tier_verified_by_another', MESSAGE = 'Whoever wrote a report down does not verify it.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.verified_on < report.as_of THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'tier_verified_after', MESSAGE = 'It is verified on or after its day.', DETAIL = COALESCE(report.as_of::text, '');\n            END IF;\n            RETURN NEW;\n        ", hash='2cd94ddb75f33dc767924751c04e9473924d1cfd', operation='INSERT', pgid='pgtrigger_by_another_375b2', table='programs_tierverification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tierverification',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."verified_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_tierverification_verified_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='1fe3997e97f033a565cfc3f80cf8d5e2b042c07c', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_d987a', table='programs_tierverification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tierverification',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_tierverification_append_only', MESSAGE = 'Tier verifications are never changed or removed.', DETAIL = COALESCE('', '');", hash='9a6ff9e699034633ffbed9c783242efbfc63a55e', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_96090', table='programs_tierverification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tierverification',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_tierverificationevent" ("at", "by_id", "how", "id", "move_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verified_on") SELECT new_values."at", new_values."by_id", new_values."how", new_values."id", new_values."move_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."verified_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='29047e3264b7f4f443ff3e62fd873810cf552024', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_95195', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_tierverification', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tierverification',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_tierverificationevent" ("at", "by_id", "how", "id", "move_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verified_on") SELECT new_values."at", new_values."by_id", new_values."how", new_values."id", new_values."move_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."verified_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9e0564d0c0bb836dab0ebd1e1c49948094ac2d60', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b9f09', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_tierverification', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tierverification',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_tierverificationevent" ("at", "by_id", "how", "id", "move_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verified_on") SELECT old_values."at", old_values."by_id", old_values."how", old_values."id", old_values."move_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."verified_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='23a3adeb505bd503d758c3995d1ae92053466b70', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e7ec7', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_tierverification', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tierverificationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8b7324fee7894a8874a65a356b81624593d51a4c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_504ee', table='programs_tierverificationevent', when='BEFORE')),
        ),
    ])
