"""The split of the running year's money, reported to Congress long after it was due, and corrected once."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from pathlib import Path

from programs.imports.allocations import ALLOCATION
from programs.services.allocations import import_allocations

from ..world import Days, World

# account and dollars by partner: first as reported, then as corrected
FIRST: dict[str, dict[str, int]] = {
    "IMET": {"XTM": 900_000, "XLK": 600_000, "XBS": 200_000, "XSF": 150_000, "XJN": 180_000},
    "PKO": {"XCB": 2_400_000},
    "NADR": {"XBS": 8_000_000},
    "FMF": {"XTM": 34_000_000, "XSF": 3_000_000},
}
CORRECTED = {**FIRST, "NADR": {"XBS": 8_150_000}}
CAME = (110, 140)  # days after enactment; it was due after 30


def late_report(world: World) -> Days:
    """A 653(a) report that came 80 days late, and its second version; both stay readable, the last one counts."""
    enacted = dt.date(world.year - 1, 10, 1)
    for version, (after, split) in enumerate(zip(CAME, (FIRST, CORRECTED), strict=True), start=1):
        submitted = enacted + dt.timedelta(days=after)
        yield (submitted - world.on).days
        _bring_in(world, f"DEMO-653A-{world.year}-{version}", enacted, submitted, split)


def _bring_in(
    world: World, number: str, enacted: dt.date, submitted: dt.date, split: dict[str, dict[str, int]]
) -> None:
    """Write the report in its layout and bring it in as any file is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{number}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([column.name for column in ALLOCATION.columns])
            for account, places in split.items():
                for iso3, amount in places.items():
                    writer.writerow([number, world.year, enacted, submitted, iso3, account, "", amount])
        report = import_allocations(file=path, by=world.who["funds"])
    if not report.written:
        raise ValueError(f"{number} was not brought in: {report.problems}")
