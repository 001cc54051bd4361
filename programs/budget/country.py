"""What plan, ledger and published series say of one operating unit, year by year and account by account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import CharField, F, Max, QuerySet, Sum, Value
from django.db.models.functions import Cast, Concat

from ground.access import Place
from ground.pages import words
from partners.models import Deflator, OperatingUnit, constant

from ..models import AllocationReport, AllocationRow, Balance, BudgetFigure, PublishedObligation, ReportedName, Vintage
from . import reads
from .reads import LEDGER, PLAN, PUBLISHED, SERIES, TABLE, Stands

ALLOCATED = "allocated"
TEXT = CharField(max_length=60)


@dataclass
class Row:
    """One account in one fiscal year: a figure for each column that has one, and which 653(a) version it is."""

    period: str
    account: str
    figures: dict[str, Decimal] = field(default_factory=dict)
    version: str = ""


@dataclass(frozen=True)
class UnitBudget:
    """Columns with where they come from, and rows, newest year first."""

    columns: list[Stands]
    rows: list[Row]

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Stands, Decimal | None, str]]]]:
        """Each row with its cells in the order of the columns; the 653(a) cell says its version."""
        return [
            (row, [(one, row.figures.get(one.name), row.version * (one.name == ALLOCATED)) for one in self.columns])
            for row in self.rows
        ]


def unit_budget(unit: OperatingUnit, user: Any) -> UnitBudget:
    """Figures of the security-assistance accounts of a unit, as far as the reader may see them: three queries,
    however many years there are. Plan and published figures are never added to the ledger's."""
    names = ReportedName.objects.of_unit(unit) | ReportedName.objects.filter(account__isnull=False)
    accounts: dict[str, str] = {}
    labels: list[int] = []
    for pk, printed, code, kind in names.values_list("pk", "printed", "account__code", "account__kind"):
        if code is None:
            labels.append(pk)
        elif kind:
            accounts[printed] = code
    rows: dict[tuple[str, str], Row] = {}
    came: dict[str, str] = {}  # when the newest figure of a column came in
    for name, period, printed, amount, said in _figures(unit, user, labels, list(accounts)):
        key = (period, accounts.get(printed, printed))
        row = rows.setdefault(key, Row(*key))
        row.figures[name] = row.figures.get(name, Decimal(0)) + amount
        if name == ALLOCATED:
            row.version = said
        came[name] = max(came.get(name, ""), said)
    base = _in_base_year(rows.values())
    ordered = sorted(rows.values(), key=lambda row: row.account)
    ordered.sort(key=lambda row: row.period, reverse=True)
    filled = {name for row in ordered for name in row.figures}
    return UnitBudget([one for one in _columns(base, came) if one.name in filled], ordered)


def _figures(
    unit: OperatingUnit, user: Any, labels: list[int], accounts: list[str]
) -> Iterable[tuple[str, str, str, Decimal, str]]:
    """Column, period, account and dollars of every figure that the reader may see, and which version it is or when it
    came in. One query."""
    here = {"name__in": labels, "account__in": accounts}
    table, series = BudgetFigure.objects.filter(**here), PublishedObligation.objects.filter(**here)
    came, thousands = Max("batch__at"), Sum("amount") * reads.THOUSAND
    parts = [
        _part(F("vintage"), "fiscal_year", "account", table, thousands, came),
        _part(Value("published"), "period", "account", series, Sum("amount"), came),
    ]
    if user.scope.has(reads.READ):
        last = AllocationReport.objects.order_by("fiscal_year", "-submitted_on", "-version").distinct("fiscal_year")
        rows = AllocationRow.objects.filter(report__in=last.values("pk"), **here)
        version = Concat(Value("version "), "report__version", Value(", "), "report__submitted_on", output_field=TEXT)
        parts.append(_part(Value(ALLOCATED), "report__fiscal_year", "account", rows, Sum("amount"), Max(version)))
    if user.scope.permits(reads.READ, Place(unit.pk, unit.region)):
        money = Balance.objects.visible_to(user).filter(operating_unit=unit, stage__in=reads.OBLIGATED)
        account = "fund__account__code"
        parts.append(_part(Value("obligated"), "fund__fiscal_year", account, money, Sum("amount"), Value("")))
    return parts[0].union(*parts[1:], all=True)


def _part(column: Any, period: str, account: str, rows: QuerySet[Any], amount: Any, said: Any) -> QuerySet[Any]:
    """Sums of one register in the shape that all registers share."""
    shape = {"column_": Cast(column, TEXT), "period_": Cast(period, TEXT), "account_": Cast(account, TEXT)}
    summed = {"amount_": Cast(amount, reads.DOLLARS), "said_": Cast(said, TEXT)}
    return rows.order_by().annotate(**shape).values_list(*shape).annotate(**summed)


def _in_base_year(rows: Iterable[Row]) -> int | None:
    """Give each published figure its value in dollars of the newest base year, where its period has a deflator."""
    known = list(Deflator.objects.order_by("-base_year").values_list("base_year", "period", "value"))
    base = known[0][0] if known else None
    worth = {period: value for year, period, value in known if year == base}
    for row in rows:
        if "published" in row.figures and row.period in worth:
            row.figures["constant"] = constant(row.figures["published"], worth[row.period])
    return base


def _columns(base: int | None, came: dict[str, str]) -> list[Stands]:
    """Where each column comes from, as of when."""

    def imported(name: str) -> str:
        at = came.get(name)
        return f"imported {words.moment(dt.datetime.fromisoformat(at))}" if at else "not imported"

    vintages = (
        Stands(one.value, f"{one.label}, $", PLAN, f"{TABLE}, {one.label.lower()}", imported(one.value))
        for one in Vintage
    )
    return [
        *vintages,
        Stands(ALLOCATED, "653(a), $", PLAN, "version submitted last", "day of its submission"),
        Stands("obligated", "Obligated, $", LEDGER, "obligated or paid", "now"),
        Stands("published", "Published obligations, $", PUBLISHED, SERIES, imported("published")),
        Stands("constant", f"In {base} dollars", PUBLISHED, f"{SERIES}, base year {base}", imported("published")),
    ]
