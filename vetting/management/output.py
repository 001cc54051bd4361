"""What the vetting commands share: who runs them, one JSON object or plain lines, and the exit status."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

import pghistory
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from ground.refusals import Refused
from ground.rows import ImportReport, Problem


class PlainCommand(BaseCommand):
    """A command on a file: one JSON object with `--json`, plain lines otherwise: exit 0 done, 1 refused, 2 usage."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
        parser.add_argument("--by", metavar="USERNAME", help="act as this user; their rights apply")

    def act(self, **options: Any) -> int:
        """The one domain call; returns the exit status."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        self.as_json, self.file = options["json"], options["file"].name
        self.by = _user(options["by"])
        if self.by is not None:
            pghistory.context(user=self.by.pk)
        try:
            status = self.act(**options)
        except Refused as refused:
            self.refuse(refused)
        if status:
            sys.exit(status)

    def refuse(self, refused: Refused) -> NoReturn:
        """One line a problem, and exit 1."""
        for problem in refused.problems:
            self.say(str(problem))
        if self.as_json:
            told = [Problem(None, problem.field, "", str(problem)) for problem in refused.problems]
            self.put(ImportReport(file=self.file, problems=told).as_json())
        sys.exit(1)

    def say(self, line: str) -> None:
        """A line for the person at the terminal; standard output stays for data."""
        self.stderr.write(line, self.style.NOTICE if self.stderr.isatty() else str)

    def put(self, answer: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _user(username: str | None) -> User | None:
    if username is None:
        return None
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise CommandError(f"There is no active user “{username}”.", returncode=2)
    return found
