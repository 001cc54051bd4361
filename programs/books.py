"""Proves over all rows what the ledger, the gate and the steps promise one by one. Asked by `check_books`.

Each proof is a query that finds nothing in sound books; what it finds is said in one plain line a row.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from ground.dates import today

from . import kinds
from .cwd.books import CWD_PROOFS
from .fms.books import CASE_PROOFS
from .models.availability_guards import standing
from .models.ledger_guards import moved
from .notifications.books import NOTICE_PROOFS
from .peacekeeping.books import PEACE_PROOFS


@dataclass(frozen=True)
class Proof:
    """A query whose rows are what is wrong `today`, its one parameter, and the sentence that words a row's columns."""

    sentence: str
    sql: str


PROOFS: tuple[Proof, ...] = (
    Proof(
        "Fund {}, stage {}: the balance says {}, its transactions add up to {}.",
        f"""
        WITH moved AS ({moved("programs_fundtransaction")}),
        kept(fund_id, ou, pr, ob, stage, amount, first_on, last_on, paid_on) AS (
            SELECT fund_id, COALESCE(operating_unit_id, 0), COALESCE(program_id, 0), COALESCE(obligation_id, 0),
                   stage, amount, first_on, last_on, paid_on FROM programs_balance
        )
        SELECT f.number, COALESCE(k.stage, m.stage), COALESCE(k.amount, 0), COALESCE(m.amount, 0)
        FROM kept k FULL JOIN moved m USING (fund_id, ou, pr, ob, stage) JOIN programs_fund f ON f.id = fund_id
        WHERE COALESCE(k.amount, 0) <> COALESCE(m.amount, 0)
           OR (k.first_on, k.last_on, k.paid_on) IS DISTINCT FROM (m.first_on, m.last_on, m.paid_on) ORDER BY 1, 2
        """,  # noqa: S608 - our own tables
    ),
    Proof(
        "Fund {}, proposed obligation {} of {}: {} is set aside for it.",
        """
        SELECT f.number, o.document_number, o.amount, COALESCE(sum(b.amount), 0)
        FROM programs_obligation o JOIN programs_fund f ON f.id = o.fund_id
        LEFT JOIN programs_balance b ON b.obligation_id = o.id AND b.stage IN ('APPORTIONED', 'COMMITTED')
        WHERE o.state = 'PROPOSED'
        GROUP BY f.id, o.id HAVING COALESCE(sum(b.amount), 0) <> o.amount ORDER BY 1, 2
        """,
    ),
    Proof(
        "Fund {}, obligation {}: {} is committed, and the obligation is {}.",
        """
        SELECT f.number, o.document_number, b.amount, lower(o.state)
        FROM programs_balance b JOIN programs_fund f ON f.id = b.fund_id
        JOIN programs_obligation o ON o.id = b.obligation_id
        WHERE b.stage = 'COMMITTED' AND b.amount > 0 AND o.state <> 'PROPOSED' ORDER BY 1, 2
        """,
    ),
    Proof(
        "Obligation {} is recorded, and no money was ever obligated under it.",
        """
        SELECT o.document_number FROM programs_obligation o
        WHERE o.state = 'RECORDED' AND NOT EXISTS (SELECT 1 FROM programs_fundtransaction t
            WHERE t.obligation_id = o.id AND t.to_stage = 'OBLIGATED' AND t.reverses_id IS NULL) ORDER BY 1
        """,
    ),
    Proof(
        "Obligation {} is dated {}, outside its fund's availability.",
        """
        SELECT o.document_number, o.effective_on FROM programs_obligation o JOIN programs_fund f ON f.id = o.fund_id
        WHERE o.state = 'RECORDED' AND (o.effective_on < f.enacted_on OR o.effective_on >
            CASE WHEN o.reobligation THEN f.reobligate_until ELSE f.available_until END) ORDER BY 1
        """,
    ),
    Proof(
        "Fund {}, stage {}: at the end of {} there was {}.",
        f"""
        SELECT f.number, d.stage, d.effective_on, d.stood FROM (
            SELECT m.*, sum(m.amount) OVER (PARTITION BY fund_id, ou, pr, ob, stage ORDER BY effective_on) AS stood
            FROM ({moved("programs_fundtransaction", by_day=True)}) m) d
        JOIN programs_fund f ON f.id = d.fund_id WHERE d.stood < 0 ORDER BY 1, 2, 3
        """,  # noqa: S608 - our own tables
    ),
    Proof(
        "Fund {}: {} still stands at {}; by its ends of {} and {} it stands at {}.",
        f"""
        SELECT s.number, s.amount, s.stage, s.available_until, s.cancels_on, s.standing FROM (
            SELECT f.number, f.available_until, f.cancels_on, b.amount, b.stage, {standing("%(today)s")} AS standing
            FROM programs_balance b JOIN programs_fund f ON f.id = b.fund_id WHERE b.amount > 0) s
        WHERE s.stage <> s.standing ORDER BY 1, 3
        """,  # noqa: S608 - our own tables
    ),
    Proof(
        "Obligation {} was proposed and recorded by one person, or names nobody and does not say how it will.",
        """
        SELECT o.document_number FROM programs_obligation o
        WHERE o.state = 'RECORDED' AND (o.recorded_by_id IS NULL OR o.recorded_by_id = o.proposed_by_id
            OR o.recipients_named AND NOT EXISTS (SELECT 1 FROM programs_obligationrecipient x
                                                  WHERE x.obligation_id = o.id)
            OR NOT o.recipients_named AND o.naming = '' AND o.agreement_id IS NULL) ORDER BY 1
        """,
    ),
    Proof(
        "{}: the delivery “{}” of {} has no approval on its day under {}.",
        """
        SELECT p.number, d.description, d.delivered_on, law
        FROM programs_delivery d JOIN programs_program p ON p.id = d.program_id CROSS JOIN unnest(p.laws) AS law
        WHERE d.unit_id IS NOT NULL AND (NOT EXISTS (
                SELECT 1 FROM vetting_approval a WHERE a.unit_id = d.unit_id AND a.person_id IS NULL
                  AND a.law = law::text AND a.valid @> d.delivered_on)
            OR d.person_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM vetting_approval a WHERE a.unit_id = d.unit_id AND a.person_id = d.person_id
                  AND a.law = law::text AND a.valid @> d.delivered_on))
        ORDER BY 1, 2
        """,
    ),
    Proof(
        "{}: the delivery “{}” of {} names no unit, and no agreement with its list covers it.",
        """
        SELECT p.number, d.description, d.delivered_on
        FROM programs_delivery d JOIN programs_program p ON p.id = d.program_id
        LEFT JOIN programs_agreement a ON a.id = d.agreement_id
        WHERE d.unit_id IS NULL AND (a.id IS NULL OR NOT a.valid @> d.delivered_on
            OR a.list_sent_on IS NULL OR a.operating_unit_id <> p.operating_unit_id) ORDER BY 1, 2
        """,
    ),
    Proof(
        "Line {} of case {}: {} delivered, {} ordered.",
        """
        SELECT l.number, c.designator, sum(d.quantity), l.quantity
        FROM programs_fmscaseline l JOIN programs_fmscase c ON c.id = l.case_id
        JOIN programs_delivery d ON d.line_id = l.id
        GROUP BY l.id, c.id HAVING sum(d.quantity) > l.quantity ORDER BY 2, 1
        """,
    ),
    Proof(
        "Seat {} of {} is {}, and what goes with that is missing.",
        """
        SELECT s.id, p.number, lower(s.state)
        FROM programs_trainingseat s JOIN programs_program p ON p.id = s.program_id
        WHERE s.state = 'COMPLETED' AND (
                NOT EXISTS (SELECT 1 FROM programs_completion c WHERE c.seat_id = s.id)
                OR NOT EXISTS (SELECT 1 FROM programs_delivery d WHERE d.seat_id = s.id))
           OR s.state IN ('ITO_ISSUED', 'TRAVELLING') AND NOT EXISTS (
                SELECT 1 FROM programs_travelorder o WHERE o.seat_id = s.id AND o.state = 'ISSUED')
           OR s.state IN ('IN_TRAINING', 'COMPLETED') AND NOT EXISTS (
                SELECT 1 FROM programs_obligation o WHERE o.id = s.obligation_id AND o.state = 'RECORDED')
        ORDER BY 1
        """,
    ),
    Proof(
        "Obligation {}, line “{}”: {} stands with the implementer at {}.",
        """
        SELECT o.document_number, m.line, sum(m.amount), m.stage FROM programs_obligation o JOIN (
            SELECT t.obligation_id, t.line, v.stage, v.amount FROM programs_secondtiermove t CROSS JOIN LATERAL
                (VALUES (t.from_stage, -t.amount), (t.to_stage, t.amount)) AS v(stage, amount)
        ) m ON m.obligation_id = o.id WHERE m.stage <> 'AWARDED'
        GROUP BY o.id, m.line, m.stage HAVING sum(m.amount) < 0 ORDER BY 1, 2
        """,
    ),
    Proof(
        "Obligation {} of {}: {} is with its implementer.",
        """
        SELECT o.document_number, o.amount, sum(CASE WHEN t.from_stage = 'AWARDED' THEN t.amount ELSE -t.amount END)
        FROM programs_obligation o JOIN programs_secondtiermove t ON t.obligation_id = o.id
        WHERE 'AWARDED' IN (t.from_stage, t.to_stage) GROUP BY o.id
        HAVING sum(CASE WHEN t.from_stage = 'AWARDED' THEN t.amount ELSE -t.amount END) > o.amount ORDER BY 1
        """,
    ),
    Proof(
        "Line {} {} of a training plan asks for {} seats and has {}.",
        """
        SELECT l.wcn, l.suffix, l.quantity, count(*)
        FROM programs_trainingline l JOIN programs_trainingseat s ON s.line_id = l.id AND s.state <> 'CANCELLED'
        GROUP BY l.id HAVING count(*) > l.quantity ORDER BY 1, 2
        """,
    ),
    Proof(
        "{} is closed, and {} of its seats are open.",
        """
        SELECT p.number, count(*) FROM programs_program p JOIN programs_trainingseat s ON s.program_id = p.id
        WHERE p.state = 'CLOSED'
          AND s.state NOT IN ('COMPLETED', 'CANCELLED', 'NO_SHOW', 'WITHDRAWN', 'AWOL')
        GROUP BY p.number ORDER BY 1
        """,
    ),
)


