"""The checks of notification steps, and the one that keeps money waiting for its notification. They never raise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ground.pages.words import counted, long_day, money
from ground.refusals import Problem

from ..states import ObligationState
from ..transactions import FLOW
from .rules import APPORTIONED, CLOCK, HOLDS, KINDS, REPROGRAMMED, WITHIN

if TYPE_CHECKING:
    from ..models import CongressionalNotification, Obligation, Program


def says_what_is_notified(notice: CongressionalNotification, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A notification says what for, and how much at which place. Statute: 22 U.S.C. 2394-1(a), verified."""
    rule = KINDS[notice.kind].rule
    if not notice.justification.strip():
        yield Problem("It does not say what the money is for.", rule, "Write the justification.", "justification")
    if not notice.lines.exists():
        yield Problem("It names no amount.", rule, "Add an amount with its fund and place.", "lines")


def nobody_has_it(notice: CongressionalNotification, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """What a committee has been sent is withdrawn and notified again, not redrafted. Gatehouse rule."""
    sent = notice.transmittals.count()
    if sent:
        yield Problem(f"{counted(sent, 'committee')} have it.", CLOCK, "Withdraw it and notify again.")


def nothing_is_obligated(notice: CongressionalNotification, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A notification under which money is obligated is closed, not withdrawn. Gatehouse rule."""
    used = notice.obligations.filter(state=ObligationState.RECORDED).count()
    if used:
        yield Problem(f"{counted(used, 'obligation')} recorded under it.", FLOW, "Close it instead.")


def no_hold_is_open(notice: CongressionalNotification, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A notification closes when every hold is recorded as released. Gatehouse rule: practice, not statute."""
    for hold in (*notice.clock.holds, *notice.clock.parts):
        yield Problem(_held(hold), HOLDS, "Opens when its release is recorded.")


def notice_is_open(obligation: Obligation, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Money that needs notice waits for its clock and for every hold, and stays within what was notified. Statute: 22
    U.S.C. 2394-1, verified; section 7015 of the appropriations act, not verified."""
    yield from notice_problems(obligation, on=on)
    yield from reprogramming_problems(obligation)


def reprogramming_problems(obligation: Obligation) -> Iterator[Problem]:
    """More than $5.0m above its country's 653(a) figure by more than $1.0m: the notification says whom the money would
    have served. Statute: 22 U.S.C. 2394-1, verified."""
    found, notice = obligation.reprogramming, obligation.notification
    if found is None or not found.asks_for_detail or (notice is not None and notice.otherwise_served):
        return
    reason = (
        f"With it {obligation.operating_unit} is {money(found.above)} above its 653(a) figure of {money(found.figure)}"
        f" for {obligation.fund.account.code}, by a reprogramming of {money(found.moved)}."
    )
    opens = "Opens under a notification that says whom the money would otherwise have served."
    yield Problem(reason, REPROGRAMMED, opens, "notification", "obligation_above_allocation")


def congress_had_its_days(program: Program, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A Title 10 program begins when Congress has had the notice of it for the days of its authority, and no committee
    holds it. Statute: 10 U.S.C. 333(e) and the section of each authority, verified."""
    rules = program.titletendetail.rules if hasattr(program, "titletendetail") else None
    if rules is None or rules.notice_days is None:
        return
    lines = program.notified.select_related("notification").prefetch_related("notification__transmittals")
    notices = {line.notification_id: line.notification for line in lines.order_by("pk")}
    found = [list(_keeps_waiting(notice, rules.notice_days, on)) for notice in notices.values()]
    if not found:
        opens = f"Opens {rules.notice_days} days after the last committee has a notification that names this program."
        yield Problem("Congress has not been notified of this program.", CLOCK, opens, code="title_ten_notified")
    elif all(found):
        yield from found[-1]


def _keeps_waiting(notice: CongressionalNotification, days: int, on: dt.date) -> Iterator[Problem]:
    """Why a program does not begin yet under this notification."""
    clock, rule = notice.clock, KINDS[notice.kind].rule
    if not clock.with_congress or clock.earliest is None:
        reason = f"{notice.number} is {notice.get_state_display().lower()}."
        yield Problem(reason, rule, clock.days_open, code="title_ten_notified")
        return
    for hold in clock.holds:
        yield Problem(_held(hold), HOLDS, "Opens when its release is recorded.", code="title_ten_notified")
    opens_on = clock.earliest + dt.timedelta(days=max(days - notice.clock_days, 0))
    if on < opens_on:
        yield Problem(clock.days_say, rule, f"Opens on {long_day(opens_on)}.", code="title_ten_notified")


def notice_problems(obligation: Obligation, *, on: dt.date) -> Iterator[Problem]:
    """Why this obligation cannot be recorded, or apportioned, on a day because of its notification."""
    notice, fund = obligation.notification, obligation.fund
    if notice is None:
        if fund.requires_notification and not obligation.exemption:
            rule = APPORTIONED if fund.obligates_on_apportionment else CLOCK
            reason = f"{fund.number} is obligated under a congressional notification only."
            yield Problem(reason, rule, "Choose its notification.", "notification", "obligation_is_notified")
        return
    clock, rule = notice.clock, KINDS[notice.kind].rule
    if not clock.with_congress:
        reason = f"{notice.number} is {notice.get_state_display().lower()}."
        yield Problem(reason, rule, clock.days_open, "notification", "obligation_is_notified")
        return
    for hold in clock.holds:
        reason, opens = _held(hold), "Opens when its release is recorded, whatever the day."
        yield Problem(reason, HOLDS, opens, "notification", "obligation_under_hold")
    yield from _of_the_day(obligation, on)
    missing = notice.missing_for(obligation)
    if missing > 0:
        left = money(max(obligation.amount - missing, Decimal(0)))
        reason = f"{notice.number} covers {left} of it at this fund and place."
        opens = f"Opens for {left}, or when the rest is notified."
        yield Problem(reason, WITHIN, opens, "amount", "obligation_within_notice")
        return
    shut = notice.missing_for(obligation, held=True)
    if shut > 0:
        left = money(max(obligation.amount - shut, Decimal(0)))
        reason = f"A part of {notice.number} is held: {left} of it is open at this fund and place."
        opens = f"Opens for {left}, or when the release of the part is recorded."
        yield Problem(reason, HOLDS, opens, "amount", "obligation_part_under_hold")


def _of_the_day(obligation: Obligation, on: dt.date) -> Iterator[Problem]:
    """The clock of its notification, and the days of holds that were released since."""
    notice = obligation.notification
    assert notice is not None  # noqa: S101 - asked before
    clock, rule, signed = notice.clock, KINDS[notice.kind].rule, obligation.effective_on
    for hold in notice.holds.all():
        if hold.released_on and hold.line_id is None and hold.opened_on <= signed < hold.released_on:
            reason = f"Signed on {long_day(signed)}, under the hold of {hold.get_committee_display()}."
            opens = f"Sign it on or after {long_day(hold.released_on)}."
            yield Problem(reason, HOLDS, opens, "effective_on", "obligation_under_hold")
    if clock.waived:
        return
    if clock.earliest is None or on < clock.earliest:
        yield Problem(clock.days_say, rule, clock.days_open, "notification", "obligation_after_notice")
    elif signed < clock.earliest:
        reason = f"Signed on {long_day(signed)}, before {notice.number} had run."
        opens = f"Sign it on or after {long_day(clock.earliest)}."
        yield Problem(reason, rule, opens, "effective_on", "obligation_after_notice")


def _held(hold: Any) -> str:
    return f"{hold.get_committee_display()} holds {hold.notification.number} since {long_day(hold.opened_on)}."
