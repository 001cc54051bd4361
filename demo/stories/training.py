"""IMET in Tamarind: a seat in each of its states, and one whose approval lapses in the middle of a long course."""

from __future__ import annotations

from collections.abc import Sequence

from programs.models import Program, Recipient, TrainingSeat
from programs.services import ledger, obligations, seat_life, seats
from programs.services.seats import SeatRow

from ..walks import confirm, consulted, executing, obligated, propose, vetted
from ..world import Days, World, dollars

TUITION, ALLOWANCES = 14_200, 4_300
PRICE = TUITION + ALLOWANCES
LAPSES = "lapses"
# state in which the seat is found: course, first day, last day, how many
PLANNED: dict[str, tuple[str, int, int, int]] = {
    "completed": ("small craft", -120, -64, 3),
    "withdrawn": ("boarding", -95, -46, 1),
    "no show": ("boarding", -50, -1, 1),
    "in training": ("boarding", -20, 29, 2),
    "ordered": ("small craft", 12, 68, 1),
    "confirmed": ("justice", 30, 51, 1),
    "cancelled": ("justice", 30, 51, 1),
    "requested": ("justice", 58, 79, 1),
    LAPSES: ("staff", 10, 387, 1),
}


def training(world: World) -> Days:
    """Twelve people, approved for a year at the same time. Their seats stand in each state; the staff course of 54
    weeks ends after its student's approval does, so its travel order and its start are shut."""
    program = yield from executing(
        world,
        kind="IMET",
        iso3="XTM",
        title="Small craft, boarding and staff courses",
        purpose="Instructors for the coastal squadrons, and officers who work with the courts.",
        amount=900_000,
        detail={"objectives": "A training cell of its own in each squadron by the third year."},
    )
    students = [
        (world.units[key], person)
        for key, last in (("XTM-0108", 7), ("XTM-0111", 5), ("XTM-0119", 3))
        for person in world.people[key][1:last]
    ]
    named = yield from vetted(world, program, students, since=-142, start=-120, end=120, event="Coastal instructors")
    booked = book(world, program, named)
    yield -127
    confirm(world, *(seat for state, found in booked.items() if state != "requested" for seat in found))
    early = [*booked["completed"], *booked["withdrawn"], *booked["no show"]]
    paid = yield from obligated(
        world, program, world.funds["IMET"], PRICE * len(early), since=-126, evidence="ORDER", seats=early
    )
    yield from _early_seats(world, booked)
    yield -50
    ledger.disburse(
        obligation=paid,
        amount=dollars(PRICE * 3),
        effective_on=world.day(-50),
        evidence=world.document("VOUCHER"),
        by=world.who["funds"],
    )
    yield from _later_seats(world, program, booked)


def book(world: World, program: Program, named: Sequence[Recipient]) -> dict[str, list[TrainingSeat]]:
    """A seat for each recipient, by the state in which it will be found."""
    rows, people = {}, iter(named)
    for state, (course, first, last, count) in PLANNED.items():
        rows[state] = [
            SeatRow(
                recipient=next(people),
                course=world.courses[course],
                start_on=world.day(first),
                end_on=world.day(last),
                tuition=dollars(TUITION),
                allowances=dollars(ALLOWANCES),
                line=world.lines.get(course),
                **consulted("O-5" if course == "staff" else "O-3" if course == "justice" else "E-7"),
            )
            for _ in range(count)
        ]
    return {state: seats.request_seats(rows=found, by=world.who["analyst"]) for state, found in rows.items()}


def _early_seats(world: World, booked: dict[str, list[TrainingSeat]]) -> Days:
    by = world.who["analyst"]
    yield -120
    for seat in booked["completed"]:
        seats.take(seat=seat, step="start", by=by)
    yield -95
    (leaver,) = booked["withdrawn"]
    seats.take(seat=leaver, step="start", by=by)
    yield -81
    seats.take(seat=leaver, step="withdraw", note="Called home by the squadron; the school was told.", by=by)
    yield -64
    for seat, outcome in zip(booked["completed"], ("GRADUATED", "DISTINGUISHED", "ATTENDED"), strict=True):
        seats.complete(seat=seat, outcome=outcome, on=world.day(-64), by=by)


def _later_seats(world: World, program: Program, booked: dict[str, list[TrainingSeat]]) -> Days:
    by, fund = world.who["analyst"], world.funds["IMET"]
    yield -49
    (absent,) = booked["no show"]
    seats.take(seat=absent, step="no_show", note="Missed the flight; the school gave the place away.", by=by)
    now = booked["in training"]
    yield from obligated(world, program, fund, PRICE * len(now), since=-45, evidence="ORDER", seats=now)
    yield -40
    orders = [
        seats.issue_order(seat=seat, travel_from=world.day(-22), travel_until=world.day(30), by=by) for seat in now
    ]
    yield -30
    seats.amend_order(
        order=orders[0],
        travel_from=world.day(-22),
        travel_until=world.day(33),
        note="Return flight moved by three days.",
        by=by,
    )
    yield -20
    for seat in now:
        seats.take(seat=seat, step="start", by=by)
    yield -16
    (dropped,) = booked["cancelled"]
    refused = propose(world, program, fund, PRICE, on=-16, evidence="ORDER", seats=[dropped])
    yield -14
    obligations.withdraw(obligation=refused, note="The squadron keeps him for the exercise.", by=program.manager)
    seat_life.cancel(seat=dropped, cancelled_by="PARTNER", note="The squadron keeps him for the exercise.", by=by)
    yield -9
    (ordered,) = booked["ordered"]
    seats.issue_order(seat=ordered, travel_from=world.day(10), travel_until=world.day(70), by=by)
    yield -2
    coming = [ordered, *booked["confirmed"]]
    propose(world, program, fund, PRICE * len(coming), on=-2, evidence="ORDER", seats=coming)
