import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.math
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
        ('programs', '0028_weapons_destroyed_and_land_released'),
    ]

    operations = at_once([
        migrations.CreateModel(
            name='CaseDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(choices=[('BASIC', 'Basic'), ('AMENDMENT', 'Amendment'), ('MODIFICATION', 'Modification')], max_length=12)),
                ('number', models.PositiveIntegerField(default=0, verbose_name='version')),
                ('state', models.CharField(choices=[('DEVELOPMENT', 'Development'), ('WRITE', 'Write'), ('REVIEW', 'Review'), ('PROPOSED', 'Proposed'), ('OFFERED', 'Offered'), ('ACCEPTED', 'Accepted'), ('IMPLEMENTED', 'Implemented'), ('SUPPLY_COMPLETE', 'Supply complete'), ('CLOSURE_PENDING', 'Closure pending'), ('CLOSED', 'Closed'), ('CANCELLED', 'Cancelled'), ('WITHDRAWN', 'Withdrawn')], default='DEVELOPMENT', max_length=16)),
                ('total_value', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='value, US dollars')),
                ('fmf_share', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='FMF, US dollars')),
                ('national_share', models.DecimalField(decimal_places=2, default=0, max_digits=20, verbose_name='national funds, US dollars')),
                ('loan_share', models.DecimalField(decimal_places=2, default=0, max_digits=20, verbose_name='loan, US dollars')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='what it changes')),
                ('offered_on', models.DateField(blank=True, null=True)),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='offer expires on')),
                ('accepted_on', models.DateField(blank=True, null=True, verbose_name='signed by the partner on')),
                ('deposit', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='initial deposit, US dollars')),
                ('deposited_on', models.DateField(blank=True, null=True)),
                ('implemented_on', models.DateField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='programs.fmscase')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('case', 'kind', 'number'), name='case_document_once', violation_error_message='This version of the case exists already.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'BASIC'), ('number', 0)), models.Q(models.Q(('kind', 'BASIC'), _negated=True), ('number__gt', 0)), _connector='OR'), name='case_document_numbered', violation_error_message='The basic document has no version; the others count from one.'), models.CheckConstraint(condition=models.Q(('fmf_share__gte', 0), ('loan_share__gte', 0), ('national_share__gte', 0)), name='case_document_not_negative', violation_error_message='Amounts are zero or more.'), models.CheckConstraint(condition=models.Q(('total_value', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('fmf_share'), '+', models.F('national_share')), '+', models.F('loan_share')))), name='case_document_shares', violation_error_message='FMF, national funds and loan make up the value of the document.'), models.CheckConstraint(condition=models.Q(('loan_share', 0), ('loan_share', models.F('total_value')), _connector='OR'), name='case_document_loan_apart', violation_error_message='Loan money is never mixed with other money in one case.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['OFFERED', 'ACCEPTED', 'IMPLEMENTED', 'SUPPLY_COMPLETE', 'CLOSURE_PENDING', 'CLOSED']), _negated=True), models.Q(('expires_on__gte', models.F('offered_on')), ('offered_on__isnull', False)), _connector='OR'), name='case_document_offered', violation_error_message='An offer has its day and, not before it, its last day.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('ACCEPTED', 'IMPLEMENTED', 'SUPPLY_COMPLETE', 'CLOSURE_PENDING', 'CLOSED')), _negated=True), ('accepted_on__isnull', False), _connector='OR'), name='case_document_accepted', violation_error_message='What is accepted has the day of its signature.'), models.CheckConstraint(condition=models.Q(('accepted_on', None), models.Q(('accepted_on__gte', models.F('offered_on')), ('accepted_on__lte', models.F('expires_on'))), _connector='OR'), name='case_document_accepted_in_time', violation_error_message='An offer is signed between its day and its last day; extend it first.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('IMPLEMENTED', 'SUPPLY_COMPLETE', 'CLOSURE_PENDING', 'CLOSED')), _negated=True), models.Q(('deposit__isnull', False), ('deposited_on__isnull', False), ('deposited_on__lte', models.F('implemented_on')), ('implemented_on__gte', models.F('accepted_on'))), _connector='OR'), name='case_document_implemented', violation_error_message='Implementation needs the signature and the initial deposit before it.'), models.CheckConstraint(condition=models.Q(models.Q(('deposit', None), ('deposited_on', None)), models.Q(('deposit__gte', 0), ('deposited_on__isnull', False)), _connector='OR'), name='case_document_deposit_whole', violation_error_message='A deposit has an amount and a day.')],
            },
        ),
        migrations.CreateModel(
            name='CaseFunding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='amount, US dollars')),
                ('committed_on', models.DateField()),
                ('document', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funding', to='programs.fmscase')),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_funding', to='programs.fund')),
                ('returns', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='returned_by', to='programs.casefunding')),
            ],
            options={
                'verbose_name': 'commitment to a case',
                'verbose_name_plural': 'commitments to cases',
                'indexes': [models.Index(fields=['fund', 'case'], name='case_funding_by_fund')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0), models.Q(('document', ''), _negated=True)), name='case_funding_amount_and_document', violation_error_message='A commitment has an amount above zero and a document.')],
            },
        ),
        migrations.CreateModel(
            name='CashFlowPayment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('fiscal_year', models.PositiveIntegerField()),
                ('planned', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='planned payment, US dollars')),
                ('source', models.CharField(max_length=160)),
                ('operating_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cash_flow_payments', to='partners.operatingunit')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('operating_unit', 'fiscal_year'), name='cash_flow_once', violation_error_message='This year is planned already; change its figure.'), models.CheckConstraint(condition=models.Q(('planned__gte', 0), models.Q(('source', ''), _negated=True)), name='cash_flow_has_source', violation_error_message='A planned payment is zero or more and names its source.')],
            },
        ),
        migrations.CreateModel(
            name='GrantDetermination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fiscal_year', models.PositiveIntegerField()),
                ('what', models.CharField(choices=[('CHARTER', 'The country conforms to the purposes and principles of the UN Charter'), ('OWN_DEFENSE', 'The articles serve its own defense or that of its area'), ('CONTRIBUTES', 'Its increased ability is important to the security of the United States'), ('NO_OTHER_WAY', 'It could not be achieved more effectively by other means')], max_length=12)),
                ('determined_on', models.DateField()),
                ('document', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('operating_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grant_determinations', to='partners.operatingunit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('operating_unit', 'fiscal_year', 'what'), name='grant_determination_once', violation_error_message='This is determined for that year already.'), models.CheckConstraint(condition=models.Q(models.Q(('document', ''), _negated=True), ('what__in', ['CHARTER', 'OWN_DEFENSE', 'CONTRIBUTES', 'NO_OTHER_WAY'])), name='grant_determination_has_document', violation_error_message='A determination names its document.')],
            },
        ),
        migrations.CreateModel(
            name='LetterOfRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('number', models.CharField(help_text='As written on the letter', max_length=60)),
                ('received_on', models.DateField()),
                ('requirement', models.TextField(verbose_name="the partner's stated need, in its words")),
                ('missing', models.TextField(blank=True, verbose_name='what is missing')),
                ('actionable_on', models.DateField(blank=True, null=True)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='programs.program')),
            ],
            options={
                'verbose_name': 'letter of request',
                'verbose_name_plural': 'letters of request',
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('program', 'number'), name='letter_once', violation_error_message='This letter is kept already.'), models.CheckConstraint(condition=models.Q(models.Q(('requirement', ''), _negated=True), models.Q(('number', ''), _negated=True)), name='letter_states_the_need', violation_error_message="A letter has a number and states the partner's need."), models.CheckConstraint(condition=models.Q(('actionable_on', None), models.Q(('actionable_on__gte', models.F('received_on')), ('missing', '')), _connector='OR'), name='letter_actionable_when_complete', violation_error_message='A letter is actionable when nothing is missing, from its receipt on.')],
            },
        ),
        migrations.CreateModel(
            name='MisuseReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('reported_on', models.DateField()),
                ('source', models.CharField(max_length=200)),
                ('text', models.TextField(verbose_name='what was reported')),
                ('found', models.CharField(blank=True, choices=[('', 'Not assessed'), ('MISUSE', 'Used against purpose'), ('DIVERTED', 'Diverted or destroyed'), ('UNFOUNDED', 'Unfounded')], max_length=10, verbose_name='assessed as')),
                ('assessment', models.TextField(blank=True)),
                ('assessed_on', models.DateField(blank=True, null=True)),
                ('to_congress', models.BooleanField(blank=True, null=True, verbose_name='report to Congress')),
                ('line', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='misuse_reports', to='programs.fmscaseline')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='misuse_reports', to='programs.program')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='misuse_reports', to='partners.unit')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('source', ''), _negated=True), models.Q(('text', ''), _negated=True)), name='misuse_report_has_source', violation_error_message='A report of misuse says what and names its source.'), models.CheckConstraint(condition=models.Q(models.Q(('assessed_on', None), ('found', ''), ('to_congress', None)), models.Q(models.Q(('found', ''), _negated=True), models.Q(('assessment', ''), _negated=True), ('assessed_on__gte', models.F('reported_on')), ('to_congress__isnull', False)), _connector='OR'), name='misuse_report_assessed_whole', violation_error_message='An assessment has a day, a text, and says whether Congress is told.')],
            },
        ),
        migrations.CreateModel(
            name='MonitoredItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('serial', models.CharField(max_length=60, verbose_name='serial number')),
                ('received_on', models.DateField()),
                ('site', models.CharField(blank=True, max_length=120)),
                ('status', models.CharField(choices=[('IN_SERVICE', 'In service'), ('LOST', 'Lost'), ('EXPENDED', 'Expended'), ('DISPOSED', 'Disposed of')], default='IN_SERVICE', max_length=10)),
                ('consent', models.CharField(blank=True, max_length=120, verbose_name='third-party transfer consent')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='programs.fmscaseline')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='monitored_items', to='partners.unit')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('line', 'serial'), name='monitored_item_once', violation_error_message='This serial number is on the line already.'), models.CheckConstraint(condition=models.Q(('serial', ''), _negated=True), name='monitored_item_has_serial', violation_error_message='A monitored item has a serial number.')],
            },
        ),
        migrations.CreateModel(
            name='CaseDocumentEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(choices=[('BASIC', 'Basic'), ('AMENDMENT', 'Amendment'), ('MODIFICATION', 'Modification')], max_length=12)),
                ('number', models.PositiveIntegerField(default=0, verbose_name='version')),
                ('state', models.CharField(choices=[('DEVELOPMENT', 'Development'), ('WRITE', 'Write'), ('REVIEW', 'Review'), ('PROPOSED', 'Proposed'), ('OFFERED', 'Offered'), ('ACCEPTED', 'Accepted'), ('IMPLEMENTED', 'Implemented'), ('SUPPLY_COMPLETE', 'Supply complete'), ('CLOSURE_PENDING', 'Closure pending'), ('CLOSED', 'Closed'), ('CANCELLED', 'Cancelled'), ('WITHDRAWN', 'Withdrawn')], default='DEVELOPMENT', max_length=16)),
                ('total_value', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='value, US dollars')),
                ('fmf_share', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='FMF, US dollars')),
                ('national_share', models.DecimalField(decimal_places=2, default=0, max_digits=20, verbose_name='national funds, US dollars')),
                ('loan_share', models.DecimalField(decimal_places=2, default=0, max_digits=20, verbose_name='loan, US dollars')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='what it changes')),
                ('offered_on', models.DateField(blank=True, null=True)),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='offer expires on')),
                ('accepted_on', models.DateField(blank=True, null=True, verbose_name='signed by the partner on')),
                ('deposit', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='initial deposit, US dollars')),
                ('deposited_on', models.DateField(blank=True, null=True)),
                ('implemented_on', models.DateField(blank=True, null=True)),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.fmscase')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.casedocument')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseDuty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('what', models.CharField(choices=[('CONSULT', 'Consult the committees before a new LOA that FMF finances'), ('INFORM', 'Inform the committees of use against purpose'), ('DIVERTED', 'Inform the committees of diverted or destroyed assistance')], max_length=10)),
                ('due_on', models.DateField()),
                ('met_on', models.DateField(blank=True, null=True)),
                ('how', models.CharField(blank=True, max_length=300, verbose_name='how it was met')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='programs.fmscase')),
                ('misuse', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='programs.misusereport')),
            ],
            options={
                'verbose_name_plural': 'case duties',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('met_on', None), models.Q(('how', ''), _negated=True), _connector='OR'), name='case_duty_met_says_how', violation_error_message='A duty that is met says how.'), models.UniqueConstraint(condition=models.Q(('misuse', None)), fields=('case', 'what'), name='case_duty_once', violation_error_message='This duty is on the case already.')],
            },
        ),
        migrations.CreateModel(
            name='CaseFundingEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='amount, US dollars')),
                ('committed_on', models.DateField()),
                ('document', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.fmscase')),
                ('fund', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.fund')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.casefunding')),
                ('returns', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.casefunding')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseMilestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('CASEINIT', 'CASEINIT, case initiated'), ('DSTATUS', 'DSTATUS, in development'), ('CASEASGN', 'CASEASGN, case assigned'), ('MILAP', 'MILAP, approved by the military department'), ('WSTATUS', 'WSTATUS, being written'), ('WRITECOMP', 'WRITECOMP, written'), ('RSTATUS', 'RSTATUS, in review'), ('CPMREV', 'CPMREV, reviewed by the country program manager'), ('MILSGN', 'MILSGN, signed by the military department'), ('CWDAPPRV', 'CWDAPPRV, approved by the case writing division'), ('PSTATUS', 'PSTATUS, proposed'), ('STLST', 'STLST, sent to the State list')], max_length=10, verbose_name='milestone')),
                ('on_day', models.DateField(verbose_name='on')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='programs.casedocument')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'code'), name='case_milestone_once', violation_error_message='This milestone is recorded already.'), models.CheckConstraint(condition=models.Q(('code__in', ['CASEINIT', 'DSTATUS', 'CASEASGN', 'MILAP', 'WSTATUS', 'WRITECOMP', 'RSTATUS', 'CPMREV', 'MILSGN', 'CWDAPPRV', 'PSTATUS', 'STLST'])), name='case_milestone_known')],
            },
        ),
        migrations.CreateModel(
            name='CashFlowPaymentEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('fiscal_year', models.PositiveIntegerField()),
                ('planned', models.DecimalField(decimal_places=2, max_digits=20, verbose_name='planned payment, US dollars')),
                ('source', models.CharField(max_length=160)),
                ('operating_unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.operatingunit')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.cashflowpayment')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EndUseCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ROUTINE', 'Routine'), ('ENHANCED', 'Enhanced')], max_length=10, verbose_name='class')),
                ('checked_on', models.DateField()),
                ('serial_seen', models.BooleanField(verbose_name='serial number inventoried')),
                ('storage_holds', models.BooleanField(verbose_name='physical security checklist holds')),
                ('checklist', models.CharField(blank=True, help_text='The document of the checklist', max_length=120, verbose_name='checklist')),
                ('finding', models.TextField(blank=True)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='programs.monitoreditem')),
            ],
            options={
                'verbose_name': 'end-use check',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('serial_seen', True), ('storage_holds', True)), models.Q(('finding', ''), _negated=True), _connector='OR'), name='end_use_check_says_what_is_wrong', violation_error_message='A check that does not hold says what was found.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'ENHANCED'), _negated=True), models.Q(('checklist', ''), _negated=True), _connector='OR'), name='end_use_check_enhanced_has_checklist', violation_error_message='An enhanced check names its checklist.')],
            },
        ),
        migrations.CreateModel(
            name='GrantDeterminationEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('fiscal_year', models.PositiveIntegerField()),
                ('what', models.CharField(choices=[('CHARTER', 'The country conforms to the purposes and principles of the UN Charter'), ('OWN_DEFENSE', 'The articles serve its own defense or that of its area'), ('CONTRIBUTES', 'Its increased ability is important to the security of the United States'), ('NO_OTHER_WAY', 'It could not be achieved more effectively by other means')], max_length=12)),
                ('determined_on', models.DateField()),
                ('document', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('operating_unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.operatingunit')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.grantdetermination')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LetterOfRequestEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('number', models.CharField(help_text='As written on the letter', max_length=60)),
                ('received_on', models.DateField()),
                ('requirement', models.TextField(verbose_name="the partner's stated need, in its words")),
                ('missing', models.TextField(blank=True, verbose_name='what is missing')),
                ('actionable_on', models.DateField(blank=True, null=True)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.letterofrequest')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MisuseReportEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('reported_on', models.DateField()),
                ('source', models.CharField(max_length=200)),
                ('text', models.TextField(verbose_name='what was reported')),
                ('found', models.CharField(blank=True, choices=[('', 'Not assessed'), ('MISUSE', 'Used against purpose'), ('DIVERTED', 'Diverted or destroyed'), ('UNFOUNDED', 'Unfounded')], max_length=10, verbose_name='assessed as')),
                ('assessment', models.TextField(blank=True)),
                ('assessed_on', models.DateField(blank=True, null=True)),
                ('to_congress', models.BooleanField(blank=True, null=True, verbose_name='report to Congress')),
                ('line', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.fmscaseline')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.misusereport')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MonitoredItemEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('serial', models.CharField(max_length=60, verbose_name='serial number')),
                ('received_on', models.DateField()),
                ('site', models.CharField(blank=True, max_length=120)),
                ('status', models.CharField(choices=[('IN_SERVICE', 'In service'), ('LOST', 'Lost'), ('EXPENDED', 'Expended'), ('DISPOSED', 'Disposed of')], default='IN_SERVICE', max_length=10)),
                ('consent', models.CharField(blank=True, max_length=120, verbose_name='third-party transfer consent')),
                ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.fmscaseline')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.monitoreditem')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseDutyEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('what', models.CharField(choices=[('CONSULT', 'Consult the committees before a new LOA that FMF finances'), ('INFORM', 'Inform the committees of use against purpose'), ('DIVERTED', 'Inform the committees of diverted or destroyed assistance')], max_length=10)),
                ('due_on', models.DateField()),
                ('met_on', models.DateField(blank=True, null=True)),
                ('how', models.CharField(blank=True, max_length=300, verbose_name='how it was met')),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.fmscase')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.caseduty')),
                ('misuse', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.misusereport')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseMilestoneEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(choices=[('CASEINIT', 'CASEINIT, case initiated'), ('DSTATUS', 'DSTATUS, in development'), ('CASEASGN', 'CASEASGN, case assigned'), ('MILAP', 'MILAP, approved by the military department'), ('WSTATUS', 'WSTATUS, being written'), ('WRITECOMP', 'WRITECOMP, written'), ('RSTATUS', 'RSTATUS, in review'), ('CPMREV', 'CPMREV, reviewed by the country program manager'), ('MILSGN', 'MILSGN, signed by the military department'), ('CWDAPPRV', 'CWDAPPRV, approved by the case writing division'), ('PSTATUS', 'PSTATUS, proposed'), ('STLST', 'STLST, sent to the State list')], max_length=10, verbose_name='milestone')),
                ('on_day', models.DateField(verbose_name='on')),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.casedocument')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.casemilestone')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EndUseCheckEvent',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('ROUTINE', 'Routine'), ('ENHANCED', 'Enhanced')], max_length=10, verbose_name='class')),
                ('checked_on', models.DateField()),
                ('serial_seen', models.BooleanField(verbose_name='serial number inventoried')),
                ('storage_holds', models.BooleanField(verbose_name='physical security checklist holds')),
                ('checklist', models.CharField(blank=True, help_text='The document of the checklist', max_length=120, verbose_name='checklist')),
                ('finding', models.TextField(blank=True)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.endusecheck')),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.monitoreditem')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='agreement',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='agreement',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='agreement',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='delivery',
            name='under_agreement',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fmscase',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fmscase',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fmscase',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fmscaseline',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fmscaseline',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='fmscaseline',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='fmscase',
            name='fms_case_value_not_negative',
        ),
        migrations.AlterField(  # so that it can be put back
            model_name='fmscase',
            name='total_value',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=20, verbose_name='total value, US dollars'),
        ),
        migrations.AlterField(  # so that it can be put back
            model_name='fmscaseevent',
            name='total_value',
            field=models.DecimalField(decimal_places=2, default=0, max_digits=20, verbose_name='total value, US dollars'),
        ),
        migrations.RemoveField(
            model_name='fmscase',
            name='total_value',
        ),
        migrations.RemoveField(
            model_name='fmscaseevent',
            name='total_value',
        ),
        migrations.AddField(
            model_name='agreement',
            name='amends',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='programs.agreement'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='kind',
            field=models.CharField(choices=[('RECIPIENTS', 'Recipients named later, 22 U.S.C. 2378d(c)(1)'), ('SECTION_505', 'Section 505 agreement, 22 U.S.C. 2314(a)'), ('IAA', 'Interagency agreement, FAA s. 632(b)'), ('DIRECT', 'Purchase by direct commercial contract, 22 U.S.C. 2763'), ('GRANT', 'Grant or cooperative agreement'), ('CONTRACT', 'Contract'), ('CONTRIBUTION', 'Contribution')], default='RECIPIENTS', max_length=12),
        ),
        migrations.AddField(
            model_name='agreement',
            name='parties',
            field=models.CharField(blank=True, help_text='Who signed, where it is not the partner alone', max_length=200),
        ),
        migrations.AddField(
            model_name='agreement',
            name='terms',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('USE', 'Use by its own forces, for the purposes furnished'), ('TRANSFER', 'No transfer without consent'), ('SECURITY', 'Security substantially like that of the United States'), ('OBSERVATION', 'Observation and review by the United States')], max_length=12), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='agreementevent',
            name='amends',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.agreement'),
        ),
        migrations.AddField(
            model_name='agreementevent',
            name='kind',
            field=models.CharField(choices=[('RECIPIENTS', 'Recipients named later, 22 U.S.C. 2378d(c)(1)'), ('SECTION_505', 'Section 505 agreement, 22 U.S.C. 2314(a)'), ('IAA', 'Interagency agreement, FAA s. 632(b)'), ('DIRECT', 'Purchase by direct commercial contract, 22 U.S.C. 2763'), ('GRANT', 'Grant or cooperative agreement'), ('CONTRACT', 'Contract'), ('CONTRIBUTION', 'Contribution')], default='RECIPIENTS', max_length=12),
        ),
        migrations.AddField(
            model_name='agreementevent',
            name='parties',
            field=models.CharField(blank=True, help_text='Who signed, where it is not the partner alone', max_length=200),
        ),
        migrations.AddField(
            model_name='agreementevent',
            name='terms',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('USE', 'Use by its own forces, for the purposes furnished'), ('TRANSFER', 'No transfer without consent'), ('SECURITY', 'Security substantially like that of the United States'), ('OBSERVATION', 'Observation and review by the United States')], max_length=12), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='fmscase',
            name='financing',
            field=models.CharField(choices=[('GRANT', 'FMF grants'), ('LOAN', 'FMF loan')], default='GRANT', max_length=6),
        ),
        migrations.AddField(
            model_name='fmscase',
            name='kind',
            field=models.CharField(choices=[('DEFINED', 'Defined order'), ('BLANKET', 'Blanket order'), ('CLSSA', 'Cooperative logistics supply support (CLSSA)'), ('DIRECT', 'Direct commercial contract')], default='DEFINED', max_length=10),
        ),
        migrations.AddField(
            model_name='fmscaseevent',
            name='financing',
            field=models.CharField(choices=[('GRANT', 'FMF grants'), ('LOAN', 'FMF loan')], default='GRANT', max_length=6),
        ),
        migrations.AddField(
            model_name='fmscaseevent',
            name='kind',
            field=models.CharField(choices=[('DEFINED', 'Defined order'), ('BLANKET', 'Blanket order'), ('CLSSA', 'Cooperative logistics supply support (CLSSA)'), ('DIRECT', 'Direct commercial contract')], default='DEFINED', max_length=10),
        ),
        migrations.AddField(
            model_name='fmscaseline',
            name='delivery_from',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='fmscaseline',
            name='delivery_to',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='fmscaseline',
            name='end_use',
            field=models.CharField(choices=[('NONE', 'None'), ('ROUTINE', 'Routine'), ('ENHANCED', 'Enhanced')], default='NONE', max_length=10, verbose_name='end-use monitoring'),
        ),
        migrations.AddField(
            model_name='fmscaseline',
            name='is_mde',
            field=models.BooleanField(default=False, verbose_name='major defense equipment'),
        ),
        migrations.AddField(
            model_name='fmscaseline',
            name='is_sme',
            field=models.BooleanField(default=False, verbose_name='significant military equipment'),
        ),
        migrations.AddField(
            model_name='fmscaseline',
            name='unit',
            field=models.CharField(default='EA', max_length=20, verbose_name='unit of issue'),
        ),
        migrations.AddField(
            model_name='fmscaseline',
            name='unit_price',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='unit price, US dollars'),
        ),
        migrations.AddField(
            model_name='fmscaselineevent',
            name='delivery_from',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='fmscaselineevent',
            name='delivery_to',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='fmscaselineevent',
            name='end_use',
            field=models.CharField(choices=[('NONE', 'None'), ('ROUTINE', 'Routine'), ('ENHANCED', 'Enhanced')], default='NONE', max_length=10, verbose_name='end-use monitoring'),
        ),
        migrations.AddField(
            model_name='fmscaselineevent',
            name='is_mde',
            field=models.BooleanField(default=False, verbose_name='major defense equipment'),
        ),
        migrations.AddField(
            model_name='fmscaselineevent',
            name='is_sme',
            field=models.BooleanField(default=False, verbose_name='significant military equipment'),
        ),
        migrations.AddField(
            model_name='fmscaselineevent',
            name='unit',
            field=models.CharField(default='EA', max_length=20, verbose_name='unit of issue'),
        ),
        migrations.AddField(
            model_name='fmscaselineevent',
            name='unit_price',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name='unit price, US dollars'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='amends_its_like', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.amends_id IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM programs_agreement a WHERE a.id = NEW.amends_id AND a.amends_id IS NULL\n                  AND (a.operating_unit_id, a.kind) = (NEW.operating_unit_id, NEW.kind)) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'agreement_amends_its_like', MESSAGE = 'An amendment is of an agreement of its kind and partner.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='202817d8693fad73daa0aaf0a97a754646763f8c', operation='INSERT', pgid='pgtrigger_amends_its_like_35f0e', table='programs_agreement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."operating_unit_id" IS DISTINCT FROM NEW."operating_unit_id") OR (OLD."kind" IS DISTINCT FROM NEW."kind") OR (OLD."amends_id" IS DISTINCT FROM NEW."amends_id") OR (OLD."terms" IS DISTINCT FROM NEW."terms") OR (OLD."signed_on" IS DISTINCT FROM NEW."signed_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_agreement_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='dd5489af9405d7c0fc48746d4b9e259437fde28b', operation='UPDATE', pgid='pgtrigger_frozen_f3f1c', table='programs_agreement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_agreementevent" ("amends_id", "document", "id", "kind", "list_sent_on", "operating_unit_id", "parties", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_on", "terms", "title", "valid", "version") SELECT new_values."amends_id", new_values."document", new_values."id", new_values."kind", new_values."list_sent_on", new_values."operating_unit_id", new_values."parties", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."signed_on", new_values."terms", new_values."title", new_values."valid", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f3f7e8e4d6069abdf2755f68913c9f0faf123583', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_93b89', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_agreementevent" ("amends_id", "document", "id", "kind", "list_sent_on", "operating_unit_id", "parties", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_on", "terms", "title", "valid", "version") SELECT new_values."amends_id", new_values."document", new_values."id", new_values."kind", new_values."list_sent_on", new_values."operating_unit_id", new_values."parties", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."signed_on", new_values."terms", new_values."title", new_values."valid", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1cebcbf60c7e8460203c67c6edbc29ffc34c2f7a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c7c18', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_agreementevent" ("amends_id", "document", "id", "kind", "list_sent_on", "operating_unit_id", "parties", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_on", "terms", "title", "valid", "version") SELECT old_values."amends_id", old_values."document", old_values."id", old_values."kind", old_values."list_sent_on", old_values."operating_unit_id", old_values."parties", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."signed_on", old_values."terms", old_values."title", old_values."valid", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6cd6f588c0e82b5e3d869f29e3500ddd7f0898fb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c9e2d', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delivery',
            trigger=pgtrigger.compiler.Trigger(name='under_agreement', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.unit_id IS NOT NULL THEN RETURN NEW; END IF;\n            IF NOT EXISTS (\n                SELECT 1 FROM programs_agreement a JOIN programs_program p ON p.id = NEW.program_id\n                WHERE a.id = NEW.agreement_id AND a.kind = 'RECIPIENTS' AND a.operating_unit_id = p.operating_unit_id\n                  AND a.valid @> NEW.delivered_on AND a.list_sent_on <= NEW.delivered_on\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'delivery_under_agreement', MESSAGE = 'Recipients are not named, and no agreement with its list covers that day.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NOT EXISTS (\n                SELECT 1 FROM programs_fmscase c\n                WHERE c.program_id = NEW.program_id AND c.agreement_id = NEW.agreement_id AND NOT c.recipients_named\n                UNION ALL\n                SELECT 1 FROM programs_obligation o\n                WHERE o.program_id = NEW.program_id AND o.agreement_id = NEW.agreement_id AND NOT o.recipients_named\n                  AND o.state = 'RECORDED'\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'delivery_where_unnamed', MESSAGE = 'Nothing of this program says that its recipients cannot be named.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='6ba6aef0f70d1bb481d3304476e0fc70f50b6c84', operation='INSERT', pgid='pgtrigger_under_agreement_2c69f', table='programs_delivery', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delivery',
            trigger=pgtrigger.compiler.Trigger(name='ordered', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE item programs_fmscaseline; place bigint; room numeric;', func="\n            IF NEW.line_id IS NULL OR NEW.reverses_id IS NOT NULL THEN RETURN NEW; END IF;\n            SELECT * INTO item FROM programs_fmscaseline WHERE id = NEW.line_id FOR NO KEY UPDATE;\n            PERFORM 1 FROM programs_casedocument d WHERE d.id = item.document_id AND d.state = 'IMPLEMENTED' FOR SHARE;\n            IF NOT FOUND AND item.document_id IS NOT NULL THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'delivery_of_implemented', MESSAGE = 'The document of this line is not implemented.', DETAIL = COALESCE('', '');\n            END IF;\n            SELECT item.quantity - COALESCE(sum(d.quantity), 0) INTO room\n                FROM programs_delivery d WHERE d.line_id = item.id;\n            IF NEW.quantity > room THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'delivery_within_line', MESSAGE = 'More than the line has left to deliver.', DETAIL = COALESCE(room::text, '');\n            END IF;\n            SELECT p.operating_unit_id INTO place FROM programs_fmscase c JOIN programs_program p ON p.id = c.program_id\n                WHERE c.id = item.case_id AND c.financing = 'GRANT' AND EXISTS (\n            SELECT 1 FROM programs_casedocument d WHERE d.case_id = c.id AND d.fmf_share > 0);\n            IF item.category <> 'ARTICLE' OR place IS NULL THEN RETURN NEW; END IF;\n            IF NOT EXISTS (SELECT 1 FROM programs_agreement a WHERE a.operating_unit_id = place\n                           AND a.kind = 'SECTION_505' AND a.valid @> NEW.delivered_on) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'delivery_under_505', MESSAGE = 'No section 505 agreement with the partner is in force on that day.', DETAIL = COALESCE('', '');\n            END IF;\n            PERFORM 1 FROM partners_operatingunit WHERE id = place FOR NO KEY UPDATE;\n            SELECT COALESCE((\n        SELECT (p.value #>> '{}')::numeric FROM ground_parameter p WHERE p.key = 'grant_articles_yearly_limit' AND p.place = ''\n          AND p.valid @> NEW.delivered_on AND jsonb_typeof(p.value) = 'number'), 3000000) - COALESCE(sum(d.value), 0)\n                INTO room FROM programs_delivery d\n                JOIN programs_fmscaseline l ON l.id = d.line_id AND l.category = 'ARTICLE'\n                JOIN programs_fmscase c ON c.id = l.case_id JOIN programs_program p ON p.id = c.program_id\n                WHERE p.operating_unit_id = place AND EXTRACT(year FROM d.delivered_on::date + INTERVAL '3 months') = EXTRACT(year FROM NEW.delivered_on::date + INTERVAL '3 months') AND c.financing = 'GRANT' AND EXISTS (\n            SELECT 1 FROM programs_casedocument d WHERE d.case_id = c.id AND d.fmf_share > 0);\n            IF NEW.value > room AND (\n                SELECT count(*) FROM programs_grantdetermination g\n                WHERE g.operating_unit_id = place AND g.fiscal_year = EXTRACT(year FROM NEW.delivered_on::date + INTERVAL '3 months')\n                  AND g.determined_on <= NEW.delivered_on) < 4 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'delivery_determined', MESSAGE = 'Above this amount grant articles need the four determinations of the President.', DETAIL = COALESCE(GREATEST(0, room)::text, '');\n            END IF;\n            RETURN NEW;\n        ", hash='c450a071c6202e7923fa86a2ace93f535fd3a841', operation='INSERT', pgid='pgtrigger_ordered_72fe7', table='programs_delivery', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fmscase',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."program_id" IS DISTINCT FROM NEW."program_id") OR (OLD."designator" IS DISTINCT FROM NEW."designator") OR (OLD."kind" IS DISTINCT FROM NEW."kind") OR (OLD."financing" IS DISTINCT FROM NEW."financing") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_fmscase_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='8d0f21a885f4aebc7763e8dcdaeb662b0973433c', operation='UPDATE', pgid='pgtrigger_frozen_eba46', table='programs_fmscase', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fmscase',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_fmscaseevent" ("agreement_id", "designator", "financing", "id", "kind", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "recipients_named", "title", "version") SELECT new_values."agreement_id", new_values."designator", new_values."financing", new_values."id", new_values."kind", new_values."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."recipients_named", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a3aa8da6bbd8810a57494b259e5bf3bb204d0566', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c89ce', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_fmscase', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fmscase',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_fmscaseevent" ("agreement_id", "designator", "financing", "id", "kind", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "recipients_named", "title", "version") SELECT new_values."agreement_id", new_values."designator", new_values."financing", new_values."id", new_values."kind", new_values."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."recipients_named", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7561b3cbbdff08db83e875a4fe093a8c082ddcc3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_04899', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_fmscase', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fmscase',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_fmscaseevent" ("agreement_id", "designator", "financing", "id", "kind", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "recipients_named", "title", "version") SELECT old_values."agreement_id", old_values."designator", old_values."financing", old_values."id", old_values."kind", old_values."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."recipients_named", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ea1adff75a4222d6c5bb22273202a786bba063dd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4b5af', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_fmscase', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fmscaseline',
            trigger=pgtrigger.compiler.Trigger(name='of_open_document', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND OLD.case_id IS NOT DISTINCT FROM NEW.case_id AND OLD.document_id IS NOT DISTINCT FROM NEW.document_id AND OLD.number IS NOT DISTINCT FROM NEW.number AND OLD.description IS NOT DISTINCT FROM NEW.description AND OLD.category IS NOT DISTINCT FROM NEW.category AND OLD.quantity IS NOT DISTINCT FROM NEW.quantity AND OLD.unit IS NOT DISTINCT FROM NEW.unit AND OLD.unit_price IS NOT DISTINCT FROM NEW.unit_price AND OLD.total IS NOT DISTINCT FROM NEW.total AND OLD.is_sme IS NOT DISTINCT FROM NEW.is_sme AND OLD.is_mde IS NOT DISTINCT FROM NEW.is_mde AND OLD.end_use IS NOT DISTINCT FROM NEW.end_use THEN RETURN NEW; END IF;\n            IF TG_OP <> 'INSERT' THEN\n                PERFORM 1 FROM programs_casedocument d WHERE d.id = OLD.document_id AND d.state IN ('DEVELOPMENT', 'WRITE') FOR SHARE;\n                IF NOT FOUND THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'fms_line_of_open_document', MESSAGE = 'The document of this line is not being written.', DETAIL = COALESCE('', '');\n                END IF;\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            END IF;\n            PERFORM 1 FROM programs_casedocument d\n                WHERE d.id = NEW.document_id AND d.case_id = NEW.case_id AND d.state IN ('DEVELOPMENT', 'WRITE') FOR SHARE;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'fms_line_of_open_document', MESSAGE = 'A line stands in a document of its case that is being written.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='82590c0f99e6fb050895e54b0c7d0616a9e47fc8', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_of_open_document_0b795', table='programs_fmscaseline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fmscaseline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_fmscaselineevent" ("case_id", "category", "delivery_from", "delivery_to", "description", "document_id", "end_use", "id", "is_mde", "is_sme", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "total", "unit", "unit_price", "version") SELECT new_values."case_id", new_values."category", new_values."delivery_from", new_values."delivery_to", new_values."description", new_values."document_id", new_values."end_use", new_values."id", new_values."is_mde", new_values."is_sme", new_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."quantity", new_values."total", new_values."unit", new_values."unit_price", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3a0cbf8a5e5e3f14a88f6627390197d88de541d4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6d7a3', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_fmscaseline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fmscaseline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_fmscaselineevent" ("case_id", "category", "delivery_from", "delivery_to", "description", "document_id", "end_use", "id", "is_mde", "is_sme", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "total", "unit", "unit_price", "version") SELECT new_values."case_id", new_values."category", new_values."delivery_from", new_values."delivery_to", new_values."description", new_values."document_id", new_values."end_use", new_values."id", new_values."is_mde", new_values."is_sme", new_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."quantity", new_values."total", new_values."unit", new_values."unit_price", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b1d81e35de87d2ecd2120c04f063f04036ecf5af', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_790e3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_fmscaseline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fmscaseline',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_fmscaselineevent" ("case_id", "category", "delivery_from", "delivery_to", "description", "document_id", "end_use", "id", "is_mde", "is_sme", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "total", "unit", "unit_price", "version") SELECT old_values."case_id", old_values."category", old_values."delivery_from", old_values."delivery_to", old_values."description", old_values."document_id", old_values."end_use", old_values."id", old_values."is_mde", old_values."is_sme", old_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."quantity", old_values."total", old_values."unit", old_values."unit_price", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4d3f7c052b30efe855fad2e15589ac44a81436b7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_c8ff6', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_fmscaseline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundtransaction',
            trigger=pgtrigger.compiler.Trigger(name='keeps_case_funding', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (NEW.by_id IS NOT NULL AND NEW.from_stage IN ('OBLIGATED', 'DISBURSED') AND NEW.to_stage NOT IN ('OBLIGATED', 'DISBURSED'))", func="\n            PERFORM 1 FROM programs_fund WHERE id = NEW.fund_id FOR NO KEY UPDATE;\n            IF (\n    SELECT COALESCE(sum(CASE WHEN f.returns_id IS NULL THEN f.amount ELSE -f.amount END), 0) FROM programs_casefunding f\n    JOIN programs_fmscase c ON c.id = f.case_id JOIN programs_program p ON p.id = c.program_id\n    WHERE f.fund_id = NEW.fund_id AND p.operating_unit_id = NEW.operating_unit_id) > 0\n               AND (\n    SELECT COALESCE(sum(b.amount), 0) FROM programs_balance b\n    WHERE b.fund_id = NEW.fund_id AND b.operating_unit_id = NEW.operating_unit_id AND b.stage IN ('OBLIGATED', 'DISBURSED')) - NEW.amount < (\n    SELECT COALESCE(sum(CASE WHEN f.returns_id IS NULL THEN f.amount ELSE -f.amount END), 0) FROM programs_casefunding f\n    JOIN programs_fmscase c ON c.id = f.case_id JOIN programs_program p ON p.id = c.program_id\n    WHERE f.fund_id = NEW.fund_id AND p.operating_unit_id = NEW.operating_unit_id) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'ledger_committed_to_cases', MESSAGE = 'That money is committed to cases.', DETAIL = COALESCE(GREATEST(0, (\n    SELECT COALESCE(sum(b.amount), 0) FROM programs_balance b\n    WHERE b.fund_id = NEW.fund_id AND b.operating_unit_id = NEW.operating_unit_id AND b.stage IN ('OBLIGATED', 'DISBURSED')) - (\n    SELECT COALESCE(sum(CASE WHEN f.returns_id IS NULL THEN f.amount ELSE -f.amount END), 0) FROM programs_casefunding f\n    JOIN programs_fmscase c ON c.id = f.case_id JOIN programs_program p ON p.id = c.program_id\n    WHERE f.fund_id = NEW.fund_id AND p.operating_unit_id = NEW.operating_unit_id))::text, '');\n            END IF;\n            RETURN NEW;\n        ", hash='3e411fff11f00655f6b1cc8a4f3230c9cb4aec73', operation='INSERT', pgid='pgtrigger_keeps_case_funding_c6418', table='programs_fundtransaction', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'SECTION_505'), _negated=True), ('terms__contains', ['USE', 'TRANSFER', 'SECURITY', 'OBSERVATION']), _connector='OR'), name='agreement_505_has_its_terms', violation_error_message='A section 505 agreement holds all four terms of 22 U.S.C. 2314(a).'),
        ),
        migrations.AddField(
            model_name='fmscaseline',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='programs.casedocument'),
        ),
        migrations.AddField(
            model_name='fmscaselineevent',
            name='document',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.casedocument'),
        ),
        migrations.AddConstraint(
            model_name='fmscaseline',
            constraint=models.CheckConstraint(condition=models.Q(('unit_price', None), models.Q(('total', django.db.models.functions.math.Round(django.db.models.expressions.CombinedExpression(models.F('quantity'), '*', models.F('unit_price')), 2)), ('unit_price__gte', 0)), _connector='OR'), name='fms_line_total', violation_error_message='The total of a line is its quantity times its unit price.'),
        ),
        migrations.AddConstraint(
            model_name='fmscaseline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('delivery_from', None), ('delivery_to', None)), ('delivery_from__lte', models.F('delivery_to')), _connector='OR'), name='fms_line_delivery_in_order', violation_error_message='Deliveries begin before they end; both days are given, or neither.'),
        ),
        migrations.AddConstraint(
            model_name='fmscaseline',
            constraint=models.CheckConstraint(condition=models.Q(('is_mde', False), ('is_sme', True), _connector='OR'), name='fms_line_mde_is_sme', violation_error_message='Major defense equipment is significant military equipment (22 U.S.C. 2794).'),
        ),
        migrations.AddConstraint(
            model_name='fmscaseline',
            constraint=models.CheckConstraint(condition=models.Q(('end_use', 'NONE'), ('category', 'ARTICLE'), _connector='OR'), name='fms_line_monitors_articles', violation_error_message='End-use monitoring is of defense articles.'),
        ),
        migrations.AddField(
            model_name='fmscase',
            name='letter',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='programs.letterofrequest'),
        ),
        migrations.AddField(
            model_name='fmscaseevent',
            name='letter',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.letterofrequest'),
        ),
        migrations.AddConstraint(
            model_name='fmscase',
            constraint=models.CheckConstraint(condition=models.Q(('designator__regex', '^[A-Z0-9]{2}-[A-Z0-9]-[A-Z0-9]{3}$')), name='fms_case_designator_shape', violation_error_message='A designator is two, one and three characters, such as XK-B-UAA.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_casedocument_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='8c931d4b5fad3fbe4cef3a644b95191191fa3ce2', operation='UPDATE', pgid='pgtrigger_next_version_a442b', table='programs_casedocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='state_flow', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF OLD."state" IS DISTINCT FROM NEW."state"\n               AND (OLD."state", NEW."state") NOT IN ((\'ACCEPTED\', \'CANCELLED\'), (\'ACCEPTED\', \'IMPLEMENTED\'), (\'CLOSURE_PENDING\', \'CLOSED\'), (\'DEVELOPMENT\', \'WITHDRAWN\'), (\'DEVELOPMENT\', \'WRITE\'), (\'IMPLEMENTED\', \'CANCELLED\'), (\'IMPLEMENTED\', \'SUPPLY_COMPLETE\'), (\'OFFERED\', \'ACCEPTED\'), (\'OFFERED\', \'WITHDRAWN\'), (\'PROPOSED\', \'OFFERED\'), (\'PROPOSED\', \'WITHDRAWN\'), (\'PROPOSED\', \'WRITE\'), (\'REVIEW\', \'PROPOSED\'), (\'REVIEW\', \'WITHDRAWN\'), (\'REVIEW\', \'WRITE\'), (\'SUPPLY_COMPLETE\', \'CLOSURE_PENDING\'), (\'WRITE\', \'REVIEW\'), (\'WRITE\', \'WITHDRAWN\')) THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_casedocument_state_step\', MESSAGE = \'This step is not possible from the state the record is in.\', DETAIL = COALESCE(OLD.state || \' -> \' || NEW.state, \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='b2bd94bcf489feb822600afd0b0280d4a11dfa42', operation='UPDATE', pgid='pgtrigger_state_flow_24052', table='programs_casedocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='state_start', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."state" <> \'DEVELOPMENT\' THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_casedocument_state_start\', MESSAGE = \'A new record begins in its first state.\', DETAIL = COALESCE(NEW.state, \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='6141d967a7b740367c18020513e09f3cb038b073', operation='INSERT', pgid='pgtrigger_state_start_e1603', table='programs_casedocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='stands', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE financing text; added numeric; kept bigint;', func="\n            SELECT c.financing INTO financing FROM programs_fmscase c WHERE c.id = NEW.case_id;\n            IF financing = 'LOAN' AND NEW.loan_share <> NEW.total_value OR financing <> 'LOAN' AND NEW.loan_share <> 0\n            THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'case_loan_apart', MESSAGE = 'Loan money stands on a case of its own, and no other money with it.', DETAIL = COALESCE('', '');\n            END IF;\n            IF TG_OP = 'INSERT' THEN\n                IF NEW.kind <> 'BASIC' AND NOT EXISTS (\n                    SELECT 1 FROM programs_casedocument d WHERE d.case_id = NEW.case_id AND d.kind = 'BASIC'\n                      AND d.implemented_on IS NOT NULL AND d.state <> 'CANCELLED') THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'case_document_after_basic', MESSAGE = 'The basic document of the case is not implemented.', DETAIL = COALESCE('', '');\n                END IF;\n                RETURN NEW;\n            END IF;\n            IF OLD.state <> NEW.state AND NEW.state IN ('REVIEW', 'PROPOSED') THEN\n                SELECT COALESCE(sum(l.total), 0), count(*) INTO added, kept\n                    FROM programs_fmscaseline l WHERE l.document_id = NEW.id;\n                IF added <> NEW.total_value OR kept = 0 AND NEW.kind = 'BASIC' THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'case_document_adds_up', MESSAGE = 'The lines of a document add up to its value.', DETAIL = COALESCE(added::text, '');\n                END IF;\n            END IF;\n            RETURN NEW;\n        ", hash='835855a4598493b19195b711bcf279ef45d21532', operation='INSERT OR UPDATE', pgid='pgtrigger_stands_26e53', table='programs_casedocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='offered_on_not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."offered_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_casedocument_offered_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='65b7bb5e1fee4a60c22c3ac5ad8d7c7fb72322b2', operation='INSERT OR UPDATE', pgid='pgtrigger_offered_on_not_ahead_e5b3e', table='programs_casedocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='accepted_on_not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."accepted_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_casedocument_accepted_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='4ab39b1ff0673cfb26afcd5e11093c9e52e58215', operation='INSERT OR UPDATE', pgid='pgtrigger_accepted_on_not_ahead_f30dc', table='programs_casedocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='deposited_on_not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."deposited_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_casedocument_deposited_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='da9fdde267cb93ea8e474366f9604b1b25387706', operation='INSERT OR UPDATE', pgid='pgtrigger_deposited_on_not_ahead_7db80', table='programs_casedocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='implemented_on_not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."implemented_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_casedocument_implemented_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='763cc3b916049663d0d2b253a144144ff36351e0', operation='INSERT OR UPDATE', pgid='pgtrigger_implemented_on_not_ahead_b8136', table='programs_casedocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."case_id" IS DISTINCT FROM NEW."case_id") OR (OLD."kind" IS DISTINCT FROM NEW."kind") OR (OLD."number" IS DISTINCT FROM NEW."number") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_casedocument_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='2f16a70f40cb733f6ea93bc5a34b08336efbbb95', operation='UPDATE', pgid='pgtrigger_frozen_9cd81', table='programs_casedocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='dates', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."offered_on" IS NOT NULL AND OLD."offered_on" IS DISTINCT FROM NEW."offered_on") OR (OLD."accepted_on" IS NOT NULL AND OLD."accepted_on" IS DISTINCT FROM NEW."accepted_on") OR (OLD."implemented_on" IS NOT NULL AND OLD."implemented_on" IS DISTINCT FROM NEW."implemented_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_casedocument_dates\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='92f36707ce39e5c992e95790edb5f605658c0b68', operation='UPDATE', pgid='pgtrigger_dates_6a104', table='programs_casedocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='terms', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (NOT (OLD.state IN ('DEVELOPMENT', 'WRITE')))", func='\n            IF (OLD."total_value" IS DISTINCT FROM NEW."total_value") OR (OLD."fmf_share" IS DISTINCT FROM NEW."fmf_share") OR (OLD."national_share" IS DISTINCT FROM NEW."national_share") OR (OLD."loan_share" IS DISTINCT FROM NEW."loan_share") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_casedocument_terms\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='28d0c0134d271b50beb2ce01e5a18bd0c4e584d1', operation='UPDATE', pgid='pgtrigger_terms_b09e8', table='programs_casedocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_casedocument_no_delete', MESSAGE = 'Case documents are never removed.', DETAIL = COALESCE('', '');", hash='d9a6bd929b4693766950a90f184f0d0164f44abd', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_f6c6f', table='programs_casedocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_casedocumentevent" ("accepted_on", "case_id", "deposit", "deposited_on", "expires_on", "fmf_share", "id", "implemented_on", "kind", "loan_share", "national_share", "number", "offered_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "total_value", "version", "why") SELECT new_values."accepted_on", new_values."case_id", new_values."deposit", new_values."deposited_on", new_values."expires_on", new_values."fmf_share", new_values."id", new_values."implemented_on", new_values."kind", new_values."loan_share", new_values."national_share", new_values."number", new_values."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."state", new_values."total_value", new_values."version", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c4554ccc01ed78338fb2ddc42f1fd3b8bbca4f55', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0c0a2', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_casedocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_casedocumentevent" ("accepted_on", "case_id", "deposit", "deposited_on", "expires_on", "fmf_share", "id", "implemented_on", "kind", "loan_share", "national_share", "number", "offered_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "total_value", "version", "why") SELECT new_values."accepted_on", new_values."case_id", new_values."deposit", new_values."deposited_on", new_values."expires_on", new_values."fmf_share", new_values."id", new_values."implemented_on", new_values."kind", new_values."loan_share", new_values."national_share", new_values."number", new_values."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."state", new_values."total_value", new_values."version", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='31e7ffc3591f9aa2d74651b34f98c5f5ce58f2d8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_daec5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_casedocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocument',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_casedocumentevent" ("accepted_on", "case_id", "deposit", "deposited_on", "expires_on", "fmf_share", "id", "implemented_on", "kind", "loan_share", "national_share", "number", "offered_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "total_value", "version", "why") SELECT old_values."accepted_on", old_values."case_id", old_values."deposit", old_values."deposited_on", old_values."expires_on", old_values."fmf_share", old_values."id", old_values."implemented_on", old_values."kind", old_values."loan_share", old_values."national_share", old_values."number", old_values."offered_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."state", old_values."total_value", old_values."version", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4e47e9a6de9eeca690e7e1184d9b4cecda5a37d0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_39a31', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_casedocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedocumentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='396ba192ee96256617255490e5f4b0429cfa658b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3629a', table='programs_casedocumentevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casefunding',
            trigger=pgtrigger.compiler.Trigger(name='funded_within', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE fms programs_fmscase; given programs_casefunding; place bigint; iso text; room numeric;', func="\n            PERFORM 1 FROM programs_fund WHERE id = NEW.fund_id FOR NO KEY UPDATE;\n            SELECT * INTO fms FROM programs_fmscase WHERE id = NEW.case_id FOR NO KEY UPDATE;\n            SELECT p.operating_unit_id, COALESCE(k.iso3, '') INTO place, iso FROM programs_program p\n                JOIN partners_operatingunit u ON u.id = p.operating_unit_id\n                LEFT JOIN partners_country k ON k.id = u.country_id WHERE p.id = fms.program_id;\n            IF NOT EXISTS (SELECT 1 FROM programs_fund f JOIN programs_account a ON a.id = f.account_id\n                           WHERE f.id = NEW.fund_id AND a.kind = 'FMF') THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'case_funding_of_fmf', MESSAGE = 'A case is funded from a fund of FMF.', DETAIL = COALESCE('', '');\n            END IF;\n            IF fms.financing = 'LOAN' THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'case_funding_no_loan', MESSAGE = 'Grant money is not committed to a case on a loan.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.returns_id IS NOT NULL THEN\n                SELECT * INTO given FROM programs_casefunding WHERE id = NEW.returns_id;\n                IF given.returns_id IS NOT NULL OR NEW.committed_on < given.committed_on\n                   OR (given.case_id, given.fund_id) IS DISTINCT FROM (NEW.case_id, NEW.fund_id)\n                   OR NEW.amount + COALESCE((SELECT sum(r.amount) FROM programs_casefunding r\n                                             WHERE r.returns_id = given.id), 0) > given.amount THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'case_funding_return_within', MESSAGE = 'A return takes back a commitment, and no more than it.', DETAIL = COALESCE('', '');\n                END IF;\n                RETURN NEW;\n            END IF;\n            room := (\n    SELECT COALESCE(sum(b.amount), 0) FROM programs_balance b\n    WHERE b.fund_id = NEW.fund_id AND b.operating_unit_id = place AND b.stage IN ('OBLIGATED', 'DISBURSED')) - (\n    SELECT COALESCE(sum(CASE WHEN f.returns_id IS NULL THEN f.amount ELSE -f.amount END), 0) FROM programs_casefunding f\n    JOIN programs_fmscase c ON c.id = f.case_id JOIN programs_program p ON p.id = c.program_id\n    WHERE f.fund_id = NEW.fund_id AND p.operating_unit_id = place);\n            IF NEW.amount > room THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'case_funding_uncommitted', MESSAGE = 'More than the partner has uncommitted in this fund.', DETAIL = COALESCE(room::text, '');\n            END IF;\n            SELECT COALESCE((SELECT sum(d.fmf_share) FROM programs_casedocument d\n                             WHERE d.case_id = fms.id AND d.state NOT IN ('CANCELLED', 'WITHDRAWN')), 0)\n                 - COALESCE((SELECT sum(CASE WHEN f.returns_id IS NULL THEN f.amount ELSE -f.amount END) FROM programs_casefunding f WHERE f.case_id = fms.id), 0) INTO room;\n            IF NEW.amount > room THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'case_funding_within_share', MESSAGE = 'More than the FMF share of the case.', DETAIL = COALESCE(room::text, '');\n            END IF;\n            IF fms.kind <> 'DIRECT' THEN RETURN NEW; END IF;\n            IF NOT EXISTS (SELECT 1 FROM programs_agreement a WHERE a.operating_unit_id = place\n                           AND a.kind = 'DIRECT' AND a.valid @> NEW.committed_on) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'direct_contract_agreed', MESSAGE = 'The purchasing country has no agreement on direct commercial contracts.', DETAIL = COALESCE('', '');\n            END IF;\n            IF iso IN ('ISR', 'EGY') THEN RETURN NEW; END IF;\n            PERFORM pg_advisory_xact_lock(hashtext('direct_contracts'), EXTRACT(year FROM NEW.committed_on::date + INTERVAL '3 months')::int);\n            SELECT COALESCE((\n        SELECT (p.value #>> '{}')::numeric FROM ground_parameter p WHERE p.key = 'direct_contracts_yearly_limit' AND p.place = ''\n          AND p.valid @> NEW.committed_on AND jsonb_typeof(p.value) = 'number'), 100000000) - COALESCE(sum(\n                       f.amount - COALESCE((SELECT sum(r.amount) FROM programs_casefunding r\n                                            WHERE r.returns_id = f.id), 0)), 0) INTO room\n                FROM programs_casefunding f\n                JOIN programs_fmscase c ON c.id = f.case_id AND c.kind = 'DIRECT'\n                JOIN programs_program p ON p.id = c.program_id\n                JOIN partners_operatingunit u ON u.id = p.operating_unit_id\n                LEFT JOIN partners_country k ON k.id = u.country_id\n                WHERE f.returns_id IS NULL AND COALESCE(k.iso3, '') NOT IN ('ISR', 'EGY')\n                  AND EXTRACT(year FROM f.committed_on::date + INTERVAL '3 months') = EXTRACT(year FROM NEW.committed_on::date + INTERVAL '3 months');\n            IF NEW.amount > room THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'direct_contracts_yearly', MESSAGE = 'More than direct commercial contracts outside Israel and Egypt may take this fiscal year.', DETAIL = COALESCE(GREATEST(0, room)::text, '');\n            END IF;\n            RETURN NEW;\n        ", hash='f6bac64227fe4df46a8dc00fcc3e5a5550f9a4cb', operation='INSERT', pgid='pgtrigger_funded_within_3c2c5', table='programs_casefunding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casefunding',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."committed_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_casefunding_committed_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='29a0a76f62f08242bdcc5080b98f16a307518d50', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_7441d', table='programs_casefunding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casefunding',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_casefunding_append_only', MESSAGE = 'Commitments to cases are never changed or removed.', DETAIL = COALESCE('', '');", hash='b16f12790cdb22f563302fe6bbf00cf1d03f12e3', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_82f87', table='programs_casefunding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casefunding',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_casefundingevent" ("amount", "at", "by_id", "case_id", "committed_on", "document", "fund_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returns_id") SELECT new_values."amount", new_values."at", new_values."by_id", new_values."case_id", new_values."committed_on", new_values."document", new_values."fund_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."returns_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0b65462ab718fc6231538fd2125b06b9469b44bf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2582b', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_casefunding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casefunding',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_casefundingevent" ("amount", "at", "by_id", "case_id", "committed_on", "document", "fund_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returns_id") SELECT new_values."amount", new_values."at", new_values."by_id", new_values."case_id", new_values."committed_on", new_values."document", new_values."fund_id", new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."returns_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d2368584babe6ee80da9c0995d84fce1b758c7c1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_635b5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_casefunding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casefunding',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_casefundingevent" ("amount", "at", "by_id", "case_id", "committed_on", "document", "fund_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returns_id") SELECT old_values."amount", old_values."at", old_values."by_id", old_values."case_id", old_values."committed_on", old_values."document", old_values."fund_id", old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."returns_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c36a82156e6c8ab72c62f33d45909934a8714ddb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_48ec2', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_casefunding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casefundingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='01ea012e4a126a169f272be213a69a3917372b5c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_25a23', table='programs_casefundingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casemilestone',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."on_day" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_casemilestone_on_day_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='8a4f9e55cc3c0c1fe30ae4d215f3534f3fa3388e', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_14fd5', table='programs_casemilestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casemilestone',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_casemilestone_append_only', MESSAGE = 'Case milestones are never changed or removed.', DETAIL = COALESCE('', '');", hash='3423152848d50616c6459143ba8c28de67337f8f', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_83fd6', table='programs_casemilestone', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casemilestone',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_casemilestoneevent" ("code", "document_id", "id", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."code", new_values."document_id", new_values."id", new_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2f311012cc07f7ea77eb30c63b7944bcc47322f2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_54e64', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_casemilestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casemilestone',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_casemilestoneevent" ("code", "document_id", "id", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."code", new_values."document_id", new_values."id", new_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7b98fa6891b4dfcd6dc07dee95cc96be9c816a7f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a9123', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_casemilestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casemilestone',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_casemilestoneevent" ("code", "document_id", "id", "on_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."code", old_values."document_id", old_values."id", old_values."on_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7d1c9ffec6e3981256f3bc74024481418a391e08', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_eefc6', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_casemilestone', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casemilestoneevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c7730c1f294d962311f2fe5c9bc429ca7f154d66', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e806c', table='programs_casemilestoneevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cashflowpayment',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_cashflowpayment_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='d8e68126bb813c77ce3b0731bf2cf41b02320d5f', operation='UPDATE', pgid='pgtrigger_next_version_ef974', table='programs_cashflowpayment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cashflowpayment',
            trigger=pgtrigger.compiler.Trigger(name='approved', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (SELECT 1 FROM programs_fmfdetail d JOIN programs_program p ON p.id = d.program_id\n                           WHERE p.operating_unit_id = NEW.operating_unit_id AND d.cash_flow\n                             AND p.state IN ('APPROVED', 'EXECUTING', 'CLOSED')) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'cash_flow_approved', MESSAGE = 'Cash flow financing is not approved for this partner.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='2e6009d643e23789d7ce779257a4dfbbc661008c', operation='INSERT OR UPDATE', pgid='pgtrigger_approved_b5a4f', table='programs_cashflowpayment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cashflowpayment',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_cashflowpayment_no_delete', MESSAGE = 'Cash flow payments are never removed.', DETAIL = COALESCE('', '');", hash='81f931f0adcdaaa2bf40c60d518a13b31a8468c0', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_e70ae', table='programs_cashflowpayment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cashflowpayment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_cashflowpaymentevent" ("fiscal_year", "id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "source", "version") SELECT new_values."fiscal_year", new_values."id", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."planned", new_values."source", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='632d642442a05faa0023ea32359fc8da5e746f16', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c4adc', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_cashflowpayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cashflowpayment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_cashflowpaymentevent" ("fiscal_year", "id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "source", "version") SELECT new_values."fiscal_year", new_values."id", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."planned", new_values."source", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='91d1bad154ea0f85f6ed9366cf3e8324972d1645', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7fc0b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_cashflowpayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cashflowpayment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_cashflowpaymentevent" ("fiscal_year", "id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "source", "version") SELECT old_values."fiscal_year", old_values."id", old_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."planned", old_values."source", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3d7a8b117fc8455ddf54728ae9542e48c99affba', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_04bc3', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_cashflowpayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cashflowpaymentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='28ef6dc57b2ee3e599520ab4cb29558a9618cb48', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_18f54', table='programs_cashflowpaymentevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantdetermination',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."determined_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_grantdetermination_determined_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='55447c31afb2a28e3f03056b7d4d56f578045df7', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_c113c', table='programs_grantdetermination', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantdetermination',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_grantdetermination_append_only', MESSAGE = 'Grant determinations are never changed or removed.', DETAIL = COALESCE('', '');", hash='e4eba3c840ccc169c0a5b22fd8cd90a46c57217d', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_000cc', table='programs_grantdetermination', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantdetermination',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_grantdeterminationevent" ("at", "by_id", "determined_on", "document", "fiscal_year", "id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what") SELECT new_values."at", new_values."by_id", new_values."determined_on", new_values."document", new_values."fiscal_year", new_values."id", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='baf9c74e2f16ae20cb05ffcc0008c416a4809bb6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_360a4', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_grantdetermination', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantdetermination',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_grantdeterminationevent" ("at", "by_id", "determined_on", "document", "fiscal_year", "id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what") SELECT new_values."at", new_values."by_id", new_values."determined_on", new_values."document", new_values."fiscal_year", new_values."id", new_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5d52d60f577e5bd18530823a7f6ad325a2e3a4e4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_1f7d8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_grantdetermination', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantdetermination',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_grantdeterminationevent" ("at", "by_id", "determined_on", "document", "fiscal_year", "id", "operating_unit_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what") SELECT old_values."at", old_values."by_id", old_values."determined_on", old_values."document", old_values."fiscal_year", old_values."id", old_values."operating_unit_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4391e0a06142c5465efcfcfad2278130c213fc11', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_fdae8', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_grantdetermination', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grantdeterminationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d3efdac3f3bf7b615d367e64d373d8712951dab2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_65960', table='programs_grantdeterminationevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterofrequest',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_letterofrequest_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='f1b373c8b9940be0215729a1df5af8609d341bfe', operation='UPDATE', pgid='pgtrigger_next_version_03753', table='programs_letterofrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterofrequest',
            trigger=pgtrigger.compiler.Trigger(name='received_not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."received_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_letterofrequest_received_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='810bc58b6371f352f641bfcb14f8386eea8133f2', operation='INSERT OR UPDATE', pgid='pgtrigger_received_not_ahead_a0caa', table='programs_letterofrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterofrequest',
            trigger=pgtrigger.compiler.Trigger(name='actionable_not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."actionable_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_letterofrequest_actionable_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='17c73c0ae732bb417af616ce0a1533c0e05c5ba0', operation='INSERT OR UPDATE', pgid='pgtrigger_actionable_not_ahead_99fe8', table='programs_letterofrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterofrequest',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."program_id" IS DISTINCT FROM NEW."program_id") OR (OLD."number" IS DISTINCT FROM NEW."number") OR (OLD."received_on" IS DISTINCT FROM NEW."received_on") OR (OLD."requirement" IS DISTINCT FROM NEW."requirement") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_letterofrequest_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='d189fb6913d16cb4aa0bdf5b0c79cf58f4c2905b', operation='UPDATE', pgid='pgtrigger_frozen_c6f74', table='programs_letterofrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterofrequest',
            trigger=pgtrigger.compiler.Trigger(name='clock', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."actionable_on" IS NOT NULL AND OLD."actionable_on" IS DISTINCT FROM NEW."actionable_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_letterofrequest_clock\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='312792aea10eebc7424c4097977bd9f9a1c8890b', operation='UPDATE', pgid='pgtrigger_clock_85387', table='programs_letterofrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterofrequest',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_letterofrequest_no_delete', MESSAGE = 'Letters of request are never removed.', DETAIL = COALESCE('', '');", hash='415fff6f2f96ffaa5d400679c6954ecbd7cb845f', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_d800a', table='programs_letterofrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterofrequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_letterofrequestevent" ("actionable_on", "id", "missing", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "received_on", "requirement", "version") SELECT new_values."actionable_on", new_values."id", new_values."missing", new_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."received_on", new_values."requirement", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ceafaec5c5aef4f6c66ebd7fde64906d1561be51', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0c14e', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_letterofrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterofrequest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_letterofrequestevent" ("actionable_on", "id", "missing", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "received_on", "requirement", "version") SELECT new_values."actionable_on", new_values."id", new_values."missing", new_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."received_on", new_values."requirement", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1aa5dbad3513d7043b817723e265883875ea5698', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_56018', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_letterofrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterofrequest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_letterofrequestevent" ("actionable_on", "id", "missing", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "received_on", "requirement", "version") SELECT old_values."actionable_on", old_values."id", old_values."missing", old_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."received_on", old_values."requirement", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b59e408307b7fe4b309854e3188b0b8fbf198b76', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_00e71', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_letterofrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterofrequestevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b0d623edf2fd77134d0ebc748ad0b74c2981a76c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6dba2', table='programs_letterofrequestevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='misusereport',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_misusereport_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='e78d18a1d40ccc3bd22d3be2abebe981f6b78657', operation='UPDATE', pgid='pgtrigger_next_version_1c602', table='programs_misusereport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='misusereport',
            trigger=pgtrigger.compiler.Trigger(name='reported_not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."reported_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_misusereport_reported_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='c5a6d04d1264add3438ff5eca90f0de199b73f40', operation='INSERT OR UPDATE', pgid='pgtrigger_reported_not_ahead_056d1', table='programs_misusereport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='misusereport',
            trigger=pgtrigger.compiler.Trigger(name='assessed_not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."assessed_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_misusereport_assessed_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='1921d6bf881b99e3e9a6423aab59b14a3e54a594', operation='INSERT OR UPDATE', pgid='pgtrigger_assessed_not_ahead_21a6b', table='programs_misusereport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='misusereport',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."program_id" IS DISTINCT FROM NEW."program_id") OR (OLD."line_id" IS DISTINCT FROM NEW."line_id") OR (OLD."unit_id" IS DISTINCT FROM NEW."unit_id") OR (OLD."reported_on" IS DISTINCT FROM NEW."reported_on") OR (OLD."source" IS DISTINCT FROM NEW."source") OR (OLD."text" IS DISTINCT FROM NEW."text") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_misusereport_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='bf28e3d30bd4882856ba870f98c26539c40d2743', operation='UPDATE', pgid='pgtrigger_frozen_bd2bb', table='programs_misusereport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='misusereport',
            trigger=pgtrigger.compiler.Trigger(name='assessed', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."assessed_on" IS NOT NULL AND OLD."assessed_on" IS DISTINCT FROM NEW."assessed_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_misusereport_assessed\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='758ea7fc2c9340f3c44e22626a11183ebe210bb0', operation='UPDATE', pgid='pgtrigger_assessed_8ca0b', table='programs_misusereport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='misusereport',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_misusereport_no_delete', MESSAGE = 'Misuse reports are never removed.', DETAIL = COALESCE('', '');", hash='252edf258567a1dbb9adb61b6712fcb256b81c0e', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_1021d', table='programs_misusereport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='misusereport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_misusereportevent" ("assessed_on", "assessment", "found", "id", "line_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "reported_on", "source", "text", "to_congress", "unit_id", "version") SELECT new_values."assessed_on", new_values."assessment", new_values."found", new_values."id", new_values."line_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."program_id", new_values."reported_on", new_values."source", new_values."text", new_values."to_congress", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b564c74945d269f14e309aedad6e0b84d5155f85', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e7247', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_misusereport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='misusereport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_misusereportevent" ("assessed_on", "assessment", "found", "id", "line_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "reported_on", "source", "text", "to_congress", "unit_id", "version") SELECT new_values."assessed_on", new_values."assessment", new_values."found", new_values."id", new_values."line_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."program_id", new_values."reported_on", new_values."source", new_values."text", new_values."to_congress", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='12d8c58b07586089592662714c8b9512e77b2578', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4cb17', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_misusereport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='misusereport',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_misusereportevent" ("assessed_on", "assessment", "found", "id", "line_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "reported_on", "source", "text", "to_congress", "unit_id", "version") SELECT old_values."assessed_on", old_values."assessment", old_values."found", old_values."id", old_values."line_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."program_id", old_values."reported_on", old_values."source", old_values."text", old_values."to_congress", old_values."unit_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6527fd673bbb5a3bd95cdf34ab640bb2ecaf3ba8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_55fbd', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_misusereport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casedutyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='92a915fc7a9c5825e8564cf7dc4ce8aafd331b8e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_44e4e', table='programs_casedutyevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseduty',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_caseduty_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='acccfc748ba1017564e98a1d84057be6b0d3a330', operation='UPDATE', pgid='pgtrigger_next_version_06976', table='programs_caseduty', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseduty',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."met_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_caseduty_met_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='086635a8ac444231628310495d987e0860aaa8a7', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_86043', table='programs_caseduty', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseduty',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."case_id" IS DISTINCT FROM NEW."case_id") OR (OLD."what" IS DISTINCT FROM NEW."what") OR (OLD."misuse_id" IS DISTINCT FROM NEW."misuse_id") OR (OLD."due_on" IS DISTINCT FROM NEW."due_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_caseduty_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='3a5ad5501efaa5480ec73f1e9944b9c4cd8b8098', operation='UPDATE', pgid='pgtrigger_frozen_42bc1', table='programs_caseduty', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseduty',
            trigger=pgtrigger.compiler.Trigger(name='met', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."met_on" IS NOT NULL AND OLD."met_on" IS DISTINCT FROM NEW."met_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_caseduty_met\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='45d12066f655b880e17d0ab7694c811ae39b7f64', operation='UPDATE', pgid='pgtrigger_met_fef7c', table='programs_caseduty', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseduty',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_caseduty_no_delete', MESSAGE = 'Case duties are never removed.', DETAIL = COALESCE('', '');", hash='33ee2dfd115bedce39946e3f3debe975d4da875f', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_afbb5', table='programs_caseduty', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseduty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_casedutyevent" ("case_id", "due_on", "how", "id", "met_on", "misuse_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "what") SELECT new_values."case_id", new_values."due_on", new_values."how", new_values."id", new_values."met_on", new_values."misuse_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."version", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fbeb286c90e566e4d6fd902c9632c173cb18ee42', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c9279', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_caseduty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseduty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_casedutyevent" ("case_id", "due_on", "how", "id", "met_on", "misuse_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "what") SELECT new_values."case_id", new_values."due_on", new_values."how", new_values."id", new_values."met_on", new_values."misuse_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."version", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8ff847ca485a1ec8bc3b60c8c5e39a63a96c5e2a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0b1f9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_caseduty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseduty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_casedutyevent" ("case_id", "due_on", "how", "id", "met_on", "misuse_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "what") SELECT old_values."case_id", old_values."due_on", old_values."how", old_values."id", old_values."met_on", old_values."misuse_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."version", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a34a5771391333c7b96b16b72cb7996c1265560c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_68af3', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_caseduty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='misusereportevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='72339030efc378fc790e7eb7343931358fabdfc2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e8bce', table='programs_misusereportevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monitoreditem',
            trigger=pgtrigger.compiler.Trigger(name='next_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.version <> OLD.version + 1 THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_monitoreditem_version', MESSAGE = 'Somebody else changed this record since you read it.', DETAIL = COALESCE(OLD.version::text || ' is current', '');\n            END IF;\n            RETURN NEW;\n        ", hash='a9d08aa25d218a8caf8be34cf154b5f4c7bec2fe', operation='UPDATE', pgid='pgtrigger_next_version_9c4cd', table='programs_monitoreditem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monitoreditem',
            trigger=pgtrigger.compiler.Trigger(name='of_line', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE item programs_fmscaseline;', func="\n            SELECT * INTO item FROM programs_fmscaseline WHERE id = NEW.line_id FOR NO KEY UPDATE;\n            IF item.end_use = 'NONE' THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'monitored_item_of_class', MESSAGE = 'The end use of this line is not monitored.', DETAIL = COALESCE('', '');\n            END IF;\n            IF (SELECT count(*) + 1 FROM programs_monitoreditem i WHERE i.line_id = item.id) > item.quantity THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'monitored_item_within_line', MESSAGE = 'The line orders no more pieces.', DETAIL = COALESCE(item.quantity::text, '');\n            END IF;\n            RETURN NEW;\n        ", hash='1221fc318d9e38459df3448193991b15dba3cb77', operation='INSERT', pgid='pgtrigger_of_line_c2fad', table='programs_monitoreditem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monitoreditem',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."received_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_monitoreditem_received_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='3c19db2ba1794c243826accf8a5ff5f0db9365f5', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_0f034', table='programs_monitoreditem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monitoreditem',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF (OLD."line_id" IS DISTINCT FROM NEW."line_id") OR (OLD."serial" IS DISTINCT FROM NEW."serial") OR (OLD."received_on" IS DISTINCT FROM NEW."received_on") THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_monitoreditem_frozen\', MESSAGE = \'What was decided or asked for does not change afterwards.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='0d346889416990f0c784c75ae3d7522d1aa16994', operation='UPDATE', pgid='pgtrigger_frozen_7ebd0', table='programs_monitoreditem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monitoreditem',
            trigger=pgtrigger.compiler.Trigger(name='no_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_monitoreditem_no_delete', MESSAGE = 'Monitored items are never removed.', DETAIL = COALESCE('', '');", hash='0f6d30ec71866d6d77f51072c653a1f6644bd977', level='STATEMENT', operation='DELETE OR TRUNCATE', pgid='pgtrigger_no_delete_60dba', table='programs_monitoreditem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monitoreditem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_monitoreditemevent" ("consent", "id", "line_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "serial", "site", "status", "unit_id", "version") SELECT new_values."consent", new_values."id", new_values."line_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."serial", new_values."site", new_values."status", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fbc602ce1030ccda967899e0bcaf5351bf72ac72', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1cef8', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_monitoreditem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monitoreditem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_monitoreditemevent" ("consent", "id", "line_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "serial", "site", "status", "unit_id", "version") SELECT new_values."consent", new_values."id", new_values."line_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."received_on", new_values."serial", new_values."site", new_values."status", new_values."unit_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9deb375a02a8e54e0c4af541086340926066fbfa', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_89b9f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_monitoreditem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monitoreditem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_monitoreditemevent" ("consent", "id", "line_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "serial", "site", "status", "unit_id", "version") SELECT old_values."consent", old_values."id", old_values."line_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."serial", old_values."site", old_values."status", old_values."unit_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='745918f77fa015f970d06bd404ac44a890c71648', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4e3b9', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_monitoreditem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endusecheckevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c938ade7e31846b959e11e75489a82bc5c22162e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_af5cb', table='programs_endusecheckevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endusecheck',
            trigger=pgtrigger.compiler.Trigger(name='of_item', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (\n                SELECT 1 FROM programs_monitoreditem i JOIN programs_fmscaseline l ON l.id = i.line_id\n                WHERE i.id = NEW.item_id AND i.received_on <= NEW.checked_on\n                  AND (NEW.kind = 'ROUTINE' OR l.end_use = 'ENHANCED')) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'end_use_check_of_item', MESSAGE = 'The check is before the receipt, or not of the class of its item.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='87ae7a5961557c72cc1fe315ed3b7902ffc6d251', operation='INSERT', pgid='pgtrigger_of_item_1bc4d', table='programs_endusecheck', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endusecheck',
            trigger=pgtrigger.compiler.Trigger(name='not_ahead', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF NEW."checked_on" > (now() AT TIME ZONE \'America/New_York\')::date THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'programs_endusecheck_checked_on_ahead\', MESSAGE = \'What is recorded has happened: that day is still to come.\', DETAIL = COALESCE(\'\', \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='36d1ee0a8d0c5b7259acc65b24ae89af02c8d165', operation='INSERT OR UPDATE', pgid='pgtrigger_not_ahead_0dda0', table='programs_endusecheck', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endusecheck',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'programs_endusecheck_append_only', MESSAGE = 'End-use checks are never changed or removed.', DETAIL = COALESCE('', '');", hash='610cea298211e806df0393b1d730553efcc83c7f', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_9edfb', table='programs_endusecheck', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endusecheck',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_endusecheckevent" ("at", "by_id", "checked_on", "checklist", "finding", "id", "item_id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial_seen", "storage_holds") SELECT new_values."at", new_values."by_id", new_values."checked_on", new_values."checklist", new_values."finding", new_values."id", new_values."item_id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."serial_seen", new_values."storage_holds" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ffd949a1d4669434c641d4f7eb306e6590b1eec4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b2fba', referencing='REFERENCING NEW TABLE AS new_values ', table='programs_endusecheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endusecheck',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_endusecheckevent" ("at", "by_id", "checked_on", "checklist", "finding", "id", "item_id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial_seen", "storage_holds") SELECT new_values."at", new_values."by_id", new_values."checked_on", new_values."checklist", new_values."finding", new_values."id", new_values."item_id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."serial_seen", new_values."storage_holds" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6bcf0b3bf8f0e3e69aaf80663d42e67e7e0be8b3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3fe25', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='programs_endusecheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='endusecheck',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_endusecheckevent" ("at", "by_id", "checked_on", "checklist", "finding", "id", "item_id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial_seen", "storage_holds") SELECT old_values."at", old_values."by_id", old_values."checked_on", old_values."checklist", old_values."finding", old_values."id", old_values."item_id", old_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."serial_seen", old_values."storage_holds" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3e1b37c199311640e96cb20fea236ede52a769e8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_fa50f', referencing='REFERENCING OLD TABLE AS old_values ', table='programs_endusecheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='monitoreditemevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c3d731384c98fe22dfb7293cc99d55e01e4270eb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_11741', table='programs_monitoreditemevent', when='BEFORE')),
        ),
    ])
