"""One recipient on trial, with everything ready but the gate: confirmed seat on recorded money, order and proposal.

The money of the seat names nobody, so that a seat may be tried for somebody who was never approved. What comes of an
attempt is an `Outcome`; every attempt is taken back, so that each starts from the same scene.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psycopg2
from django.db import IntegrityError, transaction

from ground.dates import today
from ground.refusals import Refused, translate
from partners.models import Person, Unit
from programs.models import (
    Delivery,
    EquipmentPackage,
    Obligation,
    Program,
    Recipient,
    TrainingEvent,
    TrainingSeat,
    TravelOrder,
)
from tests.programs import build

from .standings import DELIVERY, EVENT, OBLIGATION, ORDER, PACKAGE, SEAT_ITO, SEAT_START

COURSE = dt.timedelta(days=55)
TARGETS = {SEAT_ITO: "ITO_ISSUED", SEAT_START: "IN_TRAINING", ORDER: "ISSUED", OBLIGATION: "RECORDED", EVENT: "STARTED"}


@dataclass
class Scene:
    """The rows that an attempt may push through the gate, and the people whose work it is."""

    office: build.Office
    program: Program
    recipient: Recipient
    proposal: Obligation
    seat: TrainingSeat | None = None
    order: TravelOrder | None = None
    event: TrainingEvent | None = None
    package: EquipmentPackage | None = None

    def row(self, thing: str) -> Any:
        """The row that the thing moves; a delivery is a new one."""
        of_units = {EVENT: self.event, PACKAGE: self.package, OBLIGATION: self.proposal}
        return {SEAT_ITO: self.seat, SEAT_START: self.seat, ORDER: self.order, **of_units}[thing]

    def happened(self, thing: str) -> bool:
        """Whether the forbidden thing is in the database now."""
        if thing == DELIVERY:
            return Delivery.objects.filter(program=self.program).exists()
        row = self.row(thing)
        if thing == PACKAGE:
            return bool(EquipmentPackage.objects.get(pk=row.pk).transferred_on)
        return bool(type(row).objects.get(pk=row.pk).state == TARGETS[thing])

    def values(self, thing: str) -> dict[str, Any]:
        """The columns of the row as the thing leaves them."""
        if thing == DELIVERY:
            return {
                "program_id": self.program.pk,
                "unit_id": self.recipient.unit_id,
                "person_id": self.recipient.person_id,
                "what": "TRAINING",
                "description": "Small craft instruction",
                "quantity": 1,
                "value": 100,
                "delivered_on": today(),
                "place_name": "",
                "recorded_by_id": self.office.analyst.pk,
            }
        if thing == PACKAGE:
            return {"transferred_on": today(), "version": self.row(thing).version + 1}
        more: dict[str, Any] = {}
        if thing == ORDER:
            more = {"issued_on": today()}
        if thing == OBLIGATION:
            more = {"recorded_by_id": self.office.recorder.pk}
        return {"state": TARGETS[thing], "version": self.row(thing).version + 1, **more}


def set_up(unit: Unit, person: Person | None) -> Scene:
    """The scene of one recipient of an IMET program that executes; of a unit by itself also under PKO."""
    office = build.Office()
    program = build.program(office)
    fund = build.fund(office, allotted=500_000)
    who = build.recipient(office, program, unit, person)
    scene = Scene(office, program, who, build.proposed(office, program, fund, recipients=[who]))
    if person is None:
        troops = build.recipient(office, build.program(office, "PKO"), unit)
        scene.event, scene.package = build.event(office, troops, days=0), build.package(office, troops)
    else:
        money = build.recorded(office, program, fund, 50_000)
        scene.seat = build.seat(office, who, end=today() + COURSE)
        scene.seat.obligation = money
        scene.seat.save()
        scene.order = TravelOrder.objects.create(
            seat=scene.seat, number="ITO-DRAFT", travel_from=scene.seat.start_on, travel_until=scene.seat.end_on
        )
    return scene


@dataclass
class Outcome:
    """What came of an attempt: whether it stands, else the constraint or the codes that refused it."""

    passed: bool
    constraint: str = ""
    codes: set[str] = field(default_factory=set)
    said: str = ""

    def refused_by(self, gate: str, code: str) -> bool:
        """Refused by the gate: by its own constraint in Postgres, or by the service that asked it first."""
        return not self.passed and code in self.codes and self.constraint in {gate, "gate", ""}


class Taken(Exception):
    """Takes an attempt back."""


def attempt(scene: Scene, thing: str, act: Callable[[Scene, str], Outcome | None]) -> Outcome:
    """Try it, look whether it stands, and take it back."""
    outcome = Outcome(passed=False)
    try:
        with transaction.atomic():
            outcome = act(scene, thing) or outcome
            outcome.passed = scene.happened(thing)
            raise Taken
    except Taken:
        return outcome
    except Refused as refused:
        return Outcome(False, "", {p.code for p in refused.problems}, refused.sentence)
    except (IntegrityError, psycopg2.IntegrityError) as error:  # COPY goes past Django's own wrapping
        return of_error(error)
    finally:
        for row in (scene.seat, scene.order, scene.proposal, scene.event, scene.package):
            if row is not None:
                row.refresh_from_db()


def of_error(error: BaseException) -> Outcome:
    """The constraint that Postgres named, and the blockers that it listed."""
    driver = error if hasattr(error, "diag") else error.__cause__
    wrapped = IntegrityError(str(error))
    wrapped.__cause__ = driver
    refused = translate(wrapped)
    assert refused is not None, error
    return Outcome(False, driver.diag.constraint_name, {p.code for p in refused.problems}, refused.sentence)
