"""How long rollups take: everything at once, after one change, and compared with the live figures; at three sizes.

Training is the largest fact, so that is what grows. All of it is undone at the end.
"""

from __future__ import annotations

import csv
import gzip
import tempfile
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from programs.services.training import import_training
from reporting.models import Rollup
from reporting.services import rollups

from ._world import seconds, spread

SIZES = (20_000, 60_000, 193_514)
CHANGES = 10

published = import_module("bench.import")  # a name that an import statement cannot spell


def main() -> dict[str, Any]:
    with transaction.atomic():
        found = [measure(size) for size in SIZES]
        transaction.set_rollback(True)
    return {"rows_are": "published" if published.real() else "invented", "sizes": found}


def measure(size: int) -> dict[str, Any]:
    """One size, by itself: all of it filled, then a fill after each of some single rows, then a comparison."""
    with transaction.atomic():
        rows = published.rows()
        bring_in(islice(rows, size))
        full = seconds(rollups.fill_stale)
        found = {
            "training_rows": size,
            "rollup_rows": Rollup.objects.count(),
            "full_fill_seconds": round(full, 2),
            "facts_per_second": round(size / full),
            "after_one_change": spread([one_change(number) for number in range(CHANGES)]),
            "nothing_to_do": spread([seconds(rollups.fill_stale) for _ in range(CHANGES)]),
            "rebuild_seconds": round(seconds(rollups.rebuild), 2),
            "compare_with_live_seconds": round(seconds(equal), 2),
        }
        transaction.set_rollback(True)
    return found


def one_change(number: int) -> float:
    """A single new row, and the fill that makes its figures right."""
    title = dict(zip(published.TITLES, next(published.rows()), strict=True))
    bring_in([[{**title, "row_id": f"bench/change/{number}"}[name] for name in published.TITLES]])
    return seconds(rollups.fill_stale)


def bring_in(rows: Iterator[list[str]] | list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv.gz"
        with gzip.open(path, "wt", compresslevel=1, encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(published.TITLES)
            writer.writerows(rows)
        (report,) = import_training(files=[path], by=None)
    if not report.written:
        raise RuntimeError(str(report.problems[:3]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE programs_trainingrecord")


def equal() -> None:
    """Every figure equals its live query, or the bench is worth nothing."""
    wrong = rollups.compare()
    if wrong:
        raise RuntimeError(str(wrong[0]))
