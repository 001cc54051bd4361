import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from ground.triggers import at_once


class Migration(migrations.Migration):

    dependencies = [
        ('programs', '0033_joint_plans_and_notice_of_title_ten'),
    ]

    operations = at_once([
        pgtrigger.migrations.RemoveTrigger(
            model_name='trainingseat',
            name='consulted',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trainingseat',
            trigger=pgtrigger.compiler.Trigger(name='consulted', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE asked integer;', func="\n            IF NEW.state = OLD.state OR NEW.state NOT IN ('NOMINATED', 'SCREENED', 'ITO_ISSUED', 'TRAVELLING', 'IN_TRAINING', 'COMPLETED') OR NOT EXISTS (\n                SELECT 1 FROM programs_program p WHERE p.id = NEW.program_id AND p.kind = 'IMET') THEN\n                RETURN NEW;\n            END IF;\n            IF NEW.attache_consulted_on IS NULL THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'seat_attache_consulted', MESSAGE = 'The defense attache was not consulted on this student.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.grade = '' AND NOT NEW.is_civilian THEN\n                RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'seat_student_graded', MESSAGE = 'The student has no US-equivalent grade and is no civilian.', DETAIL = COALESCE('', '');\n            END IF;\n            IF NEW.state = 'SCREENED' THEN\n                SELECT c.english_level INTO asked FROM programs_course c WHERE c.id = NEW.course_id;\n                IF asked > COALESCE(NEW.english_score, 0) THEN\n                    RAISE EXCEPTION USING ERRCODE = '23R01', CONSTRAINT = 'seat_english_level', MESSAGE = 'The course asks for more English.', DETAIL = COALESCE(asked || ' or more', '');\n                END IF;\n            END IF;\n            RETURN NEW;\n        ", hash='83fb954f580aa932f200401fc9a8bccb11c59f19', operation='UPDATE', pgid='pgtrigger_consulted_bbbc2', table='programs_trainingseat', when='BEFORE')),
        ),
    ])
