"""How a range of days is written: since when, until when, and what of it is not known."""

from __future__ import annotations

from django.db.backends.postgresql.psycopg_any import DateRange

from ..dates import last_day
from . import words


def span(valid: DateRange | None) -> str:
    """Both days included, as a person says it: "Mar 2, 2018 to Nov 30, 2020", "since Mar 2, 2018"."""
    if valid is None or valid.isempty:
        return "dates not given"
    first, last = valid.lower, last_day(valid)
    if first and last:
        return words.day(first) if first == last else f"{words.day(first)} to {words.day(last)}"
    if first:
        return f"since {words.day(first)}"
    return f"until {words.day(last)}" if last else "dates not given"


def certainty(start_known: bool, end_known: bool, valid: DateRange | None) -> str:
    """What a source does not show: that the fact really began or ended on those days."""
    seen = []
    if valid is not None and valid.lower and not start_known:
        seen.append("first seen then, may have begun earlier")
    if valid is not None and last_day(valid) and not end_known:
        seen.append("last seen then, may have gone on")
    return "; ".join(seen)
