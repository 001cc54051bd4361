"""Filters of the published training rows, for the page and for the API, and of the labels that wait."""

from __future__ import annotations

from typing import Any

import django_filters

from partners.models import Country

from ..models import ReportedName, TrainingRecord
from ..models.training import TrainingQuerySet

SORTS = ReportedName.Sort
OF_TRAINING = (SORTS.COUNTRY, SORTS.PROGRAM)


def _countries(request: Any) -> Any:
    """The countries that a printed label stands for."""
    labels = ReportedName.objects.filter(sort=SORTS.COUNTRY, assigned=True)
    return Country.objects.filter(pk__in=labels.values("country")).order_by("name")


def _programs() -> list[tuple[str, str]]:
    """The names of programs, and the labels as printed that have none yet."""
    rows = ReportedName.objects.filter(sort=SORTS.PROGRAM).values_list("label", "printed")
    names = sorted({label or printed for label, printed in rows}, key=str.casefold)
    return [(name, name) for name in names]


def _years() -> list[tuple[int, str]]:
    return [(year, f"FY {year}") for year in reversed(TrainingRecord.objects.different("fiscal_year"))]


def _regions() -> list[tuple[str, str]]:
    return [(region, region) for region in TrainingRecord.objects.different("region")]


class TrainingFilter(django_filters.FilterSet):
    """What the API takes: any country there is, also one that no row names."""

    q = django_filters.CharFilter(method="mentioning", label="Course, unit or place", help_text="Every word is found")
    country = django_filters.ModelChoiceFilter(
        method="of_country", queryset=Country.objects.all(), to_field_name="iso3", label="Country"
    )
    fiscal_year = django_filters.NumberFilter(label="Fiscal year")
    program = django_filters.CharFilter(
        method="of_program", label="Program", help_text="Its name, a label as printed, or its kind"
    )
    region = django_filters.CharFilter(lookup_expr="iexact", label="Region", help_text="As printed")

    class Meta:
        model = TrainingRecord
        fields: list[str] = []

    def mentioning(self, queryset: TrainingQuerySet, name: str, value: str) -> TrainingQuerySet:
        return queryset.mentioning(value)

    def of_country(self, queryset: TrainingQuerySet, name: str, value: Country) -> TrainingQuerySet:
        return queryset.of_country(value)

    def of_program(self, queryset: TrainingQuerySet, name: str, value: str) -> TrainingQuerySet:
        return queryset.of_program(value)


class TrainingListFilter(TrainingFilter):
    """The same with lists to choose from, as the page shows them."""

    country = django_filters.ModelChoiceFilter(
        method="of_country", queryset=_countries, to_field_name="iso3", label="Country", empty_label="Any"
    )
    fiscal_year = django_filters.ChoiceFilter(choices=_years, label="Fiscal year", empty_label="Any")
    program = django_filters.ChoiceFilter(method="of_program", choices=_programs, label="Program", empty_label="Any")
    region = django_filters.ChoiceFilter(choices=_regions, label="Region", empty_label="Any")


class LabelFilter(django_filters.FilterSet):
    """Labels by what they name; the list itself begins with those that wait."""

    q = django_filters.CharFilter(field_name="printed", lookup_expr="icontains", label="Label as printed")
    sort = django_filters.ChoiceFilter(
        choices=[(sort, sort.label) for sort in OF_TRAINING], label="Names a", empty_label="Country or program"
    )
    show = django_filters.ChoiceFilter(
        method="shown", choices=[("all", "All labels")], label="Show", empty_label="Waiting for a person"
    )

    class Meta:
        model = ReportedName
        fields: list[str] = []

    def shown(self, queryset: Any, name: str, value: str) -> Any:
        return queryset  # the view starts from all labels then
