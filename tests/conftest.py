"""What every test stands on: real Postgres, a history context, fixed ways to flush guarded tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pghistory
import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

_flush = DatabaseOperations.sql_flush


def _guarded_flush(self: Any, style: Any, tables: Any, **options: Any) -> list[str]:
    """The flush of transactional tests meets the TRUNCATE guards: step over them, as owner, for this one statement."""
    statements = _flush(self, style, tables, **options)
    if not statements:
        return statements
    return ["SET session_replication_role = replica", *statements, "SET session_replication_role = origin"]


DatabaseOperations.sql_flush = _guarded_flush  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def history_context() -> Iterator[None]:
    """Each test writes as "test"; a test of the refusal without a context opens a thread of its own."""
    with pghistory.context(test=True):
        yield


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """A case takes five people; the real hasher takes a quarter of a second for each."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
