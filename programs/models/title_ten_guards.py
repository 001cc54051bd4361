"""What Postgres holds about Title 10: who decides a concurrence, and what stands before a program begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

if TYPE_CHECKING:
    from django.db import models


TODAY = "(now() AT TIME ZONE 'America/New_York')::date"
OF_PROGRAM = """n.state = 'TRANSMITTED' AND EXISTS (
    SELECT 1 FROM programs_notificationline l WHERE l.notification_id = n.id AND l.program_id = NEW.id)"""
HAS_RUN = f"""NOT EXISTS (SELECT 1 FROM programs_congressionalhold h
                    WHERE h.notification_id = n.id AND h.released_on IS NULL)
    AND NOT EXISTS (SELECT 1 FROM programs_transmittal t
                    WHERE t.notification_id = n.id AND t.result IN ('DENIED', 'WITHDRAWN'))
    AND (SELECT max(t.sent_on) + GREATEST(n.clock_days, authority.notice_days) FROM programs_transmittal t
         WHERE t.notification_id = n.id AND t.committee = ANY (n.committees)) <= {TODAY}"""


class DecidedByAnother(pgtrigger.Trigger):
    """Neither the author nor the manager of a proposal decides State's concurrence (Gatehouse rule: two people), nobody
    concurs before the offices that were asked, and where the authority asks for joint planning (10 U.S.C. 333(b),
    statute, verified), not before what both sides agreed."""

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
            IF NEW.decision IN ('CONCUR', 'CONDITIONS') AND EXISTS (
                   SELECT 1 FROM programs_titletendetail d JOIN programs_titletenauthority a ON a.code = d.authority
                   WHERE d.program_id = NEW.program_id AND a.joint_planning)
               AND NOT EXISTS (SELECT 1 FROM programs_jointplan j
                               WHERE j.program_id = NEW.program_id AND j.agreed_on <= NEW.decided_on) THEN
                {refuse("concurrence_after_joint_plan", "State and DoD have not planned this together.")}
            END IF;
            RETURN NEW;
        """


class ClearedByState(pgtrigger.Trigger):
    """A Title 10 program begins when the latest decision of State is a concurrence in force, DoD has certified what its
    authority asks, and Congress has had its notice for the days of the authority, with no hold open. Basis: 10 U.S.C.
    333(b), (c), (e), and the section of each authority, statutes, verified."""

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
            IF authority.notice_days IS NULL THEN RETURN NEW; END IF;
            PERFORM 1 FROM programs_congressionalnotification n WHERE {OF_PROGRAM} FOR NO KEY UPDATE;
            IF NOT EXISTS (SELECT 1 FROM programs_congressionalnotification n WHERE {OF_PROGRAM} AND {HAS_RUN}) THEN
                {refuse("title_ten_notified", "The days of its notice to Congress have not run, or a hold is open.")}
            END IF;
            RETURN NEW;
        """
