"""Reads of the plan register beside the published series and the ledger: side by side, each with its register, vintage
and moment, never added together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast

from ground.models import ImportBatch
from ground.pages import words
from partners.models import Deflator, OperatingUnit
from partners.models.dollars import CENT

from ..models import (
    AllocationReport,
    AllocationRow,
    Balance,
    BudgetFigure,
    Fund,
    PublishedObligation,
    ReportedName,
    Vintage,
)
from ..states import Stage

READ = "programs.view_fund"
"""What it takes to read the ledger, and the 653(a) reports: like a fund, a report belongs to no place."""
THOUSAND = 1_000
OBLIGATED = (Stage.OBLIGATED, Stage.DISBURSED)  # what was ever obligated is both together
DOLLARS = DecimalField(max_digits=25, decimal_places=2)
TABLE, SERIES = "budget justification", "Greenbook"  # kinds of import batches
PLAN, LEDGER, PUBLISHED = "Plan", "Legal ledger", "Published series"


@dataclass(frozen=True)
class Stands:
    """One column of figures: from which register, which vintage of it, and as of when."""

    name: str
    title: str
    register: str
    vintage: str
    as_of: str

    @property
    def said(self) -> str:
        """Register, vintage and moment in one line."""
        return f"{self.register}, {self.vintage}, {self.as_of}"


def report_in_force(fiscal_year: int) -> AllocationReport | None:
    """The 653(a) report of a year that was submitted last."""
    return AllocationReport.objects.filter(fiscal_year=fiscal_year).order_by("-submitted_on", "-version").first()


def base_year() -> int | None:
    """The base year of constant dollars: one for all figures, the newest that has deflators."""
    return Deflator.objects.aggregate(base=Max("base_year"))["base"]


def deflators(base: int | None) -> dict[str, Decimal]:
    """The deflator of each period for a base year."""
    return dict(Deflator.objects.filter(base_year=base or 0).values_list("period", "value"))


def in_base_year(sums: Mapping[str, Decimal], base: int | None) -> Decimal | None:
    """Sums of current dollars by period, together in dollars of the base year; None when a period has no deflator."""
    worth = deflators(base)
    if not sums.keys() <= worth.keys():
        return None
    return sum((amount / worth[period] for period, amount in sums.items()), Decimal(0)).quantize(CENT)


def series() -> QuerySet[PublishedObligation]:
    """Published obligations with `in_base_year`, in dollars of the base year; None where a period has no deflator."""
    worth = Deflator.objects.filter(period=OuterRef("period"), base_year=base_year() or 0).values("value")
    return PublishedObligation.objects.select_related("name__country").annotate(
        in_base_year=F("amount") / Subquery(worth)
    )


def imported(*kinds: str) -> list[str]:
    """When the last file of each kind came in, in words. One query."""
    came = dict(ImportBatch.objects.filter(kind__in=kinds).values_list("kind").annotate(at=Max("at")).order_by())
    return [f"imported {words.moment(came[kind])}" if kind in came else "not imported" for kind in kinds]


def stands(fiscal_year: int, user: Any) -> list[Stands]:
    """Where each column of a comparison comes from. What the reader may not read is no column."""
    table, published = imported(TABLE, SERIES)
    name = TABLE
    found = [
        Stands("requested", "Request, $", PLAN, f"{name}, request", table),
        Stands("enacted", "Enacted split, $", PLAN, f"{name}, enacted", table),
    ]
    if user.scope.has(READ):
        report = report_in_force(fiscal_year)
        version = f"653(a) report {report.number}, version {report.version}" if report else "no 653(a) report"
        day = f"submitted {words.long_day(report.submitted_on)}" if report else "none submitted"
        found.append(Stands("allocated", "653(a), $", PLAN, version, day))
        found.append(
            Stands("obligated", "Obligated, $", LEDGER, "obligated and disbursed, as far as you may read", "now")
        )
    found.append(Stands("actual", "Actual, $", PLAN, f"{name}, actual", table))
    found.append(Stands("published", "Published obligations, $", PUBLISHED, "Greenbook", published))
    return found


def newest_year(user: Any) -> int:
    """The last fiscal year that any register speaks of, as far as the user may read them; 0 when none does."""
    spoken = BudgetFigure.objects.values_list("fiscal_year")
    if user.scope.has(READ):
        spoken = spoken.union(
            AllocationReport.objects.values_list("fiscal_year"),
            Fund.objects.visible_to(user).values_list("fiscal_year"),
        )
    return max((year for (year,) in spoken), default=0)


def compared(fiscal_year: int, account: str, user: Any) -> QuerySet[OperatingUnit]:
    """Operating units with what each register says of an account and year, in dollars; units without any are left out.

    Printed thousands are shown in dollars and stay as exact as they were printed.
    """
    labels = list(ReportedName.objects.of_account(account).values_list("printed", flat=True))
    here = Q(name__country__operating_unit=OuterRef("pk")) | Q(name__operating_unit=OuterRef("pk"))
    figures = BudgetFigure.objects.filter(here, fiscal_year=fiscal_year, account__in=labels)
    columns: dict[str, Any] = {
        "requested_sum": _sum(figures.filter(vintage=Vintage.REQUEST), THOUSAND),
        "enacted_sum": _sum(figures.filter(vintage=Vintage.ENACTED), THOUSAND),
        "actual_sum": _sum(figures.filter(vintage=Vintage.ACTUAL), THOUSAND),
        "published_sum": _sum(PublishedObligation.objects.filter(here, period=str(fiscal_year), account__in=labels)),
    }
    if user.scope.has(READ):
        rows = AllocationRow.objects.filter(here, report=report_in_force(fiscal_year), account__in=labels)
        columns["allocated_sum"] = _sum(rows)
        money = Balance.objects.visible_to(user).filter(
            operating_unit=OuterRef("pk"),
            fund__fiscal_year=fiscal_year,
            fund__account__code=account,
            stage__in=OBLIGATED,
        )
        columns["obligated_sum"] = _sum(money)
    known = Q(pk__in=[])
    for name in columns:
        known |= Q(**{f"{name}__isnull": False})
    return OperatingUnit.objects.annotate(**columns).filter(known).order_by("region", "name")


def _sum(rows: QuerySet[Any], times: int = 1) -> Cast:
    """The sum of the rows of one operating unit, None without any: of dollars too where no label names the account."""
    total = rows.order_by().annotate(all=Value(1)).values("all").annotate(sum=Sum("amount") * times).values("sum")
    return Cast(Subquery(total, output_field=DOLLARS), DOLLARS)
