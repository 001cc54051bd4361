"""The list of milestones over programs, its filter and the columns of its file."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import F, Q, QuerySet

from ground.dates import today
from ground.pages.badges import Badge
from ground.pages.tables import DayColumn, RowHead, Table
from ground.pages.words import counted
from ground.rows import ExportColumn

from ..filters.programs import place_choice
from ..models import Milestone
from ..states import Kind
from .programs import link


def standing(milestone: Milestone, on: dt.date) -> Badge:
    """How a milestone stands on a day: reached, in time or late, in days."""
    planned, reached = milestone.planned_on, milestone.reached_on
    if reached is not None:
        late = (reached - planned).days if planned else 0
        return (
            Badge(f"Reached, {counted(late, 'day')} late", "warn", "ok") if late > 0 else Badge("Reached", "good", "ok")
        )
    if planned is None:
        return Badge("Not planned", "idle", "minus")
    if planned < on:
        return Badge(f"{counted((on - planned).days, 'day')} late", "bad", "clock")
    return Badge("To come", "work", "clock")


class MilestoneFilter(django_filters.FilterSet):
    program = django_filters.CharFilter(field_name="program__number", lookup_expr="iexact", label="Program")
    kind = django_filters.ChoiceFilter(
        field_name="program__kind", choices=Kind.choices, label="Kind", empty_label="Any"
    )
    operating_unit = place_choice("Operating unit", "program__operating_unit")
    office = django_filters.CharFilter(lookup_expr="icontains", label="Whose step")
    standing = django_filters.ChoiceFilter(
        method="stands",
        label="Standing",
        choices=[("late", "Late"), ("coming", "To come"), ("reached", "Reached"), ("slipped", "Reached late")],
        empty_label="Any",
    )

    class Meta:
        model = Milestone
        fields: list[str] = []

    def stands(self, queryset: QuerySet[Milestone], name: str, value: str) -> QuerySet[Milestone]:
        conditions = {
            "late": Q(reached_on=None, planned_on__lt=today()),
            "coming": Q(reached_on=None) & ~Q(planned_on__lt=today()),
            "reached": Q(reached_on__isnull=False),
            "slipped": Q(reached_on__gt=F("planned_on")),
        }
        return queryset.filter(conditions[value])


class MilestoneTable(Table):
    title = "Milestones"
    noun = "milestone"

    name = RowHead(verbose_name="Milestone")
    program = tables.Column(order_by="program__number")
    office = tables.Column(verbose_name="Whose step", default="not given")
    planned_on = DayColumn(verbose_name="Planned for")
    reached_on = DayColumn(verbose_name="Reached on")
    standing = tables.Column(accessor="pk", orderable=False)

    def render_program(self, record: Milestone) -> Any:
        return link(record.program.get_absolute_url(), record.program.number)

    def render_standing(self, record: Milestone) -> Any:
        return standing(record, today()).__html__()


MILESTONE_EXPORT = (
    ExportColumn("Program", "program.number"),
    ExportColumn("Milestone", "name"),
    ExportColumn("Whose step", "office"),
    ExportColumn("Planned for", "planned_on"),
    ExportColumn("Reached on", "reached_on"),
    ExportColumn("Standing", lambda milestone: standing(milestone, today()).word),
)
