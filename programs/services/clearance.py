"""Sites, tasks and what is done under them: land released and handed over, ordnance destroyed, people taught."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from ground.acting import acting, need
from ground.dates import today
from ground.steps import lock, take_step
from partners.models import Country

from ..cwd.lifecycle import SITE_STEPS, TASK_STEPS, WRITE
from ..models import CwdTask, Grant, Handover, LandRelease, OrdnanceDisposal, RiskEducation, Site
from .fields import change, checked

SITE = frozenset({"name", "admin_area", "hazard_id", "latitude", "longitude", "area_m2"})
TASK = frozenset(
    {
        *("site", "title", "activity", "contaminant", "priority", "cost"),
        *("key_site", "unblocks", "blocked_on"),
    }
)
W = TypeVar("W", LandRelease, OrdnanceDisposal, RiskEducation)


def record_site(*, country: Country, by: Any, **fields: Any) -> Site:
    """A site suspected to hold explosive hazards, under its id in the national database."""
    row: Site = change(Site(country=country), fields, allowed=SITE)
    need(by, WRITE, row)
    with acting(by, step="record_site"):
        row.save()
    return row


def survey_site(*, site: Site, by: Any, version: int | None = None, **fields: Any) -> Site:
    """What a survey found: another name, place or area. The area is never below what was released of it."""
    need(by, WRITE, site)
    with acting(by, step="survey_site"):
        row: Site = change(lock(site, version=version), fields, allowed=SITE - {"hazard_id"})
        row.save()
    return row


def take_site(*, site: Site, step: str, by: Any, version: int | None = None, note: str = "") -> Site:
    """Take a step of a site."""
    with acting(by, step=step, note=note):
        return take_step(SITE_STEPS, site, step, by=by, version=version, note=note)


def add_task(*, grant: Grant, by: Any, **fields: Any) -> CwdTask:
    """A task of an active grant whose reports are reviewed, from today on."""
    need(by, WRITE, grant)
    with acting(by, step="add_task"):
        row: CwdTask = change(CwdTask(grant=grant, assigned_on=today()), fields, allowed=TASK)
        row.save()
    return row


def take(*, task: CwdTask, step: str, by: Any, version: int | None = None, note: str = "") -> CwdTask:
    """Take a step of a task; work begins today."""
    with acting(by, step=step, note=note):
        began = {"began_on": today()} if step == "begin" else {}
        return take_step(TASK_STEPS, task, step, by=by, version=version, note=note, **began)


def open_key_site(*, task: CwdTask, opened_on: dt.date, by: Any, version: int | None = None) -> CwdTask:
    """Record the day on which a key site opened and the assistance behind it could pass."""
    need(by, WRITE, task)
    with acting(by, step="open_key_site"):
        row = lock(task, version=version)
        row.opened_on = opened_on
        checked(row).save()
    return row


def record_work(*, row: W, by: Any) -> W:
    """Add a row of land released, ordnance destroyed or people taught. It is never changed: what it `replaces` no
    longer counts."""
    need(by, WRITE, row.task)
    with acting(by, step=f"record_{row._meta.model_name}"):
        row.by = by
        if isinstance(row, RiskEducation):
            row.direct = row.girls + row.boys + row.women + row.men + row.unknown
        checked(row).save()
    return row


def hand_over(*, task: CwdTask, by: Any, version: int | None = None, **fields: Any) -> Handover:
    """Record that land of a completed task is given back, no more than was released; the task is handed over."""
    need(by, WRITE, task)
    with acting(by, step="hand_over"):
        lock(task, version=version)
        row = Handover(task=task, by=by, **fields)
        checked(row).save()
        take_step(TASK_STEPS, task, "hand_over", by=by)
    return row


def assess_impact(
    *, handover: Handover, assessed_on: dt.date, impact: str, by: Any, version: int | None = None
) -> Handover:
    """Record the assessment after clearance: when, and what the land is used for by then."""
    need(by, WRITE, handover)
    with acting(by, step="assess_impact"):
        row = lock(handover, version=version)
        row.assessed_on, row.impact = assessed_on, impact.strip()
        checked(row).save()
        take_step(TASK_STEPS, row.task, "assess", by=by)
    return row
