"""`./run` itself: starts everything in order, watches it, stops everything in the opposite order."""

from __future__ import annotations

import errno
import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections import deque
from importlib.metadata import version
from typing import Any, NoReturn

from .backing import Backing, application_environment
from .install import PYTHON, VENV, Failed
from .prepare import NOTE, prepare
from .process import Child, Step, say
from .state import State

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WEB = ("--workers=2", "--threads=4", "--preload", "--graceful-timeout=5", "--no-control-socket")
WORKER = ("--loglevel=INFO", "--concurrency=2", "--without-gossip", "--without-mingle")
FALLS_IN_A_MINUTE = 5  # a service that falls over more often than this takes the stack down with it


class Stopping(BaseException):
    """Somebody asked the stack to stop."""


def up(state: State) -> int:
    """Start, watch, stop. The exit code: 0 after an asked-for stop."""
    state.prepare()
    if not state.take_lock():
        running = state.running() or {}
        where = f" at {running['url']} (pid {running['pid']})" if running else ""
        raise Failed(f"it already runs from this state folder{where}; ./run status tells more.")
    listener = listen(state)
    for number in STOP_SIGNALS:
        signal.signal(number, _stop)
    backing, services = Backing(state), []
    try:
        backing.start()
        prepare(state, backing)
        services = application(state, backing, listener)
        start(services, listener)
        announce(state, backing, services, listener)
        watch(state, backing, services)
    except Stopping:
        return 0
    finally:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        listener.close()
        stop(state, backing, services)


def _stop(number: int, frame: object) -> NoReturn:
    for other in STOP_SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    raise Stopping


# --- Parts -------------------------------------------------------------------------------------------------------


def listen(state: State) -> socket.socket:
    """Take the web port now, so that nobody else does while the rest starts: GATEHOUSE_PORT, else the one of last
    time, else the first free one from 8000 on."""
    fixed = os.environ.get("GATEHOUSE_PORT")
    if fixed and not (fixed.isdecimal() and 0 < int(fixed) < 65536):
        raise Failed(f"GATEHOUSE_PORT is {fixed!r}, not a port number.")
    last = (state.read("port.json") or {}).get("port")
    wanted = [int(fixed)] if fixed else [*([last] if last else []), *range(8000, 8100), 0]
    for port in wanted:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
            continue
        state.note("port.json", {"port": listener.getsockname()[1]})
        return listener
    raise Failed(f"port {fixed} is taken or not allowed; choose another with GATEHOUSE_PORT.")


def application(state: State, backing: Backing, listener: socket.socket) -> list[Child]:
    """Web, beat and worker, in the order in which they are stopped."""
    environment = application_environment(state, backing.addresses(), owner=False)
    environment |= {"HOME": str(state.root / "files"), "GATEHOUSE_PORT": str(listener.getsockname()[1])}
    programs: dict[str, list[str]] = {
        "web": ["gunicorn", "config.wsgi:application", f"--bind=fd://{listener.fileno()}", *WEB],
        "beat": ["celery", "-A", "config", "beat", "--pidfile=", f"--schedule={state.root / 'beat' / 'schedule'}"],
        "worker": ["celery", "-A", "config", "worker", *WORKER],
    }
    return [
        Child(
            name,
            [str(PYTHON), str(VENV / "bin" / program), *arguments],
            environment=environment,
            log=state.root / "log" / f"{name}.log",
            account=state.app_account,
            orphan_signal=signal.SIGQUIT if name == "web" else signal.SIGKILL,  # brokerless, a worker would wait
            pass_fds=(listener.fileno(),) if name == "web" else (),
        )
        for name, (program, *arguments) in programs.items()
    ]


def start(services: list[Child], listener: socket.socket) -> None:
    """Start all three and wait until a page is served and the worker takes work."""
    web, beat, worker = services
    with Step("Starting web, worker and beat"):
        for service in services:
            service.log.unlink(missing_ok=True)
            service.start()
        _wait(web, lambda: _serves(listener.getsockname()[1]))
        _wait(worker, lambda: " ready." in worker.log.read_text(errors="replace"))
        _wait(beat, lambda: True)


def _wait(service: Child, ready: Any, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        if service.ended() is not None or time.monotonic() > deadline:
            raise Failed(f"{service.name} did not start. The end of {service.log}:\n{service.last_words()}")
        time.sleep(0.05)


def _serves(port: int) -> bool:
    """Whether the application says that it is ready, database and all."""
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}/health/ready",
        headers={"X-Forwarded-Proto": "https"},  # with GATEHOUSE_HTTPS any other is sent away to the proxy
    )
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def announce(state: State, backing: Backing, services: list[Child], listener: socket.socket) -> None:
    """Note what runs for `./run status`, and tell the person in front of the terminal where to go."""
    port = listener.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    users = (state.read(NOTE) or {}).get("users") or []
    versions = {"web": f"gunicorn {version('gunicorn')}"}
    described = backing.described()
    for service in services:
        described[service.name] = {
            "pid": service.pid,
            "version": versions.get(service.name, f"celery {version('celery')}"),
            "port": port if service.name == "web" else None,
        }
    note = {
        "pid": os.getpid(),
        "url": url,
        "state_dir": str(state.root),
        "services": described,
        "users": users,
    }
    state.note("run.json", note | {"addresses": backing.addresses()})
    print(f"\nGatehouse runs at {url}  (Ctrl-C stops it)")
    if users:
        print("\nDemo sign-ins:")
        wide = max(len(user["username"]) for user in users), max(len(user["password"]) for user in users)
        for user in users:
            print(f"  {user['username']:<{wide[0]}}  {user['password']:<{wide[1]}}  {user['role']}")
    print(flush=True)


# --- Watching and stopping -----------------------------------------------------------------------------------------


def watch(state: State, backing: Backing, services: list[Child]) -> NoReturn:
    """Start again what falls over; give up when it keeps falling."""
    servers = [server.child for server in (backing.valkey, backing.postgres) if server and server.child]
    falls: dict[str, deque[float]] = {child.name: deque(maxlen=FALLS_IN_A_MINUTE) for child in (*services, *servers)}
    while True:
        time.sleep(0.5)
        for child in (*servers, *services):
            code = child.ended()
            if code is None:
                continue
            recent = falls[child.name]
            recent.append(time.monotonic())
            if len(recent) == FALLS_IN_A_MINUTE and recent[-1] - recent[0] < 60:
                raise Failed(f"{child.name} keeps falling over. The end of {child.log}:\n{child.last_words()}")
            say(f"{child.name} ended ({code}) and is started again; see {child.log}")
            child.start()
            note = state.read("run.json") or {}
            if child.name in note.get("services", {}):
                note["services"][child.name]["pid"] = child.pid
                state.note("run.json", note)


def stop(state: State, backing: Backing, services: list[Child]) -> None:
    """Web, beat and worker, each finishing what it is at; then the broker; then the database."""
    with Step("Stopping web, beat, worker, Valkey and Postgres"):
        for service in services:
            service.ask_to_end()
        for service in services:
            service.stop(8)
        backing.stop()
    state.note("run.json", None)
