"""Reads csv and csv.gz row by row, in this process and in constant memory.

Strict on purpose: an open quotation mark, a NUL or a byte that is not UTF-8 refuses the file with its row,
because the csv module's lenient mode loses rows without a word and a guessed encoding writes wrong names.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from ground.rows.limits import Limits
from ground.rows.problems import FileRefused

_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_SEPARATORS = {"\t": "tabs", ";": "semicolons", "|": "upright strokes"}
_DOS_END = "\x1a"
"""Old programs, OFAC's among them, close a text file with this character."""


class _Measured(io.RawIOBase):
    """Passes bytes on, refusing more than the limit, and any NUL (binary, or UTF-16 without its mark)."""

    def __init__(self, source: BinaryIO, limits: Limits, file: str) -> None:
        self._source, self._left, self._most, self._file = (
            source,
            limits.inflated_bytes,
            limits.inflated_bytes,
            file,
        )

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._source.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise FileRefused.because("The file is damaged or cut off; its end is missing.", file=self._file) from error
        self._left -= len(chunk)
        if self._left < 0:
            reason = f"The file holds more than {self._most:,} bytes once unpacked. Split it."
            raise FileRefused.because(reason, file=self._file)
        if b"\0" in chunk:
            reason = "The file holds NUL characters, so it is not a text file in UTF-8. Save it as CSV UTF-8."
            raise FileRefused.because(reason, file=self._file)
        buffer[: len(chunk)] = chunk
        return len(chunk)


def delimited_rows(
    source: BinaryIO, *, file: str, encoding: str, delimiter: str, packed: bool, limits: Limits
) -> Iterator[list[str]]:
    """Every row of a csv, header included, blank ones as empty lists. A refusal counts the header as row 1."""
    inner = cast(BinaryIO, gzip.GzipFile(fileobj=source)) if packed else source
    measured = io.BufferedReader(_Measured(inner, limits, file), 1 << 16)
    codec = "utf-8-sig" if encoding.lower().replace("_", "-") in {"utf-8", "utf8"} else encoding
    # Bytes that are not UTF-8 come through as lone surrogates, so that the refusal can name their row.
    with io.TextIOWrapper(measured, encoding=codec, errors="surrogateescape", newline="") as text:
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        number = 0
        while True:
            number += 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise FileRefused.because(_plain(str(error), limits), file=file, row=number) from error
            joined = "".join(row)
            if len(joined) > limits.cell_characters or len(row) > limits.columns or number > limits.rows + 1:
                _refuse_over(row, number, file, limits)
            if not joined.isascii() and (found := _NOT_UTF8.search(joined)):
                reason = f"Byte {ord(found[0]) - 0xDC00:#x} is not UTF-8 text. Save the file as CSV UTF-8."
                raise FileRefused.because(reason, file=file, row=number)
            if number == 1:
                _refuse_other_separator(row, delimiter, file)
            if joined == _DOS_END:
                continue
            yield row if joined and not joined.isspace() else []


def _refuse_over(row: list[str], number: int, file: str, limits: Limits) -> None:
    if number > limits.rows + 1:
        raise FileRefused.because(f"The file has more than {limits.rows:,} rows. Split it.", file=file)
    if len(row) > limits.columns:
        reason = f"The row has {len(row):,} cells; at most {limits.columns:,} are read."
        raise FileRefused.because(reason, file=file, row=number)
    for place, cell in enumerate(row, start=1):
        if len(cell) > limits.cell_characters:
            reason = f"Cell {place} holds {len(cell):,} characters; at most {limits.cell_characters:,} fit."
            raise FileRefused.because(reason, file=file, row=number)


def _refuse_other_separator(header: list[str], delimiter: str, file: str) -> None:
    if header and header[0].lower().startswith("sep="):
        raise FileRefused.because("The first line is “sep=”, not a header. Delete that line.", file=file)
    if len(header) != 1:
        return
    for mark, name in _SEPARATORS.items():
        if mark != delimiter and mark in header[0]:
            raise FileRefused.because(
                f"The columns are separated by {name}. Save the file as CSV with commas.", file=file
            )


def _plain(error: str, limits: Limits) -> str:
    """The csv module's complaint in words for the person who made the file."""
    if "end of data" in error:
        return "A quotation mark opens here and never closes. Close it, or double it if it belongs to the text."
    if "field larger" in error:
        return f"A cell holds more than {limits.cell_characters:,} characters, or a quotation mark never closes."
    if "expected after" in error:
        return "Text follows a closing quotation mark. Double the quotation marks that belong to the text."
    return f"The row cannot be read as CSV ({error})."
