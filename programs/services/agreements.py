"""Agreements with partners and implementers, their amendments, and the determinations before grant articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from ground.acting import acting, need
from ground.steps import lock
from partners.models import OperatingUnit

from ..fms.states import AgreementKind
from ..models import Agreement, GrantDetermination
from .fields import checked

CHANGE = "programs.change_program"


def record_agreement(
    *,
    operating_unit: OperatingUnit,
    title: str,
    document: str,
    signed_on: dt.date,
    by: Any,
    kind: str = AgreementKind.RECIPIENTS,
    parties: str = "",
    terms: Sequence[str] = (),
    until_on: dt.date | None = None,
    list_sent_on: dt.date | None = None,
    amends: Agreement | None = None,
) -> Agreement:
    """An agreement in force from its signature; `until_on` is its last day, if it has one. With `amends` it is an
    amendment, which has a document and days of its own and the kind and partner of what it amends."""
    agreement = Agreement(
        operating_unit=operating_unit,
        kind=kind,
        amends=amends,
        title=title,
        document=document,
        parties=parties,
        terms=list(terms),
        signed_on=signed_on,
        valid=DateRange(signed_on, until_on + dt.timedelta(days=1) if until_on else None),
        list_sent_on=list_sent_on,
    )
    need(by, CHANGE, agreement)
    with acting(by, step="record_agreement"):
        checked(agreement).save()
    return agreement


def send_list(*, agreement: Agreement, on: dt.date, by: Any, version: int | None = None) -> Agreement:
    """Note the day on which the list of barred units was last sent to the partner."""
    need(by, CHANGE, agreement)
    with acting(by, step="send_list"):
        row = lock(agreement, version=version)
        row.list_sent_on = on
        checked(row).save()
    return row


def determine(
    *, operating_unit: OperatingUnit, fiscal_year: int, what: str, determined_on: dt.date, document: str, by: Any
) -> GrantDetermination:
    """Record one of the four determinations before grant articles above the yearly amount (22 U.S.C. 2314(b))."""
    row = GrantDetermination(
        operating_unit=operating_unit,
        fiscal_year=fiscal_year,
        what=what,
        determined_on=determined_on,
        document=document,
        by=by,
    )
    need(by, CHANGE, row)
    with acting(by, step="determine"):
        checked(row).save()
    return row
