"""The demo world, loaded once for the tests that only look at it, as if it were an ordinary Wednesday."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pghistory
import pytest
from django.conf import settings
from django.db import transaction

from demo.loading import load
from ground.dates import as_if

DAY = dt.date(2026, 11, 25)
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # twelve people sign in; none of the tests is about that


@pytest.fixture(scope="package", autouse=True)
def demonstration() -> Iterator[None]:
    """The settings of a demonstration."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "DEMO", True)
        patch.setattr(settings, "PASSWORD_HASHERS", QUICK)
        yield


@pytest.fixture(scope="module")
def loaded(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The small world; each test of the module sees it as it was loaded."""
    with django_db_blocker.unblock(), pghistory.context(test=True), transaction.atomic():
        load(size="small", on=DAY)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(loaded: None, db: None) -> Iterator[None]:
    """The small world on its day; what a test changes is gone afterwards."""
    with as_if(DAY):
        yield
