"""One child process: started in its own session, ended with its parent, stopped in good order."""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from .install import ROOT, Failed

PR_SET_PDEATHSIG = 1
LOG_LIMIT = 5_000_000  # bytes; a longer log is set aside at the next start
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Account:
    """The system user a server runs as, when we are root and must not stay it."""

    name: str
    uid: int
    gid: int

    @classmethod
    def of_system(cls, name: str) -> Account:
        """The system user of that name, made when it is missing. Called as root only."""
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            command = [
                "useradd",
                "--system",
                "--user-group",
                "--no-create-home",
                "--shell",
                "/usr/sbin/nologin",
                name,
            ]
            if shutil.which("useradd") is None or subprocess.run(command, capture_output=True, check=False).returncode:
                raise Failed(f"the system user {name} could not be made; run as an ordinary user.") from None
            entry = pwd.getpwnam(name)
        return cls(name, entry.pw_uid, entry.pw_gid)


class Child:
    """A process with a name, a log file and a way to be stopped."""

    def __init__(
        self,
        name: str,
        argv: list[str],
        *,
        environment: dict[str, str],
        log: Path,
        account: Account | None = None,
        stop_signal: int = signal.SIGTERM,
        orphan_signal: int | None = None,
        pass_fds: tuple[int, ...] = (),
        given: str | None = None,
    ) -> None:
        self.name, self.argv, self.environment, self.log = name, argv, environment, log
        self.account, self.stop_signal, self.pass_fds, self.given = account, stop_signal, pass_fds, given
        self.orphan_signal = orphan_signal or stop_signal
        self.process: subprocess.Popen[bytes] | None = None
        self.asked = False

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process else None

    def start(self) -> None:
        """Start it. A session of its own keeps a terminal's Ctrl-C from reaching it before its turn."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        account, parent, self.asked = self.account, os.getpid(), False
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.argv,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.PIPE if self.given is not None else subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=self.pass_fds,
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
                preexec_fn=lambda: end_with_parent(self.orphan_signal, parent),
            )
        if self.given is not None and self.process.stdin:
            self.process.stdin.write(self.given.encode())
            self.process.stdin.close()

    def ended(self) -> int | None:
        """The exit code once it is over, else None."""
        return self.process.poll() if self.process else None

    def wait(self, seconds: float) -> bool:
        """Whether it ended within that time."""
        if self.process is None:
            return True
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def ask_to_end(self) -> None:
        if self.process is not None and self.ended() is None and not self.asked:
            self.asked = True  # a second request would cut short what the first one lets finish
            self.process.send_signal(self.stop_signal)

    def stop(self, seconds: float = 10) -> None:
        """Ask it to end, wait, and kill its whole session when it does not listen."""
        self.ask_to_end()
        if self.process is not None and not self.wait(seconds):
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def last_words(self, lines: int = 15) -> str:
        """The end of its log, for the person who has to find out why it fell over."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def end_with_parent(orphan_signal: int, parent: int) -> None:
    """Runs in the child: the kernel signals it when the supervisor is gone, even by kill -9. After the change of
    user, which would clear it. A shell's background job begins with some signals ignored: they count again here."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, orphan_signal)
        if os.getppid() != parent:
            os._exit(1)


def say(text: str, end: str = "\n") -> None:
    """A progress line; standard output stays free for results."""
    print(text, end=end, file=sys.stderr, flush=True)


class Step:
    """`with Step("Starting Postgres"):` prints the line, then how long it took."""

    def __init__(self, title: str) -> None:
        self.title = title

    def __enter__(self) -> None:
        self.started = time.monotonic()
        say(f"{self.title} …", end="")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            say(f" {time.monotonic() - self.started:.1f} s")
        else:
            say(" failed" if issubclass(kind, Exception) else " stopped")
