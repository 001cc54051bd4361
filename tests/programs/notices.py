"""Builders of congressional notifications: drafted, cleared and sent by the people it takes, on days counted back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Any

import pytest

from accounts.roles import Role
from ground.dates import today
from ground.refusals import Refused
from partners.models import OperatingUnit
from programs.models import CongressionalHold, CongressionalNotification, Fund, Program
from programs.notifications.rules import ClearingOffice
from programs.services import ledger, notifications
from programs.services.notifications import LineRow
from tests import make

from . import build
from .guards import constraint_of

DAY = dt.timedelta(days=1)


class Hill(build.Office):
    """An office with somebody of legislative affairs, and a fund whose obligations need notice."""

    def __init__(self, at: OperatingUnit | None = None) -> None:
        super().__init__(at)
        self.h = make.user(Role.LEGISLATIVE_AFFAIRS, at=at)


def fund(office: Hill, kind: str = "PKO", *, allotted: int = 1_000_000) -> Fund:
    """A fund that is obligated under a notification only, with money allotted; FMF's waits appropriated."""
    made = ledger.open_fund(
        account=build.account(kind),
        fiscal_year=2027,
        title=f"{kind} FY 2027",
        enacted_on=today() - build.LONG_AGO,
        availability_years=2,
        obligates_on_apportionment=kind == "FMF",
        requires_notification=True,
        by=office.funds,
    )
    if kind == "FMF":
        more: dict[str, Any] = {"effective_on": today() - 30 * DAY, "evidence": "P.L. 119-1", "by": office.funds}
        ledger.appropriate(fund=made, amount=Decimal(allotted), **more)
    else:
        build.feed(office, made, Decimal(allotted))
    return made


def row(fund: Fund, amount: int, *, program: Program | None = None, at: OperatingUnit | None = None) -> LineRow:
    """An amount to notify."""
    place = at or (program.operating_unit if program else make.operating_unit())
    return LineRow(fund, place, Decimal(amount), program)


def draft(office: Hill, *lines: LineRow, kind: str = "SECTION_7015", **more: Any) -> CongressionalNotification:
    """A notification in draft."""
    return notifications.draft_notification(
        kind=kind,
        program_kind=more.pop("program_kind", lines[0].fund.account.kind if lines else "PKO"),
        title=more.pop("title", "Peacekeeping instructors"),
        justification=more.pop("justification", "A battalion that trains its own."),
        operating_unit=more.pop("operating_unit", lines[0].operating_unit if lines else make.operating_unit()),
        fiscal_year=2027,
        lines=lines,
        by=more.pop("by", office.manager),
        **more,
    )


def answered(
    office: Hill, notice: CongressionalNotification, *, on: dt.date | None = None, but: Collection[str] = ()
) -> CongressionalNotification:
    """A Yes of every office, but of some."""
    for name in ClearingOffice.values:
        if name not in but:
            notice = notifications.record_clearance(notification=notice, office=name, answer="YES", on=on, by=office.h)
    return notice


def cleared(office: Hill, *lines: LineRow, on: dt.date | None = None, **more: Any) -> CongressionalNotification:
    """A notification that every office cleared on a day."""
    notice = notifications.take(notification=draft(office, *lines, **more), step="submit", by=office.manager)
    return answered(office, notice, on=on)


def sent(office: Hill, *lines: LineRow, days: int = 15, **more: Any) -> CongressionalNotification:
    """A notification that all of its committees have had for so many days."""
    on = today() - days * DAY
    return send(office, cleared(office, *lines, on=on, **more), days)


def send(office: Hill, notice: CongressionalNotification, days: int, *committees: str) -> CongressionalNotification:
    """Sent so many days ago to these committees, or to all."""
    return notifications.record_transmittals(
        notification=notice,
        committees=committees or notice.committees,
        sent_on=today() - days * DAY,
        by=office.h,
    )


def held(
    office: Hill, notice: CongressionalNotification, *, days: int = 0, committee: str = "SAC"
) -> CongressionalHold:
    """A hold opened so many days ago."""
    return notifications.open_hold(
        notification=notice,
        committee=committee,
        opened_on=today() - days * DAY,
        note="Asks for the plan of the second phase.",
        by=office.h,
    )


def released(office: Hill, hold: CongressionalHold, *, days: int = 0) -> CongressionalHold:
    """Its release, so many days ago."""
    return notifications.release_hold(
        hold=hold, released_on=today() - days * DAY, note="Briefed; letter of the chair.", by=office.h
    )


def of_proposal(program: Program, *, days: int = 15) -> CongressionalNotification:
    """The notice of a Title 10 proposal, which its committees have had for so many days."""
    office = Hill(program.operating_unit)
    dod = ledger.open_fund(
        account=build.account("TITLE-10"),
        fiscal_year=2027,
        title="Section 333 FY 2027",
        enacted_on=today() - build.LONG_AGO,
        availability_years=2,
        by=office.funds,
    )
    return sent(office, row(dod, 500_000, program=program), kind="TITLE10_333", days=days)


def clearing(office: Hill, fund: Fund) -> CongressionalNotification:
    """A notification of 100 that its offices have before them."""
    notice = draft(office, row(fund, 100))
    return notifications.take(notification=notice, step="submit", by=office.manager)


def code(call: Any) -> str:
    """The code of the refusal of a service."""
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.code


def update(row: Any, **values: Any) -> str:
    """The constraint that refuses an update past every service."""
    model = type(row)
    if hasattr(row, "version"):
        values["version"] = model.objects.get(pk=row.pk).version + 1
    return constraint_of(lambda: model.objects.filter(pk=row.pk).update(**values))
