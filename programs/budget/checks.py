"""What is known about the money of an account and a year, for checks of a plan against it: pure reads, no writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, DecimalField, F, Sum, Value, When

from ground.refusals import Basis, Problem, Rule

from ..amounts import FIGURE
from ..models import AllocationReport, BudgetFigure, Fund, FundTransaction
from ..states import Stage

PLAN = Rule("A report is no more than the act", Basis.STATUTE, "22 U.S.C. 2413")
THOUSAND = 1_000
WITHIN = 10  # a plan is of the size of what it splits: within a factor of ten either way
BEFORE = 3  # years back that a figure may be taken from


def appropriated(account: str, fiscal_year: int) -> Decimal:
    """What was appropriated to an account in a budget year less what was rescinded, in dollars, by the ledger."""
    moves = FundTransaction.objects.filter(fund__account__code=account, fund__fiscal_year=fiscal_year)
    net = Case(
        When(from_stage=Stage.OUTSIDE, to_stage=Stage.APPROPRIATED, then=F("amount")),
        When(from_stage=Stage.APPROPRIATED, to_stage=Stage.OUTSIDE, then=-F("amount")),
        When(to_stage=Stage.RESCINDED, then=-F("amount")),
        When(from_stage=Stage.RESCINDED, then=F("amount")),
        default=Value(Decimal(0)),
        output_field=DecimalField(max_digits=20, decimal_places=2),
    )
    return moves.aggregate(net=Sum(net, default=Decimal(0)))["net"]


def expected(account: str, fiscal_year: int) -> tuple[Decimal, str]:
    """About how much an account has in a year, in dollars, and where that is taken from; zero when nothing is known."""
    if enacted := appropriated(account, fiscal_year):
        return enacted, f"appropriated for FY {fiscal_year}"
    for year in range(fiscal_year, fiscal_year - BEFORE - 1, -1):
        figures = BudgetFigure.objects.filter(fiscal_year=year, account=account)
        by_vintage = figures.values_list("vintage").annotate(sum=Sum("amount")).order_by("vintage")
        for vintage, thousands in by_vintage:
            if thousands > 0:
                return thousands * THOUSAND, f"the budget justification's {vintage.lower()} of FY {year}"
    return Decimal(0), ""


def thousands_for_dollars(account: str, *, fiscal_year: int, amount: Decimal) -> str:
    """What to say when a sum is in thousands where dollars are meant: it would fit what is known, times a thousand."""
    known, source = expected(account, fiscal_year)
    if not amount or not known or amount * WITHIN > known or not known / WITHIN <= amount * THOUSAND <= known * WITHIN:
        return ""
    return (
        f"{account} adds up to ${amount:,.0f}, about a thousandth of ${known:,.0f} ({source}): thousands where dollars"
        f" are meant. Write dollars; the sum would be ${amount * THOUSAND:,.0f}."
    )


def first_in_thousands(fund: Fund, amount: Decimal) -> Iterator[Problem]:
    """The first appropriation of an account and year is compared with what its budget justification printed. Gatehouse
    rule: thousands where dollars are meant."""
    if not amount.is_finite() or appropriated(fund.account.code, fund.fiscal_year):
        return
    if says := thousands_for_dollars(fund.account.code, fiscal_year=fund.fiscal_year, amount=amount):
        yield Problem(says, FIGURE, f"Write {amount * THOUSAND:,.2f}.", "amount", "thousands")


@dataclass(frozen=True)
class Excess:
    """An account of a 653(a) report whose rows add up to more than was appropriated (L13)."""

    account: str
    allocated: Decimal
    appropriated: Decimal

    @property
    def sentence(self) -> str:
        over = self.allocated - self.appropriated
        return (
            f"{self.account}: the rows add up to ${self.allocated:,.2f}, ${over:,.2f} more than the"
            f" ${self.appropriated:,.2f} appropriated ({PLAN})."
        )


def excesses(report: AllocationReport) -> Iterator[Excess]:
    """L13: a report is a plan, so going over the appropriation warns and breaks no law by itself (22 U.S.C. 2413,
    statute, verified). An account without a fund in the ledger is not compared."""
    for account, allocated in report.rows.values_list("account").annotate(sum=Sum("amount")).order_by("account"):
        enacted = appropriated(account, report.fiscal_year)
        if enacted and allocated > enacted:
            yield Excess(account, allocated, enacted)
