"""Every step from every state: the edges of the domain, written by hand, against what Postgres and the steps allow."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ground.dates import today
from ground.lifecycle import Lifecycle
from ground.refusals import Refused
from ground.steps import problems_of, take_step
from programs.fms.lifecycle import DOCUMENT_STEPS
from programs.fms.states import DocumentState
from programs.lifecycle import EVENT_STEPS, LINE_STEPS, OBLIGATION_STEPS, ORDER_STEPS, PROGRAM_STEPS, SEAT_STEPS
from programs.models import CaseDocument, Obligation, Program, TrainingEvent, TrainingLine, TrainingSeat, TravelOrder
from programs.services import programs, seat_life, seats, training_plans
from programs.states import EventState, ObligationState, OrderState, ProgramState, SeatState, TrainingLineState
from tests import make

from . import build

pytestmark = pytest.mark.django_db

PROGRAM = {
    "submit": ({"DRAFT"}, "PROPOSED"),
    "return": ({"PROPOSED"}, "DRAFT"),
    "approve": ({"PROPOSED"}, "APPROVED"),
    "execute": ({"APPROVED"}, "EXECUTING"),
    "close": ({"EXECUTING"}, "CLOSED"),
    "cancel": ({"DRAFT", "PROPOSED", "APPROVED"}, "CANCELLED"),
}
LINE = {"program": ({"PLANNED"}, "PROGRAMMED"), "cancel": ({"PLANNED", "PROGRAMMED"}, "CANCELLED")}
SEAT = {
    "program": ({"REQUESTED"}, "PROGRAMMED"),
    "confirm": ({"REQUESTED", "PROGRAMMED"}, "CONFIRMED"),
    "nominate": ({"CONFIRMED"}, "NOMINATED"),
    "screen": ({"NOMINATED"}, "SCREENED"),
    "issue_order": ({"CONFIRMED", "NOMINATED", "SCREENED"}, "ITO_ISSUED"),
    "travel": ({"ITO_ISSUED"}, "TRAVELLING"),
    "start": ({"CONFIRMED", "NOMINATED", "SCREENED", "ITO_ISSUED", "TRAVELLING"}, "IN_TRAINING"),
    "complete": ({"IN_TRAINING"}, "COMPLETED"),
    "withdraw": ({"IN_TRAINING"}, "WITHDRAWN"),
    "awol": ({"IN_TRAINING"}, "AWOL"),
    "no_show": ({"CONFIRMED", "NOMINATED", "SCREENED", "ITO_ISSUED", "TRAVELLING"}, "NO_SHOW"),
    "cancel": ({"REQUESTED", "PROGRAMMED", "CONFIRMED", "NOMINATED", "SCREENED", "ITO_ISSUED"}, "CANCELLED"),
}
EVENT = {
    "start": ({"PLANNED"}, "STARTED"),
    "complete": ({"STARTED"}, "COMPLETED"),
    "stop": ({"STARTED"}, "STOPPED"),
    "cancel": ({"PLANNED"}, "CANCELLED"),
}
ORDER = {"issue": ({"DRAFT"}, "ISSUED"), "cancel": ({"DRAFT", "ISSUED"}, "CANCELLED")}
OBLIGATION = {"record": ({"PROPOSED"}, "RECORDED"), "withdraw": ({"PROPOSED"}, "WITHDRAWN")}

DOCUMENT = {
    "write": ({"DEVELOPMENT"}, "WRITE"),
    "review": ({"WRITE"}, "REVIEW"),
    "return": ({"REVIEW", "PROPOSED"}, "WRITE"),
    "propose": ({"REVIEW"}, "PROPOSED"),
    "offer": ({"PROPOSED"}, "OFFERED"),
    "accept": ({"OFFERED"}, "ACCEPTED"),
    "implement": ({"ACCEPTED"}, "IMPLEMENTED"),
    "supply_complete": ({"IMPLEMENTED"}, "SUPPLY_COMPLETE"),
    "start_closure": ({"SUPPLY_COMPLETE"}, "CLOSURE_PENDING"),
    "close": ({"CLOSURE_PENDING"}, "CLOSED"),
    "cancel": ({"ACCEPTED", "IMPLEMENTED"}, "CANCELLED"),
    "withdraw": ({"DEVELOPMENT", "WRITE", "REVIEW", "PROPOSED", "OFFERED"}, "WITHDRAWN"),
}


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def a_program(office: build.Office) -> Program:
    return build.program(office, state="DRAFT")


def a_line(office: build.Office) -> TrainingLine:
    plan = training_plans.draft_plan(
        country=make.country(),
        budget_year=2027,
        planning_year=2028,
        objectives="Instructors",
        level_assumed=Decimal(0),
        human_rights_priority=False,
        by=office.analyst,
    )
    row = training_plans.LineRow(course=build.course(), quantity=1)
    return training_plans.add_line(plan=plan, row=row, by=office.analyst)


def a_seat(office: build.Office) -> TrainingSeat:
    program = build.program(office)
    who = build.recipient(office, program, (unit := make.unit()), make.person(unit))
    return build.seat(office, who, confirmed=False)


def an_event(office: build.Office) -> TrainingEvent:
    return build.event(office, build.troops(office, build.program(office, "PKO"), approved=False))


def an_order(office: build.Office) -> TravelOrder:
    seat, days = a_seat(office), {"travel_from": today(), "travel_until": today() + dt.timedelta(days=60)}
    return TravelOrder.objects.create(seat=seat, number="ITO-1", issued_on=today(), **days)


def an_obligation(office: build.Office) -> Obligation:
    program = build.program(office, "PKO")
    return build.proposed(office, program, build.fund(office, "PKO", allotted=50_000))


def a_document(office: build.Office) -> CaseDocument:
    """A document with all its days, so that every state may be put on it."""
    document = build.case(office, build.program(office, "FMF")).documents.get()
    for name in ("offered_on", "expires_on", "accepted_on", "deposited_on", "implemented_on"):
        setattr(document, name, today())
    document.deposit = Decimal(0)
    document.save()
    return document


TABLES = [
    (DOCUMENT_STEPS, DOCUMENT, DocumentState, a_document),
    (PROGRAM_STEPS, PROGRAM, ProgramState, a_program),
    (LINE_STEPS, LINE, TrainingLineState, a_line),
    (SEAT_STEPS, SEAT, SeatState, a_seat),
    (EVENT_STEPS, EVENT, EventState, an_event),
    (ORDER_STEPS, ORDER, OrderState, an_order),
    (OBLIGATION_STEPS, OBLIGATION, ObligationState, an_obligation),
]
each = pytest.mark.parametrize(
    ("lifecycle", "table", "states", "made"), TABLES, ids=lambda value: getattr(value, "model", "")
)


def put(row: Any, state: str) -> None:
    """The row in a state, past every guard, as its owner could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        also = f", recorded_by_id = {make.user().pk}" if isinstance(row, Obligation) else ""
        also = ", military = 1" if isinstance(row, TrainingEvent) and state == EventState.COMPLETED else also
        if isinstance(row, TrainingSeat):
            also = f", grade = 'O-4', screened_on = now(), cancelled_by = '{'SCHOOL' if state == 'CANCELLED' else ''}'"
        cursor.execute(f"UPDATE {row._meta.db_table} SET state = %s{also} WHERE id = %s", [state, row.pk])
        cursor.execute("SET session_replication_role = origin")


