"""One published file on its way in: what was counted so far, what is wrong, and the batch that it becomes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ground.rows import FileRefused, ImportReport, Problem

COUNTS = ("read", "kept", "unchanged", "merged", "review", "refused")


@dataclass
class Incoming:
    """Counts of one file. Rows that are neither merged, unchanged nor refused are kept."""

    path: Path
    read: int = 0
    merged: int = 0
    unchanged: int = 0
    review: int = 0
    sha256: str = ""
    problems: list[Problem] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    whole: FileRefused | None = None  # why nothing of it could be read

    @property
    def kept(self) -> int:
        return self.read - self.merged - self.unchanged - len(self.refused)

    @property
    def sound(self) -> bool:
        """Whether nothing of it was refused."""
        return self.whole is None and not self.refused

    def refuse(self, row: int, *problems: Problem) -> None:
        self.refused.add(row)
        self.problems.extend(problems)

    def seal(self) -> None:
        """Take the file's SHA-256."""
        with self.path.open("rb") as opened:
            self.sha256 = hashlib.file_digest(opened, "sha256").hexdigest()

    def report(self, *, written: bool) -> ImportReport:
        if self.whole is not None:
            return ImportReport.of_refused_file(self.whole, self.path.name)
        return ImportReport(
            file=self.path.name,
            read=self.read,
            kept=self.kept,
            unchanged=self.unchanged,
            merged=self.merged,
            review=self.review,
            refused=len(self.refused),
            problems=self.problems,
            written=written and self.kept > 0,
        )

    def batch(self, kind: str, by: Any) -> dict[str, Any]:
        """The fields of its ImportBatch."""
        counts = self.report(written=True).as_json()
        return {
            "kind": kind,
            "file_name": self.path.name[:255],
            "sha256": self.sha256,
            "counts": {name: counts[name] for name in COUNTS},
            "by": by,
        }
