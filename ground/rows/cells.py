"""What one cell may say: functions that turn a cell into a value, or refuse it with one sentence.

A parser takes a cell as read and returns a value; an empty cell gives its blank ("" for text, None for the
rest). The sentence says what is wrong with what was written, then what to write.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn

from ground.rows.limits import Cell
from ground.rows.problems import shown

Parse = Callable[[Cell], Any]


class CellRefused(ValueError):
    """The cell does not say what its column asks for; the message is for the person who filled it in."""


def refuse(cell: object, what: str) -> NoReturn:
    """Refuse a cell: `“31/02/1990” is not a date. Write …`."""
    raise CellRefused(f"“{shown(cell)}” {what}")


# Text ----------------------------------------------------------------------------------------------------

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BLANK = re.compile("[\\s\u00ad\u115f\u1160\u200b-\u200f\u2060\u2800\u3164\ufeff\uffa0]*")
_NAMES = {"\t": "a tab", "\n": "a line break", "\r": "a line break"}
_EXACT = 10**15
"""Excel keeps 15 digits of a number; a longer identifier kept as a number has lost its last ones."""


def text(longest: int = 500, *, lines: bool = False, as_printed: bool = False) -> Parse:
    """Text without its outer spaces, in Unicode's composed form; `lines` allows line breaks.

    Control characters and the marks that reverse reading order are refused: a name must read as it is stored.
    A letter lost in conversion (�) is refused too, but for `as_printed`, where the publisher lost it.
    """

    def parse(cell: Cell) -> str:
        written = cell if isinstance(cell, str) else _spelled(cell)
        value = (
            written.strip() if written.isascii() and written.isprintable() else _composed(written, lines, as_printed)
        )
        if len(value) > longest:
            raise CellRefused(f"“{shown(value, 30)}” has {len(value):,} characters; at most {longest:,} fit.")
        return value

    return parse


def _composed(written: str, lines: bool, as_printed: bool) -> str:
    if _BLANK.fullmatch(written):
        return ""
    value = unicodedata.normalize("NFC", written.replace("\r\n", "\n") if lines else written).strip()
    if _TURNS.search(value):
        refuse(value, "holds a mark that reverses the reading order. Type the text again without it.")
    if "\ufffd" in value and not as_printed:
        refuse(value, "holds �: a letter was lost when the file was saved. Type it again and save as CSV UTF-8.")
    for found in _CONTROL.findall(value):
        if not (lines and found == "\n"):
            what = _NAMES.get(found, f"the control character U+{ord(found):04X}")
            refuse(value, f"holds {what}. Type the text again without it.")
    return value


def _spelled(cell: Cell) -> str:
    """A workbook's number or date in a column of text, as the person sees it."""
    if cell is None:
        return ""
    if isinstance(cell, int | float) and abs(cell) >= _EXACT:
        refuse(cell, "has more digits than Excel keeps in a number. Format the column as text and type it again.")
    return str(cell)


def one_of(*allowed: str) -> Parse:
    """One of the listed words, in any letter case; the value is the word as listed."""
    words = {word.casefold(): word for word in allowed}
    plain = text()

    def parse(cell: Cell) -> str:
        value: str = plain(cell)
        if value and value.casefold() not in words:
            refuse(value, f"is not one of: {', '.join(allowed)}.")
        return words.get(value.casefold(), "")

    return parse


# Numbers -------------------------------------------------------------------------------------------------

_DIGITS = re.compile(r"[0-9]+|[0-9]{1,3}(,[0-9]{3})+")
_AMOUNT = re.compile(r"\$? ?([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]*)?")


def whole_number(*, most: int = 2_147_483_647) -> Parse:
    """A count: a whole number, zero or more."""

    def parse(cell: Cell) -> int | None:
        if isinstance(cell, str):
            if cell.isascii() and cell.isdigit() and len(cell) < 19:  # the common case, without a pattern
                number = int(cell)
            elif not (written := _typed(cell)):
                return None
            elif not _DIGITS.fullmatch(written) or len(written) > 25:
                _refuse_number(cell, written, "a whole number, such as 12")
            else:
                number = int(written.replace(",", ""))
        elif cell is None:
            return None
        elif isinstance(cell, int) and not isinstance(cell, bool) and cell >= 0:
            number = cell
        else:
            _refuse_number(cell, str(cell), "a whole number, such as 12")
        if number > most:
            refuse(cell, f"is more than {most:,}.")
        return number

    return parse


def money(
    *, places: int = 2, most: Decimal = Decimal("999999999999.99"), signed: bool = False, of: str = "dollars"
) -> Parse:
    """An amount in US dollars, or `of` what it says, with at most `places` decimals; no NaN, no exponent.

    Zero or more, unless it is `signed`: published net figures may be below zero, written with a minus before them.
    """
    such = "1234.50" if places else "1234"

    def parse(cell: Cell) -> Decimal | None:
        if isinstance(cell, float):
            # A workbook keeps binary fractions: 14.1 may come as 14.099999999999999.
            cell = f"{cell:.10f}".rstrip("0") if abs(cell) < _EXACT else str(cell)
        elif isinstance(cell, int) and not isinstance(cell, bool):
            cell = str(cell)
        elif not isinstance(cell, str):
            if cell is None:
                return None
            refuse(cell, f"is not an amount. Write {of}, such as {such}.")
        if not (written := _typed(cell)):
            return None
        below = signed and written.startswith("-")
        found = _AMOUNT.fullmatch(written[1:] if below else written) if len(written) < 30 else None
        if found is None:
            _refuse_number(cell, written, f"an amount in {of}, such as {such}")
        decimals = found[2] or ""
        if len(decimals) > places + 1:
            refuse(cell, f"has more than {places} decimals. Write {such}, without commas for decimals.")
        amount = Decimal(found[1].replace(",", "") + (decimals if len(decimals) > 1 else ""))
        if amount > most:
            refuse(cell, f"is more than {most:,}.")
        return -amount if below else amount

    return parse


def _typed(cell: str) -> str:
    return "" if not cell or _BLANK.fullmatch(cell) else cell.strip()


def _refuse_number(cell: Cell, written: str, wanted: str) -> NoReturn:
    if re.fullmatch(r"[-−(]\s*\$?[0-9][0-9,.]*\)?", written):
        refuse(cell, "is below zero. Write 0 or more.")
    refuse(cell, f"is not {wanted.split(',')[0]}. Write digits{wanted[wanted.index(',') :]}.")


# Dates ---------------------------------------------------------------------------------------------------

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_NAMED = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4})")
_NUMBERED = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_MONTHS = {name.casefold(): n for names in (calendar.month_abbr, calendar.month_name) for n, name in enumerate(names)}
_FIRST_SURE = dt.date(1900, 3, 1)
"""Excel believes that 1900 had a February 29, so its earlier days may be one off."""
_WRITE = "Write 1990-02-28."
_WRITE_PART = "Write 1990-02-28 or the year alone."


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, or a month or year when no more is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> dt.date:
        """The earliest day it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The latest day it can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return "-".join(f"{part:02}" for part in (self.year, self.month, self.day) if part)


def day(*, earliest: dt.date = dt.date(1900, 1, 1), latest: dt.date = dt.date(2199, 12, 31)) -> Parse:
    """A calendar day: ISO, or with the month's English name, or a workbook's date cell."""

    def parse(cell: Cell) -> dt.date | None:
        if isinstance(cell, str) and len(cell) == 10 and (found := _ISO.fullmatch(cell)):
            value = _real(cell, int(found[1]), int(found[2]), int(found[3]), _WRITE)
        elif (partial := _date(cell, _WRITE)) is None:
            return None
        elif partial.day is None:
            refuse(cell, f"names no day. {_WRITE}")
        else:
            value = partial.first
        _within(cell, value, value, earliest, latest)
        return value

    return parse


def partial_day(*, earliest: dt.date = dt.date(1900, 1, 1), latest: dt.date = dt.date(2199, 12, 31)) -> Parse:
    """A day, a month (1990-02) or a year (1990); zeros may stand for the unknown part, as in 1990-02-00."""

    def parse(cell: Cell) -> PartialDate | None:
        if isinstance(cell, int) and not isinstance(cell, bool) and 1000 <= cell <= 9999:
            cell = str(cell)  # a year typed into a workbook
        value = _date(cell, _WRITE_PART)
        if value is not None:
            _within(cell, value.last, value.first, earliest, latest)
        return value

    return parse


def _date(cell: Cell, write: str) -> PartialDate | None:
    if isinstance(cell, dt.date):  # a datetime is one too
        on = cell.date() if isinstance(cell, dt.datetime) else cell
        if on < _FIRST_SURE:
            refuse(cell, "falls in the days that Excel miscounts. Write the date as text.")
        return PartialDate(on.year, on.month, on.day)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        refuse(cell, f"is a number, not a date. Format the column as a date, or as text. {write}")
    if cell is None or not (written := _typed(str(cell))):
        return None
    if found := _PARTIAL.fullmatch(written):
        year, month, number = (int(part or 0) for part in found.groups())
        if not number and (not month or 1 <= month <= 12) and year:
            return PartialDate(year, month or None)
        on = _real(cell, year, month, number, write)
    elif (found := _NAMED.fullmatch(written)) and (month := _MONTHS.get(found[2].casefold(), 0)):
        on = _real(cell, int(found[3]), month, int(found[1]), write)
    else:
        _refuse_date(cell, written, write)
    return PartialDate(on.year, on.month, on.day)


def _real(cell: Cell, year: int, month: int, number: int, write: str) -> dt.date:
    try:
        return dt.date(year, month, number)
    except ValueError:
        refuse(cell, f"is not a date. {write}")


def _refuse_date(cell: Cell, written: str, write: str) -> NoReturn:
    """Say how the date was probably meant, when it can be read in one way or in two."""
    meant: list[str] = []
    if found := _NUMBERED.fullmatch(written):
        first, second, year = (int(part) for part in found.groups())
        for month, number in {(first, second), (second, first)}:
            try:
                meant.append(dt.date(year, month, number).isoformat())
            except ValueError:
                continue
    if len(meant) == 2:
        refuse(cell, f"can be read in two ways. Write {min(meant)} or {max(meant)}.")
    if meant:
        refuse(cell, f"is not written with the year first. Write {meant[0]}.")
    refuse(cell, f"is not a date. {write}")


def _within(cell: Cell, last: dt.date, first: dt.date, earliest: dt.date, latest: dt.date) -> None:
    if last < earliest:
        refuse(cell, f"is before {earliest.isoformat()}.")
    if first > latest:
        refuse(cell, f"is after {latest.isoformat()}.")
