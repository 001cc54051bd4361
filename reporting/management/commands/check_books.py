"""`check_books`: prove the ledger, the gate, the steps and the rollups over all rows."""

from __future__ import annotations

import json
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from programs import books as of_programs
from reporting.services import rollups
from vetting import books as of_vetting

SHOWN = 50


class Command(BaseCommand):
    help = "Proves what vetting, programs, money and rollups promise, over all rows; exits 1 with a line per problem."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        found = {}
        for name, problems in (
            ("vetting", of_vetting.problems),
            ("programs", of_programs.problems),
            ("rollups", wrong_rollups),
        ):
            self.stderr.write(f"{name} …")
            found[name] = problems()
        lines = [line for problems in found.values() for line in problems]
        seconds = round(time.monotonic() - began, 3)
        if options["json"]:
            counts = {name: len(problems) for name, problems in found.items()}
            self.stdout.write(json.dumps({"problems": lines, "counts": counts, "seconds": seconds}))
        else:
            for line in lines[:SHOWN]:
                self.stderr.write(line)
            if len(lines) > SHOWN:
                self.stderr.write(f"… and {len(lines) - SHOWN:,} more")
        if lines:
            raise CommandError(f"{len(lines):,} problems found in {seconds} s.")
        self.stderr.write(f"The books are in order; proved in {seconds} s.")


def wrong_rollups() -> list[str]:
    """Kept figures that differ from the live ones; what waits for its fill is late, not wrong."""
    return [str(one) for one in rollups.compare() if not one.waits]
