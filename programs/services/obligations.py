"""Obligations: proposed by one person, which reserves the money, and recorded by another, which obligates it.

Named units and people meet the gate when it is recorded. Where they cannot be named, it says how they will be, or
carries the agreement, and is shown as "not unit-vetted".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from ground.acting import acting, need
from ground.dates import days, today
from ground.refusals import Problem
from ground.steps import lock, take_step

from ..availability import AVAILABILITY
from ..checks import PLAN
from ..lifecycle import OBLIGATION_STEPS
from ..models import (
    Agreement,
    CongressionalNotification,
    Fund,
    FundTransaction,
    Obligation,
    ObligationRecipient,
    Program,
    Recipient,
    TrainingSeat,
)
from ..states import NOT_STARTED, OPEN_PROGRAM, ObligationState, Stage
from ..transactions import ANTIDEFICIENCY, EVIDENCE, FLOW, PURPOSE, unobligated
from .fields import checked_money, refuse
from .ledger import move


@dataclass(frozen=True)
class Terms:
    """What a proposal takes its money for.

    `reobligation` takes de-obligated money. `service` is from when until when the help is given, that of the seats
    unless it is said; `need` says why it is a need of the fund's period where it lies outside (`Need`).
    `exemption` says why it needs no notification (`Exemption`); `late_bill_of` is the document of an ended fund that it
    pays (31 U.S.C. 1553(b)).
    """

    reobligation: bool = False
    service: DateRange | None = None
    need: str = ""
    exemption: str = ""
    late_bill_of: Obligation | None = None

    @classmethod
    def of(cls, data: dict[str, Any]) -> Terms:
        """The terms among what a form or the API was given, taken out of it. Raises Refused on days in wrong order."""
        first, last = data.pop("service_from", None), data.pop("service_until", None)
        if (first is None) != (last is None) or (first is not None and first > last):
            opens = "Write the first and the last day, in this order."
            refuse([Problem("The days of service are not a period.", AVAILABILITY, opens, "service_until", "service")])
        service = days(first, last) if first is not None and last is not None else None
        words = {name: data.pop(name, "") for name in ("need", "exemption")}
        late = data.pop("late_bill_of", None)
        return cls(data.pop("reobligation", False), service, late_bill_of=late, **words)


PLAIN = Terms()
WHOLE_FUND = ((Stage.APPORTIONED, Stage.APPROPRIATED), (Stage.APPORTIONED, Stage.EXPIRED))


def propose_obligation(  # noqa: PLR0913 - what a document says
    *,
    program: Program,
    fund: Fund,
    amount: Decimal,
    document_number: str,
    evidence: str,
    effective_on: dt.date,
    by: Any,
    recipients: Sequence[Recipient] = (),
    seats: Sequence[TrainingSeat] = (),
    naming: str = "",
    agreement: Agreement | None = None,
    notification: CongressionalNotification | None = None,
    counterparty: str = "",
    terms: Terms = PLAIN,
) -> Obligation:
    """Propose a document that binds the United States; its amount is committed and nobody else can spend it.

    `evidence` is one of the nine kinds of 31 U.S.C. 1501(a). Recipients are those given and those of the seats; where
    none can be named, `naming` or `agreement` says so instead. A document dated in
    time takes expired money once its fund has closed.
    """
    obligation = Obligation(
        fund=fund,
        operating_unit=program.operating_unit,
        program=program,
        amount=amount,
        document_number=document_number,
        evidence=evidence,
        counterparty=counterparty,
        effective_on=effective_on,
        reobligation=terms.reobligation,
        service=terms.service or _days_of(seats),
        need=terms.need,
        exemption=terms.exemption,
        late_bill_of=terms.late_bill_of,
        recipients_named=not (naming or agreement),
        naming=naming,
        agreement=agreement,
        notification=notification,
        proposed_by=by,
    )
    need(by, "programs.propose_obligation", obligation)
    with acting(by, step="propose_obligation"):
        checked_money(obligation)
        named = {row.pk: row for row in (*recipients, *(seat.recipient for seat in seats))}
        refuse(_problems(obligation, named, seats))
        obligation.save()
        ObligationRecipient.objects.bulk_create(
            [ObligationRecipient(obligation=obligation, recipient=row) for row in named.values()]
        )
        for seat in seats:
            row = lock(seat)
            row.obligation = obligation
            row.save()
        source = unobligated(fund.ends, today(), again=terms.reobligation)
        on = today() if source == Stage.EXPIRED else min(today(), effective_on)
        _move(obligation, (source, Stage.COMMITTED), by, on)
    return obligation


def _days_of(seats: Sequence[TrainingSeat]) -> DateRange | None:
    return days(min(seat.start_on for seat in seats), max(seat.end_on for seat in seats)) if seats else None


def record(
    *, obligation: Obligation, by: Any, version: int | None = None, note: str = "", on: dt.date | None = None
) -> Obligation:
    """Record what another person proposed: the gate is asked, and the money is obligated on the day of its document."""
    with acting(by, step="record", note=note):
        row = take_step(
            OBLIGATION_STEPS, obligation, "record", by=by, version=version, note=note, on=on, recorded_by=by
        )
        held = _commitment(row)
        if held is None:
            _move(row, (Stage.APPORTIONED, Stage.OBLIGATED), by, row.effective_on)
        else:
            _move(row, (Stage.COMMITTED, Stage.OBLIGATED), by, max(row.effective_on, held.effective_on))
    return row


def withdraw(
    *, obligation: Obligation, by: Any, note: str, version: int | None = None, on: dt.date | None = None
) -> Obligation:
    """Withdraw a proposal: what it reserved is free again while its fund is open, and its seats have no obligation.

    `by` None and `on` are for the rule that ends what waits in a fund that has closed.
    """
    on = on or today()
    with acting(by, step="withdraw", note=note):
        row = take_step(OBLIGATION_STEPS, obligation, "withdraw", by=by, version=version, note=note)
        free = unobligated(row.fund.ends, on, again=row.reobligation)
        if _commitment(row):
            _move(row, (Stage.COMMITTED, free), by, on, note)
        elif free == Stage.EXPIRED:
            _move(row, (Stage.APPORTIONED, Stage.EXPIRED), by, on, note)
        else:
            apportionment = row.transactions.get(to_stage=Stage.APPORTIONED)
            _move(row, (Stage.APPORTIONED, Stage.APPROPRIATED), by, on, note, reverses=apportionment)
        for seat in row.seats.all():
            mine = lock(seat)
            mine.obligation = None
            mine.save()
    return row


def _commitment(obligation: Obligation) -> FundTransaction | None:
    """What set its money aside; that of an apportionment waits at its own stage."""
    return obligation.transactions.filter(to_stage=Stage.COMMITTED).order_by("-effective_on").first()


def _move(
    obligation: Obligation,
    stages: tuple[Stage, Stage],
    by: Any,
    on: dt.date,
    note: str = "",
    reverses: FundTransaction | None = None,
) -> None:
    whole_fund = stages in WHOLE_FUND
    move(
        fund=obligation.fund,
        stages=stages,
        amount=obligation.amount,
        effective_on=on,
        evidence=obligation.document_number if reverses is None else reverses.evidence,
        by=by,
        operating_unit=None if whole_fund else obligation.operating_unit,
        program=None if whole_fund else obligation.program,
        obligation=obligation,
        reverses=reverses,
        note=note,
    )


def _problems(obligation: Obligation, named: dict[int, Recipient], seats: Sequence[TrainingSeat]) -> Iterator[Problem]:
    """What is wrong with a proposal before money is asked for."""
    program = obligation.program
    assert program is not None  # noqa: S101 - a proposal is always for a program
    if program.state not in OPEN_PROGRAM:
        yield Problem(f"{program.number} takes no money now.", PLAN, "Opens when its plan is approved.", code="state")
    if obligation.fund.account.kind not in ("", program.kind):
        opens = f"Choose a fund of {program.kind}."
        yield Problem(f"{obligation.fund} is money of another kind.", PURPOSE, opens, "fund", "kind")
    if obligation.recipients_named and not named:
        opens = "Name them, or say how they will be named or under which agreement."
        yield Problem("Nobody is named as recipient.", EVIDENCE, opens, "recipients", "nobody")
    if not obligation.recipients_named and named:
        yield Problem("Either recipients are named, or it is said how they will be.", EVIDENCE, "", "naming", "both")
    if any(row.program_id != program.pk for row in named.values()):
        yield Problem("A recipient belongs to another program.", EVIDENCE, "", "recipients", "program")
    if obligation.agreement is not None and obligation.agreement.operating_unit_id != program.operating_unit_id:
        yield Problem("The agreement is with another partner.", EVIDENCE, "", "agreement", "agreement")
    for seat in seats:
        live = seat.obligation is not None and seat.obligation.state != ObligationState.WITHDRAWN
        if live or seat.state not in NOT_STARTED:
            yield Problem(f"The seat of {seat.recipient} is obligated or under way already.", FLOW, "", "seats", "seat")
    price = sum((seat.price for seat in seats), Decimal(0))
    if price > obligation.amount:
        reason = f"The seats cost {price:,.2f} together, more than the amount."
        yield Problem(reason, ANTIDEFICIENCY, field="amount", code="price")
