"""`import_units FILE`: units with the sources, lines of command, people and postings beside them; all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from ground.commands import FileCommand
from partners.services.unit_import import import_units


class Command(FileCommand):
    help = "Brings in units.csv with sources, unit_relations, unit_locations, persons and postings beside it."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")

    def act(self, **options: Any) -> int:
        reports = import_units(file=options["file"], by=self.by, dry_run=options["dry_run"], told=self.told)
        first, *beside = (report.as_json() for report in reports)
        self.put({**first, "beside": beside})
        return self.tell(reports)
