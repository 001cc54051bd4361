"""What `check_books` proves about awards and land: (sentence, SQL whose rows are what is wrong)."""

from __future__ import annotations

from ..models.clearance_guards import handed_over, released

CWD_PROOFS: tuple[tuple[str, str], ...] = (
    (
        "Site {}: {} m² are released of {}.",
        f"""
        SELECT s.hazard_id, {released("s.id")}, s.area_m2 FROM programs_site s
        WHERE {released("s.id")} > s.area_m2
           OR (s.status IN ('RELEASED', 'HANDED_OVER') AND {released("s.id")} <> s.area_m2) ORDER BY 1
        """,  # noqa: S608 - our own tables
    ),
    (
        "Site {}: {} m² are handed over, more than is released.",
        f"""
        SELECT s.hazard_id, {handed_over("s.id")} FROM programs_site s
        WHERE {handed_over("s.id")} > {released("s.id")} ORDER BY 1
        """,  # noqa: S608 - our own tables
    ),
    (
        "Grant {} is active and owes nothing until {}.",
        """
        SELECT g.award_number, g.ends_on FROM programs_grant g WHERE g.state = 'ACTIVE' AND (
            SELECT count(DISTINCT d.sort) FROM programs_grantdeadline d
            WHERE d.grant_id = g.id AND d.until = g.ends_on) < 3 ORDER BY 1
        """,
    ),
    (
        "Task “{}” was given or begun while a report of grant {} was late.",
        """
        SELECT t.title, g.award_number FROM programs_cwdtask t JOIN programs_grant g ON g.id = t.grant_id
        WHERE EXISTS (SELECT 1 FROM programs_grantdeadline d, unnest(ARRAY[t.assigned_on, t.began_on]) AS day
            WHERE d.grant_id = g.id AND d.due_on < day AND COALESCE(d.reviewed_on, 'infinity'::date) > day) ORDER BY 1
        """,
    ),
    (
        "Risk education “{}”: {} direct beneficiaries do not add up.",
        """
        SELECT document, direct FROM programs_riskeducation
        WHERE direct <> girls + boys + women + men + unknown ORDER BY 1
        """,
    ),
)
