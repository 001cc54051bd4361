"""The lists of FMS cases and of their documents: reads, tables, filters and the columns of their files."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet

from ground.dates import today
from ground.pages.tables import DayColumn, MoneyColumn, NameColumn, NumberHead, Table
from ground.rows import ExportColumn

from ..filters.programs import place_choice
from ..fms.badges import document_badge
from ..fms.states import DocumentState
from ..models import CaseDocument
from .programs import link


class DocumentFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="found", label="Designator or title")
    operating_unit = place_choice("Operating unit", "case__program__operating_unit")
    agency = django_filters.CharFilter(method="of_agency", label="Agency code", max_length=1)
    state = django_filters.ChoiceFilter(choices=DocumentState.choices, label="State", empty_label="Any")
    offer = django_filters.ChoiceFilter(
        method="waits", label="Offer", choices=[("expired", "Expired, not signed"), ("open", "Open")], empty_label="Any"
    )

    class Meta:
        model = CaseDocument
        fields: list[str] = []

    def found(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        text = value.strip()
        return queryset.filter(Q(case__designator__icontains=text) | Q(case__title__icontains=text))

    def of_agency(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(case__designator__contains=f"-{value.upper()}-")

    def waits(self, queryset: Any, name: str, value: str) -> QuerySet[Any]:
        if value == "expired":
            return queryset.expired(today())
        return queryset.filter(state=DocumentState.OFFERED, expires_on__gte=today())


class DocumentTable(Table):
    title = "FMS cases"
    noun = "document"

    designator = NumberHead(accessor="case__designator", verbose_name="Case", under="case__title")
    operating_unit = NameColumn(
        accessor="case__program__operating_unit", order_by="case__program__operating_unit__name", verbose_name="For"
    )
    kind = tables.Column(order_by=("kind", "number"), verbose_name="Version")
    program = tables.Column(accessor="case__program", order_by="case__program__number")
    state = tables.Column()
    expires_on = DayColumn(verbose_name="Offer open until")
    implemented_on = DayColumn(verbose_name="Implemented")
    total_value = MoneyColumn(verbose_name="Value, $", total=True)
    fmf_share = MoneyColumn(verbose_name="FMF, $", total=True)

    def render_designator(self, record: CaseDocument) -> Any:
        return link(record.case.get_absolute_url(), record.case.designator)

    def render_kind(self, record: CaseDocument) -> str:
        return f"{record.get_kind_display()} {record.number}" if record.number else record.get_kind_display()

    def render_program(self, record: CaseDocument) -> Any:
        return link(record.case.program.get_absolute_url(), record.case.program.number)

    def render_state(self, record: CaseDocument) -> Any:
        return document_badge(record, today()).__html__()


DOCUMENT_EXPORT = (
    ExportColumn("Case", "case.designator"),
    ExportColumn("Title", "case.title"),
    ExportColumn("For", "case.program.operating_unit.code"),
    ExportColumn("Program", "case.program.number"),
    ExportColumn("Version", lambda row: f"{row.get_kind_display()} {row.number or ''}".strip()),
    ExportColumn("State", lambda row: document_badge(row, today()).word),
    ExportColumn("Offered on", "offered_on"),
    ExportColumn("Offer open until", "expires_on"),
    ExportColumn("Signed on", "accepted_on"),
    ExportColumn("Implemented on", "implemented_on"),
    ExportColumn("Value, US dollars", "total_value", "money"),
    ExportColumn("FMF, US dollars", "fmf_share", "money"),
    ExportColumn("National funds, US dollars", "national_share", "money"),
    ExportColumn("Loan, US dollars", "loan_share", "money"),
)
