"""How the tests of this folder meet guards: by the constraint's name, and with one of them taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ground.dates import today
from programs.models import Balance, Fund, FundTransaction
from tests import make


def constraint_of(call: Callable[[], Any]) -> str:
    """The name of the constraint that refuses a write."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        call()
    return str(caught.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


def balance(fund: Fund, stage: str) -> Decimal:
    return sum(Balance.objects.filter(fund=fund, stage=stage).values_list("amount", flat=True), Decimal(0))


def write(fund: Fund, from_stage: str, to_stage: str, amount: Any, **more: Any) -> FundTransaction:
    """A row past every service, as a shell or raw SQL would write it."""
    return FundTransaction.objects.create(
        fund=fund,
        from_stage=from_stage,
        to_stage=to_stage,
        amount=amount,
        effective_on=more.pop("effective_on", today()),
        evidence=more.pop("evidence", "Raw"),
        by=more.pop("by") if "by" in more else make.user(),
        **more,
    )


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


@contextmanager
def rewritten(table: str, trigger: str, old: str, new: str) -> Iterator[None]:
    """The same database with a few words of one guard written otherwise, such as its lock left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s",
            [table, f"pgtrigger_{trigger}_%"],
        )
        ((source,),) = cursor.fetchall()
        assert old in source, old
        cursor.execute(source.replace(old, new))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(source)
