"""The lists of NADR grants and of what they owe: reads, tables, filters and the columns of their files."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Count, Min, Q, QuerySet, Sum

from ground.dates import today
from ground.pages.tables import CountColumn, DayColumn, MoneyColumn, NameColumn, NumberHead, RowHead, Table
from ground.rows import ExportColumn
from partners.forms import countries
from partners.models import Country

from ..cwd import badges
from ..cwd.states import DueSort, GrantState, Instrument, Risk
from ..models import Grant, GrantDeadline
from .programs import link


def with_calendar(grants: QuerySet[Grant], on: dt.date) -> QuerySet[Grant]:
    """Each grant with how much is late on its calendar, and its next yearly review. One query."""
    still = Q(deadlines__reviewed_on=None)
    return grants.annotate(
        late=Count("deadlines", filter=still & Q(deadlines__due_on__lt=on)),
        next_review_on=Min("deadlines__due_on", filter=still & Q(deadlines__sort=DueSort.REVIEW)),
    )


def _countries(request: Any) -> QuerySet[Country]:
    """The choice gives nothing away either."""
    return countries(request.user, "programs.view_program")


def country_choice(field: str = "country") -> django_filters.ModelChoiceFilter:
    """The countries where the reader may see programs."""
    return django_filters.ModelChoiceFilter(
        field_name=field, queryset=_countries, to_field_name="iso3", label="Country", empty_label="Any"
    )


def choice(label: str, field: str, choices: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(field_name=field, choices=choices, label=label, empty_label="Any")


class GrantFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="found", label="Award number or grantee")
    program = django_filters.CharFilter(field_name="program__number", lookup_expr="iexact", label="Program")
    country = country_choice()
    instrument = choice("Type", "instrument", Instrument.choices)
    risk = choice("Risk", "risk", Risk.choices)
    state = choice("State", "state", GrantState.choices)
    late = django_filters.ChoiceFilter(
        method="is_late", label="Calendar", choices=[("yes", "Something is late"), ("no", "Kept")], empty_label="Any"
    )

    class Meta:
        model = Grant
        fields: list[str] = []

    def found(self, queryset: QuerySet[Grant], name: str, value: str) -> QuerySet[Grant]:
        return queryset.filter(Q(award_number__icontains=value.strip()) | Q(grantee__icontains=value.strip()))

    def is_late(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(late__gt=0) if value == "yes" else queryset.filter(late=0)


class GrantTable(Table):
    title = "Grants"
    noun = "grant"

    award_number = NumberHead(verbose_name="Award", under="grantee")
    program = tables.Column(order_by="program__number")
    country = NameColumn(order_by="country__name")
    instrument = tables.Column(verbose_name="Type")
    state = tables.Column()
    risk = tables.Column(empty_values=())
    ends_on = DayColumn(verbose_name="Until")
    next_review_on = DayColumn(verbose_name="Next yearly review", default="none open")
    late = CountColumn(verbose_name="Late")
    total = MoneyColumn(verbose_name="Total, $", total=True)

    def render_program(self, record: Grant) -> Any:
        return link(record.program.get_absolute_url(), record.program.number)

    def render_state(self, record: Grant) -> Any:
        return badges.GRANT[record.state].__html__()

    def render_risk(self, record: Grant) -> Any:
        return badges.RISK[record.risk].__html__()


GRANT_TOTALS = {"total": Sum("total")}
GRANT_EXPORT = (
    ExportColumn("Award number", "award_number"),
    ExportColumn("Grantee", "grantee"),
    ExportColumn("Type", lambda grant: grant.get_instrument_display()),
    ExportColumn("Program", "program.number"),
    ExportColumn("Country", "country.iso3"),
    ExportColumn("State", lambda grant: grant.get_state_display()),
    ExportColumn("Risk", lambda grant: grant.get_risk_display()),
    ExportColumn("Risk assessed on", "risk_assessed_on"),
    ExportColumn("Mitigated", lambda grant: "yes" if grant.mitigation else "no"),
    ExportColumn("Monitoring plan on", "monitoring_plan_on"),
    ExportColumn("Target", "target"),
    ExportColumn("From", "starts_on"),
    ExportColumn("Until", "ends_on"),
    ExportColumn("Next yearly review", "next_review_on"),
    ExportColumn("Late reports and reviews", "late"),
    ExportColumn("Total, US dollars", "total", "money"),
)


class DeadlineFilter(django_filters.FilterSet):
    award = django_filters.CharFilter(field_name="grant__award_number", lookup_expr="iexact", label="Award number")
    sort = choice("What", "sort", DueSort.choices)
    country = country_choice("grant__country")
    standing = django_filters.ChoiceFilter(
        method="stands",
        label="Standing",
        choices=[("late", "Late"), ("received", "Waits for its review"), ("coming", "To come"), ("done", "Reviewed")],
        empty_label="Any",
    )

    class Meta:
        model = GrantDeadline
        fields: list[str] = []

    def stands(self, queryset: QuerySet[GrantDeadline], name: str, value: str) -> QuerySet[GrantDeadline]:
        still = Q(reviewed_on=None)
        conditions = {
            "late": still & Q(due_on__lt=today()),
            "received": still & Q(received_on__isnull=False),
            "coming": still & Q(due_on__gte=today(), received_on=None),
            "done": Q(reviewed_on__isnull=False),
        }
        return queryset.filter(conditions[value])


class DeadlineTable(Table):
    title = "Reports and reviews of grants"
    noun = "report or review,reports and reviews"

    sort = RowHead(verbose_name="What", under=lambda row: row.grant.grantee)
    grant = tables.Column(order_by="grant__award_number", verbose_name="Award")
    until = DayColumn(verbose_name="Days until")
    due_on = DayColumn(verbose_name="Due on")
    received_on = DayColumn(verbose_name="Received on", default="not yet", under=lambda row: row.received_by or "")
    reviewed_on = DayColumn(verbose_name="Reviewed on", default="not yet", under=lambda row: row.reviewed_by or "")
    standing = tables.Column(accessor="pk", orderable=False)

    def render_grant(self, record: GrantDeadline) -> Any:
        return link(record.grant.get_absolute_url(), record.grant.award_number)

    def render_standing(self, record: GrantDeadline) -> Any:
        return badges.standing(record, today()).__html__()


DEADLINE_EXPORT = (
    ExportColumn("What", lambda row: row.get_sort_display()),
    ExportColumn("Award number", "grant.award_number"),
    ExportColumn("Grantee", "grant.grantee"),
    ExportColumn("Country", "grant.country.iso3"),
    ExportColumn("Days from", "since"),
    ExportColumn("Days until", "until"),
    ExportColumn("Due on", "due_on"),
    ExportColumn("Received on", "received_on"),
    ExportColumn("Receipt recorded by", lambda row: str(row.received_by or "")),
    ExportColumn("Reviewed on", "reviewed_on"),
    ExportColumn("Reviewed by", lambda row: str(row.reviewed_by or "")),
    ExportColumn("Finding", "finding"),
    ExportColumn("Standing", lambda row: badges.standing(row, today()).word),
)
