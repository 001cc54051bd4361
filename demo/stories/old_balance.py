"""A fund near its end: what it obligated nine years ago is not all paid."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ground.dates import fiscal_year
from programs.models import Account, Obligation
from programs.services import closing, ledger, programs
from programs.services.obligations import Terms

from ..partners import INVENTED
from ..walks import executing, obligated
from ..world import Days, World, dollars

AGAIN = Terms(reobligation=True)


def old_balance(world: World) -> Days:
    """GPOI money of nine years ago. What nobody obligated expired with its year; part of the rest was given back in
    time and obligated again; three quarters of a million wait for an invoice, and are cancelled on September 30."""
    year, by = fiscal_year(world.on) - 9, world.who["funds"]

    def on(years: int, month: int, day: int) -> int:
        """A day of the fund's fiscal year, or so many years later, counted from the day of loading."""
        return (dt.date(year + years - (month >= 10), month, day) - world.on).days

    def paper(kind: str, amount: int) -> dict[str, Any]:
        return {"amount": dollars(amount), "evidence": world.document(kind), "by": by}

    def pay(obligation: Obligation, amount: int, days: int) -> None:
        ledger.disburse(obligation=obligation, effective_on=world.day(days), **paper("VOUCHER", amount))

    yield on(0, 12, 20)
    fund = world.funds["GPOI"] = ledger.open_fund(
        account=Account.objects.get(code="PKO"),
        fiscal_year=year,
        title=f"GPOI FY {year} {INVENTED}",
        enacted_on=world.day(on(0, 12, 20)),
        availability_years=1,
        reobligation_authority=True,
        public_law=f"Demonstration Act, {year}",
        obligating_document="Signed agreement or award",
        by=by,
    )
    started: dict[str, Any] = {"fund": fund, "effective_on": world.day(on(0, 12, 20))}
    ledger.appropriate(**started, **paper("ACT", 6_000_000))
    ledger.apportion(**started, **paper("SF-132", 5_500_000))
    ledger.allot(operating_unit=world.place("XCB"), **started, **paper("ALLOTMENT", 5_000_000))
    program = yield from executing(
        world,
        kind="PKO",
        iso3="XCB",
        title="Peacekeeping training center",
        purpose="A center where the region trains its peacekeepers.",
        amount=5_000_000,
        detail={"pko_purpose": "P2", "global_program": "GPOI"},
        manager="manager2",
        since=on(0, 2, 1),
        year=year,
    )
    naming = "Named and vetted before each event"
    first = yield from obligated(world, program, fund, 4_200_000, since=on(0, 4, 10), naming=naming)
    yield on(1, 10, 1)
    closing.close_due()
    yield on(2, 5, 5)
    pay(first, 2_400_000, on(2, 5, 5))
    yield on(3, 3, 3)
    ledger.deobligate(obligation=first, effective_on=world.day(on(3, 3, 3)), **paper("AMENDMENT", 900_000))
    again = yield from obligated(world, program, fund, 650_000, since=on(3, 6, 15), naming=naming, terms=AGAIN)
    yield on(5, 10, 1)
    closing.close_due()
    yield on(6, 4, 4)
    pay(first, 500_000, on(6, 4, 4))
    pay(again, 300_000, on(6, 4, 4))
    yield on(6, 4, 20)
    programs.take(program=program, step="close", by=program.manager)
