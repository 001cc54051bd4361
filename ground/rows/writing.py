"""Writes rows as CSV and XLSX: the one way a table leaves Gatehouse.

No spreadsheet may take a text of ours for a formula: in CSV such a text gets an apostrophe before it, in XLSX
every text is written as text. Numbers stay numbers. The same rows give the same bytes at any time.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import IO, Any, BinaryIO, Literal, Protocol

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

NOTES_SHEET = "Notes"
_FORMULA = re.compile("'*[\\s\ufeff]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_WRITTEN_AT = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed date, so that a second run is byte-identical
_LONGEST = 32_767
_DIGITS = 15
"""Digits that a spreadsheet keeps of a number; a longer one is written as text."""

Kind = Literal["text", "number", "money", "date"]


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column of an export: its title, where its value comes from, and how it is written.

    `value` is a function of the row, or the name of its key (a mapping) or attribute (`program.number`).
    """

    title: str
    value: Callable[[Any], Any] | str
    kind: Kind = "text"

    def reader(self) -> Callable[[Any], Any]:
        """The function that takes the column's value out of a row."""
        if callable(self.value):
            return self.value
        key, attribute = self.value, attrgetter(self.value)
        return lambda row: row[key] if isinstance(row, dict) else attribute(row)


class TextStream(Protocol):
    """What a CSV is written to: an open text file or an HTTP response."""

    def write(self, text: str, /) -> Any: ...


def formula_safe(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet could take for a formula; no two become one."""
    return f"'{text}" if _FORMULA.match(text) else text


def write_csv(stream: TextStream, columns: Sequence[ExportColumn], rows: Iterable[Any]) -> int:
    """Write the header and the rows as UTF-8 CSV; how many rows there were."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([formula_safe(column.title) for column in columns])
    values = [column.reader() for column in columns]
    count = 0
    for row in rows:
        count += 1
        writer.writerow([_as_csv(value(row)) for value in values])
    return count


def _as_csv(value: Any) -> str:
    number = _number(value)
    return formula_safe(_text(value)) if number is None else format(number, "f")


def write_xlsx(
    target: str | BinaryIO | IO[bytes],
    columns: Sequence[ExportColumn],
    rows: Iterable[Any],
    *,
    sheet: str,
    notes: Iterable[tuple[str, str]] = (),
) -> int:
    """Write a workbook: the rows on one sheet, notes as label and text on a second; how many rows there were.

    The notes say what a reader of the file must know: the definition, the filters, the time it speaks of.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "in_memory": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": sheet, "created": _WRITTEN_AT, "author": "Gatehouse"})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {
            "money": book.add_format({"num_format": "#,##0.00"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        page = book.add_worksheet(_sheet_name(sheet))
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        for place, column in enumerate(columns):
            page.set_column(place, place, 28 if column.kind == "text" else 16)
            page.write_string(0, place, column.title[:_LONGEST], bold)
        cells = [(place, column.reader(), formats.get(column.kind)) for place, column in enumerate(columns)]
        count = 0
        for row in rows:
            count += 1
            for place, value, style in cells:
                _write_cell(page, count, place, value(row), style)
        _write_notes(book, notes, bold)
    return count


def _write_cell(page: Worksheet, row: int, place: int, value: Any, style: Any) -> None:
    number = _number(value)
    if number is not None and len(Decimal(number).normalize().as_tuple().digits) <= _DIGITS:
        done = page.write_number(row, place, float(number), style)
    elif isinstance(value, dt.date) and not isinstance(value, dt.datetime) and value.year > 1900:
        done = page.write_datetime(row, place, dt.datetime(value.year, value.month, value.day), style)  # noqa: DTZ001
    else:
        text = _text(value)
        done = page.write_string(row, place, text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
    if done:
        raise ValueError("A sheet of a workbook has no room for so many rows; export it as CSV.")


def _write_notes(book: xlsxwriter.Workbook, notes: Iterable[tuple[str, str]], bold: Any) -> None:
    page: Worksheet | None = None
    for line, (label, text) in enumerate(notes):
        if page is None:
            page = book.add_worksheet(NOTES_SHEET)
            page.set_column(0, 0, 24)
            page.set_column(1, 1, 100)
        page.write_string(line, 0, label[:_LONGEST], bold)
        page.write_string(line, 1, text[:_LONGEST])


def _number(value: Any) -> Decimal | None:
    """The value as an exact number if it is one; never from text, and never NaN."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return number if number.is_finite() else None


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _sheet_name(title: str) -> str:
    """A title as Excel allows it for a sheet: at most 31 characters, none of []:*?/ or a backslash."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]+", " ", title).strip(" '")[:31].strip(" '")
    return "Rows" if name.casefold() in {"", "history", NOTES_SHEET.casefold()} else name
