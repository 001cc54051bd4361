"""What is finished stays, whoever writes: no delivery after the end, no other days of a seat that has
ended, no other year in a number."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from ground.dates import today
from ground.refusals import refusals
from programs.models import Program, Recipient, TrainingSeat
from programs.services import deliveries, seat_life, seats
from programs.services import programs as plans

from . import build
from .guards import constraint_of, without
from .test_gate import delivery_to, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def deliver_by_sql(who: Recipient, by: Any) -> None:
    """A delivery as written at a database prompt."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO programs_delivery (program_id, unit_id, person_id, what, description, quantity, value,"
            " delivered_on, place_name, recorded_by_id) VALUES (%s, %s, %s, 'TRAINING', 'Past all pages', 1, 1,"
            " %s, '', %s)",
            [who.program_id, who.unit_id, who.person_id, today(), by.pk],
        )


class TestDelivery:
    @pytest.mark.parametrize("state", ["DRAFT", "PROPOSED", "APPROVED", "CLOSED", "CANCELLED"])
    def test_is_of_an_executing_program_past_the_service_too(self, state: str, office: build.Office) -> None:
        program = build.program(office)
        who = build.student(office, program)
        with without("programs_program", trigger="state_flow"):
            Program.objects.filter(pk=program.pk).update(state=state, version=program.version + 1)
        assert constraint_of(lambda: deliver_by_sql(who, office.analyst)) == "delivery_while_executing"
        with without("programs_delivery", trigger="of_executing"):
            deliver_by_sql(who, office.analyst)

    def test_says_plainly_what_opens_it(self, office: build.Office) -> None:
        program = build.program(office)
        who = build.student(office, program)
        deliver_by_sql(who, office.analyst)
        plans.take(program=program, step="close", by=office.director)

        def written() -> None:
            with refusals():
                deliver_by_sql(who, office.analyst)

        (problem,) = refusal(written).problems
        assert str(problem) == (
            "The program of this delivery is not executing. Opens when the program starts executing."
        )
        who.program.refresh_from_db()
        by_service = refusal(lambda: deliveries.record_deliveries(rows=[delivery_to(who)], by=office.analyst))
        assert [(one.code, one.opens) for one in by_service.problems] == [("state", problem.opens)]


class TestRecord:
    def test_the_year_in_a_number_stays(self, office: build.Office) -> None:
        program = build.program(office, state="DRAFT")
        rows = Program.objects.filter(pk=program.pk)
        later = {"fiscal_year": program.fiscal_year + 1, "version": program.version + 1}
        assert constraint_of(lambda: rows.update(**later)) == "programs_program_frozen"
        with without("programs_program", trigger="frozen"):
            assert rows.update(**later) == 1

    def test_the_recipients_of_obligations_are_not_emptied_at_once(self, office: build.Office) -> None:
        program = build.program(office)
        fund = build.fund(office, allotted=50_000)
        build.recorded(office, program, fund, recipients=[build.student(office, program)])

        def empty() -> None:
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("TRUNCATE programs_obligationrecipient")

        assert constraint_of(empty) == "programs_obligationrecipient_no_delete"
        with without("programs_obligationrecipient", trigger="no_truncate"):
            empty()


DAY = dt.timedelta(days=1)
MOVES = {"start_on": -DAY, "end_on": DAY}


def moved(seat: TrainingSeat, field: str, by: dt.timedelta, **more: Any) -> int:
    """The day of a seat moved past all services."""
    version = TrainingSeat.objects.get(pk=seat.pk).version
    day = {field: getattr(seat, field) + by}
    return TrainingSeat.objects.filter(pk=seat.pk).update(**day, version=version + 1, **more)


def a_seat(office: build.Office, state: str) -> TrainingSeat:
    """A seat in a state, its person approved until five days after its end."""
    program = build.program(office)
    student = build.student(office, program, until=today() + 60 * DAY)
    seat = build.seat(office, student, end=today() + 55 * DAY)
    if state == "CANCELLED":
        return seat_life.cancel(seat=seat, cancelled_by="SCHOOL", by=office.analyst, note="Course is full")
    seats.issue_order(seat=seat, travel_from=seat.start_on, travel_until=seat.end_on, by=office.analyst)
    if state == "NO_SHOW":
        return seats.take(seat=seat, step="no_show", by=office.analyst, note="Did not come")
    if state == "ITO_ISSUED":
        return TrainingSeat.objects.get(pk=seat.pk)
    fund = build.fund(office, allotted=100_000)
    build.recorded(office, program, fund, seats=[seat])
    started = seats.take(seat=seat, step="start", by=office.analyst)
    if state == "WITHDRAWN":
        return seats.take(seat=started, step="withdraw", by=office.analyst, note="Called home")
    if state == "COMPLETED":
        seats.complete(seat=started, outcome="GRADUATED", on=today(), by=office.analyst)
    return TrainingSeat.objects.get(pk=seat.pk)


class TestDaysOfASeat:
    @pytest.mark.parametrize("field", MOVES)
    @pytest.mark.parametrize("state", ["COMPLETED", "NO_SHOW", "CANCELLED", "WITHDRAWN"])
    def test_stand_once_it_has_ended(self, state: str, field: str, office: build.Office) -> None:
        seat = a_seat(office, state)
        assert seat.state == state
        assert constraint_of(lambda: moved(seat, field, MOVES[field])) == "programs_trainingseat_dates_stand"
        with without("programs_trainingseat", trigger="dates_stand"):
            assert moved(seat, field, MOVES[field]) == 1

    @pytest.mark.parametrize("state", ["COMPLETED", "WITHDRAWN"])
    def test_do_not_move_with_the_step_that_ends_it(self, state: str, office: build.Office) -> None:
        """Else a course could be made longer than the approval by the very write that takes it out of the gate."""
        seat = a_seat(office, "IN_TRAINING")
        longer = constraint_of(lambda: moved(seat, "end_on", 30 * DAY, state=state))
        assert longer == "programs_trainingseat_dates_stand"

    @pytest.mark.parametrize("state", ["ITO_ISSUED", "IN_TRAINING"])
    def test_pass_the_gate_while_it_is_open(self, state: str, office: build.Office) -> None:
        seat = a_seat(office, state)
        assert seat.state == state
        assert constraint_of(lambda: moved(seat, "end_on", 6 * DAY)) == "gate_seat"
        assert moved(seat, "end_on", 5 * DAY) == 1  # the last day of the approval
        with without("programs_trainingseat", trigger="gate_update"):
            assert moved(seat, "end_on", 6 * DAY) == 1
