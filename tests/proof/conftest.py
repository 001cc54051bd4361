"""Fixtures of the proofs: a role with the application's grants, and no walk over static files."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from ground import database

ROLE = "gatehouse_proof_application"


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    """The proofs make thousands of requests."""
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if "whitenoise" not in m]


@pytest.fixture(scope="session")
def application_role(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Any:
    """A role with the application's grants in the test database."""
    before = settings.APPLICATION_ROLE, settings.OWNER_ROLE
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
        settings.APPLICATION_ROLE, settings.OWNER_ROLE = ROLE, "somebody else"
        database.harden()
        settings.APPLICATION_ROLE, settings.OWNER_ROLE = before
    yield ROLE
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROLE}")
    connection.close()
