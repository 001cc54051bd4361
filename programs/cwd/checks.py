"""The checks of grants, sites and tasks: one rule each, named with its basis. They return problems and never raise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ground.pages.words import amount, counted, long_day
from ground.refusals import Basis, Problem, Rule

from .states import FINISHED, OWES, GrantState, Risk

if TYPE_CHECKING:
    from ..models import CwdTask, Grant, Obligation, Program, Site

OIG = "answers OIG AUD-MERO-17-49"
CALENDAR = Rule("Calendar of a grant", Basis.GATEHOUSE, f"What a grant owes is reviewed before it goes on; {OIG}")
RISK = Rule("Risk of a grant", Basis.GATEHOUSE, f"Risk is rated, and high risk mitigated, before an award; {OIG}")
TARGET = Rule("Target and monitoring plan", Basis.GATEHOUSE, f"An active grant has both; {OIG}")
AWARD = Rule("Under an award", Basis.GATEHOUSE, "A document of a program with awards bears the number of one")
PERIOD = Rule("Period of an award", Basis.GATEHOUSE, "Performance ends with the period of its award")
AREA = Rule("Area of a site", Basis.GATEHOUSE, "What is released and handed over adds up to the area, and no further")
WORK = Rule("Work of a task", Basis.GATEHOUSE, "Work is recorded under a task at work, of an active grant")


def risk_is_rated(grant: Grant, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """The risk of a grant is rated on a day before it is awarded. Gatehouse rule (16 percent of the OIG's sample had
    no assessment)."""
    if not grant.risk or grant.risk_assessed_on is None:
        yield Problem("Its risk is not rated.", RISK, "Opens with a rating and its day.", "risk")


def high_risk_is_mitigated(grant: Grant, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A grant of high risk has a mitigation plan. Gatehouse rule (36 percent of the OIG's sample had none)."""
    if grant.risk == Risk.HIGH and not grant.mitigation.strip():
        reason = "Its risk is high and nothing mitigates it."
        yield Problem(reason, RISK, "Opens with a mitigation plan.", "mitigation", "grant_high_risk_is_mitigated")


def is_monitored(grant: Grant, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Its objective has a target and its monitoring plan is made. Gatehouse rule (71 percent of the OIG's sample had
    an objective without a target)."""
    if not grant.target.strip():
        yield Problem("Its objective has no target.", TARGET, "Write one.", "target")
    if grant.monitoring_plan_on is None:
        yield Problem("It has no monitoring plan.", TARGET, "Opens with the day it was made.", "monitoring_plan_on")


def late_on(grant: Grant, on: dt.date, code: str) -> Iterator[Problem]:
    """What is late and unreviewed on a day, each with its days."""
    for row in grant.deadlines.late(on).order_by("due_on", "pk"):
        days = counted((on - row.due_on).days, "day")
        missing = "not received" if row.received_on is None and row.sort != "REVIEW" else "not reviewed"
        reason = f"{row.get_sort_display()} until {long_day(row.until)}: {days} late and {missing}."
        yield Problem(reason, CALENDAR, "Opens when it is reviewed.", code=code)


def calendar_is_kept(grant: Grant, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """No report of a grant is overdue and unreviewed, no yearly review missed. Gatehouse rule, answering OIG
    AUD-MERO-17-49."""
    yield from late_on(grant, on, "grant_calendar_kept")


def awards_are_closed(program: Program, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A program ends when its awards are closed: what an award owes is somebody's to review. Gatehouse rule."""
    for grant in program.grants.filter(state__in=OWES).order_by("award_number"):
        reason = f"Award {grant.award_number} is {grant.get_state_display().lower()}."
        yield Problem(reason, CALENDAR, "Opens when it is closed.", code="program_ends_after_grants")


def period_has_ended(grant: Grant, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Performance ends with the period of the award, not before. Gatehouse rule."""
    if on < grant.ends_on:
        yield Problem(f"Its period runs until {long_day(grant.ends_on)}.", PERIOD, "Suspend it, or wait until then.")


def all_is_reviewed(grant: Grant, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A grant closes when everything it owed is reviewed. Gatehouse rule, answering OIG AUD-MERO-17-49."""
    left = grant.deadlines.filter(reviewed_on=None).count()
    if left:
        yield Problem(f"{counted(left, 'report or review,reports or reviews')} still open.", CALENDAR, "Review them.")


def all_tasks_ended(grant: Grant, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A grant closes when its tasks have ended. Gatehouse rule."""
    left = grant.tasks.exclude(state__in=FINISHED).count()
    if left:
        yield Problem(f"{counted(left, 'task')} not completed.", WORK, "Complete each of them.")


def grant_is_active(task: CwdTask, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Work begins under an active grant. Gatehouse rule."""
    if task.grant.state != GrantState.ACTIVE:
        reason = f"Its grant is {task.grant.get_state_display().lower()}."
        yield Problem(reason, WORK, "Opens when the grant is active.", code="task_grant_is_active")


def grant_calendar_is_kept(task: CwdTask, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Nothing that the grant of a task owes is late and unreviewed. Gatehouse rule, answering OIG AUD-MERO-17-49."""
    yield from late_on(task.grant, on, "task_grant_is_kept")


def award_is_kept(obligation: Obligation, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Money goes to an award whose reports are reviewed: nothing of its calendar is late. Gatehouse rule, answering
    OIG AUD-MERO-17-49."""
    if obligation.program is None or obligation.evidence not in {"GRANT", "AGREEMENT"}:
        return
    number = obligation.document_number.partition(" ")[0]
    for grant in obligation.program.grants.filter(award_number=number):
        yield from late_on(grant, on, "obligation_award_kept")


def whole_area_is_released(site: Site, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A site is released when what was canceled, reduced and cleared adds up to its area. Gatehouse rule."""
    left = site.area_m2 - site.released_m2
    if left:
        reason = f"{amount(left)} m² of {amount(site.area_m2)} are neither canceled, reduced nor cleared."
        yield Problem(reason, AREA, "Opens when they are.", code="site_released_whole")


def land_is_handed_over(site: Site, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A site counts as handed over when a handover of land in it is recorded. Gatehouse rule."""
    if not site.tasks.filter(handover__isnull=False).exists():
        yield Problem("No land of it is handed over.", AREA, "Opens when a handover is recorded under its task.")
