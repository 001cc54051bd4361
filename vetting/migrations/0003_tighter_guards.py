
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from ground.triggers import at_once


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0002_initial'),
        ('vetting', '0002_gate'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = at_once([
        pgtrigger.migrations.RemoveTrigger(
            model_name='approval',
            name='follows_decision',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='hit',
            name='resolved_by_another',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='review',
            name='reviewer_stands_apart',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='vettingcase',
            name='state_flow',
        ),
        migrations.RemoveConstraint(
            model_name='unitstanding',
            name='standing_finding_takes_two',
        ),
        migrations.RemoveConstraint(
            model_name='vettingcase',
            name='case_endorsed_before_it_leaves',
        ),
        migrations.AddField(
            model_name='review',
            name='conditions',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='review',
            name='valid_until',
            field=models.DateField(blank=True, null=True, verbose_name='approve until'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='approval',
            trigger=pgtrigger.compiler.Trigger(name='follows_decision', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (\n                SELECT 1 FROM vetting_vettingsubject s JOIN vetting_vettingcase c ON c.id = s.case_id\n                WHERE s.id = NEW.subject_id AND s.state = 'APPROVED' AND s.round = NEW.round\n                  AND s.unit_id = NEW.unit_id AND s.person_id IS NOT DISTINCT FROM NEW.person_id\n                  AND NEW.law = ANY (c.laws)\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'approval_follows_decision', MESSAGE = 'An approval follows from two reviews of its own subject.', DETAIL = COALESCE('', '');\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM vetting_review r\n                WHERE r.subject_id = NEW.subject_id AND r.round = NEW.round AND r.valid_until < upper(NEW.valid) - 1\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'approval_within_reviews', MESSAGE = 'An approval lasts no longer than each reviewer allowed.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='bdc11c5df2b6598a26d18ef49ff9acb7b276ef77', operation='INSERT', pgid='pgtrigger_follows_decision_becc9', table='vetting_approval', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hit',
            trigger=pgtrigger.compiler.Trigger(name='resolved_by_another', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.resolved_by_id IS NOT NULL AND EXISTS (\n                SELECT 1 FROM vetting_vettingsubject s JOIN vetting_vettingcase c ON c.id = s.case_id\n                WHERE s.id = NEW.subject_id AND c.requester_id = NEW.resolved_by_id\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'hit_not_by_requester', MESSAGE = 'Whoever asked does not resolve a possible match.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.resolved_by_id IS NOT NULL AND EXISTS (\n                SELECT 1 FROM vetting_review r\n                WHERE r.subject_id = NEW.subject_id AND r.reviewer_id = NEW.resolved_by_id\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'hit_not_by_reviewer', MESSAGE = 'Whoever reviewed this subject does not resolve its matches.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='a0b4bcce6fda1ea40d88a148843d90efb337dcab', operation='INSERT OR UPDATE', pgid='pgtrigger_resolved_by_another_196e4', table='vetting_hit', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='reviewer_stands_apart', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF EXISTS (\n                SELECT 1 FROM vetting_vettingsubject s JOIN vetting_vettingcase c ON c.id = s.case_id\n                WHERE s.id = NEW.subject_id AND NEW.reviewer_id IN (c.requester_id, c.manager_id)\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'review_not_by_requester_or_manager', MESSAGE = 'Requester and manager do not review.', DETAIL = COALESCE('', '');\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM vetting_hit h WHERE h.subject_id = NEW.subject_id AND h.resolved_by_id = NEW.reviewer_id\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'review_not_by_clearer', MESSAGE = 'Whoever resolved a hit on this subject does not review it.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NOT EXISTS (\n                SELECT 1 FROM vetting_vettingsubject s JOIN vetting_vettingcase c ON c.id = s.case_id\n                WHERE s.id = NEW.subject_id AND s.round = NEW.round AND s.state = 'WASHINGTON_REVIEW'\n                  AND c.state IN ('WASHINGTON', 'RESULTS_RETURNED', 'CLOSED')\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'review_while_in_review', MESSAGE = 'This subject is not in review.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='3e261f55479a28191a434481ddb93996bdb8de80', operation='INSERT', pgid='pgtrigger_reviewer_stands_apart_950e9', table='vetting_review', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vettingcase',
            trigger=pgtrigger.compiler.Trigger(name='state_flow', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF OLD."state" IS DISTINCT FROM NEW."state"\n               AND (OLD."state", NEW."state") NOT IN ((\'ACCEPTED\', \'POST_CHECKS\'), (\'ACCEPTED\', \'RETURNED\'), (\'DRAFT\', \'CANCELLED\'), (\'DRAFT\', \'SUBMITTED\'), (\'ENDORSED\', \'ACCEPTED\'), (\'ENDORSED\', \'CANCELLED\'), (\'ENDORSED\', \'RETURNED\'), (\'POST_CHECKS\', \'POST_COMPLETE\'), (\'POST_COMPLETE\', \'WASHINGTON\'), (\'RESULTS_RETURNED\', \'CLOSED\'), (\'RETURNED\', \'CANCELLED\'), (\'RETURNED\', \'SUBMITTED\'), (\'SUBMITTED\', \'CANCELLED\'), (\'SUBMITTED\', \'ENDORSED\'), (\'SUBMITTED\', \'RETURNED\'), (\'WASHINGTON\', \'CANCELLED\'), (\'WASHINGTON\', \'RESULTS_RETURNED\')) THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'vetting_vettingcase_state_step\', MESSAGE = \'This step is not possible from the state the record is in.\', DETAIL = COALESCE(OLD.state || \' -> \' || NEW.state, \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='cc6c45e82b753aab68ee089043ac48974fcd34cc', operation='UPDATE', pgid='pgtrigger_state_flow_c2952', table='vetting_vettingcase', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vettingcase',
            trigger=pgtrigger.compiler.Trigger(name='every_subject_decided', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.state = 'RESULTS_RETURNED' AND OLD.state <> 'RESULTS_RETURNED' AND EXISTS (\n                SELECT 1 FROM vetting_vettingsubject s WHERE s.case_id = NEW.id\n                  AND s.state NOT IN ('APPROVED', 'REJECTED', 'RECALLED', 'CANCELLED', 'REMOVED')\n            ) THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'vetting_every_subject_decided', MESSAGE = 'Some of the roster have no outcome.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='1cc4dfa2ef77daebd8ca2c7fe5705cde2897b2ce', operation='UPDATE', pgid='pgtrigger_every_subject_decided_a9ee6', table='vetting_vettingcase', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vettingcase',
            trigger=pgtrigger.compiler.Trigger(name='stale_case_i', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO ground_stalefact (fact, fiscal_year, operating_unit)\n            SELECT DISTINCT 'case', EXTRACT(YEAR FROM r.event_start + INTERVAL '3 months')::int, r.operating_unit_id FROM (SELECT * FROM new_values) r ;\n            RETURN NULL;\n        ", hash='831645ade7568fbd1948e971176436c981ebd2e3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_stale_case_i_f2232', referencing='REFERENCING NEW TABLE AS new_values ', table='vetting_vettingcase', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vettingcase',
            trigger=pgtrigger.compiler.Trigger(name='stale_case_u', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO ground_stalefact (fact, fiscal_year, operating_unit)\n            SELECT DISTINCT 'case', EXTRACT(YEAR FROM r.event_start + INTERVAL '3 months')::int, r.operating_unit_id FROM (SELECT * FROM new_values UNION ALL SELECT * FROM old_values) r ;\n            RETURN NULL;\n        ", hash='9d70b0beccc1cefa9fbc743805262b13190dee36', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_stale_case_u_2b50b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='vetting_vettingcase', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vettingsubject',
            trigger=pgtrigger.compiler.Trigger(name='joins_in_draft', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM vetting_vettingcase WHERE id = NEW.case_id AND state IN ('DRAFT', 'RETURNED') FOR SHARE;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'vetting_subject_joins_in_draft', MESSAGE = 'The roster is settled; this case is no longer a draft.', DETAIL = COALESCE('', '');\n            END IF;\n            RETURN NEW;\n        ", hash='19660578e58ff8c8cc3e4069f6d37a9f7964a1a2', operation='INSERT', pgid='pgtrigger_joins_in_draft_cc3c4', table='vetting_vettingsubject', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'APPROVE'), _negated=True), ('valid_until__isnull', False), _connector='OR'), name='review_approval_has_last_day', violation_error_message='An approval says until when.'),
        ),
        migrations.AddConstraint(
            model_name='unitstanding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('proposed_by__isnull', False), ('state', 'UNDER_REVIEW')), models.Q(('proposed_by__isnull', True), ('state', 'NO_FINDING')), models.Q(('confirmed_by__isnull', False), ('proposed_by__isnull', False), models.Q(('proposed_by', models.F('confirmed_by')), _negated=True)), _connector='OR'), name='standing_finding_takes_two', violation_error_message='A finding takes two people: one proposes, another confirms or closes it.'),
        ),
        migrations.AddConstraint(
            model_name='vettingcase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('endorsed_by__isnull', True), ('state__in', ['DRAFT', 'SUBMITTED', 'RETURNED'])), ('state', 'CANCELLED'), models.Q(models.Q(('state__in', ['DRAFT', 'SUBMITTED', 'RETURNED']), _negated=True), ('endorsed_by__isnull', False)), _connector='OR'), name='case_endorsed_before_it_leaves', violation_error_message='A request leaves the program when its manager has approved it.'),
        ),
    ])
