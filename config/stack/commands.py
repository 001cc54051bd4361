"""The commands beside `./run` itself: test, prove, browser, bench, manage, lint, status, reset."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .backing import Backing, application_environment
from .install import PYTHON, ROOT, Failed
from .prepare import manage as run_management
from .process import end_with_parent, say
from .state import State

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MOST_WORKERS = 4  # of the tests; each costs a migrated database
LINTS = (
    ("ruff check", ["-m", "ruff", "check", "."]),
    ("ruff format --check", ["-m", "ruff", "format", "--check", "."]),
    ("mypy", ["-m", "mypy", "."]),
    ("makemigrations --check", ["manage.py", "makemigrations", "--check", "--dry-run"]),
    ("check --deploy", ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]),
    ("architecture", ["-m", "pytest", "-q", "tests/architecture"]),
)


def test(arguments: list[str], **extra: str) -> int:
    """pytest against a real Postgres and a real broker on a temporary folder; the whole suite on as many processes as
    there are processors, each with a database of its own, a file's tests together."""
    whole = all(argument.startswith("-") for argument in arguments)
    workers = ["-n", str(min(os.cpu_count() or 1, MOST_WORKERS)), "--dist", "loadfile"] if whole else []
    with temporary_stack() as (state, backing):
        return foreground(["-m", "pytest", *workers, *arguments], _as_owner(state, backing) | extra)


def prove(arguments: list[str]) -> int:
    """The same with the full counts."""
    return test(arguments, GATEHOUSE_PROVE="1")


def browser(arguments: list[str]) -> int:
    """The tests in a real Chromium."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        raise Failed("no Chromium found. On Debian or Ubuntu: apt install chromium. Then ./run browser again.")
    paths = [] if any(not argument.startswith("-") for argument in arguments) else ["tests/browser"]
    with temporary_stack() as (state, backing):
        environment = _as_owner(state, backing) | {
            "GATEHOUSE_CHROMIUM": found,
            "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
        }
        return foreground(["-m", "pytest", "-o", "addopts=--strict-markers -ra", *paths, *arguments], environment)


def bench(arguments: list[str]) -> int:
    """One benchmark, or all: JSON on standard output. `start` measures ./run itself and needs nothing started."""
    if arguments == ["start"]:
        return foreground(["-m", "bench", "start"], dict(os.environ))
    with temporary_stack(throw_away=False) as (state, backing):
        environment = application_environment(state, backing.addresses(), owner=True)
        run_management(state, environment, "Migrating the database", "migrate", "--noinput")
        run_management(state, environment, "Loading reference data", "load_reference")
        return foreground(["-m", "bench", *arguments], environment)


def manage(arguments: list[str]) -> int:
    """Any management command: on the running stack, else with the two servers started for it."""
    state = State.of_checkout()
    command, where = [str(ROOT / "manage.py"), *arguments], Path(os.environ.get("GATEHOUSE_FROM") or ROOT)
    running = state.running()
    if running:
        code = foreground(command, application_environment(state, running["addresses"], owner=True), where)
        state.hand_over_files()
        return code
    state.prepare()
    if not state.take_lock():
        raise Failed("another ./run is starting or stopping here; try again in a moment.")
    with Backing(state) as backing:
        environment = application_environment(state, backing.addresses(), owner=True)
        if backing.postgres and backing.postgres.is_new and arguments[:1] != ["migrate"]:
            run_management(state, environment, "Migrating the database", "migrate", "--noinput")
            run_management(state, environment, "Loading reference data", "load_reference")
        code = foreground(command, environment, where)
        state.hand_over_files()
        return code


def lint(arguments: list[str]) -> int:
    """ruff, mypy, the migrations, the deployment checks and the import rules; all are run, then the worst counts."""
    failed = []
    with temporary_stack() as (state, backing):
        environment = _as_owner(state, backing) | {"GATEHOUSE_HTTPS": "1"}
        for name, command in LINTS:
            say(f"— {name}")
            if foreground(command, environment):
                failed.append(name)
    say(f"lint: {', '.join(failed)} failed" if failed else "lint: all passed")
    return 1 if failed else 0


def status(arguments: list[str]) -> int:
    """One JSON object while the stack runs, else exit code 1."""
    running = State.of_checkout().running()
    if not running:
        print(json.dumps({"running": False}))
        return 1
    del running["addresses"]  # passwords of servers, of no use outside
    print(json.dumps({"running": True, **running}, indent=2))
    return 0


def reset(arguments: list[str]) -> int:
    """Drop the embedded state: database, broker, files and secrets."""
    state = State.of_checkout()
    if not state.root.exists():
        say("There is no state to drop.")
        return 0
    state.prepare()
    if not state.take_lock():
        raise Failed("the stack runs; stop it first.")
    if "--yes" not in arguments:
        say(f"This drops the database, files and secrets under {state.root}. Type yes to go on: ", end="")
        if sys.stdin.readline().strip().lower() != "yes":
            say("Nothing was dropped.")
            return 1
    state.remove()
    say("Dropped.")
    return 0


# --- Pieces ------------------------------------------------------------------------------------------------------


@contextmanager
def temporary_stack(*, throw_away: bool = True) -> Iterator[tuple[State, Backing]]:
    """Both servers on a folder that goes away again."""
    folder = Path(tempfile.mkdtemp(prefix="gatehouse-"))
    folder.chmod(0o711)
    state = State(folder)
    try:
        state.prepare()
        with Backing(state, throw_away=throw_away) as backing:
            yield state, backing
    finally:
        state.remove()


def _as_owner(state: State, backing: Backing) -> dict[str, str]:
    """Tests make and drop databases, so they connect as the owner."""
    addresses = backing.addresses()
    environment = application_environment(state, addresses, owner=True)
    return environment | {
        "DATABASE_URL": addresses["DATABASE_OWNER_URL"],
        "GATEHOUSE_APP_URL": addresses["DATABASE_URL"],
    }


def foreground(arguments: list[str], environment: dict[str, str], where: Path = ROOT) -> int:
    """Run our Python with the terminal as it is; Ctrl-C goes to it first, then to us."""
    parent = os.getpid()
    child = subprocess.Popen(
        [PYTHON, *arguments],
        cwd=where,
        env=environment,
        preexec_fn=lambda: end_with_parent(signal.SIGTERM, parent),
    )
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return child.wait()
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()
        signal.signal(signal.SIGINT, before)
