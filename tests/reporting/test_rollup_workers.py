"""Two workers at once, and a worker killed in the middle: nothing is lost, nothing is half."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pghistory
import pytest
from django.db import Error, connection, transaction

from ground.models import StaleFact
from reporting.models import Rollup
from reporting.services import rollups

from . import build

pytestmark = pytest.mark.django_db(transaction=True)


def in_thread(work: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
    """Run work on a connection of its own; what it returned or raised is in the list."""
    found: list[Any] = []

    def run() -> None:
        try:
            with pghistory.context(test=True):
                found.append(work())
        except Error as error:
            found.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, found


def waits_for_a_lock(pid: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = %s", [pid])
        row = cursor.fetchone()
    return bool(row and row[0])


def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition, ten seconds at most."""
    for _ in range(200):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to that")


def test_a_worker_leaves_alone_what_another_has_claimed(tmp_path: Path) -> None:
    build.training(tmp_path, {"quantity": 3})
    rollups.meet_new_measures()
    with transaction.atomic():
        claimed = list(StaleFact.objects.select_for_update().order_by("pk"))
        thread, found = in_thread(rollups.fill_stale)
        thread.join(10)
        assert found == [0], "the second worker neither waits nor works"
        assert claimed
        assert not Rollup.objects.exists()
    build.fill_and_check()
    assert build.total("training_places") == 3


def test_two_workers_at_once_fill_each_part_once(tmp_path: Path) -> None:
    rollups.fill_stale()
    for year in range(2001, 2007):
        build.training(tmp_path, {"report": f"{year}-{year + 1}", "fiscal_year": year, "quantity": year})
    workers = [in_thread(lambda: rollups.fill_stale(limit=2)) for _ in range(3)]
    for thread, _ in workers:
        thread.join(20)
    assert all(isinstance(found[0], int) for _, found in workers)
    build.fill_and_check()
    assert not StaleFact.objects.exists()
    assert build.total("training_places") == sum(range(2001, 2007))


def test_a_killed_worker_leaves_no_half_of_a_fill(tmp_path: Path) -> None:
    build.training(tmp_path, {"quantity": 3, "total_cost": 100})
    build.fill_and_check()
    build.training(tmp_path, {"quantity": 4, "total_cost": 900})
    pids: list[int] = []

    def work() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            pids.append(cursor.fetchone()[0])
        return rollups.fill_stale()

    with transaction.atomic():  # the worker has filled the places and stops at the cost, whose row is held here
        list(Rollup.objects.select_for_update().filter(measure="training_cost"))
        thread, found = in_thread(work)
        until(lambda: bool(pids) and waits_for_a_lock(pids[0]))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [pids[0]])
        thread.join(10)
    assert isinstance(found[0], Error)
    assert (build.total("training_places"), build.total("training_cost")) == (Decimal(3), Decimal(100))
    assert StaleFact.objects.filter(fact="training").exists()
    build.fill_and_check()
    assert (build.total("training_places"), build.total("training_cost")) == (Decimal(7), Decimal(1000))
