"""The dates the whole house agrees on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

_DAY: ContextVar[dt.date | None] = ContextVar("day", default=None)


def now() -> dt.datetime:
    """This moment in Washington."""
    moment, day = timezone.localtime(), _DAY.get()
    return moment if day is None else moment.replace(year=day.year, month=day.month, day=day.day)


def today() -> dt.date:
    """Today in Washington, where fiscal years turn and clocks are read."""
    return now().date()


@contextmanager
def as_if(day: dt.date) -> Iterator[None]:
    """Act as if it were another day: only for the demo world, which is lived through day by day, and for tests."""
    token = _DAY.set(day)
    try:
        yield
    finally:
        _DAY.reset(token)


def fiscal_year(on: dt.date) -> int:
    """The US fiscal year of a day: October 1 opens the next one (31 U.S.C. 1102, statute, verified)."""
    return on.year + 1 if on.month >= 10 else on.year


def days(first: dt.date, last: dt.date) -> DateRange:
    """The closed range from `first` to `last`, both days included, as Postgres keeps it."""
    return DateRange(first, last, "[]")


def last_day(valid: DateRange) -> dt.date | None:
    """The last day inside a date range, or None when it is open-ended. Postgres keeps the upper bound exclusive."""
    upper: dt.date | None = valid.upper
    if upper is None or valid.upper_inc:
        return upper
    return upper - dt.timedelta(days=1)