def kind_proofs() -> list[Proof]:
    """A program has the detail row of its kind and no other, and the laws of its kind."""
    found = []
    for spec in kinds.SPECS.values():
        table = spec.detail._meta.db_table
        found.append(
            Proof(
                f"{{}} is {spec.short} and has no {spec.short} detail, or another kind has one.",
                f"""
                SELECT p.number FROM programs_program p LEFT JOIN {table} d ON d.program_id = p.id
                WHERE (p.kind = '{spec.kind.value}') <> (d.program_id IS NOT NULL) ORDER BY 1
                """,  # noqa: S608 - our own tables and kinds
            )
        )
        laws = ", ".join(f"'{law}'" for law in spec.laws)
        found.append(
            Proof(
                f"{{}} is {spec.short} and falls under {{}}.",
                f"""
                SELECT p.number, array_to_string(p.laws, ', ') FROM programs_program p
                WHERE p.kind = '{spec.kind.value}' AND NOT (p.laws::text[] @> ARRAY[{laws}]) ORDER BY 1
                """,  # noqa: S608
            )
        )
    return found


BY_SUBJECT = (*NOTICE_PROOFS, *CASE_PROOFS, *PEACE_PROOFS, *CWD_PROOFS)


def problems() -> list[str]:
    """Everything that is wrong with programs and money; nothing in sound books."""
    lines: list[str] = []
    with connection.cursor() as cursor:
        for proof in (*PROOFS, *(Proof(*one) for one in BY_SUBJECT), *kind_proofs()):
            cursor.execute(proof.sql, {"today": today()})
            lines.extend(proof.sentence.format(*row) for row in cursor.fetchall())
    return lines
