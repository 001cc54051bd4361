"""`import_allocations FILE`: a budget table, a 653(a) report or the Greenbook; a second run changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from ground.commands import FileCommand
from programs.services.allocations import import_allocations


class Command(FileCommand):
    help = (
        "Brings in a budget-justification table, a 653(a) report or the Greenbook (csv, csv.gz, xlsx): all or nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")

    def act(self, **options: Any) -> int:
        report = import_allocations(file=options["file"], by=self.by, dry_run=options["dry_run"], told=self.told)
        self.put(report.as_json())
        return self.tell([report])
