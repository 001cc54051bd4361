"""`check_books`: prove the ledger, the gate, the steps and the rollups over all rows."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import CommandError

from ground.commands import PlainCommand
from programs import books as of_programs
from reporting.services import rollups
from vetting import books as of_vetting

SHOWN = 50


class Command(PlainCommand):
    help = "Proves what vetting, programs, money and rollups promise, over all rows; exits 1 with a line per problem."

    def act(self, **options: Any) -> int:
        began = time.monotonic()
        found = {}
        for name, problems in (
            ("vetting", of_vetting.problems),
            ("programs", of_programs.problems),
            ("rollups", wrong_rollups),
        ):
            self.say(f"{name} …")
            found[name] = problems()
        lines = [line for problems in found.values() for line in problems]
        seconds = round(time.monotonic() - began, 3)
        counts = {name: len(problems) for name, problems in found.items()}
        self.put({"problems": lines, "counts": counts, "seconds": seconds})
        for line in lines[:SHOWN]:
            self.say(line)
        if len(lines) > SHOWN:
            self.say(f"… and {len(lines) - SHOWN:,} more")
        if lines:
            raise CommandError(f"{len(lines):,} problems found in {seconds} s.")
        self.say(f"The books are in order; proved in {seconds} s.")
        return 0


def wrong_rollups() -> list[str]:
    """Kept figures that differ from the live ones; what waits for its fill is late, not wrong."""
    return [str(one) for one in rollups.compare() if not one.waits]
