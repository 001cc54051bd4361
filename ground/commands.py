"""What the commands share: who runs them, one JSON object or plain lines, and the exit status.

Exit 0 done, 1 refused or problems found, 2 used wrongly. With `--json` there is one JSON object on standard output, of
a refusal too; what is for people goes to standard error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

import pghistory
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from .refusals import Refused
from .rows import ImportReport, Problem


class PlainCommand(BaseCommand):
    """A command whose `act` makes one domain call, puts its answer and returns the exit status."""

    as_json = answered = False
    by: Any = None
    shown = -1  # tenths or hundredths of the work that were shown

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def act(self, **options: Any) -> int:
        """The one domain call; returns the exit status."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        self.as_json, self.answered = options["json"], False
        try:
            self.by = user(options.get("by") or "")
            status = self.act(**options)
        except Refused as refused:
            for problem in refused.problems:
                self.say(str(problem))
            self.give_up([Problem(None, problem.field, "", str(problem)) for problem in refused.problems], **options)
            status = 1
        except CommandError as error:
            self.give_up([Problem(None, "", "", str(error))], **options)
            raise
        if status:
            sys.exit(status)

    def put(self, answer: Any) -> None:
        """The answer, where JSON is asked for."""
        self.answered = True
        if self.as_json:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def give_up(self, problems: list[Problem], **options: Any) -> None:
        """The answer of a command that did nothing, unless it has given one before it failed."""
        if not self.answered:
            self.put(self.nothing_done(problems, **options))

    def nothing_done(self, problems: list[Problem], **options: Any) -> dict[str, Any]:
        """What the answer says then."""
        return {"problems": [problem.as_json() for problem in problems], "written": False}

    def told(self, share: float) -> None:
        """Show how far the work is: a bar on a terminal, a line at each tenth otherwise."""
        terminal = self.stderr.isatty()
        done = int(share * (100 if terminal else 10) + 1e-9)
        if done == self.shown:
            return
        self.shown = done
        if terminal:
            self.stderr.write(f"\r[{'#' * (done // 4):<25}] {done:3} %", str, "\n" if done == 100 else "")
        elif done:
            self.stderr.write(f"{done * 10} %")

    def say(self, line: str) -> None:
        """A line for the person at the terminal; standard output stays for data."""
        if self.stderr.isatty() and 0 <= self.shown < 100:
            self.stderr.write("")  # below the bar that was not finished
        self.shown = -1
        self.stderr.write(line, self.style.NOTICE if self.stderr.isatty() else str)


class FileCommand(PlainCommand):
    """A command on files that somebody brings; what it refuses is told as an import tells it."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--by", default="", metavar="USERNAME", help="act as this user; their rights apply")

    def nothing_done(self, problems: list[Problem], **options: Any) -> dict[str, Any]:
        files = options.get("files") or [options["file"]]
        return ImportReport(file=", ".join(file.name for file in files), problems=problems).as_json()

    def tell(self, reports: Iterable[ImportReport]) -> int:
        """Say each report in lines; the exit status that follows from them."""
        status = 0
        for report in reports:
            for line in report.as_lines():
                self.say(line)
            if report.problems:
                status = 1
        return status


def user(name: str) -> Any:
    """The user that a command acts as, in history too; None is whoever runs the command line."""
    if not name:
        return None
    found = get_user_model().objects.filter(username=name, is_active=True).first()
    if found is None:
        raise CommandError(f"There is no active user “{name}”.", returncode=2)
    pghistory.context(user=found.pk)
    return found
