"""The money of PKO: what is unspent by fund and by the year that cancels it, and agreements that several share."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from ground.dates import today

from ..models import Balance, BudgetFigure, Obligation, PkoContribution
from ..states import SETTLED, Kind, ObligationState

ASSESSED = Q(program__pkodetail__assessed_dues=True)
"""UN assessed dues paid from this heading: kept out of every total of PKO programs (programs 0.1)."""


@dataclass(frozen=True)
class CancellationYear:
    """What is cancelled at the end of a fiscal year if nobody pays with it, by fund. None: no end is set."""

    on: dt.date | None
    funds: Sequence[tuple[str, int, Decimal]]

    @property
    def total(self) -> Decimal:
        return sum((amount for _, _, amount in self.funds), Decimal(0))


def unspent(user: Any) -> list[CancellationYear]:
    """What the reader may see that is neither paid nor gone, by fund, the next to be cancelled first. One query."""
    balances: Any = Balance.objects.visible_to(user).filter(fund__account__kind=Kind.PKO).exclude(ASSESSED).order_by()
    left = balances.standing(today()).exclude(standing__in=SETTLED)
    rows = (
        left.values("fund__number", "fund__fiscal_year", "fund__cancels_on")
        .annotate(sum=Sum("amount"))
        .filter(sum__gt=0)
        .order_by(F("fund__cancels_on").asc(nulls_last=True), "fund__number")
    )
    grouped = itertools.groupby(rows, key=lambda row: row["fund__cancels_on"])
    return [
        CancellationYear(on, [(row["fund__number"], row["fund__fiscal_year"], row["sum"]) for row in funds])
        for on, funds in grouped
    ]


def shared_agreements(user: Any) -> list[tuple[str, list[Obligation]]]:
    """Agreements that obligate money of more than one program, each with its obligations. One query."""
    seen = Obligation.objects.visible_to(user).filter(fund__account__kind=Kind.PKO, state=ObligationState.RECORDED)
    numbers = (
        seen.order_by().values("document_number").annotate(n=Count("program", distinct=True)).filter(n__gt=1)
    ).values_list("document_number", flat=True)
    rows = seen.filter(document_number__in=numbers).select_related(
        "fund", "program__pkodetail", "program__operating_unit"
    )
    grouped = itertools.groupby(rows.order_by("document_number", "pk"), key=lambda row: row.document_number)
    return [(number, list(found)) for number, found in grouped]


def contributions(seen: QuerySet[PkoContribution]) -> list[dict[str, Any]]:
    """Contributions by operation and fiscal year, assessed dues apart. One query."""
    rows: Any = seen.order_by().values("operation", "fiscal_year", assessed=F("program__pkodetail__assessed_dues"))
    return list(rows.annotate(sum=Sum("amount")).order_by("assessed", "operation", "-fiscal_year"))


def published_operations() -> QuerySet[BudgetFigure]:
    """What budget justifications print for the Multinational Force and Observers, the latest year first: published in
    thousands, shown beside our contributions and never added to them."""
    rows = BudgetFigure.objects.filter(account__iexact="PKO", name__printed__icontains="Force and Observers")
    return rows.select_related("name").order_by("-fiscal_year", "vintage", "pk")
