"""What keeps the money of a place: notifications in draft, in clearance, cleared, sent and held; a restriction."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from accounts.roles import Role
from ground.dates import today
from programs.notifications.rules import ClearingOffice
from programs.services import notifications
from tests import make

from .restricted import restrict

if TYPE_CHECKING:
    from .canaries import Place

DAY = dt.timedelta(days=1)


def notify(place: Place) -> None:
    """Give the place its notifications and its restriction, each text a canary of its own."""
    restrict(place)
    place.h = make.user(Role.LEGISLATIVE_AFFAIRS, at=place.at)
    place.drafted, place.clearing, place.cleared, place.sent = (_draft(place) for _ in range(4))
    place.line = place.drafted.lines.get()
    place.clearing = _submit(place, place.clearing)
    place.cleared = _clear(place, place.cleared)
    place.sent = _clear(place, place.sent)
    place.sent = notifications.record_transmittals(
        notification=place.sent, committees=place.sent.committees, sent_on=today() - 2 * DAY, by=place.h
    )
    note: dict[str, Any] = {"note": place.text("RESULT-NOTE"), "by": place.h}
    sac, hac = place.sent.transmittals.order_by("-committee")
    place.transmittal = notifications.record_result(transmittal=hac, result="APPROVED", on=today(), **note)
    place.hold = notifications.open_hold(
        notification=place.sent,
        committee=sac.committee,
        opened_on=today(),
        note=place.text("HOLD-NOTE"),
        by=place.h,
    )


def _draft(place: Place) -> Any:
    row = notifications.LineRow(place.common.fund, place.at, Decimal(1_000), place.program)
    return notifications.draft_notification(
        kind="IMET_COUNTRY",
        program_kind="IMET",
        title=place.text("NOTICE"),
        justification=place.text("NOTICE-WHY"),
        otherwise_served=place.text("NOTICE-SERVED"),
        operating_unit=place.at,
        fiscal_year=2027,
        lines=[row],
        by=place.office.director,
    )


def _submit(place: Place, notice: Any) -> Any:
    made = notifications.take(
        notification=notice, step="submit", note=place.text("STEP-NOTE"), by=place.office.director
    )
    return _say(place, made, ClearingOffice.EX)


def _say(place: Place, notice: Any, office: str) -> Any:
    note = place.text("CLEARANCE-NOTE")
    return notifications.record_clearance(
        notification=notice, office=office, answer="YES", on=today() - 3 * DAY, note=note, by=place.h
    )


def _clear(place: Place, notice: Any) -> Any:
    notice = _submit(place, notice)
    for office in ClearingOffice.values[1:]:
        notice = _say(place, notice, office)
    return notice
