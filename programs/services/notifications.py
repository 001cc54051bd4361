"""Congressional notifications: drafted, cleared office by office, sent committee by committee, held and released.

A hold is released by somebody who may, never by time; that the clock has run is read from the days each time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ground.acting import acting, need
from ground.dates import today
from ground.numbers import next_number
from ground.refusals import Problem
from ground.steps import lock, take_step
from partners.models import OperatingUnit

from ..models import (
    Clearance,
    CongressionalHold,
    CongressionalNotification,
    Fund,
    NotificationLine,
    Obligation,
    Program,
    Transmittal,
)
from ..notifications.lifecycle import CLEAR, DRAFT, NOTIFICATION_STEPS, TRANSMIT
from ..notifications.rules import CLEARED, CLOCK, KINDS, ClearanceAnswer, ClearingOffice, Result
from ..states import ObligationState
from .fields import change, checked, refuse

CLEAR_FOR_H = "programs.clear_for_h"
HOLD = "programs.record_hold"
RELEASE = "programs.release_hold"
EDITABLE = frozenset({"title", "justification", "otherwise_served", "renotifies"})


@dataclass(frozen=True)
class LineRow:
    """An amount to notify, in US dollars; for no program in particular when `program` is none."""

    fund: Fund
    operating_unit: OperatingUnit
    amount: Decimal
    program: Program | None = None


def draft_notification(
    *,
    kind: str,
    program_kind: str,
    title: str,
    operating_unit: OperatingUnit,
    fiscal_year: int,
    by: Any,
    justification: str = "",
    otherwise_served: str = "",
    renotifies: CongressionalNotification | None = None,
    lines: Iterable[LineRow] = (),
) -> CongressionalNotification:
    """A notification in draft, with the clock and the committees that the law asks of its kind."""
    notice = CongressionalNotification(
        kind=kind,
        program_kind=program_kind,
        title=title,
        justification=justification,
        otherwise_served=otherwise_served,
        operating_unit=operating_unit,
        fiscal_year=fiscal_year,
        renotifies=renotifies,
        author=by,
        clock_days=0,
        committees=[],
    )
    need(by, DRAFT, notice)
    with acting(by, step="draft_notification"):
        asks = KINDS.get(kind)
        if asks is not None:
            notice.clock_days, notice.committees = asks.days, [str(committee) for committee in asks.committees]
        checked(notice)
        notice.number = next_number("CN", fiscal_year, "", width=4)
        notice.save()
        for row in lines:
            _add(notice, row)
    return notice


def edit_notification(
    *, notification: CongressionalNotification, by: Any, version: int | None = None, **changes: Any
) -> CongressionalNotification:
    """Change the words of a draft. Kind, place and year are in what the law asks of it and stay."""
    need(by, DRAFT, notification)
    with acting(by, step="edit_notification"):
        row = change(lock(notification, version=version), changes, allowed=EDITABLE)
        row.save()
    return row


def add_line(*, notification: CongressionalNotification, row: LineRow, by: Any) -> NotificationLine:
    """Add an amount to a draft."""
    need(by, DRAFT, notification)
    with acting(by, step="add_line"):
        return _add(notification, row)


def remove_line(*, line: NotificationLine, by: Any) -> None:
    """Take an amount out of a draft; history keeps it."""
    need(by, DRAFT, line.notification)
    with acting(by, step="remove_line"):
        line.delete()


def _add(notice: CongressionalNotification, row: LineRow) -> NotificationLine:
    line = NotificationLine(
        notification=notice,
        fund=row.fund,
        operating_unit=row.operating_unit,
        program=row.program,
        amount=row.amount,
    )
    checked(line).save()
    return line


def take(
    *, notification: CongressionalNotification, step: str, by: Any, version: int | None = None, note: str = ""
) -> CongressionalNotification:
    """Take a step that has a button: send for clearance, take back, close, withdraw."""
    with acting(by, step=step, note=note):
        more: dict[str, Any] = {"round": notification.round + 1} if step == "submit" else {}
        row = take_step(NOTIFICATION_STEPS, notification, step, by=by, version=version, note=note, **more)
        if step == "withdraw":
            for sent in row.transmittals.filter(result=Result.PENDING):
                _say(sent, Result.WITHDRAWN, today(), note)
    return row


def record_clearance(
    *,
    notification: CongressionalNotification,
    office: str,
    answer: str,
    by: Any,
    on: dt.date | None = None,
    note: str = "",
) -> CongressionalNotification:
    """Record what an office answered; with the last Yes the notification is cleared. H's answer is H's to record."""
    need(by, CLEAR_FOR_H if office == ClearingOffice.H else CLEAR, notification)
    with acting(by, step="record_clearance", note=note):
        row = lock(notification)
        answered = Clearance(
            notification=row, office=office, answer=answer, round=row.round, on=on or today(), note=note, by=by
        )
        refuse(_clearance_problems(row, answered))
        checked(answered).save()
        if not waiting_for(row):
            row = take_step(NOTIFICATION_STEPS, row, "clear", by=by)
    return row


def _clearance_problems(notice: CongressionalNotification, answered: Clearance) -> Iterable[Problem]:
    if answered.on > today():
        yield Problem("An answer is recorded on or after its day.", CLEARED, field="on", code="clearance_has_happened")


def answers(notice: CongressionalNotification) -> dict[str, list[Clearance]]:
    """What each office answered in the running round, the latest last; nothing is "Not yet selected". One query."""
    found: dict[str, list[Clearance]] = {office: [] for office in ClearingOffice.values}
    for row in notice.clearances.filter(round=notice.round).select_related("by").order_by("pk"):
        found[row.office].append(row)
    return found


def waiting_for(notice: CongressionalNotification) -> list[str]:
    """The offices that have not said Yes in the running round."""
    return [office for office, said in answers(notice).items() if not said or said[-1].answer != ClearanceAnswer.YES]


def record_transmittals(
    *, notification: CongressionalNotification, committees: Collection[str], sent_on: dt.date, by: Any
) -> CongressionalNotification:
    """Record that these committees have it since a day. With the last one it is transmitted and its clock starts."""
    need(by, TRANSMIT, notification)
    with acting(by, step="record_transmittals"):
        row = lock(notification)
        refuse(_future(sent_on, "sent_on", "transmittal_has_happened"))
        for committee in committees:
            checked(Transmittal(notification=row, committee=committee, sent_on=sent_on, by=by)).save()
        if not row.clock.missing:
            row = take_step(NOTIFICATION_STEPS, row, "transmit", by=by)
    return row


def record_result(*, transmittal: Transmittal, result: str, on: dt.date, by: Any, note: str = "") -> Transmittal:
    """Record what a committee said. A denial ends the notification; On-hold is recorded as a hold."""
    notice = transmittal.notification
    need(by, TRANSMIT, notice)
    with acting(by, step="record_result", note=note):
        row = lock(notice)
        refuse(_future(on, "on", "result_has_happened"))
        said = _say(row.transmittals.get(pk=transmittal.pk), result, on, note)
        if result == Result.DENIED:
            take_step(NOTIFICATION_STEPS, row, "deny", by=by, note=note)
    return said


def _say(sent: Transmittal, result: str, on: dt.date, note: str) -> Transmittal:
    sent.result, sent.result_on, sent.note = result, None if result == Result.PENDING else on, note
    checked(sent).save()
    return sent


def open_hold(
    *,
    notification: CongressionalNotification,
    committee: str,
    opened_on: dt.date,
    note: str,
    by: Any,
    line: NotificationLine | None = None,
    amount: Decimal | None = None,
) -> CongressionalHold:
    """Record a committee's hold. From now on nothing is obligated under the notification, whatever the day; or nothing
    of one amount of it (`line`), or of so many dollars of that, and the rest goes on."""
    need(by, HOLD, notification)
    with acting(by, step="open_hold", note=note):
        row = lock(notification)
        refuse(_future(opened_on, "opened_on", "hold_has_happened"))
        hold = CongressionalHold(
            notification=row,
            committee=committee,
            line=line,
            amount=amount,
            opened_on=opened_on,
            note=note.strip(),
            opened_by=by,
        )
        checked(hold).save()
    return hold


def release_hold(*, hold: CongressionalHold, released_on: dt.date, note: str, by: Any) -> CongressionalHold:
    """Record that a committee released its hold, and how. Only a person who may does it; no time does."""
    need(by, RELEASE, hold)
    with acting(by, step="release_hold", note=note):
        lock(hold.notification)
        row = lock(hold)
        refuse(_future(released_on, "released_on", "hold_has_happened"))
        row.released_on, row.released_by, row.release_note = released_on, by, note.strip()
        checked(row).save()
    return row


def _future(on: dt.date, field: str, code: str) -> Iterable[Problem]:
    if on > today():
        yield Problem("What is recorded has happened: not after today.", CLOCK, field=field, code=code)


def place_obligation(
    *,
    obligation: Obligation,
    notification: CongressionalNotification | None,
    by: Any,
    version: int | None = None,
) -> Obligation:
    """Put a proposed obligation under a notification, or under none; a recorded one keeps its own."""
    need(by, "programs.propose_obligation", obligation)
    with acting(by, step="place_obligation"):
        row = lock(obligation, version=version)
        if row.state != ObligationState.PROPOSED:
            refuse([Problem("It is not proposed any more.", CLOCK, code="obligation_keeps_notice")])
        row.notification = notification
        row.save()
    return row
