"""Every step of grants, sites and tasks from every state: the edges of the domain, written by hand (programs 2.4)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ground.lifecycle import Lifecycle
from ground.steps import problems_of
from programs.cwd.lifecycle import GRANT_STEPS, SITE_STEPS, TASK_STEPS
from programs.cwd.states import GrantState, SiteStatus, TaskState
from tests import make

from .clearing import Field

pytestmark = pytest.mark.django_db

GRANT = {
    "assess": ({"PLANNED"}, "ASSESSED"),
    "award": ({"ASSESSED"}, "AWARDED"),
    "activate": ({"AWARDED"}, "ACTIVE"),
    "suspend": ({"ACTIVE"}, "SUSPENDED"),
    "resume": ({"SUSPENDED"}, "ACTIVE"),
    "end": ({"ACTIVE", "SUSPENDED"}, "ENDED"),
    "call": ({"ENDED"}, "FINAL_REPORTS"),
    "close": ({"FINAL_REPORTS"}, "CLOSED"),
}
SITE = {
    "confirm": ({"SUSPECTED"}, "CONFIRMED"),
    "work": ({"SUSPECTED", "CONFIRMED"}, "WORKED"),
    "release": ({"SUSPECTED", "CONFIRMED", "WORKED"}, "RELEASED"),
    "hand_over": ({"RELEASED"}, "HANDED_OVER"),
}
TASK = {
    "accredit": ({"PLANNED"}, "ACCREDITED"),
    "begin": ({"ACCREDITED"}, "IN_PROGRESS"),
    "control": ({"IN_PROGRESS"}, "QUALITY_CONTROLLED"),
    "complete": ({"QUALITY_CONTROLLED"}, "COMPLETED"),
    "hand_over": ({"COMPLETED"}, "HANDED_OVER"),
    "assess": ({"HANDED_OVER"}, "ASSESSED"),
}


def a_released_site(field: Field) -> Any:
    """All of it canceled, so that its area keeps it from no status."""
    site = field.site(10)
    field.release(field.task(field.grant(), site), canceled=10)
    return site


TABLES: list[tuple[Lifecycle, Any, Any, Callable[[Field], Any]]] = [
    (GRANT_STEPS, GRANT, GrantState, lambda field: field.plan()),
    (SITE_STEPS, SITE, SiteStatus, a_released_site),
    (TASK_STEPS, TASK, TaskState, lambda field: field.task(field.grant(), to="PLANNED")),
]
each = pytest.mark.parametrize(
    ("lifecycle", "table", "states", "made"), TABLES, ids=lambda value: getattr(value, "model", "")
)


def sql(statement: str, values: list[Any], *, guarded: bool = True) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if not guarded:
            cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET session_replication_role = origin")


@each
def test_postgres_holds_the_edges(lifecycle: Lifecycle, table: Any, states: Any, made: Any) -> None:
    row, name = made(Field()), lifecycle.field
    edges = {(source, target) for sources, target in table.values() for source in sources}
    kept = f"UPDATE {row._meta.db_table} SET {name} = %s, version = version + %s"
    with connection.cursor() as cursor:
        for constraint in row._meta.constraints:  # what a state asks for besides is tested elsewhere
            if "state" in str(constraint):
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"ALTER TABLE {row._meta.db_table} DROP CONSTRAINT {constraint.name}")
    for a, b in product(states.values, states.values):
        if a == b:
            continue
        found = ""
        with transaction.atomic():
            sql(f"{kept} WHERE id = %s", [a, 0, row.pk], guarded=False)
            try:
                with transaction.atomic():
                    sql(f"{kept} WHERE id = %s", [b, 1, row.pk])
            except IntegrityError as error:
                found = str(error.__cause__.diag.constraint_name)  # type: ignore[union-attr]
            transaction.set_rollback(True)
        assert (found == f"{row._meta.db_table}_{name}_step") == ((a, b) not in edges), (a, b, found)


@each
def test_the_steps_are_those_and_belong_to_a_role(lifecycle: Lifecycle, table: Any, states: Any, made: Any) -> None:
    field, auditor = Field(), make.user("AUDITOR")
    row = made(field)
    assert {step.name: (set(step.sources), step.target) for step in lifecycle.steps} == table
    for state, name in product(states.values, table):
        setattr(row, lifecycle.field, state)
        found = problems_of(lifecycle, row, lifecycle.step(name), by=field.office.director, note="Because")
        assert any(problem.code == "state" for problem in found) == (state not in table[name][0]), (state, name)
        refused = problems_of(lifecycle, row, lifecycle.step(name), by=auditor, note="Because")
        assert refused[0].code == ("permission" if state in table[name][0] else "state")


@each
def test_a_row_begins_at_the_beginning(lifecycle: Lifecycle, table: Any, states: Any, made: Any) -> None:
    row = made(Field())
    columns = [f.column for f in row._meta.concrete_fields if f.column not in {"id", lifecycle.field}]
    names = ", ".join(columns)
    copied = f"INSERT INTO {row._meta.db_table} ({lifecycle.field}, {names}) SELECT %s, {names}"
    for state in states.values:
        if state == lifecycle.initial:
            continue
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            sql(f"{copied} FROM {row._meta.db_table} WHERE id = %s", [state, row.pk])
        found = caught.value.__cause__.diag.constraint_name  # type: ignore[union-attr]
        assert found == f"{row._meta.db_table}_{lifecycle.field}_start"
