"""Conventional weapons destruction in Larkspur: two awards, the river valley with its bridge, and a depot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from programs.models import (
    CwdTask,
    Grant,
    LandRelease,
    OrdnanceDisposal,
    Program,
    RiskEducation,
    Site,
    StorageInspection,
)
from programs.services import clearance, grants, mine_action, storage

from ..partners import INVENTED
from ..walks import executing, other_manager
from ..world import Days, World, dollars

BEGINS, ENDS = -130, 600  # the period of both awards, in days from the day of loading
KEPT, LATE = f"Northern Demining Group {INVENTED}", f"Clear Fields Trust {INVENTED}"
Act = tuple[int, Callable[[], Any]]

# name, area in square meters, latitude, longitude, and how far its status has come
SITES: dict[str, tuple[int, str, str, tuple[str, ...]]] = {
    "Ford bridge at Alder": (48_000, "11.90210", "43.11740", ("confirm", "work")),
    "Alder orchard": (120_000, "11.93520", "43.15230", ("confirm", "work")),
    "Mill road verge": (9_500, "11.87140", "43.08910", ("confirm",)),
    "Upper pasture": (310_000, "12.01880", "43.21460", ()),
    "Quarry hill": (75_000, "11.80450", "43.25920", ()),
}


def clearing(world: World) -> Days:
    """Two awards of one program. One keeps its calendar, has cleared the bridge and secured a depot; the other has
    sent a report that nobody reviewed and one not at all, and takes nothing new."""
    program = yield from executing(
        world,
        kind="NADR",
        iso3="XLK",
        title="River valley: mines, the bridge and the depot",
        purpose="Food that reaches four villages again, fields that can be plowed, arms that stay where they are.",
        amount=3_400_000,
        detail={"sub_account": "CWD", "implementer": f"{KEPT}; {LATE}"},
    )
    yield -138
    kept = _awarded(world, program, "DEMO27CWD0101", KEPT, 2_100_000, "48,000 m² at the bridge, one depot", "MEDIUM")
    late = _awarded(world, program, "DEMO27CWD0102", LATE, 1_300_000, "195,000 m² of orchard and hill", "HIGH")
    sites = {name: _site(world, name) for name in SITES}
    acts = (
        *_calendar(world, kept),
        *_work(world, kept, sites),
        *_late(world, late, sites["Alder orchard"]),
        (-71, lambda: _accident(world)),
    )
    for day, act in sorted(acts, key=lambda one: one[0]):
        yield day
        act()


def _accident(world: World) -> None:
    """What the valley lives with: an accident at the orchard, and the day that a treaty sets."""
    by, country = world.who["analyst"], world.countries["XLK"]
    mine_action.record_accident(
        country=country,
        name="A farm cart on the orchard track",
        admin_area="River district",
        on_day=world.day(-74),
        killed=1,
        injured=2,
        source=f"National mine-action center {INVENTED}",
        by=by,
    )
    mine_action.record_deadline(
        country=country,
        name="Convention on anti-personnel mines, article 5",
        deadline=world.day(700),
        source=f"Extension request {INVENTED}",
        by=by,
    )


def _awarded(world: World, program: Program, number: str, grantee: str, total: int, target: str, risk: str) -> Grant:
    """An award made active: its risk rated, mitigated where it is high, its plan made, its calendar with it."""
    analyst, director = world.who["analyst"], other_manager(world, program)
    made = grants.plan_grant(
        program=program,
        award_number=number,
        grantee=grantee,
        instrument="GRANT",
        country=world.countries["XLK"],
        starts_on=world.day(BEGINS),
        ends_on=world.day(ENDS),
        total=dollars(total),
        objective="Land and roads that people use again",
        target=target,
        by=analyst,
    )
    rated = {
        "risk": risk,
        "risk_assessed_on": world.day(-138),
        "mitigation": "A visit each quarter and payment by result." if risk == "HIGH" else "",
        "monitoring_plan_on": world.day(-138),
    }
    made = grants.plan_risk(grant=made, changes=rated, by=analyst)
    for step in ("assess", "award", "activate"):
        made = grants.take(grant=made, step=step, by=director)
    return made


def _site(world: World, name: str) -> Site:
    area, latitude, longitude, steps = SITES[name]
    made = clearance.record_site(
        country=world.countries["XLK"],
        name=name,
        admin_area="River district",
        hazard_id=f"DEMO-HZ-{list(SITES).index(name) + 1:04d}",
        latitude=Decimal(latitude),
        longitude=Decimal(longitude),
        area_m2=Decimal(area),
        by=world.who["analyst"],
    )
    for step in steps:
        made = clearance.take_site(site=made, step=step, by=world.who["analyst"])
    return made


def _calendar(world: World, grant: Grant) -> Iterator[Act]:
    """What the grant owed by today: received a few days before it was due, reviewed by the manager the day after."""
    manager = grant.program.manager
    for row in grant.deadlines.filter(due_on__lt=world.on).order_by("due_on", "pk"):
        before = (row.due_on - world.on).days

        def receive(row: Any = row) -> None:
            grants.receive(deadline=row, by=world.who["analyst"])

        def review(row: Any = row) -> None:
            row.refresh_from_db()
            grants.review(deadline=row, finding="As planned; one question answered by telephone.", by=manager)

        yield before - 4, receive
        yield before - 3, review


def _late(world: World, grant: Grant, orchard: Site) -> Iterator[Act]:
    """The other award: its task goes on, and its first report comes after its day and waits for a review."""
    made: list[CwdTask] = []

    def begun() -> None:
        task = _task(world, grant, orchard, "Clear the orchard", "MINES", "AP_MINES", "HUMANITARIAN")
        _begin(world, task)
        made.append(task)

    def came() -> None:
        report = grant.deadlines.filter(sort="PERFORMANCE").earliest("due_on")
        grants.receive(deadline=report, by=world.who["analyst"])

    yield -126, begun
    yield -40, lambda: _release(world, made[0], -40, canceled=61_000, reduced=14_500, cleared=8_250)
    yield -2, came


def _work(world: World, grant: Grant, sites: dict[str, Site]) -> Iterator[Act]:
    """The bridge from its survey to the assessment of its use, a depot before and after, and lessons on the way."""
    made: dict[str, Any] = {}
    analyst = world.who["analyst"]

    def bridge() -> None:
        made["bridge"] = _task(
            world,
            grant,
            sites["Ford bridge at Alder"],
            "Clear the bridge and its approaches",
            *("STABILIZATION", "MIXED", "INFRASTRUCTURE"),
            cost=dollars(165_000),
            key_site="Ford bridge at Alder",
            unblocks="Food by truck to four villages; the clinic's supplies",
            blocked_on=world.day(-410),
        )
        _begin(world, made["bridge"])

    def depot() -> None:
        made["task"] = _task(world, grant, None, "Secure Korund depot", "PSSM", "NONE", "STABILIZATION")
        _begin(world, made["task"])
        made["depot"] = storage.record_depot(
            country=world.countries["XLK"],
            name="Korund depot",
            admin_area="River district",
            holder=f"Ministry of Defense {INVENTED}",
            by=analyst,
        )
        _inspected(world, made, "BEFORE", -126, ("4", "3", "NOT", "NOT"), 31)

    def lessons() -> None:
        task = _task(world, grant, None, "Lessons in four villages", "EDUCATION", "NONE", "HUMANITARIAN")
        _begin(world, task)
        made["lessons"] = task

    def taught() -> None:
        people = {"sessions": 14, "girls": 212, "boys": 198, "women": 164, "men": 131, "unknown": 6}
        row = RiskEducation(task=made["lessons"], **_days(world, -75), **people, indirect=2_900, counted_again=True)
        clearance.record_work(row=row, by=analyst)

    def opened() -> None:
        task = clearance.open_key_site(task=made["bridge"], opened_on=world.day(-66), by=analyst)
        for step in ("control", "complete"):
            task = clearance.take(task=task, step=step, by=analyst)
        clearance.take_site(site=sites["Ford bridge at Alder"], step="release", by=analyst)
        made["handover"] = clearance.hand_over(
            task=task,
            handed_over_on=world.day(-66),
            area_m2=Decimal(48_000),
            beneficiaries=3_640,
            land_use="ROAD",
            document=world.document("HANDOVER"),
            by=analyst,
        )
        clearance.take_site(site=sites["Ford bridge at Alder"], step="hand_over", by=analyst)

    def assessed() -> None:
        said = "Trucks pass daily; two of four villages sell grain again."
        clearance.assess_impact(handover=made["handover"], assessed_on=world.day(-20), impact=said, by=analyst)

    def secured() -> None:
        row = OrdnanceDisposal(
            task=made["task"],
            **_days(world, -32),
            weapons=860,
            ammunition_rounds=41_000,
            ammunition_tonnes=Decimal("12.4"),
            manpads_missiles=27,
            manpads_gripstocks=9,
        )
        clearance.record_work(row=row, by=analyst)
        _inspected(world, made, "AFTER", -18, ("2", "2", "MEETS", "PARTLY"), 4)

    yield -129, bridge
    yield -128, depot
    yield -127, lessons
    yield -95, lambda: _release(world, made["bridge"], -95, canceled=21_000, reduced=9_000)
    yield -75, taught
    yield -70, lambda: _destroyed(world, made["bridge"])
    yield -69, lambda: _release(world, made["bridge"], -69, cleared=18_000)
    yield -66, opened
    yield -20, assessed
    yield -18, secured


def _task(
    world: World,
    grant: Grant,
    site: Site | None,
    title: str,
    activity: str,
    contaminant: str,
    priority: str,
    **more: Any,
) -> CwdTask:
    kept = {"title": title, "activity": activity, "contaminant": contaminant, "priority": priority, **more}
    return clearance.add_task(grant=grant, site=site, by=world.who["analyst"], **kept)


def _begin(world: World, task: CwdTask) -> None:
    for step in ("accredit", "begin"):
        clearance.take(task=task, step=step, by=world.who["analyst"])


def _days(world: World, last: int) -> dict[str, Any]:
    """Ten days up to one, and the report they stand in."""
    until: dt.date = world.day(last)
    return {"since": until - dt.timedelta(days=10), "until": until, "document": world.document("FIELD-REPORT")}


def _release(world: World, task: CwdTask, last: int, *, canceled: int = 0, reduced: int = 0, cleared: int = 0) -> None:
    row = LandRelease(
        task=task,
        **_days(world, last),
        canceled_m2=Decimal(canceled),
        reduced_m2=Decimal(reduced),
        cleared_m2=Decimal(cleared),
    )
    clearance.record_work(row=row, by=world.who["analyst"])


def _destroyed(world: World, task: CwdTask) -> None:
    row = OrdnanceDisposal(task=task, **_days(world, -70), ap_mines=41, av_mines=6, other_uxo=118, ieds=3)
    clearance.record_work(row=row, by=world.who["analyst"])


def _inspected(
    world: World, made: dict[str, Any], moment: str, day: int, found: tuple[str, str, str, str], manpads: int
) -> None:
    theft, explosion, practices, buildings = found
    row = StorageInspection(
        storage_site=made["depot"],
        task=made["task"],
        moment=moment,
        inspected_on=world.day(day),
        theft=theft,
        explosion=explosion,
        standard="IATG 02.10 and 09.10",
        practices=practices,
        buildings=buildings,
        manpads_at_risk=manpads,
        document=world.document("INSPECTION"),
    )
    storage.inspect(row=row, by=world.who["analyst"])
