"""Grants of NADR programs: their risk, award and calendar, and what is received and reviewed on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ground.acting import acting, need
from ground.dates import today
from ground.steps import lock, take_step

from ..cwd.calendar import DAY, deadlines
from ..cwd.checks import late_on
from ..cwd.lifecycle import GRANT_STEPS, WRITE
from ..models import Grant, GrantDeadline, GrantModification, Program
from .fields import change, checked, refuse

TERMS = ("award_number", "grantee", "instrument", "country", "starts_on", "ends_on", "total", "objective", "target")
PLAN = frozenset({"risk", "risk_assessed_on", "mitigation", "monitoring_plan_on", "objective", "target"})


def plan_grant(*, program: Program, by: Any, **terms: Any) -> Grant:
    """A grant of a NADR program, planned: its number, grantee, type, country, period, total, objective and target."""
    need(by, WRITE, program)
    with acting(by, step="plan_grant"):
        row: Grant = checked(change(Grant(program=program), terms, allowed=frozenset(TERMS)))
        row.save()
    return row


def plan_risk(*, grant: Grant, by: Any, changes: Mapping[str, Any], version: int | None = None) -> Grant:
    """Write the rating of the risk, its mitigation, the day of the monitoring plan, the objective and its target."""
    need(by, WRITE, grant)
    with acting(by, step="plan_risk"):
        row: Grant = change(lock(grant, version=version), changes, allowed=PLAN)
        row.save()
    return row


def take(*, grant: Grant, step: str, by: Any, version: int | None = None, note: str = "") -> Grant:
    """Take a step of a grant. An award makes its calendar; a grant that becomes active says since when."""
    with acting(by, step=step, note=note):
        active = {"active_on": today()} if step in {"activate", "resume"} else {}
        row = take_step(GRANT_STEPS, grant, step, by=by, version=version, note=note, **active)
        if step == "award":
            _owe(row, after=row.starts_on - DAY)
    return row


def modify(
    *,
    grant: Grant,
    number: str,
    signed_on: dt.date,
    ends_on: dt.date,
    total: Decimal,
    why: str,
    by: Any,
    version: int | None = None,
) -> GrantModification:
    """Record a modification of an award under way: a later end, another total in US dollars, or both. What it owes
    for the days it gains is added to its calendar; what it owed before stays."""
    need(by, "programs.approve_program", grant)
    with acting(by, step="modify"):
        row = lock(grant, version=version)
        refuse(late_on(row, today(), "grant_modified_when_kept"))
        made = GrantModification(
            grant=row, number=number.strip(), signed_on=signed_on, ends_on=ends_on, total=total, why=why.strip(), by=by
        )
        checked(made).save()
        before, row.ends_on, row.total = row.ends_on, ends_on, total
        row.save()
        _owe(row, after=before)
    return made


def _owe(grant: Grant, *, after: dt.date) -> None:
    """Add what the grant owes for its days after one."""
    GrantDeadline.objects.bulk_create(
        [
            GrantDeadline(
                grant=grant, sort=due.sort, since=max(due.since, after + DAY), until=due.until, due_on=due.due_on
            )
            for due in deadlines(grant.starts_on, grant.ends_on)
            if due.until > after
        ]
    )


def receive(
    *, deadline: GrantDeadline, by: Any, received_on: dt.date | None = None, version: int | None = None
) -> GrantDeadline:
    """Record that a report came in; somebody else reviews it."""
    need(by, WRITE, deadline)
    with acting(by, step="receive"):
        row = lock(deadline, version=version)
        row.received_on, row.received_by = received_on or today(), by
        checked(row).save()
    return row


def review(
    *, deadline: GrantDeadline, finding: str, by: Any, reviewed_on: dt.date | None = None, version: int | None = None
) -> GrantDeadline:
    """Record the review of a report that came in, or the yearly review, with what it found."""
    need(by, WRITE, deadline)
    with acting(by, step="review"):
        row = lock(deadline, version=version)
        row.reviewed_on, row.reviewed_by, row.finding = reviewed_on or today(), by, finding.strip()
        checked(row).save()
    return row
