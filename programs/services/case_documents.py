"""The documents of a case on their way: steps, offer and its last day, signature, deposit, implementation, duties."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from ground.acting import acting, need
from ground.dates import today
from ground.refusals import Problem, Refused
from ground.steps import lock, take_step

from ..checks import HAPPENED
from ..fms.lifecycle import CHANGE, DOCUMENT_STEPS
from ..fms.rules import OFFER, OFFER_DAYS, OFFER_DAYS_BPC, parameter
from ..fms.states import DocumentState
from ..models import CaseDocument, CaseDuty, CaseMilestone
from .fields import checked, refuse
from .fms import LineRow, add_lines

DAYS, DAYS_BPC = 85, 30  # of an offer, where no parameter is in force


def take(*, document: CaseDocument, step: str, by: Any, version: int | None = None, note: str = "") -> CaseDocument:
    """Take a step that needs no more than a reason."""
    with acting(by, step=step, note=note):
        return take_step(DOCUMENT_STEPS, document, step, by=by, version=version, note=note)


def offer_days(on: dt.date, *, bpc: bool = False) -> int:
    """For how many days an offer that is made on a day normally stays open: a dated parameter, and another for
    documents that build partner capacity (BPC)."""
    return int(parameter(OFFER_DAYS_BPC if bpc else OFFER_DAYS, on) or (DAYS_BPC if bpc else DAYS))


def offer(
    *,
    document: CaseDocument,
    offered_on: dt.date,
    by: Any,
    expires_on: dt.date | None = None,
    bpc: bool = False,
    version: int | None = None,
) -> CaseDocument:
    """Offer a proposed document to the partner; its last day is that of the parameter unless another is given."""
    with acting(by, step="offer"):
        return take_step(
            DOCUMENT_STEPS,
            document,
            "offer",
            by=by,
            version=version,
            offered_on=offered_on,
            expires_on=expires_on or offered_on + dt.timedelta(days=offer_days(offered_on, bpc=bpc)),
        )


def extend_offer(
    *, document: CaseDocument, expires_on: dt.date, note: str, by: Any, version: int | None = None
) -> CaseDocument:
    """Give an offer that waits for its signature a later last day, and say why."""
    need(by, CHANGE, document)
    with acting(by, step="extend_offer", note=note):
        row = lock(document, version=version)
        if row.state != DocumentState.OFFERED or row.expires_on is None or expires_on <= row.expires_on:
            reason = "An offer that waits for its signature is extended to a later day."
            refuse([Problem(reason, OFFER, "Choose a later day.", "expires_on", "offer_extended")])
        row.expires_on = expires_on
        checked(row).save()
    return row


def accept(*, document: CaseDocument, accepted_on: dt.date, by: Any, version: int | None = None) -> CaseDocument:
    """Record the partner's signature, given between the day of the offer and its last day."""
    with acting(by, step="accept"):
        return take_step(
            DOCUMENT_STEPS, document, "accept", by=by, version=version, on=accepted_on, accepted_on=accepted_on
        )


def record_deposit(
    *, document: CaseDocument, amount: Decimal, deposited_on: dt.date, by: Any, version: int | None = None
) -> CaseDocument:
    """Record the initial deposit; what FMF pays whole has a deposit of zero, on the day that was settled."""
    need(by, CHANGE, document)
    with acting(by, step="record_deposit"):
        row = lock(document, version=version)
        if row.state not in (DocumentState.OFFERED, DocumentState.ACCEPTED):
            refuse([Problem("The initial deposit is made before the implementation.", OFFER, code="state")])
        row.deposit, row.deposited_on = amount, deposited_on
        checked(row).save()
    return row


def implement(*, document: CaseDocument, implemented_on: dt.date, by: Any, version: int | None = None) -> CaseDocument:
    """Record the implementation: signature and initial deposit come first; deliveries may follow."""
    with acting(by, step="implement"):
        return take_step(DOCUMENT_STEPS, document, "implement", by=by, version=version, implemented_on=implemented_on)


def write_line(*, document: CaseDocument, line: LineRow, by: Any) -> CaseDocument:
    """Add a line to a document that is being written; its value and FMF share grow with it, the rest of it stays."""
    need(by, CHANGE, document)
    with acting(by, step="write_line"):
        row = lock(document)
        add_lines(document=row, lines=[line])
        row.total_value += line.worth
        if row.loan_share:
            row.loan_share += line.worth
        else:
            row.fmf_share += line.worth
        checked(row).save()
    return row


def set_terms(
    *, document: CaseDocument, total_value: Decimal, national_share: Decimal, by: Any, version: int | None = None
) -> CaseDocument:
    """Write the value of a document and the partner's own money in it; FMF is the rest. A loan stays whole."""
    need(by, CHANGE, document)
    with acting(by, step="set_terms"):
        row = lock(document, version=version)
        loan = total_value if row.loan_share else Decimal(0)
        row.total_value, row.national_share, row.loan_share = total_value, national_share, loan
        row.fmf_share = total_value - national_share - loan
        checked(row).save()
    return row


def record_milestone(*, document: CaseDocument, code: str, on_day: dt.date, by: Any) -> CaseMilestone:
    """Record a preparation milestone with its day."""
    need(by, CHANGE, document)
    with acting(by, step="record_milestone"):
        row = CaseMilestone(document=document, code=code, on_day=on_day)
        checked(row).save()
    return row


def meet_duty(
    *, duty: CaseDuty, how: str, by: Any, met_on: dt.date | None = None, version: int | None = None
) -> CaseDuty:
    """Record that the committees were consulted or informed, when and how."""
    need(by, CHANGE, duty)
    with acting(by, step="meet_duty"):
        row = lock(duty, version=version)
        if row.met_on is not None:
            raise Refused("met", "This duty is met already.", (Problem("This duty is met already.", HAPPENED),))
        row.met_on, row.how = met_on or today(), how.strip()
        checked(row).save()
    return row
