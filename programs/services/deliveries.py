"""Deliveries: what reached whom. Each is gated by Postgres on its day; nothing is changed afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from ground.acting import acting, need
from ground.dates import today
from ground.models import ImportBatch
from ground.refusals import Problem
from partners.models import Person, Unit

from ..checks import HAPPENED, PLAN
from ..models import (
    Agreement,
    Delivery,
    EquipmentPackage,
    FmsCaseLine,
    Program,
    Recipient,
    TrainingEvent,
    TrainingSeat,
)
from ..states import ProgramState
from .fields import checked, refuse


@dataclass(frozen=True, kw_only=True)
class DeliveryRow:
    """One delivery: to a unit, to a person in a unit, or under an agreement where units cannot be named."""

    program: Program
    what: str
    description: str
    quantity: Decimal
    value: Decimal
    delivered_on: dt.date
    unit: Unit | None = None
    person: Person | None = None
    agreement: Agreement | None = None
    line: FmsCaseLine | None = None
    seat: TrainingSeat | None = None
    event: TrainingEvent | None = None
    package: EquipmentPackage | None = None
    place_name: str = ""


def record_deliveries(*, rows: Sequence[DeliveryRow], by: Any, batch: ImportBatch | None = None) -> list[Delivery]:
    """Record what was delivered: all of the rows or none. One recipient at whom the gate is shut refuses them all.
    `batch` is what they came in with, where they came together."""
    for program in {row.program.pk: row.program for row in rows}.values():
        need(by, "programs.record_delivery", program)
    with acting(by, step="record_deliveries"):
        refuse(_problems(rows))
        refuse(_line_problems([row for row in rows if row.line is not None]))
        made = [
            Delivery(
                program=row.program,
                unit=row.unit,
                person=row.person,
                agreement=row.agreement,
                line=row.line,
                seat=row.seat,
                event=row.event,
                package=row.package,
                what=row.what,
                description=row.description,
                quantity=row.quantity,
                value=row.value,
                delivered_on=row.delivered_on,
                place_name=row.place_name,
                batch=batch,
                recorded_by=by,
            )
            for row in rows
        ]
        return Delivery.objects.bulk_create([checked(delivery) for delivery in made])


def _problems(rows: Sequence[DeliveryRow]) -> Iterator[Problem]:
    """Deliveries happen while a program executes, to whom it nominated, and not in the future. Gatehouse rules."""
    programs = {row.program.pk: row.program for row in rows}
    for program in programs.values():
        if program.state != ProgramState.EXECUTING:
            reason = f"{program.number} is not executing."
            yield Problem(reason, PLAN, "Opens when the program starts executing.", code="state")
    named = set(Recipient.objects.filter(program__in=programs).values_list("program_id", "unit_id", "person_id"))
    for row in rows:
        key = (row.program.pk, row.unit.pk if row.unit else None, row.person.pk if row.person else None)
        if row.unit is not None and key not in named:
            reason = f"{row.person or row.unit} is not a recipient of {row.program.number}."
            yield Problem(reason, PLAN, "Opens when nominated.", "unit", "not_a_recipient")
        if row.delivered_on > today():
            yield Problem("A delivery is recorded when it has happened.", HAPPENED, field="delivered_on", code="future")


def _line_problems(rows: Sequence[DeliveryRow]) -> Iterator[Problem]:
    """No more is delivered on a case line than it orders. Gatehouse rule; the lines are locked while it is counted."""
    ids = sorted({row.line.pk for row in rows if row.line})
    lines = FmsCaseLine.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    done = dict(
        Delivery.objects.filter(line__in=ids)
        .order_by()
        .values("line")
        .annotate(sum=Sum("quantity"))
        .values_list("line", "sum")
    )
    for line in lines.select_related("case"):
        new = sum((row.quantity for row in rows if row.line and row.line.pk == line.pk), Decimal(0))
        left = line.quantity - done.get(line.pk, Decimal(0))
        if new > left:
            yield Problem(f"{line} has {left:f} left to deliver.", PLAN, field="quantity", code="line_quantity")
