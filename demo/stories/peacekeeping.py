"""PKO in mid-life: a partner of the GPOI trained, equipped, deployed and relapsed; police; reform; an operation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ground.dates import fiscal_year, today
from programs.models import (
    Account,
    Capability,
    Engagement,
    EquipmentPackage,
    Fund,
    Program,
    Recipient,
    TrainingEvent,
)
from programs.services import ledger, pko, pko_results, programs
from programs.services.milestones import MilestoneRow, add_milestones, beginning

from ..partners import INVENTED
from ..walks import executing, obligated, requester, vetted, walk
from ..world import Days, World, dollars

MISSION = f"UNVER 4 {INVENTED}"
IAA = "DEMO-IAA-0042"  # one interagency agreement that pays for two purposes in two countries
NAMING = "Named and vetted before each event"
OLDER = 540  # days since the fund of the global programs exists


def _fund(world: World, key: str, what: str, amount: int, iso3: str) -> Fund:
    """A fund of the year before, open for four years, allotted whole to one partner."""
    year, by, on = fiscal_year(world.day(-OLDER)), world.who["funds"], today()
    fund = world.funds[key] = ledger.open_fund(
        account=Account.objects.get(code="PKO"),
        fiscal_year=year,
        title=f"{what} FY {year} {INVENTED}",
        enacted_on=dt.date(year - 1, 10, 1),
        availability_years=4,
        public_law=f"Demonstration Act, {year}",
        obligating_document="Signed agreement or award",
        by=by,
    )
    moved: dict[str, Any] = {"fund": fund, "amount": dollars(amount), "effective_on": on, "by": by}
    ledger.appropriate(evidence=f"Demonstration Act, {year}", **moved)
    ledger.apportion(evidence=world.document("SF-132"), **moved)
    ledger.allot(evidence=world.document("ALLOTMENT"), operating_unit=world.place(iso3), **moved)
    return fund


def _event(world: World, who: Recipient, title: str, first: int, last: int, **more: Any) -> TrainingEvent:
    planned = {"title": title, "start_on": world.day(first), "end_on": world.day(last), **more}
    return pko.plan_event(program=who.program, recipient=who, by=world.who["analyst"], **planned)


def _start(world: World, event: TrainingEvent) -> TrainingEvent:
    return pko.take(event=event, step="start", by=world.who["analyst"])


def _complete(world: World, event: TrainingEvent, cost: int, assessment: str = "", **trained: int) -> None:
    counts = pko.Trained(**trained)
    pko.complete(event=event, trained=counts, cost=dollars(cost), assessment=assessment, by=world.who["analyst"])


def _rate(world: World, program: Program, domain: str, rating: str, evidence: str) -> None:
    rated: dict[str, Any] = {"domain": domain, "rating": rating, "rated_on": today(), "evidence": evidence}
    pko_results.rate(program=program, by=world.who["analyst"], **rated)


def _register(world: World, program: Program) -> list[Capability]:
    """Two capabilities: one pledged, one begun."""
    rows = (
        ("MEDICAL", "Field hospital, level 2", "PLEDGED"),
        ("ENGINEERING", "Engineer company, roads", "DEVELOPMENT"),
    )
    more: dict[str, Any] = {"on_day": today(), "evidence": f"Letter of the mission {INVENTED}"}
    return [
        pko_results.register_capability(
            program=program, sort=sort, title=title, status=status, by=world.who["analyst"], **more
        )
        for sort, title, status in rows
    ]


def _package(world: World, who: Recipient) -> EquipmentPackage:
    """Trucks, water and radios for a battalion."""
    rows = (("Trucks, 5 tonnes", 6, 720_000), ("Water purifiers", 2, 180_000), ("Radios, vehicle", 40, 160_000))
    return pko.assemble_package(
        program=who.program,
        recipient=who,
        title="Mobility and signals",
        deployed_with=MISSION,
        items=[pko.ItemRow(description=what, quantity=n, value=dollars(value)) for what, n, value in rows],
        by=world.who["analyst"],
    )


def _ahead(world: World, first: Recipient, second: Recipient) -> None:
    """What comes next; and the way of the project, reached up to the deployment, its evaluation late."""
    _event(world, first, "Course for new instructors", 25, 45, place_name="Korund")
    _event(world, second, "Third rotation", 30, 50, mission=MISSION)
    program = first.program
    planned = (-540, -532, -530, -525, -515, -505, -510, -430, -170, -20, 180)
    reached = (-538, -532, -530, -527, -512, -505, -512, -440, -163, None, None)
    rows = [
        MilestoneRow(
            name=name,
            office="PM/GPI",
            planned_on=world.day(plan),
            reached_on=None if done is None else world.day(done),
        )
        for name, plan, done in zip(beginning(program), planned, reached, strict=True)
    ]
    add_milestones(program=program, rows=rows, by=program.manager)


def _in_mission(world: World, basic: TrainingEvent, engineers: Capability) -> Days:
    """The battalion leaves with its engineers, and is supported there."""
    by = world.who["analyst"]
    yield -163
    pko_results.record_deployment(
        program=basic.program,
        recipient=basic.recipient,
        operation=MISSION,
        from_on=today(),
        military=198,
        women=21,
        trained_by=basic,
        by=by,
    )
    step = {"status": "DEPLOYED", "evidence": "Left with the battalion"}
    pko_results.step_capability(capability=engineers, on_day=today(), by=by, **step)
    yield -160
    pko.engage(
        program=basic.program,
        sort=Engagement.Sort.SUPPORT,
        recipient=basic.recipient,
        provider=f"Meridian Logistics {INVENTED}",
        mission=MISSION,
        what_for="Spare parts and two mechanics for the trucks",
        starts_on=today(),
        ends_on=world.day(40),
        by=by,
    )


def peacekeepers(world: World) -> Days:
    """GPOI in Basalt: a battalion trained, equipped, and deployed nine months later; another that never left; forty
    radios that nobody signed for; a partner that was self-sufficient in training and fell back; and a rotation planned
    for a battalion that was found ineligible since: it will not start."""
    yield -OLDER
    fund = _fund(world, "GLOBAL", "Global peacekeeping programs", 4_000_000, "XBS")
    by = world.who["analyst"]
    program = yield from executing(
        world,
        kind="PKO",
        iso3="XBS",
        title="Two battalions for peacekeeping",
        purpose="Two battalions that Basalt trains by itself, one of them always ready to leave.",
        amount=4_000_000,
        detail={"pko_purpose": "P2", "global_program": "GPOI", "objective": "DEPLOYMENT"},
        since=-535,
        year=fund.fiscal_year,
    )
    yield from obligated(world, program, fund, 2_600_000, since=-528, naming=NAMING, document_number=IAA)
    units = [(world.units["XBS-0037"], None), (world.units["XBS-0034"], None)]
    first, second = yield from vetted(world, program, units, since=-525, start=-505, end=-260)
    yield -505
    _rate(world, program, "TRAINING", "PARTLY", "First assessment: six of fourteen instructors are its own")
    _rate(world, program, "LOGISTICS", "DEPENDENT", "First assessment")
    basic = _event(world, first, "Battalion training, 1st battalion", -470, -440, mission=MISSION, place_name="Korund")
    other = _event(world, second, "Battalion training, 2nd battalion", -468, -445, place_name="Korund")
    yield -470
    _start(world, basic)
    yield -468
    _start(world, other)
    yield -445
    _complete(world, other, 310_000, military=164, women=9, instructors=6)
    yield -440
    _complete(world, basic, 480_000, "Convoy drills to be repeated", military=212, women=24, instructors=16)
    hospital, engineers = _register(world, program)
    yield -330
    _rate(world, program, "TRAINING", "SELF_SUFFICIENT", "A full course held by its own instructors")
    refresher = _event(world, second, "Refresher course, own instructors", -300, -285, mode="ENABLED")
    yield -300
    _start(world, refresher)
    yield -285
    _complete(world, refresher, 38_000, military=150, women=11)
    package = _package(world, first)
    yield -230
    step = {"status": "CERTIFIED", "level": "Level 2", "evidence": f"Visit of assessors {INVENTED}"}
    pko_results.step_capability(capability=engineers, on_day=today(), by=by, **step)
    yield -200
    pko.transfer_package(package=package, on_day=today(), place_name="Korund depot", by=by)
    yield -196
    for number, item in enumerate(package.items.exclude(quantity=40).order_by("pk"), start=1):
        pko.sign_for(item=item, number=f"HR-{number:03d}", signed_by="Quartermaster", signed_on=today(), by=by)
    case = programs.request_vetting(
        program=program,
        recipients=[first, second],
        start=world.day(-170),
        end=world.day(60),
        event="Deployment and second course",
        by=requester(world, program),
    )
    yield from walk(world, case, since=-190)
    yield from _in_mission(world, basic, engineers)
    yield -150
    trucks = package.items.get(quantity=6)
    pko.inspect(item=trucks, inspected_on=today(), serviceable=5, by=by)
    yield -100
    _rate(world, program, "LOGISTICS", "PARTLY", "The depot repairs its own trucks")
    pko_results.step_capability(
        capability=hospital, status="DEVELOPMENT", on_day=today(), evidence="Surgeons named", by=by
    )
    yield -45
    _rate(world, program, "TRAINING", "PARTLY", "Half of the instructors were posted elsewhere")
    _ahead(world, first, second)


def police(world: World) -> Days:
    """GPOI in Saffron Isles: a police unit trained and deployed; the approval of its next course ends too soon."""
    program = yield from executing(
        world,
        kind="PKO",
        iso3="XSF",
        title="Formed police unit",
        purpose="Police that keep order beside the blue helmets.",
        amount=700_000,
        detail={"pko_purpose": "P2", "global_program": "GPOI", "objective": "READINESS"},
        since=-260,
        manager="manager2",
    )
    division = [(world.units["XSF-0020"], None)]
    (who,) = yield from vetted(world, program, division, since=-250, start=-235, end=-100)
    course = _event(world, who, "Formed police unit course", -130, -110, mission=MISSION)
    yield -130
    _start(world, course)
    yield -110
    _complete(world, course, 96_000, police=46, women=14)
    yield -80
    pko_results.record_deployment(
        program=program,
        recipient=who,
        operation=MISSION,
        from_on=today(),
        police=40,
        women=12,
        trained_by=course,
        by=world.who["analyst"],
    )
    yield -60
    _rate(world, program, "TRAINING", "SELF_SUFFICIENT", "Its academy holds the course by itself")
    _event(world, who, "Second rotation", 300, 320, mission=MISSION)


def reform(world: World) -> Days:
    """GDRP in Larkspur: a ministry is advised; one milestone is reached, the other is late. Its agreement pays for the
    peacekeepers of Basalt too."""
    yield -215
    fund = _fund(world, "REFORM", "Peacekeeping, reform", 1_200_000, "XLK")
    by = world.who["analyst"]
    program = yield from executing(
        world,
        kind="PKO",
        iso3="XLK",
        title="A defense ministry that budgets",
        purpose="Civilian control that begins with the budget.",
        amount=1_200_000,
        detail={"pko_purpose": "P7", "global_program": "GDRP"},
        since=-210,
        year=fund.fiscal_year,
    )
    yield from obligated(world, program, fund, 900_000, since=-200, naming=NAMING, document_number=IAA)
    yield -190
    pko.engage(
        program=program,
        sort=Engagement.Sort.ADVICE,
        ministry="Ministry of Defense, budget office",
        provider=f"Adviser of the Department {INVENTED}",
        what_for="A budget of several years, program by program",
        starts_on=today(),
        ends_on=world.day(170),
        by=by,
    )
    stores, _ = (
        pko_results.set_milestone(
            program=program,
            institution=f"Ministry of Defense, {office}",
            baseline=baseline,
            baseline_on=today(),
            target=target,
            target_on=world.day(days),
            by=by,
        )
        for office, baseline, target, days in (
            ("stores", "Lists on paper, two years old", "One inventory, counted twice a year", -70),
            ("budget office", "A budget of one year, by unit", "A budget of three years, by program", -25),
        )
    )
    yield -64
    pko_results.reach_milestone(milestone=stores, reached_on=today(), evidence="Second count of the stores", by=by)


def civilians(world: World) -> Days:
    """SFP in Juniper: how the partner keeps civilians from harm, before and after; one process is not there yet."""
    program = yield from executing(
        world,
        kind="PKO",
        iso3="XJN",
        title="Less harm to civilians",
        purpose="Harm that is tracked, looked into and answered.",
        amount=300_000,
        detail={"pko_purpose": "P7", "global_program": "SFP"},
        since=-210,
    )
    by = world.who["analyst"]
    yield -200
    kept = [
        pko_results.assess_before(program=program, process=process, level=level, on_day=today(), by=by)
        for process, level in (("TRACKING", "NONE"), ("INVESTIGATION", "WRITTEN"), ("RESPONSE", "NONE"))
    ]
    yield -15
    for process, level, evidence in (
        (kept[0], "IN_USE", "Register of the directorate, 14 entries"),
        (kept[1], "TAUGHT", "Course of the justice directorate"),
    ):
        pko_results.assess_after(process=process, level=level, on_day=today(), evidence=evidence, by=by)


def operation(world: World) -> Days:
    """Cobalt Coast: yearly contributions to an operation that is not of the UN, and UN assessed dues kept apart."""
    by, made = world.who["analyst"], {}
    for key, title, dues, since in (
        ("voluntary", "Observers of the strait", False, -330),
        ("assessed", "Assessed share of a UN mission", True, -320),
    ):
        made[key] = yield from executing(
            world,
            kind="PKO",
            iso3="XCB",
            title=title,
            purpose="A border that both sides watch.",
            amount=3_000_000,
            detail={"pko_purpose": "P1", "assessed_dues": dues},
            since=since,
            manager="manager2",
        )
    for key, name, days, amount in (
        ("voluntary", f"Observers of the strait {INVENTED}", -300, 1_400_000),
        ("assessed", MISSION, -300, 2_000_000),
        ("voluntary", f"Observers of the strait {INVENTED}", -20, 1_500_000),
    ):
        yield days
        pko.contribute(
            program=made[key],
            operation=name,
            fiscal_year=fiscal_year(today()),
            amount=dollars(amount),
            on_day=today(),
            document=world.document("CONTRIBUTION"),
            by=by,
        )
