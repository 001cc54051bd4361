"""The list of country training plans: its table, filter and the columns of its file."""

from __future__ import annotations

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet

from ground.pages.badges import Badge
from ground.pages.tables import CountColumn, MoneyColumn, RowHead, Table
from ground.rows import ExportColumn

from ..filters.programs import place_choice
from ..models import CountryTrainingPlan
from ..states import TrainingLineState

LINE: dict[str, Badge] = {
    TrainingLineState.PLANNED: Badge(TrainingLineState.PLANNED.label, "idle", "clock"),
    TrainingLineState.PROGRAMMED: Badge(TrainingLineState.PROGRAMMED.label, "work", "ok"),
    TrainingLineState.CANCELLED: Badge(TrainingLineState.CANCELLED.label, "idle", "x"),
}


def plan_badge(plan: CountryTrainingPlan) -> Badge:
    """Whether the working group has approved a plan."""
    return Badge("Approved", "good", "okc") if plan.approved_on else Badge("Not approved yet", "idle", "clock")


def priority_badge(plan: CountryTrainingPlan) -> Badge:
    """Whether the plan says that human-rights training is a priority."""
    return Badge("A priority", "good", "ok") if plan.human_rights_priority else Badge("Not stated", "warn", "minus")


class TrainingPlanFilter(django_filters.FilterSet):
    operating_unit = place_choice("Country", "country__operating_unit")
    budget_year = django_filters.NumberFilter(label="Budget year")
    priority = django_filters.ChoiceFilter(
        field_name="human_rights_priority",
        choices=[("True", "A priority"), ("False", "Not stated")],
        label="Human rights",
        empty_label="Any",
    )
    approved = django_filters.ChoiceFilter(
        method="is_approved",
        choices=[("yes", "Approved"), ("no", "Not approved yet")],
        label="Working group",
        empty_label="Any",
    )

    class Meta:
        model = CountryTrainingPlan
        fields: list[str] = []

    def is_approved(
        self, queryset: QuerySet[CountryTrainingPlan], name: str, value: str
    ) -> QuerySet[CountryTrainingPlan]:
        return queryset.filter(approved_on__isnull=value == "no")


class TrainingPlanTable(Table):
    title = "Training plans"
    noun = "plan"

    country = RowHead(order_by="country__name")
    budget_year = tables.Column(verbose_name="Budget year")
    standing = tables.Column(accessor="pk", order_by="approved_on", verbose_name="Working group")
    human_rights_priority = tables.Column(verbose_name="Human rights")
    wanted = CountColumn(verbose_name="Seats wanted", accessor="seats_wanted", total=True)
    planned = MoneyColumn(verbose_name="Planned, $", accessor="dollars_planned", total=True)
    level_assumed = MoneyColumn(verbose_name="Level assumed, $", total=True)

    def render_standing(self, record: CountryTrainingPlan) -> str:
        return plan_badge(record).__html__()

    def render_human_rights_priority(self, record: CountryTrainingPlan) -> str:
        return priority_badge(record).__html__()


TRAINING_PLAN_EXPORT = (
    ExportColumn("Country", "country.name"),
    ExportColumn("Budget year", "budget_year"),
    ExportColumn("Planning year", "planning_year"),
    ExportColumn("Working group", "working_group"),
    ExportColumn("Approved on", "approved_on", "date"),
    ExportColumn("Human-rights training a priority", lambda plan: "yes" if plan.human_rights_priority else "no"),
    ExportColumn("Lines", "line_count", "number"),
    ExportColumn("Seats wanted", "seats_wanted", "number"),
    ExportColumn("Planned, US dollars", "dollars_planned", "money"),
    ExportColumn("Level assumed, US dollars", "level_assumed", "money"),
)
