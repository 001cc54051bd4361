"""`python -m config.stack COMMAND`: what `./run COMMAND` becomes once everything is installed."""

from __future__ import annotations

import os
import signal
import sys

from . import commands, supervisor
from .install import Failed
from .state import State

COMMANDS = {
    "test": (commands.test, "the whole suite on temporary servers; takes pytest's arguments"),
    "prove": (commands.prove, "the same with the full counts (up to an hour)"),
    "browser": (commands.browser, "the tests in a real Chromium"),
    "lint": (commands.lint, "ruff, mypy, migrations, deployment checks, import rules"),
    "bench": (commands.bench, "[NAME] measure; prints JSON"),
    "status": (commands.status, "what runs, as JSON; exit code 1 when nothing does"),
    "manage": (commands.manage, "COMMAND … any management command"),
    "install": (lambda rest: 0, "only make .venv and static/vendor"),
    "reset": (commands.reset, "[--yes] drop the embedded database, broker, files and secrets"),
}


def main(arguments: list[str]) -> int:
    if not arguments or arguments == ["up"]:
        return supervisor.up(State.of_checkout())
    name, *rest = arguments
    if name not in COMMANDS:
        asked = name in {"help", "-h", "--help"}
        lines = (f"./run {command:<10} {text}" for command, (_, text) in COMMANDS.items())
        print(
            "./run            start everything; Ctrl-C stops it", *lines, sep="\n", file=None if asked else sys.stderr
        )
        return 0 if asked else 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is stopped on the way out
    return COMMANDS[name][0](rest)


if __name__ == "__main__":
    try:
        code = main(sys.argv[1:])
    except Failed as failure:
        sys.exit(f"Gatehouse: {failure}")
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        os._exit(1)  # the reader of our output has gone
    sys.exit(code)
