"""FMS cases that FMF finances, and the agreements under which their recipients may stay unnamed until delivery."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from ground.acting import acting, need
from ground.refusals import Problem
from ground.steps import lock
from partners.models import OperatingUnit

from .. import kinds
from ..checks import PLAN
from ..models import Agreement, FmsCase, FmsCaseLine, Program
from ..states import ENDED_PROGRAM
from .fields import checked, refuse


@dataclass(frozen=True, kw_only=True)
class LineRow:
    """One line of a case."""

    description: str
    category: str
    quantity: Decimal
    total: Decimal


def open_fms_case(
    *,
    program: Program,
    designator: str,
    title: str,
    lines: Sequence[LineRow],
    by: Any,
    agreement: Agreement | None = None,
) -> FmsCase:
    """A case with its lines. With an agreement its recipients cannot be named: it is shown as "not unit-vetted"."""
    need(by, "programs.change_program", program)
    with acting(by, step="open_fms_case"):
        refuse(_problems(program, lines, agreement))
        case = FmsCase(
            program=program,
            designator=designator.strip().upper(),
            title=title,
            total_value=sum((line.total for line in lines), Decimal(0)),
            recipients_named=agreement is None,
            agreement=agreement,
        )
        checked(case).save()
        FmsCaseLine.objects.bulk_create(
            [
                checked(
                    FmsCaseLine(
                        case=case,
                        number=number,
                        description=line.description,
                        category=line.category,
                        quantity=line.quantity,
                        total=line.total,
                    )
                )
                for number, line in enumerate(lines, start=1)
            ]
        )
    return case


def _problems(program: Program, lines: Sequence[LineRow], agreement: Agreement | None) -> list[Problem]:
    found = []
    if program.state in ENDED_PROGRAM or not kinds.of(program.kind).has("fms_cases"):
        found.append(Problem(f"{program.number} takes no FMS case.", PLAN, code="state"))
    if not lines:
        found.append(Problem("A case has at least one line.", PLAN, field="lines", code="lines"))
    if agreement is not None and agreement.operating_unit_id != program.operating_unit_id:
        found.append(Problem("The agreement is with another partner.", PLAN, field="agreement", code="agreement"))
    return found


def record_agreement(
    *,
    operating_unit: OperatingUnit,
    title: str,
    document: str,
    signed_on: dt.date,
    by: Any,
    until_on: dt.date | None = None,
    list_sent_on: dt.date | None = None,
) -> Agreement:
    """An agreement of 22 U.S.C. 2378d(c)(1), in force from its signature; `until_on` is its last day, if it has one."""
    agreement = Agreement(
        operating_unit=operating_unit,
        title=title,
        document=document,
        signed_on=signed_on,
        valid=DateRange(signed_on, until_on + dt.timedelta(days=1) if until_on else None),
        list_sent_on=list_sent_on,
    )
    need(by, "programs.change_program", agreement)
    with acting(by, step="record_agreement"):
        checked(agreement).save()
    return agreement


def send_list(*, agreement: Agreement, on: dt.date, by: Any, version: int | None = None) -> Agreement:
    """Note the day on which the list of barred units was last sent to the partner."""
    need(by, "programs.change_program", agreement)
    with acting(by, step="send_list"):
        row = lock(agreement, version=version)
        row.list_sent_on = on
        checked(row).save()
    return row
