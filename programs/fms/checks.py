"""The checks of the steps of a case document: one rule each, named with its basis. They return problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Sum

from ground.pages.words import long_day, money
from ground.refusals import Problem

from .rules import ADDS_UP, IMPLEMENTS, OFFER, ORDERED
from .states import DocumentKind

if TYPE_CHECKING:
    from ..models import CaseDocument


def adds_up(document: CaseDocument, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """The lines of a document add up to its value. Gatehouse rule."""
    found = document.lines.aggregate(sum=Sum("total"))["sum"]
    if found is None and document.kind == DocumentKind.BASIC:
        yield Problem("A basic document has at least one line.", ADDS_UP, "Add what is sold.", code="lines")
    elif (found or Decimal(0)) != document.total_value:
        reason = f"Its lines add up to {money(found or Decimal(0))}, not to {money(document.total_value)}."
        opens = f"Write a value of {money(found or Decimal(0))}, or change the lines."
        yield Problem(reason, ADDS_UP, opens, "total_value", "case_document_adds_up")


def offer_is_open(document: CaseDocument, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """An offer is accepted before it expires, or is extended first. Policy: DSCA guide to the LOA."""
    if document.expires_on is not None and document.expires_on < on:
        reason = f"The offer expired on {long_day(document.expires_on)}."
        yield Problem(reason, OFFER, "Opens when the offer is extended.", code="case_document_accepted_in_time")


def deposit_is_made(document: CaseDocument, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """A document is implemented when it is signed and its initial deposit is made. Policy: SAMM chapter 6, not
    verified."""
    if document.deposited_on is None:
        reason = "The initial deposit is not made."
        yield Problem(reason, IMPLEMENTS, "Record the deposit.", "deposited_on", "case_document_implemented")


def all_is_delivered(document: CaseDocument, *, by: Any, note: str, on: dt.date) -> Iterator[Problem]:
    """Supply is complete when every line is delivered whole. Gatehouse rule."""
    lines: Any = document.lines.with_delivered().order_by("number")
    for number, ordered, done in lines.values_list("number", "quantity", "done"):
        if done < ordered:
            reason = f"Line {number:03d} has {ordered - done:f} left to deliver."
            yield Problem(reason, ORDERED, "Record the deliveries.", code="undelivered")
