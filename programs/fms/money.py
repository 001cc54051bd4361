"""FMF by partner and fund: obligated by its apportionment, committed to cases, uncommitted and for how long."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, DecimalField, F, Min, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from ground.dates import fiscal_year, today
from partners.models import OperatingUnit

from ..models import Balance, CaseFunding, Fund, FundTransaction
from ..states import Kind, Stage
from .rules import DIRECT_LIMIT, parameter
from .states import CaseKind

BANDS = ((90, "0 to 90 days"), (180, "91 to 180 days"), (365, "181 to 365 days"), (None, "over 365 days"))
HELD = (Stage.OBLIGATED, Stage.DISBURSED)
AMOUNT = DecimalField(max_digits=20, decimal_places=2)
NET = Case(When(returns=None, then=F("amount")), default=-F("amount"))


def band(days: int) -> str:
    """The age band of a number of days."""
    return next(label for most, label in BANDS if most is None or days <= most)


@dataclass(frozen=True)
class Uncommitted:
    """What a partner has of one fund, in US dollars, and since when."""

    fund: Fund
    place: OperatingUnit
    held: Decimal
    committed: Decimal
    since: dt.date

    @property
    def left(self) -> Decimal:
        return self.held - self.committed

    def age(self, on: dt.date) -> int:
        """Days since the first of it was obligated."""
        return (on - self.since).days

    def band(self, on: dt.date) -> str:
        return band(self.age(on))


def by_fund(balances: Any) -> list[Uncommitted]:
    """Each partner and fund of FMF among the balances: obligated, committed to cases and since when, the oldest budget
    year first. What its fund's end has cancelled by law is not among it, also before its closing is posted (31 U.S.C.
    1552). Three queries."""
    held = balances.filter(fund__account__kind=Kind.FMF, stage__in=HELD, operating_unit__isnull=False).order_by()
    held = held.exclude(fund__cancels_on__lt=today())
    used = CaseFunding.objects.filter(
        fund=OuterRef("fund"), case__program__operating_unit=OuterRef("operating_unit")
    ).order_by()
    moves = FundTransaction.objects.filter(
        fund=OuterRef("fund"), operating_unit=OuterRef("operating_unit"), to_stage=Stage.OBLIGATED
    ).order_by()
    rows = (
        held.values("fund", "operating_unit")
        .annotate(
            held=Sum("amount"),
            used=Coalesce(
                Subquery(used.values("fund").annotate(n=Sum(NET)).values("n"), output_field=AMOUNT), Value(Decimal(0))
            ),
            since=Subquery(moves.values("fund").annotate(n=Min("effective_on")).values("n")),
        )
        .filter(Q(held__gt=0))
    )
    found = list(rows)
    funds = Fund.objects.in_bulk([row["fund"] for row in found])
    places = OperatingUnit.objects.in_bulk([row["operating_unit"] for row in found])
    made = [
        Uncommitted(funds[row["fund"]], places[row["operating_unit"]], row["held"], row["used"], row["since"])
        for row in found
    ]
    return sorted(made, key=lambda one: (one.place.name, one.fund.fiscal_year, one.since, one.fund.pk))


def uncommitted_of(place: OperatingUnit) -> list[tuple[Fund, Decimal]]:
    """The funds in which a partner has FMF that no case has yet, oldest first, with how much, in US dollars."""
    return [(one.fund, one.left) for one in by_fund(Balance.objects.filter(operating_unit=place)) if one.left > 0]


@dataclass(frozen=True)
class YearlyLimit:
    """What a fiscal year allows, what is used of it and what is left, in US dollars."""

    limit: Decimal
    used: Decimal

    @property
    def left(self) -> Decimal:
        return max(self.limit - self.used, Decimal(0))

    @property
    def is_near(self) -> bool:
        """Whether four fifths are used."""
        return self.used * 5 >= self.limit * 4


def direct_contracts(on: dt.date) -> YearlyLimit:
    """Direct commercial contracts outside Israel and Egypt in the fiscal year of a day (22 U.S.C. 2763(h)). Two
    queries; a return counts for the year of what it takes back."""
    year = fiscal_year(on)
    first, last = dt.date(year - 1, 10, 1), dt.date(year, 9, 30)
    given = CaseFunding.objects.filter(returns=None, committed_on__range=(first, last), case__kind=CaseKind.DIRECT)
    given = given.exclude(case__program__operating_unit__country__iso3__in=("ISR", "EGY"))
    back = CaseFunding.objects.filter(returns__in=given).aggregate(n=Sum("amount"))["n"] or Decimal(0)
    used = (given.aggregate(n=Sum("amount"))["n"] or Decimal(0)) - back
    return YearlyLimit(parameter(DIRECT_LIMIT, on) or Decimal(100_000_000), used)
