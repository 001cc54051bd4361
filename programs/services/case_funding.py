"""Money committed to cases, the second tier of FMF: what is uncommitted by fund, oldest first; planned payments."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ground.acting import acting, need
from ground.dates import today
from ground.steps import lock
from partners.models import OperatingUnit

from ..fms.money import uncommitted_of
from ..models import CaseFunding, CashFlowPayment, FmsCase, Fund
from .fields import checked
from .ledger import RECORD

CHANGE = "programs.change_program"


@dataclass(frozen=True)
class Proposal:
    """How much of which fund would go to a case, in US dollars."""

    fund: Fund
    amount: Decimal
    uncommitted: Decimal


def propose(*, case: FmsCase, amount: Decimal) -> list[Proposal]:
    """Which funds a case would take an amount from: the oldest budget year first, as far as each has it uncommitted.

    A proposal and no rule: first in, first out was the practice of DSCA policy memorandum 01-16, since superseded.
    """
    left, found = amount, []
    for fund, room in uncommitted_of(case.program.operating_unit):
        part = min(left, room)
        if part > 0:
            found.append(Proposal(fund, part, room))
            left -= part
    return found


def commit(
    *, case: FmsCase, fund: Fund, amount: Decimal, document: str, by: Any, committed_on: dt.date | None = None
) -> CaseFunding:
    """Commit money of a fund to a case, no more than the partner has uncommitted in it. The ledger stays as it is."""
    need(by, RECORD, case)
    with acting(by, step="commit"):
        row = CaseFunding(
            case=case, fund=fund, amount=amount, committed_on=committed_on or today(), document=document, by=by
        )
        checked(row).save()
    return row


def give_back(
    *, funding: CaseFunding, amount: Decimal, document: str, by: Any, committed_on: dt.date | None = None
) -> CaseFunding:
    """Return some of a commitment to its fund, where it is uncommitted again."""
    need(by, RECORD, funding)
    with acting(by, step="give_back"):
        row = CaseFunding(
            case=funding.case,
            fund=funding.fund,
            amount=amount,
            committed_on=committed_on or today(),
            document=document,
            returns=funding,
            by=by,
        )
        checked(row).save()
    return row


def plan_payment(
    *, operating_unit: OperatingUnit, fiscal_year: int, planned: Decimal, source: str, by: Any
) -> CashFlowPayment:
    """Keep what a partner with cash flow financing plans to pay in a year, in US dollars; a new figure replaces it."""
    row = CashFlowPayment.objects.filter(operating_unit=operating_unit, fiscal_year=fiscal_year).first()
    row = row or CashFlowPayment(operating_unit=operating_unit, fiscal_year=fiscal_year)
    need(by, CHANGE, row)
    with acting(by, step="plan_payment"):
        if row.pk:
            row = lock(row)
        row.planned, row.source = planned, source
        checked(row).save()
    return row
