"""`/budget/`: plan, ledger and published series side by side; the printed figures; the obligations as published."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import QuerySet, Sum
from django.http import HttpRequest

from ground.access import SIGNED_IN, may
from ground.pages.lists import ListPage
from ground.rows import ExportColumn
from partners.models import OperatingUnit

from ..budget import reads
from ..filters import budget as filters
from ..models import BudgetFigure, PublishedObligation, ReportedName
from ..services.allocations import IMPORT
from ..services.labels import SORTS
from ..services.training import ASSIGN
from ..tables import budget as tables

FIRST_ACCOUNT = "FMF"
SCOPED = ("allocated", "obligated")


class BudgetComparison(ListPage):
    """What each register says of one account and year, unit by unit. A column is added up, registers never are."""

    title = "Budget"
    permission = SIGNED_IN
    template_name = "programs/budget_comparison.html"
    table_class = tables.ComparisonTable
    filterset_class = filters.ComparisonFilter
    empty = "No register says anything of this account and year."
    strict = True

    @cached_property
    def fiscal_year(self) -> int:
        asked = self.request.GET.get("fiscal_year", "")
        understood = asked.isascii() and asked.isdecimal() and len(asked) == len("2027")
        return int(asked) if understood else reads.newest_year(self.request.user)

    @property
    def account(self) -> str:
        return self.request.GET.get("account", "") or FIRST_ACCOUNT

    @cached_property
    def stands(self) -> list[reads.Stands]:
        return reads.stands(self.fiscal_year, self.request.user)

    @property
    def totals(self) -> dict[str, Any]:  # type: ignore[override]
        return {one.name: Sum(f"{one.name}_sum") for one in self.stands}

    @property
    def export_columns(self) -> list[ExportColumn]:  # type: ignore[override]
        return [
            ExportColumn("Operating unit", "name"),
            ExportColumn("Code", "code"),
            ExportColumn("Bureau", "region"),
            ExportColumn("Fiscal year", lambda row: str(self.fiscal_year)),
            ExportColumn("Account", lambda row: self.account),
            *(ExportColumn(f"{one.title} ({one.said})", f"{one.name}_sum", "money") for one in self.stands),
        ]

    def get_lead(self) -> str:
        return (
            f"{self.account}, FY {self.fiscal_year}: what was asked for, planned and obligated, each in its own column."
            " A plan is not money, so registers are compared and never added up."
        )

    def get_table_kwargs(self) -> dict[str, Any]:
        seen = {one.name for one in self.stands}
        return {**super().get_table_kwargs(), "exclude": [name for name in SCOPED if name not in seen]}

    def get_queryset(self) -> QuerySet[OperatingUnit]:
        return reads.compared(self.fiscal_year, self.account, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(stands=self.stands, doors=doors(self.request), **kwargs)


def doors(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Where to go from the comparison: url name, words, icon; only what is open to the reader."""
    user = request.user
    found = [("budget-figure-list", "Printed figures", "table"), ("published-obligation-list", "Greenbook", "table")]
    if may(user, reads.READ):
        found.append(("allocation-list", "653(a) reports", "doc"))
    if may(user, ASSIGN) and (waiting := waiting_labels()):
        found.append(("budget-label-list", f"{waiting} to assign", "flag"))
    if may(user, IMPORT):
        found.append(("budget-import", "Bring in a file", "plus"))
    return found


def waiting_labels() -> int:
    """Lines and accounts of budget tables that nobody has said the meaning of."""
    return ReportedName.objects.waiting().filter(sort__in=[SORTS.LINE, SORTS.ACCOUNT]).count()


class FigureList(ListPage):
    """The figures of the budget justification, as printed. Sums are in its report, where groups are counted once."""

    title = "Budget justification, figures"
    permission = SIGNED_IN
    table_class = tables.FigureTable
    filterset_class = filters.FigureFilter
    export_columns = tables.FIGURE_EXPORT
    empty = "No table has been brought in yet."
    strict = True

    def get_lead(self) -> str:
        return (
            "Plan register, thousands of US dollars as printed, "
            f"{reads.imported(reads.TABLE)[0]}. Totals are added up in the report cbj."
        )

    def get_queryset(self) -> QuerySet[BudgetFigure]:
        return BudgetFigure.objects.select_related("name__country").order_by("-fiscal_year", "source_line", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(handling="UNCLASSIFIED", **kwargs)


class PublishedList(ListPage):
    """Obligations as the Greenbook publishes them, in current and constant dollars; net figures may be below zero."""

    title = "Published obligations"
    permission = SIGNED_IN
    table_class = tables.SeriesTable
    filterset_class = filters.SeriesFilter
    empty = "The series has not been brought in yet."
    strict = True

    @cached_property
    def base(self) -> int | None:
        return reads.base_year()

    @property
    def export_columns(self) -> tuple[ExportColumn, ...]:  # type: ignore[override]
        return tables.series_export(self.base)

    def get_table_kwargs(self) -> dict[str, Any]:
        """Totals of all filtered rows, added up by period first: one deflator holds for all rows of a period."""
        by_period = self.object_list.order_by().values_list("period").annotate(sum=Sum("amount"))
        sums = dict(by_period.values_list("period", "sum"))
        totals = {"amount": sum(sums.values(), Decimal(0)), "constant": reads.in_base_year(sums, self.base)}
        return {**super().get_table_kwargs(), "totals": totals}

    def get_lead(self) -> str:
        return (
            f"Published series (Greenbook), {reads.imported(reads.SERIES)[0]}; beside the ledger, never inside it."
            f" Constant dollars: base year {self.base or 'not loaded'}, one deflator a fiscal year for all accounts."
        )

    def get_queryset(self) -> QuerySet[PublishedObligation]:
        return reads.series().order_by("-period", "name__printed", "account", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(handling="UNCLASSIFIED", **kwargs)
