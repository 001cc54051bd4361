"""What Postgres holds about Title 10: who decides a concurrence, and what stands before a program begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

if TYPE_CHECKING:
    from django.db import models


class DecidedByAnother(pgtrigger.Trigger):
    """Neither the author nor the manager of a proposal decides State's concurrence. Gatehouse rule: two people."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF EXISTS (SELECT 1 FROM programs_program p WHERE p.id = NEW.program_id
                       AND NEW.decider_id IN (p.author_id, p.manager_id)) THEN
                {refuse("concurrence_by_another", "Whoever wrote or manages a proposal does not decide on it.")}
            END IF;
            IF NEW.decision IN ('CONCUR', 'CONDITIONS') AND EXISTS (
                SELECT 1 FROM programs_officeview v WHERE v.program_id = NEW.program_id AND v.given_on IS NULL) THEN
                {refuse("concurrence_after_views", "An office that was asked has not given its view.")}
            END IF;
            RETURN NEW;
        """


class ClearedByState(pgtrigger.Trigger):
    """A Title 10 program begins when the latest decision of State is a concurrence in force and DoD has certified what
    its authority asks. Basis: 10 U.S.C. 333(b), (c), and the section of each authority, statutes, verified."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("authority", "programs_titletenauthority"), ("latest", "programs_concurrence")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.kind <> 'TITLE-10' OR NEW.state <> 'EXECUTING' OR OLD.state = 'EXECUTING' THEN
                RETURN NEW;
            END IF;
            SELECT a.* INTO authority FROM programs_titletenauthority a
            JOIN programs_titletendetail d ON d.authority = a.code WHERE d.program_id = NEW.id;
            IF authority.id IS NULL THEN
                {
            refuse("title_ten_authority_known", "The authority of the program is not in the table of authorities.")
        }
            END IF;
            IF authority.role = 'CONCURRENCE' THEN
                SELECT * INTO latest FROM programs_concurrence WHERE program_id = NEW.id ORDER BY id DESC LIMIT 1;
                IF latest.id IS NULL OR latest.decision NOT IN ('CONCUR', 'CONDITIONS')
                   OR latest.expires_on < (now() AT TIME ZONE 'America/New_York')::date THEN
                    {refuse("title_ten_concurrence", "State has not concurred.")}
                END IF;
            END IF;
            IF EXISTS (SELECT unnest(authority.certifications) EXCEPT
                       SELECT c.what FROM programs_certification c WHERE c.program_id = NEW.id) THEN
                {refuse("title_ten_certified", "DoD has not certified what the authority asks for.")}
            END IF;
            RETURN NEW;
        """
