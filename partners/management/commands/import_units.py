"""`import_units FILE`: units with the sources, lines of command, people and postings beside them; all or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ground.refusals import Refused
from partners.services.unit_import import import_units


class Command(BaseCommand):
    help = "Brings in units.csv with sources, unit_relations, unit_locations, persons and postings beside it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--by", default="", metavar="USERNAME", help="whose import it is")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        by = None
        if options["by"]:
            by = get_user_model().objects.filter(username=options["by"]).first()
            if by is None:
                raise CommandError(f"There is no user “{options['by']}”.", returncode=2)
        try:
            reports = import_units(file=options["file"], by=by, dry_run=options["dry_run"])
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        if options["json"]:
            first, *beside = (report.as_json() for report in reports)
            self.stdout.write(json.dumps({**first, "beside": beside}, ensure_ascii=False))
        for report in reports:
            for line in report.as_lines():
                self.stderr.write(line)
        if any(report.problems for report in reports):
            raise SystemExit(1)
