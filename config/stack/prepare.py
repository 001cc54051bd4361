"""Brings database and static files to the state of the code. Skips what an unchanged checkout has done already."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .backing import Backing, application_environment, demo_wanted
from .install import PYTHON, ROOT, Failed
from .process import Child, Step, say
from .state import State

NOTE = "prepared.json"  # what was done to which database; goes with the state
COLLECTED = ROOT / "staticfiles" / ".stamp"


def prepare(state: State, backing: Backing) -> None:
    """Migrate, load reference data, load the demo world once, and collect the static files."""
    environment = application_environment(state, backing.addresses(), owner=True)
    collecting = _start_collecting(state, environment)
    code = fingerprint(_code())
    database = hashlib.sha256(backing.database_url.encode()).hexdigest()
    done: dict[str, Any] = state.read(NOTE) or {}
    if done.get("database") != database or (backing.postgres and backing.postgres.is_new):
        done = {"database": database}
    # A database that is not ours may have been changed by others: there the commands themselves find out.
    if done.get("code") != code or backing.postgres is None:
        manage(state, environment, "Migrating the database", "migrate", "--noinput")
        manage(state, environment, "Loading reference data", "load_reference")
    if demo_wanted() and not done.get("demo"):
        done["demo"] = manage(state, environment, "Loading the demo world, once", "load_demo")
    if done.get("code") != code or "users" not in done:
        done["users"] = _demo_users(environment) if done.get("demo") else []
    if collecting:
        with Step("Collecting static files"):
            _finish_collecting(collecting)
    state.note(NOTE, done | {"code": code})


def manage(state: State, environment: dict[str, str], title: str, *arguments: str) -> bool:
    """Run a management command with a progress line. Whether there is such a command."""
    if not has_command(arguments[0]):
        say(f"{title}: skipped, there is no command {arguments[0]}.")
        return False
    child = Child(
        arguments[0],
        [str(PYTHON), "manage.py", *arguments],
        environment=environment,
        log=state.root / "log" / f"{arguments[0]}.log",
    )
    with Step(title):
        child.start()
        try:
            if child.process and child.process.wait() != 0:
                raise Failed(f"{arguments[0]} failed. The end of {child.log}:\n{child.last_words()}")
        finally:
            child.stop(5)
    return True


def has_command(name: str) -> bool:
    return name == "migrate" or any(ROOT.glob(f"*/management/commands/{name}.py"))


def _demo_users(environment: dict[str, str]) -> list[dict[str, str]]:
    if not has_command("demo_users"):
        return []
    command = [str(PYTHON), "manage.py", "demo_users", "--json"]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if told.returncode:
        raise Failed(f"demo_users failed: {told.stderr.strip()[-2000:]}")
    users = json.loads(told.stdout)
    found: list[dict[str, str]] = users["users"] if isinstance(users, dict) else users
    return found


# --- Static files ------------------------------------------------------------------------------------------------


def _start_collecting(state: State, environment: dict[str, str]) -> tuple[Child, str] | None:
    """Beside the migrations, when a static file changed."""
    wanted = fingerprint([*_files(ROOT / "static"), ROOT / "requirements.lock", ROOT / "config" / "settings.py"])
    if COLLECTED.exists() and COLLECTED.read_text() == wanted:
        return None
    COLLECTED.unlink(missing_ok=True)
    child = Child(
        "collectstatic",
        [str(PYTHON), "manage.py", "collectstatic", "--noinput", "--clear"],
        environment=environment,
        log=state.root / "log" / "collectstatic.log",
    )
    child.start()
    return child, wanted


def _finish_collecting(collecting: tuple[Child, str]) -> None:
    child, wanted = collecting
    if child.process and child.process.wait() != 0:
        raise Failed(f"collectstatic failed. The end of {child.log}:\n{child.last_words()}")
    COLLECTED.write_text(wanted)


# --- What the code is --------------------------------------------------------------------------------------------


def fingerprint(files: Iterable[Path]) -> str:
    """One digest of these files' names and contents."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _code() -> list[Path]:
    """Everything the migrations and the reference and demo data come from."""
    apps = [
        folder
        for folder in ROOT.iterdir()
        if (folder / "__init__.py").exists() and folder.name not in {"tests", "bench"}
    ]
    kinds = {".py", ".sql", ".csv", ".json"}
    return [file for app in apps for file in _files(app) if file.suffix in kinds] + [ROOT / "requirements.lock"]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
