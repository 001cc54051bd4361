"""`fill_rollups`: fill what is stale; `--rebuild` fills everything again; `--check` compares with the live figures."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import CommandError, CommandParser

from ground.commands import PlainCommand
from reporting.measures import MEASURES
from reporting.models import Fill
from reporting.services import rollups

SHOWN = 20


class Command(PlainCommand):
    help = "Fills stale rollups. --check fills nothing: it compares every rollup with the live query."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--rebuild", action="store_true", help="fill every measure again")
        parser.add_argument("--check", action="store_true", help="exit 1 when a rollup differs from the live figure")

    def act(self, **options: Any) -> int:
        began, parts = time.monotonic(), 0
        if options["rebuild"]:
            parts = rollups.rebuild(self.told)
        elif not options["check"]:
            parts = rollups.fill_stale(at_once=True, told=self.told)
        found = rollups.compare(self.told) if options["check"] else []
        failed = list(Fill.objects.filter(failures__gt=0).values_list("measure", "last_error"))
        said = {
            "measures": len(MEASURES),
            "parts_filled": parts,
            "rows": sum(Fill.objects.values_list("rows", flat=True)),
            "differences": [str(one) for one in found],
            "failures": [f"{measure}: {error}" for measure, error in failed],
            "seconds": round(time.monotonic() - began, 3),
        }
        self.put(said)
        self.sum_up(said, checked=options["check"])
        if found:
            raise CommandError(f"{len(found):,} figures differ from the live query.")
        if failed:
            raise CommandError(f"{len(failed)} of {len(MEASURES)} measures could not be filled.")
        return 0

    def sum_up(self, said: dict[str, Any], *, checked: bool) -> None:
        for line in [*said["failures"], *said["differences"][:SHOWN]]:
            self.say(line)
        if len(said["differences"]) > SHOWN:
            self.say(f"… and {len(said['differences']) - SHOWN:,} more")
        compared = ", each equal to the live query" if checked and not said["differences"] else ""
        self.say(
            f"{said['measures']} measures, {said['rows']:,} rows{compared}; "
            f"{said['parts_filled']:,} parts filled in {said['seconds']} s."
        )
