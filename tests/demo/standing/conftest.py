"""The demo world, loaded once for the tests that only look at it, as if it were an ordinary Wednesday."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pghistory
import pytest
from django.db import transaction

from demo.loading import load
from ground.dates import as_if

DAY = dt.date(2025, 11, 26)


@pytest.fixture(scope="package")
def loaded(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The small world; each test that asks for it sees it as it was loaded."""
    with django_db_blocker.unblock(), pghistory.context(test=True), transaction.atomic():
        load(size="small", on=DAY)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(loaded: None, db: None) -> Iterator[None]:
    """The small world on its day; what a test changes is gone afterwards."""
    with as_if(DAY):
        yield
