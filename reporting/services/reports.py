"""Run a report and write it down: one result, one checksum, the same in every format."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, BinaryIO

from django.core.serializers.json import DjangoJSONEncoder

from ground.rows import write_csv, write_xlsx
from reporting.reports import Asked, Report, ReportResult


@dataclass(frozen=True)
class Edition:
    """One run of a report: what was asked, what came of it, and the checksum that tells two runs apart."""

    report: Report
    asked: Asked
    result: ReportResult

    @cached_property
    def count(self) -> int:
        """How many rows there are."""
        rows = self.result.rows
        return len(rows) if isinstance(rows, list | tuple) else int(rows.count())

    @cached_property
    def checksum(self) -> str:
        """SHA-256 over the question, the columns, every row and every total; not over the time of the run."""
        seal = hashlib.sha256()
        question = [self.report.name, self.asked.fiscal_year, self.asked.edition, sorted(self.asked.countries)]
        for part in (question, self.report.column_names, *self.result.rows, *self.result.totals):
            seal.update(_json(part, sort_keys=True).encode())
            seal.update(b"\n")
        return seal.hexdigest()

    @property
    def payload(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return {
            "report": self.report.name,
            "title": self.report.title,
            "fiscal_year": self.asked.fiscal_year,
            "edition": self.asked.edition or None,
            "countries": list(self.asked.countries),
            "as_of": self.asked.as_of,
            "definition": self.report.definition,
            "law": self.report.law,
            "columns": self.report.column_names,
            "rows": list(self.result.rows),
            "totals": list(self.result.totals),
            "notes": list(self.result.notes),
            "checksum": self.checksum,
        }

    @property
    def labels(self) -> list[tuple[str, str]]:
        """What stands on the notes sheet of a workbook."""
        return [
            ("Report", self.report.title),
            ("Law", self.report.law),
            ("Period", self.asked.period),
            ("Countries", ", ".join(self.asked.countries) or "all"),
            ("As of", self.asked.as_of.isoformat(sep=" ", timespec="seconds")),
            ("Counts", self.report.definition),
            *(("Note", note) for note in self.result.notes),
            *((f"Total, {label}", figures) for label, figures in self.total_lines),
            ("Rows", str(self.count)),
            ("Checksum", self.checksum),
        ]

    @property
    def total_lines(self) -> list[tuple[str, str]]:
        """The totals in one line each: their words as the label, their figures behind."""
        found = []
        for total in self.result.totals:
            words = [
                str(total.get(c.name)) for c in self.report.total_columns if c.kind == "text" and total.get(c.name)
            ]
            figures = [f"{c.title}: {total.get(c.name)}" for c in self.report.total_columns if c.kind != "text"]
            found.append((", ".join(words), "; ".join(figures)))
        return found


def run(*, report: Report, asked: Asked) -> Edition:
    """Build a report for what was asked."""
    return Edition(report, asked, report.build(asked))


def write(edition: Edition, target: BinaryIO, *, kind: str) -> None:
    """Write a report as csv, xlsx or json. The same rows give the same bytes."""
    WRITERS[kind](edition, target)


def _csv(edition: Edition, target: BinaryIO) -> None:
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    write_csv(text, [column.named for column in edition.report.columns], edition.result.rows)
    text.detach()


def _xlsx(edition: Edition, target: BinaryIO) -> None:
    columns = [column.titled for column in edition.report.columns]
    sheet = f"{edition.report.name} {edition.asked.edition or edition.asked.fiscal_year}"
    write_xlsx(target, columns, edition.result.rows, sheet=sheet, notes=edition.labels)


def _as_json(edition: Edition, target: BinaryIO) -> None:
    target.write(_json(edition.payload).encode())
    target.write(b"\n")


def _json(value: Any, *, sort_keys: bool = False) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=sort_keys, separators=(",", ":"))


WRITERS: dict[str, Callable[[Edition, BinaryIO], None]] = {"csv": _csv, "xlsx": _xlsx, "json": _as_json}
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
