"""Two connections at once: the last dollar, opposite orders, a recipient added while its obligation is recorded, a
delivery while its program closes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pghistory
import pytest
from django.db import connection, transaction

from ground.dates import today
from ground.refusals import Refused, refusals
from programs import books
from programs.models import Balance, Delivery, Fund, FundTransaction, Obligation, ObligationRecipient, Program
from tests import make

from . import build

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Each call on a connection of its own, all let go together; what each answered or was refused with."""
    barrier = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            with pghistory.context(test=True):
                barrier.wait(20)
                return call()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result(60) for future in [pool.submit(run, call) for call in calls]]


def a_fund(amount: int = 100) -> tuple[build.Office, Program, Fund]:
    office = build.Office()
    program = build.program(office, "PKO")
    return office, program, build.fund(office, "PKO", allotted=amount)


def last_dollar(office: build.Office, program: Program, fund: Fund) -> list[Any]:
    """Eight people propose all that is left."""
    people = [make.user("PROGRAM_MANAGER") for _ in range(8)]
    return at_once([lambda who=who: build.proposed(office, program, fund, 100, by=who) for who in people])


def test_the_last_dollar_goes_to_one_of_eight() -> None:
    office, program, fund = a_fund()
    answers = last_dollar(office, program, fund)
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(refused) == 7
    assert {answer.code for answer in refused} == {"balance_not_negative"}
    assert Balance.objects.get(fund=fund, stage="COMMITTED").amount == 100
    assert program.obligations.count() == 1
    assert books.problems() == []


def test_control_without_the_balances_check_all_eight_get_it() -> None:
    office, program, fund = a_fund()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE programs_balance DROP CONSTRAINT balance_not_negative")
    try:
        answers = last_dollar(office, program, fund)
        assert not [answer for answer in answers if isinstance(answer, Refused)]
        assert Balance.objects.get(fund=fund, stage="ALLOTTED").amount == -700
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "SET session_replication_role = replica; DELETE FROM programs_balance WHERE amount < 0;"
                "SET session_replication_role = origin"
            )
            cursor.execute("ALTER TABLE programs_balance ADD CONSTRAINT balance_not_negative CHECK (amount >= 0)")


def _row(obligation: Obligation, by: Any) -> FundTransaction:
    """A dollar more set aside for a proposal."""
    return FundTransaction(
        fund=obligation.fund,
        program=obligation.program,
        operating_unit=obligation.operating_unit,
        obligation=obligation,
        from_stage="ALLOTTED",
        to_stage="COMMITTED",
        amount=1,
        effective_on=today(),
        evidence="Race",
        by=by,
    )


def two_proposals() -> tuple[Any, list[Obligation]]:
    office, program, fund = a_fund(10_000)
    funds = [fund, build.fund(office, "PKO", allotted=10_000)]
    return office.manager, [build.proposed(office, program, fund, 1) for fund in funds]


def test_opposite_orders_do_not_deadlock() -> None:
    by, proposals = two_proposals()

    def write(order: list[Obligation]) -> str:
        for _ in range(25):
            with refusals():
                FundTransaction.objects.bulk_create([_row(proposal, by) for proposal in order])
        return "done"

    assert at_once([lambda: write(proposals), lambda: write(proposals[::-1])]) == ["done", "done"]
    assert {b.amount for b in Balance.objects.filter(stage="COMMITTED")} == {Decimal(51)}


def test_control_row_by_row_in_opposite_orders_is_told_to_try_again() -> None:
    by, proposals = two_proposals()
    meet = threading.Barrier(2)

    def write(order: list[Obligation]) -> str:
        with refusals():
            _row(order[0], by).save()
            meet.wait(20)
            _row(order[1], by).save()
        return "done"

    answers = at_once([lambda: write(proposals), lambda: write(proposals[::-1])])
    assert sorted(str(getattr(answer, "code", answer)) for answer in answers) == ["busy", "done"]
    assert {b.amount for b in Balance.objects.filter(stage="COMMITTED")} == {Decimal(2)}


def recipient_slips_in(office: build.Office) -> tuple[Any, Any, int]:
    """A recipient without approval is added, not yet committed, while a funds officer records the obligation."""
    program = build.program(office)
    approved = build.student(office, program)
    stranger = build.recipient(office, program, make.unit())
    fund = build.fund(office, allotted=1_000)
    obligation = build.proposed(office, program, fund, 100, recipients=[approved])
    added, seen = threading.Event(), threading.Event()

    def add() -> str:
        with refusals(), transaction.atomic():
            ObligationRecipient.objects.create(obligation=obligation, recipient=stranger)
            added.set()
            seen.wait(1.5)  # the recorder runs into the lock, or reads past the row that is not committed
        return "added"

    def record() -> Any:
        added.wait(20)
        try:
            with refusals():
                rows = Obligation.objects.filter(pk=obligation.pk)
                return rows.update(state="RECORDED", recorded_by=office.recorder, version=2)
        finally:
            seen.set()

    first, second = at_once([add, record])
    return first, second, obligation.recipients.count()


def test_a_recipient_does_not_slip_past_the_gate() -> None:
    added, recorded, count = recipient_slips_in(build.Office())
    assert (added, count) == ("added", 2)
    assert isinstance(recorded, Refused)
    assert recorded.code == "gate"


def test_control_without_the_lock_the_recipient_slips_past() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, pg_get_functiondef(tgfoid) FROM pg_trigger "
            "WHERE tgrelid = 'programs_obligationrecipient'::regclass AND tgname LIKE 'pgtrigger_before_%'"
        )
        ((_, source),) = cursor.fetchall()
        cursor.execute(source.replace("ORDER BY o.id FOR SHARE", "ORDER BY o.id"))
    try:
        added, recorded, count = recipient_slips_in(build.Office())
        assert (added, recorded, count) == ("added", 1, 2)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(source)


def delivery_while_closing(office: build.Office) -> tuple[Any, Any]:
    """A delivery is recorded while its program closes, not yet committed; what came of it, and in which state."""
    program = build.program(office)
    student = build.student(office, program)
    closed, seen = threading.Event(), threading.Event()

    def close() -> None:
        with refusals():
            Program.objects.filter(pk=program.pk).update(state="CLOSED", version=program.version + 1)
            closed.set()
            seen.wait(1.5)  # the delivery runs into the lock, or reads past the closing that is not committed

    def deliver() -> Any:
        closed.wait(20)
        try:
            with refusals():
                return Delivery.objects.create(
                    program=program,
                    unit=student.unit,
                    person=student.person,
                    what="TRAINING",
                    description="Course",
                    quantity=1,
                    value=1,
                    delivered_on=today(),
                    recorded_by=office.analyst,
                )
        finally:
            seen.set()

    _, delivered = at_once([close, deliver])
    return delivered, Program.objects.get(pk=program.pk).state


def test_a_delivery_does_not_slip_past_the_closing_of_its_program() -> None:
    delivered, state = delivery_while_closing(build.Office())
    assert (getattr(delivered, "code", delivered), state) == ("delivery_while_executing", "CLOSED")


def test_control_without_the_lock_the_delivery_slips_past() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger "
            "WHERE tgrelid = 'programs_delivery'::regclass AND tgname LIKE 'pgtrigger_of_executing_%'"
        )
        ((source,),) = cursor.fetchall()
        cursor.execute(source.replace("FOR SHARE", ""))
    try:
        delivered, state = delivery_while_closing(build.Office())
        assert (type(delivered), state) == (Delivery, "CLOSED")
    finally:
        with connection.cursor() as cursor:
            cursor.execute(source)
