"""Funds and moves of money: appropriate, apportion, allot, pay, de-obligate, reverse. Each move is a row for ever.

Obligations, which money moves under, stand in `obligations`. Balances follow by trigger and are written nowhere here.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from ground.acting import acting, need
from ground.dates import today
from ground.numbers import next_number
from ground.refusals import Problem
from ground.steps import lock
from partners.models import OperatingUnit

from .. import transactions
from ..budget.checks import first_in_thousands
from ..models import Account, Agreement, CongressionalNotification, Fund, FundTransaction, Obligation, Program
from ..models.obligations import Evidence
from ..notifications.checks import notice_problems, reprogramming_problems
from ..states import ObligationState, Stage
from .fields import checked, checked_money, refuse

RECORD = "programs.record_transaction"


def open_fund(
    *,
    account: Account,
    fiscal_year: int,
    title: str,
    enacted_on: dt.date,
    availability_years: int | None,
    by: Any,
    reobligation_authority: bool = False,
    public_law: str = "",
    obligates_on_apportionment: bool = False,
    requires_notification: bool = False,
    obligating_document: str = "",
) -> Fund:
    """An appropriation line of a budget year, available for so many years; None is no-year money.

    Its ends are computed from that. It holds no money until it is appropriated.
    """
    fund = Fund(
        account=account,
        fiscal_year=fiscal_year,
        title=title,
        public_law=public_law,
        enacted_on=enacted_on,
        availability_years=availability_years,
        reobligation_authority=reobligation_authority,
        obligates_on_apportionment=obligates_on_apportionment,
        requires_notification=requires_notification,
        obligating_document=obligating_document,
    )
    need(by, RECORD, fund)
    with acting(by, step="open_fund"):
        fund.number = next_number("FUND", fiscal_year, account.code, width=3)
        checked(fund).save()
    return fund


def appropriate(
    *, fund: Fund, amount: Decimal, effective_on: dt.date, evidence: str, by: Any, note: str = ""
) -> FundTransaction:
    """Money of an act enters the fund. `evidence` is the document."""
    need(by, RECORD, fund)
    with acting(by, step="appropriate", note=note):
        refuse(first_in_thousands(fund, amount))
        return move(
            fund=fund,
            stages=(Stage.OUTSIDE, Stage.APPROPRIATED),
            amount=amount,
            effective_on=effective_on,
            evidence=evidence,
            by=by,
            note=note,
        )


def apportion(
    *,
    fund: Fund,
    amount: Decimal,
    effective_on: dt.date,
    evidence: str,
    by: Any,
    operating_unit: OperatingUnit | None = None,
    program: Program | None = None,
    naming: str = "",
    agreement: Agreement | None = None,
    notification: CongressionalNotification | None = None,
    note: str = "",
) -> FundTransaction:
    """OMB apportions money of the fund. Where that obligates it (FMF), the obligation is proposed in the same breath.

    Such an obligation is at an operating unit, comes before recipients are known, says how they will be named or under
    which agreement, and is shown as "not unit-vetted"; `obligations.record` by another person moves the money on.
    Where the fund needs notice, the notification has run before this.
    """
    need(by, RECORD, fund)
    with acting(by, step="apportion", note=note):
        obligation = None
        if fund.obligates_on_apportionment:
            refuse(_apportionment_problems(operating_unit, naming, agreement))
            obligation = Obligation(
                fund=fund,
                operating_unit=operating_unit,
                program=program,
                amount=amount,
                document_number=f"{evidence}, {operating_unit.code}" if operating_unit else evidence,
                evidence=Evidence.GRANT,
                effective_on=effective_on,
                recipients_named=False,
                naming=naming,
                agreement=agreement,
                notification=notification,
                proposed_by=by,
            )
            refuse([*notice_problems(checked_money(obligation), on=today()), *reprogramming_problems(obligation)])
            obligation.save()
        return move(
            fund=fund,
            stages=(Stage.APPROPRIATED, Stage.APPORTIONED),
            amount=amount,
            effective_on=effective_on,
            evidence=evidence,
            by=by,
            obligation=obligation,
            note=note,
        )


def _apportionment_problems(
    operating_unit: OperatingUnit | None, naming: str, agreement: Agreement | None
) -> list[Problem]:
    found = []
    if operating_unit is None:
        found.append(Problem("Say for which operating unit.", transactions.FLOW, field="operating_unit", code="place"))
    if not naming.strip() and agreement is None:
        reason = "This apportionment obligates before recipients are known."
        opens = "Say how they will be named, or under which agreement."
        found.append(Problem(reason, transactions.EVIDENCE, opens, "naming", "naming"))
    return found


def allot(
    *,
    fund: Fund,
    operating_unit: OperatingUnit,
    amount: Decimal,
    effective_on: dt.date,
    evidence: str,
    by: Any,
    note: str = "",
) -> FundTransaction:
    """Apportioned money is allotted to one operating unit, which may then obligate that much and no more."""
    need(by, RECORD, fund)
    with acting(by, step="allot", note=note):
        return move(
            fund=fund,
            stages=(Stage.APPORTIONED, Stage.ALLOTTED),
            amount=amount,
            effective_on=effective_on,
            evidence=evidence,
            by=by,
            operating_unit=operating_unit,
            note=note,
        )


def disburse(
    *, obligation: Obligation, amount: Decimal, effective_on: dt.date, evidence: str, by: Any, note: str = ""
) -> FundTransaction:
    """Pay under a recorded obligation, no more than is obligated (31 U.S.C. 1341(a))."""
    return _under(obligation, Stage.DISBURSED, "disburse", amount, effective_on, evidence, by, note)


def deobligate(
    *, obligation: Obligation, amount: Decimal, effective_on: dt.date, evidence: str, by: Any, note: str = ""
) -> FundTransaction:
    """Give back what an obligation will not need. It is allotted to the same operating unit again while that is open.

    Under an act that lets it be obligated again it stands apart for four more years. After that day it has expired.
    """
    ends = obligation.fund.ends
    back_to = transactions.unobligated(ends, effective_on, again=ends.reobligate_until is not None)
    return _under(obligation, back_to, "deobligate", amount, effective_on, evidence, by, note)


def _under(
    obligation: Obligation,
    to_stage: Stage,
    step: str,
    amount: Decimal,
    effective_on: dt.date,
    evidence: str,
    by: Any,
    note: str,
) -> FundTransaction:
    need(by, RECORD, obligation)
    with acting(by, step=step, note=note):
        return move(
            fund=obligation.fund,
            stages=(Stage.OBLIGATED, to_stage),
            amount=amount,
            effective_on=effective_on,
            evidence=evidence,
            by=by,
            operating_unit=obligation.operating_unit,
            program=obligation.program,
            obligation=obligation,
            note=note,
        )


def reverse(
    *, transaction: FundTransaction, effective_on: dt.date, evidence: str, note: str, by: Any
) -> FundTransaction:
    """Take a mistaken move back by its mirror. The mistake stays, and so does what takes it back.

    A transfer is taken back with both its halves.
    """
    half = transaction.transfer or FundTransaction.objects.filter(transfer=transaction).first()
    rows = [transaction] if half is None else [transaction, half]
    for row in rows:
        need(by, RECORD, row.obligation or row.fund)
    with acting(by, step="reverse", note=note):
        refuse(_reversal_problems(transaction, note))
        made = [
            move(
                fund=row.fund,
                stages=(Stage(row.to_stage), Stage(row.from_stage)),
                amount=row.amount,
                effective_on=effective_on,
                evidence=evidence,
                by=by,
                operating_unit=row.operating_unit,
                program=row.program,
                obligation=row.obligation,
                reverses=row,
                note=note,
            )
            for row in rows
        ]
    return made[0]


def can_be_taken_back(transaction: FundTransaction) -> bool:
    """Whether a reversal is the way back: not for money that waits for a proposal, nor for what was obligated."""
    waits = transaction.obligation is not None and transaction.obligation.state == ObligationState.PROPOSED
    return not waits and (transaction.from_stage, transaction.to_stage) in transactions.TAKEN_BACK


def _reversal_problems(transaction: FundTransaction, note: str) -> list[Problem]:
    found = []
    if not can_be_taken_back(transaction):
        opens = "Withdraw the proposal, or de-obligate."
        found.append(Problem("A commitment or an obligation is not reversed.", transactions.FLOW, opens, code="move"))
    if not note.strip():
        found.append(Problem("A reversal says why.", transactions.FLOW, "Write the reason.", "note", "note"))
    return found


def move(
    *,
    fund: Fund,
    stages: tuple[Stage, Stage],
    amount: Decimal,
    effective_on: dt.date,
    evidence: str,
    by: Any,
    operating_unit: OperatingUnit | None = None,
    program: Program | None = None,
    obligation: Obligation | None = None,
    reverses: FundTransaction | None = None,
    transfer: FundTransaction | None = None,
    note: str = "",
) -> FundTransaction:
    """Write one move; `by` None is a rule of law.

    For the services of this folder: who may, and whether it makes sense, was asked before.
    """
    row = FundTransaction(
        fund=fund,
        operating_unit=operating_unit,
        program=program,
        obligation=obligation,
        from_stage=stages[0],
        to_stage=stages[1],
        amount=amount,
        effective_on=effective_on,
        reverses=reverses,
        transfer=transfer,
        evidence=evidence,
        note=note,
        by=by,
    )
    checked_money(row)
    refuse(
        transactions.check(
            from_stage=stages[0],
            to_stage=stages[1],
            amount=row.amount,
            obligates_on_apportionment=fund.obligates_on_apportionment,
            reversal=reverses is not None,
        )
    )
    row.save()
    return row


def edit_fund(*, fund: Fund, by: Any, version: int | None = None, title: str, obligating_document: str = "") -> Fund:
    """Correct the words of a fund. Its account, year and terms are the law's and stay."""
    need(by, RECORD, fund)
    with acting(by, step="edit_fund"):
        row = lock(fund, version=version)
        row.title, row.obligating_document = title, obligating_document
        checked(row).save()
    return row
