"""How the states of programs, seats, orders and obligations look, and how an approval reads on a program's page."""

from __future__ import annotations

from ground.pages.badges import Badge
from ground.pages.words import day
from vetting import gate

from .states import EventState, ObligationState, OrderState, ProgramState, SeatState

PROGRAM: dict[str, Badge] = {
    ProgramState.DRAFT: Badge(ProgramState.DRAFT.label, "idle", "file"),
    ProgramState.PROPOSED: Badge(ProgramState.PROPOSED.label, "review", "two"),
    ProgramState.APPROVED: Badge(ProgramState.APPROVED.label, "good", "ok"),
    ProgramState.EXECUTING: Badge(ProgramState.EXECUTING.label, "work", "arrow"),
    ProgramState.CLOSED: Badge(ProgramState.CLOSED.label, "idle", "lock"),
    ProgramState.CANCELLED: Badge(ProgramState.CANCELLED.label, "idle", "x"),
}
SEAT: dict[str, Badge] = {
    SeatState.REQUESTED: Badge(SeatState.REQUESTED.label, "idle", "clock"),
    SeatState.PROGRAMMED: Badge(SeatState.PROGRAMMED.label, "idle", "cal"),
    SeatState.CONFIRMED: Badge(SeatState.CONFIRMED.label, "work", "ok"),
    SeatState.NOMINATED: Badge(SeatState.NOMINATED.label, "work", "flag"),
    SeatState.SCREENED: Badge(SeatState.SCREENED.label, "work", "okc"),
    SeatState.ITO_ISSUED: Badge(SeatState.ITO_ISSUED.label, "work", "doc"),
    SeatState.TRAVELLING: Badge(SeatState.TRAVELLING.label, "work", "arrow"),
    SeatState.IN_TRAINING: Badge(SeatState.IN_TRAINING.label, "work", "cap"),
    SeatState.COMPLETED: Badge(SeatState.COMPLETED.label, "good", "okc"),
    SeatState.CANCELLED: Badge(SeatState.CANCELLED.label, "idle", "x"),
    SeatState.NO_SHOW: Badge(SeatState.NO_SHOW.label, "warn", "minus"),
    SeatState.WITHDRAWN: Badge(SeatState.WITHDRAWN.label, "warn", "back"),
    SeatState.AWOL: Badge(SeatState.AWOL.label, "bad", "warn"),
}
EVENT: dict[str, Badge] = {
    EventState.PLANNED: Badge(EventState.PLANNED.label, "idle", "clock"),
    EventState.STARTED: Badge(EventState.STARTED.label, "work", "cap"),
    EventState.COMPLETED: Badge(EventState.COMPLETED.label, "good", "okc"),
    EventState.STOPPED: Badge(EventState.STOPPED.label, "warn", "back"),
    EventState.CANCELLED: Badge(EventState.CANCELLED.label, "idle", "x"),
}
ORDER: dict[str, Badge] = {
    OrderState.DRAFT: Badge(OrderState.DRAFT.label, "idle", "file"),
    OrderState.ISSUED: Badge(OrderState.ISSUED.label, "good", "doc"),
    OrderState.CANCELLED: Badge(OrderState.CANCELLED.label, "idle", "x"),
}
OBLIGATION: dict[str, Badge] = {
    ObligationState.PROPOSED: Badge("Waits to be recorded", "review", "two"),
    ObligationState.RECORDED: Badge(ObligationState.RECORDED.label, "good", "okc"),
    ObligationState.WITHDRAWN: Badge(ObligationState.WITHDRAWN.label, "idle", "x"),
}
NOT_UNIT_VETTED = Badge("Not unit-vetted", "idle", "info")
NAMED = Badge("Recipients named", "work", "unit")
SHUT: dict[str, Badge] = {
    "NOT_APPROVED": Badge("Not approved", "warn", "lock"),
    "LAPSES": Badge("Ends too soon", "warn", "clock"),
    "WRONG_UNIT": Badge("Other unit", "warn", "unit"),
    "LEFT_UNIT": Badge("Left the unit", "warn", "unit"),
    "SUSPENDED": Badge("Suspended", "bad", "pause"),
    "REVOKED": Badge("Revoked", "bad", "ban"),
    "REJECTED": Badge("Rejected", "bad", "ban"),
    "UNDER_REVIEW": Badge("Under review", "bad", "search"),
    "INELIGIBLE": Badge("Ineligible", "bad", "ban"),
    "PARENT_UNDER_REVIEW": Badge("Command under review", "bad", "search"),
    "PARENT_INELIGIBLE": Badge("Command ineligible", "bad", "ban"),
}


def e_imet(counts: bool, claimed: bool) -> Badge | None:
    """Whether a seat counts as expanded IMET, which its course was certified as on its first day."""
    if counts:
        return Badge("Expanded IMET", "good", "okc")
    return Badge("Not certified on its first day", "warn", "minus") if claimed else None


def approval_badge(found: gate.Badge | None) -> tuple[Badge, str]:
    """An approval as a badge and the line below it: until when, or why not."""
    if found is None or (found.blocker is None and not found.approved):
        return SHUT["NOT_APPROVED"], ""
    if found.approved:
        return Badge("Approved", "good", "okc"), f"until {day(found.until)}" if found.until else ""
    assert found.blocker is not None  # noqa: S101 - not approved without a reason was answered above
    badge = SHUT.get(found.blocker.code, Badge("Shut", "bad", "lock"))
    return badge, found.blocker.reason
