"""The pipeline and the queue of what may be obligated again: filters, tables and the columns of their files."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.html import format_html

from ground.dates import today
from ground.pages.badges import Badge, Tone
from ground.pages.tables import DayColumn, MoneyColumn, NameColumn, Table
from ground.pages.words import counted
from ground.rows import ExportColumn
from partners.models import Bureau

from ..filters.programs import place_choice
from ..models import Balance
from ..pipeline import AGES, ENDS, NEVER, NO_END, SOON, action, months_later, months_to
from ..states import Kind
from .programs import link


def _bureaus() -> list[tuple[str, str]]:
    return list(Bureau.objects.order_by("name").values_list("code", "name"))


def end_badge(row: Any) -> Badge:
    """How many months are left to the cancellation of its fund."""
    end = row.fund.cancels_on
    if end is None:
        return Badge("No-year money", "idle", "clock")
    on = today()
    left = months_to(on, end) or 0
    if end <= months_later(on, SOON):
        return Badge(f"Cancelled in {counted(left, 'month')}", "bad", "clock")
    return Badge(f"{counted(left, 'month')} to its end", "work", "clock")


class OfMoney(django_filters.FilterSet):
    fund = django_filters.CharFilter(field_name="fund__number", lookup_expr="iexact", label="Fund")
    kind = django_filters.ChoiceFilter(
        field_name="fund__account__kind", choices=Kind.choices, label="Kind", empty_label="Any"
    )
    operating_unit = place_choice("Operating unit", "operating_unit")
    region = django_filters.ChoiceFilter(
        field_name="operating_unit__region", choices=_bureaus, label="Bureau", empty_label="Any"
    )
    fiscal_year = django_filters.NumberFilter(field_name="fund__fiscal_year", label="Budget year")

    class Meta:
        model = Balance
        fields: list[str] = []


class PipelineFilter(OfMoney):
    end = django_filters.ChoiceFilter(
        field_name="end_band", choices=[*ENDS.items(), (NO_END, "No end")], label="To the next end", empty_label="Any"
    )
    age = django_filters.ChoiceFilter(
        field_name="age_band", choices=[*AGES.items(), (NEVER, "Never paid")], label="Last payment", empty_label="Any"
    )
    red = django_filters.ChoiceFilter(
        method="is_red", choices=[("yes", f"Cancelled within {SOON} months")], label="Red", empty_label="Any"
    )

    def is_red(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(fund__cancels_on__lte=months_later(today(), SOON))


class PipelineTable(Table):
    title = "Obligated and not liquidated"
    noun = "obligation"
    wide = True

    document = tables.Column(accessor="obligation__document_number", verbose_name="Document")
    fund = tables.Column(order_by="fund__number")
    operating_unit = NameColumn(order_by="operating_unit__name", verbose_name="For")
    paid_on = DayColumn(verbose_name="Last payment", default="never paid")
    last = DayColumn(accessor="last_on", verbose_name="Last activity")
    ends = tables.Column(accessor="fund__cancels_on", verbose_name="Its end", empty_values=())
    unliquidated = MoneyColumn(accessor="amount", verbose_name="Not liquidated, $", total=True)
    paid = MoneyColumn(accessor="paid_amount", verbose_name="Paid, $")

    def render_document(self, record: Any) -> Any:
        program = record.program.number if record.program else ""
        row = link(record.obligation.get_absolute_url(), record.obligation.document_number)
        return format_html("<span>{}<small>{}</small></span>", row, program)

    def render_fund(self, record: Any) -> Any:
        row = link(record.fund.get_absolute_url(), record.fund.number)
        return format_html("<span>{}<small>{}</small></span>", row, record.fund.availability)

    def render_ends(self, record: Any) -> Any:
        return end_badge(record).__html__()


def owner(row: Any) -> Any:
    """Whose it is: the manager of its program, or who proposed it."""
    return row.program.manager if row.program else row.obligation.proposed_by


PIPELINE_EXPORT = (
    ExportColumn("Fund", "fund.number"),
    ExportColumn("Budget year", lambda row: str(row.fund.fiscal_year)),
    ExportColumn("New obligations until", "fund.available_until", "date"),
    ExportColumn("Obligated again until", "fund.reobligate_until", "date"),
    ExportColumn("Payments until", "fund.cancels_on", "date"),
    ExportColumn("Account", "fund.account.code"),
    ExportColumn("Operating unit", "operating_unit.code"),
    ExportColumn("Program", lambda row: row.program.number if row.program else ""),
    ExportColumn("Document", "obligation.document_number"),
    ExportColumn("Obligated, US dollars", lambda row: row.amount + row.paid_amount, "money"),
    ExportColumn("Paid, US dollars", "paid_amount", "money"),
    ExportColumn("Not liquidated, US dollars", "amount", "money"),
    ExportColumn("Oldest posting", "first_on", "date"),
    ExportColumn("Last payment", "paid_on", "date"),
    ExportColumn("Last activity", "last_on", "date"),
    ExportColumn("Months to the cancellation", lambda row: months_to(today(), row.fund.cancels_on), "number"),
    ExportColumn("Owner", lambda row: str(owner(row))),
    ExportColumn(
        "What can be done",
        lambda row: action(reobligate_until=row.fund.reobligate_until, cancels_on=row.fund.cancels_on, on=today()),
    ),
)


class QueueTable(Table):
    title = "May be obligated again"
    noun = "balance"

    fund = tables.Column(order_by="fund__number")
    operating_unit = NameColumn(order_by="operating_unit__name", verbose_name="For")
    since = DayColumn(accessor="last_on", verbose_name="Last moved")
    until = DayColumn(accessor="fund__reobligate_until", verbose_name="Obligated again until")
    left = tables.Column(accessor="pk", orderable=False, verbose_name="Left")
    waiting = MoneyColumn(accessor="waiting_amount", verbose_name="Proposed, $")
    amount = MoneyColumn(verbose_name="De-obligated, $", total=True)

    def render_fund(self, record: Any) -> Any:
        return link(record.fund.get_absolute_url(), record.fund.number)

    def render_left(self, record: Any) -> Any:
        left = months_to(today(), record.fund.reobligate_until) or 0
        tone: Tone = "bad" if left <= 6 else "warn" if left <= SOON else "work"
        return Badge(f"{counted(left, 'month')} left", tone, "clock").__html__()


QUEUE_EXPORT = (
    ExportColumn("Fund", "fund.number"),
    ExportColumn("Budget year", lambda row: str(row.fund.fiscal_year)),
    ExportColumn("Account", "fund.account.code"),
    ExportColumn("Operating unit", "operating_unit.code"),
    ExportColumn("De-obligated, US dollars", "amount", "money"),
    ExportColumn("Proposed, US dollars", "waiting_amount", "money"),
    ExportColumn("Last moved", "last_on", "date"),
    ExportColumn("Obligated again until", "fund.reobligate_until", "date"),
)
