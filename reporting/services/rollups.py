"""Fill rollups from stale facts, rebuild them, and compare them with the live query.

What is to be filled are rows (`ground.StaleFact`), written by the facts' own triggers, so nothing is lost when a worker
dies: a fill claims them, replaces each part as a whole and deletes them in one transaction. It may run twice, in two
workers at once, or be killed.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from ground.models import StaleFact
from ground.progress import Told, counted, nobody
from reporting.measures import MEASURES, Measure, Part
from reporting.models import Fill, Rollup

logger = logging.getLogger(__name__)

MANY = 50  # stale parts of one measure from which whole years are filled instead
LONGEST_PAUSE = 60.0  # seconds between two tries of a measure that keeps failing

FACTS: tuple[str, ...] = tuple(dict.fromkeys(fact for measure in MEASURES for fact in measure.facts))

DELETE = """
    DELETE FROM reporting_rollup WHERE measure = %(measure)s
      AND (%(fiscal_year)s::int IS NULL OR fiscal_year = %(fiscal_year)s)
      AND (%(operating_unit)s::bigint IS NULL OR operating_unit_id = %(operating_unit)s)
"""
INSERT = """
    INSERT INTO reporting_rollup (measure, fiscal_year, operating_unit_id, keys, value)
    SELECT %(measure)s, q.fiscal_year, q.operating_unit_id, q.keys, q.value
    FROM ({live}) q (fiscal_year, operating_unit_id, keys, value)
"""
COMPARE = """
    SELECT fiscal_year, operating_unit_id, keys, sum(kept), sum(live), EXISTS (
        SELECT 1 FROM ground_stalefact s WHERE s.fact = ANY(%(facts)s)
        AND (s.fiscal_year IS NULL OR s.fiscal_year = b.fiscal_year)
        AND (s.operating_unit IS NULL OR NOT %(by_place)s OR s.operating_unit = b.operating_unit_id))
    FROM (
        SELECT fiscal_year, operating_unit_id, keys, value AS kept, NULL::numeric AS live
        FROM reporting_rollup WHERE measure = %(measure)s
        UNION ALL
        SELECT q.fiscal_year, q.operating_unit_id, q.keys, NULL, q.value::numeric(25, 3)
        FROM ({live}) q (fiscal_year, operating_unit_id, keys, value)
    ) b
    GROUP BY 1, 2, 3 HAVING sum(kept) IS DISTINCT FROM sum(live) ORDER BY 1, 2, 3
