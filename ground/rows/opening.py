"""Opens a file by what it is, not by what it is called, and reads its rows.

A csv is read here; a workbook is opened by a child process with limits (`workbook.py`). Everything else is
refused with its reason.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ground.rows.delimited import delimited_rows
from ground.rows.limits import Cell, Limits
from ground.rows.problems import FileRefused
from ground.rows.workbook import workbook_rows

_READ = "Gatehouse reads csv, csv.gz and xlsx."
_MAGIC = (
    (b"%PDF", f"The file is a PDF. {_READ}"),
    (
        b"\xd0\xcf\x11\xe0",
        "The file is an old Excel workbook (.xls) or has a password. Save it as .xlsx without one.",
    ),
    (b"\xff\xfe", "The file is in UTF-16. Save it as CSV UTF-8."),
    (b"\xfe\xff", "The file is in UTF-16. Save it as CSV UTF-8."),
    (b"BZh", f"The file is packed with bzip2. {_READ}"),
    (b"\xfd7zXZ", f"The file is packed with xz. {_READ}"),
    (b"7z\xbc\xaf", f"The file is packed with 7-Zip. {_READ}"),
)
_ZIP = b"PK"
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class FileRows:
    """The rows of one file as they stand, header and blank rows included. Iterate once.

    `notes` says what was left aside (a hidden sheet); `merged` are a workbook's merged ranges as (first row,
    last row), from 1. `share` is how much of the file is read, while its rows are.
    """

    file: str
    cells: Iterator[list[Cell]]
    share: Callable[[], float]
    notes: tuple[str, ...] = ()
    merged: tuple[tuple[int, int], ...] = ()

    def __iter__(self) -> Iterator[list[Cell]]:
        return self.cells


def read_rows(
    source: str | Path | BinaryIO,
    *,
    name: str = "",
    sheet: str | int | None = None,
    encoding: str = "utf-8",
    delimiter: str = ",",
    limits: Limits | None = None,
) -> FileRows:
    """The rows of a csv, csv.gz or xlsx, given by path or as an open binary file (an upload).

    `sheet` is a name or a number from 1; a workbook with rows in one sheet needs none. Only a caller who
    knows the publisher says another `encoding` or `delimiter`. Raises FileRefused, also midway: keep nothing
    of such a file.
    """
    limits = limits or Limits()
    stream, file = _opened(source, name)
    try:
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        head = stream.read(512)
        stream.seek(0)
        _refuse_by_start(head, size, file, limits)
        if head.startswith(_ZIP):
            read = workbook_rows(stream, file=file, sheet=sheet, limits=limits)
            if stream is not source:
                stream.close()
            return FileRows(file, read.cells, read.share, read.notes, read.merged)
        packed = head.startswith(_GZIP)
        if file.lower().endswith((".xlsx", ".xlsm", ".xls")):
            raise FileRefused.because("The file is called a workbook but is none.", file=file)
        if packed:  # read_rows never unpacks twice
            _refuse_by_start(_unpacked_start(stream), size, file, limits)
    except FileRefused:
        if stream is not source:
            stream.close()
        raise
    rows = delimited_rows(stream, file=file, encoding=encoding, delimiter=delimiter, packed=packed, limits=limits)
    cells = _then_close(stream, rows) if stream is not source else rows
    return FileRows(file, cells, lambda: 1.0 if stream.closed else stream.tell() / size)  # type: ignore[arg-type]


def _then_close(stream: BinaryIO, rows: Iterator[list[str]]) -> Iterator[list[str]]:
    with stream:
        yield from rows


def _opened(source: str | Path | BinaryIO, name: str) -> tuple[BinaryIO, str]:
    if not isinstance(source, str | Path):
        return source, name or Path(str(getattr(source, "name", "") or "file")).name
    path = Path(source)
    file = name or path.name
    if not path.is_file():
        raise FileRefused.because("There is no such file.", file=file)
    return path.open("rb"), file


def _unpacked_start(stream: BinaryIO) -> bytes:
    try:
        return gzip.GzipFile(fileobj=stream).read(512)
    except (OSError, EOFError, zlib.error):
        return b""  # said with its reason when the rows are read
    finally:
        stream.seek(0)


def _refuse_by_start(head: bytes, size: int, file: str, limits: Limits) -> None:
    if not size:
        raise FileRefused.because("The file is empty.", file=file)
    if size > limits.file_bytes:
        reason = f"The file has {size:,} bytes; at most {limits.file_bytes:,} are read. Split it."
        raise FileRefused.because(reason, file=file)
    for start, reason in _MAGIC:
        if head.startswith(start):
            raise FileRefused.because(reason, file=file)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        raise FileRefused.because(f"The file is a web page or XML. {_READ}", file=file)
