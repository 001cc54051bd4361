"""The country/account table of the budget justification, added up from its lines (programs 4.3, L23).

Outside the regions the table prints a bureau or a group first and its parts below it, without saying which is which.
A line that repeats the sum of the lines below it is such a group: it is shown, and its money is counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..imports.allocations import across
from ..models import BudgetFigure, BudgetTotal, Level

ROUNDING = 2  # thousands: what a printed sum may be off by, each part being rounded
EVERYTHING = "TOTAL"
TOTAL = "Total"
WITHOUT = "Total without "


@dataclass
class Line:
    """One printed line: what it stands for, and thousands of dollars by account."""

    number: int
    level: str
    region: str
    name: str
    iso3: str
    amounts: dict[str, Decimal] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)  # totals over its accounts that it prints


@dataclass(frozen=True)
class Sum:
    """What the lines of a region, or all lines, add up to in one account."""

    level: str
    name: str
    account: str
    amount: Decimal


@dataclass(frozen=True)
class Contradiction:
    """A printed total that its own lines do not add up to (L23)."""

    name: str
    account: str
    printed: Decimal
    added_up: Decimal

    @property
    def is_rounding(self) -> bool:
        return abs(self.printed - self.added_up) <= ROUNDING

    def __str__(self) -> str:
        off = self.printed - self.added_up
        return (
            f"{self.name}, {self.account}: {self.printed:,.0f} printed, the lines add up to {self.added_up:,.0f}"
            f" ({off:+,.0f})."
        )


@dataclass
class Table:
    """The table of one year and stage: its lines, its printed totals, and what follows from the lines alone."""

    lines: list[Line]
    printed: list[BudgetTotal]

    @property
    def groups(self) -> set[int]:
        """Lines that repeat the sum of those below them."""
        return groups([line for line in self.lines if not line.region])

    @property
    def accounts(self) -> list[str]:
        """Columns of the table in printed order: what it adds up over accounts, then the accounts."""
        totals = dict.fromkeys(row.account for row in self.printed if across(row.account) and summable(row.account))
        first = (row.account for row in self.printed if not across(row.account))
        return [*({TOTAL: None} | totals), *dict.fromkeys([*first, *(a for line in self.lines for a in line.amounts)])]

    def totals(self) -> list[Sum]:
        """Of everything, then of each region: added up from the lines below, never taken from a printed total."""
        skipped, accounts = self.groups, self.accounts
        regions = dict.fromkeys(line.region for line in self.lines if line.region)
        printed = next((row.name for row in self.printed if row.level == Level.TOTAL), EVERYTHING)
        counted = [line for line in self.lines if line.number not in skipped]
        found = list(_added_up(Level.TOTAL, printed, counted, accounts))
        for region in regions:
            within = [line for line in counted if line.region == region]
            found.extend(_added_up(Level.REGION, region, within, accounts))
        return found

    def contradictions(self) -> list[Contradiction]:
        """Printed totals that differ from what their lines add up to: of everything, of regions, of single lines."""
        sums = {(one.level, one.name, one.account): one.amount for one in self.totals()}
        lines = {line.number: line for line in self.lines}
        found = []
        for row in self.printed:
            if row.level in (Level.TOTAL, Level.REGION):
                here = sums.get((row.level, row.name, row.account))
            else:
                line = lines.get(row.source_line)
                here = column(row.account, line.amounts) if line and summable(row.account) else None
            if here is not None and here != row.amount:
                found.append(Contradiction(row.name, row.account, row.amount, here))
        return found


def table(fiscal_year: int, vintage: str, batches_after: Iterable[int] = ()) -> Table:
    """The table as it is here, or as it was before some batches came. Two queries."""
    asked: dict[str, Any] = {"fiscal_year": fiscal_year, "vintage": vintage}
    left_out = list(batches_after)
    figures = BudgetFigure.objects.filter(**asked).exclude(batch__in=left_out).select_related("name__country")
    totals = list(BudgetTotal.objects.filter(**asked).exclude(batch__in=left_out).order_by("pk"))
    lines: dict[int, Line] = {}
    for row in figures.order_by("source_line", "pk"):
        country = row.name.country if row.level == Level.COUNTRY else None
        line = Line(row.source_line, row.level, row.region, row.name.printed, country.iso3 if country else "")
        lines.setdefault(row.source_line, line).amounts[row.account] = row.amount
    for total in totals:
        if total.source_line in lines and summable(total.account):
            lines[total.source_line].columns.append(total.account)
    return Table(list(lines.values()), totals)


def summable(account: str) -> bool:
    """Whether a column over accounts says what it adds up."""
    return account == TOTAL or account.startswith(WITHOUT)


def column(account: str, amounts: dict[str, Decimal]) -> Decimal:
    """One column of a line or a sum of lines: an account, all accounts, or all without one."""
    if account == TOTAL:
        return sum(amounts.values(), Decimal(0))
    if account.startswith(WITHOUT):
        return sum(amounts.values(), Decimal(0)) - amounts.get(account.removeprefix(WITHOUT), Decimal(0))
    return amounts.get(account, Decimal(0))


def groups(lines: Sequence[Line]) -> set[int]:
    """Numbers of the lines whose amounts, account by account, are those of the lines directly below them together.

    Equal sums come first; several lines may also be off by rounding. Inside a group only a line that adds up several
    is a group again: two equal parts are two parts (Gatehouse rule; the printed totals bear it out).
    """
    found: set[int] = set()
    until = 0  # where the widest group so far ends
    for at, line in enumerate(lines):
        end = _end_of_group(lines, at, least=1 if at >= until else 2)
        if end:
            found.add(line.number)
            until = max(until, end)
    return found


def _end_of_group(lines: Sequence[Line], at: int, *, least: int) -> int:
    """Where the lines end that a line adds up, at least so many of them; 0 when it adds up none."""
    rounded = 0
    below: dict[str, Decimal] = {}
    for last in range(at + 1, len(lines)):
        for account, amount in lines[last].amounts.items():
            below[account] = below.get(account, Decimal(0)) + amount
        parts = last - at
        if parts < least:
            continue
        off = _difference(lines[at].amounts, below)
        if off == 0:
            return last + 1
        if off <= ROUNDING and parts > 1:
            rounded = rounded or last + 1
    return rounded


def _difference(one: dict[str, Decimal], other: dict[str, Decimal]) -> Decimal:
    """The largest difference in any account."""
    return max((abs(one.get(a, Decimal(0)) - other.get(a, Decimal(0))) for a in one.keys() | other), default=Decimal(0))


def _added_up(level: str, name: str, lines: Iterable[Line], accounts: Iterable[str]) -> Iterator[Sum]:
    amounts: dict[str, Decimal] = {}
    for line in lines:
        for account, amount in line.amounts.items():
            amounts[account] = amounts.get(account, Decimal(0)) + amount
    for account in accounts:
        yield Sum(level, name, account, column(account, amounts))
