"""The list of uses of FAA 614: its filter, its table and the columns of its file; how a cap stands."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.html import format_html

from ground.dates import fiscal_year
from ground.pages.badges import Badge
from ground.pages.tables import DayColumn, MoneyColumn, NameColumn, RowHead, Table
from ground.rows import ExportColumn

from ..caps.rules import Cap, SpecialKind
from ..filters.programs import place_choice
from ..models import SpecialUse


def cap_badge(cap: Cap) -> Badge:
    """How much of a cap is used, in a word."""
    if cap.cap is None:
        return Badge("No number for the year", "idle", "info")
    if cap.is_above:
        return Badge("Above its cap", "bad", "ban")
    return Badge("Near its cap", "warn", "clock") if cap.is_near else Badge("Within", "good", "okc")


class SpecialFilter(django_filters.FilterSet):
    country = place_choice("Country", "country__operating_unit")
    kind = django_filters.ChoiceFilter(choices=SpecialKind.choices, label="Makes available", empty_label="Any")
    standing = django_filters.ChoiceFilter(
        method="stands", label="Standing", choices=[("counts", "Counts"), ("gone", "Withdrawn")], empty_label="Any"
    )

    class Meta:
        model = SpecialUse
        fields: list[str] = []

    def stands(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(withdrawn_on__isnull=value == "counts")


class SpecialTable(Table):
    title = "Uses of section 614"
    noun = "use"

    document = RowHead(under=lambda row: row.withdrawal)
    country = NameColumn(order_by="country__name")
    kind = tables.Column(verbose_name="Makes available")
    determined_on = DayColumn(verbose_name="Determined on", under=lambda row: f"FY {fiscal_year(row.determined_on)}")
    standing = tables.Column(accessor="pk", orderable=False)
    amount = MoneyColumn(verbose_name="Amount, $", total=True)
    withdraw = tables.Column(accessor="pk", orderable=False, verbose_name="Withdraw")

    def render_withdraw(self, record: SpecialUse) -> Any:
        if record.withdrawn_on is not None:
            return ""
        hidden = format_html('<span class="usa-sr-only">, {}</span>', record.document)
        return format_html('<a href="/caps/614/{}/withdraw/">Withdraw{}</a>', record.pk, hidden)

    def render_standing(self, record: SpecialUse) -> Any:
        gone = Badge("Withdrawn", "idle", "back")
        return (gone if record.withdrawn_on else Badge("Counts", "work", "okc")).__html__()


SPECIAL_EXPORT = (
    ExportColumn("Determination", "document"),
    ExportColumn("Country", "country.iso3"),
    ExportColumn("Makes available", lambda row: row.get_kind_display()),
    ExportColumn("Amount, US dollars", "amount", "money"),
    ExportColumn("Determined on", "determined_on", "date"),
    ExportColumn("Fiscal year", lambda row: str(fiscal_year(row.determined_on))),
    ExportColumn("Victim of active aggression", lambda row: "yes" if row.victim_of_aggression else "no"),
    ExportColumn("Withdrawn on", "withdrawn_on", "date"),
)
