"""Programs: plan, edit, step through, nominate recipients, ask for their vetting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ground.access import may
from ground.acting import acting
from ground.acting import need as require
from ground.numbers import next_number
from ground.refusals import Problem
from ground.steps import lock, take_step
from partners.models import OperatingUnit, Person, Unit
from vetting import gate

from .. import kinds
from ..checks import PLAN
from ..lifecycle import PROGRAM_STEPS
from ..models import Initiative, Program, Recipient
from ..states import ENDED_PROGRAM, ProgramState
from .fields import change, checked, refuse

EDITABLE = frozenset({"title", "purpose", "planned_amount", "manager", "stated_purposes", "initiative"})


def create_program(
    *,
    kind: str,
    title: str,
    operating_unit: OperatingUnit,
    fiscal_year: int,
    manager: Any,
    by: Any,
    purpose: str = "",
    planned_amount: Decimal = Decimal(0),
    stated_purposes: Sequence[str] = (),
    initiative: Initiative | None = None,
    copied_from: Program | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Program:
    """A plan in draft, with the number, the laws and the detail row of its kind; `copied_from` is the plan whose words
    it took over."""
    spec = kinds.of(kind)
    program = Program(
        kind=spec.kind,
        title=title,
        operating_unit=operating_unit,
        fiscal_year=fiscal_year,
        laws=list(spec.laws),
        purpose=purpose,
        planned_amount=planned_amount,
        stated_purposes=list(stated_purposes),
        initiative=initiative,
        copied_from=copied_from,
        manager=manager,
        author=by,
    )
    require(by, "programs.draft_program", program)
    with acting(by, step="create_program"):
        _can_manage(manager, program)
        program.number = next_number(spec.prefix, fiscal_year, operating_unit.code, width=4)
        checked(program).save()
        change(spec.detail(program=program), detail or {}, allowed=frozenset(spec.detail_fields)).save()
    return program


def edit_program(
    *, program: Program, by: Any, version: int | None = None, detail: Mapping[str, Any] | None = None, **changes: Any
) -> Program:
    """Change a plan while it is in draft. What was approved goes back to draft first, or stays."""
    require(by, "programs.change_program", program)
    spec = kinds.of(program.kind)
    with acting(by, step="edit_program"):
        row = lock(program, version=version)
        if row.state != ProgramState.DRAFT:
            state = row.get_state_display().lower()
            refuse(
                [Problem(f"The program is past its draft: {state}.", PLAN, "Opens when it is returned.", code="state")]
            )
        if "manager" in changes:
            _can_manage(changes["manager"], row)
        change(row, changes, allowed=EDITABLE).save()
        if detail:
            mine = spec.detail.objects.get(program=row)  # type: ignore[attr-defined]
            change(mine, detail, allowed=frozenset(spec.detail_fields)).save()
    return row


def take(*, program: Program, step: str, by: Any, version: int | None = None, note: str = "") -> Program:
    """Take a step of `PROGRAM_STEPS`: submit, return, approve, execute, close, cancel."""
    with acting(by, step=step, note=note):
        return take_step(PROGRAM_STEPS, program, step, by=by, version=version, note=note)


@dataclass(frozen=True, kw_only=True)
class RecipientRow:
    """A unit, or a person in a unit, to nominate."""

    unit: Unit
    person: Person | None = None
    note: str = ""


def nominate_recipients(*, program: Program, rows: Sequence[RecipientRow], by: Any) -> list[Recipient]:
    """Name whom a program means to help. Nobody is approved by this: their vetting is asked for afterwards."""
    require(by, "programs.nominate_recipient", program)
    with acting(by, step="nominate_recipients"):
        refuse(_nomination_problems(program, rows))
        made = [checked(Recipient(program=program, unit=r.unit, person=r.person, note=r.note)) for r in rows]
        return Recipient.objects.bulk_create(made)


def _nomination_problems(program: Program, rows: Sequence[RecipientRow]) -> list[Problem]:
    if program.state in ENDED_PROGRAM:
        return [Problem(f"The program is {program.get_state_display().lower()}.", PLAN, code="state")]
    if not rows:
        return [Problem("Nobody is named.", PLAN, "Name a unit, or a person in a unit.", "unit", "nobody")]
    country = program.operating_unit.country_id
    return [
        Problem(f"{who} belongs to another country than the program.", PLAN, field="unit", code="country")
        for row in rows
        for who in (row.unit, row.person)
        if who is not None and country is not None and who.country_id != country
    ]


def request_vetting(
    *,
    program: Program,
    recipients: Sequence[Recipient],
    start: dt.date,
    end: dt.date,
    by: Any,
    event: str = "",
    need: str = "",
    funding: str = "",
) -> Any:
    """A vetting case in draft for these recipients and dates, under the program's laws; each recipient points to it.

    `event` says what they are vetted for, where that is narrower than the program.
    """
    require(by, "programs.nominate_recipient", program)
    with acting(by, step="request_vetting"):
        if any(recipient.program_id != program.pk for recipient in recipients):
            refuse([Problem("A recipient belongs to another program.", PLAN, code="program")])
        case = gate.open_case(
            event=event or program.title,
            start=start,
            end=end,
            laws=program.laws,
            funding=funding or f"{kinds.of(program.kind).short} FY {program.fiscal_year}",
            operating_unit=program.operating_unit,
            manager=program.manager,
            recipients=[(recipient.unit_id, recipient.person_id) for recipient in recipients],
            by=by,
            need=need or program.purpose,
            program_number=program.number,
            program_kind=program.kind,
        )
        for recipient in recipients:
            row = lock(recipient)
            row.case = case
            row.save()
    return case


def _can_manage(manager: Any, program: Program) -> None:
    """Whoever manages a program approves its requests, so they hold that right where it stands. Gatehouse rule."""
    if not may(manager, "vetting.endorse_case", program):
        sentence = f"{manager} is not a program manager at this place."
        refuse([Problem(sentence, PLAN, field="manager", code="manager")])
