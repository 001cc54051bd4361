"""What Postgres holds about transfers between accounts under section 610 of the Foreign Assistance Act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

if TYPE_CHECKING:
    from django.db import models

OUT_OF_SOURCE, INTO_TARGET = "0.10", "0.20"


class TransferWithin610(pgtrigger.Trigger):
    """A transfer takes at most 10 percent of its source and adds at most 20 to its target, never out of section 23.

    A provision is an account in a budget fiscal year: all its transfers count together, against what was appropriated
    to it and not rescinded. The lock on its funds makes writers take turns. Statute: 22 U.S.C. 2360(a), verified.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [
            ("fund", "programs_fund"),
            ("half", "programs_fundtransaction"),
            ("entered", "numeric"),
            ("made", "numeric"),
            ("used", "numeric"),
        ]

    def get_func(self, model: type[models.Model]) -> str:
        provision = "(p.account_id, p.fiscal_year) = (fund.account_id, fund.fiscal_year)"
        funds = f"(SELECT p.id FROM programs_fund p WHERE {provision})"
        halves = "A transfer has two halves, of two accounts, of one amount and day."
        over = {
            "transfer_of_source": "More than a tenth of what was made available to the source.",
            "transfer_into_target": "More than a fifth of what was made available to the target.",
        }
        refusals = {
            name: refuse(name, says, f"GREATEST(0, trunc({share} * made - used, 2))::text")
            for (name, says), share in zip(over.items(), (OUT_OF_SOURCE, INTO_TARGET), strict=True)
        }
        return f"""
            IF NEW.transfer_id IS NULL AND NEW.to_stage <> 'TRANSFERRED' THEN RETURN NEW; END IF;
            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id;
            PERFORM 1 FROM programs_fund f WHERE f.id IN {funds} ORDER BY f.id FOR NO KEY UPDATE;
            SELECT COALESCE(sum(t.amount), 0) INTO entered FROM programs_fundtransaction t
                WHERE t.fund_id IN {funds} AND t.transfer_id IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM programs_fundtransaction r WHERE r.reverses_id = t.id);
            SELECT COALESCE(sum(b.amount) FILTER (WHERE b.stage <> 'RESCINDED'), 0) - entered,
                   COALESCE(sum(b.amount) FILTER (WHERE b.stage = 'TRANSFERRED'), 0)
                INTO made, used FROM programs_balance b WHERE b.fund_id IN {funds};
            IF NEW.transfer_id IS NULL THEN
                IF EXISTS (SELECT 1 FROM programs_account a WHERE a.id = fund.account_id AND a.kind = 'FMF') THEN
                    {refuse("transfer_not_of_section_23", "Money for section 23 of the AECA is never the source.")}
                END IF;
                IF used + NEW.amount > {OUT_OF_SOURCE} * made THEN {refusals["transfer_of_source"]} END IF;
                RETURN NEW;
            END IF;
            SELECT * INTO half FROM programs_fundtransaction WHERE id = NEW.transfer_id;
            IF (half.to_stage, half.amount, half.effective_on)
               IS DISTINCT FROM ('TRANSFERRED', NEW.amount, NEW.effective_on)
               OR (NEW.from_stage, NEW.to_stage) <> ('OUTSIDE', 'APPROPRIATED') OR NEW.reverses_id IS NOT NULL
               OR EXISTS (SELECT 1 FROM programs_fund f WHERE f.id = half.fund_id AND f.account_id = fund.account_id)
               THEN {refuse("transfer_two_halves", halves)}
            END IF;
            used := entered;
            IF used + NEW.amount > {INTO_TARGET} * made THEN {refusals["transfer_into_target"]} END IF;
            RETURN NEW;
        """


class TransferWhole(pgtrigger.Trigger):
    """What leaves one fund enters another in the same transaction, and is taken back there too. Gatehouse rule."""

    when = pgtrigger.After
    operation = pgtrigger.Insert
    timing = pgtrigger.Deferred
    condition = pgtrigger.Condition("NEW.to_stage IN ('TRANSFERRED', 'OUTSIDE') OR NEW.from_stage = 'TRANSFERRED'")

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.to_stage = 'TRANSFERRED' AND NOT EXISTS (
                   SELECT 1 FROM programs_fundtransaction t WHERE t.transfer_id = NEW.id)
               OR NEW.from_stage = 'TRANSFERRED' AND NOT EXISTS (
                   SELECT 1 FROM programs_fundtransaction t JOIN programs_fundtransaction r ON r.reverses_id = t.id
                   WHERE t.transfer_id = NEW.reverses_id)
               OR NEW.to_stage = 'OUTSIDE' AND EXISTS (
                   SELECT 1 FROM programs_fundtransaction t WHERE t.id = NEW.reverses_id AND t.transfer_id IS NOT NULL
                     AND NOT EXISTS (SELECT 1 FROM programs_fundtransaction r WHERE r.reverses_id = t.transfer_id)) THEN
                {refuse("transfer_whole", "A transfer is made, and taken back, with both its halves.")}
            END IF;
            RETURN NULL;
        """
