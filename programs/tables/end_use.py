"""The lists of monitored items and of reports of misuse: tables, filters and the columns of their files."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html

from ground.access import may
from ground.dates import today
from ground.pages.badges import Badge
from ground.pages.tables import DayColumn, NameColumn, RowHead, Table
from ground.rows import ExportColumn

from ..filters.programs import place_choice
from ..fms.monitoring import days_overdue, due_word, is_due
from ..fms.states import EndUse, ItemStatus
from ..models import MisuseReport, MonitoredItem
from .programs import link

FOUND: dict[str, Badge] = {
    "": Badge("Not assessed", "review", "clock"),
    "MISUSE": Badge("Used against purpose", "bad", "ban"),
    "DIVERTED": Badge("Diverted or destroyed", "bad", "ban"),
    "UNFOUNDED": Badge("Unfounded", "good", "okc"),
}


class ItemFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="found", label="Serial, item or case")
    operating_unit = place_choice("Country", "line__case__program__operating_unit")
    end_use = django_filters.ChoiceFilter(
        field_name="line__end_use", choices=EndUse.choices[1:], label="Class", empty_label="Any"
    )
    status = django_filters.ChoiceFilter(choices=ItemStatus.choices, label="Status", empty_label="Any")
    overdue = django_filters.ChoiceFilter(
        method="late", label="Next check", choices=[("yes", "Overdue"), ("no", "Not overdue")], empty_label="Any"
    )

    class Meta:
        model = MonitoredItem
        fields: list[str] = []

    def found(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        text = value.strip()
        named = Q(line__description__icontains=text) | Q(line__case__designator__icontains=text)
        return queryset.filter(Q(serial__icontains=text) | named)

    def late(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        late = Q(due_on__lt=today(), line__end_use=EndUse.ENHANCED, status=ItemStatus.IN_SERVICE)
        return queryset.filter(late) if value == "yes" else queryset.exclude(late)


class ItemTable(Table):
    title = "Monitored items"
    noun = "item"

    serial = RowHead(under="line__description")
    country = NameColumn(accessor="line__case__program__operating_unit", orderable=False, verbose_name="Country")
    case = tables.Column(accessor="line", order_by="line__case__designator", verbose_name="Case")
    end_use = tables.Column(accessor="line__get_end_use_display", order_by="line__end_use", verbose_name="Class")
    unit = NameColumn(accessor="unit", order_by="unit__name", default="not given", under="site")
    received_on = DayColumn(verbose_name="Received")
    last_on = DayColumn(verbose_name="Last check", default="never")
    due_on = DayColumn(verbose_name="Next due")
    standing = tables.Column(accessor="pk", orderable=False)

    def render_case(self, record: MonitoredItem) -> Any:
        return link(record.line.case.get_absolute_url(), record.line.case.designator)

    def render_due_on(self, value: Any, record: MonitoredItem) -> Any:
        return DayColumn.write(value) if is_due(record) else "no day"

    def render_standing(self, record: MonitoredItem) -> Any:
        return due_word(record, today()).__html__()


ITEM_EXPORT = (
    ExportColumn("Country", "line.case.program.operating_unit.code"),
    ExportColumn("Case", "line.case.designator"),
    ExportColumn("Line", lambda row: str(row.line.number)),
    ExportColumn("Item", "line.description"),
    ExportColumn("Class", lambda row: row.line.get_end_use_display()),
    ExportColumn("Serial number", "serial"),
    ExportColumn("Status", lambda row: row.get_status_display()),
    ExportColumn("Unit", lambda row: row.unit.code if row.unit else ""),
    ExportColumn("Site", "site"),
    ExportColumn("Received on", "received_on"),
    ExportColumn("Last check", "last_on"),
    ExportColumn("Next due", lambda row: row.due_on.isoformat() if is_due(row) else ""),
    ExportColumn("Days overdue", lambda row: str(days_overdue(row, today()))),
    ExportColumn("Transfer consent", "consent"),
)


class MisuseFilter(django_filters.FilterSet):
    program = django_filters.CharFilter(field_name="program__number", lookup_expr="iexact", label="Program")
    operating_unit = place_choice("Country", "program__operating_unit")
    found = django_filters.ChoiceFilter(
        method="assessed",
        label="Assessed as",
        choices=[("NONE", "Not assessed"), *(c for c in MisuseReport.Substance.choices if c[0])],
        empty_label="Any",
    )

    class Meta:
        model = MisuseReport
        fields: list[str] = []

    def assessed(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(found="" if value == "NONE" else value)


class MisuseTable(Table):
    title = "Reports of possible misuse"
    noun = "report"

    text = RowHead(verbose_name="What was reported", under="source")
    reported_on = DayColumn(verbose_name="Reported")
    program = tables.Column(order_by="program__number")
    line = NameColumn(default="none", order_by="line__description", accessor="line__description", verbose_name="Item")
    unit = NameColumn(default="not given", order_by="unit__name")
    found = tables.Column(verbose_name="Assessed", empty_values=())
    to_congress = tables.Column(verbose_name="Report to Congress", default="not decided")

    def render_program(self, record: MisuseReport) -> Any:
        return link(record.program.get_absolute_url(), record.program.number)

    def render_found(self, record: MisuseReport) -> Any:
        badge = FOUND[record.found].__html__()
        if record.found or not may(self.request.user, "programs.change_program", record):
            return badge
        words = '<span>{}<small><a href="{}">Assess<span class="usa-sr-only"> {}</span></a></small></span>'
        return format_html(words, badge, reverse("misuse-assess", args=[record.pk]), record)

    def render_to_congress(self, value: bool) -> str:
        return "yes" if value else "no"


MISUSE_EXPORT = (
    ExportColumn("Reported on", "reported_on"),
    ExportColumn("Source", "source"),
    ExportColumn("Program", "program.number"),
    ExportColumn("Country", "program.operating_unit.code"),
    ExportColumn("Item", lambda row: row.line.description if row.line else ""),
    ExportColumn("Unit", lambda row: row.unit.code if row.unit else ""),
    ExportColumn("What was reported", "text"),
    ExportColumn("Assessed as", lambda row: FOUND[row.found].word),
    ExportColumn("Assessment", "assessment"),
    ExportColumn("Assessed on", "assessed_on"),
    ExportColumn("Report to Congress", lambda row: {None: "", True: "yes", False: "no"}[row.to_congress]),
)
