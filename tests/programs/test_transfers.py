"""Transfers between accounts (FAA 610): two halves, a tenth of the source, a fifth of the target, never section 23."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from ground.dates import today
from ground.refusals import Refused
from programs import books
from programs.models import Fund, FundTransaction
from programs.services import exits, ledger

from . import build
from .guards import balance, constraint_of, without, write

pytestmark = pytest.mark.django_db
MONEY = "programs_fundtransaction"


@pytest.fixture
def office() -> build.Office:
    return build.Office()


def with_money(office: build.Office, kind: str, amount: int) -> Fund:
    """A fund with money that is not apportioned yet."""
    fund = build.fund(office, kind)
    ledger.appropriate(fund=fund, amount=Decimal(amount), effective_on=today(), evidence="P.L.", by=office.funds)
    return fund


@pytest.fixture
def source(office: build.Office) -> Fund:
    return with_money(office, "PKO", 100_000)


@pytest.fixture
def target(office: build.Office) -> Fund:
    return with_money(office, "NADR", 40_000)


def asked(office: build.Office, source: Fund, target: Fund, amount: Decimal | int) -> dict[str, Any]:
    move = {"amount": Decimal(amount), "effective_on": today(), "evidence": "Determination 3", "by": office.funds}
    return {"source": source, "target": target, **move}


def refused(call: Any, **more: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        call(**more)
    return caught.value


def test_what_leaves_one_fund_enters_the_other(office: build.Office, source: Fund, target: Fund) -> None:
    entered = exits.transfer(**asked(office, source, target, 5_000))
    assert (balance(source, "APPROPRIATED"), balance(source, "TRANSFERRED")) == (95_000, 5_000)
    assert balance(target, "APPROPRIATED") == 45_000
    assert entered.transfer is not None
    assert entered.transfer.fund == source
    assert books.problems() == []


def test_l14_at_most_a_tenth_of_the_source_counted_together(office: build.Office, source: Fund, target: Fund) -> None:
    twin = with_money(office, "PKO", 20_000)  # of the same account and year: one provision of 120,000
    exits.transfer(**asked(office, source, target, 4_000))
    other = with_money(office, "GSCF", 100_000)
    exits.transfer(**asked(office, twin, other, 5_000))
    over = refused(exits.transfer, **asked(office, source, target, Decimal("3000.01")))
    assert over.code == "transfer_of_source"
    assert over.problems[0].opens == "Opens for $3,000 or less."
    assert str(over.problems[0].rule) == "22 U.S.C. 2360(a), statute, verified"
    exits.transfer(**asked(office, source, target, 3_000))
    ledger.appropriate(fund=twin, amount=Decimal(10), effective_on=today(), evidence="P.L.", by=office.funds)
    exits.transfer(**asked(office, twin, other, 1))


def test_l14_at_most_a_fifth_is_added_to_the_target(office: build.Office, source: Fund, target: Fund) -> None:
    over = refused(exits.transfer, **asked(office, source, target, Decimal("8000.01")))
    assert (over.code, over.problems[0].opens) == ("transfer_into_target", "Opens for $8,000 or less.")
    exits.transfer(**asked(office, source, target, 8_000))
    again = refused(exits.transfer, **asked(office, source, target, Decimal("0.01")))
    assert (again.code, again.problems[0].opens) == ("transfer_into_target", "Opens for $0 or less.")


def test_l14_what_was_rescinded_was_not_made_available(office: build.Office, source: Fund, target: Fund) -> None:
    exits.rescind(fund=source, amount=Decimal(50_000), effective_on=today(), evidence="P.L.", by=office.funds)
    over = refused(exits.transfer, **asked(office, source, target, 5_001))
    assert over.problems[0].opens == "Opens for $5,000 or less."


def test_l14_money_of_section_23_is_never_the_source(office: build.Office, source: Fund) -> None:
    fmf = with_money(office, "FMF", 1_000_000)
    over = refused(exits.transfer, **asked(office, fmf, source, 1))
    assert over.code == "transfer_not_of_section_23"
    exits.transfer(**asked(office, source, fmf, 10))  # it may be the target


def test_l14_is_held_by_the_database(office: build.Office, source: Fund, target: Fund) -> None:
    fmf = with_money(office, "FMF", 1_000_000)
    for fund, amount, name in (
        (source, "10000.01", "transfer_of_source"),
        (fmf, "1", "transfer_not_of_section_23"),
    ):
        row = {"fund": fund, "amount": Decimal(amount)}
        call = lambda row=row: write(row["fund"], "APPROPRIATED", "TRANSFERRED", row["amount"])  # noqa: E731
        assert constraint_of(call) == name
    with without(MONEY, trigger="whole"):
        left = write(source, "APPROPRIATED", "TRANSFERRED", Decimal("8000.01"))

    def enter(**more: Any) -> FundTransaction:
        given = {"from_stage": "OUTSIDE", "to_stage": "APPROPRIATED", "amount": left.amount, "transfer": left, **more}
        fund = given.pop("fund", target)
        return write(fund, given.pop("from_stage"), given.pop("to_stage"), given.pop("amount"), **given)

    twin = build.fund(office, "PKO")
    for more in ({"amount": 1}, {"fund": twin}, {"effective_on": source.enacted_on}):
        assert constraint_of(lambda more=more: enter(**more)) == "transfer_two_halves", more
    assert constraint_of(enter) == "transfer_into_target"
    with without(MONEY, trigger="within_610"):
        enter()


def at_commit() -> None:
    """What a commit would check."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_a_half_alone_is_refused(office: build.Office, source: Fund) -> None:
    def call() -> None:
        write(source, "APPROPRIATED", "TRANSFERRED", 1)
        at_commit()

    assert constraint_of(call) == "transfer_whole"
    with without(MONEY, trigger="whole"):
        call()


def test_a_transfer_is_taken_back_whole(office: build.Office, source: Fund, target: Fund) -> None:
    entered = exits.transfer(**asked(office, source, target, 8_000))
    left = entered.transfer
    assert left is not None

    def half(row: FundTransaction) -> None:
        write(row.fund, row.to_stage, row.from_stage, row.amount, reverses=row)
        at_commit()

    for row in (left, entered):
        assert constraint_of(lambda row=row: half(row)) == "transfer_whole"
    ledger.reverse(transaction=left, effective_on=today(), evidence="Memo", note="Wrong account", by=office.funds)
    at_commit()
    assert (balance(source, "APPROPRIATED"), balance(target, "APPROPRIATED")) == (100_000, 40_000)
    exits.transfer(**asked(office, source, target, 8_000))  # and counts no more
    assert books.problems() == []


def test_what_was_spent_is_not_taken_back(office: build.Office, source: Fund, target: Fund) -> None:
    entered = exits.transfer(**asked(office, source, target, 8_000))
    move = {"effective_on": today(), "evidence": "Document", "by": office.funds}
    ledger.apportion(fund=target, amount=Decimal(48_000), **move)
    again = refused(ledger.reverse, transaction=entered, note="Wrong account", **move)
    assert again.code == "balance_not_negative"
    assert again.problems[0].opens == "Opens for $8,000 less, or when that much more stands there."
