"""`load_demo`: the demo world, once. A second run says that it is there and changes nothing."""

from __future__ import annotations

import argparse
import datetime as dt
import time
from typing import Any

from django.core.management.base import CommandParser

from demo.loading import SIZE, is_there, load
from demo.stories import SIZES
from ground.commands import PlainCommand


class Command(PlainCommand):
    help = "Loads an invented world: six partners, every kind of program, live cases in each state, one user per role."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--size",
            choices=sorted(SIZES),
            default=SIZE,
            help="small: the stories alone; full: the two years before too",
        )
        parser.add_argument("--on", type=dt.date.fromisoformat, help=argparse.SUPPRESS)

    def act(self, **options: Any) -> int:
        began, counts = time.monotonic(), {}
        if not is_there():
            counts = load(size=options["size"], on=options["on"], told=self.told)
        seconds = round(time.monotonic() - began, 1)
        self.put({"written": bool(counts), "counts": counts, "seconds": seconds})
        if counts:
            said = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
            self.say(f"The demo world is loaded in {seconds} s: {said}.")
        else:
            self.say("The demo world is there already; nothing was changed.")
        return 0
