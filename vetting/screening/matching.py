"""The ranked matches of many rows at once: draw the pool, rate each pair, keep the best name of each party."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from partners.models import CountryName

from ..models import UnitStanding, WatchList
from .candidates import INELIGIBLE, barred_units, pool
from .folding import fold
from .scoring import BANDS, Candidate, Match, Query, compare

LEAST = BANDS[2][0]  # below this a match is not shown to a reviewer
LIMIT = 10


def matches(
    queries: Sequence[Query],
    *,
    sources: Iterable[str] | None = None,
    limit: int = LIMIT,
    least: float = LEAST,
    barred: bool = False,
) -> dict[int, list[Match]]:
    """For each query's key its matches in rank order, at most `limit`, none below `least`.

    `sources` names the lists (all when None). `barred` adds the house's own barred units to them.
    """
    wanted = None if sources is None else set(sources)
    lists = WatchList.objects.exclude(current=None)
    if wanted is not None:
        lists = lists.filter(name__in=wanted)
    found = pool(queries, versions=list(lists.values_list("current", flat=True)))
    ours = barred_units(UnitStanding.objects.barred()) if barred and (wanted is None or INELIGIBLE in wanted) else []
    ranked = {}
    for query in queries:
        candidates = [*found.get(query.key, ()), *(ours if not query.is_person else ())]
        if query.names and candidates:
            ranked[query.key] = _ranked(query, candidates, limit, least)
    return ranked


def _ranked(query: Query, candidates: Sequence[Candidate], limit: int, least: float) -> list[Match]:
    best: dict[tuple[str, str], Match] = {}
    for candidate in candidates:
        match = compare(query, candidate)
        party = (candidate.source, candidate.source_id)
        if match.score >= least and (party not in best or match.score > best[party].score):
            best[party] = match
    return sorted(best.values(), key=lambda m: (-m.score, m.candidate.source, m.candidate.source_id))[:limit]


def spellings(country_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """Every spelling on file of these countries, folded as a list's country is. One query."""
    found: dict[int, set[str]] = {}
    rows = CountryName.objects.filter(country__in=set(country_ids)).select_related("country")
    for row in rows:
        words = found.setdefault(row.country_id, {fold(row.country.iso3), fold(row.country.name)})
        words.add(fold(row.name))
    return {pk: frozenset(words) for pk, words in found.items()}
