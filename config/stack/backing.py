"""The two servers behind the application: those named by DATABASE_URL and REDIS_URL, else the embedded ones."""

from __future__ import annotations

import os
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from .postgres import APPLICATION, OWNER, Postgres
from .process import Step
from .state import State
from .valkey import Valkey


class Backing:
    """Started and stopped as one; used as a context manager by whatever needs only these two."""

    def __init__(self, state: State, *, throw_away: bool = False) -> None:
        self.state, self.throw_away = state, throw_away
        self.postgres = None if os.environ.get("DATABASE_URL") else Postgres(state, throw_away=throw_away)
        self.valkey = None if os.environ.get("REDIS_URL") else Valkey(state, throw_away=throw_away)

    def __enter__(self) -> Backing:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        if self.postgres:
            with Step("Starting Postgres"):
                self.postgres.start()
        if self.valkey:
            with Step("Starting Valkey"):
                self.valkey.start()

    def stop(self) -> None:
        """The broker first: nothing asks it once web, beat and worker are gone."""
        if self.valkey:
            self.valkey.stop()
        if self.postgres:
            self.postgres.stop()

    @property
    def database_url(self) -> str:
        return self.postgres.url(APPLICATION) if self.postgres else os.environ["DATABASE_URL"]

    @property
    def owner_url(self) -> str:
        if self.postgres:
            return self.postgres.url(OWNER)
        return os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]

    def addresses(self) -> dict[str, str]:
        """The variables that tell Django where they are; kept in the note of a running stack."""
        return {
            "DATABASE_URL": self.database_url,
            "DATABASE_OWNER_URL": self.owner_url,
            "REDIS_URL": self.valkey.url if self.valkey else os.environ["REDIS_URL"],
        }

    def described(self) -> dict[str, Any]:
        """For `./run status`: pid, version and port of each."""
        described: dict[str, Any] = {}
        if self.postgres and self.postgres.child:
            described["postgres"] = {
                "pid": self.postgres.child.pid,
                "version": self.postgres.version,
                "port": self.postgres.port,
                "socket": str(self.postgres.sockets),
            }
        else:
            described["postgres"] = {
                "pid": None,
                "version": None,
                "port": urlsplit(self.database_url).port or 5432,
            }
        if self.valkey and self.valkey.child:
            described["valkey"] = {
                "pid": self.valkey.child.pid,
                "version": self.valkey.version,
                "port": self.valkey.port,
            }
        else:
            described["valkey"] = {
                "pid": None,
                "version": None,
                "port": urlsplit(os.environ["REDIS_URL"]).port or 6379,
            }
        return described


def application_environment(state: State, addresses: dict[str, str], *, owner: bool) -> dict[str, str]:
    """The environment of Django's processes. What serves never learns the owner's password."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GUNICORN_")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
        **addresses,
        "GATEHOUSE_STATE": str(state.root),
        "SECRET_KEY": os.environ.get("SECRET_KEY") or state.secret("secret_key"),
        "GATEHOUSE_FIELD_KEY": os.environ.get("GATEHOUSE_FIELD_KEY") or state.secret("field_key"),
        "ALLOWED_HOSTS": ",".join(filter(None, (os.environ.get("ALLOWED_HOSTS"), "localhost,127.0.0.1,[::1]"))),
        "GATEHOUSE_DEMO": "1" if demo_wanted() else "0",
    }
    if not owner:
        environment.pop("DATABASE_OWNER_URL", None)
    return environment


def demo_wanted() -> bool:
    """GATEHOUSE_DEMO=0 starts with reference data only."""
    return os.environ.get("GATEHOUSE_DEMO", "1").lower() not in {"0", "false", "no", ""}
