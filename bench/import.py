"""`import_training` beside a raw COPY of the same rows, at three sizes, in one run. Everything is undone at the end.

The import reads, checks, compares with what is here and writes through the record's guards; a COPY does none of that.
The second COPY fills a table with the record's indexes and checks, which whoever wants to search the rows pays too.
"""

import csv
import gzip
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from programs.imports.training import LAYOUT
from programs.services.training import FIELDS, import_training

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "fmtr"
SIZES = (20_000, 60_000, 193_514)
GOAL = {"seconds": 20, "memory_mb": 400}
TITLES = [column.name for column in LAYOUT.columns]
CELLS = ", ".join(("batch_id", *FIELDS))


def main() -> dict[str, Any]:
    measure(1_000)  # what is loaded once is loaded now
    found = [measure(size) for size in SIZES]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    whole = found[-1]["import"]["seconds"]
    return {
        "rows": "published" if real() else "invented",
        "sizes": found,
        "peak_memory_mb": peak,
        "goal": GOAL,
        "met": whole <= GOAL["seconds"] and peak <= GOAL["memory_mb"],
    }


def measure(size: int) -> dict[str, Any]:
    """One size: the import, then its very rows by COPY; all of it undone."""
    with tempfile.TemporaryDirectory() as folder:
        path, kept = Path(folder) / "rows.csv.gz", Path(folder) / "kept.csv"
        with gzip.open(path, "wt", compresslevel=1, encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(TITLES)
            writer.writerows(islice(rows(), size))
        with transaction.atomic():
            found = {"import": timed(lambda: bring_in(path, size), size)}
            with kept.open("wb") as file, connection.cursor() as cursor:
                query = f"SELECT {CELLS} FROM programs_trainingrecord WHERE row_id LIKE 'bench/%'"
                cursor.cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT csv)", file)
            found["copy"] = timed(lambda: copy(kept, "bare", "INCLUDING IDENTITY"), size)
            found["copy_with_indexes"] = timed(lambda: copy(kept, "indexed", "INCLUDING ALL"), size)
            transaction.set_rollback(True)
    return {"rows": size, **found}


def timed(way: Callable[[], None], size: int) -> dict[str, float]:
    began = time.perf_counter()
    way()
    seconds = time.perf_counter() - began
    return {"seconds": round(seconds, 2), "rows_per_second": round(size / seconds)}


def bring_in(path: Path, size: int) -> None:
    (report,) = import_training(files=[path], by=None)
    if report.kept != size:
        raise RuntimeError(f"{report.kept} of {size} rows were kept: {report.problems[:3]}")
    connection.check_constraints()  # a commit would look at the foreign keys; so does this


def copy(kept: Path, table: str, including: str) -> None:
    with connection.cursor() as cursor, kept.open("rb") as file:
        cursor.execute(f"CREATE TEMPORARY TABLE {table} (LIKE programs_trainingrecord {including}) ON COMMIT DROP")
        cursor.cursor.copy_expert(f"COPY {table} ({CELLS}) FROM STDIN (FORMAT csv)", file)


def real() -> bool:
    return DATA.is_dir()


def rows() -> Iterator[list[str]]:
    """The published rows under numbers of their own, or invented ones where they are not beside the repository."""
    if real():
        for path in sorted(DATA.glob("fmtr_*.csv.gz")):
            with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    yield [f"bench/{row[title]}" if title == "row_id" else row[title] for title in TITLES]
        return
    for number in range(SIZES[-1]):
        made = {
            "row_id": f"bench/2012-2013/{number:06}",
            "report": "2012-2013",
            "fiscal_year": "2012",
            "region": "Western Hemisphere",
            "country": f"Invented {number % 150}",
            "program": f"Program {number % 12}",
            "course_title": f"Course {number % 4000} of several words",
            "recipient_unit": f"Unit {number % 20000} (invented)",
            "location": f"Place {number % 900}",
            "start_date": "2012-01-09",
            "end_date": "2012-04-27",
            "quantity": str(number % 30),
            "total_cost": str(number % 50_000),
        }
        yield [made.get(title, "") for title in TITLES]
