"""The list of agreements: its table, filter and the columns of its file."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html

from ground.access import may
from ground.dates import last_day, today
from ground.pages.badges import Badge
from ground.pages.tables import DayColumn, NameColumn, RowHead, Table
from ground.pages.words import day
from ground.rows import ExportColumn

from ..filters.programs import place_choice
from ..fms.states import AgreementKind
from ..models import Agreement


def until(agreement: Agreement) -> str:
    """The last day of an agreement in words, or that it has none."""
    last = last_day(agreement.valid)
    return day(last) if last else "further notice"


class AgreementFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="found", label="Title or document")
    kind = django_filters.ChoiceFilter(choices=AgreementKind.choices, label="Kind", empty_label="Any")
    operating_unit = place_choice("With", "operating_unit")
    in_force = django_filters.ChoiceFilter(
        method="stands", label="Today", choices=[("yes", "In force"), ("no", "Not in force")], empty_label="Any"
    )

    class Meta:
        model = Agreement
        fields: list[str] = []

    def found(self, queryset: QuerySet[Agreement], name: str, value: str) -> QuerySet[Agreement]:
        return queryset.filter(Q(title__icontains=value.strip()) | Q(document__icontains=value.strip()))

    def stands(self, queryset: QuerySet[Agreement], name: str, value: str) -> QuerySet[Agreement]:
        now = Q(valid__contains=today())
        return queryset.filter(now if value == "yes" else ~now)


class AgreementTable(Table):
    title = "Agreements"
    noun = "agreement"

    name = RowHead(accessor="title", verbose_name="Agreement", under="document")
    kind = tables.Column(accessor="get_kind_display", order_by="kind")
    operating_unit = NameColumn(order_by="operating_unit__name", verbose_name="With", under="parties")
    amends = NameColumn(order_by="amends__title", default="none", verbose_name="Amends")
    signed_on = DayColumn(verbose_name="Signed")
    valid = tables.Column(verbose_name="In force until")
    list_sent_on = tables.Column(verbose_name="List of barred units sent", empty_values=())

    def render_valid(self, record: Agreement) -> Any:
        return until(record)

    def render_list_sent_on(self, record: Agreement) -> Any:
        if record.kind != AgreementKind.RECIPIENTS:
            return "not of this kind"
        said = day(record.list_sent_on) if record.list_sent_on else Badge("Never sent", "warn").__html__()
        if not may(self.request.user, "programs.change_program", record):
            return said
        words = '<span>{}<small><a href="{}">Note a day<span class="usa-sr-only"> for {}</span></a></small></span>'
        return format_html(words, said, reverse("agreement-list-sent", args=[record.pk]), record.title)


AGREEMENT_EXPORT = (
    ExportColumn("Agreement", "title"),
    ExportColumn("Document", "document"),
    ExportColumn("Kind", lambda row: row.get_kind_display()),
    ExportColumn("With", "operating_unit.code"),
    ExportColumn("Parties", "parties"),
    ExportColumn("Amends", lambda row: str(row.amends) if row.amends else ""),
    ExportColumn("Signed on", "signed_on"),
    ExportColumn("In force until", until),
    ExportColumn("List of barred units sent on", "list_sent_on"),
)
