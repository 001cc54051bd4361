"""Reads an xlsx through a child process with limits on memory and time (`workbook_child.py`).

The child finishes before the first row is handed on, so a workbook is refused as a whole or read as a whole.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO

from ground.rows.limits import MB, Cell, Limits
from ground.rows.problems import FileRefused, shown

_CHILD = Path(__file__).with_name("workbook_child.py")
_TAGS: dict[str, Any] = {"date": dt.date, "datetime": dt.datetime, "time": dt.time}


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of the sheet read, how far, what was left aside, and its merged ranges (first row, last row)."""

    cells: Iterator[list[Cell]]
    share: Callable[[], float]
    notes: tuple[str, ...]
    merged: tuple[tuple[int, int], ...]


def workbook_rows(source: BinaryIO, *, file: str, sheet: str | int | None, limits: Limits) -> SheetRows:
    """Every row of one sheet, from its first, blank ones included."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the last row is read
    try:
        reason = _run_child(source, out, sheet, limits)
        if reason:
            raise FileRefused.because(reason, file=file)
        size = out.seek(0, os.SEEK_END)
        out.seek(0)
        about = json.loads(out.readline())
    except BaseException:
        out.close()
        raise
    return SheetRows(
        _lines(out),
        lambda: 1.0 if out.closed else out.tell() / size,
        tuple(about["notes"]),
        tuple((low, high) for low, high in about["merged"]),
    )


def _run_child(source: BinaryIO, out: IO[bytes], sheet: str | int | None, limits: Limits) -> str:
    """Run the child to its end; why the workbook is refused, or nothing."""
    # The child must run from the virtual environment, but inherits no variable that could hold a secret.
    environment = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    with _as_file(source) as stdin:
        try:
            child = subprocess.run(
                [sys.executable, "-I", str(_CHILD), json.dumps(asdict(limits)), json.dumps(sheet)],
                stdin=stdin,
                stdout=out,
                stderr=subprocess.PIPE,
                env=environment,
                timeout=2 * limits.workbook_seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return _too_much(limits)
    if child.returncode == 0:
        return ""
    try:
        return shown(json.loads(child.stderr.strip().splitlines()[-1]), 500)
    except (ValueError, IndexError):
        return _too_much(limits)  # killed by one of its limits


def _too_much(limits: Limits) -> str:
    memory = limits.workbook_memory // MB
    return (
        f"The workbook needs more than {memory} MB or {limits.workbook_seconds} seconds to open: it may hold a cell"
        " far away from the table. Copy the table alone to a new workbook, or save it as CSV."
    )


@contextmanager
def _as_file(source: BinaryIO) -> Iterator[IO[bytes]]:
    """A file of the operating system at its start; an upload kept in memory is written out first."""
    try:
        source.fileno()
    except (AttributeError, OSError):
        with tempfile.TemporaryFile() as copy:
            source.seek(0)
            shutil.copyfileobj(source, copy)
            copy.seek(0)
            yield copy
    else:
        # The child reads from the descriptor, past what this process may have buffered.
        os.lseek(source.fileno(), 0, os.SEEK_SET)
        yield source


def _lines(out: IO[bytes]) -> Iterator[list[Cell]]:
    with out:
        for line in out:
            yield [_cell(value) if isinstance(value, dict) else value for value in json.loads(line)]


def _cell(tagged: dict[str, str]) -> Cell:
    ((kind, text),) = tagged.items()
    return _TAGS[kind].fromisoformat(text)  # type: ignore[no-any-return]
