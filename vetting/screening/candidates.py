"""The pool: names on current lists that share trigrams with the names of a whole roster. One query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from .folding import fold, fold_unit
from .scoring import Candidate, Query

POOL = 50  # names drawn for each name of a row
INELIGIBLE = "ineligible units"

# Statistics of a list just loaded are missing, and a hash join reads the whole list for every name; OFFSET 0 below
# keeps the trigram index first.
PLAN = "SET LOCAL enable_hashjoin = {0}; SET LOCAL enable_mergejoin = {0}; SET LOCAL enable_seqscan = {0}"

SQL = """
    SELECT a.key, e.id, l.name, e.source_id, e.name, c.name, e.birth_date, e.country
    FROM unnest(%s::int[], %s::text[], %s::bool[]) AS a(key, folded, is_person)
    CROSS JOIN LATERAL (
        SELECT n.entry_id, n.name
        FROM (SELECT entry_id, name, folded FROM vetting_listname WHERE folded %% a.folded OFFSET 0) n
        JOIN vetting_listentry x ON x.id = n.entry_id
        WHERE x.version_id = ANY (%s::bigint[]) AND (x.kind = 'PERSON') = a.is_person
        ORDER BY similarity(n.folded, a.folded) DESC LIMIT %s
    ) c
    JOIN vetting_listentry e ON e.id = c.entry_id
    JOIN vetting_listversion v ON v.id = e.version_id JOIN vetting_watchlist l ON l.id = v.list_id
"""


def pool(queries: Sequence[Query], *, versions: Sequence[int]) -> dict[int, list[Candidate]]:
    """For each query's key the candidates of these list versions, alike by trigrams, unranked."""
    names = [
        (q.key, folded, q.is_person)
        for q in queries
        for folded in dict.fromkeys((fold if q.is_person else fold_unit)(name) for name in q.names)
        if len(folded) > 1
    ]
    found: dict[int, list[Candidate]] = {}
    if not names or not versions:
        return found
    keys, folds, persons = (list(column) for column in zip(*names, strict=True))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PLAN.format("off"))
        cursor.execute(SQL, [keys, folds, persons, list(versions), POOL])
        for key, *party in cursor.fetchall():
            found.setdefault(key, []).append(Candidate(*party))
        cursor.execute(PLAN.format("DEFAULT"))
    return found


def barred_units(standings: Any) -> list[Candidate]:
    """The house's own barred units, by name and alias, as a source beside the published lists."""
    rows = standings.select_related("unit__country").prefetch_related("unit__names")
    return [
        Candidate(None, INELIGIBLE, s.unit.code, s.unit.name, name, country=s.unit.country.iso3)
        for s in rows
        for name in dict.fromkeys([s.unit.name, *(n.name for n in s.unit.names.all())])
    ]
