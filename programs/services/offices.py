"""Offices and what each answers for, from when until when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from ground.acting import acting, need
from ground.refusals import Basis
from partners.models import OperatingUnit

from ..models import Office, Responsibility
from .fields import checked

KEEP = "partners.manage_reference"


def add_office(*, code: str, name: str, agency: str, does: str, source: str, by: Any) -> Office:
    """An office by its symbol. What it answers for has dates of its own."""
    need(by, KEEP)
    with acting(by, step="add_office"):
        row = Office(code=code.strip().upper(), name=name, agency=agency, does=does, source=source)
        checked(row).save()
    return row


def give_responsibility(
    *,
    office: Office,
    duty: str,
    from_on: dt.date | None,
    source: str,
    by: Any,
    kind: str = "",
    region: str = "",
    operating_unit: OperatingUnit | None = None,
    basis: str = Basis.POLICY,
    verified: bool = False,
) -> Responsibility:
    """An office answers for something from a day on, everywhere unless a region or a place is given. Whoever answered
    for the same until then is closed first."""
    need(by, KEEP)
    with acting(by, step="give_responsibility"):
        row = Responsibility(
            office=office,
            duty=duty,
            kind=kind,
            region=region,
            operating_unit=operating_unit,
            valid=DateRange(from_on, None, "[]"),
            start_known=from_on is not None,
            source=source,
            basis=basis,
            verified=verified,
        )
        checked(row).save()
    return row


def end_responsibility(*, responsibility: Responsibility, last_on: dt.date, by: Any) -> Responsibility:
    """Close a responsibility on its last day; it stays on record."""
    need(by, KEEP)
    with acting(by, step="end_responsibility"):
        row = Responsibility.objects.select_for_update(of=("self",)).get(pk=responsibility.pk)
        row.valid, row.end_known = DateRange(row.valid.lower, last_on, "[]"), True
        row.save()
    return row
