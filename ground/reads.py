"""The log of exports and of reads of what may harm somebody: who took what, when, under which filter, how many rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from .models import ReadLog

T = TypeVar("T")


def log_export(*, subject: str, filters: Mapping[str, Any], rows: int, by: Any) -> None:
    """Keep that somebody took rows away as a file. Append-only."""
    ReadLog.objects.create(what=ReadLog.EXPORT, subject=subject[:200], filters=dict(filters), rows=rows, by=by)


class Counted(Iterable[T]):
    """Rows that count themselves as they go by, for a log written after the file."""

    def __init__(self, rows: Iterable[T]) -> None:
        self.rows, self.count = rows, 0

    def __iter__(self) -> Iterator[T]:
        for row in self.rows:
            self.count += 1
            yield row
