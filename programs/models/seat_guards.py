"""What Postgres holds about the life of an IMET seat: who was consulted, what it needs, whom the law allows a grant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

from .training_plan_guards import BARRED, NO_GRANT

if TYPE_CHECKING:
    from django.db import models

PAST_NOMINATION = ("NOMINATED", "SCREENED", "ITO_ISSUED", "TRAVELLING", "IN_TRAINING", "COMPLETED")


class SeatConsulted(pgtrigger.Trigger):
    """No student of IMET is nominated, and none goes further, without the defense attache having been consulted and a
    US-equivalent grade written, unless a civilian; nor is one screened below the English that the course asks for.

    Basis: 22 U.S.C. 2347f, statute, verified; the grade is a Gatehouse rule, the English policy of the school, not
    verified.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("asked", "integer")]

    def get_func(self, model: type[models.Model]) -> str:
        past = ", ".join(f"'{state}'" for state in PAST_NOMINATION)
        return f"""
            IF NEW.state = OLD.state OR NEW.state NOT IN ({past}) OR NOT EXISTS (
                SELECT 1 FROM programs_program p WHERE p.id = NEW.program_id AND p.kind = 'IMET') THEN
                RETURN NEW;
            END IF;
            IF NEW.attache_consulted_on IS NULL THEN
                {refuse("seat_attache_consulted", "The defense attache was not consulted on this student.")}
            END IF;
            IF NEW.grade = '' AND NOT NEW.is_civilian THEN
                {refuse("seat_student_graded", "The student has no US-equivalent grade and is no civilian.")}
            END IF;
            IF NEW.state = 'SCREENED' THEN
                SELECT c.english_level INTO asked FROM programs_course c WHERE c.id = NEW.course_id;
                IF asked > COALESCE(NEW.english_score, 0) THEN
                    {refuse("seat_english_level", "The course asks for more English.", "asked || ' or more'")}
                END IF;
            END IF;
            RETURN NEW;
        """


class SeatGrantAllowed(pgtrigger.Trigger):
    """No grant seat of IMET for a country that the law bars, on the day it begins. Basis: 22 U.S.C. 2347e, statute,
    verified. A reimbursable seat is paid by the partner."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NOT NEW.is_reimbursable AND NEW.state <> 'CANCELLED' AND EXISTS (
                SELECT 1 FROM programs_program g JOIN partners_operatingunit u ON u.id = g.operating_unit_id
                JOIN partners_country c ON c.id = u.country_id
                JOIN ground_parameter p ON p.key = '{BARRED}' AND p.place = c.iso3
                WHERE g.id = NEW.program_id AND g.kind = 'IMET' AND p.valid @> NEW.start_on
            ) THEN
                {refuse("imet_seat_grant_barred", NO_GRANT)}
            END IF;
            RETURN NEW;
        """
