"""`screen FILE [--source NAME]… [--limit N]`: a roster against the lists, ranked candidates with reasons per row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from ground.commands import FileCommand
from vetting.screening.matching import LIMIT
from vetting.services.screenings import screen_file


class Command(FileCommand):
    help = "Screens the rows of a roster file and ranks who they may be; nothing is written."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", action="append", metavar="NAME", help="only this list; may be repeated")
        parser.add_argument("--limit", type=int, default=LIMIT, metavar="N", help="candidates a row at most")

    def act(self, **options: Any) -> int:
        if options["limit"] < 1:  # none shown would read like none found
            raise CommandError("--limit is 1 or more.", returncode=2)
        found = screen_file(source=options["file"], sources=options["source"], limit=options["limit"], by=self.by)
        for problem in found.problems:
            self.say(problem.as_line(options["file"].name))
        self.put(found.as_json())
        if not self.as_json:
            for line in found.as_lines():
                self.stdout.write(line)
        return 1 if found.problems else 0
