"""What analysts ask of IMET, answered on its page from the rows themselves."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from ground.dates import fiscal_year, today
from partners.models import Person
from programs import imet_figures as figures
from programs.models import School, TrainingSeat
from programs.services import courses, seat_life, seats
from programs.services.reference import load_parameters
from programs.states import GradeBand
from tests import make

from . import build
from .browse import html, signed_in
from .test_alumni import CHIEF, graduate, position
from .test_training_plans import a_line, a_plan, seat_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def seat(
    office: build.Office, program: Any, price: int, *, level: str = "TECHNICAL", weeks: int = 1, **more: Any
) -> Any:
    """A seat in a course of a level, its student a man unless told otherwise."""
    made = build.seat(office, build.student(office, program, until=more.pop("until", None)), price=Decimal(price))
    Person.objects.filter(pk=made.recipient.person_id).update(sex=more.pop("sex", "M"), version=2)
    made.course.level, made.course.weeks = level, weeks
    made.course.save()
    return made


def test_cost_and_share_by_level_leave_out_what_was_cancelled(office: build.Office) -> None:
    program = build.program(office)
    for price in (10_000, 20_000):
        seat(office, program, price, level="PME", weeks=10)
    seat(office, program, 3_000, level="ENGLISH", weeks=4)
    off = seat(office, program, 99_000, level="PME")
    seat_life.cancel(seat=off, cancelled_by="PARTNER", penalty=Decimal(500), note="Sails.", by=office.analyst)
    rows = figures.by_level(figures.seats_of(office.analyst))
    assert [(row.label[:7], row.n, row.cost, row.each, row.week) for row in rows] == [
        ("Profess", 2, 30_000, 15_000, 1_500),
        ("English", 1, 3_000, 3_000, 750),
    ]
    assert [round(row.percent or 0, 1) for row in rows] == [66.7, 33.3]


def test_the_whole_counts_people_women_certified_courses_and_the_fifth_quarter(office: build.Office) -> None:
    load_parameters()
    program = build.program(office)
    keeper = make.user("ADMINISTRATOR")
    certified = seat(office, program, 1, sex="F")
    courses.certify_course(course=certified.course, certified_on=today(), document="Memo", by=keeper)
    claimed = seat(office, program, 1)
    claimed.course.is_e_imet = True
    claimed.course.save()
    fund = build.fund(office, allotted=50_000, year=fiscal_year(today()) - 1, years=3)
    build.proposed(office, program, fund, 1, seats=[claimed])
    off = seat(office, program, 1)
    seat_life.cancel(seat=off, cancelled_by="SCHOOL", penalty=Decimal(70), note="Full.", by=office.analyst)
    found = figures.whole(figures.seats_of(office.analyst))
    wanted = {"seats": 2, "people": 2, "women": 1, "e_imet": 1, "claimed": 1, "fifth": 1, "cancelled": 1}
    assert {name: found[name] for name in wanted} == wanted
    assert (found["penalties"], found["women_percent"], found["e_imet_percent"]) == (70, 50, 50)


def test_bands_are_shares_of_the_seats(office: build.Office) -> None:
    program = build.program(office)
    for grade in ("O-6", "O-5", "O-4", ""):
        TrainingSeat.objects.filter(pk=seat(office, program, 1).pk).update(grade=grade, version=3)
    found = {row.label: row.percent for row in figures.by_band(figures.seats_of(office.analyst))}
    assert found == {GradeBand.SENIOR.label: 25, GradeBand.MID.label: 50, GradeBand.NOT_GIVEN.label: 25}


def test_seats_used_stand_against_the_level_of_the_country(office: build.Office) -> None:
    program = build.program(office)
    plan = a_plan(office, level=40_000)
    line = a_line(office, plan, 3, unit_price=Decimal(9_000))
    for _ in range(2):
        seat_in(office, line, build.student(office, program))
    gone = seat_in(office, line, build.student(office, program))
    seat_life.cancel(seat=gone, cancelled_by="PARTNER", note="Sails.", by=office.analyst)
    (row,) = figures.against_level(office.analyst)
    assert (row.seats_wanted, row.taken, row.dollars_planned, row.used_dollars) == (3, 2, 27_000, 0)
    assert figures.priorities(office.analyst) == (1, 1)


def test_what_was_not_used_says_why_and_an_approval_that_ends_too_soon_names_its_unit(office: build.Office) -> None:
    program = build.program(office)
    off = seat(office, program, 1)
    seat_life.cancel(seat=off, cancelled_by="PARTNER", note="The squadron sails.", by=office.analyst)
    absent = seat(office, program, 1)
    seats.take(seat=absent, step="no_show", note="Missed the flight.", by=office.analyst)
    why = {row.pk: reason for row, reason in figures.unused(office.analyst, 10)}
    assert why == {off.pk: "The squadron sails.", absent.pk: "Missed the flight."}
    assert figures.lapsing(office.analyst) == []
    short = seat(office, program, 1, until=today() + 20 * DAY)
    (found,) = figures.lapsing(office.analyst)
    assert (found.unit, found.seats) == (short.recipient.unit, [short])


def test_the_page_answers_and_hides_what_is_of_another_place(office: build.Office) -> None:
    position(office, graduate(office).recipient.person)
    seat_life.record_contacts(
        seat=TrainingSeat.objects.get(), topics=["RIGHTS"], with_whom="A county court", by=office.analyst
    )
    page = html(signed_in(office.analyst), "/programs/imet/")
    for says in ("Seats used against country level", CHIEF, "percent of students", "Human rights", "Field studies"):
        assert says in page, says
    there = signed_in(make.user("ANALYST", at=make.operating_unit("XBS", "Basalt", "AF")))
    other = html(there, "/programs/imet/")
    assert CHIEF not in other and "No seat that you may see" in other


def test_the_page_costs_the_same_at_a_hundred_rows(office: build.Office) -> None:
    from .test_pages import queries

    client, program = signed_in(office.manager), build.program(office)
    line = a_line(office, a_plan(office), 300)
    seat_in(office, line, build.student(office, program))
    few = queries(client, "/programs/imet/")
    School.objects.get_or_create(name="Another school")
    for n in range(25):
        seat_in(office, line, build.student(office, program), n, n + 60)
        a_plan(office, year=2030 + n)
    assert queries(client, "/programs/imet/") == few <= 25
