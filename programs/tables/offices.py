"""Tables of offices and of initiatives, and the columns of their files."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet

from ground.pages.tables import CountColumn, MoneyColumn, NumberHead, RowHead, Table
from ground.rows import ExportColumn

from ..models import Initiative, Office
from ..states import Department, Kind


class OfficeTable(Table):
    title = "Offices"
    noun = "office"

    code = NumberHead(verbose_name="Office", under="name")
    agency = tables.Column()
    answers_for = tables.Column(verbose_name="Answers today for", accessor="today", orderable=False)
    does = tables.Column(verbose_name="What it does", orderable=False)

    def render_answers_for(self, record: Office) -> str:
        return answers_for(record)


def answers_for(office: Office) -> str:
    """What an office answers for today, in words; read with the list."""
    return "; ".join(in_words(row) for row in office.today) or "nothing on record"  # type: ignore[attr-defined]


def in_words(row: Any) -> str:
    """A responsibility in a few words: oversees FMF in AF."""
    where = "" if row.where == "everywhere" else f" in {row.where}"
    return f"{row.get_duty_display().lower()} {row.kind}".strip() + where


OFFICE_EXPORT = (
    ExportColumn("Office", "code"),
    ExportColumn("Name", "name"),
    ExportColumn("Agency", lambda office: office.get_agency_display()),
    ExportColumn("Answers today for", answers_for),
    ExportColumn("What it does", "does"),
    ExportColumn("Source", "source"),
)


class OfficeFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="found", label="Symbol or name")
    agency = django_filters.ChoiceFilter(choices=Department.choices, label="Agency", empty_label="Any")
    kind = django_filters.ChoiceFilter(
        method="of_kind", choices=Kind.choices, label="Answered for programs of", empty_label="Any"
    )

    class Meta:
        model = Office
        fields: list[str] = []

    def found(self, queryset: QuerySet[Office], name: str, value: str) -> QuerySet[Office]:
        return queryset.filter(Q(code__icontains=value.strip()) | Q(name__icontains=value.strip()))

    def of_kind(self, queryset: QuerySet[Office], name: str, value: str) -> QuerySet[Office]:
        return queryset.filter(responsibilities__kind=value).distinct()


class InitiativeTable(Table):
    title = "Initiatives"
    noun = "initiative"

    name = RowHead(under="what")
    program_count = CountColumn(verbose_name="Programs")
    planned = MoneyColumn(verbose_name="Planned, $", accessor="planned_sum", total=True)


INITIATIVE_EXPORT = (
    ExportColumn("Code", "code"),
    ExportColumn("Name", "name"),
    ExportColumn("What it is for", "what"),
    ExportColumn("Programs", "program_count", "number"),
    ExportColumn("Planned, US dollars", "planned_sum", "money"),
)


class InitiativeFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="Name")

    class Meta:
        model = Initiative
        fields: list[str] = []