"""


@dataclass(frozen=True)
class Difference:
    """A rollup that differs from the live figure. `waits`: its fact is stale and the next fill replaces it."""

    measure: str
    fiscal_year: int | None
    operating_unit: int | None
    keys: dict[str, Any]
    kept: Decimal | None
    live: Decimal | None
    waits: bool

    def __str__(self) -> str:
        where = ", ".join(f"{name} {value}" for name, value in self.keys.items())
        place = f", operating unit {self.operating_unit}" if self.operating_unit else ""
        kept = "nothing" if self.kept is None else f"{self.kept:,}"
        live = "nothing" if self.live is None else f"{self.live:,}"
        late = " (waits to be filled)" if self.waits else ""
        return f"{self.measure}, FY {self.fiscal_year}{place}, {where}: kept {kept}, live {live}{late}"


def fill_stale(*, limit: int = 1000, at_once: bool = False, told: Told = nobody) -> int:
    """Replace the parts that are stale; how many that were. A failure keeps the last good figures and is tried again.

    `limit` bounds what one transaction claims. `at_once` does not wait after a failure.
    """
    meet_new_measures()
    filled = 0
    for fact in counted(FACTS, told):
        while done := _fill_fact(fact, limit, at_once=at_once):
            filled += done
    return filled


def mark_stale(*, measures: Sequence[Measure] = MEASURES) -> None:
    """Have measures filled again as a whole by the next sweep, at once even if the last fill failed."""
    with transaction.atomic():
        StaleFact.objects.bulk_create(StaleFact(fact=fact) for fact in {f for one in measures for f in one.facts})
        Fill.objects.filter(measure__in=[one.name for one in measures]).update(failed_at=None)


def rebuild(told: Told = nobody) -> int:
    """Fill everything again; how many parts that were. Killed in the middle, the sweep finishes what is left."""
    meet_new_measures()
    mark_stale()
    known = [one.name for one in MEASURES]
    Rollup.objects.exclude(measure__in=known).delete()
    Fill.objects.exclude(measure__in=known).delete()
    return fill_stale(at_once=True, told=told)


def compare(told: Told = nobody) -> list[Difference]:
    """Every rollup against the live query, each measure in one statement and so at one moment."""
    found = []
    with connection.cursor() as cursor:
        for measure in counted(MEASURES, told):
            live, params = measure.select()
            params |= {"measure": measure.name, "facts": list(measure.facts), "by_place": measure.by_place}
            cursor.execute(COMPARE.format(live=live), params)
            found += [Difference(measure.name, *row) for row in _rows(cursor)]
    return found


def meet_new_measures() -> None:
    """A measure that was never filled begins with all of its facts stale."""
    met = set(Fill.objects.values_list("measure", flat=True))
    for measure in MEASURES:
        if measure.name not in met:
            with transaction.atomic():
                _, is_new = Fill.objects.get_or_create(measure=measure.name)
                if is_new:
                    StaleFact.objects.bulk_create(StaleFact(fact=fact) for fact in measure.facts)


def _fill_fact(fact: str, limit: int, *, at_once: bool) -> int:
    """One transaction: claim, fill every measure that reads the fact, forget what was claimed."""
    reading = [measure for measure in MEASURES if fact in measure.facts]
    with transaction.atomic():
        waiting = StaleFact.objects.filter(fact=fact).order_by("pk")
        claimed = list(waiting.select_for_update(skip_locked=True)[:limit])
        if not claimed or (not at_once and any(_pauses(measure) for measure in reading)):
            return 0
        filled = 0
        for measure in reading:
            parts = parts_of(measure, ((row.fiscal_year, row.operating_unit) for row in claimed))
            if not _fill(measure, parts):
                return 0
            filled += len(parts)
        StaleFact.objects.filter(pk__in=[row.pk for row in claimed]).delete()
    return filled


def parts_of(measure: Measure, touched: Iterable[tuple[int | None, int | None]]) -> list[Part]:
    """The parts to replace, each once: what a wider part covers is left out, and many become whole years."""
    parts = {measure.part(year, place) for year, place in touched}
    if len(parts) > MANY:
        parts = {Part(part.fiscal_year) for part in parts}
    return [part for part in parts if not any(other != part and other.covers(part) for other in parts)]


def _fill(measure: Measure, parts: Iterable[Part]) -> bool:
    """Replace parts of one measure and keep the record; False when the database would not."""
    fill = Fill.objects.select_for_update().get(measure=measure.name)  # one filler of a measure at a time
    began = time.monotonic()
    try:
        with transaction.atomic():
            for part in parts:
                _replace(measure, part)
    except Exception as error:
        if not connection.is_usable():
            raise  # the database went away: nothing was written, and nothing can be
        logger.exception("%s could not be filled", measure.name)
        fill.failures += 1
        fill.last_error = (str(error).strip() or type(error).__name__).splitlines()[0][:500]
        fill.failed_at = timezone.now()
        fill.save()
        return False
    fill.filled_at = timezone.now()
    fill.seconds = round(time.monotonic() - began, 3)
    fill.rows = Rollup.objects.filter(measure=measure.name).count()
    fill.failures = 0
    fill.save()
    return True


def _replace(measure: Measure, part: Part) -> None:
    live, params = measure.select(part.fiscal_year, part.operating_unit)
    params["measure"] = measure.name
    with connection.cursor() as cursor:
        cursor.execute(DELETE, params)
        cursor.execute(INSERT.format(live=live), params)


def _pauses(measure: Measure) -> bool:
    """Whether a measure that failed is left alone for the moment: longer after each failure, a minute at most."""
    fill = Fill.objects.get(measure=measure.name)
    if not fill.failures or fill.failed_at is None:
        return False
    pause = min(LONGEST_PAUSE, 3.0 * 2.0**fill.failures)
    return (timezone.now() - fill.failed_at).total_seconds() < pause


def _rows(cursor: Any) -> list[tuple[Any, ...]]:
    """What a statement gave, its jsonb column (text to a bare cursor) as a mapping."""
    return [(*row[:2], json.loads(row[2]), *row[3:]) for row in cursor.fetchall()]
