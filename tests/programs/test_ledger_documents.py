"""Money and its document: what waits for one obligation is spent under no other, and nothing moves around it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.db.migrations import RunSQL

from ground.dates import today
from ground.refusals import Refused
from programs import books
from programs.models import Balance, FundTransaction, Obligation, Program, TrainingSeat
from programs.services import ledger, obligations, programs, seats
from tests import make

from . import build
from .guards import constraint_of, without

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
MONEY = "programs_fundtransaction"


@pytest.fixture
def office() -> build.Office:
    return build.Office()


@pytest.fixture
def program(office: build.Office) -> Program:
    return build.program(office, "PKO")


def row(obligation: Obligation, from_stage: str, to_stage: str, amount: Any, **more: Any) -> FundTransaction:
    """A move under an obligation, as raw SQL would write it."""
    return FundTransaction(
        fund=more.pop("fund", obligation.fund),
        operating_unit=more.pop("operating_unit", obligation.operating_unit),
        program=more.pop("program", obligation.program),
        obligation=obligation,
        from_stage=from_stage,
        to_stage=to_stage,
        amount=amount,
        effective_on=more.pop("effective_on", today()),
        evidence="Raw",
        by=make.user(),
        **more,
    )


def mark_recorded(office: build.Office, obligation: Obligation) -> int:
    """The state alone, past every service."""
    changes = {"state": "RECORDED", "recorded_by": office.recorder, "version": obligation.version + 1}
    return Obligation.objects.filter(pk=obligation.pk).update(**changes)


def bare(obligation: Obligation) -> Obligation:
    """A proposal like another's, for which nothing was set aside."""
    copy = Obligation.objects.get(pk=obligation.pk)
    copy.pk, copy.document_number, copy._state.adding = None, "BARE", True
    copy.save()
    return copy


def test_the_obligation_of_a_move_is_of_its_fund_program_and_place(office: build.Office, program: Program) -> None:
    fund, other = (build.fund(office, "PKO", allotted=500) for _ in range(2))
    obligation = build.proposed(office, program, fund, 100)
    sibling = build.program(office, "PKO")
    for more in ({"fund": other}, {"program": sibling}, {"operating_unit": make.operating_unit("XJN", "Juniper")}):
        move = row(obligation, "ALLOTTED", "COMMITTED", 1, **more)
        assert constraint_of(move.save) == "ledger_obligation_matches"
    with without(MONEY, trigger="ledger_rules"):
        row(obligation, "ALLOTTED", "COMMITTED", 1, fund=other).save()


def test_what_waits_for_one_obligation_is_not_anothers(office: build.Office, program: Program) -> None:
    fund = build.fund(office, "PKO", allotted=100)
    first = build.proposed(office, program, fund, 100)
    second = bare(first)
    assert constraint_of(lambda: mark_recorded(office, second)) == "obligation_set_aside"
    with without("programs_obligation", trigger="set_aside"):
        assert mark_recorded(office, second) == 1
        assert constraint_of(row(second, "COMMITTED", "OBLIGATED", 100).save) == "balance_not_negative"
    obligations.record(obligation=first, by=office.recorder)


def test_an_apportionment_that_waits_is_not_anothers_and_is_withdrawn_not_reversed(office: build.Office) -> None:
    fund = build.fund(office, "FMF")
    money = {"amount": Decimal(9), "effective_on": today(), "by": office.funds}
    for number in (1, 2):
        ledger.appropriate(fund=fund, evidence=f"P.L. {number}", **money)
    first, second = (
        ledger.apportion(
            fund=fund, operating_unit=make.operating_unit(), naming="Later", evidence=f"SF-132 {n}", **money
        )
        for n in (1, 2)
    )
    with pytest.raises(Refused) as caught:
        ledger.reverse(transaction=first, effective_on=today(), evidence="Memo", note="Wrong", by=office.funds)
    assert caught.value.code == "move"
    assert first.obligation is not None
    assert second.obligation is not None
    back = {"operating_unit": None, "program": None, "reverses": first}
    row(first.obligation, "APPORTIONED", "APPROPRIATED", 9, **back).save()
    assert any("is set aside for it" in line for line in books.problems())
    assert constraint_of(lambda: mark_recorded(office, first.obligation)) == "obligation_set_aside"
    obligations.record(obligation=second.obligation, by=office.recorder)


