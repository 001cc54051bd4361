"""`import_training FILE…`: rows of the training reports, all files in one transaction; a second run changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ground.refusals import Refused
from ground.rows import ImportReport
from programs.imports.incoming import COUNTS
from programs.services.training import import_training


class Command(BaseCommand):
    help = "Brings in rows of the training reports (csv, csv.gz, xlsx): every row of every file, or none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--by", default="", metavar="USERNAME", help="whose import it is")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[Path] = options["files"]
        step = max(len(files) // 10, 1)

        def told(done: int) -> None:
            if len(files) > 1 and (done % step == 0 or done == len(files)):
                self.stderr.write(f"{done} of {len(files)} files read")

        try:
            reports = import_training(files=files, by=user(options["by"]), dry_run=options["dry_run"], told=told)
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        if options["json"]:
            self.stdout.write(json.dumps(answer(reports), ensure_ascii=False))
        for report in reports:
            for line in report.as_lines():
                self.stderr.write(line)
        if any(report.problems for report in reports):
            raise SystemExit(1)


def user(name: str) -> Any:
    """Whose import it is; nobody's when it is run by hand without a name."""
    if not name:
        return None
    found = get_user_model().objects.filter(username=name).first()
    if found is None:
        raise CommandError(f"There is no user “{name}”.", returncode=2)
    return found


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
