"""Filters of programs, seats, deliveries and money, for the pages and for the API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from ground.dates import today
from partners.models import ForceType, OperatingUnit

from ..kinds import kinds_of_title
from ..models import (
    Delivery,
    Fund,
    FundTransaction,
    Initiative,
    NadrDetail,
    Obligation,
    Office,
    PkoDetail,
    Program,
    Recipient,
    TrainingSeat,
)
from ..responsible import answered_by
from ..states import Kind, ObligationState, ProgramState, SeatState, Stage, StatedPurpose
from .offices import OfProgramFilter


def _places(request: Any) -> QuerySet[OperatingUnit]:
    """Where the reader may see programs: a choice gives nothing away either."""
    return OperatingUnit.objects.within(request.user, "programs.view_program").order_by("name")


def _text(label: str, field: str, lookup: str = "iexact") -> django_filters.CharFilter:
    return django_filters.CharFilter(field_name=field, lookup_expr=lookup, label=label)


def _choice(label: str, field: str, choices: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(field_name=field, choices=choices, label=label, empty_label="Any")


def place_choice(label: str, field: str) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        field_name=field, queryset=_places, to_field_name="code", label=label, empty_label="Any"
    )


class ProgramFilter(OfProgramFilter):
    q = django_filters.CharFilter(method="found", label="Number or title")
    kind = _choice("Kind", "kind", Kind.choices)
    state = _choice("State", "state", ProgramState.choices)
    operating_unit = place_choice("Operating unit", "operating_unit")
    fiscal_year = django_filters.NumberFilter(label="Fiscal year")
    purpose = django_filters.ChoiceFilter(
        method="stated_for", choices=StatedPurpose.choices, label="Stated purpose", empty_label="Any"
    )
    initiative = django_filters.ModelChoiceFilter(
        queryset=Initiative.objects.order_by("name"), to_field_name="code", label="Initiative", empty_label="Any"
    )
    force = django_filters.ChoiceFilter(
        method="with_force", choices=ForceType.choices, label="Recipients of force", empty_label="Any"
    )
    pko_purpose = _choice("PKO purpose", "pkodetail__pko_purpose", PkoDetail.Purpose.choices)
    global_program = _choice(
        "Global program", "pkodetail__global_program", [c for c in PkoDetail.GlobalProgram.choices if c[0]]
    )
    sub_account = _choice("NADR sub-account", "nadrdetail__sub_account", NadrDetail.SubAccount.choices)

    gpoi_objective = _choice("GPOI objective", "pkodetail__objective", PkoDetail.Objective.choices)

    class Meta:
        model = Program
        fields: list[str] = []

    def stated_for(self, queryset: QuerySet[Program], name: str, value: str) -> QuerySet[Program]:
        return queryset.filter(stated_purposes__contains=[value])

    def of_title(self, queryset: QuerySet[Program], name: str, value: str) -> QuerySet[Program]:
        return queryset.filter(kind__in=kinds_of_title(int(value)))

    def answered(self, queryset: QuerySet[Program], name: str, value: Office) -> QuerySet[Program]:
        return answered_by(queryset, [value], today())

    def with_force(self, queryset: QuerySet[Program], name: str, value: str) -> QuerySet[Program]:
        """With at least one recipient of that force."""
        return queryset.filter(pk__in=Recipient.objects.filter(unit__force_type=value).values("program"))

    def found(self, queryset: QuerySet[Program], name: str, value: str) -> QuerySet[Program]:
        return queryset.filter(Q(number__icontains=value.strip()) | Q(title__icontains=value.strip()))


class RecipientFilter(django_filters.FilterSet):
    program = _text("Program", "program__number")
    unit = _text("Code of the unit", "unit__code")
    case = _text("Case", "case__number")

    class Meta:
        model = Recipient
        fields: list[str] = []


class SeatFilter(OfProgramFilter):
    program = _text("Program", "program__number")
    state = _choice("State", "state", SeatState.choices)
    course = _text("Course", "course__title", "icontains")
    starts_from = django_filters.DateFilter(field_name="start_on", lookup_expr="gte", label="Starts from")
    starts_until = django_filters.DateFilter(field_name="start_on", lookup_expr="lte", label="Starts until")

    class Meta:
        model = TrainingSeat
        fields: list[str] = []


class DeliveryFilter(OfProgramFilter):
    program = _text("Program", "program__number")
    unit = _text("Code of the unit", "unit__code")
    what = _choice("What", "what", Delivery.What.choices)
    kind = _choice("Kind", "program__kind", Kind.choices)
    operating_unit = place_choice("Operating unit", "program__operating_unit")
    delivered_from = django_filters.DateFilter(field_name="delivered_on", lookup_expr="gte", label="From")
    delivered_until = django_filters.DateFilter(field_name="delivered_on", lookup_expr="lte", label="Until")

    class Meta:
        model = Delivery
        fields: list[str] = []


class ObligationFilter(OfProgramFilter):
    program = _text("Program", "program__number")
    fund = _text("Fund", "fund__number")
    state = _choice("State", "state", ObligationState.choices)
    operating_unit = place_choice("Operating unit", "operating_unit")
    named = django_filters.BooleanFilter(field_name="recipients_named", label="Recipients named")

    class Meta:
        model = Obligation
        fields: list[str] = []


class FundFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="found", label="Number or title")
    kind = _choice("Kind", "account__kind", Kind.choices)
    fiscal_year = django_filters.NumberFilter(label="Budget year")

    class Meta:
        model = Fund
        fields: list[str] = []

    def found(self, queryset: QuerySet[Fund], name: str, value: str) -> QuerySet[Fund]:
        return queryset.filter(Q(number__icontains=value.strip()) | Q(title__icontains=value.strip()))


class TransactionFilter(django_filters.FilterSet):
    fund = _text("Fund", "fund__number")
    program = _text("Program", "program__number")
    obligation = django_filters.NumberFilter(field_name="obligation", label="Obligation")
    to_stage = _choice("To", "to_stage", Stage.choices)
    operating_unit = place_choice("Operating unit", "operating_unit")

    class Meta:
        model = FundTransaction
        fields: list[str] = []
