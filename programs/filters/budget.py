"""Filters of the plan register, the published series and the labels of budget tables."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from partners.models import Bureau, Country

from ..models import Account, AllocationReport, AllocationRow, BudgetFigure, PublishedObligation, ReportedName, Vintage
from ..models.budget import OfUnits

SORTS = ReportedName.Sort


def _accounts() -> list[tuple[str, str]]:
    return list(Account.objects.order_by("code").values_list("code", "code"))


def _bureaus() -> list[tuple[str, str]]:
    return list(Bureau.objects.order_by("name").values_list("code", "name"))


def _countries(request: Any) -> QuerySet[Country]:
    """The countries that a printed label stands for."""
    labels = ReportedName.objects.filter(sort=SORTS.COUNTRY, assigned=True)
    return Country.objects.filter(pk__in=labels.values("country")).order_by("name")


def _periods() -> list[tuple[str, str]]:
    found = PublishedObligation.objects.order_by("-period").values_list("period", flat=True).distinct()
    return [(period, f"FY {period}") for period in found]


def answered(queryset: Any, name: str, value: Any) -> Any:
    """A question that the page itself answers: it says what is shown, and filters no row by itself."""
    return queryset


class ComparisonFilter(django_filters.FilterSet):
    fiscal_year = django_filters.NumberFilter(method=answered, label="Fiscal year", min_value=0, max_value=9999)
    account = django_filters.ChoiceFilter(method=answered, choices=_accounts, label="Account", empty_label="FMF")
    region = django_filters.ChoiceFilter(choices=_bureaus, label="Bureau", empty_label="Any")


def of_country(queryset: Any, name: str, value: Country) -> Any:
    """Rows under every spelling of a country."""
    return queryset.of_unit(value.operating_unit)


class FigureFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="name__printed", lookup_expr="icontains", label="Name as printed")
    country = django_filters.ModelChoiceFilter(
        method=of_country, queryset=_countries, to_field_name="iso3", label="Country", empty_label="Any"
    )
    fiscal_year = django_filters.NumberFilter(label="Fiscal year")
    account = django_filters.CharFilter(lookup_expr="iexact", label="Account")
    vintage = django_filters.ChoiceFilter(choices=Vintage.choices, label="Stage", empty_label="Any")

    class Meta:
        model = BudgetFigure
        fields: list[str] = []


class SeriesFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="named", label="Country or account as printed")
    country = django_filters.ModelChoiceFilter(
        method=of_country, queryset=_countries, to_field_name="iso3", label="Country", empty_label="Any"
    )
    period = django_filters.ChoiceFilter(choices=_periods, label="Fiscal year", empty_label="Any")
    account = django_filters.ChoiceFilter(method="of_account", choices=_accounts, label="Account", empty_label="Any")
    category = django_filters.ChoiceFilter(
        choices=[("Economic", "Economic"), ("Military", "Military")], label="Category", empty_label="Any"
    )

    class Meta:
        model = PublishedObligation
        fields: list[str] = []

    def named(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(Q(name__printed__icontains=value.strip()) | Q(account__icontains=value.strip()))

    def of_account(self, queryset: OfUnits, name: str, value: str) -> OfUnits:
        return queryset.of_account(value)


class ReportFilter(django_filters.FilterSet):
    fiscal_year = django_filters.NumberFilter(label="Fiscal year")
    number = django_filters.CharFilter(lookup_expr="icontains", label="Report number")

    class Meta:
        model = AllocationReport
        fields: list[str] = []


class AllocationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="name__printed", lookup_expr="icontains", label="Operating unit")
    account = django_filters.CharFilter(lookup_expr="iexact", label="Account")
    category = django_filters.CharFilter(lookup_expr="icontains", label="Category")

    class Meta:
        model = AllocationRow
        fields: list[str] = []


class BudgetLabelFilter(django_filters.FilterSet):
    """Labels by what they name; the list itself begins with those that wait."""

    q = django_filters.CharFilter(field_name="printed", lookup_expr="icontains", label="Label as printed")
    sort = django_filters.ChoiceFilter(
        choices=[(SORTS.LINE, SORTS.LINE.label), (SORTS.ACCOUNT, SORTS.ACCOUNT.label)],
        label="Names a",
        empty_label="Line or account",
    )
    show = django_filters.ChoiceFilter(
        method=answered, choices=[("all", "All labels")], label="Show", empty_label="Waiting for a person"
    )

    class Meta:
        model = ReportedName
        fields: list[str] = []
