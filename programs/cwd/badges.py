"""How grants, what they owe, sites, tasks and depots look."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ground.pages.badges import Badge
from ground.pages.words import counted

from .states import Danger, DueSort, GrantState, Meets, Risk, SiteStatus, TaskState

if TYPE_CHECKING:
    from ..models import GrantDeadline

GRANT: dict[str, Badge] = {
    GrantState.PLANNED: Badge(GrantState.PLANNED.label, "idle", "file"),
    GrantState.ASSESSED: Badge(GrantState.ASSESSED.label, "work", "scales"),
    GrantState.AWARDED: Badge(GrantState.AWARDED.label, "work", "ok"),
    GrantState.ACTIVE: Badge(GrantState.ACTIVE.label, "good", "arrow"),
    GrantState.SUSPENDED: Badge(GrantState.SUSPENDED.label, "bad", "pause"),
    GrantState.ENDED: Badge(GrantState.ENDED.label, "idle", "flag"),
    GrantState.FINAL_REPORTS: Badge(GrantState.FINAL_REPORTS.label, "warn", "clock"),
    GrantState.CLOSED: Badge(GrantState.CLOSED.label, "idle", "lock"),
}
RISK: dict[str, Badge] = {
    "": Badge("Not rated", "idle", "minus"),
    Risk.LOW: Badge("Low risk", "good", "down"),
    Risk.MEDIUM: Badge("Medium risk", "work", "right"),
    Risk.HIGH: Badge("High risk", "warn", "up"),
}
SITE: dict[str, Badge] = {
    SiteStatus.SUSPECTED: Badge(SiteStatus.SUSPECTED.label, "warn", "search"),
    SiteStatus.CONFIRMED: Badge(SiteStatus.CONFIRMED.label, "bad", "warn"),
    SiteStatus.WORKED: Badge(SiteStatus.WORKED.label, "work", "arrow"),
    SiteStatus.RELEASED: Badge(SiteStatus.RELEASED.label, "good", "ok"),
    SiteStatus.HANDED_OVER: Badge(SiteStatus.HANDED_OVER.label, "good", "hands"),
}
TASK: dict[str, Badge] = {
    TaskState.PLANNED: Badge(TaskState.PLANNED.label, "idle", "file"),
    TaskState.ACCREDITED: Badge(TaskState.ACCREDITED.label, "idle", "ok"),
    TaskState.IN_PROGRESS: Badge(TaskState.IN_PROGRESS.label, "work", "arrow"),
    TaskState.QUALITY_CONTROLLED: Badge(TaskState.QUALITY_CONTROLLED.label, "review", "two"),
    TaskState.COMPLETED: Badge(TaskState.COMPLETED.label, "good", "okc"),
    TaskState.HANDED_OVER: Badge(TaskState.HANDED_OVER.label, "good", "hands"),
    TaskState.ASSESSED: Badge(TaskState.ASSESSED.label, "good", "eye"),
}
DANGER: dict[str, Badge] = {
    Danger.LOW: Badge(Danger.LOW.label, "good", "down"),
    Danger.MODERATE: Badge(Danger.MODERATE.label, "work", "right"),
    Danger.HIGH: Badge(Danger.HIGH.label, "warn", "up"),
    Danger.EXTREME: Badge(Danger.EXTREME.label, "bad", "warn"),
}
MEETS: dict[str, Badge] = {
    Meets.MEETS: Badge(Meets.MEETS.label, "good", "ok"),
    Meets.PARTLY: Badge(Meets.PARTLY.label, "warn", "minus"),
    Meets.NOT: Badge(Meets.NOT.label, "bad", "x"),
}
NOT_INSPECTED = Badge("Not inspected", "idle", "minus")


def standing(row: GrantDeadline, on: dt.date) -> Badge:
    """How a report or review stands on a day: reviewed, waits for its review, late by days, or to come."""
    if row.reviewed_on is not None:
        slow = (row.reviewed_on - row.due_on).days
        return Badge(f"Reviewed, {counted(slow, 'day')} late", "warn", "ok") if slow > 0 else Badge("Reviewed", "good")
    if row.due_on < on:
        missing = "not reviewed" if row.received_on or row.sort == DueSort.REVIEW else "not received"
        return Badge(f"{counted((on - row.due_on).days, 'day')} late, {missing}", "bad", "clock")
    if row.received_on is not None:
        return Badge("Received, waits for its review", "review", "two")
    return Badge("To come", "work", "clock")
