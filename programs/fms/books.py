"""What `check_books` proves about FMS cases: (sentence, SQL whose rows are what is wrong)."""

from __future__ import annotations

CASE_PROOFS: tuple[tuple[str, str], ...] = (
    (
        "{}, {} {}: its lines add up to {}, not to {}.",
        """
        SELECT c.designator, lower(d.kind), d.number, COALESCE(sum(l.total), 0), d.total_value
        FROM programs_casedocument d JOIN programs_fmscase c ON c.id = d.case_id
        LEFT JOIN programs_fmscaseline l ON l.document_id = d.id
        WHERE d.state NOT IN ('DEVELOPMENT', 'WRITE', 'WITHDRAWN')
        GROUP BY c.id, d.id HAVING COALESCE(sum(l.total), 0) <> d.total_value ORDER BY 1, 3
        """,
    ),
    (
        "Fund {}: {} is committed to cases of {}, which has {} in it.",
        """
        SELECT f.number, used.amount, u.code, COALESCE(held.amount, 0)
        FROM (SELECT x.fund_id, p.operating_unit_id,
                     sum(CASE WHEN x.returns_id IS NULL THEN x.amount ELSE -x.amount END) AS amount
              FROM programs_casefunding x JOIN programs_fmscase c ON c.id = x.case_id
              JOIN programs_program p ON p.id = c.program_id GROUP BY 1, 2) used
        JOIN programs_fund f ON f.id = used.fund_id JOIN partners_operatingunit u ON u.id = used.operating_unit_id
        LEFT JOIN (SELECT fund_id, operating_unit_id, sum(amount) AS amount FROM programs_balance
                   WHERE stage IN ('OBLIGATED', 'DISBURSED') GROUP BY 1, 2) held
            ON (held.fund_id, held.operating_unit_id) = (used.fund_id, used.operating_unit_id)
        WHERE used.amount > COALESCE(held.amount, 0)
          AND NOT EXISTS (SELECT 1 FROM programs_balance b WHERE b.fund_id = used.fund_id
                          AND b.operating_unit_id = used.operating_unit_id AND b.stage = 'CANCELLED')
        ORDER BY 1, 3
        """,
    ),
    (
        "{} line {}: {} is delivered of {} ordered.",
        """
        SELECT c.designator, l.number, sum(d.quantity), l.quantity
        FROM programs_delivery d JOIN programs_fmscaseline l ON l.id = d.line_id
        JOIN programs_fmscase c ON c.id = l.case_id
        GROUP BY c.id, l.id HAVING sum(d.quantity) > l.quantity ORDER BY 1, 2
        """,
    ),
    (
        "{} line {}: grant articles are delivered on {}, with no section 505 agreement in force.",
        """
        SELECT c.designator, l.number, d.delivered_on
        FROM programs_delivery d JOIN programs_fmscaseline l ON l.id = d.line_id AND l.category = 'ARTICLE'
        JOIN programs_fmscase c ON c.id = l.case_id AND c.financing = 'GRANT'
        JOIN programs_program p ON p.id = c.program_id
        WHERE EXISTS (SELECT 1 FROM programs_casedocument x WHERE x.case_id = c.id AND x.fmf_share > 0)
          AND NOT EXISTS (SELECT 1 FROM programs_agreement a WHERE a.operating_unit_id = p.operating_unit_id
                          AND a.kind = 'SECTION_505' AND a.valid @> d.delivered_on) ORDER BY 1, 2, 3
        """,
    ),
)