def step_refused(row: Any, state: str) -> bool:
    """Whether Postgres refuses the step itself; another guard's refusal is another matter."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {row._meta.db_table} SET state = %s, version = version + 1 WHERE id = %s", [state, row.pk]
            )
            transaction.set_rollback(True)
    except IntegrityError as error:
        name: str = error.__cause__.diag.constraint_name  # type: ignore[union-attr]
        return name == f"{row._meta.db_table}_state_step"
    return False


@each
def test_postgres_holds_the_edges(
    lifecycle: Lifecycle, table: Any, states: Any, made: Any, office: build.Office
) -> None:
    row = made(office)
    edges = {(source, target) for sources, target in table.values() for source in sources}
    for a, b in product(states.values, states.values):
        if a == b:
            continue
        with transaction.atomic():
            put(row, a)
            assert step_refused(row, b) == ((a, b) not in edges), (a, b)
            transaction.set_rollback(True)


@each
def test_the_steps_are_those(lifecycle: Lifecycle, table: Any, states: Any, made: Any, office: build.Office) -> None:
    row = made(office)
    assert {step.name: (set(step.sources), step.target) for step in lifecycle.steps} == table
    for state, name in product(states.values, table):
        row.state = state
        found = problems_of(lifecycle, row, lifecycle.step(name), by=office.director, note="Because")
        assert any(problem.code == "state" for problem in found) == (state not in table[name][0]), (state, name)


@each
def test_a_row_begins_at_the_beginning(
    lifecycle: Lifecycle, table: Any, states: Any, made: Any, office: build.Office
) -> None:
    row = made(office)
    for state in states.values:
        if state == lifecycle.initial:
            continue
        with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
            columns = [f.column for f in row._meta.concrete_fields if f.column not in {"id", "state"}]
            names = ", ".join(columns)
            cursor.execute(
                f"INSERT INTO {row._meta.db_table} (state, {names}) "
                f"SELECT %s, {names} FROM {row._meta.db_table} WHERE id = %s",
                [state, row.pk],
            )
        assert caught.value.__cause__.diag.constraint_name == f"{row._meta.db_table}_state_start"  # type: ignore[union-attr]


@each
def test_a_step_belongs_to_a_role(
    lifecycle: Lifecycle, table: Any, states: Any, made: Any, office: build.Office
) -> None:
    row, auditor = made(office), make.user("AUDITOR")
    for name, (sources, _) in table.items():
        row.state = sorted(sources)[0]
        (found,) = problems_of(lifecycle, row, lifecycle.step(name), by=auditor, note="Because")
        assert found.code == "permission", name


@each
def test_a_reason_is_kept_and_a_stale_version_refused(
    lifecycle: Lifecycle, table: Any, states: Any, made: Any, office: build.Office
) -> None:
    row = made(office)
    name = (
        next(step.name for step in lifecycle.steps if step.needs_note and lifecycle.initial in step.sources)
        if (lifecycle is not PROGRAM_STEPS)
        else "cancel"
    )
    with pytest.raises(Refused) as caught:
        take_step(lifecycle, row, name, by=office.director)
    assert caught.value.problems[-1].field == "note"
    with pytest.raises(Refused) as caught:
        take_step(lifecycle, row, name, by=office.director, note="Because", version=row.version + 1)
    assert (caught.value.code, caught.value.extra) == ("stale", {"yours": row.version + 1, "current": row.version})
    by_whom = {"cancelled_by": "SCHOOL"} if lifecycle is SEAT_STEPS else {}
    taken = take_step(lifecycle, row, name, by=office.director, note="Because", version=row.version, **by_whom)
    assert taken.state in states


def test_a_plan_says_what_for_and_how_much(office: build.Office) -> None:
    program = build.program(office, state="DRAFT")
    program = programs.edit_program(program=program, by=office.analyst, purpose=" ", planned_amount=0)
    with pytest.raises(Refused) as caught:
        programs.take(program=program, step="submit", by=office.analyst)
    assert [problem.field for problem in caught.value.problems] == ["purpose", "planned_amount"]


def test_whoever_wrote_a_plan_does_not_approve_it(office: build.Office) -> None:
    office.analyst = office.director
    program = build.program(office, state="PROPOSED")
    with pytest.raises(Refused) as caught:
        programs.take(program=program, step="approve", by=office.director)
    assert "somebody else approves it" in caught.value.sentence


def test_a_plan_past_its_draft_stays(office: build.Office) -> None:
    program = build.program(office, state="PROPOSED")
    with pytest.raises(Refused) as caught:
        programs.edit_program(program=program, by=office.analyst, title="Another")
    assert caught.value.code == "state"


def test_a_program_closes_when_nothing_is_open(office: build.Office) -> None:
    program = build.program(office)
    student = build.student(office, program)
    build.seat(office, student)
    build.proposed(office, program, build.fund(office, allotted=50_000), recipients=[student])
    with pytest.raises(Refused) as caught:
        programs.take(program=program, step="close", by=office.director)
    assert [problem.reason for problem in caught.value.problems] == [
        "1 seat still open.",
        "A proposed obligation waits.",
    ]


def test_a_program_with_money_on_it_is_not_cancelled(office: build.Office) -> None:
    program = build.program(office, "PKO", state="APPROVED")
    build.proposed(office, program, build.fund(office, "PKO", allotted=50_000))
    with pytest.raises(Refused) as caught:
        programs.take(program=program, step="cancel", by=office.director, note="Because")
    assert "committed or obligated" in caught.value.sentence


def test_a_cancelled_seat_takes_its_travel_order_with_it(office: build.Office) -> None:
    program = build.program(office)
    seat = build.seat(office, build.student(office, program))
    order = seats.issue_order(seat=seat, travel_from=seat.start_on, travel_until=seat.end_on, by=office.analyst)
    seat_life.cancel(seat=seat, cancelled_by="SCHOOL", by=office.analyst, note="School closed")
    order.refresh_from_db()
    assert order.state == "CANCELLED"


def test_what_a_number_is_made_of(office: build.Office) -> None:
    title_ten = build.program(office, "TITLE-10", state="DRAFT")
    gscf = build.program(office, "GSCF", state="DRAFT")
    assert (title_ten.number, title_ten.laws) == ("T10-2027-XTM-0001", ["DOD"])
    assert (gscf.number, sorted(gscf.laws)) == ("GSCF-2027-XTM-0001", ["DOD", "STATE"])
