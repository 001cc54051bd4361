"""The grants, sites, tasks and depots of a place: a grant at work, tasks in each state that a form asks for."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ground.dates import today
from programs.models import LandRelease, OrdnanceDisposal, RiskEducation, StorageInspection
from programs.services import clearance, grants, mine_action, storage

if TYPE_CHECKING:
    from .canaries import Place


def clear(place: Place) -> None:
    """Give the place its grant with what hangs on it, each text a canary of its own."""
    place.nadr = place.plan("NADR", {"sub_account": "CWD", "implementer": place.text("IMPLEMENTER")})
    place.grant = _grant(place)
    place.owed = place.grant.deadlines.filter(sort="FINANCIAL").first()
    place.site = clearance.record_site(
        country=place.country,
        name=place.text("SITE"),
        admin_area=place.text("ADMIN-AREA"),
        hazard_id=place.text("HAZARD"),
        latitude=Decimal("12.5"),
        longitude=Decimal("44.25"),
        area_m2=Decimal(10_000),
        by=place.office.analyst,
    )
    place.task = _task(place, "EDUCATION", ("accredit", "begin"))
    place.completed = _task(place, "MINES", ("accredit", "begin", "control", "complete"))
    for model, counts in (
        (LandRelease, {"cleared_m2": Decimal(4_000)}),
        (OrdnanceDisposal, {"ap_mines": 3}),
        (RiskEducation, {"sessions": 2, "girls": 7}),
    ):
        _work(place, place.completed, model, counts)
    place.given_back = _task(place, "MINES", ("accredit", "begin"))
    place.release = _work(place, place.given_back, LandRelease, {"cleared_m2": Decimal(4_000)})
    for step in ("control", "complete"):
        place.given_back = clearance.take(task=place.given_back, step=step, by=place.office.analyst)
    clearance.hand_over(
        task=place.given_back,
        handed_over_on=today(),
        area_m2=Decimal(3_000),
        beneficiaries=40,
        land_use="FARMING",
        document=place.text("CERTIFICATE"),
        by=place.office.analyst,
    )
    _depot(place)
    mine_action.record_accident(
        country=place.country,
        name=place.text("ACCIDENT"),
        admin_area=place.text("AREA"),
        on_day=today(),
        killed=0,
        injured=1,
        source=place.text("REPORTER"),
        by=place.office.analyst,
    )
    mine_action.record_deadline(
        country=place.country,
        name=place.text("TREATY"),
        deadline=today(),
        source=place.text("REQUEST"),
        by=place.office.analyst,
    )


def _grant(place: Place) -> Any:
    office = place.office
    made = grants.plan_grant(
        program=place.nadr,
        award_number=place.text("AWARD"),
        grantee=place.text("GRANTEE"),
        instrument="GRANT",
        country=place.country,
        starts_on=today(),
        ends_on=today().replace(year=today().year + 1, day=1),
        total=Decimal(90_000),
        objective=place.text("OBJECTIVE"),
        target=place.text("TARGET"),
        by=office.analyst,
    )
    risk = {
        "risk": "LOW",
        "risk_assessed_on": today(),
        "mitigation": place.text("MITIGATION"),
        "monitoring_plan_on": today(),
    }
    made = grants.plan_risk(grant=made, changes=risk, by=office.analyst)
    for step in ("assess", "award", "activate"):
        made = grants.take(grant=made, step=step, by=office.director)
    report = made.deadlines.filter(sort="PERFORMANCE").first()
    report = grants.receive(deadline=report, by=office.analyst)
    grants.review(deadline=report, finding=place.text("FINDING"), by=office.manager)
    return made


def _task(place: Place, activity: str, way: tuple[str, ...]) -> Any:
    made = clearance.add_task(
        grant=place.grant,
        site=place.site,
        title=place.text("TASK"),
        activity=activity,
        priority="HUMANITARIAN",
        key_site=place.text("KEY-SITE"),
        unblocks=place.text("UNBLOCKS"),
        blocked_on=today(),
        by=place.office.analyst,
    )
    for step in way:
        made = clearance.take(task=made, step=step, by=place.office.analyst)
    return made


def _work(place: Place, task: Any, model: Any, counts: dict[str, Any]) -> Any:
    row = model(task=task, since=today(), until=today(), document=place.text("WORK"), **counts)
    return clearance.record_work(row=row, by=place.office.analyst)


def _depot(place: Place) -> None:
    place.depot = storage.record_depot(
        country=place.country,
        name=place.text("DEPOT"),
        admin_area=place.text("DEPOT-AREA"),
        holder=place.text("HOLDER"),
        by=place.office.analyst,
    )
    row = StorageInspection(
        storage_site=place.depot,
        moment="BEFORE",
        inspected_on=today(),
        theft="4",
        explosion="3",
        standard=place.text("STANDARD"),
        practices="NOT",
        buildings="PARTLY",
        manpads_at_risk=2,
        document=place.text("INSPECTION"),
    )
    storage.inspect(row=row, by=place.office.analyst)
