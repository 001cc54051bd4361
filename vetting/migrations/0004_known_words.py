
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from ground.triggers import at_once


class Migration(migrations.Migration):

    dependencies = [
        ('vetting', '0003_tighter_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = at_once([
        pgtrigger.migrations.RemoveTrigger(
            model_name='vettingsubject',
            name='state_flow',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vettingsubject',
            trigger=pgtrigger.compiler.Trigger(name='state_flow', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            IF OLD."state" IS DISTINCT FROM NEW."state"\n               AND (OLD."state", NEW."state") NOT IN ((\'APPROVED\', \'RECALLED\'), (\'DRAFT\', \'CANCELLED\'), (\'DRAFT\', \'QUEUED\'), (\'DRAFT\', \'REMOVED\'), (\'POST_HOLD\', \'CANCELLED\'), (\'POST_HOLD\', \'POST_REVIEW\'), (\'POST_HOLD\', \'REMOVED\'), (\'POST_REVIEW\', \'CANCELLED\'), (\'POST_REVIEW\', \'DRAFT\'), (\'POST_REVIEW\', \'POST_HOLD\'), (\'POST_REVIEW\', \'REMOVED\'), (\'POST_REVIEW\', \'WASHINGTON_REVIEW\'), (\'PROCESS_REVIEW\', \'CANCELLED\'), (\'PROCESS_REVIEW\', \'SUSPENDED\'), (\'PROCESS_REVIEW\', \'WASHINGTON_REVIEW\'), (\'QUEUED\', \'CANCELLED\'), (\'QUEUED\', \'DRAFT\'), (\'QUEUED\', \'POST_REVIEW\'), (\'RECALLED\', \'REJECTED\'), (\'RECALLED\', \'WASHINGTON_REVIEW\'), (\'SUSPENDED\', \'REJECTED\'), (\'SUSPENDED\', \'WASHINGTON_REVIEW\'), (\'WASHINGTON_REVIEW\', \'APPROVED\'), (\'WASHINGTON_REVIEW\', \'CANCELLED\'), (\'WASHINGTON_REVIEW\', \'PROCESS_REVIEW\'), (\'WASHINGTON_REVIEW\', \'REJECTED\'), (\'WASHINGTON_REVIEW\', \'SUSPENDED\')) THEN\n                RAISE EXCEPTION USING ERRCODE = \'23R01\', CONSTRAINT = \'vetting_vettingsubject_state_step\', MESSAGE = \'This step is not possible from the state the record is in.\', DETAIL = COALESCE(OLD.state || \' -> \' || NEW.state, \'\');\n            END IF;\n            RETURN NEW;\n        ', hash='76ff1b6cd822455fe4ae4c659774ade82c933555', operation='UPDATE', pgid='pgtrigger_state_flow_7c614', table='vetting_vettingsubject', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['BUREAU', 'HUMAN_RIGHTS']), ('verdict__in', ['APPROVE', 'REJECT'])), name='review_known_words', violation_error_message='A review is of one of two kinds and says approve or reject.'),
        ),
    ])
