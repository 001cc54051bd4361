"""The application's database role owns nothing: it cannot switch a guard off, nor rewrite what was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from ground import database
from ground.dates import fiscal_year, today
from programs.services import closing
from tests import make
from tests.programs import build
from vetting.services import standing

ROLE = "gatehouse_test_application"


@pytest.fixture
def as_application(transactional_db: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A connection whose session runs as a role with the application's grants."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
    monkeypatch.setattr(settings, "APPLICATION_ROLE", ROLE)
    monkeypatch.setattr(settings, "OWNER_ROLE", "somebody else")
    database.harden()
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROLE}")
        yield cursor
        cursor.execute("RESET ROLE")
        cursor.execute(f"DROP OWNED BY {ROLE}")


@pytest.mark.parametrize(
    "sql",
    [
        "TRUNCATE programs_delivery CASCADE",
        "ALTER TABLE programs_delivery DISABLE TRIGGER ALL",
        "ALTER TABLE programs_delivery DISABLE TRIGGER USER",
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN AS"
        " $$ SELECT TRUE $$ LANGUAGE sql",
        "CREATE OR REPLACE FUNCTION vetting_blockers(units bigint[], people bigint[], laws text[], during daterange,"
        " help text) RETURNS TABLE (code text, law text, unit_id bigint, person_id bigint, valid daterange) AS"
        " $$ SELECT NULL, NULL, NULL, NULL, NULL WHERE false $$ LANGUAGE sql",
        "DROP FUNCTION vetting_lock(bigint[], bigint[])",
        "SET session_replication_role = replica",
        "CREATE TABLE beside_the_guards (id int)",
        "UPDATE programs_fundtransaction SET amount = 1",
        "DELETE FROM programs_fundtransaction",
        "UPDATE vetting_approvalevent SET state = 'IN_FORCE'",
        "DELETE FROM vetting_approvalevent",
        "UPDATE vetting_review SET verdict = 'APPROVE'",
        "UPDATE programs_balance SET amount = 1",
    ],
)
def test_the_application_cannot(as_application: Any, sql: str) -> None:
    with pytest.raises(Exception) as caught:
        as_application.execute(sql)
    assert isinstance(caught.value.__cause__, psycopg2.errors.InsufficientPrivilege)


FORGED = """
    CREATE TEMPORARY TABLE forged (fund_id bigint);
    CREATE FUNCTION pg_temp.forge() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN UPDATE programs_balance SET amount = 10^9; RETURN NULL; END $$;
    CREATE TRIGGER forge AFTER INSERT ON forged FOR EACH ROW EXECUTE FUNCTION {function};
    INSERT INTO forged VALUES (1)
"""


def test_no_trigger_of_the_applications_own_writes_balances(as_application: Any) -> None:
    (keeper, _) = dict(database.keepers()).popitem()
    for function in ("pg_temp.forge()", keeper):
        with pytest.raises(Exception) as caught, transaction.atomic():
            as_application.execute(FORGED.format(function=function))
        assert isinstance(caught.value.__cause__, psycopg2.errors.InsufficientPrivilege), function


def test_the_application_moves_money_and_its_balances_follow(as_application: Any) -> None:
    office = build.Office()
    fund = build.fund(office, "PKO", allotted=100)
    assert fund.balances.get(stage="ALLOTTED").amount == 100


def test_the_application_closes_funds_that_have_ended(as_application: Any) -> None:
    fund = build.fund(build.Office(), "PKO", allotted=100, years=1, year=fiscal_year(today()) - 6)
    assert closing.close_due() == 1
    assert fund.balances.get(stage="CANCELLED").amount == 100


@pytest.mark.parametrize("table", ["vetting_vettingcase", "programs_program", "partners_unit"])
def test_the_application_can_do_its_work(as_application: Any, table: str) -> None:
    as_application.execute(f"SELECT count(*) FROM {table} ")
    as_application.execute(f"SELECT 1 FROM {table} FOR SHARE")


LOCKS = re.compile(r"(?:FROM|JOIN) (\w+)(?: (?:AS )?(\w+))?[^;]*?FOR (?:NO KEY UPDATE|UPDATE|SHARE)(?: OF (\w+))?")


def locked_tables() -> Iterator[tuple[str, str]]:
    """Each guard with the tables whose rows it locks; a lock takes the right to update."""
    for model in apps.get_models():
        for trigger in getattr(model._meta, "triggers", ()):
            for statement in str(trigger.compile(model).install_sql).split(";"):
                for table, alias, only in LOCKS.findall(statement):
                    if not only or only in (table, alias):
                        yield f"{model._meta.label}.{trigger.name}", table


def test_no_guard_locks_rows_that_only_grow() -> None:
    """The application may not update what is only added to, so that a guard that locks it would refuse everything."""
    locked = list(locked_tables())
    assert ("programs.GscfContribution.share", "programs_program") in locked
    only_grow = set(database.append_only_tables())
    assert [(guard, table) for guard, table in locked if table in only_grow] == []


def test_a_temporary_table_never_stands_before_a_guard(transactional_db: Any) -> None:
    """The application may make temporary tables, and they come first on the search path: guards do not look there."""
    unit = make.unit()
    standing.propose_ineligible(unit=unit, grounds="Known.", source=make.source(), by=make.Team().rights)
    asked = "SELECT code FROM vetting_blockers(%s, '{}', '{STATE}', daterange('2027-01-01', '2027-02-01'))"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE vetting_unitstanding (LIKE public.vetting_unitstanding)")
        try:
            cursor.execute(asked, [[unit.pk]])
            assert ("UNDER_REVIEW",) in cursor.fetchall()
            cursor.execute("ALTER FUNCTION vetting_blockers RESET search_path")
            cursor.execute(asked, [[unit.pk]])
            assert ("UNDER_REVIEW",) not in cursor.fetchall()
        finally:
            database.harden()
            cursor.execute("DROP TABLE pg_temp.vetting_unitstanding")


def test_every_guard_says_where_it_looks(db: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE l.lanname = 'plpgsql'"
            " AND pronamespace = 'public'::regnamespace"
            " AND NOT COALESCE('search_path=public, pg_temp' = ANY (proconfig), false)"
        )
        assert cursor.fetchall() == []
