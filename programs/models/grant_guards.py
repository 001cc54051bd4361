"""What Postgres holds about NADR grants: where they stand, what opens them, and what a late report shuts.

Lateness is judged on the day that the row itself bears (a task's start, the day a grant is active from, the day a
document was signed), so that what was recorded in time stays in time. The services write today.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

if TYPE_CHECKING:
    from django.db import models


def late(grant: str, day: str) -> str:
    """SQL: what the grant owed by a day before `day` and had not been reviewed on it, as a query of its rows."""
    return f"""
        SELECT 1 FROM programs_grantdeadline d WHERE d.grant_id = {grant} AND d.due_on < {day}
            AND COALESCE(d.reviewed_on, 'infinity'::date) > {day}"""


SHUT = "A report of this grant is late and unreviewed, or its yearly review was missed."


class GrantOfNadr(pgtrigger.Trigger):
    """A grant belongs to a NADR program, and works in the program's country where that has one. Gatehouse rule."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NOT EXISTS (SELECT 1 FROM programs_program p
                           JOIN partners_operatingunit u ON u.id = p.operating_unit_id
                           WHERE p.id = NEW.program_id AND p.kind = 'NADR' AND p.state IN ('APPROVED', 'EXECUTING')
                             AND (u.country_id IS NULL OR u.country_id = NEW.country_id)) THEN
                {refuse("grant_of_nadr_program", "A grant is of an open NADR program, in its country.")}
            END IF;
            RETURN NEW;
        """


class GrantSteps(pgtrigger.Trigger):
    """A grant becomes active with its calendar made and nothing late on it, and closes when everything it owed is
    reviewed and its tasks have ended. Gatehouse rule, answering OIG AUD-MERO-17-49 (67 percent of the performance and
    99 percent of the financial reports there were unreviewed, 75 percent of the yearly reviews missed)."""

    when = pgtrigger.Before
    operation = pgtrigger.Update
    condition = pgtrigger.Q(old__state__df=pgtrigger.F("new__state"))

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.state = 'ACTIVE' AND (SELECT count(DISTINCT d.sort) FROM programs_grantdeadline d
                    WHERE d.grant_id = NEW.id AND d.until = NEW.ends_on) < 3 THEN
                {refuse("grant_calendar_made", "Its calendar of reports and reviews is not made.")}
            END IF;
            IF NEW.state = 'ACTIVE' AND EXISTS ({late("NEW.id", "NEW.active_on")}) THEN
                {refuse("grant_calendar_kept", SHUT)}
            END IF;
            IF NEW.state = 'CLOSED' AND EXISTS (SELECT 1 FROM programs_grantdeadline d
                    WHERE d.grant_id = NEW.id AND d.reviewed_on IS NULL) THEN
                {refuse("grant_closes_reviewed", "A report or a review of it is still open.")}
            END IF;
            IF NEW.state = 'CLOSED' AND EXISTS (SELECT 1 FROM programs_cwdtask t
                    WHERE t.grant_id = NEW.id AND t.state NOT IN ('COMPLETED', 'HANDED_OVER', 'ASSESSED')) THEN
                {refuse("grant_closes_finished", "A task of it has not ended.")}
            END IF;
            RETURN NEW;
        """


class EndsAfterGrants(pgtrigger.Trigger):
    """A program ends when its awards are closed. Gatehouse rule: what an award owes is somebody's to review."""

    when = pgtrigger.Before
    operation = pgtrigger.Update
    condition = pgtrigger.Q(old__state__df=pgtrigger.F("new__state"), new__state__in=["CLOSED", "CANCELLED"])

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF EXISTS (SELECT 1 FROM programs_grant g WHERE g.program_id = NEW.id
                       AND g.state NOT IN ('PLANNED', 'ASSESSED', 'CLOSED')) THEN
                {refuse("program_ends_after_grants", "An award of the program is not closed.")}
            END IF;
            RETURN NEW;
        """


class ModifiedWhenKept(pgtrigger.Trigger):
    """An award under way is modified when nothing on its calendar is late on the day the modification is signed, and
    never to an end before the one it has. Gatehouse rule, answering OIG AUD-MERO-17-49."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("award", "programs_grant")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            SELECT g.* INTO award FROM programs_grant g WHERE g.id = NEW.grant_id FOR NO KEY UPDATE;
            IF award.state NOT IN ('AWARDED', 'ACTIVE', 'SUSPENDED') THEN
                {refuse("grant_modified_under_way", "Only an award under way is modified.", "award.state")}
            END IF;
            IF NEW.ends_on < award.ends_on THEN
                {refuse("grant_not_shortened", "An award is not shortened.", "award.ends_on::text")}
            END IF;
            IF EXISTS ({late("NEW.grant_id", "NEW.signed_on")}) THEN
                {refuse("grant_modified_when_kept", SHUT, "award.award_number")}
            END IF;
            RETURN NEW;
        """


class TermsByModification(pgtrigger.Trigger):
    """The end and the total of an award change by its latest modification alone, to what that says. Gatehouse rule."""

    when = pgtrigger.Before
    operation = pgtrigger.Update
    condition = ~pgtrigger.Q(old__state__in=["PLANNED", "ASSESSED"])

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF (NEW.ends_on, NEW.total) IS DISTINCT FROM (OLD.ends_on, OLD.total)
               AND NOT EXISTS (
                   SELECT 1 FROM (SELECT * FROM programs_grantmodification m
                                  WHERE m.grant_id = NEW.id ORDER BY m.id DESC LIMIT 1) m
                   WHERE (m.ends_on, m.total) = (NEW.ends_on, NEW.total)) THEN
                {refuse("grant_terms_by_modification", "The terms of an award change by a modification.")}
            END IF;
            RETURN NEW;
        """


class ObligationUnderAward(pgtrigger.Trigger):
    """In a NADR program with awards, a grant or an agreement is obligated under the number of one of them, with or
    without a modification behind it, and not while that award's calendar is late on the day the document was signed.

    Gatehouse rule, answering OIG AUD-MERO-17-49.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("award", "programs_grant")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.evidence NOT IN ('GRANT', 'AGREEMENT') OR NEW.state = 'WITHDRAWN'
               OR (TG_OP = 'UPDATE' AND NOT (OLD.state = 'PROPOSED' AND NEW.state = 'RECORDED'))
               OR NOT EXISTS (SELECT 1 FROM programs_grant g WHERE g.program_id = NEW.program_id) THEN
                RETURN NEW;
            END IF;
            SELECT g.* INTO award FROM programs_grant g
            WHERE g.program_id = NEW.program_id AND g.award_number = split_part(NEW.document_number, ' ', 1);
            IF award.id IS NULL THEN
                {
            refuse(
                "obligation_under_award",
                "The program has awards: the document bears the number of one of them.",
                "NEW.document_number",
            )
        }
            END IF;
            IF EXISTS ({late("award.id", "NEW.effective_on")}) THEN
                {refuse("obligation_award_kept", SHUT, "award.award_number")}
            END IF;
            RETURN NEW;
        """
