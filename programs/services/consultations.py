"""Who carries a program out, and what other agencies said about it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from ground.acting import acting, need
from ground.dates import today
from ground.steps import lock

from ..models import Consultation, Implementer, Program
from .fields import checked
from .initiatives import not_ended


def add_implementer(
    *,
    program: Program,
    sort: str,
    name: str,
    does: str,
    by: Any,
    from_on: dt.date | None = None,
    until_on: dt.date | None = None,
    document: str = "",
) -> Implementer:
    """Record who carries a program out, or a part of it."""
    need(by, "programs.change_program", program)
    with acting(by, step="add_implementer"):
        not_ended(lock(program))
        row = Implementer(
            program=program,
            sort=sort,
            name=name.strip(),
            does=does.strip(),
            document=document,
            valid=DateRange(from_on or today(), until_on, "[]"),
            by=by,
        )
        checked(row).save()
    return row


def consult(
    *, program: Program, agency: str, held_on: dt.date, view: str, text: str, by: Any, office: str = ""
) -> Consultation:
    """Record what an agency said about a program on a day: that it has no view is said too."""
    need(by, "programs.change_program", program)
    with acting(by, step="consult"):
        row = Consultation(
            program=program, agency=agency, office=office.strip(), held_on=held_on, view=view, text=text.strip(), by=by
        )
        checked(row).save()
    return row
