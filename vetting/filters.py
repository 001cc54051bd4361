"""Filters of cases, subjects, hits, approvals and standing, for the pages and for the API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from partners.filters import UnitFilter
from partners.models import OperatingUnit, Unit

from .models import HitState, Law, VettingCase, VettingSubject
from .states import BARRED, ApprovalState, CaseState, Standing, SubjectState

# The views of the analyst's queue: who holds a case now.
STAGES: dict[str, tuple[str, frozenset[str]]] = {
    "manager": ("With the manager", frozenset({CaseState.SUBMITTED})),
    "accept": ("To accept", frozenset({CaseState.ENDORSED})),
    "checks": (
        "Post checks",
        frozenset({CaseState.ACCEPTED, CaseState.POST_CHECKS, CaseState.POST_COMPLETE}),
    ),
    "review": ("In review", frozenset({CaseState.WASHINGTON})),
    "results": ("Results in", frozenset({CaseState.RESULTS_RETURNED})),
    "returned": ("Returned", frozenset({CaseState.RETURNED})),
}


def places(request: Any) -> QuerySet[OperatingUnit]:
    """The places whose cases the reader may see: a choice gives nothing away either."""
    return OperatingUnit.objects.within(request.user, "vetting.view_case").order_by("name")


class CaseFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="matching", label="Number, event, person or unit")
    country = django_filters.ModelChoiceFilter(
        field_name="operating_unit", queryset=places, to_field_name="code", label="Country", empty_label="Any"
    )
    state = django_filters.MultipleChoiceFilter(choices=CaseState.choices, label="State")
    law = django_filters.ChoiceFilter(method="under_law", choices=Law.choices, label="Law", empty_label="Any")
    starts_before = django_filters.DateFilter(field_name="event_start", lookup_expr="lte", label="Needed by")

    def matching(self, queryset: QuerySet[VettingCase], name: str, value: str) -> QuerySet[VettingCase]:
        """In the case's own words, or on its roster."""
        value = value.strip()
        subjects = VettingSubject.objects.filter(
            Q(person__family_names__icontains=value)
            | Q(person__given_names__icontains=value)
            | Q(unit__name__icontains=value)
            | Q(unit__code__iexact=value)
        ).values("case")
        return queryset.filter(
            Q(number__icontains=value)
            | Q(event__icontains=value)
            | Q(program_number__icontains=value)
            | Q(pk__in=subjects)
        )

    def under_law(self, queryset: QuerySet[VettingCase], name: str, value: str) -> QuerySet[VettingCase]:
        return queryset.filter(laws__contains=[value])


class CaseListFilter(CaseFilter):
    """The same with one state, as a form of a page shows it."""

    state = django_filters.ChoiceFilter(choices=CaseState.choices, label="State", empty_label="Any")


class QueueFilter(CaseFilter):
    """Open cases by who holds them."""

    state = None
    stage = django_filters.ChoiceFilter(
        method="at_stage",
        choices=[(key, label) for key, (label, _) in STAGES.items()],
        label="With",
        empty_label="Anybody",
    )

    def at_stage(self, queryset: QuerySet[VettingCase], name: str, value: str) -> QuerySet[VettingCase]:
        return queryset.filter(state__in=STAGES[value][1])


class StandingUnitFilter(UnitFilter):
    """Units with their standing."""

    standing = django_filters.ChoiceFilter(
        method="standing_as",
        choices=[("BARRED", "Barred: under review or ineligible"), *Standing.choices],
        label="Standing",
        empty_label="Any",
    )

    def standing_as(self, queryset: Any, name: str, value: str) -> Any:
        if value == "BARRED":
            return queryset.filter(standing_state__in=BARRED)
        return queryset.filter(standing_state=value)


class IneligibleFilter(django_filters.FilterSet):
    """Barred units by name, country and standing."""

    q = django_filters.CharFilter(method="named_like", label="Name, alias or code")
    country = django_filters.ModelChoiceFilter(
        field_name="unit__country__operating_unit",
        queryset=places,
        to_field_name="code",
        label="Country",
        empty_label="Any",
    )
    state = django_filters.ChoiceFilter(
        choices=[(s.value, s.label) for s in Standing if s in BARRED], label="Standing", empty_label="Any"
    )

    def named_like(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(unit__in=Unit.objects.named_like(value.strip()))


class StandingFilter(django_filters.FilterSet):
    unit = django_filters.CharFilter(field_name="unit__code", label="Unit")
    country = django_filters.CharFilter(field_name="unit__country__iso3", label="Country")
    state = django_filters.MultipleChoiceFilter(choices=Standing.choices, label="State")


class SubjectFilter(django_filters.FilterSet):
    case = django_filters.CharFilter(field_name="case__number", label="Case")
    unit = django_filters.CharFilter(field_name="unit__code", label="Unit")
    person = django_filters.NumberFilter(field_name="person", label="Person")
    state = django_filters.MultipleChoiceFilter(choices=SubjectState.choices, label="State")


class HitFilter(django_filters.FilterSet):
    case = django_filters.CharFilter(field_name="subject__case__number", label="Case")
    subject = django_filters.NumberFilter(field_name="subject", label="Subject")
    state = django_filters.ChoiceFilter(choices=HitState.choices, label="State")


class ApprovalFilter(django_filters.FilterSet):
    case = django_filters.CharFilter(field_name="subject__case__number", label="Case")
    unit = django_filters.CharFilter(field_name="unit__code", label="Unit")
    person = django_filters.NumberFilter(field_name="person", label="Person")
    law = django_filters.ChoiceFilter(choices=Law.choices, label="Law")
    state = django_filters.ChoiceFilter(choices=ApprovalState.choices, label="State")
    on = django_filters.DateFilter(field_name="valid", lookup_expr="contains", label="Valid on")
