"""`import_roster FILE --case NUMBER [--dry-run]`: a roster file onto a draft case, or what it would do, row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from ground.commands import FileCommand
from ground.refusals import Refused
from vetting.models import VettingCase
from vetting.services.rosters import import_roster


class Command(FileCommand):
    help = "Puts the people of a csv or xlsx on the roster of a draft case; nothing when any row has a problem."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)
        parser.add_argument("--case", required=True, metavar="NUMBER", help="such as LV-2027-XTM-00131")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")

    def act(self, **options: Any) -> int:
        cases = VettingCase.objects.visible_to(self.by) if self.by else VettingCase.objects.all()
        case = cases.filter(number=options["case"]).first()
        if case is None:
            raise Refused("case_not_found", f"There is no case {options['case']}.")
        found = import_roster(case=case, source=options["file"], by=self.by, dry_run=options["dry_run"])
        if options["dry_run"]:
            for row in found.rows:
                if not row.problems:
                    unit = f"{row.unit.name} ({row.unit.code})" if row.unit else ""
                    self.say(f"Row {row.row.number}: {row.row.name}, {row.person}, {unit}")
        self.put(found.as_json())
        return self.tell([found.report])
