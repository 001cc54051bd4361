"""NADR, GSCF and Title 10 at work, and plans that are not programs yet."""

from __future__ import annotations

from decimal import Decimal

from programs.models import Delivery, Program
from programs.services import gscf, programs
from programs.services.deliveries import DeliveryRow, record_deliveries
from programs.services.milestones import MilestoneRow, add_milestones, beginning

from ..walks import executing, obligated, other_manager, plan, vetted
from ..world import Days, World, dollars


def clearance(world: World) -> Days:
    """NADR in Basalt: an award obligated before its recipients are known, and protective gear for a demining center
    that was vetted."""
    program = yield from executing(
        world,
        kind="NADR",
        iso3="XBS",
        title="Battle area clearance, north valley",
        purpose="Fields that can be plowed again, cleared by a grantee and kept safe by the demining center.",
        amount=8_150_000,
        detail={"sub_account": "CWD", "implementer": "Clear Fields Trust (invented)"},
        manager="manager2",
    )
    yield from obligated(
        world,
        program,
        world.funds["NADR"],
        4_250_000,
        since=-135,
        evidence="GRANT",
        naming="The grantee clears; units of the center are named before each handover",
        counterparty="Clear Fields Trust (invented)",
    )
    recipients = [(world.units["XBS-0044"], None)]
    yield from vetted(world, program, recipients, since=-100, start=-80, end=200)
    yield -38
    _deliver(world, program, "XBS-0044", "Protective suits and detectors", 60, 386_000, -38, "Korund depot")


def border(world: World) -> Days:
    """GSCF in Larkspur: two contributions that stay two funds, and recipients approved under both Leahy laws."""
    program = yield from executing(
        world,
        kind="GSCF",
        iso3="XLK",
        title="Border surveillance, two sites",
        purpose="Two radar sites on the northern border, manned by a battalion under civilian control.",
        amount=6_000_000,
        detail={"assistance_type": "SECURITY", "mission": "Border security"},
        joint={"STATE": -145, "DOD": -144},
    )
    for fund, agency, amount in (("GSCF-STATE", "STATE", 1_200_000), ("GSCF-DOD", "DOD", 4_800_000)):
        yield -140
        gscf.contribute(
            program=program,
            agency=agency,
            fund=world.funds[fund],
            amount=dollars(amount),
            on_day=world.day(-140),
            document=world.document("TRANSFER"),
            by=world.who["funds"],
        )
    for fund, amount, since in (("GSCF-STATE", 400_000, -130), ("GSCF-DOD", 1_600_000, -128)):
        yield from obligated(
            world, program, world.funds[fund], amount, since=since, naming="The battalion, once it is vetted"
        )
    recipients = [(world.units["XLK-0052"], None)]
    yield from vetted(world, program, recipients, since=-95, start=-70, end=150)
    yield -30
    _plan(world, program)


def _plan(world: World, program: Program) -> None:
    """Milestones of the project: two reached late, one late now, the last to come."""
    planned = ((-146, -143), (-142, -140), (-140, -128), (-90, -82), (-20, None), (60, None))
    rows = [
        MilestoneRow(
            name=name,
            office="PM with the regional bureau" if number < 4 else "DoD, program executive office",
            planned_on=world.day(plan),
            reached_on=None if reached is None else world.day(reached),
        )
        for number, (name, (plan, reached)) in enumerate(zip(beginning(program), planned, strict=True))
    ]
    add_milestones(program=program, rows=rows, by=program.manager)


def capacity(world: World) -> Days:
    """Title 10 in Juniper: DoD pays and delivers, State keeps what it is told; the Leahy law of DoD applies."""
    program = yield from executing(
        world,
        kind="TITLE-10",
        iso3="XJN",
        title="Air surveillance, section 333",
        purpose="A common picture of the air over the coast.",
        amount=6_300_000,
        detail={"authority": "10 U.S.C. 333", "proposer": "USCENTCOM"},
    )
    recipients = [(world.units["XJN-0015"], None)]
    yield from vetted(world, program, recipients, since=-115, start=-100, end=160)
    yield -44
    _deliver(world, program, "XJN-0015", "Radar console", 2, 2_100_000, -44, "Fennel air base")


def _deliver(
    world: World, program: object, unit: str, what: str, quantity: int, value: int, day: int, place: str
) -> None:
    record_deliveries(
        rows=[
            DeliveryRow(
                program=program,
                unit=world.units[unit],
                what=Delivery.What.ARTICLE,
                description=what,
                quantity=Decimal(quantity),
                value=dollars(value),
                delivered_on=world.day(day),
                place_name=place,
            )
        ],
        by=world.who["analyst"],
    )


def plans_in_hand(world: World) -> Days:
    """A plan in draft, one that waits for approval, one approved and not begun, and one that was given up."""
    analyst = world.who["analyst"]
    yield -45
    dropped = plan(
        world,
        kind="NADR",
        iso3="XSF",
        title="Export control advisers",
        purpose="Licenses that are checked before cargo leaves.",
        amount=400_000,
        detail={"sub_account": "EXBS"},
    )
    yield -35
    justice = plan(
        world,
        kind="IMET",
        iso3="XJN",
        title="Military justice seminars",
        purpose="Prosecutors and judges of the military courts.",
        amount=180_000,
        detail={"objectives": "Open hearings in military courts."},
    )
    justice = programs.take(program=justice, step="submit", by=analyst)
    yield -29
    justice = programs.take(program=justice, step="approve", by=other_manager(world, justice))
    yield -20
    programs.take(program=dropped, step="cancel", note="The ministry has given up the project.", by=dropped.manager)
    yield -5
    convoy = plan(
        world,
        kind="IMET",
        iso3="XCB",
        title="Convoy and logistics courses",
        purpose="Officers who plan a convoy and bring it home.",
        amount=120_000,
        detail={"objectives": "A logistics cell in the training command."},
        manager="manager2",
    )
    programs.take(program=convoy, step="submit", by=analyst)
    yield -1
    plan(
        world,
        kind="PKO",
        iso3="XCB",
        title="Second rotation",
        purpose="",
        amount=0,
        detail={"pko_purpose": "P2"},
        manager="manager2",
    )
