"""NADR, GSCF and Title 10 at work, and plans that are not programs yet."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ground.dates import today
from programs.models import Account, Delivery, Program
from programs.services import gscf, ledger, programs, title_ten
from programs.services.deliveries import DeliveryRow, record_deliveries
from programs.services.milestones import MilestoneRow, add_milestones, beginning
from programs.states import Agency, Certified

from ..partners import INVENTED
from ..walks import executing, obligated, other_manager, plan, vetted
from ..world import Days, World, dollars
from .notices import notified


def clearance(world: World) -> Days:
    """NADR in Basalt: an award, notified and obligated before its recipients are known, and protective gear for a
    demining center that was vetted."""
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
    notice = yield from notified(
        world,
        program,
        4_250_000,
        title="Battle area clearance, north valley",
        why="Fields that can be plowed again, cleared by a grantee.",
        since=-143,
        sent=-138,
    )
    yield from obligated(
        world,
        program,
        world.funds["NADR"],
        4_250_000,
        since=-121,
        notification=notice,
        evidence="GRANT",
        naming="The grantee clears; units of the center are named before each handover",
        counterparty="Clear Fields Trust (invented)",
    )
    recipients = [(world.units["XBS-0044"], None)]
    yield from vetted(world, program, recipients, since=-100, start=-80, end=200)
    yield -38
    _deliver(world, program, "XBS-0044", "Protective suits and detectors", 60, 386_000, -38, "Korund depot")


def _decided(world: World, program: Program) -> None:
    """Both Departments decided, in the last year of the authority: the project is one that runs on."""
    for agency in Agency:
        gscf.decide(
            program=program,
            agency=agency,
            decided_on=dt.date(2019, 6, 3),
            document=world.document("DECISION"),
            by=program.manager,
        )


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
        before={"execute": _decided},
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


NOTICE = {
    "UNIT": "Juniper, its air surveillance squadron.",
    "AMOUNT": "$6.3 million: two radar consoles, their training and two years of parts.",
    "ABSORPTION": "The squadron has run one console for four years, with nine in ten days of service.",
    "SCHEDULE": "First console after four months, the second after nine; training beside each.",
    "SUSTAINMENT": "The partner from its own budget after the second year, about $300,000 a year.",
    "OTHER_HELP": "IMET in each of the three years before, together $410,000; no FMF.",
    "STRATEGY": "Air domain awareness in the theater plan; border control in the country strategy.",
    "OTHER_WAYS": "FMF, which has no allocation for the partner this year.",
}


def _whole(world: World, program: Program) -> None:
    """The proposal says all that its notice must say."""
    title_ten.write_elements(program=program, texts=NOTICE, by=world.who["analyst"])


def _concurred(world: World, program: Program) -> None:
    """Three offices gave their views, DoD certified, and State concurred with a condition that is past due by now."""
    analyst = world.who["analyst"]
    for office, position, text in (
        ("PM", "SUPPORT", "Fits the plan of the region."),
        ("Regional bureau", "SUPPORT", "The partner asked for it twice."),
        ("DRL", "CONDITIONS", "The squadron's commander changed this year; the course on rights comes first."),
    ):
        view = title_ten.ask_office(program=program, office=office, due_on=world.day(-140), by=analyst)
        title_ten.give_view(view=view, position=position, text=text, given_on=today(), by=analyst)
    for what in Certified:
        title_ten.certify(
            program=program, what=what, certified_on=today(), document=world.document("CERTIFICATION"), by=analyst
        )
    title_ten.plan_together(
        program=program,
        begun_on=world.day(-146),
        agreed_on=today(),
        state_officer="Desk officer, PM (invented)",
        dod_officer="Branch chief, J5 (invented)",
        document=world.document("JOINT-PLAN"),
        by=analyst,
    )
    title_ten.decide(
        program=program,
        decision="CONDITIONS",
        text="State concurs for the squadron named, no other unit.",
        document=world.document("CONCURRENCE"),
        conditions=[
            title_ten.ConditionRow(
                text="Every operator takes the course on rights before the first console is handed over.",
                office="Post",
                due_on=world.day(-12),
            )
        ],
        by=other_manager(world, program),
    )


def waiting(world: World) -> Days:
    """Title 10 in Saffron Isles: a proposal that waits for State, with one view given and one late."""
    yield -40
    analyst = world.who["analyst"]
    program = plan(
        world,
        kind="TITLE-10",
        iso3="XSF",
        title="Maritime patrol, section 333",
        purpose="Boats that stay at sea for a week.",
        amount=2_400_000,
        detail={"authority": "10 U.S.C. 333", "proposer": "USINDOPACOM"},
    )
    _whole(world, program)
    yield -38
    program = programs.take(program=program, step="submit", by=analyst)
    yield -36
    programs.take(program=program, step="approve", by=other_manager(world, program))
    post = title_ten.ask_office(program=program, office="Post", due_on=world.day(-25), by=analyst)
    title_ten.ask_office(program=program, office="DRL", due_on=world.day(-9), by=analyst)
    yield -27
    title_ten.give_view(
        view=post, position="SUPPORT", text="The coast guard keeps its boats well.", given_on=today(), by=analyst
    )


def capacity(world: World) -> Days:
    """Title 10 in Juniper: planned together, concurred with a condition, notified for its days, begun; DoD pays and
    delivers, State keeps what it is told; the Leahy law of DoD applies."""
    yield -148
    world.funds["TITLE-10"] = ledger.open_fund(
        account=Account.objects.get(code="T10-333"),
        fiscal_year=world.year,
        title=f"Money of DoD under 10 U.S.C. 333, FY {world.year}, for information {INVENTED}",
        enacted_on=dt.date(world.year - 1, 10, 1),
        availability_years=2,
        public_law=f"Demonstration Act, {world.year}",
        by=world.who["funds"],
    )
    program = plan(
        world,
        kind="TITLE-10",
        iso3="XJN",
        title="Air surveillance, section 333",
        purpose="A common picture of the air over the coast.",
        amount=6_300_000,
        detail={"authority": "10 U.S.C. 333", "proposer": "USCENTCOM"},
    )
    _whole(world, program)
    yield -147
    program = programs.take(program=program, step="submit", by=world.who["analyst"])
    yield -145
    program = programs.take(program=program, step="approve", by=other_manager(world, program))
    yield -143
    _concurred(world, program)
    yield from notified(
        world,
        program,
        6_300_000,
        title="Air surveillance, section 333",
        why="Two radar consoles, their training and two years of parts for the squadron named.",
        since=-142,
        sent=-136,
        kind="TITLE10_333",
    )
    yield -120
    program = programs.take(program=program, step="execute", by=program.manager)
    world.programs["TITLE-10", "XJN"] = program
    recipients = [(world.units["XJN-0015"], None)]
    yield from vetted(world, program, recipients, since=-115, start=-100, end=160)
    yield -47
    title_ten.report_status(
        program=program,
        as_of=world.day(-50),
        unobligated=dollars(2_100_000),
        unliquidated=dollars(1_900_000),
        disbursed=dollars(2_300_000),
        source="Semi-annual status report, s. 333(f) (invented)",
        by=world.who["analyst"],
    )
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
