"""How much one file may hold and cost. A file over a limit is refused in one line, never read in part."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | None
"""A cell as read: text from csv; text, number, yes or no, date, time or nothing from a workbook."""

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The defaults fit the largest published file several times over; a hostile one is soon at its end."""

    file_bytes: int = 50 * MB
    inflated_bytes: int = 100 * MB
    rows: int = 500_000
    columns: int = 500
    cell_characters: int = 32_767
    zip_members: int = 200
    zip_ratio: int = 100
    workbook_memory: int = 512 * MB
    workbook_seconds: int = 60
