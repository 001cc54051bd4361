"""What Postgres holds about the second tier: an implementer reports no more at a stage than reached the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

from .given_back import given_back

if TYPE_CHECKING:
    from django.db import models


class TierRules(pgtrigger.Trigger):
    """A move of the second tier is of a recorded obligation, after its document, and of what stands at the stage it
    leaves: on its line, or of the award less what was de-obligated and not returned before. The obligation's lock makes
    reports take turns. Gatehouse rule, after 31 U.S.C. 1341(a): no more is spent than was awarded, tier by tier.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [
            ("obligation", "programs_obligation"),
            ("was", "programs_secondtiermove"),
            *((name, "numeric") for name in ("left_out", "returned", "awarded", "here")),
        ]

    def get_func(self, model: type[models.Model]) -> str:
        recorded = "An implementer has an obligation once it is recorded."
        above = "More than stands with the implementer at the stage before."
        return f"""
            SELECT * INTO obligation FROM programs_obligation WHERE id = NEW.obligation_id FOR NO KEY UPDATE;
            IF obligation.state IS DISTINCT FROM 'RECORDED' THEN
                {refuse("tier_obligation_recorded", recorded)}
            END IF;
            IF NEW.as_of < obligation.effective_on THEN
                {refuse("tier_after_award", "It was not awarded by that day.", "obligation.effective_on::text")}
            END IF;
            IF NEW.reverses_id IS NOT NULL THEN
                SELECT * INTO was FROM programs_secondtiermove WHERE id = NEW.reverses_id;
                IF (was.obligation_id, was.line, was.from_stage, was.to_stage, was.amount)
                   IS DISTINCT FROM (NEW.obligation_id, NEW.line, NEW.to_stage, NEW.from_stage, NEW.amount)
                   OR was.reverses_id IS NOT NULL OR was.as_of > NEW.as_of THEN
                    {refuse("tier_reversal_mirrors", "A reversal mirrors one report exactly.")}
                END IF;
            END IF;
            SELECT COALESCE(sum(CASE WHEN m.from_stage = 'AWARDED' THEN m.amount
                                     WHEN m.to_stage = 'AWARDED' THEN -m.amount END), 0),
                   COALESCE(sum(CASE WHEN m.to_stage = 'RETURNED' THEN m.amount
                                     WHEN m.from_stage = 'RETURNED' THEN -m.amount END), 0),
                   COALESCE(sum(CASE WHEN m.line <> NEW.line THEN 0 WHEN m.to_stage = NEW.from_stage THEN m.amount
                                     WHEN m.from_stage = NEW.from_stage THEN -m.amount END), 0)
                INTO left_out, returned, here
                FROM programs_secondtiermove m WHERE m.obligation_id = NEW.obligation_id;
            returned := returned - CASE WHEN NEW.from_stage = 'RETURNED' THEN NEW.amount ELSE 0 END
                                 + CASE WHEN NEW.to_stage = 'RETURNED' THEN NEW.amount ELSE 0 END;
            left_out := left_out - CASE WHEN NEW.to_stage = 'AWARDED' THEN NEW.amount ELSE 0 END;
            awarded := obligation.amount - left_out - GREATEST({given_back("obligation")} - returned, 0);
            IF NEW.from_stage = 'AWARDED' THEN here := awarded; END IF;
            IF NEW.amount > here OR awarded < 0 AND NEW.from_stage = 'RETURNED' THEN
                {refuse("tier_stage_before", above, "GREATEST(here, 0)::text")}
            END IF;
            RETURN NEW;
        """


class VerifiedByAnother(pgtrigger.Trigger):
    """A report is verified after its day by another than who wrote it down. Gatehouse rule: a report is a claim."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("report", "programs_secondtiermove")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            SELECT * INTO report FROM programs_secondtiermove WHERE id = NEW.move_id;
            IF report.by_id = NEW.by_id THEN
                {refuse("tier_verified_by_another", "Whoever wrote a report down does not verify it.")}
            END IF;
            IF NEW.verified_on < report.as_of THEN
                {refuse("tier_verified_after", "It is verified on or after its day.", "report.as_of::text")}
            END IF;
            RETURN NEW;
        """
