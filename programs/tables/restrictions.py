"""The list of restrictions on countries: its filter, its table and the columns of its file."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet

from ground.dates import last_day, today
from ground.pages.spans import span
from ground.pages.tables import NameColumn, RowHead, Table
from ground.rows import ExportColumn

from ..filters.programs import place_choice
from ..models import Account, CountryRestriction
from ..restrictions.badges import COUNSEL, standing
from ..restrictions.rules import RestrictionKind
from ..states import Kind


def _accounts() -> list[tuple[str, str]]:
    return [
        (code, code)
        for code in Account.objects.filter(kind__in=Kind.values).order_by("code").values_list("code", flat=True)
    ]


class RestrictionFilter(django_filters.FilterSet):
    country = place_choice("Country", "country__operating_unit")
    kind = django_filters.ChoiceFilter(label="What it rests on", choices=RestrictionKind.choices, empty_label="Any")
    account = django_filters.ChoiceFilter(method="touches", label="Account", choices=_accounts, empty_label="Any")
    standing = django_filters.ChoiceFilter(
        method="stands",
        label="Standing",
        choices=[
            ("force", "In force"),
            ("blocks", "Blocks now"),
            ("waits", "Waits for a second person"),
            ("over", "Over"),
        ],
        empty_label="Any",
    )
    counsel = django_filters.ChoiceFilter(
        method="confirmed", label="Counsel", choices=[("yes", "Has confirmed"), ("no", "Has not")], empty_label="Any"
    )

    class Meta:
        model = CountryRestriction
        fields: list[str] = []

    def touches(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(accounts__contains=[value])

    def stands(self, queryset: Any, name: str, value: str) -> Any:
        on = today()
        if value == "waits":
            return queryset.filter(blocks=True, confirmed_by=None, lifted_on=None)
        if value == "over":
            return queryset.filter(Q(lifted_on__lte=on) | Q(valid__fully_lt=(on, None)))
        now = queryset.standing(on)
        return now.filter(blocks=True, confirmed_by__isnull=False) if value == "blocks" else now

    def confirmed(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.exclude(counsel="") if value == "yes" else queryset.filter(counsel="")


class RestrictionTable(Table):
    title = "Restrictions on countries"
    noun = "restriction"

    citation = RowHead(under=lambda row: row.get_kind_display())
    country = NameColumn(order_by="country__name")
    accounts = tables.Column(orderable=False)
    valid = tables.Column(verbose_name="In force")
    standing = tables.Column(accessor="pk", verbose_name="Standing", orderable=False)
    counsel = tables.Column(verbose_name="Law", empty_values=())

    def render_accounts(self, value: list[str]) -> str:
        return ", ".join(value)

    def render_valid(self, value: Any) -> str:
        return span(value)

    def render_standing(self, record: CountryRestriction) -> Any:
        return standing(record, today()).__html__()

    def render_counsel(self, record: CountryRestriction) -> Any:
        return COUNSEL[bool(record.counsel)].__html__()


RESTRICTION_EXPORT = (
    ExportColumn("Country", "country.iso3"),
    ExportColumn("Authority", "citation"),
    ExportColumn("What it rests on", lambda row: row.get_kind_display()),
    ExportColumn("Accounts", lambda row: "; ".join(row.accounts)),
    ExportColumn("Money of budget year", lambda row: str(row.fiscal_year or "")),
    ExportColumn("From", lambda row: row.valid.lower, "date"),
    ExportColumn("Until", lambda row: last_day(row.valid), "date"),
    ExportColumn("Standing", lambda row: standing(row, today()).word),
    ExportColumn("Law blocks", lambda row: "yes" if row.blocks else "no"),
    ExportColumn("Provided, US dollars", "provided", "money"),
    ExportColumn("Withheld, US dollars", "withheld", "money"),
    ExportColumn("Until it is certified that", "until_certified"),
    ExportColumn("Confirmed by counsel in", "counsel"),
    ExportColumn("Lifted on", "lifted_on", "date"),
    ExportColumn("Source", "source"),
)
