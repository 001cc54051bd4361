"""The clock of one notification in plain sentences: since when it runs, until when, and who holds it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ground.dates import today
from ground.pages.words import counted, long_day

from .rules import AGAINST, KINDS, Committee, NotificationKind, NotificationState, day_zero, earliest

S = NotificationState
NOT_SENT = frozenset({S.DRAFT, S.CLEARING, S.CLEARED})


@dataclass(frozen=True)
class Clock:
    """What the rows of a notification say about its days. Nothing of it is kept; it is read each time."""

    kind: str
    state: str
    days: int
    committees: tuple[str, ...]
    sent: dict[str, dt.date]
    results: frozenset[str]
    holds: tuple[Any, ...]  # open ones, of the whole notification
    parts: tuple[Any, ...] = ()  # open ones of a part of it

    @property
    def waived(self) -> bool:
        """An emergency waiver: the committees have it after the act, and no period runs."""
        return self.kind == NotificationKind.EMERGENCY

    @property
    def with_congress(self) -> bool:
        """Whether money may wait for its days at all: every committee has it and none said no, or it is waived."""
        standing = self.state == S.TRANSMITTED or (self.waived and self.state == S.CLEARED)
        return standing and not self.results & AGAINST

    @property
    def day_zero(self) -> dt.date | None:
        return day_zero(self.sent, self.committees)

    @cached_property
    def earliest(self) -> dt.date | None:
        """The first day for money, holds apart."""
        return earliest(self.sent, self.committees, self.days)

    @property
    def missing(self) -> list[str]:
        """The committees that do not have it yet, in words."""
        return [str(Committee(c).label) for c in self.committees if c not in self.sent]

    @property
    def day(self) -> int | None:
        """Which day of the clock today is."""
        return None if self.day_zero is None else (today() - self.day_zero).days

    @property
    def has_run(self) -> bool:
        return self.earliest is not None and today() >= self.earliest

    @property
    def is_open(self) -> bool:
        """Whether money may be obligated under it today, as far as days and holds go."""
        return self.with_congress and not self.holds and (self.waived or self.has_run)

    @property
    def says(self) -> str:
        """Where it stands, in one sentence: its days, and who holds it."""
        if not self.holds:
            return self.days_say
        held = f"{' and '.join(str(hold.get_committee_display()) for hold in self.holds)} holds it"
        if self.has_run and not self.waived:
            return f"The {self.days} days ended on {long_day(self.earliest)}, and {held}."
        return f"{self.days_say} {held}."

    @property
    def opens(self) -> str:
        """What would open it for money, in one sentence."""
        if not self.holds or not self.with_congress:
            return self.days_open
        later = "" if self.has_run or self.waived else f", not before {long_day(self.earliest)}"
        return f"Opens when the release of its hold is recorded{later}."

    @property
    def days_say(self) -> str:
        """The same of its days alone."""
        if self.waived:
            return f"Waived in an emergency: each committee has it within {counted(self._after, 'day')} after the act."
        if self.earliest is None:
            return self._not_started
        assert self.day is not None  # noqa: S101 - it has a first day, so it has a day 0
        if self.has_run:
            return f"The {self.days} days have run: open since {long_day(self.earliest)}."
        return f"Day {self.day} of {self.days} since the last committee has it."

    @property
    def _not_started(self) -> str:
        if not self.sent:
            return f"The clock starts when the last of {counted(len(self.committees), 'committee')} has it."
        return f"The clock starts when {' and '.join(self.missing)} have it too."

    @property
    def days_open(self) -> str:
        """The same of its days alone."""
        if self.state not in NOT_SENT and not self.with_congress:
            return "Notify again, under a number of its own."
        if self.waived:
            return "" if self.with_congress else "Opens when every office has cleared it."
        if self.earliest is None:
            return f"Opens {counted(self.days, 'day')} after every committee has it."
        return f"Opens on {long_day(self.earliest)}: day {self.days} after transmittal to the last committee."

    @property
    def _after(self) -> int:
        return KINDS[self.kind].after
