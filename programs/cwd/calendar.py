"""What a grant owes by which day, worked out from its period. Pure: no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from .states import DueSort

REPORT_DAYS = 30  # after the end of a quarter: 2 CFR 200.328 and 200.329(c)
FINAL_DAYS = 120  # after the end of the period of performance: the same
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """One report or review: of which days, and due by when."""

    sort: DueSort
    since: dt.date
    until: dt.date
    due_on: dt.date


def quarters(starts_on: dt.date, ends_on: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """The calendar quarters of a period, the first and the last cut to it."""
    since = starts_on
    while since <= ends_on:
        month = (since.month - 1) // 3 * 3 + 4
        year = since.year + month // 13
        last = dt.date(year, (month - 1) % 12 + 1, 1) - DAY
        yield since, min(last, ends_on)
        since = last + DAY


def years(starts_on: dt.date, ends_on: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """The years of a period, counted from its first day; the last one may be short."""
    since, number = starts_on, 1
    while since <= ends_on:
        following = _anniversary(starts_on, number)
        yield since, min(following - DAY, ends_on)
        since, number = following, number + 1


def _anniversary(day: dt.date, number: int) -> dt.date:
    """The same day so many years later; of February 29 the first of March."""
    try:
        return day.replace(year=day.year + number)
    except ValueError:
        return dt.date(day.year + number, 3, 1)


def deadlines(starts_on: dt.date, ends_on: dt.date) -> list[Due]:
    """Everything a grant of this period owes: PPR and FFR of each quarter, the last of them final, and the review of
    risk and monitoring plan by the end of each year of it."""
    found = []
    for since, until in quarters(starts_on, ends_on):
        due_on = until + dt.timedelta(days=FINAL_DAYS if until == ends_on else REPORT_DAYS)
        found += [Due(sort, since, until, due_on) for sort in (DueSort.PERFORMANCE, DueSort.FINANCIAL)]
    found += [Due(DueSort.REVIEW, since, until, until) for since, until in years(starts_on, ends_on)]
    return sorted(found, key=lambda due: (due.due_on, due.sort))
