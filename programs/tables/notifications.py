"""The list of notifications: its filter, its table and the columns of its file."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.html import format_html

from ground.dates import today
from ground.pages.tables import DayColumn, MoneyColumn, NameColumn, NumberHead, Table
from ground.rows import ExportColumn
from partners.models import OperatingUnit

from ..models import CongressionalNotification
from ..notifications.badges import STATE, clock_badge
from ..notifications.rules import NotificationKind, NotificationState
from ..notifications.selectors import STANDINGS, stands
from ..states import Kind


def _places(request: Any) -> QuerySet[OperatingUnit]:
    return OperatingUnit.objects.within(request.user, "programs.view_notification").order_by("name")


class NotificationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="found", label="Number or title")
    standing = django_filters.ChoiceFilter(
        method="stands", label="Standing", choices=list(STANDINGS.items()), empty_label="Any"
    )
    state = django_filters.ChoiceFilter(choices=NotificationState.choices, label="State", empty_label="Any")
    kind = django_filters.ChoiceFilter(choices=NotificationKind.choices, label="Kind", empty_label="Any")
    program_kind = django_filters.ChoiceFilter(choices=Kind.choices, label="Money of", empty_label="Any")
    operating_unit = django_filters.ModelChoiceFilter(
        queryset=_places, to_field_name="code", label="Operating unit", empty_label="Any"
    )
    fiscal_year = django_filters.NumberFilter(label="Fiscal year")

    class Meta:
        model = CongressionalNotification
        fields: list[str] = []

    def found(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(Q(number__icontains=value.strip()) | Q(title__icontains=value.strip()))

    def stands(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(stands(value, today()))


class NotificationTable(Table):
    title = "Congressional notifications"
    noun = "notification"

    number = NumberHead(under="title")
    operating_unit = NameColumn(order_by="operating_unit__name", verbose_name="For", under=lambda row: row.program_kind)
    kind = tables.Column()
    state = tables.Column()
    clock = tables.Column(accessor="pk", orderable=False, verbose_name="Clock")
    earliest = DayColumn(accessor="earliest_day", verbose_name="Money from", default="not yet")
    amount = MoneyColumn(accessor="amount_sum", verbose_name="Notified, $", total=True)

    def render_state(self, record: CongressionalNotification) -> Any:
        return STATE[record.state].__html__()

    def render_clock(self, record: CongressionalNotification) -> Any:
        return format_html("<span>{}<small>{}</small></span>", clock_badge(record.clock), record.clock.says)


NOTIFICATION_EXPORT = (
    ExportColumn("Number", "number"),
    ExportColumn("Title", "title"),
    ExportColumn("Kind", lambda row: row.get_kind_display()),
    ExportColumn("Money of", "program_kind"),
    ExportColumn("Operating unit", "operating_unit.code"),
    ExportColumn("Fiscal year", lambda row: str(row.fiscal_year)),
    ExportColumn("State", lambda row: row.get_state_display()),
    ExportColumn("Committees", lambda row: "; ".join(row.committees)),
    ExportColumn("Sent to", lambda row: "; ".join(sorted(row.clock.sent))),
    ExportColumn("Held by", lambda row: "; ".join(hold.committee for hold in row.clock.holds)),
    ExportColumn("Money from", "earliest_day", "date"),
    ExportColumn("Notified, US dollars", "amount_sum", "money"),
)
