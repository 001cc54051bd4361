"""What a thing that waits is, as the home page shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet, Window

SHOWN = 5


@dataclass(frozen=True)
class Item:
    """One thing that waits: its record, what it is, when it is due, and the verb."""

    ident: str
    url: str
    text: str
    under: str
    action: str
    due: str = ""
    due_note: str = ""
    late: str = ""  # "late", "soon" or ""
    days: int | None = None  # working days since it reached the user


@dataclass(frozen=True)
class Section:
    """One kind of thing that waits: how many in all, the first few, and the page with the rest."""

    key: str
    title: str
    lead: str
    all: int
    items: list[Item] = field(default_factory=list)
    url: str = ""

    @property
    def more(self) -> int:
        return self.all - len(self.items)


def few(rows: QuerySet[Any]) -> tuple[list[Any], int]:
    """The first few of an ordered question with the number of all, in one query."""
    found = list(rows.annotate(all_rows=Window(Count("pk")))[:SHOWN])
    return found, found[0].all_rows if found else 0
