"""Plain builders of NADR grants, sites and tasks: made through the services, by the people it takes."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ground.dates import today
from ground.refusals import Refused
from programs.models import CwdTask, Grant, GrantDeadline, LandRelease, Site
from programs.services import clearance, grants

from . import build

_count = itertools.count(1)
DAY = dt.timedelta(days=1)
WAY = {
    "PLANNED": (),
    "ASSESSED": ("assess",),
    "AWARDED": ("assess", "award"),
    "ACTIVE": ("assess", "award", "activate"),
    "SUSPENDED": ("assess", "award", "activate", "suspend"),
}


class Field:
    """A NADR program at work, and whoever works on it; the analyst receives reports, the manager reviews them."""

    def __init__(self, *, at: Any = None) -> None:
        self.office = build.Office(at)
        self.program = build.program(self.office, "NADR", at=at)
        self.country = self.program.operating_unit.country

    def plan(self, **more: Any) -> Grant:
        terms: dict[str, Any] = {
            "award_number": f"AWARD-{next(_count)}",
            "grantee": "Clear Fields Trust (invented)",
            "instrument": "GRANT",
            "country": self.country,
            "starts_on": today() - 20 * DAY,
            "ends_on": today() + 700 * DAY,
            "total": Decimal(1_500_000),
            "objective": "Fields that can be plowed again",
            "target": "2,000,000 m² released",
        }
        return grants.plan_grant(program=self.program, by=self.office.analyst, **{**terms, **more})

    def grant(self, state: str = "ACTIVE", *, risk: str = "MEDIUM", mitigation: str = "", **more: Any) -> Grant:
        """A grant walked to a state."""
        made = self.plan(**more)
        if state != "PLANNED":
            changes = {
                "risk": risk,
                "risk_assessed_on": today(),
                "mitigation": mitigation,
                "monitoring_plan_on": today(),
            }
            made = grants.plan_risk(grant=made, changes=changes, by=self.office.analyst)
        for step in WAY[state]:
            made = grants.take(grant=made, step=step, by=self.office.director, note="Because")
        return made

    def late(self, grant: Grant) -> GrantDeadline:
        """A report of the grant that was due yesterday: as time makes it, which no service does."""
        return GrantDeadline.objects.create(
            grant=grant,
            sort="PERFORMANCE",
            since=today() - 40 * DAY,
            until=today() - 31 * DAY,
            due_on=today() - DAY,
        )

    def reviewed(self, deadline: GrantDeadline) -> GrantDeadline:
        if deadline.sort != "REVIEW":
            deadline = grants.receive(deadline=deadline, by=self.office.analyst)
        return grants.review(deadline=deadline, finding="As planned.", by=self.office.manager)

    def site(self, area: Any = 10_000, **more: Any) -> Site:
        number = next(_count)
        fields = {
            "name": f"Hill {number}",
            "admin_area": "North",
            "hazard_id": f"HZ-{number}",
            "latitude": Decimal("12.5"),
            "longitude": Decimal("44.25"),
            "area_m2": Decimal(area),
        }
        return clearance.record_site(country=self.country, by=self.office.analyst, **{**fields, **more})

    def task(self, grant: Grant, site: Site | None = None, *, to: str = "IN_PROGRESS", **more: Any) -> CwdTask:
        """A task walked to a state."""
        fields = {"title": "Clear the hill", "activity": "MINES", "contaminant": "AP_MINES", "priority": "HUMANITARIAN"}
        made = clearance.add_task(grant=grant, site=site, by=self.office.analyst, **{**fields, **more})
        for step in ("accredit", "begin", "control", "complete"):
            if made.state == to:
                break
            made = clearance.take(task=made, step=step, by=self.office.analyst)
        return made

    def release(self, task: CwdTask, canceled: Any = 0, reduced: Any = 0, cleared: Any = 0, **more: Any) -> LandRelease:
        row = LandRelease(
            task=task,
            since=more.pop("since", today() - 5 * DAY),
            until=more.pop("until", today()),
            document="Completion report",
            canceled_m2=Decimal(canceled),
            reduced_m2=Decimal(reduced),
            cleared_m2=Decimal(cleared),
            **more,
        )
        return clearance.record_work(row=row, by=self.office.analyst)


def refused_by(constraint: str, call: Callable[[], Any]) -> None:
    """Whoever refuses, service or Postgres, names this constraint."""
    with pytest.raises((IntegrityError, Refused)) as caught, transaction.atomic():
        call()
    error = caught.value
    codes = {error.code, *(p.code for p in error.problems)} if isinstance(error, Refused) else set()
    found = codes or {error.__cause__.diag.constraint_name}  # type: ignore[union-attr]
    assert constraint in found, found
