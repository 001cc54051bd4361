"""`fill_rollups`: fill what is stale; `--rebuild` fills everything again; `--check` compares with the live figures."""

from __future__ import annotations

import json
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reporting.measures import MEASURES
from reporting.models import Fill
from reporting.services import rollups

SHOWN = 20


class Command(BaseCommand):
    help = "Fills stale rollups. --check fills nothing: it compares every rollup with the live query."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="fill every measure again")
        parser.add_argument("--check", action="store_true", help="exit 1 when a rollup differs from the live figure")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        began, parts = time.monotonic(), 0
        if options["rebuild"]:
            parts = rollups.rebuild()
        elif not options["check"]:
            parts = rollups.fill_stale(at_once=True)
        found = rollups.compare() if options["check"] else []
        failed = list(Fill.objects.filter(failures__gt=0).values_list("measure", "last_error"))
        said = {
            "measures": len(MEASURES),
            "parts_filled": parts,
            "rows": sum(Fill.objects.values_list("rows", flat=True)),
            "differences": [str(one) for one in found],
            "failures": [f"{measure}: {error}" for measure, error in failed],
            "seconds": round(time.monotonic() - began, 3),
        }
        if options["json"]:
            self.stdout.write(json.dumps(said))
        else:
            self.say(said, checked=options["check"])
        if found:
            raise CommandError(f"{len(found):,} figures differ from the live query.")
        if failed:
            raise CommandError(f"{len(failed)} of {len(MEASURES)} measures could not be filled.")

    def say(self, said: dict[str, Any], *, checked: bool) -> None:
        for line in [*said["failures"], *said["differences"][:SHOWN]]:
            self.stderr.write(line)
        if len(said["differences"]) > SHOWN:
            self.stderr.write(f"… and {len(said['differences']) - SHOWN:,} more")
        compared = ", each equal to the live query" if checked and not said["differences"] else ""
        self.stderr.write(
            f"{said['measures']} measures, {said['rows']:,} rows{compared}; "
            f"{said['parts_filled']:,} parts filled in {said['seconds']} s."
        )
