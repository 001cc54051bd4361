"""Filters of units and people, for the pages and for the API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from .models import Country, ForceType, OperatingUnit, Person, PersonName, Unit


def _countries(request: Any) -> QuerySet[Country]:
    """The countries whose units the reader may see: a choice gives nothing away either."""
    places = OperatingUnit.objects.within(request.user, "partners.view_unit")
    return Country.objects.filter(operating_unit__in=places).order_by("name")


class UnitFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="named_like", label="Name, alias or code")
    country = django_filters.ModelChoiceFilter(
        queryset=_countries, to_field_name="iso3", label="Country", empty_label="Any"
    )
    force_type = django_filters.ChoiceFilter(choices=ForceType.choices, label="Force", empty_label="Any")

    def named_like(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.named_like(value.strip())


class PersonFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="named_like", label="Name")
    country = django_filters.ModelChoiceFilter(
        queryset=_countries, to_field_name="iso3", label="Country", empty_label="Any"
    )
    unit = django_filters.CharFilter(method="in_unit", label="Code of the unit")

    def named_like(self, queryset: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        """Every word of the search is part of a name: family, given or another name."""
        for part in value.split():
            others = PersonName.objects.filter(name__icontains=part).values("person")
            queryset = queryset.filter(
                Q(family_names__icontains=part) | Q(given_names__icontains=part) | Q(pk__in=others)
            )
        return queryset

    def in_unit(self, queryset: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        units = Unit.objects.visible_to(self.request.user).filter(code__iexact=value.strip())
        return queryset.filter(postings__unit__in=units).distinct()


class CountryFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="Name")
    bureau = django_filters.CharFilter(field_name="bureau__code", lookup_expr="iexact", label="Bureau")
    command = django_filters.CharFilter(field_name="command__code", lookup_expr="iexact", label="Combatant command")
