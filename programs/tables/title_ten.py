"""The tracker of concurrences: its reads, table, filter and the columns of its file."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from ground.pages.badges import Badge
from ground.pages.tables import CountColumn, NameColumn, NumberHead, Table
from ground.pages.words import counted
from ground.rows import ExportColumn

from ..filters.programs import place_choice
from ..models import Concurrence, ConcurrenceCondition, Program
from ..states import Decided

DECISION: dict[str, Badge] = {
    Decided.CONCUR: Badge(Decided.CONCUR.label, "good", "okc"),
    Decided.CONDITIONS: Badge(Decided.CONDITIONS.label, "work", "okc"),
    Decided.NON_CONCUR: Badge(Decided.NON_CONCUR.label, "bad", "ban"),
    Decided.RETURNED: Badge(Decided.RETURNED.label, "warn", "back"),
}
WAITING = Badge("Not decided", "idle", "clock")


def due_badge(due_on: dt.date, done_on: dt.date | None, on: dt.date, done: str) -> Badge:
    """How something with a day stands: done, late by days, or awaited."""
    if done_on is not None:
        return Badge(done, "good", "ok")
    if due_on < on:
        return Badge(f"{counted((on - due_on).days, 'day')} late", "bad", "clock")
    return Badge("Awaited", "work", "clock")


def with_latest(programs: QuerySet[Program], on: dt.date) -> QuerySet[Program]:
    """Each proposal with State's latest decision, the views it waits for and the conditions past due. One query."""
    latest = Concurrence.objects.filter(program=OuterRef("pk")).order_by("-pk")
    late = ConcurrenceCondition.objects.filter(concurrence__program=OuterRef("pk"), met_on=None, due_on__lt=on)
    return programs.annotate(
        decision=Subquery(latest.values("decision")[:1]),
        decided_on=Subquery(latest.values("decided_on")[:1]),
        awaited=Count("office_views", filter=Q(office_views__given_on=None), distinct=True),
        overdue=Count(
            "office_views", filter=Q(office_views__given_on=None, office_views__due_on__lt=on), distinct=True
        ),
        condition_late=Exists(late),
    )


class ProposalFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="found", label="Number or title")
    authority = django_filters.CharFilter(
        field_name="titletendetail__authority", lookup_expr="icontains", label="Authority"
    )
    operating_unit = place_choice("Operating unit", "operating_unit")
    decision = django_filters.ChoiceFilter(
        method="decided", label="Decision", choices=[("NONE", "Not decided"), *Decided.choices], empty_label="Any"
    )
    late = django_filters.ChoiceFilter(
        method="is_late",
        label="Late",
        choices=[("view", "A view is late"), ("condition", "A condition is past due")],
        empty_label="Any",
    )

    class Meta:
        model = Program
        fields: list[str] = []

    def found(self, queryset: QuerySet[Program], name: str, value: str) -> QuerySet[Program]:
        return queryset.filter(Q(number__icontains=value.strip()) | Q(title__icontains=value.strip()))

    def decided(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(decision__isnull=True) if value == "NONE" else queryset.filter(decision=value)

    def is_late(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(condition_late=True) if value == "condition" else queryset.filter(overdue__gt=0)


class ProposalTable(Table):
    title = "Title 10 proposals"
    noun = "proposal"

    number = NumberHead(under="title")
    operating_unit = NameColumn(order_by="operating_unit__name", verbose_name="For")
    authority = tables.Column(accessor="titletendetail__authority")
    awaited = CountColumn(verbose_name="Views awaited")
    overdue = CountColumn(verbose_name="Late views")
    decision = tables.Column(verbose_name="State", empty_values=(), order_by="decided_on")
    conditions = tables.Column(accessor="condition_late", empty_values=(), orderable=False)

    def render_decision(self, record: Any) -> Any:
        return DECISION.get(record.decision, WAITING).__html__()

    def render_conditions(self, record: Any) -> Any:
        return Badge("Past due", "bad", "clock").__html__() if record.condition_late else "none past due"


PROPOSAL_EXPORT = (
    ExportColumn("Number", "number"),
    ExportColumn("Title", "title"),
    ExportColumn("Operating unit", "operating_unit.code"),
    ExportColumn("Authority", "titletendetail.authority"),
    ExportColumn("Views awaited", "awaited"),
    ExportColumn("Late views", "overdue"),
    ExportColumn("Decision", lambda row: dict(Decided.choices).get(row.decision, "Not decided")),
    ExportColumn("Decided on", "decided_on"),
    ExportColumn("Condition past due", lambda row: "yes" if row.condition_late else "no"),
)
