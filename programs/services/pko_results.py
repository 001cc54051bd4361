"""What became of PKO programs: reached milestones, processes in use, capabilities, self-sufficiency, deployments."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ground.acting import acting, need
from ground.refusals import Problem
from ground.steps import lock
from partners.models import Country

from ..checks import PLAN
from ..models import (
    Capability,
    CapabilityStep,
    CivilianHarmProcess,
    Deployment,
    InstitutionalMilestone,
    Program,
    Recipient,
    SelfSufficiencyRating,
    TrainingEvent,
)
from .fields import checked, refuse
from .pko import CHANGE


def set_milestone(
    *,
    program: Program,
    institution: str,
    baseline: str,
    baseline_on: dt.date,
    target: str,
    target_on: dt.date,
    by: Any,
) -> InstitutionalMilestone:
    """Set what an institution shall be able to do by a day, from what it can do now (GDRP)."""
    need(by, CHANGE, program)
    with acting(by, step="set_milestone"):
        row = InstitutionalMilestone(
            program=program,
            institution=institution.strip(),
            baseline=baseline.strip(),
            baseline_on=baseline_on,
            target=target.strip(),
            target_on=target_on,
        )
        checked(row).save()
    return row


def reach_milestone(
    *, milestone: InstitutionalMilestone, reached_on: dt.date, evidence: str, by: Any, version: int | None = None
) -> InstitutionalMilestone:
    """Record that a target was reached, when, and what shows it. It is reached once."""
    need(by, CHANGE, milestone)
    with acting(by, step="reach_milestone"):
        row = lock(milestone, version=version)
        row.reached_on, row.evidence = reached_on, evidence.strip()
        checked(row).save()
    return row


def assess_before(*, program: Program, process: str, level: str, on_day: dt.date, by: Any) -> CivilianHarmProcess:
    """Keep how far one of the partner's civilian-harm processes is before the program (SFP)."""
    need(by, CHANGE, program)
    with acting(by, step="assess_before"):
        row = CivilianHarmProcess(program=program, process=process, before=level, before_on=on_day)
        checked(row).save()
    return row


def assess_after(
    *,
    process: CivilianHarmProcess,
    level: str,
    on_day: dt.date,
    evidence: str,
    by: Any,
    version: int | None = None,
) -> CivilianHarmProcess:
    """Keep how far it is after the program, with evidence; what was before stays beside it."""
    need(by, CHANGE, process)
    with acting(by, step="assess_after"):
        row = lock(process, version=version)
        row.after, row.after_on, row.evidence = level, on_day, evidence.strip()
        checked(row).save()
    return row


def register_capability(
    *,
    program: Program,
    sort: str,
    title: str,
    status: str,
    on_day: dt.date,
    evidence: str,
    by: Any,
    country: Country | None = None,
) -> Capability:
    """Put a capability of a partner on the register, with its first step: pledged, or in development."""
    need(by, CHANGE, program)
    with acting(by, step="register_capability"):
        row = Capability(program=program, country=_partner(program, country), sort=sort, title=title.strip())
        checked(row).save()
        _step(row, status=status, on_day=on_day, evidence=evidence, level="", by=by)
    return row


def step_capability(
    *, capability: Capability, status: str, on_day: dt.date, evidence: str, by: Any, level: str = ""
) -> CapabilityStep:
    """Record the next step of a capability: in development, certified, deployed, home again, retired."""
    need(by, CHANGE, capability)
    with acting(by, step="step_capability"):
        return _step(capability, status=status, on_day=on_day, evidence=evidence, level=level, by=by)


def _step(
    capability: Capability, *, status: str, on_day: dt.date, evidence: str, level: str, by: Any
) -> CapabilityStep:
    row = CapabilityStep(
        capability=capability, status=status, on_day=on_day, evidence=evidence.strip(), level=level.strip(), by=by
    )
    checked(row).save()
    return row


def rate(
    *,
    program: Program,
    domain: str,
    rating: str,
    rated_on: dt.date,
    evidence: str,
    by: Any,
    country: Country | None = None,
) -> SelfSufficiencyRating:
    """Rate how far a partner trains and keeps its peacekeepers by itself in one domain, as of a day."""
    need(by, CHANGE, program)
    with acting(by, step="rate"):
        row = SelfSufficiencyRating(
            program=program,
            country=_partner(program, country),
            domain=domain,
            rating=rating,
            rated_on=rated_on,
            evidence=evidence.strip(),
            by=by,
        )
        checked(row).save()
    return row


def record_deployment(
    *,
    program: Program,
    recipient: Recipient,
    operation: str,
    from_on: dt.date,
    by: Any,
    military: int = 0,
    police: int = 0,
    women: int = 0,
    until_on: dt.date | None = None,
    trained_by: TrainingEvent | None = None,
) -> Deployment:
    """Record that a unit is in an operation since a day, how many persons, and which event trained it."""
    need(by, CHANGE, program)
    with acting(by, step="record_deployment"):
        row = Deployment(
            program=program,
            recipient=recipient,
            operation=operation.strip(),
            from_on=from_on,
            until_on=until_on,
            military=military,
            police=police,
            women=women,
            trained_by=trained_by,
        )
        checked(row).save()
    return row


def follow_deployment(
    *,
    deployment: Deployment,
    by: Any,
    until_on: dt.date | None = None,
    trained_by: TrainingEvent | None = None,
    version: int | None = None,
) -> Deployment:
    """Record the last day of a deployment, or the event that trained its unit where none was named yet."""
    need(by, CHANGE, deployment)
    with acting(by, step="follow_deployment"):
        row = lock(deployment, version=version)
        row.until_on, row.trained_by = until_on or row.until_on, trained_by or row.trained_by
        checked(row).save()
    return row


def _partner(program: Program, country: Country | None) -> Country:
    """The program's own country; a regional program names whose it is. Gatehouse rule."""
    own = program.operating_unit.country
    if own is None and country is None:
        refuse([Problem("The program is regional.", PLAN, "Name the partner.", "country", "country")])
    if own is not None and country is not None and country != own:
        refuse([Problem("The program is for another partner.", PLAN, field="country", code="country")])
    return own or country  # type: ignore[return-value]
