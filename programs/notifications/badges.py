"""How notifications look: their state, what offices and committees said, and where the clock stands."""

from __future__ import annotations

from ground.pages.badges import Badge

from .clock import Clock
from .rules import ClearanceAnswer, NotificationState, Result

STATE: dict[str, Badge] = {
    NotificationState.DRAFT: Badge(NotificationState.DRAFT.label, "idle", "file"),
    NotificationState.CLEARING: Badge(NotificationState.CLEARING.label, "review", "two"),
    NotificationState.CLEARED: Badge(NotificationState.CLEARED.label, "work", "ok"),
    NotificationState.TRANSMITTED: Badge(NotificationState.TRANSMITTED.label, "work", "mail"),
    NotificationState.CLOSED: Badge(NotificationState.CLOSED.label, "idle", "lock"),
    NotificationState.WITHDRAWN: Badge(NotificationState.WITHDRAWN.label, "idle", "back"),
    NotificationState.DENIED: Badge(NotificationState.DENIED.label, "bad", "ban"),
}
ANSWER: dict[str, Badge] = {
    ClearanceAnswer.NOT_SELECTED: Badge(ClearanceAnswer.NOT_SELECTED.label, "idle", "minus"),
    ClearanceAnswer.PENDING: Badge(ClearanceAnswer.PENDING.label, "review", "clock"),
    ClearanceAnswer.YES: Badge(ClearanceAnswer.YES.label, "good", "okc"),
    ClearanceAnswer.NO: Badge(ClearanceAnswer.NO.label, "bad", "ban"),
    ClearanceAnswer.QUESTIONS_PROGRAM: Badge(ClearanceAnswer.QUESTIONS_PROGRAM.label, "warn", "note"),
    ClearanceAnswer.QUESTIONS_BUDGET: Badge(ClearanceAnswer.QUESTIONS_BUDGET.label, "warn", "note"),
    ClearanceAnswer.QUESTIONS_BOTH: Badge(ClearanceAnswer.QUESTIONS_BOTH.label, "warn", "note"),
    ClearanceAnswer.ON_HOLD: Badge(ClearanceAnswer.ON_HOLD.label, "bad", "pause"),
}
RESULT: dict[str, Badge] = {
    "": Badge("Not sent", "idle", "minus"),
    Result.PENDING: Badge(Result.PENDING.label, "review", "clock"),
    Result.ON_HOLD: Badge(Result.ON_HOLD.label, "bad", "pause"),
    Result.APPROVED: Badge(Result.APPROVED.label, "good", "okc"),
    Result.DENIED: Badge(Result.DENIED.label, "bad", "ban"),
    Result.WITHDRAWN: Badge(Result.WITHDRAWN.label, "idle", "back"),
}


def clock_badge(clock: Clock) -> Badge:
    """Whether money may go now, in a word: held whatever the day, open, so many days, or not with Congress."""
    if clock.holds:
        return Badge("Held", "bad", "pause")
    if clock.parts and clock.is_open:
        return Badge("A part is held", "warn", "pause")
    if clock.is_open:
        return Badge("Open for money", "good", "unlock")
    if clock.with_congress and clock.day is not None:
        return Badge(f"Day {clock.day} of {clock.days}", "work", "clock")
    return Badge("Shut", "idle", "lock")
