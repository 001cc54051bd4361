"""IMET seats from request to completion, with their travel orders. The gate stands on each order and each start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ground.acting import acting, need
from ground.dates import fiscal_year, today
from ground.numbers import next_number
from ground.pages.words import money
from ground.refusals import Basis, Problem, Rule
from ground.steps import take_step

from .. import kinds
from ..checks import HAPPENED, PLAN
from ..lifecycle import ORDER_STEPS, SEAT_STEPS
from ..models import Completion, Course, Delivery, Recipient, TrainingLine, TrainingSeat, TravelOrder
from ..states import OPEN_PROGRAM, OrderState, SeatState
from .deliveries import DeliveryRow, record_deliveries
from .fields import checked, refuse

PRICE = Rule("A price is its parts", Basis.GATEHOUSE, "Tuition, allowances and other costs add up to the price")


@dataclass(frozen=True, kw_only=True)
class SeatRow:
    """A place in a course to ask for, for a recipient who is a person."""

    recipient: Recipient
    course: Course
    start_on: dt.date
    end_on: dt.date
    tuition: Decimal = Decimal(0)
    allowances: Decimal = Decimal(0)
    other_costs: Decimal = Decimal(0)
    price: Decimal | None = None  # the sum of the parts unless it is written, and then it must be that
    is_reimbursable: bool = False
    line: TrainingLine | None = None
    attache_consulted_on: dt.date | None = None
    attache_office: str = ""
    grade: str = ""

    @property
    def parts(self) -> Decimal:
        """What the parts of the price add up to."""
        return self.tuition + self.allowances + self.other_costs


def request_seats(*, rows: Sequence[SeatRow], by: Any) -> list[TrainingSeat]:
    """Ask for seats. A seat asked for is not confirmed, and nobody is approved by it."""
    programs = {row.recipient.program_id: row.recipient.program for row in rows}
    for program in programs.values():
        need(by, "programs.arrange_seat", program)
    with acting(by, step="request_seats"):
        refuse(
            Problem(f"{program.number} takes no seats now.", PLAN, "Opens when its plan is approved.", code="state")
            for program in programs.values()
            if program.state not in OPEN_PROGRAM or not kinds.of(program.kind).has("seats")
        )
        refuse(
            Problem(
                f"The parts add up to {money(row.parts)}, not to {money(row.price)}.",
                PRICE,
                f"Opens with {money(row.parts)}.",
                "price",
                "seat_price_is_its_parts",
            )
            for row in rows
            if row.price is not None and row.price != row.parts
        )
        seats = [
            TrainingSeat(
                program=row.recipient.program,
                recipient=row.recipient,
                course=row.course,
                start_on=row.start_on,
                end_on=row.end_on,
                tuition=row.tuition,
                allowances=row.allowances,
                other_costs=row.other_costs,
                price=row.parts,
                is_reimbursable=row.is_reimbursable,
                line=row.line,
                attache_consulted_on=row.attache_consulted_on,
                attache_office=row.attache_office.strip(),
                grade=row.grade,
            )
            for row in rows
        ]
        return TrainingSeat.objects.bulk_create([checked(seat) for seat in seats])


def take(
    *, seat: TrainingSeat, step: str, by: Any, version: int | None = None, note: str = "", on: dt.date | None = None
) -> TrainingSeat:
    """Take a step of `SEAT_STEPS` that stands alone: program, confirm, travel, start, withdraw, awol, no_show.

    A seat that is not taken up takes its travel order with it.
    """
    with acting(by, step=step, note=note):
        row = take_step(SEAT_STEPS, seat, step, by=by, version=version, note=note, on=on)
        if row.state == SeatState.NO_SHOW:
            for order in row.orders.filter(state=OrderState.ISSUED):
                take_step(ORDER_STEPS, order, "cancel", by=by, note=note)
    return row


def issue_order(
    *,
    seat: TrainingSeat,
    travel_from: dt.date,
    travel_until: dt.date,
    by: Any,
    version: int | None = None,
    on: dt.date | None = None,
) -> TravelOrder:
    """Issue the first edition of a travel order; the seat then stands at ITO issued. Gated for the whole trip."""
    with acting(by, step="issue_order"):
        row = take_step(SEAT_STEPS, seat, "issue_order", by=by, version=version)
        number = next_number("ITO", fiscal_year(travel_from), row.program.operating_unit.code, width=4)
        order = TravelOrder(seat=row, number=number, travel_from=travel_from, travel_until=travel_until)
        return _issue(order, by=by, on=on)


def amend_order(
    *,
    order: TravelOrder,
    travel_from: dt.date,
    travel_until: dt.date,
    note: str,
    by: Any,
    version: int | None = None,
    on: dt.date | None = None,
) -> TravelOrder:
    """Cancel an edition and issue the next one under the same number. Gated anew, for the whole new trip."""
    with acting(by, step="amend_order", note=note):
        old = take_step(ORDER_STEPS, order, "cancel", by=by, version=version, note=note)
        if old.issued_on is None:
            refuse([Problem("This order was never issued.", PLAN, code="state")])
        edition = TravelOrder(
            seat=old.seat,
            number=old.number,
            edition=old.edition + 1,
            travel_from=travel_from,
            travel_until=travel_until,
        )
        return _issue(edition, by=by, on=on)


def _issue(order: TravelOrder, *, by: Any, on: dt.date | None) -> TravelOrder:
    seat = order.seat
    if order.travel_from > seat.start_on or order.travel_until < seat.end_on:
        refuse([Problem("The trip is shorter than the course.", PLAN, field="travel_from", code="trip")])
    checked(order).save()
    return take_step(ORDER_STEPS, order, "issue", by=by, issued_on=on or today())


def complete(
    *, seat: TrainingSeat, outcome: str, on: dt.date, by: Any, version: int | None = None, place_name: str = ""
) -> Delivery:
    """Record how a seat ended, and the training delivered by it: one call, gated on its last day."""
    with acting(by, step="complete"):
        row = take_step(SEAT_STEPS, seat, "complete", by=by, version=version)
        if not row.start_on <= on <= today():
            refuse([Problem("A seat ends after it starts and not in the future.", HAPPENED, field="on", code="on")])
        checked(Completion(seat=row, outcome=outcome, on=on)).save()
        (delivery,) = record_deliveries(
            rows=[
                DeliveryRow(
                    program=row.program,
                    unit=row.recipient.unit,
                    person=row.recipient.person,
                    seat=row,
                    what=Delivery.What.TRAINING,
                    description=row.course.title,
                    quantity=Decimal(1),
                    value=row.price,
                    delivered_on=on,
                    place_name=place_name or row.course.place_name,
                )
            ],
            by=by,
        )
    return delivery
