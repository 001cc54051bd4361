"""What Postgres holds about GSCF: two contributions that stay two funds, their shares, and spending within them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

if TYPE_CHECKING:
    from django.db import models

AUTHORITY_END = "gscf_authority_end"  # key of the dated parameter: the last day on which a project could begin
SIGNED = "CASE WHEN c.returns_id IS NULL THEN c.amount ELSE -c.amount END"
NET = f"""(
    SELECT COALESCE(sum({SIGNED}), 0) FROM programs_gscfcontribution c
    WHERE c.program_id = NEW.program_id AND c.fund_id = NEW.fund_id)"""
USED = """(
    SELECT COALESCE(sum(CASE WHEN o.state = 'PROPOSED' THEN o.amount ELSE (
               SELECT COALESCE(sum(b.amount), 0) FROM programs_balance b WHERE b.obligation_id = o.id) END), 0)
    FROM programs_obligation o
    WHERE o.program_id = NEW.program_id AND o.fund_id = NEW.fund_id AND o.state <> 'WITHDRAWN')"""


class GscfShare(pgtrigger.Trigger):
    """Of each project DoD gives at most 80 percent and State at least 20, after every contribution and every return.

    The lock on the program makes two writers take turns. A return takes back no more than was given, and leaves what
    the project has spent. Basis: P.L. 112-81 s. 1207 as the State fact sheet words it, policy, verified there.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [
            ("given", "programs_gscfcontribution"),
            ("state", "numeric"),
            ("dod", "numeric"),
            ("moved", "numeric"),
            ("spent", "numeric"),
        ]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            PERFORM 1 FROM programs_program WHERE id = NEW.program_id FOR NO KEY UPDATE;
            PERFORM 1 FROM programs_fund WHERE id = NEW.fund_id FOR NO KEY UPDATE;
            IF NOT EXISTS (SELECT 1 FROM programs_program p JOIN programs_fund f ON f.id = NEW.fund_id
                           JOIN programs_account a ON a.id = f.account_id
                           WHERE p.id = NEW.program_id AND p.kind = 'GSCF' AND a.kind = 'GSCF') THEN
                {refuse("gscf_contribution_of_project", "A contribution goes to a GSCF project, into a GSCF fund.")}
            END IF;
            IF EXISTS (SELECT 1 FROM programs_gscfcontribution c
                       WHERE c.fund_id = NEW.fund_id AND c.agency <> NEW.agency) THEN
                {refuse("gscf_two_funds", "State's and DoD's contributions stay two funds for ever.")}
            END IF;
            IF NEW.returns_id IS NOT NULL THEN
                SELECT * INTO given FROM programs_gscfcontribution WHERE id = NEW.returns_id;
                IF given.returns_id IS NOT NULL OR NEW.on_day < given.on_day
                   OR (given.program_id, given.agency, given.fund_id)
                      IS DISTINCT FROM (NEW.program_id, NEW.agency, NEW.fund_id)
                   OR NEW.amount + COALESCE((SELECT sum(r.amount) FROM programs_gscfcontribution r
                                             WHERE r.returns_id = given.id), 0) > given.amount THEN
                    {refuse("gscf_return_within", "A return takes back a contribution, and no more than it.")}
                END IF;
                spent := {USED};
                IF spent + NEW.amount > {NET} THEN
                    {
            refuse("gscf_return_leaves_spent", "The project has committed or spent that money.", "spent::text")
        }
                END IF;
            END IF;
            SELECT COALESCE(sum({SIGNED}) FILTER (WHERE c.agency = 'STATE'), 0),
                   COALESCE(sum({SIGNED}) FILTER (WHERE c.agency = 'DOD'), 0)
                INTO state, dod FROM programs_gscfcontribution c WHERE c.program_id = NEW.program_id;
            moved := CASE WHEN NEW.returns_id IS NULL THEN NEW.amount ELSE -NEW.amount END;
            IF NEW.agency = 'STATE' THEN state := state + moved; ELSE dod := dod + moved; END IF;
            IF dod > 4 * state THEN
                {
            refuse(
                "gscf_share",
                "Of each project DoD gives at most 80 percent, State at least 20.",
                "state::text || ' of State, at most ' || (4 * state)::text || ' of DoD'",
            )
        }
            END IF;
            RETURN NEW;
        """


class GscfSpending(pgtrigger.Trigger):
    """A project obligates what was contributed to it, from the fund it was contributed in. Gatehouse rule.

    Its name sorts before that of `ObligationOfProgram`, whose lock on the program is the weaker one.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NOT EXISTS (SELECT 1 FROM programs_program p WHERE p.id = NEW.program_id AND p.kind = 'GSCF') THEN
                RETURN NEW;
            END IF;
            PERFORM 1 FROM programs_program WHERE id = NEW.program_id FOR NO KEY UPDATE;
            IF NEW.amount + {USED} > {NET} THEN
                {
            refuse(
                "gscf_within_contribution",
                "More than was contributed to this project in this fund.",
                f"({NET} - {USED})::text",
            )
        }
            END IF;
            RETURN NEW;
        """


class DecidedUnderAuthority(pgtrigger.Trigger):
    """Nobody decides on a new project after the authority ended; what began before runs on.

    The day is a dated parameter; where there is none, nothing is refused. Basis: P.L. 112-81 s. 1207 as last amended by
    P.L. 116-92 (note under 22 U.S.C. 2151), that the fund is closed to new projects is inferred from it, not verified.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        ended = f"SELECT 1 FROM ground_parameter p WHERE p.key = '{AUTHORITY_END}' AND (p.value #>> '{{}}')::date"
        return f"""
            IF EXISTS ({ended} < NEW.decided_on) THEN
                {refuse("gscf_authority_ended", "The authority for new projects has ended.")}
            END IF;
            RETURN NEW;
        """


class DecidedTogether(pgtrigger.Trigger):
    """A GSCF project executes when State and DoD have both decided. P.L. 112-81 s. 1207(b), statute, not verified."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.kind = 'GSCF' AND NEW.state = 'EXECUTING' AND OLD.state <> 'EXECUTING'
               AND (SELECT count(*) FROM programs_jointdecision d WHERE d.program_id = NEW.id) < 2 THEN
                {refuse("gscf_decided_together", "State and DoD have not both decided.")}
            END IF;
            RETURN NEW;
        """
