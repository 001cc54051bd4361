"""How long pages take on the server, and how many queries, at 1x and at 10x data. Goal: 95 of 100 within 200 ms at 1x,
within 500 at 10x. Beside the time by the clock stand the processor's in Python and the wait for Postgres: on a machine
that does other work too the clock alone says little.

1x is the published training with a busy year of operations beside it; 10x is ten times as much of everything. The
reader holds every role everywhere, so that no page has more to show. It happens in a database of its own, which is
dropped at the end: pages read what is committed and vacuumed, as they do in use.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from importlib import import_module
from io import StringIO
from itertools import islice
from time import perf_counter, process_time
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from accounts.services import assignments
from ground.dates import today
from partners.models import Unit
from programs.models import Delivery, Fund, Program, TrainingRecord
from vetting.models import VettingCase, VettingSubject

from ._world import World, as_owner, settle, spread
from .ledger import FUNDS, write
from .rollup import bring_in

GOAL = {"p95_ms": {"1x": 200, "10x": 500}, "queries": 25}
RUNS = 20  # so that one stray among them is told by no percentile
UNITS, CASES, PROGRAMS, DELIVERIES = 100, 200, 20, 200  # of each, at 1x
LISTS = (
    "/",
    "/dashboard/",
    "/dashboard/?fiscal_year=2010&region=AF",
    "/countries/",
    "/reports/",
    "/reports/fmtr/?period=fy2010",
    "/reports/rollups/",
    "/audit/",
    "/search/?q=unit",
    "/help/",
    "/vetting/approvals/",
    "/vetting/queue/",
    "/vetting/cases/",
    "/vetting/ineligible/",
    "/units/",
    "/units/?q=unit",
    "/people/",
    "/people/?q=qx1",
    "/programs/",
    "/seats/",
    "/deliveries/",
    "/funds/",
    "/obligations/",
    "/transactions/",
    "/training/",
    "/training/?country=COL&fiscal_year=2010",
    "/training/?q=infantry",
    "/training/?fiscal_year=1999",
    "/training/?page=200",
    *(f"/training/?sort={column}" for column in ("course_title", "-country", "-program", "-end_date", "student_unit")),
    *(f"/training/?sort={column}" for column in ("location", "fiscal_year", "quantity", "-total_cost")),
    "/api/v1/measures/training_cost/",
    "/admin/",
    "/admin/programs/trainingrecord/",
)

published = import_module("bench.import")


def main() -> dict[str, Any]:
    as_owner()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        call_command("load_reference", stderr=StringIO())
        import_module("config.wsgi")  # what the web processes do before they serve
        return measure()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure() -> dict[str, Any]:
    world = Busy()
    client = Client(SERVER_NAME="localhost")
    client.force_login(world.reader)
    world.grow(1)
    bring_in(training())
    settle()
    small = counts()
    once = {address: page(client, address) for address in world.addresses()}
    world.grow(9)
    repeat_training(9)
    settle()
    ten = {address: page(client, address) for address in once}
    sizes = {"1x": once, "10x": ten}
    return {
        "goal": GOAL,
        "runs": RUNS,
        "training_rows_are": "published" if published.real() else "invented",
        "data": {"1x": small, "10x": counts()},
        "pages": {address: {size: found[address] for size, found in sizes.items()} for address in once},
        "over_the_goal": {
            size: sorted(a for a, one in found.items() if one["p95_ms"] > GOAL["p95_ms"][size])
            for size, found in sizes.items()
        },
        "too_many_queries": sorted(
            {a for p in sizes.values() for a, one in p.items() if one["queries"] > GOAL["queries"]}
        ),
        "queries_that_grow": sorted(a for a in once if once[a]["queries"] != ten[a]["queries"]),
    }


def page(client: Client, address: str) -> dict[str, Any]:
    """One page: its queries, then how long it takes. A page that is not shown is not measured."""
    with CaptureQueriesContext(connection) as caught:
        status = client.get(address).status_code
    if status != 200:
        raise RuntimeError(f"{address} answered {status}")
    asked = len([one for one in caught.captured_queries if "SAVEPOINT" not in one["sql"]])
    runs = [run(lambda: client.get(address)) for _ in range(RUNS)]
    clock, python, postgres = (spread(list(times)) for times in zip(*runs, strict=True))
    found = {"queries": asked, **clock, "python": python, "postgres": postgres}
    print(f"  {address} {found}", file=sys.stderr, flush=True)
    return found


def run(act: Callable[[], Any]) -> tuple[float, float, float]:
    """Seconds that an act takes by the clock, on the processor in Python, and waiting for Postgres."""
    waits: list[float] = []

    def wait(execute: Callable[..., Any], *args: Any) -> Any:
        began = perf_counter()
        try:
            return execute(*args)
        finally:
            waits.append(perf_counter() - began)

    with connection.execute_wrapper(wait):
        clock, python = perf_counter(), process_time()
        act()
        return perf_counter() - clock, process_time() - python, sum(waits)


def training() -> Iterator[list[str]]:
    return islice(published.rows(), published.SIZES[-1])


def repeat_training(times: int) -> None:
    """The same rows again under other numbers."""
    columns = [
        f.column for f in TrainingRecord._meta.concrete_fields if f.name not in {"id", "row_id"} and not f.generated
    ]
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE once AS SELECT * FROM programs_trainingrecord")
        for number in range(times):
            cursor.execute(
                f"INSERT INTO programs_trainingrecord (row_id, {names})"
                f" SELECT 'again/{number}/' || row_id, {names} FROM once"
            )
            print(f"  {number + 2}x training", file=sys.stderr, flush=True)


def counts() -> dict[str, int]:
    models = (TrainingRecord, VettingCase, VettingSubject, Unit, Program, Delivery)
    return {str(model._meta.verbose_name_plural): model._default_manager.count() for model in models}


class Busy:
    """A world that grows by the year."""

    def __init__(self) -> None:
        self.world = World()
        self.reader = User.objects.create_superuser("bench-reader", password="a long enough password")
        for role in Role:
            assignments.assign(user=self.reader, role=role, from_on=today(), everywhere=True)
        self.reader = User.objects.get(pk=self.reader.pk)
        self.funds: list[Fund] = [self.world.fund(Decimal(10**9)) for _ in range(FUNDS)]

    def grow(self, times: int) -> None:
        """So many busy years more."""
        world = self.world
        for _ in range(times):
            units = world.approved_units(UNITS)
            made = [world.program("PKO", {"pko_purpose": "P2"}) for _ in range(PROGRAMS)]
            waiting = [world.proposal(program, self.funds[n % FUNDS]) for n, program in enumerate(made)]
            write(0, waiting, world.users[Role.FUNDS_OFFICER])
            self.deliver(made, units)
            self.ask(units)
        self.last = made[0], units[0]

    def deliver(self, made: list[Program], units: list[Unit]) -> None:
        Delivery.objects.bulk_create(
            Delivery(
                program=made[n % len(made)],
                unit=units[n % len(units)],
                what="SERVICE",
                description="Bench",
                quantity=Decimal(1),
                value=Decimal(n + 1),
                delivered_on=today(),
                recorded_by=self.world.users[Role.ANALYST],
            )
            for n in range(DELIVERIES)
        )

    def ask(self, units: list[Unit]) -> None:
        """Cases that wait in draft, each with a roster."""
        start = VettingCase.objects.count()
        cases = VettingCase.objects.bulk_create(
            VettingCase(
                number=f"LV-2027-XZZ-B{start + n:05d}",
                operating_unit=self.world.place,
                event=f"Event {n}",
                event_start=today(),
                event_end=today(),
                laws=["STATE"],
                requester=self.reader,
                manager=self.world.users[Role.PROGRAM_MANAGER],
            )
            for n in range(CASES)
        )
        VettingSubject.objects.bulk_create(
            VettingSubject(case=case, row=row + 1, unit=units[(n + row) % len(units)])
            for n, case in enumerate(cases)
            for row in range(5)
        )

    def addresses(self) -> list[str]:
        """The pages, with one of each kind of record."""
        program, unit = self.last
        largest = VettingCase.objects.order_by("pk")[0]  # everybody that one year approved
        records = [largest, unit, program, self.funds[0]]
        return [*LISTS, "/countries/COL/", "/countries/XZZ/", *(one.get_absolute_url() for one in records)]
