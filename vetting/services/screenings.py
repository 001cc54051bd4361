"""Screening of a file that belongs to no case: who its rows may be. Nothing is written."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ground.acting import need
from ground.refusals import Refused
from ground.rows import FileRefused, Problem
from partners.services.reference import countries_by_spelling, folded

from ..imports.roster import RosterRow, read_roster
from ..models import WatchList
from ..screening.candidates import INELIGIBLE
from ..screening.folding import fold
from ..screening.matching import LEAST, LIMIT, matches, spellings
from ..screening.scoring import Match, Query

ROWS = 50_000  # rows of one file at most


@dataclass(frozen=True)
class Screening:
    """The matches of each row in rank order, what was wrong with the file, and the seconds it took."""

    rows: tuple[tuple[RosterRow, tuple[Match, ...]], ...]
    problems: tuple[Problem, ...]
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """The object of contract 2.1."""
        return {
            "rows": [{"row": row.number, "candidates": [_json(m) for m in found]} for row, found in self.rows],
            "problems": [problem.as_json() for problem in self.problems],
            "seconds": round(self.seconds, 3),
        }

    def as_lines(self) -> Iterator[str]:
        for row, found in self.rows:
            yield f"Row {row.number}: {row.name or row.unit}: {len(found) or 'no'} candidates"
            for m in found:
                c = m.candidate
                yield f"  {m.score:.3f} {m.band:8} {c.name} ({c.source} {c.source_id}). {' '.join(m.reasons)}"


def screen_file(
    *,
    source: str | Path | BinaryIO,
    by: Any,
    sources: Sequence[str] | None = None,
    limit: int = LIMIT,
    name: str = "",
) -> Screening:
    """Screen each row's person, and its unit where one is named, against the lists and our own barred units.

    People are ranked to the last candidate; units are added where they are alike enough to be looked at. A row with a
    bad cell is screened by its other cells, and the problem said.
    """
    need(by, "vetting.screen_case")
    known = {*WatchList.objects.values_list("name", flat=True), INELIGIBLE}
    for unknown in sorted(set(sources or ()) - known):
        raise Refused("list_not_found", f"There is no list “{unknown}”. There are: {', '.join(sorted(known))}.")
    try:
        rows = list(read_roster(source, name=name, rows=ROWS, strict=False))
    except FileRefused as refusal:
        return Screening((), refusal.file_problems, 0.0)
    started = time.perf_counter()
    people, units = _queries(rows)
    found = matches(people, sources=sources, limit=limit, least=0.0)
    alike = matches(units, sources=sources, limit=limit, least=LEAST, barred=True)
    ranked = tuple(
        (row, tuple(sorted([*found.get(i, ()), *alike.get(i, ())], key=lambda m: -m.score)[:limit]))
        for i, row in enumerate(rows)
    )
    problems = tuple(problem for row in rows for problem in row.problems)
    return Screening(ranked, problems, time.perf_counter() - started)


def _queries(rows: Sequence[RosterRow]) -> tuple[list[Query], list[Query]]:
    spelled = countries_by_spelling()
    by_code = {country.iso3: country for country in spelled.values()}
    written = {row.citizenship for row in rows if row.citizenship}
    countries = {text: by_code.get(text.upper()) or spelled.get(folded(text)) for text in written}
    words = spellings(country.pk for country in countries.values() if country)

    def places(text: str) -> frozenset[str]:
        country = countries.get(text)
        return words[country.pk] if country else frozenset([fold(text)] if text else ())

    people = [
        Query(i, (row.name,), birth_date=row.birth_date, countries=places(row.citizenship))
        for i, row in enumerate(rows)
        if row.name
    ]
    units = [Query(i, (row.unit,), is_person=False) for i, row in enumerate(rows) if row.unit]
    return people, units


def _json(match: Match) -> dict[str, Any]:
    c = match.candidate
    return {
        "source": c.source,
        "source_id": c.source_id,
        "name": c.name,
        "score": match.score,
        "band": match.band,
        "reasons": list(match.reasons),
    }
