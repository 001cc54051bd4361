"""Letters of request, and FMS cases that FMF finances: a case begins with its basic document and its lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ground.acting import acting, need
from ground.dates import today
from ground.pages.words import money
from ground.refusals import Problem
from ground.steps import lock

from .. import kinds
from ..checks import PLAN
from ..fms.rules import ADDS_UP, LETTER
from ..fms.states import CaseKind, DocumentKind, Duty, EndUse, Financing
from ..models import Agreement, CaseDocument, CaseDuty, FmsCase, FmsCaseLine, LetterOfRequest, Program
from ..states import ENDED_PROGRAM
from .fields import checked, refuse

CHANGE = "programs.change_program"
CENT = Decimal("0.01")
CONSULTED_WITHIN = dt.timedelta(days=30)  # a day to look at; the law names none


@dataclass(frozen=True, kw_only=True)
class LineRow:
    """One line of a document. Of `unit_price` and `total` one is enough; both must agree."""

    description: str
    category: str
    quantity: Decimal
    total: Decimal | None = None
    unit_price: Decimal | None = None
    unit: str = "EA"
    delivery_from: dt.date | None = None
    delivery_to: dt.date | None = None
    is_sme: bool = False
    is_mde: bool = False
    end_use: str = EndUse.NONE

    @property
    def price(self) -> Decimal:
        """The unit price in US dollars: as given, or the total by the quantity."""
        if self.unit_price is not None:
            return self.unit_price
        return (
            ((self.total or Decimal(0)) / self.quantity).quantize(CENT, ROUND_HALF_UP) if self.quantity else Decimal(0)
        )

    @property
    def worth(self) -> Decimal:
        """Quantity times unit price, to the cent."""
        return (self.quantity * self.price).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, kw_only=True)
class Shares:
    """What makes up the value of a document besides FMF, in US dollars."""

    national: Decimal = Decimal(0)
    loan: Decimal = Decimal(0)


def receive_letter(
    *, program: Program, number: str, received_on: dt.date, requirement: str, by: Any
) -> LetterOfRequest:
    """Keep a letter of request as it came. The clock starts when it is found complete."""
    need(by, CHANGE, program)
    with acting(by, step="receive_letter"):
        refuse(_takes_cases(program))
        row = LetterOfRequest(
            program=program, number=number.strip(), received_on=received_on, requirement=requirement.strip()
        )
        checked(row).save()
    return row


def check_letter(
    *,
    letter: LetterOfRequest,
    by: Any,
    missing: str = "",
    actionable_on: dt.date | None = None,
    version: int | None = None,
) -> LetterOfRequest:
    """Say what is missing of a letter, or that nothing is and from which day it is actionable: the clock starts."""
    need(by, CHANGE, letter)
    with acting(by, step="check_letter"):
        row = lock(letter, version=version)
        missing = missing.strip()
        if bool(missing) == (actionable_on is not None):
            reason = "Either something is missing, or the letter is actionable from a day on."
            refuse(
                [Problem(reason, LETTER, "Write one of the two.", "actionable_on", "letter_actionable_when_complete")]
            )
        row.missing, row.actionable_on = missing, actionable_on
        checked(row).save()
    return row


def open_fms_case(
    *,
    program: Program,
    designator: str,
    title: str,
    lines: Sequence[LineRow],
    by: Any,
    agreement: Agreement | None = None,
    letter: LetterOfRequest | None = None,
    kind: str = CaseKind.DEFINED,
    financing: str = Financing.GRANT,
    shares: Shares | None = None,
) -> FmsCase:
    """A case with its basic document in development, and the task to consult the committees where FMF finances it.

    With an agreement its recipients cannot be named: it is shown as "not unit-vetted".
    """
    need(by, CHANGE, program)
    with acting(by, step="open_fms_case"):
        refuse(_case_problems(program, lines, agreement, letter))
        case = FmsCase(
            program=program,
            letter=letter,
            designator=designator.strip().upper(),
            kind=kind,
            financing=financing,
            title=title,
            recipients_named=agreement is None,
            agreement=agreement,
        )
        checked(case).save()
        _write(case, DocumentKind.BASIC, 0, lines, shares or _financed(case, lines), "")
        CaseDuty(case=case, what=Duty.CONSULT, due_on=today() + CONSULTED_WITHIN).save()
    return case


def _financed(case: FmsCase, lines: Sequence[LineRow]) -> Shares:
    worth = sum((line.worth for line in lines), Decimal(0))
    return Shares(loan=worth) if case.financing == Financing.LOAN else Shares()


def add_document(
    *, case: FmsCase, kind: str, lines: Sequence[LineRow], why: str, by: Any, shares: Shares | None = None
) -> CaseDocument:
    """An amendment or a modification of an implemented case, with the lines it adds and what it changes.

    A price that rises is a line of its own; the shares say who pays it.
    """
    need(by, CHANGE, case)
    with acting(by, step="add_document"):
        lock(case)
        refuse(_line_problems(lines))
        last = case.documents.filter(kind=kind).count()
        return _write(case, kind, last + 1, lines, shares or _financed(case, lines), why)


def _write(case: FmsCase, kind: str, number: int, lines: Sequence[LineRow], shares: Shares, why: str) -> CaseDocument:
    value = sum((line.worth for line in lines), Decimal(0))
    fmf = value - shares.national - shares.loan
    if fmf < 0:
        reason = f"The other shares are more than the value of {money(value)}."
        refuse([Problem(reason, ADDS_UP, f"Write {money(value)} or less.", "national", "case_document_not_negative")])
    document = CaseDocument(
        case=case,
        kind=kind,
        number=number,
        total_value=value,
        fmf_share=fmf,
        national_share=shares.national,
        loan_share=shares.loan,
        why=why.strip(),
    )
    checked(document).save()
    add_lines(document=document, lines=lines)
    return document


def add_lines(*, document: CaseDocument, lines: Sequence[LineRow]) -> list[FmsCaseLine]:
    """The lines of a document, numbered after those of its case. For the services of this folder: may was asked."""
    last = document.case.lines.order_by("-number").values_list("number", flat=True).first() or 0
    made = [
        FmsCaseLine(
            case=document.case,
            document=document,
            number=number,
            description=line.description,
            category=line.category,
            quantity=line.quantity,
            unit=line.unit,
            unit_price=line.price,
            total=line.worth,
            delivery_from=line.delivery_from,
            delivery_to=line.delivery_to,
            is_sme=line.is_sme,
            is_mde=line.is_mde,
            end_use=line.end_use,
        )
        for number, line in enumerate(lines, start=last + 1)
    ]
    return FmsCaseLine.objects.bulk_create([checked(line) for line in made])


def _takes_cases(program: Program) -> Iterator[Problem]:
    """Cases and letters belong to an FMF program that has not ended. Gatehouse rule."""
    if program.state in ENDED_PROGRAM or not kinds.of(program.kind).has("fms_cases"):
        yield Problem(f"{program.number} takes no FMS case.", PLAN, code="state")


def _case_problems(
    program: Program, lines: Sequence[LineRow], agreement: Agreement | None, letter: LetterOfRequest | None
) -> Iterator[Problem]:
    """What keeps a case from being opened: an ended program, no line, papers of another partner. Gatehouse rules."""
    yield from _takes_cases(program)
    if not lines:
        yield Problem("A case has at least one line.", PLAN, field="lines", code="lines")
    yield from _line_problems(lines)
    if agreement is not None and agreement.operating_unit_id != program.operating_unit_id:
        yield Problem("The agreement is with another partner.", PLAN, field="agreement", code="agreement")
    if letter is not None and letter.program_id != program.pk:
        yield Problem("The letter is of another program.", LETTER, field="letter", code="letter")
    if letter is not None and letter.actionable_on is None:
        opens = "Opens when the letter is found complete."
        yield Problem("The letter is not actionable yet.", LETTER, opens, "letter", "letter_actionable")


def _line_problems(lines: Sequence[LineRow]) -> Iterator[Problem]:
    """The total of a line is its quantity times its unit price. Gatehouse rule."""
    for number, line in enumerate(lines, start=1):
        if line.total is not None and line.total != line.worth:
            reason = f"Line {number:03d}: {line.quantity:f} at {money(line.price)} is {money(line.worth)}."
            yield Problem(reason, ADDS_UP, f"Write {money(line.worth)}.", "total", "fms_line_total")
