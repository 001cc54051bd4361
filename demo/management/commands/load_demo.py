"""`load_demo`: the demo world, once. A second run says that it is there and changes nothing."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.loading import SIZE, is_there, load
from demo.stories import SIZES
from ground.refusals import Refused


class Command(BaseCommand):
    help = "Loads an invented world: six partners, every kind of program, live cases in each state, one user per role."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--size",
            choices=sorted(SIZES),
            default=SIZE,
            help="small: the stories alone; full: the two years before too",
        )
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
        parser.add_argument("--on", type=dt.date.fromisoformat, help=argparse.SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        began, counts = time.monotonic(), {}
        if not is_there():
            try:
                counts = load(size=options["size"], on=options["on"], say=self.stderr.write)
            except Refused as refused:
                raise CommandError(str(refused)) from refused
        seconds = round(time.monotonic() - began, 1)
        if options["json"]:
            self.stdout.write(json.dumps({"written": bool(counts), "counts": counts, "seconds": seconds}))
        elif counts:
            said = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
            self.stderr.write(f"The demo world is loaded in {seconds} s: {said}.")
        else:
            self.stderr.write("The demo world is there already; nothing was changed.")
