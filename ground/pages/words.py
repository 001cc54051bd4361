"""How figures, dates and counts are written, once for pages, messages and documents.

Zero is 0, not a dash; what nobody knows says "not given". Times are Washington's.
"""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

UNKNOWN = "not given"
Figure = Decimal | int | float | None


def amount(value: Figure) -> str:
    """A sum without its sign, for columns whose head names the unit: 14,200,000, cents only when there are any."""
    if value is None:
        return UNKNOWN
    number = Decimal(str(value))
    return f"{number:,.0f}" if number == number.to_integral_value() else f"{number:,.2f}"


def money(value: Figure) -> str:
    """A sum in full US dollars: $14,200,000; a negative one keeps its sign in front."""
    if value is None:
        return UNKNOWN
    return f"-${amount(-value)}" if value < 0 else f"${amount(value)}"


def short_money(value: Figure) -> str:
    """A sum for a figure in large type: $18.8 million. Below a million it is written in full."""
    if value is None:
        return UNKNOWN
    number = Decimal(str(value))
    for size, word in ((Decimal(10**9), "billion"), (Decimal(10**6), "million")):
        if abs(number) >= size:
            sign = "-" if number < 0 else ""
            return f"{sign}${abs(number) / size:,.1f} {word}"
    return money(number.quantize(Decimal(1)))


def day(value: dt.date | None, *, today: dt.date | None = None) -> str:
    """A day in a table: Nov 25, with the year when it is not this one."""
    if value is None:
        return UNKNOWN
    value = _local(value)
    year = "" if value.year == (today or timezone.localdate()).year else f", {value.year}"
    return f"{value:%b} {value.day}{year}"


def long_day(value: dt.date | None) -> str:
    """A day in a sentence: November 25, 2026."""
    if value is None:
        return UNKNOWN
    value = _local(value)
    return f"{value:%B} {value.day}, {value.year}"


def moment(value: dt.datetime | None, *, today: dt.date | None = None) -> str:
    """A moment: Nov 25, 09:04 ET; the day is left out when it is today."""
    if value is None:
        return UNKNOWN
    local = timezone.localtime(value)
    clock = f"{local:%H:%M} ET"
    return clock if local.date() == (today or timezone.localdate()) else f"{day(local, today=today)}, {clock}"


def count(value: Figure) -> str:
    """A count with commas."""
    return UNKNOWN if value is None else f"{value:,}"


def counted(value: int | None, words: str) -> str:
    """A count with its noun: `counted(1, "row")` is "1 row". Irregular nouns give both: "country,countries"."""
    return UNKNOWN if value is None else f"{value:,} {noun(value, words)}"


def noun(value: int, words: str) -> str:
    """The noun that goes with a count."""
    one, _, many = words.partition(",")
    return one if value == 1 else many or f"{one}s"


def _local(value: dt.date) -> dt.date:
    return timezone.localtime(value) if isinstance(value, dt.datetime) and timezone.is_aware(value) else value
