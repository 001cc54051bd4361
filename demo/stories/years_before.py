"""The years before, for the larger world: in each partner a program of seats a year, carried out, paid and closed."""

from __future__ import annotations

import datetime as dt
from functools import partial

from programs.models import Account
from programs.services import ledger, programs, seats
from programs.services.seats import SeatRow

from ..partners import INVENTED, PARTNERS
from ..walks import confirm, consulted, executing, obligated, vetted
from ..world import MONEY_FROM, Days, Story, World, dollars

YEARS = 2
PRICE = 11_800  # and what the distance of a partner adds
ALLOTMENT = 150_000
OUTCOMES = ("GRADUATED", "GRADUATED", "DISTINGUISHED", "ATTENDED")


def years_before() -> tuple[Story, ...]:
    """One story of money for each year, and one of seats for each year and partner."""
    back = range(1, YEARS + 1)
    return (
        *(partial(money_of_year, back=years) for years in back),
        *(
            partial(
                seats_of_year, iso3=partner.iso3, back=years, count=4 + (place * 3 + years * 2) % 6, far=place * 700
            )
            for years in back
            for place, partner in enumerate(PARTNERS)
        ),
    )


def start_of(back: int) -> int:
    """The day on which the money of so many years ago is there."""
    return -MONEY_FROM - 365 * back


def money_of_year(world: World, *, back: int) -> Days:
    """An IMET fund of an earlier year, allotted to all six."""
    year, by = world.year - back, world.who["funds"]
    yield start_of(back)
    on, total = world.day(start_of(back)), dollars(ALLOTMENT * len(PARTNERS))
    fund = world.funds[f"IMET-{back}"] = ledger.open_fund(
        account=Account.objects.get(code="IMET"),
        fiscal_year=year,
        title=f"IMET FY {year} {INVENTED}",
        enacted_on=dt.date(year - 1, 10, 1),
        availability_years=2,
        public_law=f"Demonstration Act, {year}",
        obligating_document="Training transaction of each seat",
        by=by,
    )
    ledger.appropriate(fund=fund, amount=total, effective_on=on, evidence=f"Demonstration Act, {year}", by=by)
    ledger.apportion(fund=fund, amount=total, effective_on=on, evidence=world.document("SF-132"), by=by)
    for partner in PARTNERS:
        ledger.allot(
            fund=fund,
            operating_unit=world.place(partner.iso3),
            amount=dollars(ALLOTMENT),
            effective_on=on,
            evidence=world.document("ALLOTMENT"),
            by=by,
        )


def seats_of_year(world: World, *, iso3: str, back: int, count: int, far: int) -> Days:
    """A program from plan to close, with `count` seats."""
    begin = start_of(back)
    program = yield from executing(
        world,
        kind="IMET",
        iso3=iso3,
        title="Professional courses",
        purpose="Junior leaders who train others when they are back.",
        amount=(PRICE + far) * count,
        detail={"objectives": "Instructors in each unit."},
        since=begin + 5,
        year=world.year - back,
    )
    units = [key for key in world.units if key.startswith(iso3) and len(world.people[key]) >= 6]
    chosen = [(world.units[key], person) for key in units for person in world.people[key][-4:]][:count]
    named = yield from vetted(world, program, chosen, since=begin + 12, start=begin + 60, end=begin + 110)
    courses = list(world.courses.values())
    rows = [
        SeatRow(
            recipient=recipient,
            course=courses[number % 2 * 3],
            start_on=world.day(begin + 60),
            end_on=world.day(begin + 88),
            tuition=dollars(PRICE),
            allowances=dollars(far),
            **consulted("E-7"),
        )
        for number, recipient in enumerate(named)
    ]
    booked = seats.request_seats(rows=rows, by=world.who["analyst"])
    confirm(world, *booked)
    amount = (PRICE + far) * len(booked)
    fund = world.funds[f"IMET-{back}"]
    paid = yield from obligated(world, program, fund, amount, since=begin + 40, evidence="ORDER", seats=booked)
    yield begin + 60
    for seat in booked:
        seats.take(seat=seat, step="start", by=world.who["analyst"])
    yield begin + 88
    for number, seat in enumerate(booked):
        outcome = OUTCOMES[number % len(OUTCOMES)]
        seats.complete(seat=seat, outcome=outcome, on=world.day(begin + 88), by=world.who["analyst"])
    yield begin + 120
    ledger.disburse(
        obligation=paid,
        amount=dollars(amount),
        effective_on=world.day(begin + 120),
        evidence=world.document("VOUCHER"),
        by=world.who["funds"],
    )
    programs.take(program=program, step="close", by=program.manager)
