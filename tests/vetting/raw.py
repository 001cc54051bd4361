"""Raw SQL for the tests of guards: put a row into a state past every trigger, try a write, take a guard away."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction


def sql(statement, params=()):
    """Run one statement as the application's connection would; rows when there are any."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@contextmanager
def past_triggers():
    """Inside, no trigger fires: only a test's owner may do this, to set a scene that the guards would refuse."""
    sql("SET LOCAL session_replication_role = replica")
    yield
    sql("SET LOCAL session_replication_role = origin")


def put(obj, **columns):
    """Give a row these column values past the triggers."""
    pairs = ", ".join(f'"{name}" = %s' for name in columns)
    with past_triggers():
        sql(f"UPDATE {obj._meta.db_table} SET {pairs} WHERE id = %s", [*columns.values(), obj.pk])
    obj.refresh_from_db()


def constraint_of(write):
    """The name of the constraint that refuses a write, or None when it passes. What it wrote is taken back."""
    try:
        with transaction.atomic():
            write()
            transaction.set_rollback(True)
    except DatabaseError as error:
        return error.__cause__.diag.constraint_name
    return None


def move(obj, target, **columns):
    """A raw update of the state with the next version, as psql would do it."""
    pairs = "".join(f', "{name}" = %s' for name in columns)
    return sql(
        f"UPDATE {obj._meta.db_table} SET state = %s, version = version + 1{pairs} WHERE id = %s",
        [target, *columns.values(), obj.pk],
    )


def settle():
    """Check the foreign keys that Django defers, so that a table may be altered inside the test's transaction."""
    sql("SET CONSTRAINTS ALL IMMEDIATE")


def drop_trigger(model, name):
    """Take one guard away for the rest of the test."""
    rows = sql(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s",
        [model._meta.db_table, f"pgtrigger\\_{name}\\_%"],
    )
    assert len(rows) == 1, f"{model._meta.label} has no trigger {name}"
    sql(f"DROP TRIGGER {rows[0][0]} ON {model._meta.db_table}")


def drop_constraint(model, name):
    """Take one declared constraint away, index or check, for the rest of the test."""
    table = model._meta.db_table
    if sql("SELECT 1 FROM pg_constraint WHERE conrelid = %s::regclass AND conname = %s", [table, name]):
        sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    else:
        sql(f"DROP INDEX {name}")


def refused_only_by(model, guard, constraint, write):
    """The write is refused by this name, and passes once the guard is gone: nothing else holds it."""
    assert constraint_of(write) == constraint
    settle()
    if any(c.name == guard for c in model._meta.constraints):
        drop_constraint(model, guard)
    else:
        drop_trigger(model, guard)
    got = constraint_of(write)
    if got is not None:
        pytest.fail(f"Without {guard} the write is still refused by {got}")
