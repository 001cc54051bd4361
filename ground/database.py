"""After each migrate: shut the triggers' ignore switch, fix where guards look for tables, and give the application's
role plain grants and no more."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import OperationalError, ProgrammingError, connection

SHUT = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN AS $$
    SELECT FALSE;
$$ LANGUAGE sql IMMUTABLE;
"""
# A temporary table comes first on the search path, so one called vetting_approval would stand before the real one.
PINNED = """
DO $$
DECLARE guard regprocedure;
BEGIN
    FOR guard IN
        SELECT p.oid FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
        WHERE p.pronamespace = 'public'::regnamespace AND l.lanname = 'plpgsql'
          AND NOT COALESCE('search_path=public, pg_temp' = ANY (p.proconfig), false)
    LOOP
        EXECUTE 'ALTER FUNCTION ' || guard || ' SET search_path = public, pg_temp';
    END LOOP;
END $$;
"""
IS_SHUT = "SELECT count(*) FROM pg_proc WHERE proname = '_pgtrigger_should_ignore' AND prosrc NOT LIKE '%SELECT FALSE%'"


def append_only_tables() -> list[str]:
    """Tables whose rows the application may add but never change: event tables and the append-only models."""
    import pghistory.models

    from .guards import AppendOnly

    return [
        model._meta.db_table
        for model in apps.get_models()
        if (issubclass(model, pghistory.models.Event) and model._meta.managed)
        or any(isinstance(t, AppendOnly) for t in getattr(model._meta, "triggers", ()))
    ]


def keepers() -> list[tuple[str, str]]:
    """Trigger functions that alone write a table, and that table: balances follow from transactions."""
    return [
        (f"public.{trigger.get_pgid(model)}()", trigger.keeps)
        for model in apps.get_models()
        for trigger in getattr(model._meta, "triggers", ())
        if getattr(trigger, "keeps", "")
    ]


def harden(**kwargs: Any) -> None:
    """Run as owner after each migrate. Idempotent."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'")
        if cursor.fetchone()[0]:
            cursor.execute(SHUT)
        cursor.execute(PINNED)
        role, owner = settings.APPLICATION_ROLE, settings.OWNER_ROLE
        if not role or role == owner:
            return
        quoted = connection.ops.quote_name(role)
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {quoted}")
        existing = set(connection.introspection.table_names(cursor))
        for table in existing.intersection(append_only_tables()):
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {connection.ops.quote_name(table)} FROM {quoted}")
        # A keeper runs as owner, and nobody else writes its table: neither by hand nor from a trigger on a temporary
        # table, to which the keeper itself must not be hung either.
        for function, table in keepers():
            if table in existing:
                cursor.execute(f"ALTER FUNCTION {function} SECURITY DEFINER")
                cursor.execute(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC, {quoted}")
                cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON {connection.ops.quote_name(table)} FROM {quoted}")


def guards_are_shut(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """System check: the guards cannot be switched off from the application. Migrate itself may run to shut them."""
    if settings.AS_OWNER:
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute(IS_SHUT)
            open_functions = cursor.fetchone()[0]
    except (OperationalError, ProgrammingError):
        return []  # no database yet
    if open_functions:
        return [Error("The database guards can be switched off.", hint="Run migrate.", id="ground.E001")]
    return []
