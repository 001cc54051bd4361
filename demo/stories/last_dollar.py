"""A fund with exactly nothing left."""

from __future__ import annotations

from decimal import Decimal

from programs.models import Delivery
from programs.services.deliveries import DeliveryRow, record_deliveries

from ..walks import executing, obligated, vetted
from ..world import Days, World, dollars


def last_dollar(world: World) -> Days:
    """All $2,400,000 allotted to Cobalt Coast is obligated. Whoever proposes one dollar more is told that nothing is
    left at the allotment, by the ledger itself."""
    program = yield from executing(
        world,
        kind="PKO",
        iso3="XCB",
        title="Peacekeeping instructors and medical support",
        purpose="A battalion that trains its own peacekeepers, and a hospital that goes with it.",
        amount=2_400_000,
        detail={"pko_purpose": "P2", "global_program": "GPOI"},
        manager="manager2",
    )
    naming = "Named and vetted before each event"
    yield from obligated(world, program, world.funds["PKO"], 1_400_000, since=-136, naming=naming)
    recipients = [(world.units["XCB-0052"], None), (world.units["XCB-0057"], None)]
    yield from vetted(world, program, recipients, since=-110, start=-90, end=120)
    yield -70
    record_deliveries(
        rows=[
            DeliveryRow(
                program=program,
                unit=world.units["XCB-0052"],
                what=Delivery.What.TRAINING,
                description="Pre-deployment training, first rotation",
                quantity=Decimal(1),
                value=dollars(610_000),
                delivered_on=world.day(-70),
                place_name="Training area Port Cobalt",
            )
        ],
        by=world.who["analyst"],
    )
    yield from obligated(world, program, world.funds["PKO"], 1_000_000, since=-48, naming=naming)
