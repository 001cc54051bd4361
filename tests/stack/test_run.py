"""`./run` as a person meets it: it starts, says so, refuses plainly, survives kill -9, stops in order."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from config.stack.install import ROOT
from config.stack.postgres import Postgres
from config.stack.state import State

GIVEN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "GATEHOUSE_PORT", "SECRET_KEY", "GATEHOUSE_FIELD_KEY")


class Stack:
    """One `./run` in a state folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        environment = {name: value for name, value in os.environ.items() if name not in GIVEN}
        self.environment = environment | {"GATEHOUSE_STATE": str(folder), "GATEHOUSE_DEMO": "0"}
        self.process: subprocess.Popen | None = None

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "config.stack", *arguments],
            cwd=ROOT,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def start(self) -> None:
        with (self.folder.parent / "run.log").open("w") as log:
            command = [sys.executable, "-m", "config.stack"]
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        deadline = time.monotonic() + 120
        while self.run("status").returncode:
            said = (self.folder.parent / "run.log").read_text()
            assert self.process.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(0.2)

    def status(self) -> dict:
        return json.loads(self.run("status").stdout)

    def pids(self) -> list[int]:
        status = self.status()
        return [status["pid"], *(service["pid"] for service in status["services"].values())]

    def end(self, number: int) -> int:
        assert self.process
        self.process.send_signal(number)
        return self.process.wait(30)


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    stack = Stack(tmp_path_factory.mktemp("run") / "state")
    try:
        stack.start()
        yield stack
    finally:
        if stack.process and stack.process.poll() is None:
            stack.end(signal.SIGTERM)
        dropped = stack.run("reset", "--yes")
    assert dropped.returncode == 0
    assert not stack.folder.exists() and not State(stack.folder).postgres_home.exists()


def alive(pids: list[int]) -> list[int]:
    """Those that still run; one that only waits to be reaped does not."""
    return [pid for pid in pids if Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_it_serves_and_status_says_what_runs(stack):
    status = stack.status()
    assert urllib.request.urlopen(status["url"] + "health/ready", timeout=10).status == 200
    assert set(status["services"]) == {"postgres", "valkey", "web", "beat", "worker"}
    assert all(service["pid"] and service["version"] for service in status["services"].values())
    assert status["state_dir"] == str(stack.folder)
    assert "addresses" not in status


def test_what_serves_owns_nothing(stack):
    """The application's own role may not change a table, so a hole in a page cannot open a guard."""
    asked = "from django.db import connection as c; k = c.cursor(); k.execute('CREATE TABLE mine ()')"
    refused = stack.run("manage", "shell", "-c", asked)
    assert refused.returncode == 1
    assert "permission denied for schema public" in refused.stderr


def test_a_second_start_is_one_plain_line(stack):
    second = stack.run()
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert stack.status()["url"] in second.stderr and "already runs" in second.stderr


def test_a_taken_port_is_one_plain_line(stack, tmp_path):
    port = str(stack.status()["services"]["web"]["port"])
    refused = Stack(tmp_path / "other").run(GATEHOUSE_PORT=port)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert f"port {port} is taken" in refused.stderr


def test_reset_refuses_while_it_runs(stack):
    refused = stack.run("reset", "--yes")
    assert refused.returncode == 1 and "runs" in refused.stderr


def test_kill_9_orphans_nothing_and_the_next_start_works(stack):
    before = stack.pids()
    stack.end(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while alive(before) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert alive(before) == []
    assert stack.run("status").returncode == 1
    stack.start()
    running = stack.pids()
    assert stack.end(signal.SIGTERM) == 0
    assert alive(running) == []
    assert stack.run("status").returncode == 1


def test_no_python_is_one_plain_line():
    refused = subprocess.run(["/bin/sh", ROOT / "run"], env={"PATH": ""}, capture_output=True, text=True, check=False)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "Python 3.11" in refused.stderr


# --- Postgres's own traps -----------------------------------------------------------------------------------------


def test_status_installs_nothing(tmp_path):
    """Asked before the first start, or while it installs, `./run status` answers at once."""
    (tmp_path / "config" / "stack").mkdir(parents=True)
    for name in ("run", "config/stack/install.py", "requirements.lock", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    asked = subprocess.run([tmp_path / "run", "status"], capture_output=True, text=True, timeout=10, check=False)
    assert (asked.returncode, json.loads(asked.stdout), asked.stderr) == (1, {"running": False}, "")
    assert not (tmp_path / ".venv").exists()


@pytest.fixture
def postgres(request, tmp_path):
    state = State(tmp_path / getattr(request, "param", "state"))
    state.prepare()
    server = Postgres(state, throw_away=True)
    yield server
    server.stop()
    state.remove()


def test_postgres_starts_past_a_pid_file_that_names_another_program(postgres):
    """After kill -9 the number may belong to anything; Postgres alone would refuse for ever."""
    postgres.start()
    postgres.stop()
    account = postgres.state.database_account
    bystander = subprocess.Popen(["sleep", "60"], user=account.uid if account else None)
    try:
        (postgres.data / "postmaster.pid").write_text(f"{bystander.pid}\n{postgres.data}\n1\n5432\n\n\n0 0\nready\n")
        postgres.start()
        assert postgres.child.ended() is None
    finally:
        bystander.kill()
        bystander.wait()


@pytest.mark.parametrize("postgres", ["a long and odd path, " + "x" * 100], indirect=True)
def test_postgres_starts_in_a_folder_whose_path_no_socket_can_have(postgres):
    postgres.start()
    assert len(str(postgres.sockets)) < 100
