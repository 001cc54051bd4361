"""What must hold over all rows of PKO: (sentence, query that finds nothing in sound books). Asked by `check_books`."""

from __future__ import annotations

PEACE_PROOFS: tuple[tuple[str, str], ...] = (
    (
        "Training event {} of {} is completed and delivered to nobody.",
        """
        SELECT e.id, p.number FROM programs_trainingevent e JOIN programs_program p ON p.id = e.program_id
        WHERE e.state = 'COMPLETED' AND NOT EXISTS (SELECT 1 FROM programs_delivery d WHERE d.event_id = e.id)
        ORDER BY 1
        """,
    ),
    (
        "Equipment package {} of {} is transferred, and its delivery is missing or worth something else.",
        """
        SELECT k.id, p.number FROM programs_equipmentpackage k JOIN programs_program p ON p.id = k.program_id
        LEFT JOIN programs_delivery d ON d.package_id = k.id
        WHERE k.transferred_on IS NOT NULL AND d.value IS DISTINCT FROM (
            SELECT sum(i.value) FROM programs_packageitem i WHERE i.package_id = k.id) ORDER BY 1
        """,
    ),
    (
        "{} is closed, and {} of its training events are open.",
        """
        SELECT p.number, count(*) FROM programs_program p JOIN programs_trainingevent e ON e.program_id = p.id
        WHERE p.state = 'CLOSED' AND e.state IN ('PLANNED', 'STARTED') GROUP BY p.number ORDER BY 1
        """,
    ),
)
