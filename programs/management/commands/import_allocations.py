"""`import_allocations FILE`: a budget table, a 653(a) report or the Greenbook; a second run changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ground.refusals import Refused
from programs.services.allocations import import_allocations

from .import_training import user


class Command(BaseCommand):
    help = (
        "Brings in a budget-justification table, a 653(a) report or the Greenbook (csv, csv.gz, xlsx): all or nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--by", default="", metavar="USERNAME", help="whose import it is")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        def told(done: int) -> None:
            self.stderr.write(f"{done:,} rows read")

        try:
            report = import_allocations(
                file=options["file"], by=user(options["by"]), dry_run=options["dry_run"], told=told
            )
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        for line in report.as_lines():
            self.stderr.write(line)
        if report.problems:
            raise SystemExit(1)
