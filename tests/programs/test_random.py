"""Any order of acts on money, over the whole life of several funds, leaves sound books: 500 random acts here, 20,000 in
the full proof."""

from __future__ import annotations

import datetime as dt
import os
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from ground.dates import as_if, fiscal_year, today
from ground.refusals import Refused
from programs import books
from programs.models import Balance, Fund, FundTransaction, Obligation, Program
from programs.services import closing, exits, ledger, obligations
from programs.services.obligations import Terms
from programs.standing import fund_money
from programs.states import UNOBLIGATED, UNRESERVED
from tests import make

from . import build

PROVE = os.environ.get("GATEHOUSE_PROVE") == "1"
ACTS = 25  # in one run of the machine
LATE = "still stands at"  # what the books say until a closing is posted
DAY = dt.timedelta(days=1)
amounts = st.integers(1, 25_000).map(lambda cents: Decimal(cents) / 100)
pick = st.integers(0, 10_000)
back = st.sampled_from([0, 0, 0, 0, 1, 40])  # days that an act is dated back


class Ledger(RuleBasedStateMachine):
    """Four funds of twelve years ago, which end in different ways, and two programs of each kind, in two places.

    One may be obligated again, one may not, one is obligated by its apportionment, one is no-year. Time passes.
    """

    world: dict[str, Any]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.entered = Decimal(0)
        self.count = 0
        office = self.world["office"]
        year = fiscal_year(today()) - 12
        self.day = dt.date(year, 9, 1)
        terms: dict[str, Any] = {"year": year, "years": 1}
        self.funds = [
            build.fund(office, "PKO", **terms, reobligation=True),
            build.fund(office, "NADR", **terms),
            build.fund(office, "FMF", **terms),
            build.fund(office, "PKO", **{**terms, "years": None}),
        ]
        for fund in self.funds:
            self.appropriate_now(fund, Decimal(2_000))
        for fund in self.funds:
            if not fund.obligates_on_apportionment:
                self.attempt(ledger.apportion, fund=fund, **self.money(Decimal(1_500)))
                for place in self.world["places"]:
                    self.attempt(ledger.allot, fund=fund, operating_unit=place, **self.money(Decimal(600)))
        for number, program in enumerate(self.world["programs"]):
            self.propose_now(program, self.of_kind(program, number), Decimal(200), recorded=True)

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    def attempt(self, act: Any, **asked: Any) -> Any:
        """Make the call on the day it is; a refusal is an answer too."""
        self.count += 1
        try:
            with as_if(self.day):
                return act(**asked)
        except Refused:
            return None

    def money(self, amount: Decimal, days: int = 0) -> dict[str, Any]:
        return {
            "amount": amount,
            "effective_on": self.day - days * DAY,
            "evidence": f"Document {self.count}",
            "by": self.world["office"].funds,
        }

    def fund(self, which: int) -> Fund:
        return Fund.objects.get(pk=self.funds[which % len(self.funds)].pk)

    def place(self, which: int) -> Any:
        return self.world["places"][which % 2]

    def obligation(self, which: int) -> Obligation | None:
        rows = list(Obligation.objects.filter(fund__in=self.funds).exclude(state="WITHDRAWN").order_by("-pk"))
        return rows[which % len(rows)] if rows else None

    def appropriate_now(self, fund: Fund, amount: Decimal) -> None:
        if self.attempt(ledger.appropriate, fund=fund, **self.money(amount)):
            self.entered += amount

    def of_kind(self, program: Program, which: int) -> Fund:
        """One of the funds of a program's kind."""
        funds = [fund for fund in self.funds if fund.account.kind == program.kind]
        return Fund.objects.get(pk=funds[which % len(funds)].pk)

    def propose_now(self, program: Program, fund: Fund, amount: Decimal, *, recorded: bool, **more: Any) -> None:
        """Propose, and record by somebody else when asked for."""
        office = self.world["office"]
        if program.kind == "FMF":  # whose apportionment proposes
            asked = {"fund": fund, "operating_unit": program.operating_unit, "program": program, "naming": "By case"}
            row = self.attempt(ledger.apportion, **asked, **self.money(amount))
            made = row.obligation if row else None
        else:
            more.setdefault("effective_on", self.day)
            made = self.attempt(build.proposed, office=office, program=program, fund=fund, amount=amount, **more)
        if made and recorded:
            self.attempt(obligations.record, obligation=made, by=office.recorder)

    @rule(days=st.sampled_from([1, 20, 29, 30, 250, 900]))
    def time_passes(self, days: int) -> None:
        self.day = min(self.day + days * DAY, today())

    @rule()
    def close(self) -> None:
        self.attempt(closing.close_due)
        with as_if(self.day):
            assert books.problems() == []

    @rule(fund=pick, amount=amounts)
    def appropriate(self, fund: int, amount: Decimal) -> None:
        self.appropriate_now(self.fund(fund), amount)

    @rule(fund=pick, amount=amounts, place=pick, named=st.booleans(), days=back)
    def apportion(self, fund: int, amount: Decimal, place: int, named: bool, days: int) -> None:
        naming = "Case by case" if named else ""
        asked = {"fund": self.fund(fund), "operating_unit": self.place(place), "naming": naming}
        self.attempt(ledger.apportion, **asked, **self.money(amount, days))

    @rule(fund=pick, amount=amounts, place=pick, days=back)
    def allot(self, fund: int, amount: Decimal, place: int, days: int) -> None:
        self.attempt(ledger.allot, fund=self.fund(fund), operating_unit=self.place(place), **self.money(amount, days))

    @rule(fund=pick, amount=amounts, days=st.sampled_from([-30, -1, 0, 0, 0, 1, 40]), again=pick)
    def propose(self, fund: int, amount: Decimal, days: int, again: int) -> None:
        chosen = self.world["programs"][fund % len(self.world["programs"])]
        taken = self.fund(fund) if fund % 9 == 4 else self.of_kind(chosen, fund // 6)  # now and then of another kind
        more = {"effective_on": self.day - days * DAY, "terms": Terms(reobligation=again % 3 == 1)}
        self.propose_now(chosen, taken, amount, recorded=again % 2 == 1, **more)

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
    @rule(which=pick, amount=amounts, whole=st.booleans(), days=back)
    def disburse(self, which: int, amount: Decimal, whole: bool, days: int) -> None:
        row = self.obligation(which)
        assert row is not None
        self.attempt(ledger.disburse, obligation=row, **self.money(row.amount if whole else amount, days))

    @precondition(lambda self: self.obligation(0))
    @rule(which=pick, amount=amounts, whole=st.booleans(), days=back)
    def deobligate(self, which: int, amount: Decimal, whole: bool, days: int) -> None:
        row = self.obligation(which)
        assert row is not None
        self.attempt(ledger.deobligate, obligation=row, **self.money(row.amount if whole else amount, days))

    @rule(fund=pick, amount=amounts, stage=st.sampled_from(UNRESERVED), place=pick)
    def rescind(self, fund: int, amount: Decimal, stage: str, place: int) -> None:
        where = None if stage in ("APPROPRIATED", "APPORTIONED") or place % 3 == 2 else self.place(place)
        self.attempt(exits.rescind, fund=self.fund(fund), stage=stage, operating_unit=where, **self.money(amount))

    @rule(source=pick, goal=pick, amount=amounts)
    def transfer(self, source: int, goal: int, amount: Decimal) -> None:
        given = {"source": self.fund(source), "target": self.fund(goal)}
        if self.attempt(exits.transfer, **given, **self.money(amount)):
            self.entered += amount

    @rule(days=pick)
    def close_no_year(self, days: int) -> None:
        asked = {"determination": "Determination", "by": self.world["office"].funds}
        self.attempt(exits.close_no_year, fund=self.fund(3), closed_on=self.day - days % 50 * DAY, **asked)

    @rule(which=pick, days=back)
    def reverse(self, which: int, days: int) -> None:
        moves = FundTransaction.objects.filter(fund__in=self.funds, reverses=None, reversed_by=None)
        rows = list((FundTransaction.objects.filter(fund__in=self.funds) if which % 9 == 4 else moves).order_by("-pk"))
        if not rows:
            return
        row = rows[which % len(rows)]
        asked = self.money(Decimal(1), days)
        del asked["amount"]
        out = row.from_stage == "OUTSIDE" or row.to_stage == "TRANSFERRED"
        if self.attempt(ledger.reverse, transaction=row, note="Because", **asked) and out:
            self.entered -= row.amount

    @invariant()
    def books_are_sound(self) -> None:
        with as_if(self.day):
            assert [line for line in books.problems() if LATE not in line] == []

    @invariant()
    def no_dollar_is_lost_or_made(self) -> None:
        held = sum(Balance.objects.filter(fund__in=self.funds).values_list("amount", flat=True), Decimal(0))
        assert held == self.entered

    @invariant()
    def what_has_ended_is_shown_to_nobody_as_available(self) -> None:
        with as_if(self.day):
            for which in range(len(self.funds)):
                fund = self.fund(which)
                if fund.available_until and fund.available_until < self.day:
                    shown = fund_money(fund, self.world["office"].funds, self.day).stages.rows
                    held = fund.balances.filter(stage="APPORTIONED").exclude(obligation=None)
                    waits = sum(held.values_list("amount", flat=True), Decimal(0))
                    assert sum(amount for stage, amount in shown if stage in UNOBLIGATED) <= waits


@pytest.mark.django_db
def test_any_order_of_acts_leaves_sound_books() -> None:
    office = build.Office()
    places = [make.operating_unit(), make.operating_unit("XJN", "Juniper")]
    programs = [build.program(office, kind, at=place) for kind in ("PKO", "NADR", "FMF") for place in places]
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
