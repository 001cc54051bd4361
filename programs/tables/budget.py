"""Tables of the plan register, the published series and the labels of budget tables, and the columns of their files."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html

from ground.pages.badges import Badge
from ground.pages.tables import (
    BadgeColumn,
    CountColumn,
    DayColumn,
    MoneyColumn,
    NameColumn,
    NumberHead,
    RowHead,
    Table,
)
from ground.rows import ExportColumn

from ..models import AllocationReport, MoneyUnit, ReportedName
from .training import ASSIGNED, WAITS

ID = {"td": {"class": "gh-id"}}
IN_TIME = Badge("In time", "good")


def place_of(name: ReportedName) -> str:
    """What a printed name stands for, for its second line; whether it waits is said too."""
    if not name.assigned:
        return WAITS.word
    if name.country:
        return str(name.country.iso3)
    return name.label if name.label != name.printed else ""


class ComparisonTable(Table):
    title = "Plan, ledger and published series by operating unit"
    noun = "operating unit"

    name = RowHead(verbose_name="Operating unit", under="code")
    region = tables.Column(verbose_name="Bureau", default="none")
    requested = MoneyColumn(accessor="requested_sum", verbose_name="Request, $", total=True, default="none")
    enacted = MoneyColumn(accessor="enacted_sum", verbose_name="Enacted split, $", total=True, default="none")
    allocated = MoneyColumn(accessor="allocated_sum", verbose_name="653(a), $", total=True, default="none")
    obligated = MoneyColumn(accessor="obligated_sum", verbose_name="Obligated, $", total=True, default="none")
    actual = MoneyColumn(accessor="actual_sum", verbose_name="Actual, $", total=True, default="none")
    published = MoneyColumn(
        accessor="published_sum", verbose_name="Published obligations, $", total=True, default="none"
    )


class FigureTable(Table):
    title = "Figures of the budget justification"
    noun = "figure"

    name = RowHead(accessor="name__printed", verbose_name="Line as printed", under=lambda row: place_of(row.name))
    region = tables.Column(verbose_name="Region", default="none")
    fiscal_year = tables.Column(verbose_name="Fiscal year")
    vintage = tables.Column(verbose_name="Stage")
    account = tables.Column(verbose_name="Account", attrs=ID)
    amount = MoneyColumn(verbose_name="Amount, $ thousands")


FIGURE_EXPORT = (
    ExportColumn("Fiscal year", lambda row: str(row.fiscal_year)),
    ExportColumn("Stage", lambda row: row.get_vintage_display()),
    ExportColumn("Level", lambda row: row.get_level_display()),
    ExportColumn("Region", "region"),
    ExportColumn("Line as printed", "name.printed"),
    ExportColumn("ISO code", lambda row: row.name.country.iso3 if row.name.country else ""),
    ExportColumn("Account", "account"),
    ExportColumn("Amount", "amount", "money"),
    ExportColumn("Unit", lambda row: MoneyUnit(row.unit).label),
    ExportColumn("Line of the table", "source_line", "number"),
)


class SeriesTable(Table):
    title = "Obligations as published"
    noun = "row"

    account = RowHead(verbose_name="Account as printed", under="agency")
    name = NameColumn(accessor="name__printed", verbose_name="Country", under=lambda row: place_of(row.name))
    period = tables.Column(verbose_name="Fiscal year")
    category = tables.Column(verbose_name="Category")
    amount = MoneyColumn(verbose_name="Obligations, $", total=True)
    constant = MoneyColumn(
        accessor="in_base_year", verbose_name="In constant dollars", total=True, default="no deflator"
    )


def _cents(row: Any) -> Decimal | None:
    return None if row.in_base_year is None else row.in_base_year.quantize(Decimal("0.01"))


def series_export(base: int | None) -> tuple[ExportColumn, ...]:
    """The columns of the file, with the base year in the head of the constant dollars."""
    return (
        ExportColumn("Fiscal year", "period"),
        ExportColumn("Region", "region"),
        ExportColumn("Country as printed", "name.printed"),
        ExportColumn("ISO code", lambda row: row.name.country.iso3 if row.name.country else ""),
        ExportColumn("Category", "category"),
        ExportColumn("Publication row", "publication_row"),
        ExportColumn("Agency", "agency"),
        ExportColumn("Account as printed", "account"),
        ExportColumn("Obligations, US dollars", "amount", "money"),
        ExportColumn(f"In constant {base or ''} dollars".replace("  ", " "), _cents, "money"),
    )


class ReportTable(Table):
    title = "653(a) reports"
    noun = "report"

    number = NumberHead(verbose_name="Report")
    fiscal_year = tables.Column(verbose_name="Fiscal year")
    version = CountColumn(verbose_name="Version")
    enacted_on = DayColumn(verbose_name="Enacted")
    due_on = DayColumn(verbose_name="Due")
    submitted_on = DayColumn(verbose_name="Submitted")
    state = BadgeColumn(accessor="pk", orderable=False, verbose_name="In time")
    rows_in = CountColumn(verbose_name="Rows")
    sum_of_rows = MoneyColumn(verbose_name="Allocated, $")

    def render_state(self, record: AllocationReport) -> Any:
        return timeliness(record).__html__()


def timeliness(report: AllocationReport) -> Badge:
    """Whether a report came within 30 days of enactment (22 U.S.C. 2413)."""
    late = report.days_late
    return Badge(f"{late} {'day' if late == 1 else 'days'} late", "warn", "warn") if late else IN_TIME


REPORT_EXPORT = (
    ExportColumn("Report", "number"),
    ExportColumn("Fiscal year", lambda row: str(row.fiscal_year)),
    ExportColumn("Version", "version", "number"),
    ExportColumn("Enacted", "enacted_on", "date"),
    ExportColumn("Due", "due_on", "date"),
    ExportColumn("Submitted", "submitted_on", "date"),
    ExportColumn("Days late", "days_late", "number"),
    ExportColumn("Rows", "rows_in", "number"),
    ExportColumn("Allocated, US dollars", "sum_of_rows", "money"),
)


class AllocationTable(Table):
    title = "Rows of the report"
    noun = "row"

    name = RowHead(accessor="name__printed", verbose_name="Operating unit", under=lambda row: place_of(row.name))
    account = tables.Column(verbose_name="Account", attrs=ID)
    category = tables.Column(verbose_name="Category", default="none")
    amount = MoneyColumn(verbose_name="Allocated, $", total=True)


ALLOCATION_EXPORT = (
    ExportColumn("Report", "report.number"),
    ExportColumn("Version", "report.version", "number"),
    ExportColumn("Operating unit", "name.printed"),
    ExportColumn("Account", "account"),
    ExportColumn("Category", "category"),
    ExportColumn("Allocated, US dollars", "amount", "money"),
)


class BudgetLabelTable(Table):
    title = "Labels as printed"
    noun = "label"

    printed = RowHead(verbose_name="As printed")
    sort = tables.Column(verbose_name="Names a")
    rows_under = CountColumn(verbose_name="Figures")
    stands_for = NameColumn(accessor="pk", orderable=False, verbose_name="Stands for")
    state = BadgeColumn(accessor="assigned", order_by="assigned", verbose_name="State")

    def render_printed(self, value: str, record: ReportedName) -> Any:
        return format_html('<a href="/budget/names/{}/"><bdi>{}</bdi></a>', record.pk, value)

    def render_stands_for(self, record: ReportedName) -> Any:
        return format_html("<bdi>{}</bdi>", meaning(record) or "nothing yet")

    def render_state(self, value: bool) -> Any:
        return (ASSIGNED if value else WAITS).__html__()


def meaning(name: ReportedName) -> str:
    """What a label stands for: an operating unit or account of ours, or a name that is none of them."""
    ours = name.operating_unit or name.account
    return f"{name.label} ({ours.code})" if ours else name.label


BUDGET_LABEL_EXPORT = (
    ExportColumn("As printed", "printed"),
    ExportColumn("Names a", lambda row: row.get_sort_display()),
    ExportColumn("Figures", "rows_under", "number"),
    ExportColumn("Stands for", meaning),
    ExportColumn("State", lambda row: ASSIGNED.word if row.assigned else WAITS.word),
)
