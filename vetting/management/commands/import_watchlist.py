"""`import_watchlist FILE --source NAME`: a published list, whole or not at all; the same file again changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from ground.commands import FileCommand
from vetting.services.lists import import_watchlist


class Command(FileCommand):
    help = "Brings in a list of parties: OFAC (with its alt and add files beside it), BIS, or the plain table."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, metavar="NAME", help="the list's name")

    def act(self, **options: Any) -> int:
        report = import_watchlist(path=options["file"], source=options["source"], by=self.by, told=self.told)
        self.put(report.as_json())
        return self.tell([report])
