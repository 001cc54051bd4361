"""The columns a file must have, and its rows as values. Titles match in any order, letter case and spacing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from ground.rows.cells import CellRefused, Parse, text
from ground.rows.limits import Cell, Limits
from ground.rows.opening import FileRows, read_rows
from ground.rows.problems import NO_ROWS, FileRefused, Problem, shown

_SEARCHED = 20
"""Rows from the top among which the header is looked for; titles and dates often stand above it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` is the key of its value and, read loosely, its title; `aliases` are other titles.

    A `required` column must be in the header. `filled` says that no cell of it may be empty.
    """

    name: str
    parse: Parse = text()  # noqa: RUF009 - a function, shared on purpose
    aliases: tuple[str, ...] = ()
    required: bool = True
    filled: bool = False

    @property
    def title(self) -> str:
        """The title to ask for when it is missing: `date_of_birth` is Date of birth."""
        return self.name.replace("_", " ").capitalize() if self.name.islower() else self.name


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number below the header, a value for every column of the layout, what is wrong with it.

    A cell with a problem leaves the blank of its column in `values`, so look at `problems` first. A `ragged` row has
    another number of cells than the header: its values may stand under the wrong titles.
    """

    number: int
    values: dict[str, Any]
    problems: tuple[Problem, ...]
    ragged: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A file whose header fits its layout. Iterate once over its rows; FileRefused may come midway. `share` is how much
    of the file is read by then."""

    file: str
    titles: tuple[str, ...]
    notes: tuple[str, ...]
    rows: Iterator[Row]
    share: Callable[[], float]

    def __iter__(self) -> Iterator[Row]:
        return self.rows


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of file. Unless `others` is set, a column it does not know refuses the file; unless
    `bare` is, so does a header without any row below it."""

    columns: tuple[Column, ...]
    others: bool = False
    bare: bool = False

    def read(
        self,
        source: str | Path | BinaryIO,
        *,
        name: str = "",
        sheet: str | int | None = None,
        encoding: str = "utf-8",
        delimiter: str = ",",
        limits: Limits | None = None,
    ) -> Table:
        """Open a file and fit its header; every problem of the header comes in one FileRefused."""
        rows = read_rows(source, name=name, sheet=sheet, encoding=encoding, delimiter=delimiter, limits=limits)
        return self.fit(rows)

    def fit(self, rows: FileRows) -> Table:
        """The rows below the header as values. The header is the first row near the top with all it needs."""
        known = {key: column for column in self.columns for key in map(_key, (column.name, *column.aliases))}
        top: list[list[Cell]] = []
        try:
            for row in rows:
                top.append(row)
                if (_filled(row) and not self._lacking(row, known)) or len(top) == _SEARCHED:
                    break
        except FileRefused as refusal:
            raise _below(refusal, 1) from refusal
        if not any(_filled(row) for row in top):
            raise FileRefused.because(NO_ROWS, file=rows.file)
        # When no row fits, the one that comes nearest is taken for the header, and what it lacks is said.
        found = min(range(len(top)), key=lambda at: (not _filled(top[at]), len(self._lacking(top[at], known))))
        places = self._places(top[found], known, rows.file)
        if below := [first for first, last in rows.merged if last > found + 1]:
            reason = "Cells are merged here. Unmerge them and fill in each one."
            raise FileRefused.because(reason, file=rows.file, row=max(min(below) - found - 1, 1))
        titles = tuple(str(title or "").strip() for title in top[found])
        values = self._values(chain(top[found + 1 :], rows), found + 1, places, titles, rows.file)
        return Table(rows.file, titles, rows.notes, values, rows.share)

    def _lacking(self, header: Sequence[Cell], known: dict[str, Column]) -> list[Column]:
        here = {known[key].name for key in map(_key, header) if key in known}
        return [column for column in self.columns if column.required and column.name not in here]

    def _places(self, header: Sequence[Cell], known: dict[str, Column], file: str) -> list[tuple[int, Column]]:
        """Where each column stands, or one problem for each title missing, doubled or unknown."""
        if not any(_key(title) in known for title in header):
            titles = ", ".join(column.title for column in self.columns if column.required)
            raise FileRefused.because(f"None of the titles is known here. The file needs: {titles}.", file=file)
        places: dict[str, tuple[int, Column]] = {}
        problems: list[Problem] = []
        for place, title in enumerate(header):
            column = known.get(_key(title))
            if column is None:
                if _key(title) and not self.others:
                    reason = "This column is not known here. Rename it or delete it."
                    problems.append(Problem(None, shown(title), shown(title), reason))
            elif column.name in places:
                first = shown(header[places[column.name][0]])
                reason = f"The column is there twice, as “{first}” and “{shown(title)}”. Delete one."
                problems.append(Problem(None, shown(title), shown(title), reason))
            else:
                places[column.name] = (place, column)
        problems += [
            Problem(None, column.title, "", f"The column “{column.title}” is missing.")
            for column in self._lacking(header, known)
        ]
        if problems:
            raise FileRefused(*problems, file=file)
        return list(places.values())

    def _values(
        self,
        rows: Iterator[list[Cell]],
        above: int,
        places: list[tuple[int, Column]],
        titles: tuple[str, ...],
        file: str,
    ) -> Iterator[Row]:
        read, some = _row_reader(self.columns, places, titles), self.bare
        try:
            for number, row in enumerate(rows, start=1):
                if _filled(row):
                    some = True
                    yield read(number, row)
            if not some:
                raise FileRefused.because(NO_ROWS, file=file)
        except FileRefused as refusal:
            raise _below(refusal, above) from refusal


def _row_reader(
    columns: Sequence[Column], places: list[tuple[int, Column]], titles: tuple[str, ...]
) -> Callable[[int, list[Cell]], Row]:
    """The function from a row of cells to a row of values, with all that does not change prepared."""
    blanks = {column.name: column.parse("") for column in columns}
    plan = [(place, column.name, column.parse, column.filled) for place, column in places]
    untitled = [place for place, title in enumerate(titles) if not title]

    def read(number: int, row: list[Cell]) -> Row:
        values = blanks.copy()
        problems: list[Problem] = []
        if len(row) != len(titles):
            row = _squared(row, len(titles), number, problems)
        ragged = tuple(problems)
        for place, name, parse, filled in plan:
            try:
                values[name] = value = parse(row[place])
            except CellRefused as refused:
                problems.append(Problem(number, titles[place], shown(row[place], 200), str(refused)))
            else:
                if filled and (value is None or value == ""):
                    problems.append(Problem(number, titles[place], "", "The cell is empty. Fill it in."))
        for place in untitled:
            if row[place] not in ("", None):
                reason = f"“{shown(row[place])}” stands under no title. Give its column one, or delete it."
                problems.append(Problem(number, "", shown(row[place], 200), reason))
        # Of a ragged row nobody knows which cell is lost, so one problem says all there is to say.
        return Row(number, values, ragged or tuple(problems), ragged=bool(ragged))

    return read


def _key(title: Cell) -> str:
    """A title without letter case, spacing, underscores and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", "" if title is None else str(title)).casefold())


def _filled(row: Sequence[Cell]) -> bool:
    return any(cell is not None and cell != "" and not (isinstance(cell, str) and cell.isspace()) for cell in row)


def _squared(row: list[Cell], width: int, number: int, problems: list[Problem]) -> list[Cell]:
    """A row as wide as the header; a cell too many or too few means a lost comma or quotation mark."""
    if any(cell not in ("", None) for cell in row[width:]) or len(row) < width:
        reason = f"The row has {len(row)} cells and the header {width}. Look for a comma too many or too few."
        problems.append(Problem(number, "", "", reason))
    return (row + [""] * (width - len(row)))[:width]


def _below(refusal: FileRefused, above: int) -> FileRefused:
    """The refusal with rows counted below the header instead of from the top of the file."""
    moved = (
        Problem(p.row - above if p.row and p.row > above else None, p.column, p.value, p.reason)
        for p in refusal.file_problems
    )
    return FileRefused(*moved, file=refusal.file)
