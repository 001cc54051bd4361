"""What Postgres holds about training plans: lines hold their seats, steps of a number follow each other, no grant where
the law allows none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

if TYPE_CHECKING:
    from django.db import models

BARRED = "imet_grant_barred"  # key of the dated parameter, one row for each country
NO_GRANT = "The law allows this country no IMET grant."


class LineHoldsItsSeats(pgtrigger.Trigger):
    """A line keeps places for the seats it has: its quantity is not lowered below them, nor is it cancelled under them.
    Gatehouse rule."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("seated", "bigint")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            SELECT count(*) INTO seated FROM programs_trainingseat s
            WHERE s.line_id = NEW.id AND s.state <> 'CANCELLED';
            IF NEW.quantity < seated THEN
                {refuse("training_line_quantity", "More seats than that stand in this line.", "seated || ' or more'")}
            END IF;
            IF NEW.state = 'CANCELLED' AND OLD.state <> 'CANCELLED' AND seated > 0 THEN
                {refuse("training_line_has_seats", "Seats stand in this line.")}
            END IF;
            RETURN NEW;
        """


class LineGrantAllowed(pgtrigger.Trigger):
    """No line of grant training for a country that the law bars from it. Basis: 22 U.S.C. 2347e, statute, verified."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NOT NEW.is_reimbursable AND EXISTS (
                SELECT 1 FROM programs_countrytrainingplan t JOIN partners_country c ON c.id = t.country_id
                JOIN ground_parameter p ON p.key = '{BARRED}' AND p.place = c.iso3
                WHERE t.id = NEW.plan_id
                  AND p.valid && daterange(
                      make_date(t.budget_year::int - 1, 10, 1), make_date(t.budget_year::int, 10, 1))
            ) THEN
                {refuse("imet_line_grant_barred", NO_GRANT)}
            END IF;
            RETURN NEW;
        """


class SeatOfLine(pgtrigger.Trigger):
    """A seat of a line is in the line's course, for its country, within its quantity, and after what comes before it.

    All lines of the number are locked in order, so that two writers take turns. Gatehouse rule.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("line", "programs_trainingline")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.line_id IS NULL OR NEW.state = 'CANCELLED' OR TG_OP = 'UPDATE'
               AND (OLD.line_id, OLD.course_id, OLD.start_on, OLD.end_on)
                   IS NOT DISTINCT FROM (NEW.line_id, NEW.course_id, NEW.start_on, NEW.end_on) THEN
                RETURN NEW;
            END IF;
            PERFORM 1 FROM programs_trainingline l JOIN programs_trainingline mine ON mine.id = NEW.line_id
            WHERE l.plan_id = mine.plan_id AND l.wcn = mine.wcn ORDER BY l.id FOR NO KEY UPDATE OF l;
            SELECT * INTO line FROM programs_trainingline WHERE id = NEW.line_id;
            IF line.course_id <> NEW.course_id OR NOT EXISTS (
                SELECT 1 FROM programs_program p JOIN partners_operatingunit u ON u.id = p.operating_unit_id
                JOIN programs_countrytrainingplan t ON t.country_id = u.country_id
                WHERE p.id = NEW.program_id AND p.kind = 'IMET' AND t.id = line.plan_id
            ) THEN
                {refuse("seat_fits_line", "The line is of another country or another course.")}
            END IF;
            IF line.state = 'CANCELLED' OR line.quantity <= (
                SELECT count(*) FROM programs_trainingseat s
                WHERE s.line_id = line.id AND s.id <> NEW.id AND s.state <> 'CANCELLED') THEN
                {
            refuse(
                "seat_within_line",
                "The line has no place left.",
                "CASE line.state WHEN 'CANCELLED' THEN 'nothing' ELSE line.quantity || ' in all' END",
            )
        }
            END IF;
            IF EXISTS (
                SELECT 1 FROM programs_trainingseat s JOIN programs_trainingline l ON l.id = s.line_id
                JOIN programs_recipient r ON r.id = s.recipient_id
                JOIN programs_recipient mine ON mine.id = NEW.recipient_id AND mine.person_id = r.person_id
                WHERE l.plan_id = line.plan_id AND l.wcn = line.wcn AND s.id <> NEW.id
                  AND s.state NOT IN ('CANCELLED', 'NO_SHOW', 'WITHDRAWN')
                  AND ((l.sequence, l.suffix) < (line.sequence, line.suffix) AND s.end_on >= NEW.start_on
                       OR (l.sequence, l.suffix) > (line.sequence, line.suffix) AND s.start_on <= NEW.end_on)
            ) THEN
                {refuse("seat_after_prerequisite", "What comes before under this number ends before the next begins.")}
            END IF;
            RETURN NEW;
        """
