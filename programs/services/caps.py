"""Uses of FAA 614 and continuing resolutions: written, withdrawn, and replaced by the act of the full year."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from ground.acting import acting, need
from ground.dates import days, today
from ground.refusals import Problem
from ground.steps import lock
from partners.models import Country

from ..caps.rules import CONTINUING, SPECIAL
from ..models import ContinuingResolution, Fund, SpecialUse
from .fields import checked, checked_money, refuse
from .ledger import RECORD


def use_special(
    *,
    country: Country,
    kind: str,
    amount: Decimal,
    determined_on: dt.date,
    document: str,
    by: Any,
    victim_of_aggression: bool = False,
) -> SpecialUse:
    """Keep a determination under FAA 614 (22 U.S.C. 2364): so many dollars in funds or sales for a country."""
    row = SpecialUse(
        country=country,
        kind=kind,
        amount=amount,
        determined_on=determined_on,
        document=document.strip(),
        victim_of_aggression=victim_of_aggression,
        by=by,
    )
    need(by, RECORD, row)
    with acting(by, step="use_special"):
        checked_money(row).save()
    return row


def withdraw_special(*, use: SpecialUse, withdrawal: str, by: Any, version: int | None = None) -> SpecialUse:
    """Withdraw a determination that was wrong or not used: it counts no more, and stays with why."""
    need(by, RECORD, use)
    with acting(by, step="withdraw_special", note=withdrawal):
        row = lock(use, version=version)
        if row.withdrawn_on is not None:
            refuse([Problem("It is withdrawn already.", SPECIAL, code="withdrawn")])
        row.withdrawn_on, row.withdrawal = today(), withdrawal.strip()
        checked(row).save()
    return row


def continue_fund(
    *, fund: Fund, public_law: str, from_on: dt.date, until: dt.date, amount: Decimal, by: Any
) -> ContinuingResolution:
    """Keep what a continuing resolution provides to a fund until a day, all resolutions of the year together."""
    need(by, RECORD, fund)
    with acting(by, step="continue_fund"):
        if until < from_on:
            refuse([Problem("It ends before it begins.", CONTINUING, field="until", code="days")])
        row = ContinuingResolution(
            fund=fund, public_law=public_law.strip(), valid=days(from_on, until), amount=amount, by=by
        )
        checked_money(row).save()
    return row


def enact_full_year(*, fund: Fund, public_law: str, enacted_on: dt.date, by: Any) -> list[ContinuingResolution]:
    """Keep the act of the full year: from its day on the fund has what it is appropriated, without the cap."""
    need(by, RECORD, fund)
    with acting(by, step="enact_full_year", note=public_law):
        made = []
        for row in fund.resolutions.filter(replaced_on=None).order_by("pk"):
            row = lock(row)
            row.replaced_on, row.replaced_by = enacted_on, public_law.strip()
            made.append(checked(row))
            row.save()
        if not made:
            refuse([Problem("No continuing resolution of this fund waits for an act.", CONTINUING, code="none")])
    return made
