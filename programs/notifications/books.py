"""What `check_books` proves about notified money: (sentence, SQL whose rows are what is wrong)."""

from __future__ import annotations

from ..models.given_back import net

NET = net("o")

NOTICE_PROOFS: tuple[tuple[str, str], ...] = (
    (
        "Obligation {} of fund {} is recorded without a congressional notification.",
        """
        SELECT o.document_number, f.number FROM programs_obligation o JOIN programs_fund f ON f.id = o.fund_id
        WHERE o.state = 'RECORDED' AND f.requires_notification AND o.notification_id IS NULL
          AND o.exemption = '' ORDER BY 1
        """,
    ),
    (
        "Obligation {} is signed on {}, before {} had run.",
        """
        SELECT o.document_number, o.effective_on, n.number
        FROM programs_obligation o JOIN programs_congressionalnotification n ON n.id = o.notification_id
        WHERE o.state = 'RECORDED' AND n.kind <> 'EMERGENCY' AND o.effective_on < COALESCE((
            SELECT CASE WHEN count(*) = cardinality(n.committees) THEN max(t.sent_on) + n.clock_days END
            FROM programs_transmittal t WHERE t.notification_id = n.id AND t.committee = ANY (n.committees)),
            'infinity') ORDER BY 1
        """,
    ),
    (
        "Obligation {} is signed on {}, while a committee held {}.",
        """
        SELECT o.document_number, o.effective_on, n.number FROM programs_obligation o
        JOIN programs_congressionalnotification n ON n.id = o.notification_id
        WHERE o.state = 'RECORDED' AND EXISTS (SELECT 1 FROM programs_congressionalhold h
            WHERE h.notification_id = n.id AND h.line_id IS NULL
              AND o.effective_on >= h.opened_on AND o.effective_on < h.released_on)
        ORDER BY 1
        """,
    ),
    (
        "{}, fund {}: {} more is obligated than was notified.",
        f"""
        WITH used AS (
            SELECT o.notification_id, o.fund_id, o.operating_unit_id, o.program_id, sum({NET}) AS amount
            FROM programs_obligation o WHERE o.state = 'RECORDED' AND o.notification_id IS NOT NULL GROUP BY 1, 2, 3, 4
        ), above AS (
            SELECT u.notification_id, u.fund_id, u.operating_unit_id,
                   sum(greatest(u.amount - COALESCE(l.amount, 0), 0)) AS sum
            FROM used u LEFT JOIN programs_notificationline l
              ON (l.notification_id, l.fund_id, l.operating_unit_id, l.program_id)
               = (u.notification_id, u.fund_id, u.operating_unit_id, u.program_id)
            GROUP BY 1, 2, 3
        )
        SELECT n.number, f.number, a.sum - COALESCE(l.amount, 0)
        FROM above a JOIN programs_congressionalnotification n ON n.id = a.notification_id
        JOIN programs_fund f ON f.id = a.fund_id
        LEFT JOIN programs_notificationline l ON l.program_id IS NULL
          AND (l.notification_id, l.fund_id, l.operating_unit_id)
            = (a.notification_id, a.fund_id, a.operating_unit_id)
        WHERE a.sum > COALESCE(l.amount, 0) ORDER BY 1, 2
        """,  # noqa: S608 - our own tables
    ),
)
