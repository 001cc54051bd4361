"""What an IMET seat goes through beside its travel: nomination, screening, cancellation, contacts in field studies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ground.acting import acting, need
from ground.dates import today
from ground.refusals import Problem
from ground.steps import take_step

from ..checks import CIVILIANS
from ..lifecycle import ORDER_STEPS, SEAT_STEPS
from ..models import FieldContact, TrainingSeat
from ..states import OrderState
from .fields import checked, refuse


def nominate(
    *,
    seat: TrainingSeat,
    attache_consulted_on: dt.date,
    attache_office: str,
    by: Any,
    grade: str = "",
    is_civilian: bool = False,
    ministry: str = "",
    content: str = "",
    version: int | None = None,
) -> TrainingSeat:
    """Nominate the student of a seat, the defense attache having been consulted (22 U.S.C. 2347f).

    A soldier has a US-equivalent grade. A civilian comes from a ministry or body, and the course serves one of the
    purposes of 22 U.S.C. 2347.
    """
    with acting(by, step="nominate"):
        refuse(_civilian_problems(is_civilian, ministry, content))
        return take_step(
            SEAT_STEPS,
            seat,
            "nominate",
            by=by,
            version=version,
            attache_consulted_on=attache_consulted_on,
            attache_office=attache_office.strip(),
            grade=grade,
            is_civilian=is_civilian,
            ministry=ministry.strip() if is_civilian else "",
            content=content if is_civilian else "",
        )


def _civilian_problems(is_civilian: bool, ministry: str, content: str) -> list[Problem]:
    if not is_civilian:
        return []
    found = []
    if not content:
        reason = "The course serves none of the purposes for which a civilian is trained."
        found.append(Problem(reason, CIVILIANS, "Name the purpose it serves.", "content", "seat_civilian_content"))
    if not ministry.strip():
        reason = "A civilian comes from a ministry or another body."
        found.append(Problem(reason, CIVILIANS, "Write which.", "ministry", "seat_civilian_content"))
    return found


def screen(
    *,
    seat: TrainingSeat,
    screened_on: dt.date,
    by: Any,
    english_score: int | None = None,
    version: int | None = None,
) -> TrainingSeat:
    """Record that the student was screened: medically, in English, for security. `english_score` from 0 to 100."""
    with acting(by, step="screen"):
        return take_step(
            SEAT_STEPS, seat, "screen", by=by, version=version, screened_on=screened_on, english_score=english_score
        )


def cancel(
    *,
    seat: TrainingSeat,
    cancelled_by: str,
    note: str,
    by: Any,
    penalty: Decimal = Decimal(0),
    version: int | None = None,
) -> TrainingSeat:
    """Cancel a seat: by whom, and what the cancellation costs in US dollars. What it was to cost stays in its history;
    from now on it costs the penalty. A travel order in force goes with it."""
    nothing = Decimal(0)
    with acting(by, step="cancel", note=note):
        row = take_step(
            SEAT_STEPS,
            seat,
            "cancel",
            by=by,
            version=version,
            note=note,
            cancelled_by=cancelled_by,
            tuition=nothing,
            allowances=nothing,
            other_costs=nothing,
            penalty=penalty,
            price=penalty,
        )
        for order in row.orders.filter(state=OrderState.ISSUED):
            take_step(ORDER_STEPS, order, "cancel", by=by, note=note)
    return row


def record_contacts(
    *, seat: TrainingSeat, topics: Sequence[str], with_whom: str, by: Any, on_day: dt.date | None = None
) -> list[FieldContact]:
    """Record whom the student of a seat met in field studies, on each of the topics."""
    need(by, "programs.arrange_seat", seat)
    with acting(by, step="record_contacts"):
        rows = [
            FieldContact(seat=seat, topic=topic, on_day=on_day or today(), with_whom=with_whom.strip(), by=by)
            for topic in topics
        ]
        return FieldContact.objects.bulk_create([checked(row) for row in rows])
