"""How the tests of this folder meet guards: by the constraint's name, and with one of them taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction


def constraint_of(call: Callable[[], Any]) -> str:
    """The name of the constraint that refuses a write."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        call()
    return str(caught.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


@contextmanager
def without(table: str, *, trigger: str = "", constraint: str = "") -> Iterator[None]:
    """The same database with one guard taken away."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if constraint:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{constraint}"')
        if trigger:
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s",
                [table, f"pgtrigger_{trigger}_%"],
            )
            (name,) = cursor.fetchone()
            cursor.execute(f'DROP TRIGGER "{name}" ON {table}')
    yield
