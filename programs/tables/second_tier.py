"""The list of what implementers report: its filter, its table and the columns of its file."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet

from ground.pages.badges import Badge
from ground.pages.tables import DayColumn, MoneyColumn, RowHead, Table
from ground.rows import ExportColumn

from ..filters.programs import place_choice
from ..models import SecondTierMove
from ..second_tier import TierStage
from ..states import Kind

CLAIMED = Badge("Partner's claim", "warn", "info")
VERIFIED = Badge("Verified at post", "good", "okc")
TAKEN_BACK = Badge("Taken back", "idle", "back")


def standing(row: SecondTierMove) -> Badge:
    """Whether a report is a claim, verified, or taken back."""
    if row.reverses_id is not None or hasattr(row, "reversed_by"):
        return TAKEN_BACK
    return VERIFIED if hasattr(row, "verification") else CLAIMED


class TierFilter(django_filters.FilterSet):
    program = django_filters.CharFilter(field_name="obligation__program__number", lookup_expr="iexact", label="Program")
    kind = django_filters.ChoiceFilter(
        field_name="obligation__fund__account__kind", choices=Kind.choices, label="Kind", empty_label="Any"
    )
    operating_unit = place_choice("Operating unit", "obligation__operating_unit")
    to_stage = django_filters.ChoiceFilter(choices=TierStage.choices, label="To", empty_label="Any")
    standing = django_filters.ChoiceFilter(
        method="stands",
        label="Standing",
        choices=[("claim", "Partner's claim"), ("verified", "Verified"), ("back", "Taken back")],
        empty_label="Any",
    )

    class Meta:
        model = SecondTierMove
        fields: list[str] = []

    def stands(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "back":
            return queryset.exclude(reverses=None, reversed_by=None)
        kept = queryset.filter(reverses=None, reversed_by=None)
        return kept.filter(verification__isnull=value == "claim")


class TierTable(Table):
    title = "Reports of implementers"
    noun = "report"

    obligation = RowHead(accessor="obligation__document_number", under="line")
    move = tables.Column(accessor="to_stage", verbose_name="What moved")
    as_of = DayColumn(verbose_name="As of")
    standing = tables.Column(accessor="pk", orderable=False)
    amount = MoneyColumn(verbose_name="Amount, $")

    def render_move(self, record: SecondTierMove) -> str:
        return f"{record.get_from_stage_display()} → {record.get_to_stage_display()}"

    def render_standing(self, record: SecondTierMove) -> Any:
        return standing(record).__html__()


TIER_EXPORT = (
    ExportColumn("Obligation", "obligation.document_number"),
    ExportColumn("Fund", "obligation.fund.number"),
    ExportColumn("Program", lambda row: row.obligation.program.number if row.obligation.program else ""),
    ExportColumn("Operating unit", "obligation.operating_unit.code"),
    ExportColumn("Implementer", "obligation.counterparty"),
    ExportColumn("Line", "line"),
    ExportColumn("From", lambda row: row.get_from_stage_display()),
    ExportColumn("To", lambda row: row.get_to_stage_display()),
    ExportColumn("Amount, US dollars", "amount", "money"),
    ExportColumn("Reported as of", "as_of", "date"),
    ExportColumn("Report", "evidence"),
    ExportColumn("Standing", lambda row: standing(row).word),
)
