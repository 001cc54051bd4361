"""What one stack keeps on disk: its folder, secrets, lock, and the note of what runs."""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

from .install import PYTHON, ROOT
from .process import Account

SOCKET_LIMIT = 107 - len("/.s.PGSQL.5432.lock")  # bytes the kernel allows in a socket's path
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-")


class State:
    """The folder `.gatehouse/` (or GATEHOUSE_STATE), and where the servers' files lie when that cannot be reached."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.key = hashlib.sha256(str(self.root).encode()).hexdigest()[:12]
        self.database_account: Account | None = None
        self.app_account: Account | None = None
        self._lock: int | None = None

    @classmethod
    def of_checkout(cls) -> State:
        return cls(Path(os.environ.get("GATEHOUSE_STATE") or ROOT / ".gatehouse"))

    def prepare(self) -> None:
        """Make the folders and, as root, choose the users: Postgres refuses root, and nothing else needs it."""
        as_root = os.geteuid() == 0
        self.root.mkdir(parents=True, exist_ok=True, mode=0o711 if as_root else 0o700)
        if as_root:
            self.database_account = Account.of_system("gatehouse-db")
            app = Account.of_system("gatehouse")
            self.app_account = app if can_run_here(app, self.root) else None
        for folder, mode in (("log", 0o700), ("files", 0o700), ("beat", 0o700), ("valkey", 0o700)):
            path = self.root / folder
            path.mkdir(exist_ok=True, mode=mode)
            if folder != "log":
                give(path, self.app_account)

    @property
    def postgres_home(self) -> Path:
        """Postgres's own folder. Under root's private home its user could not reach it, so then it lies in /var/lib."""
        if os.geteuid() == 0 and not open_to_all(self.root):
            return Path("/var/lib/gatehouse") / self.key
        return self.root / "postgres"

    @property
    def socket_folder(self) -> Path:
        """Where Postgres's socket lies: in its home, or in /tmp when that path is too long or too odd for a socket."""
        home = self.postgres_home
        if len(os.fsencode(home)) <= SOCKET_LIMIT and set(str(home)) <= PLAIN:
            return home
        return Path("/tmp") / f"gatehouse-{self.key}"

    def hand_over_files(self) -> None:
        """What a command wrote as root belongs to whom the folder belongs, so that web and worker can use it."""
        folder = self.root / "files"
        owner = folder.stat()
        for item in folder.rglob("*"):
            os.chown(item, owner.st_uid, owner.st_gid, follow_symlinks=False)

    def secret(self, name: str) -> str:
        """A secret of this state, made once. Whoever loses the file loses the encrypted columns."""
        path = self.root / "secrets.json"
        kept: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        if name not in kept:
            kept[name] = (
                base64.urlsafe_b64encode(os.urandom(32)).decode() if name == "field_key" else secrets.token_urlsafe(40)
            )
            write_private(path, json.dumps(kept, indent=1))
        return kept[name]

    # --- One stack at a time -----------------------------------------------------------------------------------

    def take_lock(self) -> bool:
        """Whether this process now holds the state. The kernel drops the lock with the process, kill -9 included."""
        descriptor = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        for attempt in range(10):  # somebody who asks running() holds it for a moment
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.05 * (attempt < 9))
            else:
                self._lock = descriptor
                self.note("run.json", None)
                return True
        os.close(descriptor)
        return False

    def running(self) -> dict[str, Any] | None:
        """The note of the running stack, or None: a note whose writer no longer holds the lock counts for nothing."""
        if not (self.root / "lock").exists():
            return None
        with (self.root / "lock").open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return self.read("run.json")
        return None

    def note(self, name: str, content: dict[str, Any] | None) -> None:
        """Keep a small JSON file in the state, or remove it."""
        if content is None:
            (self.root / name).unlink(missing_ok=True)
        else:
            write_private(self.root / name, json.dumps(content, indent=1))

    def read(self, name: str) -> dict[str, Any] | None:
        try:
            content: dict[str, Any] = json.loads((self.root / name).read_text())
        except (FileNotFoundError, ValueError):
            return None
        return content

    def remove(self) -> None:
        """Everything this state has on disk."""
        for path in (self.postgres_home, self.socket_folder, self.root):
            shutil.rmtree(path, ignore_errors=True)


def can_run_here(account: Account, *folders: Path) -> bool:
    """Whether that user can run the application from this checkout: often not, under root's home."""
    if not all(map(open_to_all, folders)):
        return False
    code = "import django, config.stack.install; open('manage.py')"
    user: dict[str, Any] = {"user": account.uid, "group": account.gid, "extra_groups": []}
    try:
        done = subprocess.run([str(PYTHON), "-c", code], cwd=ROOT, capture_output=True, check=False, **user)
    except PermissionError:
        return False
    return done.returncode == 0


def open_to_all(path: Path) -> bool:
    """Whether any user may walk down to this path."""
    resolved = path.resolve()
    return all(folder.stat().st_mode & 0o001 for folder in (resolved, *resolved.parents) if folder.exists())


def give(path: Path, account: Account | None) -> None:
    """Hand a folder and what is in it to the user who works there."""
    if account is None:
        return
    for item in (path, *path.rglob("*")):
        os.chown(item, account.uid, account.gid, follow_symlinks=False)


def write_private(path: Path, text: str) -> None:
    """Write at once or not at all, readable by its owner alone."""
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    fresh.rename(path)
