"""What must hold over all rows of vetting, whoever wrote them: `check_books` calls `problems` and prints each line.

The guards hold these at each write; this proves that they did, also after a restore or a hand on the database.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from .models import EntryKind, ListName
from .screening.folding import fold, fold_unit
from .states import ApprovalState, CaseState, Standing, SubjectState

CALLED = """
    (SELECT concat_ws(', ', nullif(btrim(p.given_names || ' ' || p.family_names), ''), u.name, c.number)
     FROM vetting_vettingcase c JOIN partners_unit u ON u.id = s.unit_id
     LEFT JOIN partners_person p ON p.id = s.person_id WHERE c.id = s.case_id)
"""

# Each is a sentence and the SQL that finds who breaks it, a label a row; {who} names the subject `s`.
RULES: tuple[tuple[str, str], ...] = (
    (
        "Approved without two approving reviews by two people in its round",
        """SELECT {who} FROM vetting_vettingsubject s WHERE s.state = 'APPROVED' AND (
            SELECT count(DISTINCT r.kind) = 2 AND count(DISTINCT r.reviewer_id) = 2 FROM vetting_review r
            WHERE r.subject_id = s.id AND r.round = s.round AND r.verdict = 'APPROVE') IS NOT TRUE""",
    ),
    (
        "Approved with no approval under a law of its case",
        """SELECT {who} FROM vetting_vettingsubject s JOIN vetting_vettingcase c ON c.id = s.case_id
            CROSS JOIN LATERAL unnest(c.laws) AS l WHERE s.state = 'APPROVED' AND NOT EXISTS (
            SELECT 1 FROM vetting_approval a WHERE a.subject_id = s.id AND a.round = s.round AND a.law = l)""",
    ),
    (
        "Approved with an open possible match",
        """SELECT {who} FROM vetting_vettingsubject s WHERE s.state = 'APPROVED' AND EXISTS (
            SELECT 1 FROM vetting_hit h WHERE h.subject_id = s.id AND h.state = 'OPEN')""",
    ),
    (
        "An approval in force of a subject that is not approved",
        """SELECT {who} FROM vetting_approval a JOIN vetting_vettingsubject s ON s.id = a.subject_id
            WHERE a.state = 'IN_FORCE' AND (s.state <> 'APPROVED' OR s.round <> a.round)""",
    ),
    (
        "An approval of another person, unit or law than its subject's",
        """SELECT {who} FROM vetting_approval a JOIN vetting_vettingsubject s ON s.id = a.subject_id
            JOIN vetting_vettingcase c ON c.id = s.case_id
            WHERE a.unit_id <> s.unit_id OR a.person_id IS DISTINCT FROM s.person_id OR a.law <> ALL (c.laws)""",
    ),
    (
        "An approval that lasts longer than a reviewer allowed",
        """SELECT {who} FROM vetting_approval a JOIN vetting_vettingsubject s ON s.id = a.subject_id
            JOIN vetting_review r ON r.subject_id = a.subject_id AND r.round = a.round
            WHERE r.valid_until < upper(a.valid) - 1""",
    ),
    (
        "A review by whoever asked, manages or resolved a match",
        """SELECT {who} FROM vetting_review r JOIN vetting_vettingsubject s ON s.id = r.subject_id
            JOIN vetting_vettingcase c ON c.id = s.case_id WHERE r.reviewer_id IN (c.requester_id, c.manager_id)
            OR EXISTS (SELECT 1 FROM vetting_hit h WHERE h.subject_id = s.id AND h.resolved_by_id = r.reviewer_id)""",
    ),
    (
        "A possible match resolved by whoever asked, or without a reason",
        """SELECT {who} FROM vetting_hit h JOIN vetting_vettingsubject s ON s.id = h.subject_id
            JOIN vetting_vettingcase c ON c.id = s.case_id
            WHERE h.state <> 'OPEN' AND (h.resolved_by_id = c.requester_id OR h.note = '')""",
    ),
    (
        "A person on a submitted roster whose unit is not on it",
        """SELECT {who} FROM vetting_vettingsubject s JOIN vetting_vettingcase c ON c.id = s.case_id
            WHERE c.state NOT IN ('DRAFT', 'RETURNED', 'CANCELLED') AND s.person_id IS NOT NULL
            AND s.state NOT IN ('CANCELLED', 'REMOVED') AND NOT EXISTS (
                SELECT 1 FROM vetting_vettingsubject u WHERE u.case_id = s.case_id AND u.unit_id = s.unit_id
                AND u.person_id IS NULL AND u.state NOT IN ('CANCELLED', 'REMOVED'))""",
    ),
    (
        "Results are in, but somebody never had an outcome",
        """SELECT {who} FROM vetting_vettingsubject s JOIN vetting_vettingcase c ON c.id = s.case_id
            WHERE c.state IN ('RESULTS_RETURNED', 'CLOSED')
            AND s.state NOT IN ('APPROVED', 'REJECTED', 'RECALLED', 'CANCELLED', 'REMOVED')
            AND NOT EXISTS (SELECT 1 FROM vetting_approval a WHERE a.subject_id = s.id)""",
    ),
    (
        "A case that left its program without its manager's approval, or whose requester is its manager",
        """SELECT c.number FROM vetting_vettingcase c WHERE c.requester_id = c.manager_id
           OR c.state NOT IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'CANCELLED')
              AND c.endorsed_by_id IS DISTINCT FROM c.manager_id""",
    ),
    (
        "A finding on a unit without two people, grounds and a source",
        """SELECT u.code FROM vetting_unitstanding t JOIN partners_unit u ON u.id = t.unit_id
           WHERE t.state = 'INELIGIBLE' AND (t.source_id IS NULL OR t.grounds = '' OR t.proposed_by_id IS NULL
              OR t.confirmed_by_id IS NULL OR t.proposed_by_id = t.confirmed_by_id)""",
    ),
    (
        "A list whose current version is of another list",
        """SELECT l.name FROM vetting_watchlist l JOIN vetting_listversion v ON v.id = l.current_id
           WHERE v.list_id <> l.id""",
    ),
)
STATES = {
    "vetting_vettingcase": CaseState,
    "vetting_vettingsubject": SubjectState,
    "vetting_approval": ApprovalState,
    "vetting_unitstanding": Standing,
}


def problems() -> list[str]:
    """Every row that breaks a rule, one line each; empty when the books are in order."""
    return [*_rules(), *_states(), *_names()]


def _rules() -> Iterator[str]:
    with connection.cursor() as cursor:
        for sentence, query in RULES:
            cursor.execute(query.replace("{who}", CALLED))
            for (label,) in cursor.fetchall():
                yield f"{sentence}: {label}"


def _states() -> Iterator[str]:
    with connection.cursor() as cursor:
        for table, words in STATES.items():
            cursor.execute(f"SELECT id, state FROM {table} WHERE state <> ALL (%s)", [list(words.values)])  # noqa: S608
            for pk, state in cursor.fetchall():
                yield f"{table} {pk} is in the unknown state {state}"


def _names() -> Iterator[str]:
    """Names of current lists are compared in the form that today's folding gives them."""
    current = ListName.objects.filter(entry__version__current_of__isnull=False)
    for kind, name, folded in current.values_list("entry__kind", "name", "folded").iterator():
        if (fold if kind == EntryKind.PERSON else fold_unit)(name)[:500] != folded:
            yield f"A listed name is folded as “{folded}”, not as today: {name}. Import its list again."
