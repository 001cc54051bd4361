"""What PKO programs do: contributions to operations, training events, equipment packages, engagements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from ground.acting import acting, need
from ground.refusals import Problem
from ground.steps import lock, take_step

from ..checks import PLAN
from ..lifecycle import EVENT_STEPS
from ..models import (
    Delivery,
    Engagement,
    EquipmentPackage,
    PackageItem,
    PkoContribution,
    Program,
    Recipient,
    TrainingEvent,
)
from ..states import OPEN_PROGRAM
from .deliveries import DeliveryRow, record_deliveries
from .fields import change, checked, refuse

PLANNED = frozenset({"title", "place_name", "mission", "mode", "start_on", "end_on"})
CHANGE, GIVE = "programs.change_program", "programs.record_delivery"


@dataclass(frozen=True, kw_only=True)
class Trained:
    """Who was trained in an event: persons, military and police apart, and how many of them women and instructors."""

    military: int = 0
    police: int = 0
    women: int = 0
    instructors: int = 0


@dataclass(frozen=True, kw_only=True)
class ItemRow:
    """One kind of item of a package: how many, and what all of them are worth in US dollars."""

    description: str
    quantity: int
    value: Decimal


def contribute(
    *,
    program: Program,
    operation: str,
    fiscal_year: int,
    amount: Decimal,
    on_day: dt.date,
    document: str,
    by: Any,
) -> PkoContribution:
    """Record a contribution to an operation for a fiscal year. Voluntary, or assessed dues, as its program says."""
    need(by, CHANGE, program)
    with acting(by, step="contribute"):
        row = PkoContribution(
            program=program,
            operation=operation.strip(),
            fiscal_year=fiscal_year,
            amount=amount,
            on_day=on_day,
            document=document.strip(),
            by=by,
        )
        checked(row).save()
    return row


def plan_event(*, program: Program, recipient: Recipient, by: Any, **planned: Any) -> TrainingEvent:
    """Plan a training event of a unit. Nobody is approved by it: the gate is asked when it starts."""
    need(by, CHANGE, program)
    with acting(by, step="plan_event"):
        _takes_work(program)
        row = change(TrainingEvent(program=program, recipient=recipient), planned, allowed=PLANNED)
        row.save()
    return row


def edit_event(*, event: TrainingEvent, by: Any, version: int | None = None, **planned: Any) -> TrainingEvent:
    """Change what is planned. Of an event under way the gate is asked again, for its new days."""
    need(by, CHANGE, event)
    with acting(by, step="edit_event"):
        row = change(lock(event, version=version), planned, allowed=PLANNED)
        row.save()
    return row


def take(*, event: TrainingEvent, step: str, by: Any, version: int | None = None, note: str = "") -> TrainingEvent:
    """Take a step of `EVENT_STEPS` that stands alone: start, stop, cancel."""
    with acting(by, step=step, note=note):
        return take_step(EVENT_STEPS, event, step, by=by, version=version, note=note)


def complete(
    *,
    event: TrainingEvent,
    trained: Trained,
    cost: Decimal,
    by: Any,
    assessment: str = "",
    version: int | None = None,
) -> Delivery:
    """Record who was trained, and the training delivered by it: one call, gated on the last day of the event."""
    with acting(by, step="complete"):
        counts = {**vars(trained), "cost": cost, "assessment": assessment.strip()}
        row = take_step(EVENT_STEPS, event, "complete", by=by, version=version, **counts)
        (delivery,) = record_deliveries(
            rows=[
                DeliveryRow(
                    program=row.program,
                    unit=row.recipient.unit,
                    event=row,
                    what=Delivery.What.TRAINING,
                    description=row.title,
                    quantity=Decimal(row.persons),
                    value=row.cost,
                    delivered_on=row.end_on,
                    place_name=row.place_name,
                )
            ],
            by=by,
        )
    return delivery


def assemble_package(
    *, program: Program, recipient: Recipient, title: str, items: Sequence[ItemRow], by: Any, deployed_with: str = ""
) -> EquipmentPackage:
    """Begin a package for a unit, with its first items. Title passes later."""
    need(by, CHANGE, program)
    with acting(by, step="assemble_package"):
        _takes_work(program)
        row = EquipmentPackage(program=program, recipient=recipient, title=title.strip(), deployed_with=deployed_with)
        checked(row).save()
        add_items(package=row, items=items, by=by)
    return row


def add_items(*, package: EquipmentPackage, items: Sequence[ItemRow], by: Any) -> list[PackageItem]:
    """Put more items into a package whose title has not passed."""
    need(by, CHANGE, package)
    with acting(by, step="add_items"):
        rows = [checked(PackageItem(package=package, **vars(item))) for item in items]
        return PackageItem.objects.bulk_create(rows)


def transfer_package(
    *, package: EquipmentPackage, on_day: dt.date, by: Any, place_name: str = "", version: int | None = None
) -> Delivery:
    """Pass title to the unit, and record the delivery: one call, gated on its day. Each item then waits to be signed
    for: without a hand receipt it is not accounted for."""
    need(by, GIVE, package)
    with acting(by, step="transfer_package"):
        row = lock(package, version=version)
        row.transferred_on, row.place_name = on_day, place_name.strip()
        checked(row).save()
        worth = row.items.aggregate(sum=Sum("value", default=Decimal(0)))["sum"]
        (delivery,) = record_deliveries(
            rows=[
                DeliveryRow(
                    program=row.program,
                    unit=row.recipient.unit,
                    package=row,
                    what=Delivery.What.ARTICLE,
                    description=row.title,
                    quantity=Decimal(1),
                    value=worth,
                    delivered_on=on_day,
                    place_name=row.place_name,
                )
            ],
            by=by,
        )
    return delivery


def sign_for(
    *, item: PackageItem, number: str, signed_by: str, signed_on: dt.date, by: Any, version: int | None = None
) -> PackageItem:
    """Record the hand receipt of an item: from then on it is accounted for."""
    signed = {"receipt_number": number, "receipt_signed_by": signed_by, "receipt_signed_on": signed_on}
    return _keep(item, signed, step="sign_for", by=by, version=version)


def inspect(
    *, item: PackageItem, inspected_on: dt.date, serviceable: int, by: Any, version: int | None = None
) -> PackageItem:
    """Record how many of an item an inspection found serviceable; the one before stays in its history."""
    found = {"inspected_on": inspected_on, "serviceable": serviceable}
    return _keep(item, found, step="inspect", by=by, version=version)


def _keep(item: PackageItem, values: Mapping[str, Any], *, step: str, by: Any, version: int | None) -> PackageItem:
    need(by, CHANGE, item)
    with acting(by, step=step):
        row = change(lock(item, version=version), values, allowed=frozenset(values))
        row.save()
    return row


def engage(
    *,
    program: Program,
    sort: str,
    provider: str,
    what_for: str,
    starts_on: dt.date,
    ends_on: dt.date,
    by: Any,
    recipient: Recipient | None = None,
    ministry: str = "",
    mission: str = "",
) -> Engagement:
    """Record advice to a ministry or a unit, or support of a unit in its mission. Of a unit the gate is asked for all
    of its days."""
    need(by, CHANGE, program)
    with acting(by, step="engage"):
        _takes_work(program)
        row = Engagement(
            program=program,
            sort=sort,
            recipient=recipient,
            ministry=ministry.strip(),
            provider=provider.strip(),
            mission=mission.strip(),
            what_for=what_for.strip(),
            starts_on=starts_on,
            ends_on=ends_on,
        )
        checked(row).save()
    return row


def _takes_work(program: Program) -> None:
    """Work is planned under an approved plan. Gatehouse rule."""
    if program.state not in OPEN_PROGRAM:
        reason = f"{program.number} takes no new work now."
        refuse([Problem(reason, PLAN, "Opens when its plan is approved.", code="state")])