def test_money_is_committed_for_a_proposal_alone(office: build.Office, program: Program) -> None:
    fund = build.fund(office, "PKO", allotted=500)
    done = build.recorded(office, program, fund, 100)
    gone = build.proposed(office, program, fund, 100)
    obligations.withdraw(obligation=gone, note="Because", by=office.manager)
    for obligation in (done, gone):
        move = row(obligation, "ALLOTTED", "COMMITTED", 1)
        assert constraint_of(move.save) == "ledger_obligation_proposed"
    assert constraint_of(row(gone, "OBLIGATED", "DISBURSED", 1).save) == "ledger_obligation_recorded"


def test_what_is_set_aside_for_a_recorded_obligation_stays(office: build.Office, program: Program) -> None:
    obligation = build.proposed(office, program, build.fund(office, "PKO", allotted=100), 100)
    mark_recorded(office, obligation)
    assert constraint_of(row(obligation, "COMMITTED", "ALLOTTED", 100).save) == "ledger_set_aside"
    with without(MONEY, trigger="ledger_rules"):
        row(obligation, "COMMITTED", "ALLOTTED", 100).save()


def test_a_reversal_is_not_reversed_nor_does_it_come_before_its_mistake(office: build.Office, program: Program) -> None:
    obligation = build.recorded(office, program, build.fund(office, "PKO", allotted=100), 100)
    asked = {"effective_on": today(), "evidence": "V", "by": office.funds}
    paid = ledger.disburse(obligation=obligation, amount=Decimal(60), **asked)
    early = {"effective_on": today() - DAY, "reverses": paid}
    assert constraint_of(row(obligation, "DISBURSED", "OBLIGATED", 60, **early).save) == "ledger_after_document"
    back = ledger.reverse(transaction=paid, note="Wrong payee", **asked)
    again = row(obligation, "OBLIGATED", "DISBURSED", 60, reverses=back)
    assert constraint_of(again.save) == "ledger_reversal_mirrors"
    fund = obligation.fund
    allotted = fund.transactions.get(to_stage="ALLOTTED")
    move = row(obligation, "ALLOTTED", "APPORTIONED", 100, effective_on=allotted.effective_on - DAY, reverses=allotted)
    move.obligation = move.program = None
    assert constraint_of(move.save) == "ledger_reversal_mirrors"


def test_an_obligation_is_not_reversed_past_the_service(office: build.Office, program: Program) -> None:
    obligation = build.recorded(office, program, build.fund(office, "PKO", allotted=100), 100)
    obligated = obligation.transactions.get(to_stage="OBLIGATED")
    move = row(obligation, "OBLIGATED", "COMMITTED", 100, reverses=obligated)
    assert constraint_of(move.save) == "ledger_obligation_proposed"
    with without(MONEY, trigger="ledger_rules"):
        assert constraint_of(move.save) == "transaction_move_is_legal"


def test_no_more_is_given_back_than_is_obligated_and_no_more_comes_back(office: build.Office, program: Program) -> None:
    obligation = build.recorded(office, program, build.fund(office, "PKO", allotted=200), 100)
    asked = {"effective_on": today(), "evidence": "Memo", "by": office.funds}
    with pytest.raises(Refused) as caught:
        ledger.deobligate(obligation=obligation, amount=Decimal("100.01"), **asked)
    assert caught.value.code == "balance_not_negative"
    given = ledger.deobligate(obligation=obligation, amount=Decimal(40), **asked)
    ledger.reverse(transaction=given, note="Needed after all", **asked)
    assert Balance.objects.get(obligation=obligation, stage="OBLIGATED").amount == 100
    again = row(obligation, "ALLOTTED", "OBLIGATED", 40, reverses=given)
    assert constraint_of(again.save) == "ledger_obligation_amount"


