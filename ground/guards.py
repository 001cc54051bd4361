"""Triggers that several apps declare on their models. Each names its constraint, so that refusals can be worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

if TYPE_CHECKING:
    from django.db import models

SQLSTATE = "23R01"  # class 23: psycopg2 and Django see an IntegrityError with everything in `diag`


def refuse(constraint: str, message: str, detail: str = "''") -> str:
    """PL/pgSQL that raises a refusal. `message` is text; `detail` is an SQL expression and must never be null."""
    quoted = message.replace("'", "''")
    return (
        f"RAISE EXCEPTION USING ERRCODE = '{SQLSTATE}', CONSTRAINT = '{constraint}', "
        f"MESSAGE = '{quoted}', DETAIL = COALESCE({detail}, '');"
    )


def column_of(model: type[models.Model], field: str) -> str:
    """The column behind a field of a model."""
    return str(model._meta.get_field(field).column)  # type: ignore[union-attr]


class Flow(pgtrigger.Trigger):
    """A state column moves along listed edges only, whoever writes it."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def __init__(self, *, name: str, field: str, edges: set[tuple[str, str]]) -> None:
        self.field, self.edges = field, sorted(edges)
        super().__init__(name=name)

    def get_func(self, model: type[models.Model]) -> str:
        column = column_of(model, self.field)
        pairs = ", ".join(f"('{a}', '{b}')" for a, b in self.edges)
        constraint = f"{model._meta.db_table}_{self.field}_step"
        return f"""
            IF OLD."{column}" IS DISTINCT FROM NEW."{column}"
               AND (OLD."{column}", NEW."{column}") NOT IN ({pairs}) THEN
                {
            refuse(
                constraint,
                "This step is not possible from the state the record is in.",
                f"OLD.{column} || ' -> ' || NEW.{column}",
            )
        }
            END IF;
            RETURN NEW;
        """


class Start(pgtrigger.Trigger):
    """A new row begins in the initial state; nothing is born decided."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def __init__(self, *, name: str, field: str, initial: str) -> None:
        self.field, self.initial = field, initial
        super().__init__(name=name)

    def get_func(self, model: type[models.Model]) -> str:
        column = column_of(model, self.field)
        constraint = f"{model._meta.db_table}_{self.field}_start"
        return f"""
            IF NEW."{column}" <> '{self.initial}' THEN
                {refuse(constraint, "A new record begins in its first state.", f"NEW.{column}")}
            END IF;
            RETURN NEW;
        """


class AppendOnly(pgtrigger.Trigger):
    """Rows are added and never changed or removed, not even by TRUNCATE."""

    when = pgtrigger.Before
    level = pgtrigger.Statement
    operation = pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate

    def get_func(self, model: type[models.Model]) -> str:
        constraint = f"{model._meta.db_table}_append_only"
        return refuse(constraint, f"{str(model._meta.verbose_name_plural).capitalize()} are never changed or removed.")


class NoDelete(pgtrigger.Trigger):
    """Rows may be edited but never removed: a decided thing is corrected, not deleted."""

    when = pgtrigger.Before
    level = pgtrigger.Statement
    operation = pgtrigger.Delete | pgtrigger.Truncate

    def get_func(self, model: type[models.Model]) -> str:
        constraint = f"{model._meta.db_table}_no_delete"
        return refuse(constraint, f"{str(model._meta.verbose_name_plural).capitalize()} are never removed.")


class NextVersion(pgtrigger.Trigger):
    """Each change raises `version` by one; a writer that read an older version is refused."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def get_func(self, model: type[models.Model]) -> str:
        constraint = f"{model._meta.db_table}_version"
        return f"""
            IF NEW.version <> OLD.version + 1 THEN
                {
            refuse(
                constraint, "Somebody else changed this record since you read it.", "OLD.version::text || ' is current'"
            )
        }
            END IF;
            RETURN NEW;
        """


class Frozen(pgtrigger.Trigger):
    """The listed columns keep the value they were given: who asked, for whom, under which law; or, with a `condition`,
    keep the value they have from then on."""

    when = pgtrigger.Before
    operation = pgtrigger.Update

    def __init__(
        self,
        *,
        name: str,
        fields: tuple[str, ...],
        once_null: bool = False,
        condition: pgtrigger.Condition | None = None,
    ) -> None:
        self.fields, self.once_null = fields, once_null
        super().__init__(name=name, condition=condition)

    def get_func(self, model: type[models.Model]) -> str:
        columns = [column_of(model, f) for f in self.fields]
        may_fill = 'OLD."{c}" IS NOT NULL AND ' if self.once_null else ""
        changed = " OR ".join(f'({may_fill.format(c=c)}OLD."{c}" IS DISTINCT FROM NEW."{c}")' for c in columns)
        constraint = f"{model._meta.db_table}_{self.name}"
        return f"""
            IF {changed} THEN
                {refuse(constraint, "What was decided or asked for does not change afterwards.")}
            END IF;
            RETURN NEW;
        """


class NotAhead(pgtrigger.Trigger):
    """A day on which something happened is not ahead of today in Washington. Gatehouse rule: it has happened."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def __init__(self, *, name: str, field: str) -> None:
        self.field = field
        super().__init__(name=name)

    def get_func(self, model: type[models.Model]) -> str:
        column = column_of(model, self.field)
        constraint = f"{model._meta.db_table}_{self.field}_ahead"
        return f"""
            IF NEW."{column}" > (now() AT TIME ZONE 'America/New_York')::date THEN
                {refuse(constraint, "What is recorded has happened: that day is still to come.")}
            END IF;
            RETURN NEW;
        """


class MarksStale(pgtrigger.Trigger):
    """Writes a StaleFact for each year and place that a statement's new rows touch, in the same transaction.

    `keys` is an SQL select list of fiscal year and operating unit over the alias `r` of the changed rows, with any
    joins in `joins`. One trigger per operation: Postgres gives each its own transition table.
    """

    when = pgtrigger.After
    level = pgtrigger.Statement

    def __init__(
        self, *, name: str, operation: pgtrigger.Operation, fact: str, keys: str, joins: str = "", old: bool = False
    ) -> None:
        self.fact, self.keys, self.joins = fact, keys, joins
        referencing = (
            pgtrigger.Referencing(old="old_values", new="new_values")
            if old
            else pgtrigger.Referencing(new="new_values")
        )
        self.rows = (
            "(SELECT * FROM new_values UNION ALL SELECT * FROM old_values)" if old else "(SELECT * FROM new_values)"
        )
        super().__init__(name=name, operation=operation, referencing=referencing)

    def get_func(self, model: type[models.Model]) -> str:
        return f"""
            INSERT INTO ground_stalefact (fact, fiscal_year, operating_unit)
            SELECT DISTINCT '{self.fact}', {self.keys} FROM {self.rows} r {self.joins};
            RETURN NULL;
        """


def marks_stale(fact: str, *, keys: str, joins: str = "") -> list[MarksStale]:
    """The pair of triggers, on insert and on update, that keep one fact's rollups honest."""
    return [
        MarksStale(name=f"stale_{fact}_i", operation=pgtrigger.Insert, fact=fact, keys=keys, joins=joins),
        MarksStale(name=f"stale_{fact}_u", operation=pgtrigger.Update, fact=fact, keys=keys, joins=joins, old=True),
    ]
