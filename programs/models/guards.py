"""What Postgres holds about programs: the gate on everything that reaches a recipient, and what money asks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

from ground.guards import refuse

if TYPE_CHECKING:
    from django.db import models


class Gate(pgtrigger.Trigger):
    """Refuses a statement whose rows would reach a recipient that the gate does not open for.

    `rows` is SQL over `new_values` that yields (units bigint[], people bigint[], laws text[], during daterange) for
    each row the gate concerns. Rows are gated in groups of equal laws and dates; DETAIL lists each reason as JSON with
    the names in it; rows with people stay apart by unit, so that nobody borrows another row's unit. Basis: 22 U.S.C.
    2378d(a), 10 U.S.C. 362(a), statutes, verified.
    """

    when = pgtrigger.After
    level = pgtrigger.Statement

    def __init__(self, *, name: str, operation: pgtrigger.Operation, rows: str, constraint: str) -> None:
        self.rows, self.constraint = rows, constraint
        super().__init__(name=name, operation=operation, referencing=pgtrigger.Referencing(new="new_values"))

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("reasons", "text")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            PERFORM vetting_lock(
                (SELECT array_agg(DISTINCT u) FROM ({self.rows}) g, unnest(g.units) u),
                (SELECT array_agg(DISTINCT p) FROM ({self.rows}) g, unnest(g.people) p));
            SELECT json_agg(json_build_object(
                       'code', b.code, 'law', b.law, 'unit', b.unit_id, 'person', b.person_id,
                       'unit_name', u.name, 'unit_code', u.code,
                       'person_name', btrim(p.given_names || ' ' || p.family_names),
                       'until', upper(b.valid) - 1, 'during', grouped.during::text))::text
                INTO reasons
                FROM (
                    SELECT ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.units::text)) t, unnest(t::bigint[]) x)
                               AS units,
                           ARRAY(SELECT DISTINCT x FROM unnest(array_agg(r.people::text)) t, unnest(t::bigint[]) x)
                               AS people,
                           r.laws, r.during
                    FROM ({self.rows}) r
                    GROUP BY r.laws, r.during, COALESCE(cardinality(r.units), 0) = 0,
                             CASE WHEN cardinality(r.people) > 0 THEN r.units END
                ) grouped
                CROSS JOIN LATERAL vetting_blockers(grouped.units, grouped.people, grouped.laws, grouped.during) b
                LEFT JOIN partners_unit u ON u.id = b.unit_id
                LEFT JOIN partners_person p ON p.id = b.person_id;
            IF reasons IS NOT NULL THEN
                {refuse(self.constraint, "The gate is shut.", "left(reasons, 60000)")}
            END IF;
            RETURN NULL;
        """


def gate(*, rows: str, constraint: str) -> list[Gate]:
    """The gate on inserts and on updates of one table: Postgres gives each operation its own transition table."""
    return [
        Gate(name="gate_insert", operation=pgtrigger.Insert, rows=rows, constraint=constraint),
        Gate(name="gate_update", operation=pgtrigger.Update, rows=rows, constraint=constraint),
    ]


class EndsWithoutMoney(pgtrigger.Trigger):
    """A program ends when no proposed obligation waits, and is closed, not cancelled, once money went to it."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.state IN ('CLOSED', 'CANCELLED') AND OLD.state <> NEW.state AND (
                EXISTS (SELECT 1 FROM programs_obligation o WHERE o.program_id = NEW.id AND o.state = 'PROPOSED')
                OR NEW.state = 'CANCELLED' AND EXISTS (
                    SELECT 1 FROM programs_balance b WHERE b.program_id = NEW.id AND b.amount > 0)
            ) THEN
                {refuse("program_ends_without_money", "Money is committed or obligated to this program.")}
            END IF;
            RETURN NEW;
        """


