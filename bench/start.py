"""How long a newcomer waits: install, first page, second start, stop; and whether kill -9 leaves anything behind.

Works on a fresh clone of what is committed, in a temporary folder, as a new user would.
"""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GOALS = {"install": 60, "first_page": 30, "second_page": 6, "stop": 5}  # seconds on two shared cores, warm cache


def main() -> dict[str, Any]:
    folder = Path(tempfile.mkdtemp(prefix="gatehouse-bench-"))
    folder.chmod(0o755)
    clone = folder / "gatehouse"
    try:
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone)], check=True)
        return measure(clone)
    finally:
        subprocess.run([clone / "run", "reset", "--yes"], env=_environment(), capture_output=True, check=False)
        shutil.rmtree(folder, ignore_errors=True)


def measure(clone: Path) -> dict[str, Any]:
    seconds: dict[str, float] = {}
    began = time.monotonic()
    subprocess.run([clone / "run", "install"], env=_environment(), check=True, stdout=subprocess.DEVNULL)
    seconds["install"] = time.monotonic() - began
    stack, seconds["first_page"] = _start(clone)
    seconds["stop"] = _stop(stack)
    stack, seconds["second_page"] = _start(clone)
    left, seconds["gone_after_kill_9"] = _kill(clone, stack)
    stack, seconds["page_after_kill_9"] = _start(clone)
    seconds["second_stop"] = _stop(stack)
    return {
        "seconds": {name: round(value, 2) for name, value in seconds.items()},
        "goals": GOALS,
        "met": {name: seconds[name] <= goal for name, goal in GOALS.items()},
        "left_after_kill_9": left,
        "cores": os.cpu_count(),
    }


def _environment() -> dict[str, str]:
    given = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "GATEHOUSE_STATE", "GATEHOUSE_PORT", "GATEHOUSE_DEMO")
    return {name: value for name, value in os.environ.items() if name not in given}


def _start(clone: Path) -> tuple[subprocess.Popen[str], float]:
    """Start `./run` and wait for the line that gives its address, printed once a page was served."""
    began = time.monotonic()
    stack = subprocess.Popen([clone / "run"], env=_environment(), stdout=subprocess.PIPE, text=True)
    assert stack.stdout
    for line in stack.stdout:
        if "Gatehouse runs at" in line:
            return stack, time.monotonic() - began
    raise RuntimeError("./run ended before it served a page")


def _stop(stack: subprocess.Popen[str]) -> float:
    began = time.monotonic()
    stack.send_signal(signal.SIGINT)
    if stack.wait(60):
        raise RuntimeError(f"./run ended with {stack.returncode}")
    return time.monotonic() - began


def _kill(clone: Path, stack: subprocess.Popen[str]) -> tuple[list[str], float]:
    """Kill the supervisor alone: the services that outlive it by ten seconds, and how long the others took to end."""
    told = subprocess.run([clone / "run", "status"], env=_environment(), capture_output=True, text=True, check=True)
    services = json.loads(told.stdout)["services"]
    began = time.monotonic()
    stack.kill()
    stack.wait()
    while True:
        left = [name for name, service in services.items() if Path(f"/proc/{service['pid']}").exists()]
        if not left or time.monotonic() - began > 10:
            return left, time.monotonic() - began
        time.sleep(0.05)