def test_nothing_moves_under_a_document_before_it_is_signed(office: build.Office, program: Program) -> None:
    obligation = build.recorded(office, program, build.fund(office, "PKO", allotted=100), 100)
    for to_stage in ("DISBURSED", "ALLOTTED"):
        move = row(obligation, "OBLIGATED", to_stage, 1, effective_on=obligation.effective_on - DAY)
        assert constraint_of(move.save) == "ledger_after_document"


def test_who_recorded_an_obligation_stays(office: build.Office, program: Program) -> None:
    obligation = build.recorded(office, program, build.fund(office, "PKO", allotted=100), 100)
    rows = Obligation.objects.filter(pk=obligation.pk)
    change = {"recorded_by": office.funds, "version": obligation.version + 1}
    assert constraint_of(lambda: rows.update(**change)) == "programs_obligation_recorder"
    with without("programs_obligation", trigger="recorder"):
        assert rows.update(**change) == 1


def test_a_program_with_money_is_not_cancelled_and_one_with_a_proposal_not_closed(office: build.Office) -> None:
    program = build.program(office, "PKO", state="APPROVED")
    build.proposed(office, program, build.fund(office, "PKO", allotted=100), 100)
    rows = Program.objects.filter(pk=program.pk)
    change = {"state": "CANCELLED", "version": program.version + 1}
    assert constraint_of(lambda: rows.update(**change)) == "program_ends_without_money"
    with pytest.raises(Refused):
        programs.take(program=program, step="cancel", by=office.director, note="No need")
    with without("programs_program", trigger="ends_without_money"):
        assert rows.update(**change) == 1


def test_no_obligation_for_a_program_that_has_ended_or_from_money_of_another_kind(office: build.Office) -> None:
    program = build.program(office, "PKO")
    fund, imet = build.fund(office, "PKO", allotted=100), build.fund(office, "IMET", allotted=100)
    obligation = build.proposed(office, program, fund, 10)
    obligations.withdraw(obligation=obligation, note="Because", by=office.manager)
    obligation.fund = imet
    assert constraint_of(lambda: bare_of(obligation)) == "obligation_for_its_purpose"
    obligation.fund = fund
    programs.take(program=program, step="close", by=office.director)
    assert constraint_of(lambda: bare_of(obligation)) == "obligation_program_takes_money"
    with without("programs_obligation", trigger="of_program"):
        bare_of(obligation)


def bare_of(obligation: Obligation) -> None:
    """The same document again, written past the service."""
    obligation.pk, obligation.state, obligation._state.adding = None, "PROPOSED", True
    obligation.save()


def a_seat_in_training(office: build.Office) -> tuple[TrainingSeat, Obligation]:
    program = build.program(office)
    seat = build.seat(office, build.student(office, program), price=Decimal(80))
    obligation = build.recorded(office, program, build.fund(office, allotted=200), 100, seats=[seat])
    seat.refresh_from_db()
    return seats.take(seat=seat, step="start", by=office.analyst), obligation


def test_the_money_of_a_seat_in_training_is_not_given_back(office: build.Office) -> None:
    seat, obligation = a_seat_in_training(office)
    asked = {"effective_on": today(), "evidence": "Memo", "by": office.funds}
    ledger.disburse(obligation=obligation, amount=Decimal(50), **asked)
    with pytest.raises(Refused) as caught:
        ledger.deobligate(obligation=obligation, amount=Decimal("20.01"), **asked)
    assert caught.value.code == "ledger_seats_covered"
    ledger.deobligate(obligation=obligation, amount=Decimal(20), **asked)
    seats.take(seat=seat, step="withdraw", by=office.analyst, note="Went home")
    ledger.deobligate(obligation=obligation, amount=Decimal(30), **asked)


