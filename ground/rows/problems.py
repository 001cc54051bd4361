"""What is wrong with a file, in plain lines: one problem, a refused file, the report of an import."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ground.refusals import Refused

NO_ROWS = "The file has no rows."
LISTED = 1_000
"""Problems that one report lists; the rest are counted, so that a file of bad rows makes a short report."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def shown(value: object, longest: int = 60) -> str:
    """A value as a message may show it: cut to a length, unseen and direction-changing characters spelled out."""
    text = "" if value is None else str(value)
    if len(text) > longest:
        text = f"{text[: longest - 1]}…"
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file. `row` counts from 1 below the header; None is the file or its header."""

    row: int | None
    column: str
    value: str
    reason: str

    def as_json(self) -> dict[str, Any]:
        """The problem as `--json` prints it."""
        return {"row": self.row, "column": self.column, "value": self.value, "reason": self.reason}

    def as_line(self, file: str = "") -> str:
        """`roster.csv: Row 9, Date of birth: “31/02/1990” is not a date. …`, less the parts it does not have."""
        place = ", ".join(part for part in (f"Row {self.row}" if self.row else "", shown(self.column)) if part)
        return ": ".join(part for part in (shown(file, 200), place, self.reason) if part)


class FileRefused(Refused):
    """The file as a whole cannot be read, or its header does not fit: nothing of it may be kept."""

    def __init__(self, *problems: Problem, file: str = "") -> None:
        self.file = file
        self.file_problems = problems
        super().__init__("file_refused", "\n".join(problem.as_line(file) for problem in problems))

    @classmethod
    def because(cls, reason: str, *, file: str = "", row: int | None = None, column: str = "") -> FileRefused:
        """The refusal with one reason."""
        return cls(Problem(row, column, "", reason), file=file)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or in a dry run would do, with one file.

    Every row read is kept, already there unchanged, merged into what was there, or refused. `review` counts
    those of the kept rows that wait for a person. `left_out` are rows beyond those, for which there is no place
    here; `why` says so, also of a file that was left out as a whole.
    """

    file: str
    read: int = 0
    kept: int = 0
    unchanged: int = 0
    merged: int = 0
    review: int = 0
    refused: int = 0
    left_out: int = 0
    why: str = ""
    problems: Sequence[Problem] = ()
    written: bool = False

    def __post_init__(self) -> None:
        if self.read != self.kept + self.unchanged + self.merged + self.refused:
            raise ValueError(f"{self.read} rows were read, but the report accounts for another number.")
        if min(self.kept, self.unchanged, self.merged, self.review, self.refused) < 0 or self.review > self.kept:
            raise ValueError("A count of the report is below zero, or more rows wait for review than are kept.")

    @classmethod
    def of_refused_file(cls, refusal: FileRefused, file: str = "") -> ImportReport:
        """The report of a file of which nothing was read or kept."""
        return cls(file=file or refusal.file, problems=refusal.file_problems)

    def as_json(self) -> dict[str, Any]:
        """The object that every import prints with `--json`."""
        listed = [problem.as_json() for problem in self.problems[:LISTED]]
        if len(self.problems) > LISTED:
            more = f"{len(self.problems) - LISTED:,} more problems are not listed."
            listed.append(Problem(None, "", "", more).as_json())
        left_out = {"left_out": self.left_out, "why": self.why} if self.why else {}
        return {
            "file": self.file,
            "read": self.read,
            "kept": self.kept,
            "unchanged": self.unchanged,
            "merged": self.merged,
            "review": self.review,
            "refused": self.refused,
            **left_out,
            "problems": listed,
            "written": self.written,
        }

    def as_lines(self, most: int = 20) -> Iterator[str]:
        """The report for a terminal: one line per problem up to a cap, then one line of counts."""
        for problem in self.problems[:most]:
            yield problem.as_line(self.file)
        if len(self.problems) > most:
            yield f"{shown(self.file, 200)}: … and {len(self.problems) - most:,} more"
        if self.why and not self.read + self.left_out:
            yield f"{shown(self.file, 200)}: left out. {self.why}"
            return
        counts = ", ".join(
            f"{getattr(self, name):,} {name}" for name in ("read", "kept", "unchanged", "merged", "refused")
        )
        waits = f", {self.review:,} of the kept wait for review" if self.review else ""
        less = f", {self.left_out:,} left out. {self.why}" if self.left_out else ""
        wrote = "written" if self.written else "nothing written"
        yield f"{shown(self.file, 200)}: {counts}{waits}; {wrote}{less}"
