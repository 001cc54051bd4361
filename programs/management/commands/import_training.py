"""`import_training FILE…`: rows of the training reports, all files in one transaction; a second run changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from ground.commands import FileCommand
from ground.rows import ImportReport
from programs.imports.incoming import COUNTS
from programs.services.training import import_training


class Command(FileCommand):
    help = "Brings in rows of the training reports (csv, csv.gz, xlsx): every row of every file, or none."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")

    def act(self, **options: Any) -> int:
        files: list[Path] = options["files"]
        reports = import_training(files=files, by=self.by, dry_run=options["dry_run"], told=self.told)
        self.put(answer(reports))
        return self.tell(reports)


def answer(reports: list[ImportReport]) -> dict[str, Any]:
    """One file's own object, or one of the same keys for several: their sums, and each file's own object beside."""
    objects = [report.as_json() for report in reports]
    if len(objects) == 1:
        return objects[0]
    sums = {name: sum(one[name] for one in objects) for name in COUNTS}
    return {
        "file": ", ".join(one["file"] for one in objects),
        **sums,
        "problems": [{"file": one["file"], **problem} for one in objects for problem in one["problems"]],
        "written": any(one["written"] for one in objects),
        "files": objects,
    }