def test_a_seat_that_ended_does_not_grow_past_its_obligation(office: build.Office) -> None:
    seat, _ = a_seat_in_training(office)
    seat = seats.take(seat=seat, step="withdraw", by=office.analyst, note="Went home")
    rows = TrainingSeat.objects.filter(pk=seat.pk)
    assert (
        constraint_of(lambda: rows.update(tuition=101, price=101, version=seat.version + 1)) == "seat_within_obligation"
    )
    assert rows.update(tuition=100, price=100, version=seat.version + 1) == 1


COLUMNS = "fund_id, operating_unit_id, program_id, obligation_id, from_stage, to_stage, amount, effective_on, evidence,"
COLUMNS += "note, by_id"


def test_every_way_to_write_meets_the_same_guards(office: build.Office, program: Program) -> None:
    """COPY, INSERT of a selection, MERGE and ON CONFLICT: kept balances when sound, the same refusal when not."""
    obligation = build.proposed(office, program, build.fund(office, "PKO", allotted=100), 10)
    key = (obligation.fund_id, obligation.operating_unit_id, program.pk, obligation.pk)

    def values(amount: int) -> tuple[Any, ...]:
        return (*key, "ALLOTTED", "COMMITTED", amount, today(), "Raw", "", office.funds.pk)

    def copy(amount: int) -> None:
        line = ",".join(str(value) for value in values(amount))
        with connection.cursor() as cursor, connection.wrap_database_errors:
            cursor.copy_expert(
                f"COPY {MONEY} ({COLUMNS}) FROM STDIN (FORMAT csv, FORCE_NOT_NULL (note))", StringIO(line)
            )

    def execute(sql: str, amount: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values(amount))

    slots = ", ".join(["%s"] * 11)
    insert = f"INSERT INTO {MONEY} ({COLUMNS}) VALUES ({slots})"
    ways = [
        copy,
        lambda amount: execute(f"{insert} ON CONFLICT DO NOTHING", amount),
        lambda amount: execute(
            f"MERGE INTO {MONEY} t USING (VALUES ({slots})) s({COLUMNS}) ON t.evidence = 'never' "
            f"WHEN NOT MATCHED THEN INSERT ({COLUMNS}) VALUES ({COLUMNS})",
            amount,
        ),
    ]
    for number, way in enumerate(ways, start=1):
        way(5)
        assert Balance.objects.get(obligation=obligation, stage="COMMITTED").amount == 10 + 5 * number
        assert constraint_of(lambda way=way: way(90)) == "balance_not_negative"
    update = f"{insert} ON CONFLICT (id) DO UPDATE SET amount = 1"
    assert constraint_of(lambda: execute(update, 5)) == "programs_fundtransaction_append_only"


def test_balances_are_added_up_again_by_document_and_back(office: build.Office, program: Program) -> None:
    """The move of data in migration 0005, both ways."""
    fund = build.fund(office, "PKO", allotted=100)
    for _ in range(2):
        build.proposed(office, program, fund, 30)
    (step,) = import_module("programs.migrations.0005_balances_by_obligation").Migration.operations
    committed = Balance.objects.filter(fund=fund, stage="COMMITTED").order_by("obligation")
    with connection.cursor() as cursor:
        cursor.execute(step.reverse_sql)
        assert [(b.obligation_id, b.amount) for b in committed] == [(None, 60)]
        cursor.execute(step.sql)
        days = import_module("programs.migrations.0030_countries_caps_and_second_tier").Migration.operations
        (again,) = (one for one in days if isinstance(one, RunSQL))  # which days they know came later
        cursor.execute(again.sql)
    assert [b.amount for b in committed.all()] == [30, 30]
    assert books.problems() == []
