"""`/health/live` and `/health/ready`: for supervisors and load balancers, without sign-in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from ground.access import OPEN, declares
from ground.database import IS_SHUT

_migrated = False


@declares(OPEN)
@login_not_required
@require_safe
@transaction.non_atomic_requests
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. It asks nothing of anybody else."""
    return JsonResponse({"state": "live"})


@declares(OPEN)
@login_not_required
@require_safe
@transaction.non_atomic_requests
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers, its migrations are applied and its guards cannot be switched off; else 503.

    The broker is not asked: without it pages work and background work waits in its rows.
    """
    checks = _checks()
    is_ready = all(found == "ok" for found in checks.values())
    return JsonResponse({"state": "ready" if is_ready else "not ready", **checks}, status=200 if is_ready else 503)


def _checks() -> dict[str, Any]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(IS_SHUT)
            (open_functions,) = cursor.fetchone()
        return {
            "database": "ok",
            "migrations": "ok" if _is_migrated() else "not applied",
            "guards": "open" if open_functions else "ok",
        }
    except DatabaseError:
        return {"database": "does not answer"}


def _is_migrated() -> bool:
    """Whether every migration is applied; once true it stays true for this process, and is not asked again."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated
