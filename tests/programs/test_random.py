"""Any order of acts on money leaves sound books: 500 random acts here, 20,000 in the full proof."""

from __future__ import annotations

import os
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from ground.dates import today
from ground.refusals import Refused
from programs import books
from programs.models import Balance, Fund, FundTransaction, Obligation
from programs.services import ledger, obligations
from tests import make

from . import build

PROVE = os.environ.get("GATEHOUSE_PROVE") == "1"
ACTS = 25  # in one run of the machine
amounts = st.integers(1, 25_000).map(lambda cents: Decimal(cents) / 100)
pick = st.integers(0, 10_000)


class Ledger(RuleBasedStateMachine):
    """Two funds, one of which is obligated by its apportionment, and two programs of each kind, in other places."""

    world: dict[str, Any]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.entered = Decimal(0)
        office = self.world["office"]
        self.funds = [build.fund(office, kind) for kind in ("PKO", "FMF")]
        self.count = 0
        for fund in self.funds:
            self.appropriate_now(fund, Decimal(2_000))
        pko = self.funds[0]
        ledger.apportion(fund=pko, **self.money(Decimal(1_500)))
        for place in self.world["places"]:
            ledger.allot(fund=pko, operating_unit=place, **self.money(Decimal(600)))

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    def attempt(self, act: Any, **asked: Any) -> Any:
        """Make the call; a refusal is an answer too."""
        self.count += 1
        try:
            return act(**asked)
        except Refused:
            return None

    def money(self, amount: Decimal, by: str = "funds") -> dict[str, Any]:
        return {
            "amount": amount,
            "effective_on": today(),
            "evidence": f"Document {self.count}",
            "by": getattr(self.world["office"], by),
        }

    def obligation(self, which: int) -> Obligation | None:
        rows = list(Obligation.objects.filter(fund__in=self.funds).exclude(state="WITHDRAWN").order_by("-pk"))
        return rows[which % len(rows)] if rows else None

    def appropriate_now(self, fund: Fund, amount: Decimal) -> None:
        if self.attempt(ledger.appropriate, fund=fund, **self.money(amount)):
            self.entered += amount

    @rule(fund=pick, amount=amounts)
    def appropriate(self, fund: int, amount: Decimal) -> None:
        self.appropriate_now(self.funds[fund % 2], amount)

    @rule(fund=pick, amount=amounts, place=pick, named=st.booleans())
    def apportion(self, fund: int, amount: Decimal, place: int, named: bool) -> None:
        where = self.world["places"][place % 2]
        naming = "Case by case" if named else ""
        self.attempt(
            ledger.apportion, fund=self.funds[fund % 2], operating_unit=where, naming=naming, **self.money(amount)
        )

    @rule(fund=pick, amount=amounts, place=pick)
    def allot(self, fund: int, amount: Decimal, place: int) -> None:
        where = self.world["places"][place % 2]
        self.attempt(ledger.allot, fund=self.funds[fund % 2], operating_unit=where, **self.money(amount))

    @rule(fund=pick, amount=amounts, program=pick)
    def propose(self, fund: int, amount: Decimal, program: int) -> None:
        chosen = self.world["programs"][program % 4]
        fund = fund if fund % 9 == 4 else 0 if chosen.kind == "PKO" else 1  # now and then money of another kind
        self.attempt(
            build.proposed, office=self.world["office"], program=chosen, fund=self.funds[fund % 2], amount=amount
        )

    @precondition(lambda self: self.obligation(0))
    @rule(which=pick)
    def record(self, which: int) -> None:
        row = self.obligation(which)
        assert row is not None
        same = which % 9 == 4  # now and then who proposed it
        self.attempt(obligations.record, obligation=row, by=row.proposed_by if same else self.world["office"].recorder)

    @precondition(lambda self: self.obligation(0))
    @rule(which=pick)
    def withdraw(self, which: int) -> None:
        self.attempt(
            obligations.withdraw, obligation=self.obligation(which), note="Because", by=self.world["office"].manager
        )

    @precondition(lambda self: self.obligation(0))
    @rule(which=pick, amount=amounts, whole=st.booleans())
    def disburse(self, which: int, amount: Decimal, whole: bool) -> None:
        row = self.obligation(which)
        assert row is not None
        self.attempt(ledger.disburse, obligation=row, **self.money(row.amount if whole else amount))

    @precondition(lambda self: self.obligation(0))
    @rule(which=pick, amount=amounts, whole=st.booleans())
    def deobligate(self, which: int, amount: Decimal, whole: bool) -> None:
        row = self.obligation(which)
        assert row is not None
        self.attempt(ledger.deobligate, obligation=row, **self.money(row.amount if whole else amount))

    @rule(which=pick)
    def reverse(self, which: int) -> None:
        moves = FundTransaction.objects.filter(fund__in=self.funds, reverses=None, reversed_by=None)
        rows = list((FundTransaction.objects.filter(fund__in=self.funds) if which % 9 == 4 else moves).order_by("-pk"))
        if not rows:
            return
        row = rows[which % len(rows)]
        asked = self.money(Decimal(1))
        del asked["amount"]
        if self.attempt(ledger.reverse, transaction=row, note="Because", **asked) and row.from_stage == "OUTSIDE":
            self.entered -= row.amount

    @invariant()
    def books_are_sound(self) -> None:
        assert books.problems() == []

    @invariant()
    def no_dollar_is_lost_or_made(self) -> None:
        held = sum(Balance.objects.filter(fund__in=self.funds).values_list("amount", flat=True), Decimal(0))
        assert held == self.entered


@pytest.mark.django_db
def test_any_order_of_acts_leaves_sound_books() -> None:
    office = build.Office()
    places = [make.operating_unit(), make.operating_unit("XJN", "Juniper")]
    programs = [build.program(office, kind, at=place) for kind in ("PKO", "FMF") for place in places]
    Ledger.world = {"office": office, "places": places, "programs": programs}
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=(20_000 if PROVE else 500) // ACTS,
            stateful_step_count=ACTS,
            deadline=None,
            derandomize=not PROVE,
            suppress_health_check=list(HealthCheck),
        ),
    )
