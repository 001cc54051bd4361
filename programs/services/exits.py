"""How money leaves a fund other than by being spent: rescinded, transferred to another, or closed as no-year money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from ground.acting import acting, need
from ground.dates import today
from ground.refusals import Problem
from ground.steps import lock
from partners.models import OperatingUnit

from ..availability import NO_YEAR
from ..models import Fund, FundTransaction
from ..states import BY_FUND, Stage
from ..transactions import FLOW
from .closing import close
from .fields import checked, refuse
from .ledger import RECORD, move


def rescind(
    *,
    fund: Fund,
    amount: Decimal,
    effective_on: dt.date,
    evidence: str,
    by: Any,
    stage: str = Stage.APPROPRIATED,
    operating_unit: OperatingUnit | None = None,
    note: str = "",
) -> FundTransaction:
    """Congress takes back money that is not obligated, from the stage where it stands. `evidence` is the act."""
    need(by, RECORD, fund)
    with acting(by, step="rescind", note=note):
        refuse(_of_its_place(Stage(stage), operating_unit))
        return move(
            fund=fund,
            stages=(Stage(stage), Stage.RESCINDED),
            amount=amount,
            effective_on=effective_on,
            evidence=evidence,
            by=by,
            operating_unit=operating_unit,
            note=note,
        )


def transfer(
    *, source: Fund, target: Fund, amount: Decimal, effective_on: dt.date, evidence: str, by: Any, note: str = ""
) -> FundTransaction:
    """Transfer appropriated money to a fund of another account (22 U.S.C. 2360(a)); the half that entered there.

    `evidence` is the determination. At most a tenth of what was made available to the source and a fifth of that to
    the target, all transfers of a budget year together; money for section 23 of the AECA is never the source.
    """
    for fund in (source, target):
        need(by, RECORD, fund)
    with acting(by, step="transfer", note=note):
        provisions = (Q(account=fund.account_id, fiscal_year=fund.fiscal_year) for fund in (source, target))
        rows = Fund.objects.filter(reduce(or_, provisions)).select_for_update(no_key=True).order_by("pk")
        list(rows)  # both provisions in one order, whichever way money goes
        asked: dict[str, Any] = {"amount": amount, "effective_on": effective_on, "evidence": evidence, "note": note}
        left = move(fund=source, stages=(Stage.APPROPRIATED, Stage.TRANSFERRED), by=by, **asked)
        return move(fund=target, stages=(Stage.OUTSIDE, Stage.APPROPRIATED), transfer=left, by=by, **asked)


def _of_its_place(stage: Stage, operating_unit: OperatingUnit | None) -> Iterator[Problem]:
    if stage in BY_FUND and operating_unit is not None:
        opens = "Leave the operating unit out."
        yield Problem(f"{stage.label} money belongs to the whole fund.", FLOW, opens, "operating_unit", "place")
    if stage in (Stage.ALLOTTED, Stage.DEOBLIGATED) and operating_unit is None:
        yield Problem(f"{stage.label} money belongs to a place.", FLOW, "Say which.", "operating_unit", "place")


def close_no_year(*, fund: Fund, closed_on: dt.date, determination: str, by: Any, version: int | None = None) -> Fund:
    """Close no-year money: its purpose is carried out, and nothing was paid for two fiscal years (31 U.S.C. 1555).

    `determination` is the paper by which the head of the agency says so. What is left is cancelled by rule the day
    after.
    """
    need(by, RECORD, fund)
    with acting(by, step="close_no_year", note=determination):
        row = lock(fund, version=version)
        refuse(_closing_problems(row, determination))
        row.closed_on = closed_on
        checked(row).save()
        row.refresh_from_db()
        if closed_on < today():
            close(fund=row)
    return row


def _closing_problems(fund: Fund, determination: str) -> Iterator[Problem]:
    if fund.availability_years is not None:
        yield Problem(f"{fund} is no no-year money: it ends by itself.", NO_YEAR, field="closed_on", code="no_year")
    if fund.closed_on is not None:
        yield Problem(f"{fund} is closed already.", NO_YEAR, field="closed_on", code="closed")
    if not determination.strip():
        opens = "Name the determination of the head of the agency."
        yield Problem("Nothing says that its purpose is carried out.", NO_YEAR, opens, "determination", "determination")