class ObligationOfProgram(pgtrigger.Trigger):
    """An obligation for a program stands at its operating unit, while it takes money, from a fund of its kind.

    The share lock lets no program end while money comes to it. Purpose: 31 U.S.C. 1301(a), statute, verified.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("program", "programs_program")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.program_id IS NULL THEN RETURN NEW; END IF;
            SELECT * INTO program FROM programs_program WHERE id = NEW.program_id FOR SHARE;
            IF program.operating_unit_id <> NEW.operating_unit_id THEN
                {refuse("obligation_at_its_program", "The program belongs to another operating unit.")}
            END IF;
            IF program.state NOT IN ('APPROVED', 'EXECUTING') THEN
                {refuse("obligation_program_takes_money", "The program takes no money now.")}
            END IF;
            IF NOT EXISTS (SELECT 1 FROM programs_fund f JOIN programs_account a ON a.id = f.account_id
                           WHERE f.id = NEW.fund_id AND a.kind IN ('', program.kind)) THEN
                {refuse("obligation_for_its_purpose", "The fund is money of another kind.")}
            END IF;
            RETURN NEW;
        """


class ObligationSetAside(pgtrigger.Trigger):
    """An obligation is recorded on money that was set aside for it alone. Statute: 31 U.S.C. 1341(a), verified."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF OLD.state <> 'RECORDED' AND NEW.state = 'RECORDED' AND NEW.amount > COALESCE((
                SELECT sum(b.amount) FROM programs_balance b
                WHERE b.obligation_id = NEW.id AND b.stage IN ('APPORTIONED', 'COMMITTED')), 0) THEN
                {refuse("obligation_set_aside", "No money of that amount is set aside for this obligation.")}
            END IF;
            RETURN NEW;
        """


class RecipientsBeforeRecord(pgtrigger.Trigger):
    """Recipients of an obligation are its program's, are named before it is recorded, and stay as they were.

    The share lock makes a recording at the same moment wait, or this wait for it: neither slips past the gate.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            PERFORM 1 FROM programs_obligation o
            WHERE o.id IN (OLD.obligation_id, NEW.obligation_id) ORDER BY o.id FOR SHARE;
            IF EXISTS (SELECT 1 FROM programs_obligation o
                       WHERE o.id IN (OLD.obligation_id, NEW.obligation_id) AND o.state <> 'PROPOSED') THEN
                {refuse("obligation_recipients_settled", "The recipients of a recorded obligation do not change.")}
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            IF NOT EXISTS (
                SELECT 1 FROM programs_obligation o JOIN programs_recipient r ON r.program_id = o.program_id
                WHERE o.id = NEW.obligation_id AND r.id = NEW.recipient_id
            ) THEN
                {refuse("obligation_recipient_of_program", "The recipient belongs to another program.")}
            END IF;
            RETURN NEW;
        """


class SeatOfRecipient(pgtrigger.Trigger):
    """A seat is for a recipient of its own program, under whose law the gate then asks."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NOT EXISTS (SELECT 1 FROM programs_recipient r
                           WHERE r.id = NEW.recipient_id AND r.program_id = NEW.program_id
                             AND r.person_id IS NOT NULL) THEN
                {refuse("seat_for_recipient_of_program", "A seat is for a person nominated to the same program.")}
            END IF;
            RETURN NEW;
        """


class SeatIsObligated(pgtrigger.Trigger):
    """A seat starts on recorded money that names its person and covers its price. Statute: 31 U.S.C. 1341(a), verified.

    What is obligated or paid under the document covers every seat that started on it, whatever became of the seat.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_declare(self, model: type[models.Model]) -> list[tuple[str, str]]:
        return [("obligation", "programs_obligation")]

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.state NOT IN ('IN_TRAINING', 'COMPLETED', 'WITHDRAWN', 'AWOL')
               OR OLD.state IN ('IN_TRAINING', 'COMPLETED', 'WITHDRAWN', 'AWOL')
                  AND (OLD.obligation_id, OLD.price) IS NOT DISTINCT FROM (NEW.obligation_id, NEW.price) THEN
                RETURN NEW;
            END IF;
            SELECT * INTO obligation FROM programs_obligation WHERE id = NEW.obligation_id FOR NO KEY UPDATE;
            IF obligation.id IS NULL OR obligation.state <> 'RECORDED' OR obligation.program_id <> NEW.program_id
               OR obligation.recipients_named AND NOT EXISTS (
                   SELECT 1 FROM programs_obligationrecipient x
                   WHERE x.obligation_id = obligation.id AND x.recipient_id = NEW.recipient_id) THEN
                {refuse("seat_is_obligated", "The seat has no recorded obligation that names its person.")}
            END IF;
            IF NEW.price + COALESCE((
                SELECT sum(s.price) FROM programs_trainingseat s
                WHERE s.obligation_id = obligation.id AND s.id <> NEW.id
                  AND s.state IN ('IN_TRAINING', 'COMPLETED', 'WITHDRAWN', 'AWOL')), 0) > COALESCE((
                SELECT sum(b.amount) FROM programs_balance b
                WHERE b.obligation_id = obligation.id AND b.stage IN ('OBLIGATED', 'DISBURSED')), 0) THEN
                {refuse("seat_within_obligation", "The obligation does not cover the price of this seat too.")}
            END IF;
            RETURN NEW;
        """


