"""What Postgres holds about money: each move obeys its fund and obligation; balances follow and never go below zero."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

from ..states import BY_FUND, BY_OBLIGATION, BY_PROGRAM

if TYPE_CHECKING:
    from django.db import models


def _listed(stages: Iterable[str]) -> str:
    return ", ".join(f"'{stage}'" for stage in sorted(stages))


def moved(rows: str, *, by_day: bool = False) -> str:
    """SQL for what the transactions in `rows` add to each balance, by the same key whoever asks: trigger or proof.

    Appropriated and apportioned money belongs to the fund, allotted money to an operating unit, what comes after to a
    program; money that waits for a document, or moved under it, is that document's alone. What expired or was
    cancelled stays with the place it had. `by_day` keeps the days apart; else the first and the last
    are given, and of what is obligated that of the last payment.
    """
    day = ", t.effective_on" if by_day else ""
    days = (
        day
        or """, min(t.effective_on) AS first_on, max(t.effective_on) AS last_on,
               max(t.effective_on) FILTER (WHERE m.stage = 'OBLIGATED'
                                           AND 'DISBURSED' IN (t.from_stage, t.to_stage)) AS paid_on"""
    )
    return f"""
        SELECT t.fund_id,
               CASE WHEN m.stage IN ({_listed(BY_FUND)}) THEN 0 ELSE COALESCE(t.operating_unit_id, 0) END AS ou,
               CASE WHEN m.stage IN ({_listed(BY_PROGRAM)}) THEN COALESCE(t.program_id, 0) ELSE 0 END AS pr,
               CASE WHEN m.stage IN ({_listed(BY_OBLIGATION)}) THEN COALESCE(t.obligation_id, 0) ELSE 0 END AS ob,
               m.stage, sum(m.amount) AS amount{days}
        FROM {rows} t CROSS JOIN LATERAL (VALUES (t.from_stage, -t.amount), (t.to_stage, t.amount)) AS m(stage, amount)
        WHERE m.stage <> 'OUTSIDE' GROUP BY 1, 2, 3, 4, 5{day}
    """


class KeepsBalances(pgtrigger.Trigger):
    """Applies a statement's moves to the balances: new rows at zero, locks in id order, then the netted sums.

    A stage below zero is refused by the balance's own check, and on any day since that of a move that is dated back,
    so that a fund can be shown as it stood. Nothing else writes balances. Basis: 31 U.S.C. 1341(a), 1517(a), statutes,
    verified.
    """

    keeps = "programs_balance"
    when = pgtrigger.After
    level = pgtrigger.Statement
    operation = pgtrigger.Insert

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name, referencing=pgtrigger.Referencing(new="new_values"))

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("lowest", "numeric")]

    def get_func(self, model: type[models.Model]) -> str:
        sums = moved("new_values")
        since = """(
            SELECT t.* FROM programs_fundtransaction t
            JOIN (SELECT fund_id, min(effective_on) AS first, array_agg(DISTINCT from_stage) AS left_from
                  FROM new_values GROUP BY 1) n
                ON n.fund_id = t.fund_id AND t.effective_on > n.first
                   AND (t.from_stage = ANY (n.left_from) OR t.to_stage = ANY (n.left_from)))"""
        match = """
            b.fund_id = m.fund_id AND COALESCE(b.operating_unit_id, 0) = m.ou AND COALESCE(b.program_id, 0) = m.pr
            AND COALESCE(b.obligation_id, 0) = m.ob AND b.stage = m.stage
        """
        return f"""
            INSERT INTO programs_balance (fund_id, operating_unit_id, program_id, obligation_id, stage, amount)
            SELECT m.fund_id, NULLIF(m.ou, 0), NULLIF(m.pr, 0), NULLIF(m.ob, 0), m.stage, 0 FROM ({sums}) m
            ON CONFLICT DO NOTHING;
            PERFORM 1 FROM programs_balance b JOIN ({sums}) m ON {match} ORDER BY b.id FOR NO KEY UPDATE OF b;
            UPDATE programs_balance b SET amount = b.amount + m.amount, first_on = LEAST(b.first_on, m.first_on),
                last_on = GREATEST(b.last_on, m.last_on), paid_on = GREATEST(b.paid_on, m.paid_on)
                FROM ({sums}) m WHERE {match};
            IF EXISTS (SELECT 1 FROM new_values n WHERE n.effective_on < (
                       SELECT max(t.effective_on) FROM programs_fundtransaction t WHERE t.fund_id = n.fund_id)) THEN
                WITH mine AS (
                    SELECT fund_id, ou, pr, ob, stage, min(effective_on) AS day
                    FROM ({moved("new_values", by_day=True)}) d WHERE amount < 0 GROUP BY 1, 2, 3, 4, 5
                ), later AS (
                    SELECT d.* FROM ({moved(since, by_day=True)}) d JOIN mine USING (fund_id, ou, pr, ob, stage)
                    WHERE d.effective_on > mine.day
                ), m AS (
                    SELECT * FROM mine UNION SELECT fund_id, ou, pr, ob, stage, effective_on FROM later
                )
                SELECT min(b.amount - COALESCE((
                    SELECT sum(l.amount) FROM later l WHERE l.effective_on > m.day AND
                    (l.fund_id, l.ou, l.pr, l.ob, l.stage) = (m.fund_id, m.ou, m.pr, m.ob, m.stage)), 0))
                    INTO lowest FROM m JOIN programs_balance b ON {match};
                IF lowest < 0 THEN
                    {refuse("ledger_stood_there", "On a day since then there was not that much.", "(-lowest)::text")}
                END IF;
            END IF;
            RETURN NULL;
        """


class LedgerRules(pgtrigger.Trigger):
    """What one move must satisfy beside its balances and dates: the fund's skip, its obligation, what it reverses."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [
            ("fund", "programs_fund"),
            ("obligation", "programs_obligation"),
            ("held", "numeric"),
            ("was", "programs_fundtransaction"),
        ]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            SELECT * INTO fund FROM programs_fund WHERE id = NEW.fund_id;
            IF NEW.reverses_id IS NULL AND NEW.from_stage = 'APPORTIONED' AND NEW.to_stage IN ('ALLOTTED', 'OBLIGATED')
               AND (NEW.to_stage = 'OBLIGATED') <> fund.obligates_on_apportionment THEN
                {
            refuse("ledger_skip", "A fund obligated by its apportionment skips the allotment, and no other fund does.")
        }
            END IF;
            IF NEW.obligation_id IS NOT NULL THEN
                IF 'OBLIGATED' IN (NEW.from_stage, NEW.to_stage) THEN
                    PERFORM 1 FROM programs_obligation WHERE id = NEW.obligation_id FOR NO KEY UPDATE;
                END IF;
                SELECT * INTO obligation FROM programs_obligation WHERE id = NEW.obligation_id FOR SHARE;
                IF obligation.fund_id <> NEW.fund_id
                   OR (obligation.operating_unit_id, obligation.program_id)
                      IS DISTINCT FROM (NEW.operating_unit_id, NEW.program_id)
                   AND NOT (NEW.operating_unit_id IS NULL AND NEW.program_id IS NULL) THEN
                    {refuse("ledger_obligation_matches", "The obligation is of another fund, program or place.")}
                END IF;
            END IF;
            IF NEW.to_stage = 'COMMITTED' AND (obligation.id IS NULL OR obligation.state <> 'PROPOSED') THEN
                {refuse("ledger_obligation_proposed", "Money is committed for a proposed obligation.")}
            END IF;
            IF NEW.to_stage IN ('OBLIGATED', 'DISBURSED') OR NEW.from_stage IN ('OBLIGATED', 'DISBURSED') THEN
                IF obligation.id IS NULL OR obligation.state <> 'RECORDED' THEN
                    {refuse("ledger_obligation_recorded", "Money is obligated and paid under a recorded obligation.")}
                END IF;
                IF NEW.effective_on < obligation.effective_on THEN
                    {
            refuse(
                "ledger_after_document",
                "Nothing moves under a document before it is signed.",
                "obligation.effective_on::text",
            )
        }
                END IF;
            ELSIF NEW.from_stage = 'COMMITTED' AND obligation.state = 'RECORDED' THEN
                {refuse("ledger_set_aside", "What is set aside for a recorded obligation is obligated under it.")}
            END IF;
            IF 'OBLIGATED' IN (NEW.from_stage, NEW.to_stage) AND 'DISBURSED' NOT IN (NEW.from_stage, NEW.to_stage) THEN
                SELECT COALESCE(sum(CASE WHEN t.to_stage = 'OBLIGATED' THEN t.amount ELSE -t.amount END), 0) INTO held
                FROM programs_fundtransaction t
                WHERE t.obligation_id = NEW.obligation_id AND 'OBLIGATED' IN (t.from_stage, t.to_stage)
                  AND 'DISBURSED' NOT IN (t.from_stage, t.to_stage);
            END IF;
            IF NEW.to_stage = 'OBLIGATED' AND NEW.from_stage <> 'DISBURSED'
               AND held + NEW.amount > obligation.amount THEN
                {
            refuse(
                "ledger_obligation_amount", "More than the obligation's own amount.", "(obligation.amount - held)::text"
            )
        }
            END IF;
            IF NEW.from_stage = 'OBLIGATED' AND NEW.to_stage NOT IN ('DISBURSED', 'CANCELLED') AND held - NEW.amount < (
                SELECT sum(s.price) FROM programs_trainingseat s
                WHERE s.obligation_id = NEW.obligation_id AND s.state = 'IN_TRAINING') THEN
                {refuse("ledger_seats_covered", "Seats in training are paid from this obligation.")}
            END IF;
            IF NEW.reverses_id IS NOT NULL THEN
                SELECT * INTO was FROM programs_fundtransaction WHERE id = NEW.reverses_id;
                IF was.fund_id <> NEW.fund_id OR was.from_stage <> NEW.to_stage OR was.to_stage <> NEW.from_stage
                   OR was.amount <> NEW.amount OR was.reverses_id IS NOT NULL
                   OR was.operating_unit_id IS DISTINCT FROM NEW.operating_unit_id
                   OR was.program_id IS DISTINCT FROM NEW.program_id
                   OR was.obligation_id IS DISTINCT FROM NEW.obligation_id OR was.effective_on > NEW.effective_on THEN
                    {refuse("ledger_reversal_mirrors", "A reversal mirrors one transaction exactly.")}
                END IF;
            END IF;
            RETURN NEW;
        """


class OnlyByTrigger(pgtrigger.Trigger):
    """Nobody writes here directly: the rows are kept by the ledger's own trigger."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    condition = pgtrigger.Condition("pg_trigger_depth() = 0")

    def get_func(self, model: type[models.Model]) -> str:
        return refuse("balance_kept_by_ledger", "Balances follow from transactions and are never written by hand.")
