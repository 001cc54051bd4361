"""What the gate costs: the same deliveries into a bare table, one with the gate's trigger alone, and the real one.

The bare one is the peer. The deliveries go to units below one command, each approved through the workflow; all of it
is undone at the end. Also how many questions a second the gate answers by itself.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from accounts.roles import Role
from ground.dates import days, today
from programs.models import Delivery, Recipient
from vetting import gate

from ._world import World, seconds, spread

SIZES = (100, 1_000, 10_000)
UNITS = 200
QUESTIONS = 300
COLUMNS = "program_id, unit_id, what, description, quantity, value, delivered_on, place_name, recorded_by_id"


def main() -> dict[str, Any]:
    with transaction.atomic():
        found = measure()
        transaction.set_rollback(True)
    return found


def measure() -> dict[str, Any]:
    world = World()
    units = world.approved_units(UNITS)
    program = world.program("PKO", {"pko_purpose": "P2"})
    recipients = world.recipients(program, units)
    analyst = world.users[Role.ANALYST]
    tables()
    sizes = [measure_size(size, recipients, analyst) for size in SIZES]
    asked = [days(today(), today()) for _ in range(QUESTIONS)]
    single = [
        seconds(lambda n=n, day=day: gate.blockers(units=[units[n % UNITS].pk], people=[], laws=["STATE"], during=day))
        for n, day in enumerate(asked)
    ]
    return {
        "units": UNITS,
        "deliveries": sizes,
        "one_question": {**spread(single), "checks_per_second": round(QUESTIONS / sum(single))},
    }


def tables() -> None:
    """Two tables like that of the deliveries: one without any trigger, one with the gate's own and no other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.oid::regproc::text FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgrelid = 'programs_delivery'::regclass AND t.tgname LIKE 'pgtrigger_gate_insert_%'"
        )
        (function,) = cursor.fetchone()
        for name in ("bare", "gated"):
            cursor.execute(f"CREATE TEMPORARY TABLE {name} (LIKE programs_delivery INCLUDING ALL) ON COMMIT DROP")
        cursor.execute(
            f"CREATE TRIGGER gate AFTER INSERT ON gated REFERENCING NEW TABLE AS new_values"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        )


def measure_size(size: int, recipients: list[Recipient], by: Any) -> dict[str, Any]:
    """One size: the rows into each table by one statement, and through the model as a service writes them."""
    rows = [
        Delivery(
            program=(row := recipients[n % len(recipients)]).program,
            unit=row.unit,
            what="SERVICE",
            description="Bench",
            quantity=Decimal(1),
            value=Decimal(1),
            delivered_on=today(),
            recorded_by=by,
        )
        for n in range(size)
    ]
    real = seconds(lambda: Delivery.objects.bulk_create(rows))
    first = rows[0].pk
    query = f"SELECT {COLUMNS} FROM programs_delivery WHERE id >= {first}"
    took = {name: seconds(lambda name=name: insert(name, query)) for name in ("bare", "gated")}
    return {
        "deliveries": size,
        "without_gate_seconds": round(took["bare"], 4),
        "with_gate_seconds": round(took["gated"], 4),
        "real_table_through_the_model_seconds": round(real, 3),
        "checks_per_second": round(size / took["gated"]),
    }


def insert(table: str, query: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({COLUMNS}) {query}")