class DeliveryUnderAgreement(pgtrigger.Trigger):
    """Where recipients cannot be named, a delivery goes under an agreement in force that day, with the list of barred
    units sent, and only where the case or the award says so. Statute: 22 U.S.C. 2378d(c)(1), verified."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.unit_id IS NOT NULL THEN RETURN NEW; END IF;
            IF NOT EXISTS (
                SELECT 1 FROM programs_agreement a JOIN programs_program p ON p.id = NEW.program_id
                WHERE a.id = NEW.agreement_id AND a.kind = 'RECIPIENTS' AND a.operating_unit_id = p.operating_unit_id
                  AND a.valid @> NEW.delivered_on AND a.list_sent_on <= NEW.delivered_on
            ) THEN
                {
            refuse(
                "delivery_under_agreement", "Recipients are not named, and no agreement with its list covers that day."
            )
        }
            END IF;
            IF NOT EXISTS (
                SELECT 1 FROM programs_fmscase c
                WHERE c.program_id = NEW.program_id AND c.agreement_id = NEW.agreement_id AND NOT c.recipients_named
                UNION ALL
                SELECT 1 FROM programs_obligation o
                WHERE o.program_id = NEW.program_id AND o.agreement_id = NEW.agreement_id AND NOT o.recipients_named
                  AND o.state = 'RECORDED'
            ) THEN
                {refuse("delivery_where_unnamed", "Nothing of this program says that its recipients cannot be named.")}
            END IF;
            RETURN NEW;
        """


class DeliveryOfExecuting(pgtrigger.Trigger):
    """A delivery is recorded while its program executes. Gatehouse rule.

    The share lock makes a closing at the same moment wait, or this wait for it and then be refused.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            PERFORM 1 FROM programs_program p WHERE p.id = NEW.program_id AND p.state = 'EXECUTING' FOR SHARE;
            IF NOT FOUND THEN
                {refuse("delivery_while_executing", "The program of this delivery is not executing.")}
            END IF;
            RETURN NEW;
        """


class DeliveryFits(pgtrigger.Trigger):
    """A delivery of a seat is to the person who completed it; one of a case line belongs to a case of its program."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            IF NEW.seat_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM programs_trainingseat s JOIN programs_recipient r ON r.id = s.recipient_id
                WHERE s.id = NEW.seat_id AND s.program_id = NEW.program_id AND s.state = 'COMPLETED'
                  AND r.unit_id = NEW.unit_id AND r.person_id = NEW.person_id AND NEW.what = 'TRAINING'
            ) THEN
                {refuse("delivery_fits_seat", "The delivery of a seat is to the person who completed it.")}
            END IF;
            IF NEW.line_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM programs_fmscaseline l JOIN programs_fmscase c ON c.id = l.case_id
                WHERE l.id = NEW.line_id AND c.program_id = NEW.program_id
                  AND (NEW.unit_id IS NOT NULL OR NOT c.recipients_named)
            ) THEN
                {refuse("delivery_fits_line", "The case line is of another program, or its case names its recipients.")}
            END IF;
            RETURN NEW;
        """
